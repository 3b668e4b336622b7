//! Forms in the field's own notation, each with the problems that it has.

/// Forms that can be used.
pub const GOOD: &[(&str, &str)] = &[
    ("least", "| survey |\n| | type | name | label |\n| | text | a | A |\n"),
    (
        "languages",
        "| survey |\n| | type | name | label::English (en) | label::中文 (zh-CN) | hint |\n| | integer | 人数 | People | 人数 | Count |\n",
    ),
    (
        "synonyms",
        "| survey |\n| | command | tag | caption | relevance | calculate |\n| | q string | a | A | | |\n| | add note prompt | b | B | ${a} = 'x' | |\n| | calculate | c | | | ${a} |\n",
    ),
    (
        "selects",
        "| survey |\n| | type | name | label | choice_filter | parameters |\n| | select_one yn | a | A | | |\n| | select all that apply from yn or specify other | b | B | | |\n| | rank yn | c | C | | randomize=true, seed=${a} |\n| | select_one yn | d | D | name != ${a} | |\n| | select_one_from_file sites.csv | e | E | | value=code label=title |\n| choices |\n| | list_name | name | label |\n| | yn | yes | Yes |\n| | yn | no | No |\n",
    ),
    (
        "blocks",
        "| survey |\n| | type | name | label | repeat_count | appearance |\n| | begin group | g | G | | field-list |\n| | begin_repeat | r | R | 1 + 1 | |\n| | text | a | A | | |\n| | end_repeat | | | | |\n| | end group | | | | |\n| | begin loop over car | l | L | | |\n| | text | b | %(label)s | | |\n| | end loop | | | | |\n| choices |\n| | list name | name | label |\n| | car | bus | Bus |\n",
    ),
    (
        "choices that are answers",
        "| survey |\n| | type | name | label |\n| | begin repeat | r | R |\n| | text | who | W |\n| | end repeat | | |\n| | select_one ${who} | head | H |\n",
    ),
    (
        "table of selects",
        "| survey |\n| | type | name | label | appearance |\n| | begin_group | t | T | table-list |\n| | select_one yn | a | A | |\n| | select_one yn | b | B | |\n| | end_group | | | |\n| choices |\n| | list_name | name | label |\n| | yn | yes | Yes |\n",
    ),
    (
        "values",
        "| survey |\n| | type | name | label | default | trigger | parameters |\n| | start | s | | | | |\n| | today | t | | | | |\n| | hidden | h | | 5 | | |\n| | date | d | D | 2026-11-26 | | |\n| | text | a | A | ${h} + 1 | | rows=3 |\n| | dateTime | b | B | | ${a}, ${d} | |\n| | range | c | C | | | start=0;end=10 step = 2.5 |\n| | geopoint | p | P | | | capture-accuracy=10 |\n| | acknowledge | k | K | | | |\n| | audit | | | | | |\n",
    ),
    (
        "external choices",
        "| survey |\n| | type | name | label | choice_filter |\n| | text | state | State | |\n| | select_one_external county | c | C | state = ${state} |\n| external_choices |\n| | list_name | name | label | state |\n| | county | king | King | wa |\n",
    ),
    (
        "entities",
        "| survey |\n| | type | name | label | save_to |\n| | text | a | A | species |\n| entities |\n| | list_name | label |\n| | trees | a tree |\n",
    ),
    (
        "settings",
        "| survey |\n| | type | name | label |\n| | text | a | ${instanceID} |\n| | form_id | tree_survey | |\n| settings |\n| | form_title | name | allow_choice_duplicates | instance_name | version |\n| | Trees | tree | yes | ${a} | 3 |\n| choices |\n| | list_name | name | label |\n| | l | a | A |\n| | l | a | B |\n",
    ),
    ("one sheet of any name", "| questions |\n| | type | name | label |\n| | text | a | A |\n"),
    (
        "warnings",
        "| survey |\n| | type | name | label | disabled | remark | requierd |\n| | text | a | A | | x | yes |\n| | text | A | B | | | |\n| | | | | | x | |\n| | nonsense | | | yes | | |\n| choices |\n| | list_name | name | label | two words |\n| | l | a | | x |\n| setings |\n| | form_id |\n| | x |\n",
    ),
    (
        "expressions that no engine can read",
        "| survey |\n| | type | name | label | relevant | constraint |\n| | text | a | A | ${a} = | count-if(${a}) |\n| | text | b | B | nonsense(1) | |\n",
    ),
    (
        "more warnings",
        "| survey |\n| | type | name | label | label::中文 (zh-CN) | hint | appearance |\n| | text | a | A | 甲 | H | sparkling |\n| | begin repeat | r | | | | |\n| | text | b | B | | | |\n| | end repeat | | | | | |\n| settings |\n| | form_id | id_string |\n| | a | b |\n",
    ),
    (
        "two sheets of one name",
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| Survey |\n| | type | name | label |\n| | text | b | B |\n",
    ),
    ("a default that is none", "| survey |\n| | type | name | label | default |\n| | integer | a | A | many |\n"),
    (
        "values in the background",
        "| survey |\n| | type | name | label | calculation |\n| | simserial | a | | |\n| | background-audio | b | | |\n",
    ),
];

