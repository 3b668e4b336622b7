//! What a frame of the window costs, in processor time of its thread: `cargo bench --bench window`.
//!
//! Draws without a display: everything of a frame but handing triangles to the graphics driver. Compare figures of one
//! machine and one run only.
#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a measurement by hand that shares the desk of the tests; it stops at the first error"
)]

#[path = "../tests/it/window/dropped.rs"]
mod dropped;
#[path = "../tests/it/app/support.rs"]
mod support;

use dropped::Dropped;
use egui::{Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Rect, TouchPhase, Ui, pos2, vec2};
use fieldseal::app::service::Service;
use fieldseal::app::view::{InspectionListView, InspectionView};
use fieldseal::assets::CHECKLIST_SUPPLIER_ON_SITE_ESG;
use fieldseal::domain::{Digest, InspectionState, Language, PhotoId};
use fieldseal::form::{Facts, Template, evaluate};
use fieldseal::ui::Window;
use fieldseal::ui::actions::Actions;
use fieldseal::ui::dialogs::ScriptedDialogs;
use fieldseal::ui::pictures::{Pixels, THUMB_PX};
use fieldseal::ui::router::{Screen, Tab};
use fieldseal::ui::screens::inspection::{self, Part};
use fieldseal::ui::screens::inspections::{InspectionsState, inspections_ui};
use fieldseal::ui::theme::{self, Look, ThemeChoice};
use fieldseal::words::Words;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::{Desk, Until};

const QUESTIONS: usize = 1_000;
const INSPECTIONS: u64 = 10_000;
const PHOTOS: usize = 5_000;
/// The photos that are taken in while frames are drawn.
const IMPORTED: u32 = 40;
/// Enough that the system's ticks of some milliseconds average out.
const FRAMES: usize = 2_000;

fn main() {
    first_frames();
    let mut desk = Desk::new();
    let id = desk.example(Until::Recorded);
    let view = Arc::unwrap_or_clone(Arc::new(desk.app.inspection_view(id).unwrap()));
    grid(view.clone());
    answering(widened(view));
    list(&desk);
    importing();
}

/// From an open workspace to the second frame, fonts and all.
fn first_frames() {
    let desk = Desk::new();
    let start = cpu_ms();
    let ctx = context();
    let service = Service::start(desk.app, Arc::new(|| {}));
    let mut window = Window::new(&ctx, service, Box::new(ScriptedDialogs::default()), Language::En);
    let mut drawn = 0;
    while drawn < 2 || !window.is_idle() {
        window.take_events(&ctx);
        frame(&ctx, Vec::new(), |ui| window.show(ui));
        drawn += 1;
    }
    println!("first frames of the window: {:.1} ms for {drawn}", cpu_ms() - start);
}

/// The example's checklist, repeated until it has 1,000 questions.
fn widened(view: InspectionView) -> InspectionView {
    let mut file: serde_json::Value = serde_json::from_slice(CHECKLIST_SUPPLIER_ON_SITE_ESG.1).unwrap();
    let rows = file["sheets"]["survey"]["rows"].as_array_mut().unwrap();
    let graded = |row: &&serde_json::Value| row["audit::kind"] == "grade" && row.get("relevant").is_none();
    let own: Vec<serde_json::Value> = rows.iter().filter(graded).cloned().collect();
    let first = rows.iter().position(|row| row["type"] == "begin_group").unwrap() + 1;
    for number in 0..QUESTIONS - view.template.questions.len() {
        let mut copy = own[number % own.len()].clone();
        for key in ["name", "audit::code"] {
            copy[key] = format!("{}_{number}", copy[key].as_str().unwrap()).into();
        }
        rows.insert(first, copy);
    }
    let template = Template::parse(&serde_json::to_vec(&file).unwrap()).unwrap();
    let facts = Facts::of(&view.inspection, view.today);
    let began = Instant::now();
    let evaluation = evaluate(&template, &view.rule_set, &facts);
    println!("evaluating {} questions: {:.2} ms", template.questions.len(), began.elapsed().as_secs_f64() * 1e3);
    InspectionView { template: Arc::new(template), evaluation: Arc::new(evaluation), ..view }
}

fn answering(view: InspectionView) {
    for language in Language::ALL {
        let ctx = context();
        let look = look(&ctx, language);
        let (mut state, mut actions) = (inspection::InspectionState::default(), Actions::default());
        let mut draw = |ui: &mut Ui| {
            inspection::inspection_ui(ui, &look, &view, Part::Tab(Tab::Answers), &mut state, &mut actions);
        };
        measure(&ctx, &format!("answering, 1,000 questions, {}", language.code()), &mut draw, |_| Vec::new());
        let typed = |frame: usize| vec![Event::Text(["a", "消"][frame % 2].to_owned())];
        measure(&ctx, &format!("the same while typing, {}", language.code()), &mut draw, typed);
    }
}

