//! Photos from bytes.

use fieldseal::domain::{Digest, look_bits};
use fieldseal::evidence::{MAX_PIXELS, examine};
use std::io::Cursor;

const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";

/// A file as it is brought in. The checksums of a PNG are put right first, so that what lies behind them is reached.
pub fn photo(data: &[u8]) {
    let mut bytes = data.to_vec();
    if bytes.starts_with(PNG) {
        mend_checksums(&mut bytes);
    }
    let examined = examine(Cursor::new(&bytes), "IMG_20261121_162005.jpg").expect("bytes in memory can be read");
    let facts = &examined.facts;
    assert_eq!((examined.digest, facts.size_bytes), (Digest::of(&bytes), bytes.len() as u64));
    assert!((1..=8).contains(&facts.orientation));
    assert!(u64::from(facts.width_px) * u64::from(facts.height_px) <= MAX_PIXELS);
    assert_eq!(facts.is_picture(), examined.refusal.is_none(), "{:?}", examined.refusal);
    assert!(facts.look_hash.is_empty() || look_bits(&facts.look_hash).is_some());
    for (degrees, limit) in facts.place.iter().flat_map(|at| [(&at.latitude_deg, 90.0), (&at.longitude_deg, 180.0)]) {
        assert!(degrees.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= limit), "{degrees}");
    }
}

fn mend_checksums(bytes: &mut [u8]) {
    let mut place = PNG.len();
    while let Some(length) = bytes.get(place..place + 4) {
        let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]) as usize;
        let end = place.saturating_add(8).saturating_add(length);
        let Some(chunk) = bytes.get(place + 4..end) else { return };
        let checksum = crc32(chunk).to_be_bytes();
        let Some(field) = bytes.get_mut(end..end + 4) else { return };
        field.copy_from_slice(&checksum);
        place = end + 4;
    }
}

/// CRC-32 as PNG has it (ISO/IEC 15948, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}
