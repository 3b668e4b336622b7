//! The whole window on a workspace of its own, driven by what a person reads.

use super::dropped::Dropped;
use super::harness::Setting;
use crate::app::support::{Desk, PASSPHRASE};
use egui::accesskit::Role;
use egui_kittest::kittest::{AccessKitNode, By, Queryable};
use egui_kittest::{Harness, Node};
use fieldseal::app::service::Service;
use fieldseal::app::{App, Command};
use fieldseal::evidence::ScriptedCameras;
use fieldseal::ui::Window;
use fieldseal::ui::dialogs::ScriptedDialogs;
use fieldseal::words::{Value, Words};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Whether a node is the one that is meant.
type Fits<'a> = &'a dyn Fn(&AccessKitNode<'_>) -> bool;

fn is_pressed(node: &AccessKitNode<'_>) -> bool {
    !matches!(node.role(), Role::Label | Role::Tab)
}

/// What a person works with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hand {
    /// Presses what is seen.
    #[default]
    Mouse,
    /// Walks by Tab and presses Enter.
    Keyboard,
}

/// A window with somebody in front of it.
pub struct Stage {
    pub hand: Hand,
    pub harness: Harness<'static, Window>,
    pub dialogs: ScriptedDialogs,
    pub cameras: ScriptedCameras,
    pub words: Words,
    pub folder: TempDir,
    pub setting: Setting,
}

impl Stage {
    /// The window over a desk at which somebody works already.
    pub fn at(mut desk: Desk, setting: Setting) -> Self {
        for (key, value) in
            [("language", setting.language.code()), ("theme", setting.theme.code()), ("reduced_motion", "true")]
        {
            desk.run(Command::Set { key: key.to_owned(), value: value.to_owned() }).unwrap();
        }
        let mut stage = Self::over(desk.app, desk.folder, setting);
        stage.cameras = desk.cameras;
        stage
    }

    /// The window over a workspace, as it is when the program starts.
    pub fn over(app: App, folder: TempDir, setting: Setting) -> Self {
        let dialogs = ScriptedDialogs::default();
        let for_window = dialogs.clone();
        let harness = setting.builder().build_eframe(move |context| {
            let waker = context.egui_ctx.clone();
            let service = Service::start(app, Arc::new(move || waker.request_repaint()));
            Window::new(&context.egui_ctx, service, Box::new(for_window), setting.language)
        });
        let words = Words::of(setting.language);
        let mut stage = Self {
            hand: Hand::default(),
            harness,
            dialogs,
            cameras: ScriptedCameras::default(),
            words,
            folder,
            setting,
        };
        stage.settle();
        stage
    }

    /// Waits until everything that was asked is done and drawn.
    pub fn settle(&mut self) {
        let began = Instant::now();
        let mut calm = 0;
        // Typed text is sent after a pause; some steps of the window's own time pass here.
        self.harness.run_steps(6);
        while calm < 3 {
            assert!(began.elapsed() < Duration::from_secs(120), "the window does not come to rest");
            self.harness.run_ok();
            if self.harness.state().is_idle() {
                calm += 1;
            } else {
                calm = 0;
                std::thread::sleep(Duration::from_millis(3));
            }
        }
    }

    /// Waits until something has come about that the service does not count as under way: what a camera sees.
    pub fn until(&mut self, what: &str, come: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !come(self) {
            assert!(began.elapsed() < Duration::from_secs(120), "this does not come about: {what}");
            std::thread::sleep(Duration::from_millis(3));
            self.harness.run_ok();
        }
    }

    /// Whether something on the screen carries the words of a message and no others.
    pub fn sees(&self, key: &str) -> bool {
        self.harness.query_all_by_label(&self.text(key)).next().is_some()
    }

    /// The words of a message.
    pub fn text(&self, key: &str) -> String {
        self.words.get(key)
    }

    /// Presses what carries these words.
    pub fn press(&mut self, label: &str) {
        self.act(label, &|node| is_pressed(node) && node.label().as_deref() == Some(label));
    }

