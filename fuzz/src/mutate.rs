//! Tries a target with mutations of its seeds, with any compiler: `mutate TARGET SECONDS [SEED NUMBER]`.
//!
//! Inputs that end in a panic, take longer than ten seconds or need more than 512 MB are kept in `artifacts/TARGET`;
//! `mutate TARGET @FILE` tries one file. Two inputs are often
//! spliced, texts are swapped for others of the language, and the rest is bytes changed at random.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{env, fs, panic, process, thread};

/// What no input may make the program need, in kilobytes.
const MEMORY_KB: u64 = 512 * 1024;
const SLOW: Duration = Duration::from_secs(10);
const WORDS: [&str; 40] = [
    "${a}",
    "[",
    "]",
    "(",
    ")",
    "//",
    "..",
    "::",
    "@",
    "'",
    "\"",
    "|",
    " div ",
    " mod ",
    " or ",
    "/*",
    "1e308",
    "-",
    "position()",
    "last()",
    "count(",
    "//*[",
    "instance('l')",
    "current()",
    "pulldata('f','a','b',1)",
    "<a>",
    "</a>",
    "<![CDATA[",
    "&lt;",
    "xmlns:p='u'",
    "| survey |\n",
    "| | text | a | A |\n",
    "| choices |\n",
    "begin repeat",
    "end repeat",
    "calculation",
    "select_one_from_file f.csv",
    "\u{1f600}",
    "\0",
    "%%f.csv\n",
];

const NUMBERS: [u32; 12] =
    [0, 1, 2, 8, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x0001_0000, 0x7FFF_FFFF, 0xFFFF_FFFF];

/// The generator of Steele, Lea and Flood (2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(most.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    let [target, seconds, rest @ ..] = words.as_slice() else { panic!("mutate TARGET SECONDS [SEED NUMBER]") };
    let run: fn(&[u8]) = match target.as_str() {
        "expression" => fieldseal_fuzz::expression,
        "workbook" => fieldseal_fuzz::workbook,
        "checklist" => fieldseal_fuzz::checklist,
        "photo" => fieldseal_fuzz::photo,
        _ => panic!("there are expression, workbook, checklist and photo"),
    };
    if let Some(file) = seconds.strip_prefix('@') {
        let begin = Instant::now();
        run(&fs::read(file).expect("the input is there"));
        return println!("{file}: {} ms, {} MB", begin.elapsed().as_millis(), peak_memory_kb() / 1024);
    }
    let seconds: u64 = seconds.parse().expect("a number of seconds");
    let mut chance = Chance(rest.first().map_or(1, |number| number.parse().expect("a number")));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = seeds(&folder.join("seeds").join(target));
    let kept = folder.join("artifacts").join(target);
    let current = Arc::new(Mutex::new((Instant::now(), Vec::new())));
    watch(Arc::clone(&current), kept.clone());
    let places = Arc::new(Mutex::new(BTreeMap::<String, usize>::new()));
    let noted = Arc::clone(&places);
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        *noted
            .lock()
            .expect("one thread")
            .entry(format!("{place}: {}", info.payload_as_str().unwrap_or_default()))
            .or_default() += 1;
    }));
    let (begin, mut count, mut slowest, mut most_kb) = (Instant::now(), 0_u64, Duration::ZERO, 0);
    while begin.elapsed().as_secs() < seconds {
        let input = mutated(&seeds, &mut chance);
        *current.lock().expect("one thread") = (Instant::now(), input.clone());
        let before = Instant::now();
        if panic::catch_unwind(|| run(&input)).is_err() {
            keep(&kept, "panic", &input);
        }
        if before.elapsed() > slowest {
            slowest = before.elapsed();
            if slowest.as_secs() >= 1 {
                println!("{slowest:?}: {}", keep(&kept, "slow", &input).display());
            }
        }
        if peak_memory_kb() > MEMORY_KB + most_kb {
            most_kb = peak_memory_kb() - MEMORY_KB;
            println!("{} MB: {}", peak_memory_kb() / 1024, keep(&kept, "memory", &input).display());
        }
        count += 1;
    }
    println!("{target}: {count} inputs from {} seeds, the slowest took {slowest:?}", seeds.len());
    let places = places.lock().expect("one thread");
    places.iter().for_each(|(place, count)| println!("{count} times: {place}"));
    process::exit(i32::from(!places.is_empty()));
}

/// The most memory that the program had so far; 0 where the system does not say.
fn peak_memory_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Ends the program when one input takes too long.
fn watch(current: Arc<Mutex<(Instant, Vec<u8>)>>, kept: PathBuf) {
    thread::spawn(move || {
        loop {
            thread::sleep(Duration::from_millis(500));
            let held = current.lock().expect("it only copies");
            if held.0.elapsed() > SLOW && !held.1.is_empty() {
                println!("takes longer than {SLOW:?}: {}", keep(&kept, "hang", &held.1).display());
                process::exit(2);
            }
        }
    });
}

fn keep(folder: &Path, what: &str, input: &[u8]) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    input.hash(&mut hasher);
    fs::create_dir_all(folder).expect("the folder can be made");
    let path = folder.join(format!("{what}-{:016x}", hasher.finish()));
    fs::write(&path, input).expect("the file can be written");
    path
}

fn seeds(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("there are seeds").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a seed can be read")).collect()
}

fn mutated(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut input = seeds[chance.below(seeds.len())].clone();
    if chance.below(4) == 0 {
        // Bytes of chance alone, for what reads its input as choices.
        input = (0..chance.below(400)).map(|_| chance.next().to_le_bytes()[0]).collect();
        input.insert(0, 1);
    }
    for _ in 0..=chance.below(8) {
        let at = chance.below(input.len() + 1);
        let end = (at + chance.below(40)).min(input.len());
        match chance.below(8) {
            0 => drop(input.drain(at..end)),
            1 => drop(input.splice(at..at, input[at..end].to_vec().repeat(1 + chance.below(3)))),
            2 => {
                let other = &seeds[chance.below(seeds.len())];
                let from = chance.below(other.len() + 1);
                let to = (from + chance.below(200)).min(other.len());
                drop(input.splice(at..end, other[from..to].iter().copied()));
            }
            3 => input.iter_mut().skip(at).take(1).for_each(|byte| *byte = chance.next().to_le_bytes()[0]),
            4 => input.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (chance.next() % 8)),
            5 if input.len() > at + 4 => {
                // A number that lies: length, count, offset, side.
                let number = NUMBERS[chance.below(NUMBERS.len())];
                let bytes = if chance.below(2) == 0 { number.to_be_bytes() } else { number.to_le_bytes() };
                let width = 1 + chance.below(4);
                input[at..at + width].copy_from_slice(&bytes[..width]);
            }
            _ => drop(input.splice(at..at, WORDS[chance.below(WORDS.len())].bytes())),
        }
    }
    input.truncate(1 << 16);
    input
}
