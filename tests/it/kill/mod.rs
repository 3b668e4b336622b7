//! The program is killed at random moments while answers and photos are written; nothing that was acknowledged is lost.

mod import;
mod office;

use fieldseal::assets::example::PHOTOS;
use fieldseal::domain::{Digest, InstancePath};
use office::{Office, Random};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

const KILLS: u32 = 100;
/// Each has its own workspace, so that two processors have something to do.
const WORKERS: u32 = 2;
/// Lines that are sent to one process; it is nearly always killed before it has taken the last.
const LINES: usize = 120;
/// Graded questions that the checklist asks whatever is answered.
const QUESTIONS: [&str; 6] = ["esg_oe_02", "esg_oe_05", "esg_oe_06", "esg_hs_03", "esg_en_09", "esg_la_12"];
const GRADES: [&str; 4] = ["conforming", "opportunity", "minor", "major"];

#[test]
fn nothing_acknowledged_is_lost_when_the_program_is_killed_at_any_moment() {
    let workers = (1..=WORKERS).map(|seed| thread::spawn(move || Desk::new(seed).kill_many(KILLS / WORKERS)));
    let workers: Vec<_> = workers.collect();
    let totals = workers.into_iter().map(|worker| worker.join().unwrap());
    let (answers, photos) = totals.fold((0, 0), |sum, total| (sum.0 + total.0, sum.1 + total.1));
    // Were nothing acknowledged before the kills, the test would say nothing.
    assert!(answers > KILLS as usize && photos > KILLS as usize / 10, "{answers} answers, {photos} photos");
}

/// What was sent to the program and what it acknowledged.
#[derive(Default)]
struct Ledger {
    /// The newest acknowledged number of the note at each place.
    acknowledged: BTreeMap<&'static str, usize>,
    /// The newest number that was sent to each place.
    sent: BTreeMap<&'static str, usize>,
    /// The digests of acknowledged photos.
    photos: BTreeSet<String>,
    answers: usize,
}

struct Desk {
    office: Office,
    random: Random,
    ledger: Ledger,
    /// The number of the line; every note and every photo bears one of its own.
    number: usize,
}

impl Desk {
    fn new(seed: u32) -> Self {
        Self { office: Office::new(), random: Random::of(seed), ledger: Ledger::default(), number: 0 }
    }

    /// Kills `times` processes; returns how many answers and photos were acknowledged.
    fn kill_many(mut self, times: u32) -> (usize, usize) {
        for round in 0..times {
            self.kill_one();
            let sound = self.office.json("check");
            assert_eq!(sound["sound"], true, "after kill {round}: {sound}");
            self.compare(round);
        }
        (self.ledger.answers, self.ledger.photos.len())
    }

    /// Starts a process, sends it lines, kills it, and notes what it had acknowledged by then.
    fn kill_one(&mut self) {
        let lines: Vec<Line> = (0..LINES).map(|_| self.next_line()).collect();
        let mut child = self.office.command(&format!("inspection answer {} --stdin", self.office.inspection));
        let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let text: String = lines.iter().map(|line| format!("{}\n", line.sent)).collect();
        // The process may be gone before it has read everything; that is the point.
        let writer =
            thread::spawn(move || stdin.write_all(text.as_bytes()).and_then(|()| stdin.flush()).ok().map(|()| stdin));
        let acknowledged = self.watch_and_kill(&mut child);
        drop(writer.join().unwrap());
        for line in &lines {
            if let Some(question) = line.question {
                self.ledger.sent.insert(question, line.number);
            }
        }
        for (line, said) in lines.iter().zip(acknowledged) {
            assert!(said.get("problem").is_none(), "{}: {said}", line.sent);
            assert!(said["saved_at"].is_string(), "{said}");
            match line.question {
                Some(question) => {
                    self.ledger.acknowledged.insert(question, line.number);
                    self.ledger.answers += 1;
                }
                None => assert!(self.ledger.photos.insert(said["sha256"].as_str().unwrap().to_owned())),
            }
        }
    }

    /// Half of the kills come some time after the start, whatever happens then; the other half shortly after some
    /// acknowledgement. Returns every whole line that the process had written when it died.
    fn watch_and_kill(&mut self, child: &mut Child) -> Vec<Value> {
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut acknowledged = Vec::new();
        let mut read = |out: &mut BufReader<_>| {
            let mut line = String::new();
            let whole = out.read_line(&mut line).is_ok_and(|length| length > 0) && line.ends_with('\n');
            if whole {
                acknowledged.push(serde_json::from_str(&line).unwrap());
            }
            whole
        };
        if self.random.below(2) == 0 {
            thread::sleep(Duration::from_micros(self.random.below(900_000)));
        } else {
            for _ in 0..self.random.below(40) {
                if !read(&mut out) {
                    break;
                }
            }
            thread::sleep(Duration::from_micros(self.random.below(12_000)));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        while read(&mut out) {}
        acknowledged
    }

    fn next_line(&mut self) -> Line {
        self.number += 1;
        let number = self.number;
        if self.random.below(5) == 0 {
            let path = write_photo(self.office.folder.path(), number);
            let sent = json!({ "photo": path, "question": QUESTIONS[0] }).to_string();
            return Line { number, question: None, sent };
        }
        let question = QUESTIONS[self.random.below(QUESTIONS.len() as u64) as usize];
        let grade = GRADES[self.random.below(GRADES.len() as u64) as usize];
        let sent = json!({ "question": question, "value": grade, "note": format!("line {number}") }).to_string();
        Line { number, question: Some(question), sent }
    }

    /// Every acknowledged photo is there, and at each place the acknowledged answer or one that was sent after it.
    fn compare(&self, round: u32) {
        let inspection = self.office.read();
        let digests: BTreeSet<String> = inspection.photos.iter().map(|photo| photo.digest.to_string()).collect();
        for digest in &self.ledger.photos {
            assert!(digests.contains(digest), "kill {round}: photo {digest} is gone");
            let bytes = self.office.content(digest);
            let right = bytes.is_some_and(|bytes| Digest::of(&bytes).to_string() == *digest);
            assert!(right, "kill {round}: the bytes of {digest} are gone");
        }
        for (question, acknowledged) in &self.ledger.acknowledged {
            let answer = inspection.answers.get(&InstancePath::of_question(question));
            let note = answer.map_or("", |answer| answer.note.as_str());
            let found: usize = note.trim_start_matches("line ").parse().unwrap_or(0);
            let newest = self.ledger.sent[question];
            assert!(
                (*acknowledged..=newest).contains(&found),
                "kill {round}: {question} has `{note}`, not {acknowledged}"
            );
        }
    }
}

struct Line {
    number: usize,
    /// None for a photo.
    question: Option<&'static str>,
    sent: String,
}

/// A photograph that differs from all others by a comment after its first marker (JPEG, ITU T.81 B.2.4.5).
fn write_photo(folder: &Path, number: usize) -> PathBuf {
    let (_, photo) = PHOTOS[number % PHOTOS.len()];
    let comment = format!("photo {number}");
    let length = u16::try_from(comment.len() + 2).unwrap().to_be_bytes();
    let bytes = [&photo[..2], &[0xFF, 0xFE], &length, comment.as_bytes(), &photo[2..]].concat();
    let path = folder.join(format!("{number}.jpg"));
    fs::write(&path, bytes).unwrap();
    path
}