    /// Presses what carries these words among others.
    pub fn press_part(&mut self, part: &str) {
        self.act(part, &|node| is_pressed(node) && node.label().is_some_and(|own| own.contains(part)));
    }

    /// Presses what carries the words of a message.
    pub fn press_key(&mut self, key: &str) {
        let label = self.text(key);
        self.press(&label);
    }

    /// Presses what carries the words of a message with a number in it.
    pub fn press_count(&mut self, key: &str, n: i64) {
        let label = self.words.with(key, &[("n", Value::Number(n))]);
        self.press(&label);
    }

    /// Presses the one of several buttons with the words of a message that belongs to `place`.
    pub fn press_at(&mut self, key: &str, place: &str) {
        let text = self.text(key);
        let label = self.words.with("named-at", &[("what", Value::Text(&text)), ("place", Value::Text(place))]);
        self.press(&label);
    }

    /// Shows a tab of the open inspection.
    pub fn tab(&mut self, key: &str) {
        let label = self.text(key);
        self.act(&label, &|node| node.role() == Role::Tab && node.label().as_deref() == Some(&label));
    }

    /// Shows a step of the closing, done or open.
    pub fn step(&mut self, key: &str) {
        let label = self.text(key);
        self.act(&label, &|node| {
            node.role() == Role::Tab && node.label().is_some_and(|own| own.starts_with(&format!("{label},")))
        });
    }

    /// Opens the row of a table whose name contains these words.
    pub fn open_row(&mut self, words: &str) {
        self.act(words, &|node| node.role() == Role::Row && node.label().is_some_and(|own| own.contains(words)));
    }

    /// Presses the node that fits, the topmost if there are several: by the mouse, scrolled to where it may be out of
    /// sight, or by Tab and Enter.
    fn act(&mut self, name: &str, fits: Fits<'_>) {
        if self.hand == Hand::Keyboard {
            self.walk_to(name, fits);
            return self.key(egui::Key::Enter);
        }
        let between_the_bars = self.harness.ctx.content_rect().shrink2(egui::vec2(0.0, 96.0));
        if !between_the_bars.contains_rect(self.find(name, fits).rect()) {
            self.find(name, fits).scroll_to_me();
            self.settle();
        }
        self.find(name, fits).click();
        self.settle();
    }

    fn find<'a>(&'a self, name: &str, fits: Fits<'a>) -> Node<'a> {
        let found = self.harness.query_all(By::new().predicate(fits)).last();
        found.unwrap_or_else(|| panic!("nothing on the screen is called `{name}`"))
    }

    /// Presses Tab until the focus is on a node that fits.
    fn walk_to(&mut self, name: &str, fits: Fits<'_>) {
        for _ in 0..600 {
            let here = |node: &AccessKitNode<'_>| node.is_focused() && fits(node);
            if self.harness.query_all(By::new().predicate(here)).next().is_some() {
                return;
            }
            self.harness.key_press(egui::Key::Tab);
            self.harness.run_ok();
        }
        panic!("Tab does not lead to `{name}`");
    }

    /// Draws two strokes on the pad named by a message.
    pub fn draw(&mut self, key: &str) {
        if self.hand == Hand::Keyboard {
            return self.draw_by_keys(key);
        }
        let rect = self.harness.get_by_label(&self.words.get(key)).rect();
        for (from, to) in [((0.2, 0.6), (0.4, 0.3)), ((0.3, 0.7), (0.7, 0.4))] {
            let at = |(x, y): (f32, f32)| rect.min + rect.size() * egui::vec2(x, y);
            self.harness.drag_at(at(from));
            self.harness.run_ok();
            for step in 1..=8 {
                let share = step as f32 / 8.0;
                self.harness.event(egui::Event::PointerMoved(at(from).lerp(at(to), share)));
                self.harness.run_ok();
            }
            self.harness.drop_at(at(to));
            self.harness.run_ok();
        }
        self.settle();
    }

