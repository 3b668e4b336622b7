//! One small form for each finer rule of the reference converter, found by comparing it with many forms.

/// Forms that can be used: the rule, and the form.
pub const FOLLOWED: &[(&str, &str)] = &[
    (
        "a setting by any of its names",
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | set_form_id |\n| | x |\n",
    ),
    (
        "an unusable column of choices can have parts",
        "| survey |\n| | type | name | label |\n| | select_one yn | s | S |\n| choices |\n| | list_name | name | label | translator note: check | sms_option::x |\n| | yn | y | Yes | x | x |\n",
    ),
    (
        "what search() replaces is not written",
        "| survey |\n| | type | name | label | appearance |\n| | select_one yn | s | S | search('x') |\n| choices |\n| | list_name | name | label | x:y |\n| | yn | y | Yes | x |\n",
    ),
    (
        "a sheet of references of another kind",
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| references |\n| | question | source |\n| | Q1 | WHO |\n",
    ),
    (
        "a trigger that a group has",
        "| survey |\n| | type | name | label | trigger | calculation |\n| | calculate | k |  |  | 1 |\n| | begin group | g | G | ${k} |  |\n| | text | a | A |  |  |\n| | end group |  |  |  |  |\n",
    ),
    (
        "search() beside choices in any order",
        "| survey |\n| | type | name | label | appearance | parameters |\n| | select_one yn | a | A | search('x') | randomize=true |\n| | select_one yn | b | B |  |  |\n| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n",
    ),
    (
        "a large list in any order",
        "| survey |\n| | type | name | label | parameters |\n| | select_one_external yn | a | A | randomize=true |\n| external_choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n",
    ),
    (
        "a medium that is no reference",
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| | select_one yn | b | B |\n| choices |\n| | list_name | name | label | image |\n| | yn | y | Yes | ${a }.png |\n",
    ),
    (
        "names that only a flat form has twice",
        "| survey |\n| | type | name | label |\n| | begin group | g | G |\n| | text | a | A |\n| | end group |  |  |\n| | text | a | A |\n| settings |\n| | flat |\n| | yes |\n",
    ),
    (
        "languages that nothing minds",
        "| survey |\n| | type | name | label | relevant::x | bind::foo::x |\n| | begin group | g | G | 1 | 1 |\n| | text | a | A |  |  |\n| | end group |  |  |  |  |\n",
    ),
    (
        "an appearance with a language",
        "| survey |\n| | type | name | label | appearance::x |\n| | text | a | A | multiline |\n",
    ),
    (
        "settings with a language that nothing minds",
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | foo::x | default_language::x | allow_choice_duplicates::x |\n| | 1 | 2 | 3 |\n",
    ),
    (
        "a file in a group in a repeat",
        "| survey |\n| | type | name | label |\n| | begin repeat | r | R |\n| | begin group | g | G |\n| | csv-external | f |  |\n| | text | z | Z |\n| | end group |  |  |\n| | text | a | A |\n| | end repeat |  |  |\n",
    ),
    (
        "entities in a repeat and beside it",
        "| survey |\n| | type | name | label | save_to |\n| | begin repeat | r | R |  |\n| | text | a | A | e#p |\n| | end repeat |  |  |  |\n| | text | b | B | f#t |\n| entities |\n| | list_name | label |\n| | e | x |\n| | f | y |\n",
    ),
    (
        "entities in a group and around it",
        "| survey |\n| | type | name | label | save_to |\n| | begin group | r | R |  |\n| | text | a | A | e#p |\n| | end group |  |  |  |\n| | text | b | B | f#t |\n| entities |\n| | list_name | label |\n| | e | x |\n| | f | y |\n",
    ),
    (
        "an entity that looks out of its repeat",
        "| survey |\n| | type | name | label | save_to |\n| | text | b | B |  |\n| | begin repeat | r | R |  |\n| | text | a | A | p |\n| | end repeat |  |  |  |\n| entities |\n| | list_name | label |\n| | e | ${b} |\n",
    ),
    (
        "a loop over one choice with a repeat",
        "| survey |\n| | type | name | label |\n| | begin loop over yn | l | L |\n| | begin repeat | r | R |\n| | text | s | %(label)s, 5 %% |\n| | end repeat |  |  |\n| | end loop |  |  |\n| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n",
    ),
    (
        "tags",
        "| survey |\n| | type | name | label |\n| | osm b | s | S |\n| osm |\n| | list_name | name | label |\n| | b | x | X |\n",
    ),
    (
        "an entity far from its own answer",
        "| survey |\n| | type | name | label | save_to |\n| | begin group | y | Y |  |\n| | text | b | B | e#p |\n| | begin group | x | X |  |\n| | begin group | z | Z |  |\n| | text | c | C | f#p |\n| | end group |  |  |  |\n| | text | d | D | f#q |\n| | text | g | G | e#q |\n| | end group |  |  |  |\n| | end group |  |  |  |\n| entities |\n| | list_name | label |\n| | e | x |\n| | f | y |\n",
    ),
    (
        "a translated choice without a label that search() replaces",
        "| survey |\n| | type | name | label | appearance |\n| | select_one yn | s | S | search('x') |\n| choices |\n| | list_name | name | label::en |\n| | yn | y | Yes |\n| | yn | n | |\n",
    ),
];

