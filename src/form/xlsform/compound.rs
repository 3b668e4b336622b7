//! The container of `.xls` files, looked at before a reader follows its chains of sectors ([MS-CFB], 2.3).

use super::read::ReadProblem;

/// Numbers from here on are no sectors: the end of a chain, a free sector, a sector of the table itself.
const NO_SECTOR: u32 = 0xFFFF_FFFA;

/// Refuses a container whose chains lead in a circle: the reader would follow them until the memory is full.
pub(super) fn check(bytes: &[u8]) -> Result<(), ReadProblem> {
    let damaged = || ReadProblem::Damaged("its sectors lead in a circle".to_owned());
    let Some(container) = Container::of(bytes) else { return Ok(()) };
    let table = container.table().ok_or_else(damaged)?;
    if has_circle(&table) {
        return Err(damaged());
    }
    // The small sectors have a table of their own, in a chain of large ones.
    let first = container.number(60);
    let chain = std::iter::successors(first, |sector| table.get(*sector as usize).copied());
    let small: Vec<u32> =
        chain.take_while(|sector| *sector < NO_SECTOR).flat_map(|sector| container.sector(sector)).collect();
    if has_circle(&small) { Err(damaged()) } else { Ok(()) }
}

struct Container<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
}

impl<'a> Container<'a> {
    /// None for what has no header; its reader says so.
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16::from_le_bytes(bytes.get(30..32)?.try_into().ok()?);
        matches!(shift, 9 | 12).then(|| Self { bytes, sector_bytes: 1 << shift })
    }

    /// A number of the header.
    fn number(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.bytes.get(at..at + 4)?.try_into().ok()?))
    }

    /// The numbers in a sector; none behind the end of the file.
    fn sector(&self, sector: u32) -> Vec<u32> {
        let begin = (sector as usize).saturating_add(1).saturating_mul(self.sector_bytes);
        let end = begin.saturating_add(self.sector_bytes).min(self.bytes.len());
        let (numbers, _) = self.bytes.get(begin..end).unwrap_or_default().as_chunks::<4>();
        numbers.iter().map(|number| u32::from_le_bytes(*number)).collect()
    }

    /// The table of sectors: for each the one that follows it. None where the list of its parts leads in a circle.
    fn table(&self) -> Option<Vec<u32>> {
        let most = self.bytes.len() / self.sector_bytes + 1;
        let mut parts: Vec<u32> = (0..109).filter_map(|place| self.number(76 + 4 * place)).collect();
        let mut next = self.number(68).unwrap_or(u32::MAX);
        for seen in 0.. {
            if next >= NO_SECTOR {
                break;
            }
            let mut more = self.sector(next);
            next = more.pop().filter(|_| seen < most)?;
            parts.append(&mut more);
        }
        // No file has more parts than sectors; a list that names one part again and again says too much.
        parts.retain(|part| *part < NO_SECTOR);
        (parts.len() <= most).then(|| parts.into_iter().flat_map(|part| self.sector(part)).collect())
    }
}

/// Whether a chain leads back into itself.
fn has_circle(table: &[u32]) -> bool {
    // For each sector the chain in which it was seen first, from 1.
    let mut seen = vec![0_usize; table.len()];
    for first in 0..table.len() {
        let mut sector = first;
        while let Some(mark) = seen.get_mut(sector) {
            if *mark != 0 {
                if *mark == first + 1 {
                    return true;
                }
                break;
            }
            *mark = first + 1;
            sector = table[sector] as usize;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_that_lead_in_a_circle_are_found() {
        const END: u32 = 0xFFFF_FFFE;
        assert!(!has_circle(&[1, 2, END, 2, u32::MAX]));
        assert!(!has_circle(&[3, END, 1, 2]));
        assert!(has_circle(&[1, 2, 0]));
        assert!(has_circle(&[END, 1]));
    }
}
