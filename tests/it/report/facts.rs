//! Scope, team and registers on the pages, and what of them the site may see.

use super::MODES;
use super::content::packed;
use super::stage::{Stage, id_bytes};
use fieldseal::app::demo::built_in_script;
use fieldseal::domain::*;

fn with_facts() -> Stage {
    let mut stage = Stage::example();
    let facts = built_in_script().unwrap().facts;
    stage.inspection.scope = facts.scope;
    let instruments = facts.instruments.into_iter().map(Entry::Instrument);
    let documents = facts.documents.into_iter().map(|one| Entry::Document(one.entry));
    let practices = facts.good_practices.into_iter().map(|one| Entry::GoodPractice(one.entry));
    let limitations = facts.limitations.into_iter().map(Entry::Limitation);
    let all = instruments.chain(documents).chain(practices).chain(limitations);
    let entry =
        |(number, entry): (usize, Entry)| RegisterEntry { id: EntryId::from_parts(9, &id_bytes(number)), entry };
    stage.inspection.entries = all.enumerate().map(entry).collect();
    stage
}

fn pack(words: &str) -> String {
    words.split_whitespace().collect()
}

#[test]
fn every_fact_that_no_question_asks_for_stands_in_the_report() {
    let stage = with_facts();
    let inspection = &stage.inspection;
    let scope = &inspection.scope;
    for mode in MODES {
        let words = packed(&stage.report(ReportKind::Inspection, mode).0);
        let mut texts = vec![scope.purpose.as_str(), &scope.covered.buildings, &scope.covered.period];
        texts.extend([scope.method_words.as_str(), &scope.independence.words, &scope.readers]);
        texts.extend(scope.exclusions.iter().flat_map(|one| [one.what.as_str(), &one.why]));
        texts.extend(inspection.instruments().flat_map(|(_, one)| [one.name.as_str(), &one.number]));
        texts.extend(inspection.documents().flat_map(|(_, one)| [one.title.as_str(), &one.number]));
        texts.extend(inspection.good_practices().flat_map(|(_, one)| [one.fact.as_str(), &one.beyond]));
        texts.extend(inspection.limitations().flat_map(|(_, one)| [one.words.as_str(), &one.effect]));
        let certificates = inspection.plan.team.iter().flat_map(|member| &member.certificates);
        texts.extend(certificates.map(|one| one.number.as_str()));
        for text in texts {
            assert!(words.contains(&pack(text)), "{mode:?} lacks {text}");
        }
    }
}

#[test]
fn limitations_that_point_at_people_stay_in_the_internal_copy() {
    let stage = with_facts();
    let (shown, withheld): (Vec<_>, Vec<_>) =
        stage.inspection.limitations().map(|(_, one)| one).partition(|one| one.shown_to_site());
    assert!(!shown.is_empty() && !withheld.is_empty());
    for mode in MODES {
        let words = packed(&stage.report_as(ReportKind::Inspection, RecordCopy::Site, mode).0);
        for one in &shown {
            assert!(words.contains(&pack(&one.words)), "{mode:?} lacks {}", one.words);
        }
        for one in &withheld {
            assert!(!words.contains(&pack(&one.words)), "{mode:?} shows {}", one.words);
        }
    }
}
