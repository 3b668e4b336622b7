//! The whole window on a workspace of its own, driven by what a person reads.

use super::harness::Setting;
use crate::app::support::{Desk, PASSPHRASE};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use fieldseal::app::service::Service;
use fieldseal::app::{App, Command};
use fieldseal::ui::Window;
use fieldseal::ui::dialogs::ScriptedDialogs;
use fieldseal::words::{Value, Words};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A window with somebody in front of it.
pub struct Stage {
    pub harness: Harness<'static, Window>,
    pub dialogs: ScriptedDialogs,
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
        Self::over(desk.app, desk.folder, setting)
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
        let mut stage = Self { harness, dialogs, words: Words::of(setting.language), folder, setting };
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

    /// The words of a message.
    pub fn text(&self, key: &str) -> String {
        self.words.get(key)
    }

    /// Presses what carries these words, and scrolls to it first where it may be out of sight.
    pub fn press(&mut self, label: &str) {
        let find = |harness: &Harness<'static, Window>, act: &dyn Fn(&egui_kittest::Node<'_>)| {
            let mut nodes = harness.get_all_by_label(label);
            let node = nodes.find(|node| !matches!(node.accesskit_node().role(), Role::Label | Role::Tab));
            let node = node.unwrap_or_else(|| panic!("nothing to press is called `{label}`"));
            act(&node);
            node.rect()
        };
        let between_the_bars = self.harness.ctx.content_rect().shrink2(egui::vec2(0.0, 96.0));
        if !between_the_bars.contains_rect(find(&self.harness, &|_| {})) {
            find(&self.harness, &|node| node.scroll_to_me());
            self.settle();
        }
        find(&self.harness, &|node| node.click());
        self.settle();
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

    /// Presses the first of several that carry the words of a message.
    pub fn press_first(&mut self, key: &str) {
        self.press_key(key);
    }

    /// Presses the last of several that carry the words of a message with a number in it: the one on top.
    pub fn press_last_count(&mut self, key: &str, n: i64) {
        let label = self.words.with(key, &[("n", Value::Number(n))]);
        self.harness.get_all_by_label(&label).last().expect("such a button").click();
        self.settle();
    }

    /// Draws two strokes on the pad named by a message.
    pub fn draw(&mut self, key: &str) {
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

    /// Whether the field with this name holds nothing.
    pub fn field_is_empty(&self, name: &str) -> bool {
        let field = self.harness.get_by_role_and_label(Role::TextInput, name);
        field.value().unwrap_or_default().is_empty()
    }

    /// Replaces the content of the field with this name.
    pub fn write(&mut self, name: &str, text: &str) {
        let fields = [Role::TextInput, Role::MultilineTextInput, Role::PasswordInput];
        let field = || {
            fields
                .iter()
                .find_map(|role| self.harness.query_by_role_and_label(*role, name))
                .unwrap_or_else(|| panic!("no field is called `{name}`"))
        };
        field().focus();
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

    /// Whether these words stand somewhere on the screen.
    pub fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).next().is_some()
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

    /// Shows a tab of the open inspection.
    pub fn tab(&mut self, key: &str) {
        let label = self.text(key);
        self.harness.get_by_role_and_label(Role::Tab, &label).click();
        self.settle();
    }

    /// Shows a step of the closing, done or open.
    pub fn step(&mut self, key: &str) {
        let words = self.text(key);
        let tab = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::Tab;
        self.harness.get_all_by_label_contains(&words).filter(tab).last().expect("such a step").click();
        self.settle();
    }

    /// Goes to a question by its code, as the palette does.
    pub fn find_question(&mut self, code: &str) {
        self.keys(egui::Modifiers::COMMAND, egui::Key::K);
        self.harness.event(egui::Event::Text(code.to_owned()));
        self.harness.run_ok();
        self.key(egui::Key::Enter);
    }

    /// Opens the row of a table whose name contains these words.
    pub fn open_row(&mut self, words: &str) {
        let row = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::Row;
        self.harness.get_all_by_label_contains(words).find(row).expect("such a row").click();
        self.settle();
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
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screens");
        let name = std::thread::current().name().unwrap_or("screen").replace("::", "-");
        if let (Ok(picture), Ok(())) = (self.harness.render(), std::fs::create_dir_all(&folder)) {
            let path = folder.join(format!("{name}.png"));
            eprintln!("the screen is in {}: {:?}", path.display(), picture.save(&path));
        }
    }
}
