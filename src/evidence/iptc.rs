//! IPTC (IIM 4): the date and time of creation, from the resources that Photoshop keeps in a JPEG, or from a TIFF.

use super::tags::Time;

/// What begins the segment of a JPEG that holds the resources.
pub(super) const JPEG_HEADER: &[u8] = b"Photoshop 3.0\0";
/// The number of the resource that holds IPTC.
const IPTC: u16 = 0x0404;
/// Date and time of creation in the second record: `20261121` and `162005+0800`.
const DATE: u8 = 55;
const TIME: u8 = 60;

/// When the picture was created, if both date and time are there.
pub(super) fn time(mut resources: &[u8]) -> Option<Time> {
    loop {
        let rest = resources.strip_prefix(b"8BIM")?;
        let (number, rest) = rest.split_at_checked(2)?;
        // The name and the data are each filled up to an even length.
        let name_bytes = (usize::from(*rest.first()?) + 2) & !1;
        let (length, rest) = rest.get(name_bytes..)?.split_at_checked(4)?;
        let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
        let data = rest.get(..length)?;
        if number == IPTC.to_be_bytes() {
            return of_records(data);
        }
        resources = rest.get(length + length % 2..)?;
    }
}

/// The same in the records themselves, as a TIFF keeps them.
pub(super) fn of_records(mut records: &[u8]) -> Option<Time> {
    let (mut date, mut time) = (None, None);
    while let [0x1C, record, set, length_1, length_0, rest @ ..] = records {
        let Some((value, after)) = rest.split_at_checked(usize::from(u16::from_be_bytes([*length_1, *length_0])))
        else {
            break;
        };
        match (record, *set) {
            (2, DATE) => date = std::str::from_utf8(value).ok(),
            (2, TIME) => time = std::str::from_utf8(value).ok(),
            _ => {}
        }
        records = after;
    }
    let (date, time) = (date?, time?);
    let part = |text: &str, from: usize, to: usize| text.get(from..to).map(str::to_owned);
    let (year, month, day) = (part(date, 0, 4)?, part(date, 4, 6)?, part(date, 6, 8)?);
    let (hour, minute, second) = (part(time, 0, 2)?, part(time, 2, 4)?, part(time, 4, 6)?);
    let zone = part(time, 6, 9).zip(part(time, 9, 11)).map(|(hours, minutes)| format!("{hours}:{minutes}"));
    Some(Time { local: format!("{year}:{month}:{day} {hour}:{minute}:{second}"), offset: zone })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_and_time_are_found_among_the_resources() {
        let set = |set: u8, value: &[u8]| [&[0x1C, 2, set, 0, value.len() as u8], value].concat();
        let records = [set(0, &[0, 4]), set(DATE, b"20261121"), set(TIME, b"162005+0800")].concat();
        let resource = |number: u16, data: &[u8]| {
            let fill = vec![0; data.len() % 2];
            [b"8BIM", &number.to_be_bytes()[..], &[0, 0], &(data.len() as u32).to_be_bytes(), data, &fill].concat()
        };
        let resources = [resource(0x03ED, &[1, 2, 3]), resource(IPTC, &records)].concat();
        let found = time(&resources).unwrap();
        assert_eq!((found.local.as_str(), found.offset.as_deref()), ("2026:11:21 16:20:05", Some("+08:00")));
        for end in 0..resources.len() - 1 {
            assert!(time(&resources[..end]).is_none_or(|cut| cut == found), "{end}");
        }
        assert_eq!(time(&resource(IPTC, &set(DATE, b"20261121"))), None);
    }
}