fn list(desk: &Desk) {
    let state = InspectionsState::new();
    let one = desk.app.inspection_list(&state.query()).unwrap();
    let rows = one.rows.iter().cycle().take(200).cloned().collect();
    let states = BTreeMap::from([(InspectionState::InProgress, INSPECTIONS)]);
    let view = InspectionListView { rows, total: INSPECTIONS, states };
    let ctx = context();
    let look = look(&ctx, Language::En);
    let (mut state, mut actions) = (InspectionsState::new(), Actions::default());
    let mut draw = |ui: &mut Ui| inspections_ui(ui, &look, &view, &mut state, &mut actions);
    measure(&ctx, "list of 10,000 inspections, scrolled", &mut draw, |_| scrolled(12.0));
}

/// The wheel turned down by so many points.
fn scrolled(down: f32) -> Vec<Event> {
    let wheel = Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -down),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    vec![Event::PointerMoved(pos2(600.0, 400.0)), wheel]
}

/// A grid of 5,000 photos from one end towards the other; each thumbnail comes a frame after it was asked for.
fn grid(mut view: InspectionView) {
    let inspection = Arc::make_mut(&mut view.inspection);
    let own = inspection.photos.clone();
    inspection.photos = (0..PHOTOS)
        .map(|number| {
            let mut photo = own[number % own.len()].clone();
            let digest = Digest::of(&number.to_le_bytes());
            photo.id = PhotoId::from_parts(7, &digest.as_bytes()[..10].try_into().unwrap());
            photo.digest = digest;
            photo
        })
        .collect();
    let ctx = context();
    let look = look(&ctx, Language::En);
    let (mut state, mut actions) = (inspection::InspectionState::default(), Actions::default());
    let (mut asked, mut most) = (0, (0, 0));
    let mut draw = |ui: &mut Ui| {
        for (rendition, detail) in actions.pictures.take_wanted() {
            asked += 1;
            let pixels = Pixels { size: [THUMB_PX as usize, 240], rgba: vec![127; THUMB_PX as usize * 240 * 4] };
            actions.pictures.arrive(ui.ctx(), rendition, detail, Some(pixels));
        }
        inspection::inspection_ui(ui, &look, &view, Part::Tab(Tab::Photos), &mut state, &mut actions);
        most = most.max(actions.pictures.held());
    };
    measure(&ctx, "grid of 5,000 photos, scrolled", &mut draw, |_| scrolled(60.0));
    let (count, bytes) = most;
    println!("  {asked} thumbnails asked for, at most {count} kept with {:.1} MB", bytes as f64 / 1e6);
}

/// The whole window with the grid of an inspection on it, while photos are taken in on both cores.
fn importing() {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<_> = (0..IMPORTED).map(|number| folder.path().join(format!("{number}.jpg"))).collect();
    files.iter().zip(0..).for_each(|(file, number)| std::fs::write(file, photo(number)).unwrap());
    let mut desk = Desk::new();
    let id = desk.plan("supplier-on-site-esg");
    let ctx = context();
    let service = Service::start(desk.app, Arc::new(|| {}));
    let mut window = Window::new(&ctx, service, Box::new(ScriptedDialogs::default()), Language::En);
    let keys = |key: Key, modifiers: Modifiers| {
        let press = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        vec![press(true), press(false)]
    };
    let steps = [
        keys(Key::K, Modifiers::COMMAND),
        vec![Event::Text("RPT-2026-0001".to_owned())],
        keys(Key::Enter, Modifiers::NONE),
        keys(Key::Num3, Modifiers::COMMAND),
    ];
    for events in std::iter::once(Vec::new()).chain(steps) {
        frame(&ctx, events, |ui| window.show(ui));
        // Until the service has answered, and whatever that leads to is on the screen.
        let mut quiet = 0;
        while quiet < 20 {
            std::thread::sleep(Duration::from_millis(2));
            window.take_events(&ctx);
            frame(&ctx, Vec::new(), |ui| window.show(ui));
            quiet = if window.is_idle() { quiet + 1 } else { 0 };
        }
    }
    assert_eq!(window.screen(), &Screen::Inspection(id, Tab::Photos));
    let dropped = files.into_iter().map(|file| Arc::new(Dropped(file)) as egui::DroppedFileHandle).collect();
    let began = Instant::now();
    let (mut spent, mut shown) = (Vec::new(), None);
    let input = egui::RawInput { dropped_files: dropped, ..input(Vec::new()) };
    draw(&ctx, input, |ui| window.show(ui));
    while !window.is_idle() || spent.len() < 100 {
        let start = cpu_ms();
        window.take_events(&ctx);
        let textures = frame(&ctx, Vec::new(), |ui| window.show(ui));
        spent.push(cpu_ms() - start);
        if shown.is_none() && textures > 1 {
            shown = Some(began.elapsed().as_secs_f64() * 1e3);
        }
        std::thread::sleep(Duration::from_millis(8));
    }
    let taken = began.elapsed().as_secs_f64();
    spent.sort_by(f64::total_cmp);
    let mean = spent.iter().sum::<f64>() / spent.len() as f64;
    println!(
        "frames while {IMPORTED} photos are taken in ({taken:.2} s): mean {mean:.2} ms processor, 99 % {:.2} ms, worst {:.2} ms",
        spent[spent.len() * 99 / 100],
        spent[spent.len() - 1]
    );
    println!("  first thumbnail on the screen {:.0} ms after the drop", shown.unwrap_or_default());
    assert_eq!(window.inspection().unwrap().inspection.photos.len(), IMPORTED as usize);
}

