//! Everything a person can do from anywhere: one table drives menus, shortcuts, the palette, tooltips and help.

use crate::assets::icon;
use crate::ui::theme::Look;
use egui::{Context, Key, KeyboardShortcut, Modifiers};

/// Something a person can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table below has the words for each")]
pub enum UiCommand {
    OpenPalette,
    Back,
    GoInspections,
    GoSuppliers,
    GoFindings,
    GoChecklists,
    GoVerify,
    GoSettings,
    NewInspection,
    OpenExample,
    Undo,
    Redo,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    SwitchLanguage,
    Lock,
    ShowHelp,
    ShowAnswers,
    ShowPhotos,
    ShowFindings,
    ShowClosing,
    ShowReport,
    ShowPlan,
    NextUnanswered,
    NextQuestion,
    PreviousQuestion,
    AddPhoto,
    OpenCamera,
    TakeShot,
    CloseCamera,
    EditFinding,
    WriteNote,
    SearchQuestions,
    ExplainScore,
    /// The choice with this number, from 1.
    Choose(u8),
}

/// Where a command makes sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere.
    Anywhere,
    /// While an inspection is open.
    Inspection,
    /// While questions are answered.
    Answering,
    /// While a camera is looked through.
    Camera,
}

impl Scope {
    /// All scopes in the order of help.
    pub const ALL: [Self; 4] = [Self::Anywhere, Self::Inspection, Self::Answering, Self::Camera];

    /// Whether commands of this scope can be used in `here`.
    #[must_use]
    pub const fn holds_in(self, here: Self) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Inspection => !matches!(here, Self::Anywhere),
            Self::Answering => matches!(here, Self::Answering),
            Self::Camera => matches!(here, Self::Camera),
        }
    }

    /// The message with its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Anywhere => "scope-anywhere",
            Self::Inspection => "scope-inspection",
            Self::Answering => "scope-answering",
            Self::Camera => "scope-camera",
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The command.
    pub command: UiCommand,
    /// The message with its words.
    pub key: &'static str,
    /// Its icon.
    pub icon: char,
    /// Where it makes sense.
    pub scope: Scope,
    /// Its shortcuts, the first one shown. One without modifiers works only while no text is edited.
    pub shortcuts: &'static [KeyboardShortcut],
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

macro_rules! table {
    ($($scope:ident { $($command:expr, $key:literal, $icon:ident, [$($shortcut:expr),*];)+ })+) => {
        /// The table. Longer shortcuts stand before those they contain.
        pub const TABLE: &[Entry] = &[$($(Entry {
            command: $command,
            key: $key,
            icon: icon::$icon,
            scope: Scope::$scope,
            shortcuts: &[$($shortcut),*],
        }),+),+];
    };
}

use UiCommand as C;
table! {
    Anywhere {
        C::OpenPalette, "command-palette", SEARCH, [ctrl(Key::K)];
        C::Back, "command-back", ARROW_LEFT, [alt(Key::ArrowLeft)];
        C::GoInspections, "place-inspections", CLIPBOARD_LIST, [alt(Key::Num1)];
        C::GoSuppliers, "place-suppliers", FACTORY, [alt(Key::Num2)];
        C::GoFindings, "place-findings", FLAG, [alt(Key::Num3)];
        C::GoChecklists, "place-checklists", LIST_CHECKS, [alt(Key::Num4)];
        C::GoVerify, "place-verify", SHIELD_CHECK, [alt(Key::Num5)];
        C::GoSettings, "place-settings", SETTINGS, [ctrl(Key::Comma)];
        C::NewInspection, "command-new-inspection", PLUS, [ctrl(Key::N)];
        C::OpenExample, "command-open-example", BOOK_OPEN, [];
        C::ZoomIn, "command-zoom-in", ZOOM_IN, [ctrl(Key::Plus), ctrl(Key::Equals)];
        C::ZoomOut, "command-zoom-out", ZOOM_OUT, [ctrl(Key::Minus)];
        C::ZoomReset, "command-zoom-reset", ZOOM_OUT, [ctrl(Key::Num0)];
        C::SwitchLanguage, "command-switch-language", LANGUAGES, [ctrl_shift(Key::L)];
        C::Lock, "command-lock", LOCK, [ctrl(Key::L)];
        C::ShowHelp, "command-help", KEYBOARD, [plain(Key::F1)];
    }
    Inspection {
        C::Redo, "command-redo", REDO_2, [ctrl_shift(Key::Z), ctrl(Key::Y)];
        C::Undo, "command-undo", UNDO_2, [ctrl(Key::Z)];
        C::ShowPlan, "tab-plan", CALENDAR, [ctrl(Key::Num1)];
        C::ShowAnswers, "tab-answers", LIST_CHECKS, [ctrl(Key::Num2)];
        C::ShowPhotos, "tab-photos", IMAGE, [ctrl(Key::Num3)];
        C::ShowFindings, "tab-findings", FLAG, [ctrl(Key::Num4)];
        C::ShowClosing, "tab-closing", SIGNATURE, [ctrl(Key::Num5)];
        C::ShowReport, "tab-report", FILE_TEXT, [ctrl(Key::Num6)];
        C::OpenCamera, "command-camera", CAMERA, [plain(Key::C)];
    }
    Answering {
        C::NextUnanswered, "command-next-unanswered", ARROW_RIGHT, [plain(Key::Enter), plain(Key::ArrowDown)];
        C::NextQuestion, "command-next-question", CHEVRON_RIGHT, [plain(Key::PageDown), plain(Key::ArrowRight)];
        C::PreviousQuestion, "command-previous-question", CHEVRON_LEFT, [plain(Key::PageUp), plain(Key::ArrowLeft)];
        C::AddPhoto, "command-add-photo", IMAGE_PLUS, [plain(Key::P)];
        C::EditFinding, "command-finding", FLAG, [plain(Key::F)];
        C::WriteNote, "command-note", PEN_LINE, [plain(Key::N)];
        C::SearchQuestions, "command-search-questions", SEARCH, [plain(Key::Slash)];
        C::ExplainScore, "score-why", CIRCLE_HELP, [plain(Key::W)];
        C::Choose(1), "command-choose", CHECK, [plain(Key::Num1)];
        C::Choose(2), "command-choose", CHECK, [plain(Key::Num2)];
        C::Choose(3), "command-choose", CHECK, [plain(Key::Num3)];
        C::Choose(4), "command-choose", CHECK, [plain(Key::Num4)];
        C::Choose(5), "command-choose", CHECK, [plain(Key::Num5)];
        C::Choose(6), "command-choose", CHECK, [plain(Key::Num6)];
        C::Choose(7), "command-choose", CHECK, [plain(Key::Num7)];
        C::Choose(8), "command-choose", CHECK, [plain(Key::Num8)];
        C::Choose(9), "command-choose", CHECK, [plain(Key::Num9)];
    }
    Camera {
        C::TakeShot, "command-take-shot", CAMERA, [plain(Key::Space), plain(Key::Enter)];
        C::CloseCamera, "camera-done", ARROW_LEFT, [plain(Key::Escape)];
    }
}

