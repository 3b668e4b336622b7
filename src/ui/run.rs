//! Starting the window on the desktop.

use super::dialogs::DesktopDialogs;
use super::problem_window::ProblemWindow;
use super::theme::ThemeChoice;
use super::window::Window;
use crate::app::App;
use crate::app::environment::{SystemEnvironment, default_workspace, system_locale};
use crate::app::problem::Problem;
use crate::app::service::Service;
use crate::app::workspace::WorkspaceFolder;
use crate::assets::APP_ICON_PNG;
use crate::domain::Language;
use crate::words::{Value, Words};
use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;
use std::path::PathBuf;
use std::sync::Arc;

/// The exit code of an operation that failed.
const FAILED: u8 = 3;

/// The name by which desktops know the window; that of the `.desktop` file.
pub const APP_ID: &str = "org.fieldseal.Fieldseal";

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum UiError {
    /// Neither an X11 nor a Wayland display can be reached.
    #[error("no display: {detail}")]
    NoDisplay {
        /// What the window system said.
        detail: String,
    },
    /// There is a display, but a library or the graphics driver is missing.
    #[error("the window cannot be opened: {detail}")]
    Graphics {
        /// The missing library or what the driver said.
        detail: String,
    },
}

impl UiError {
    /// The code of the error, for messages: `window_no_display`, `window_graphics`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoDisplay { .. } => "window_no_display",
            Self::Graphics { .. } => "window_graphics",
        }
    }

    /// What the window system said.
    #[must_use]
    pub fn detail(&self) -> &str {
        match self {
            Self::NoDisplay { detail } | Self::Graphics { detail } => detail,
        }
    }
}

/// Opens the workspace and the window, and returns the exit code when it is closed: 0, or 3 when there is no window
/// or no workspace. What went wrong is printed, with what to do.
#[must_use]
pub fn open(workspace: Option<PathBuf>, language: Option<Language>) -> u8 {
    let language =
        language.or_else(|| system_locale().and_then(|locale| Language::from_code(&locale))).unwrap_or_default();
    let words = Words::of(language);
    let Some(root) = workspace.or_else(default_workspace) else {
        eprintln!("{}", words.get("window-no-folder"));
        return FAILED;
    };
    let folder = WorkspaceFolder::at(root);
    let app = match App::open(folder.clone(), Box::new(SystemEnvironment)) {
        Ok(app) => app,
        Err(error) => {
            let problem = Problem::of(&error, words);
            eprintln!("{}", problem.text());
            show_problem(problem, words, folder);
            return FAILED;
        }
    };
    match run(app, language) {
        Ok(()) => 0,
        Err(error) => {
            let key = format!("{}-text", error.code().replace('_', "-"));
            eprintln!("{}", words.with(&key, &[("detail", Value::Text(error.detail()))]));
            FAILED
        }
    }
}

/// Shows why there is no workspace to those who started the program by an icon and see no terminal. Where there is no
/// display either, the printed text has to do.
fn show_problem(problem: Problem, words: Words, folder: WorkspaceFolder) {
    let options = options([640.0, 420.0]);
    let start = move |context: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        super::theme::install(&context.egui_ctx);
        ThemeChoice::default().apply(&context.egui_ctx, true);
        Ok(Box::new(ProblemWindow::new(problem, words, folder)) as Box<dyn eframe::App>)
    };
    let _ = eframe::run_native("Fieldseal", options, Box::new(start));
}

fn options(size: [f32; 2]) -> NativeOptions {
    let mut viewport = ViewportBuilder::default()
        .with_title("Fieldseal")
        .with_app_id(APP_ID)
        .with_inner_size(size)
        .with_min_inner_size([640.0, 420.0]);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(APP_ICON_PNG) {
        viewport = viewport.with_icon(icon);
    }
    NativeOptions { viewport, renderer: Renderer::Glow, ..NativeOptions::default() }
}

/// Opens the window on an open workspace and returns when it is closed.
///
/// # Errors
/// [`UiError`] when no window can be opened, with the missing thing named; the caller prints it.
pub fn run(app: App, language: Language) -> Result<(), UiError> {
    let start = move |context: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        let waker = context.egui_ctx.clone();
        let service = Service::start(app, Arc::new(move || waker.request_repaint()));
        let window = Window::new(&context.egui_ctx, service, Box::new(DesktopDialogs), language);
        Ok(Box::new(window) as Box<dyn eframe::App>)
    };
    eframe::run_native("Fieldseal", options([1280.0, 800.0]), Box::new(start)).map_err(|error| judge(&error))
}

/// Tells a missing display from a missing library or driver.
fn judge(error: &eframe::Error) -> UiError {
    let detail = error.to_string();
    let display = ["WAYLAND_DISPLAY", "DISPLAY", "NotSupported", "XOpenDisplay", "neither"];
    if display.iter().any(|sign| detail.contains(sign)) && !detail.contains(".so") {
        UiError::NoDisplay { detail }
    } else {
        UiError::Graphics { detail }
    }
}
