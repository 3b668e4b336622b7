//! What takes points away, and what holds the letter.

use super::{Target, list};
use crate::app::view::InspectionView;
use crate::domain::{Finding, REPEAT_RULE};
use crate::form::{Bar, Ratio, Reason};
use crate::ui::screens::inspection::grade_form::severity_name;
use crate::ui::theme::{Look, Tone, small, strong_font, strong_text};
use crate::ui::widgets::{hairline, line, mark};
use crate::words::Value;
use egui::{Label, RichText, Ui};

/// Draws letter, points and reasons; a press on a question leads there.
pub fn score_ui(ui: &mut Ui, look: &Look, view: &InspectionView, gone: &mut Option<Target>) {
    let score = &view.evaluation.score;
    let tone = Tone::from(score.letter);
    ui.horizontal(|ui| {
        ui.label(RichText::new(score.letter.code()).font(strong_font(24.0)).color(look.tone(tone).text));
        ui.label(strong_text(look.text(&format!("letter-{}", score.letter.code()))));
        if let Some(points) = &score.points {
            ui.label(look.with("score-points", &[("points", Value::Text(&points.one_decimal()))]));
        }
    });
    for pillar in &score.pillars {
        let points = pillar.points.map_or_else(|| "–".to_owned(), Ratio::one_decimal);
        let name = look.text(&format!("pillar-{}", pillar.pillar.code()));
        ui.label(small(format!("{name}\u{2002}{points}\u{2002}{}", pillar.letter.code())));
    }
    hairline(ui, look);
    list(ui, |ui| {
        if score.reasons.is_empty() {
            ui.label(look.text("score-no-reasons"));
        }
        for reason in &score.reasons {
            reason_ui(ui, look, view, reason, gone);
        }
    });
}

/// Draws one reason.
fn reason_ui(ui: &mut Ui, look: &Look, view: &InspectionView, reason: &Reason, gone: &mut Option<Target>) {
    line(ui, 22.0, |ui| {
        mark(ui, look, tone(reason), 18.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(Label::new(words(look, view, reason)).wrap());
            let (Reason::Answer { question, .. } | Reason::UnverifiedCritical { question, .. }) = reason else {
                return;
            };
            if let Some(question) = view.template.question(question) {
                let text = format!("{}\u{2002}{}", question.code, question.text.get(look.language()));
                if ui.link(small(text)).clicked() {
                    *gone = Some(Target::Question(question.path()));
                }
            }
        });
    });
}

fn tone(reason: &Reason) -> Tone {
    match reason {
        Reason::Answer { grade, .. } => Tone::from(*grade),
        Reason::Regraded { to, .. } => Tone::from(*to),
        Reason::SectionCapped { .. } | Reason::Critical { .. } => Tone::Critical,
        Reason::UnverifiedCritical { .. } | Reason::Coverage { .. } => Tone::Unknown,
        Reason::Letter { .. } | Reason::NotPassed { .. } => Tone::Minor,
    }
}

fn words(look: &Look, view: &InspectionView, reason: &Reason) -> String {
    let key = format!("why-{}", reason.code());
    let number = |number: u32| Value::Number(number.into());
    let section_name = |code: &str| {
        let section = view.template.sections.iter().find(|section| section.code == code);
        section.map_or_else(|| code.to_owned(), |section| section.title.get(look.language()).to_owned())
    };
    match reason {
        Reason::Answer { grade, loss, .. } => {
            let name = look.text(&format!("grade-{}", grade.code()));
            look.with(&key, &[("grade", Value::Text(&name)), ("loss", Value::Text(&loss.one_decimal()))])
        }
        Reason::Regraded { finding, from, to, .. } => {
            let number = view.inspection.finding_number(*finding);
            let own = view.inspection.finding(*finding);
            let values = [
                ("number", Value::Text(&number)),
                ("from", Value::Text(&severity_name(look, *from))),
                ("to", Value::Text(&severity_name(look, *to))),
                ("reference", Value::Text(own.map_or("", Finding::repeated))),
                ("reason", Value::Text(own.map_or("", |own| own.severity_reason.as_str()))),
                ("rule", Value::Text(REPEAT_RULE)),
            ];
            look.with(&key, &values)
        }
        Reason::SectionCapped { section, uncapped, cap } => {
            let values = [
                ("section", Value::Text(&section_name(section))),
                ("uncapped", Value::Text(&uncapped.one_decimal())),
                ("cap", number(*cap)),
            ];
            look.with(&key, &values)
        }
        Reason::Critical { findings, questions } => look.count(&key, findings.len() + questions.len()),
        Reason::UnverifiedCritical { best, .. } => look.with(&key, &[("letter", Value::Text(best.code()))]),
        Reason::Coverage { percent, provisional_below_percent, not_rated_below_percent } => {
            let values = [
                ("percent", Value::Text(&percent.one_decimal())),
                ("provisional", number(*provisional_below_percent)),
                ("rated", number(*not_rated_below_percent)),
            ];
            look.with(&key, &values)
        }
        Reason::Letter { letter, bar } => letter_words(look, &key, letter.code(), bar, section_name),
        Reason::NotPassed { pillar, points, least } => {
            let what = pillar
                .map_or_else(|| look.text("score-overall"), |pillar| look.text(&format!("pillar-{}", pillar.code())));
            let points = points.map_or_else(|| "–".to_owned(), Ratio::one_decimal);
            look.with(
                &key,
                &[("what", Value::Text(&what)), ("points", Value::Text(&points)), ("least", number(*least))],
            )
        }
    }
}

fn letter_words(look: &Look, key: &str, letter: &str, bar: &Bar, section_name: impl Fn(&str) -> String) -> String {
    let number = |number: u32| Value::Number(number.into());
    let letter = ("letter", Value::Text(letter));
    match bar {
        Bar::Score { points, least } => {
            look.with(key, &[letter, ("points", Value::Text(&points.one_decimal())), ("least", number(*least))])
        }
        Bar::Section { section, points, least } => {
            let name = section_name(section);
            let values = [
                letter,
                ("section", Value::Text(&name)),
                ("points", Value::Text(&points.one_decimal())),
                ("least", number(*least)),
            ];
            look.with(key, &values)
        }
        Bar::Major { count, most } => look.with(key, &[letter, ("count", number(*count)), ("most", number(*most))]),
    }
}
