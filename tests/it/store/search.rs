//! Full-text search in English and Chinese.

use super::history::{self, inspection_id};
use fieldseal::domain::Stream;
use fieldseal::store::{HitKind, Store};

fn hits(store: &Store, text: &str) -> Vec<(HitKind, String)> {
    store.search(text, 50).unwrap().into_iter().map(|hit| (hit.kind, hit.item_id)).collect()
}

#[test]
fn chinese_is_found_from_one_character_on_and_only_where_it_stands() {
    let (_folder, store) = history::full_store();
    for text in ["消防", "防通", "通道", "消防通道", "消"] {
        let found = hits(&store, text);
        assert!(found.contains(&(HitKind::Answer, "/esg_hs_06".to_owned())), "{text}: {found:?}");
    }
    // Both pairs stand there, but not in this order.
    assert_eq!(hits(&store, "通道消防"), []);
    assert_eq!(hits(&store, "防道"), []);
    assert!(hits(&store, "堵塞").iter().all(|(kind, _)| *kind == HitKind::Finding));
    // The last character of a run.
    assert!(hits(&store, "塞").iter().any(|(kind, _)| *kind == HitKind::Finding));
}

#[test]
fn mixed_and_latin_words_are_found_by_their_beginning() {
    let (_folder, store) = history::full_store();
    let finding = (HitKind::Finding, history::finding_id(1).to_string());
    for text in ["pallet", "BLOCKED pal", "安全 exit"] {
        assert_eq!(hits(&store, text), std::slice::from_ref(&finding), "{text}");
    }
    // Written with a space between.
    assert_eq!(hits(&store, "安全出口b").len(), 1);
    assert_eq!(hits(&store, "消防通道 wide").len(), 2);
    assert_eq!(hits(&store, "IMG_0001").len(), 1);
    assert_eq!(hits(&store, "ＲＰＴ-2026-0003"), [(HitKind::Inspection, String::new())]);
}

#[test]
fn what_was_changed_or_taken_out_is_no_longer_found() {
    let (_folder, store) = history::full_store();
    // An answer's earlier note, a removed note, a removed photo, an earlier name of the supplier.
    for text in ["应为", "gone soon", "IMG_0003", "Metal Textile"] {
        assert_eq!(hits(&store, text), [], "{text}");
    }
    assert_eq!(hits(&store, "drill").len(), 1);
    // Codes of grades are not texts.
    assert_eq!(hits(&store, "critical"), []);
}

#[test]
fn hits_say_where_and_what() {
    let (_folder, store) = history::full_store();
    let [hit] =
        store.search("No storage plan", 10).unwrap().into_iter().take(1).collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(hit.inspection_id, inspection_id(1));
    assert_eq!(hit.inspection_number, "RPT-2026-0001");
    assert_eq!(hit.supplier_name, "Example Textile and Dyeing");
    assert_eq!(&hit.excerpt[hit.found.clone()], "No");
    let [hit] = store
        .search("厂长", 10)
        .unwrap()
        .into_iter()
        .filter(|hit| hit.kind == HitKind::Meeting && hit.item_id == "closing")
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    assert_eq!(&hit.excerpt[hit.found], "厂长");
}

#[test]
fn signs_and_operators_are_only_signs() {
    let (_folder, store) = history::full_store();
    for text in
        ["\"", "*", "a OR b", "NEAR(a b)", "words:x", "^exit", "-exit", "(", "'; DROP TABLE event; --", "\u{E000}"]
    {
        store.search(text, 10).unwrap();
    }
    assert_eq!(hits(&store, "\""), []);
    assert_eq!(hits(&store, "exit AND"), []);
}

#[test]
fn a_phrase_does_not_reach_over_two_parts() {
    let (_folder, mut store) = history::full_store();
    let stream = Stream::Inspection(inspection_id(2));
    history::write(&mut store, stream, 140, history::noted("esg_x", "第一行末尾\n开头第二行")).unwrap();
    assert_eq!(hits(&store, "末尾").len(), 1);
    assert_eq!(hits(&store, "末尾开头"), []);
    assert_eq!(hits(&store, "尾开"), []);
}