/// A photo of 12 megapixels with grain, different for each number.
fn photo(number: u32) -> Vec<u8> {
    let (width, height) = (4000u16, 3000u16);
    let level = |place: u32| (place / 16_000 + (place.wrapping_mul(2_654_435_761) ^ number) % 24) as u8;
    let pixels: Vec<u8> = (0..u32::from(width) * u32::from(height) * 3).map(level).collect();
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::R_4_2_0);
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}

fn context() -> Context {
    let ctx = Context::default();
    theme::install(&ctx);
    ThemeChoice::Light.apply(&ctx, true);
    ctx.enable_accesskit();
    ctx
}

fn look(ctx: &Context, language: Language) -> Look {
    let today = "2026-11-21".parse().unwrap();
    Look { words: Words::of(language), palette: ThemeChoice::Light.palette(ctx), today }
}

fn measure(ctx: &Context, name: &str, draw: &mut dyn FnMut(&mut Ui), events: impl Fn(usize) -> Vec<Event>) {
    let began = Instant::now();
    frame(ctx, Vec::new(), &mut *draw);
    let first = began.elapsed().as_secs_f64() * 1e3;
    for _ in 0..5 {
        frame(ctx, Vec::new(), &mut *draw);
    }
    let (mut spent, mut processor) = (Vec::with_capacity(FRAMES), Vec::with_capacity(FRAMES));
    for number in 0..FRAMES {
        let (began, start) = (Instant::now(), cpu_ms());
        frame(ctx, events(number), &mut *draw);
        processor.push(cpu_ms() - start);
        spent.push(began.elapsed().as_secs_f64() * 1e3);
    }
    #[expect(clippy::cast_precision_loss, reason = "a mean of some thousand frames")]
    let mean = processor.iter().sum::<f64>() / FRAMES as f64;
    spent.sort_by(f64::total_cmp);
    processor.sort_by(f64::total_cmp);
    println!(
        "{name}: {mean:.2} ms processor a frame, 99 % {:.2} ms, worst {:.2} ms; wall median {:.2} ms, 95 % {:.2} ms, first {first:.1} ms",
        processor[FRAMES * 99 / 100],
        processor[FRAMES - 1],
        spent[FRAMES / 2],
        spent[FRAMES * 95 / 100]
    );
}

/// Draws a frame, and gives the number of textures.
fn frame(ctx: &Context, events: Vec<Event>, show: impl FnMut(&mut Ui)) -> usize {
    draw(ctx, input(events), show)
}

fn input(events: Vec<Event>) -> egui::RawInput {
    egui::RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1366.0, 768.0))),
        events,
        focused: true,
        ..egui::RawInput::default()
    }
}

fn draw(ctx: &Context, input: egui::RawInput, mut show: impl FnMut(&mut Ui)) -> usize {
    let output = ctx.run_ui(input, |ui| show(ui));
    std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
    ctx.tex_manager().read().num_allocated()
}

/// Processor time of this thread so far, as Linux counts it.
fn cpu_ms() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let ns: f64 = text.split_whitespace().next().and_then(|ns| ns.parse().ok()).unwrap_or_default();
    ns / 1e6
}