/// Forms that cannot be used, with the code of what is wrong and its row.
pub const BAD: &[(&str, Option<u32>, &str)] = &[
    ("sheet_missing", None, "| serveys |\n| | type | name |\n| | text | a |\n| choices |\n| | list_name | name |\n"),
    ("column_missing", None, "| survey |\n| | typ | name | label |\n| | text | a | A |\n"),
    (
        "column_synonym",
        Some(1),
        "| survey |\n| | type | name | label | relevant | relevance |\n| | text | a | A | 1 | 1 |\n",
    ),
    (
        "column_nested",
        Some(2),
        "| survey |\n| | type | name | label |\n| | select_one l | a | A |\n| choices |\n| | list_name | name | label | x::y |\n| | l | a | A | 1 |\n",
    ),
    ("type_missing", Some(2), "| survey |\n| | type | name | label |\n| | | a | A |\n"),
    ("type_unknown", Some(3), "| survey |\n| | type | name | label |\n| | text | a | A |\n| | Text | b | B |\n"),
    ("type_of_dialect", Some(2), "| survey |\n| | type | name | label |\n| | signature | a | A |\n"),
    ("include", Some(2), "| survey |\n| | type | name | label |\n| | include | a | A |\n"),
    ("name_missing", Some(2), "| survey |\n| | type | name | label |\n| | text | | A |\n"),
    ("name_invalid", Some(2), "| survey |\n| | type | name | label |\n| | text | 1a | A |\n"),
    ("name_twice", Some(3), "| survey |\n| | type | name | label |\n| | text | a | A |\n| | text | a | B |\n"),
    (
        "name_twice",
        Some(3),
        "| survey |\n| | type | name | label |\n| | select_one l or_other | a | A |\n| | text | a_other | B |\n| choices |\n| | list_name | name | label |\n| | l | a | A |\n",
    ),
    ("name_reserved", Some(2), "| survey |\n| | type | name | label |\n| | text | meta | A |\n"),
    (
        "repeat_is_root",
        Some(2),
        "| survey |\n| | type | name | label |\n| | begin repeat | data | A |\n| | text | a | A |\n| | end repeat | | |\n",
    ),
    (
        "repeat_twice",
        Some(7),
        "| survey |\n| | type | name | label |\n| | begin repeat | r | R |\n| | text | a | A |\n| | end repeat | | |\n| | begin group | g | G |\n| | text | x | X |\n| | begin repeat | r | R |\n| | text | b | B |\n| | end repeat | | |\n| | end group | | |\n",
    ),
    (
        "end_without_begin",
        Some(4),
        "| survey |\n| | type | name | label |\n| | begin repeat | r | R |\n| | text | a | A |\n| | end group | | |\n| | end repeat | | |\n",
    ),
    (
        "begin_without_end",
        Some(2),
        "| survey |\n| | type | name | label |\n| | begin group | g | G |\n| | text | a | A |\n",
    ),
    ("label_missing", Some(2), "| survey |\n| | type | name | label |\n| | text | a | |\n"),
    (
        "label_missing",
        Some(2),
        "| survey |\n| | type | name | label |\n| | begin loop over l | a | A |\n| | text | b | B |\n| | end loop | | |\n| choices |\n| | list_name | name | label |\n| | l | x | |\n",
    ),
    ("calculation_missing", Some(2), "| survey |\n| | type | name | label |\n| | calculate | a | A |\n"),
    ("reference_malformed", Some(2), "| survey |\n| | type | name | label |\n| | text | a | ${ a } |\n"),
    (
        "reference_unknown",
        Some(2),
        "| survey |\n| | type | name | label | relevant |\n| | text | age | A | ${agee} = 1 |\n",
    ),
    ("reference_unknown", Some(2), "| survey |\n| | type | name | label |\n| | select_one ${nobody} | a | A |\n"),
    (
        "reference_ambiguous",
        Some(6),
        "| survey |\n| | type | name | label |\n| | begin group | g | G |\n| | text | a | A |\n| | end group | | |\n| | text | a | A |\n| | note | n | ${a} |\n",
    ),
    (
        "reference_list",
        Some(3),
        "| survey |\n| | type | name | label | trigger |\n| | text | a | A | |\n| | text | b | B | ${a} ${a} |\n",
    ),
    (
        "trigger_invisible",
        Some(3),
        "| survey |\n| | type | name | label | calculation | trigger |\n| | calculate | a | | 1 | |\n| | text | b | B | 1 | ${a} |\n",
    ),
    ("background_position", Some(2), "| survey |\n| | type | name | label |\n| | background-geopoint | a | A |\n"),
    ("choices_missing", Some(2), "| survey |\n| | type | name | label |\n| | select_one l | a | A |\n"),
    (
        "list_unknown",
        Some(2),
        "| survey |\n| | type | name | label |\n| | select_one colour | a | A |\n| choices |\n| | list_name | name | label |\n| | colours | a | A |\n",
    ),
    (
        "choice_name",
        Some(2),
        "| survey |\n| | type | name | label |\n| | select_one l | a | A |\n| choices |\n| | list_name | name | label |\n| | l | | A |\n",
    ),
    (
        "choice_twice",
        Some(3),
        "| survey |\n| | type | name | label |\n| | select_one l | a | A |\n| choices |\n| | list_name | name | label |\n| | l | a | A |\n| | l | a | B |\n",
    ),
    (
        "choice_space",
        Some(2),
        "| survey |\n| | type | name | label |\n| | select_multiple l | a | A |\n| choices |\n| | list_name | name | label |\n| | l | a b | A |\n",
    ),
    (
        "file_kind",
        Some(2),
        "| survey |\n| | type | name | label |\n| | select_one_from_file a.txt | a | A |\n| choices |\n| | list_name | name | label |\n| | a.txt | a | A |\n",
    ),
    ("list_missing", Some(2), "| survey |\n| | type | name | label |\n| | select_one | a | A |\n"),
    (
        "filter_not_here",
        Some(2),
        "| survey |\n| | type | name | label | choice_filter |\n| | select_one l or_other | a | A | 1 |\n| choices |\n| | list_name | name | label |\n| | l | a | A |\n",
    ),
    (
        "filter_missing",
        Some(2),
        "| survey |\n| | type | name | label |\n| | select_one_external county | c | C |\n| external_choices |\n| | list_name | name |\n| | county | king |\n",
    ),
    (
        "table_list",
        Some(4),
        "| survey |\n| | type | name | label | appearance |\n| | begin group | g | G | table-list |\n| | select_one l | a | A | |\n| | select_one m | b | B | |\n| | end group | | | |\n| choices |\n| | list_name | name | label |\n| | l | a | A |\n| | m | a | A |\n",
    ),
    (
        "search_mixed",
        Some(2),
        "| survey |\n| | type | name | label | appearance |\n| | select_one l | a | A | search('x') |\n| | select_one l | b | B | |\n| choices |\n| | list_name | name | label |\n| | l | a | A |\n",
    ),
    (
        "parameters_malformed",
        Some(2),
        "| survey |\n| | type | name | label | parameters |\n| | text | a | A | rows |\n",
    ),
    (
        "parameter_unknown",
        Some(2),
        "| survey |\n| | type | name | label | parameters |\n| | text | a | A | lines=3 |\n",
    ),
    (
        "parameter_value",
        Some(2),
        "| survey |\n| | type | name | label | parameters |\n| | text | a | A | rows=many |\n",
    ),
    (
        "parameter_range",
        Some(2),
        "| survey |\n| | type | name | label | parameters |\n| | range | a | A | start=0 end=5 step=9 |\n",
    ),
    (
        "parameter_missing",
        Some(2),
        "| survey |\n| | type | name | label | parameters |\n| | audit | | | location-priority=balanced |\n| | text | a | A | |\n",
    ),
    ("media_kind", Some(2), "| survey |\n| | type | name | label | media::smell |\n| | text | a | A | rose.png |\n"),
    ("big_image", Some(2), "| survey |\n| | type | name | label | big-image |\n| | text | a | A | rose.png |\n"),
    (
        "instance_twice",
        Some(2),
        "| survey |\n| | type | name | label |\n| | xml-external | l | |\n| | select_one l | a | A |\n| choices |\n| | list_name | name | label |\n| | l | a | A |\n",
    ),
    (
        "entity_column",
        Some(2),
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| entities |\n| | list_name | label | colour |\n| | trees | a | b |\n",
    ),
    ("entity", Some(2), "| survey |\n| | type | name | label | save_to |\n| | text | a | A | species |\n"),
    (
        "setting",
        None,
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | omit_instanceID | public_key |\n| | yes | abc |\n",
    ),
];

/// Forms that the reference converter lets through and we do not.
pub const STRICTER: &[(&str, Option<u32>, &str)] = &[
    (
        "cycle",
        Some(2),
        "| survey |\n| | type | name | label | calculation |\n| | calculate | a | | ${b} + 1 |\n| | calculate | b | | ${a} + 1 |\n",
    ),
    (
        "column_twice",
        Some(1),
        "| survey |\n| | type | name | label | relevant | relevant |\n| | text | a | A | 1 | 1 |\n",
    ),
];
