//! The real window, opened by the real program on a display without a screen.

use super::demo::fieldseal;
use super::{Demo, Tool};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Ends what it started, whatever happens.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A display of its own; its number is the one that the server chose.
struct Display {
    name: String,
    _server: Running,
}

impl Display {
    fn open(xvfb: &Tool) -> Self {
        // It ends by itself 20 seconds after the last program has left it.
        let mut server = xvfb
            .command()
            .args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-terminate", "20"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        let mut lines = std::io::BufReader::new(server.stdout.take().unwrap());
        std::io::BufRead::read_line(&mut lines, &mut number).unwrap();
        assert!(!number.trim().is_empty(), "the display did not open");
        Self { name: format!(":{}", number.trim()), _server: Running(server) }
    }

    fn start(&self, workspace: &Path) -> Running {
        let mut program = Command::new(env!("CARGO_BIN_EXE_fieldseal"));
        program.env_clear().env("HOME", workspace).env("DISPLAY", &self.name).env("LIBGL_ALWAYS_SOFTWARE", "1");
        let program = program.arg("--workspace").arg(workspace).stderr(Stdio::piped());
        Running(program.spawn().unwrap())
    }

    fn ask(&self, tool: &Tool, words: &[&str]) -> String {
        let output = tool.command().env("DISPLAY", &self.name).args(words).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Waits until `seen` is true of what the tool prints.
    fn until(&self, tool: &Tool, words: &[&str], seen: impl Fn(&str) -> bool) -> String {
        let began = Instant::now();
        loop {
            let said = self.ask(tool, words);
            if seen(&said) {
                return said;
            }
            assert!(began.elapsed() < Duration::from_secs(120), "`{}` keeps saying: {said}", words.join(" "));
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

#[test]
fn the_program_opens_its_window_takes_keys_and_closes() {
    let (Some(xvfb), Some(xdotool), Some(import)) =
        (Tool::find(Tool::XVFB), Tool::find(Tool::XDOTOOL), Tool::find(Tool::IMPORT))
    else {
        return;
    };
    let folder = Demo::get().scratch("window");
    let display = Display::open(&xvfb);
    let mut program = display.start(&folder);
    let found = display.until(&xdotool, &["search", "--name", "^Fieldseal$"], |said| !said.trim().is_empty());
    let window = found.lines().next().unwrap().to_owned();
    // A window without a frame drawn is of one colour.
    let colours = ["-window", &window, "-format", "%k", "info:"];
    display.until(&import, &colours, |said| said.trim().parse::<u32>().is_ok_and(|colours| colours > 100));
    display.ask(&xdotool, &["windowfocus", "--sync", &window]);
    let before = display.ask(&import, &["-window", &window, "-depth", "8", "rgb:-"]);
    display.ask(&xdotool, &["type", "--delay", "60", "Lin Example"]);
    display.until(&import, &["-window", &window, "-depth", "8", "rgb:-"], |now| now != before);
    // A second program on the same workspace says so in a window of its own.
    let second = display.start(&folder);
    display.until(&xdotool, &["search", "--name", "^Fieldseal$"], |said| said.lines().count() > 1);
    drop(second);
    display.ask(&xdotool, &["windowclose", &window]);
    let began = Instant::now();
    while program.0.try_wait().unwrap().is_none() {
        assert!(began.elapsed() < Duration::from_secs(60), "the program goes on without its window");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(folder.join("fieldseal.sqlite").is_file());
}

#[test]
fn without_a_display_the_program_says_so_and_points_to_the_commands() {
    let folder = Demo::get().scratch("no-display");
    let output = fieldseal([Path::new("--workspace"), &folder, Path::new("--language"), Path::new("en")]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("display") && said.contains("fieldseal --help"), "{said}");
}