    /// Draws a hook on the pad named by a message: Space sets the pen down, arrows move it.
    fn draw_by_keys(&mut self, key: &str) {
        let name = self.text(key);
        self.walk_to(&name, &|node| node.label().as_deref() == Some(&name));
        let arrows = [egui::Key::ArrowRight, egui::Key::ArrowDown];
        for key in std::iter::once(egui::Key::Space).chain(arrows.into_iter().cycle().take(40)) {
            self.harness.key_press(key);
            self.harness.run_ok();
        }
        self.key(egui::Key::Space);
    }

    /// Whether the field with this name holds nothing.
    pub fn field_is_empty(&self, name: &str) -> bool {
        let field = self.harness.get_by_role_and_label(Role::TextInput, name);
        field.value().unwrap_or_default().is_empty()
    }

    /// Replaces the content of the field with this name.
    pub fn write(&mut self, name: &str, text: &str) {
        let is_field = |node: &AccessKitNode<'_>| {
            matches!(node.role(), Role::TextInput | Role::MultilineTextInput | Role::PasswordInput)
                && node.label().as_deref() == Some(name)
        };
        match self.hand {
            Hand::Mouse => self.find(name, &is_field).focus(),
            Hand::Keyboard => self.walk_to(name, &is_field),
        }
        self.harness.run_ok();
        let select_all = egui::Modifiers::COMMAND;
        self.harness.key_press_modifiers(select_all, egui::Key::A);
        self.harness.run_ok();
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    /// Replaces the content of the field named by a message.
    pub fn write_key(&mut self, key: &str, text: &str) {
        let name = self.text(key);
        self.write(&name, text);
    }

    /// Drops a file onto the window.
    pub fn drop_file(&mut self, path: PathBuf) {
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
        self.settle();
    }

    /// Whether these words stand somewhere on the screen.
    pub fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).next().is_some()
    }

    /// Where words stand that are others in every run: the workspace's own path, digests of what was signed.
    pub fn changing_places(&self) -> Vec<egui::Rect> {
        let folder = self.folder.path().display().to_string();
        let changes = |node: &AccessKitNode<'_>| {
            let text = node.value().or_else(|| node.label()).unwrap_or_default();
            text.contains(&folder) || (text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()))
        };
        // Their widths differ too: the whole line is hidden.
        let line = |node: Node<'_>| egui::Rect::from_min_size(node.rect().min, egui::vec2(640.0, node.rect().height()));
        self.harness.query_all(By::new().predicate(changes)).map(line).collect()
    }

    /// Takes the focus away, as a press on an empty place does.
    pub fn leave_fields(&mut self) {
        self.harness.ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
        self.settle();
    }

    /// Presses a key alone.
    pub fn key(&mut self, key: egui::Key) {
        self.harness.key_press(key);
        self.settle();
    }

    /// Presses a key with others.
    pub fn keys(&mut self, modifiers: egui::Modifiers, key: egui::Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Goes to a question by its code, as the palette does.
    pub fn find_question(&mut self, code: &str) {
        self.keys(egui::Modifiers::COMMAND, egui::Key::K);
        self.harness.event(egui::Event::Text(code.to_owned()));
        self.harness.run_ok();
        self.key(egui::Key::Enter);
    }

    /// Unlocks with the passphrase of all tests.
    pub fn unlock(&mut self) {
        let name = self.text("passphrase");
        self.write(&name, PASSPHRASE);
        self.press_key("unlock");
    }
}

impl Drop for Stage {
    /// A test that fails leaves what was on the screen behind, in `target/screens`.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screens");
        let name = std::thread::current().name().unwrap_or("screen").replace("::", "-");
        if let (Ok(picture), Ok(())) = (self.harness.render(), std::fs::create_dir_all(&folder)) {
            let path = folder.join(format!("{name}.png"));
            eprintln!("the screen is in {}: {:?}", path.display(), picture.save(&path));
        }
    }
}