impl UiCommand {
    /// The row of the table.
    #[must_use]
    pub fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|entry| entry.command == self)
    }

    /// Its words.
    #[must_use]
    pub fn text(self, look: &Look) -> String {
        self.entry().map(|entry| look.text(entry.key)).unwrap_or_default()
    }

    /// Its words and its shortcut, for tooltips.
    #[must_use]
    pub fn tooltip(self, look: &Look) -> String {
        let Some(entry) = self.entry() else { return String::new() };
        match entry.shortcuts.first() {
            Some(shortcut) => format!("{}\u{2002}{}", look.text(entry.key), shortcut_text(shortcut)),
            None => look.text(entry.key),
        }
    }
}

impl Entry {
    /// Its first shortcut as people read it.
    #[must_use]
    pub fn shortcut_text(&self) -> String {
        self.shortcuts.first().map(shortcut_text).unwrap_or_default()
    }
}

/// A shortcut as it stands on the keys.
#[expect(clippy::wildcard_enum_match_arm, reason = "the keys are egui's; those without a sign go by their name")]
fn shortcut_text(shortcut: &KeyboardShortcut) -> String {
    let held = [(Modifiers::COMMAND, "Ctrl"), (Modifiers::SHIFT, "Shift"), (Modifiers::ALT, "Alt")];
    let mut parts: Vec<&str> =
        held.iter().filter(|(modifier, _)| shortcut.modifiers.contains(*modifier)).map(|(_, name)| *name).collect();
    parts.push(match shortcut.logical_key {
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Slash => "/",
        Key::Comma => ",",
        Key::Plus => "+",
        Key::Minus => "−",
        key => key.name(),
    });
    parts.join("+")
}

/// The command whose shortcut was pressed, if it makes sense `here`.
///
/// A key alone counts only while no text is edited and no menu is open, and Enter, the space bar or an arrow only while
/// nothing has the focus: there they press the button or move on.
pub fn pressed(ctx: &Context, here: Scope) -> Option<UiCommand> {
    let typing = ctx.text_edit_focused() || egui::Popup::is_any_open(ctx);
    let focused = ctx.memory(egui::Memory::focused).is_some();
    let usable = |entry: &&Entry| entry.scope.holds_in(here);
    for entry in TABLE.iter().filter(usable) {
        for shortcut in entry.shortcuts {
            let alone = shortcut.modifiers.is_none() && !is_function_key(shortcut.logical_key);
            let moves = matches!(shortcut.logical_key, Key::Enter | Key::Space) || is_arrow(shortcut.logical_key);
            if alone && (typing || (moves && focused)) {
                continue;
            }
            if ctx.input_mut(|input| input.consume_shortcut(shortcut)) {
                return Some(entry.command);
            }
        }
    }
    None
}

const fn is_function_key(key: Key) -> bool {
    matches!(key, Key::F1)
}

const fn is_arrow(key: Key) -> bool {
    matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;
    use crate::words::Words;
    use std::collections::HashMap;

    #[test]
    fn every_command_has_words_in_both_languages() {
        for entry in TABLE {
            for language in Language::ALL {
                assert!(Words::of(language).has(entry.key), "{language:?} lacks {}", entry.key);
            }
        }
    }

    #[test]
    fn no_shortcut_stands_for_two_commands_in_one_place() {
        for here in Scope::ALL {
            let mut seen = HashMap::new();
            for entry in TABLE.iter().filter(|entry| entry.scope.holds_in(here)) {
                for shortcut in entry.shortcuts {
                    let before = seen.insert((shortcut.modifiers, shortcut.logical_key), entry.command);
                    assert_eq!(before, None, "{here:?}: {shortcut:?}");
                }
            }
        }
    }
}