/// Forms that cannot be used: the problem, its row, and the form.
pub const BROKEN: &[(&str, Option<u32>, &str)] = &[
    ("column_language", Some(2), "| survey |\n| | type | name | label | relevant::x |\n| | text | a | A | 1 |\n"),
    (
        "column_language",
        Some(2),
        "| survey |\n| | type | name | label | bind::required::x |\n| | text | a | A | yes |\n",
    ),
    ("column_language", Some(2), "| survey |\n| | type | name | label | default::x |\n| | text | a | A | 1 |\n"),
    (
        "column_language",
        Some(2),
        "| survey |\n| | type | name | label | parameters::x |\n| | text | a | A | rows=3 |\n",
    ),
    (
        "column_language",
        Some(2),
        "| survey |\n| | type | name | label | repeat_count::x |\n| | begin repeat | r | R | 2 |\n| | text | a | A |  |\n| | end repeat |  |  |  |\n",
    ),
    (
        "column_language",
        Some(2),
        "| survey |\n| | type | name | label | appearance::x |\n| | begin group | r | R | field-list |\n| | text | a | A |  |\n| | end group |  |  |  |\n",
    ),
    ("column_language", Some(2), "| survey |\n| | type | name | label | hint::en::x |\n| | text | a | A | 1 |\n"),
    (
        "column_language",
        Some(2),
        "| survey |\n| | type | name | label | media::image::en::x |\n| | text | a | A | 1.png |\n",
    ),
    (
        "column_language",
        Some(3),
        "| survey |\n| | type | name | label | trigger::x |\n| | text | b | B |  |\n| | text | a | A | ${b} |\n",
    ),
    (
        "column_language",
        Some(2),
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | form_title::English (en) |\n| | x |\n",
    ),
    (
        "column_language",
        Some(2),
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | form_id::x |\n| | x |\n",
    ),
    (
        "column_language",
        Some(3),
        "| survey |\n| | type | name | label | constraint_message::en |\n| | begin loop over yn | l | L |  |\n| | text | s | S | no |\n| | end loop |  |  |  |\n| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n",
    ),
    ("column_reserved", Some(2), "| survey |\n| | type | name | label | bind |\n| | text | a | A | x |\n"),
    (
        "column_reserved",
        Some(2),
        "| survey |\n| | type | name | label | body |\n| | begin group | g | G | x |\n| | text | a | A |  |\n| | end group |  |  |  |\n",
    ),
    ("column_reserved", Some(2), "| survey |\n| | type | name | label | instance |\n| | text | a | A | x |\n"),
    ("column_reserved", Some(2), "| survey |\n| | type | name | label | actions |\n| | text | a | A | x |\n"),
    (
        "column_reserved",
        Some(2),
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | attribute |\n| | x |\n",
    ),
    (
        "column_reserved",
        Some(2),
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | type |\n| | x |\n",
    ),
    (
        "column_reserved",
        Some(2),
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| choices |\n| | list_name | name | label | media |\n| | yn | y | Yes | x |\n",
    ),
    (
        "file_in_repeat",
        Some(3),
        "| survey |\n| | type | name | label |\n| | begin repeat | r | R |\n| | csv-external | f |  |\n| | text | a | A |\n| | end repeat |  |  |\n",
    ),
    (
        "entity_twice",
        Some(3),
        "| survey |\n| | type | name | label | save_to |\n| | text | a | A | p |\n| | text | b | B | p |\n| entities |\n| | list_name | label |\n| | e | x |\n",
    ),
    (
        "entity_twice",
        Some(5),
        "| survey |\n| | type | name | label | save_to |\n| | begin repeat | r | R |  |\n| | text | a | A | p |\n| | end repeat |  |  |  |\n| | text | b | B | e#p |\n| entities |\n| | list_name | label |\n| | e | x |\n",
    ),
    (
        "entity_crowded",
        Some(3),
        "| survey |\n| | type | name | label | save_to |\n| | text | a | A | e#p |\n| | text | b | B | f#p |\n| entities |\n| | list_name | label |\n| | e | x |\n| | f | y |\n",
    ),
    (
        "entity_crowded",
        Some(3),
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| entities |\n| | list_name | label |\n| | e | x |\n| | f | y |\n",
    ),
    (
        "entity_repeat",
        Some(6),
        "| survey |\n| | type | name | label | save_to |\n| | begin repeat | r | R |  |\n| | text | a | A | p |\n| | end repeat |  |  |  |\n| | begin repeat | s | S |  |\n| | text | b | B | t |\n| | end repeat |  |  |  |\n| entities |\n| | list_name | label |\n| | e | x |\n",
    ),
    (
        "entity_repeat",
        Some(5),
        "| survey |\n| | type | name | label | save_to |\n| | begin repeat | r | R |  |\n| | text | a | A | p |\n| | end repeat |  |  |  |\n| | text | b | B | t |\n| entities |\n| | list_name | label |\n| | e | x |\n",
    ),
    (
        "entity_repeat",
        Some(2),
        "| survey |\n| | type | name | label |\n| | begin repeat | r | R |\n| | text | a | A |\n| | end repeat |  |  |\n| | begin repeat | s | S |\n| | text | b | B |\n| | end repeat |  |  |\n| entities |\n| | list_name | label |\n| | e | ${a} ${b} |\n",
    ),
    (
        "label_missing",
        Some(2),
        "| survey |\n| | type | name | label |\n| | select_one yn or_other | s | S |\n| choices |\n| | list_name | name | label::en |\n| | yn | y | Yes |\n| | yn | n | |\n",
    ),
    (
        "reference_case",
        Some(3),
        "| survey |\n| | type | name | label | parameters |\n| | integer | Seed | S |  |\n| | select_one yn | s | S | randomize=true seed=${Seed} |\n| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n",
    ),
    (
        "parameter_unknown",
        Some(2),
        "| survey |\n| | type | name | label | parameters |\n| | select one from file f.csv | s | S | value=code |\n",
    ),
    (
        "choices_missing",
        Some(3),
        "| survey |\n| | type | name | label | appearance |\n| | begin group | g | G | table-list |\n| | select_one_from_file f.csv | s | S |  |\n| | end group |  |  |  |\n",
    ),
    (
        "reference_ambiguous",
        Some(4),
        "| survey |\n| | type | name | label | trigger | calculation |\n| | text | b | B |  |  |\n| | begin group | g | G |  |  |\n| | calculate | x |  | ${b} | 1 |\n| | end group |  |  |  |  |\n| | text | x | X |  |  |\n",
    ),
    (
        "list_unknown",
        Some(2),
        "| survey |\n| | type | name | label |\n| | osm zz | s | S |\n| osm |\n| | list_name | name | label |\n| | b | x | X |\n",
    ),
    (
        "choice_name",
        Some(2),
        "| survey |\n| | type | name | label |\n| | osm b | s | S |\n| osm |\n| | list_name | name | label |\n| | b | | X |\n",
    ),
    (
        "reference_unknown",
        Some(2),
        "| survey |\n| | type | name | label |\n| | osm b | s | S |\n| osm |\n| | list_name | name | label |\n| | b | x | ${c} |\n",
    ),
    (
        "column_synonym",
        Some(1),
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| osm |\n| | list_name | name | value | label |\n| | b | x | y | X |\n",
    ),
    (
        "parameter_value",
        Some(2),
        "| survey |\n| | type | name | label | bind::type |\n| | select_one yn | s | S | int |\n| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n",
    ),
    (
        "search_mixed",
        Some(3),
        "| survey |\n| | type | name | label | appearance |\n| | text | b | B |  |\n| | select_one ${b} | s | S | search('x') |\n",
    ),
    ("name_missing", Some(2), "| survey |\n| | type | name | label |\n| | form_id |  |  |\n| | text | a | A |\n"),
    (
        "reference_ambiguous",
        Some(5),
        "| survey |\n| | type | name | label | repeat_count |\n| | begin group | g | G |  |\n| | text | r_count | X |  |\n| | end group |  |  |  |\n| | begin repeat | r | R | 1+1 |\n| | text | a | A |  |\n| | end repeat |  |  |  |\n",
    ),
    (
        "big_image",
        Some(2),
        "| survey |\n| | type | name | label | appearance | big-image |\n| | text | s |  | label | x.png |\n",
    ),
    (
        "list_missing",
        Some(2),
        "| survey |\n| | type | name | label |\n| | select_multiple_from_file x.csv | q | Q |\n| settings |\n| | add_none_option |\n| | yes |\n",
    ),
    (
        "trigger_invisible",
        Some(3),
        "| survey |\n| | type | name | label | trigger | calculation |\n| | calculate | k |  |  | 1 |\n| | audit |  |  | ${k} |  |\n",
    ),
    (
        "loop_text",
        Some(3),
        "| survey |\n| | type | name | label |\n| | begin loop over yn | l | L |\n| | text | s | 50% of x |\n| | end loop |  |  |\n| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n",
    ),
    (
        "repeat_twice",
        Some(3),
        "| survey |\n| | type | name | label |\n| | begin loop over yn | l | L |\n| | begin repeat | r | R |\n| | text | s | S |\n| | end repeat |  |  |\n| | end loop |  |  |\n| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n| | yn | n | No |\n",
    ),
    (
        "loop_column",
        Some(2),
        "| survey |\n| | type | name | label |\n| | begin loop over yn | l | L |\n| | text | s | S |\n| | end loop |  |  |\n| choices |\n| | list_name | name | label | type |\n| | yn | y | Yes | x |\n",
    ),
    (
        "media_kind",
        Some(2),
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | media::smell |\n| | x |\n",
    ),
    (
        "label_missing",
        Some(2),
        "| survey |\n| | type | name | label | appearance |\n| | select_one yn | s | S | search('x') |\n| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n| | yn | n | |\n",
    ),
];
