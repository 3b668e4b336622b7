//! Lists of inspections, and one inspection in figures.

use super::behind;
use super::facts;
use super::grade;
use crate::app::view::{Blocker, InspectionView, Place};
use crate::app::{App, AppError};
use crate::cli::output::Output;
use crate::domain::InspectionId;
use crate::words::{Value, Words};
use serde_json::json;

pub fn list(app: &App, search: &str, output: &mut Output<'_>) -> Result<(), AppError> {
    let view = app.inspections_found(search)?;
    let value: Vec<_> = view
        .rows
        .iter()
        .map(|row| {
            json!({
                "inspection": row.id, "number": row.number, "state": row.state, "supplier": row.supplier_name,
                "site": row.site_name, "starts_on": row.starts_on, "ends_on": row.ends_on,
                "answered": row.summary.answered, "asked": row.summary.asked, "letter": row.summary.letter,
            })
        })
        .collect();
    output.answer(&json!({ "inspections": value, "total": view.total }), |words| {
        if view.rows.is_empty() && !search.is_empty() {
            return words.with("inspection-no-match", &[("search", Value::Text(search))]);
        }
        if view.rows.is_empty() {
            return words.get("inspection-none");
        }
        let lines = view.rows.iter().map(|row| {
            let state = words.get(&format!("state-{}", row.state.code()));
            format!(
                "{}  {}  {}, {}  {}  {}/{}",
                row.number,
                state,
                row.supplier_name,
                row.site_name,
                row.starts_on,
                row.summary.answered,
                row.summary.asked
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

pub fn one(app: &mut App, id: InspectionId, output: &mut Output<'_>) -> Result<(), AppError> {
    let view = app.inspection_view(id)?;
    output.answer(&value(&view), |words| text(&view, words));
    Ok(())
}

/// The blockers that keep a seal from being made.
pub fn blockers(app: &mut App, id: InspectionId, found: &[Blocker], output: &mut Output<'_>) -> Result<(), AppError> {
    let view = app.inspection_view(id)?;
    let values: Vec<_> = found.iter().map(|blocker| blocker_value(&view, blocker)).collect();
    output.answer(&json!({ "sealed": false, "blockers": values }), |words| {
        let mut lines = vec![words.with("seal-refused", &[("count", Value::Number(found.len() as i64))])];
        lines.extend(found.iter().map(|blocker| blocker_line(&view, blocker, words)));
        lines.join("\n")
    });
    Ok(())
}

fn value(view: &InspectionView) -> serde_json::Value {
    let inspection = &view.inspection;
    let (answered, asked) = view.evaluation.progress();
    let score = &view.evaluation.score;
    let findings: Vec<_> = inspection
        .findings
        .iter()
        .zip(&view.findings)
        .map(|(finding, computed)| {
            let mut value = grade::value(view, finding);
            value["finding"] = json!(finding.id);
            value["number"] = json!(computed.number);
            value["title"] = json!(finding.title);
            value["sensitive"] = json!(finding.sensitive);
            value["due"] = json!(computed.due);
            value["fixed"] = json!(computed.fixed);
            value
        })
        .collect();
    let earlier: Vec<_> = view
        .earlier
        .iter()
        .map(|one| {
            json!({
                "reference": one.reference, "title": one.title, "severity": one.severity, "sensitive": one.sensitive,
                "of_previous": one.of_previous, "found_on": one.found_on,
            })
        })
        .collect();
    let list = |blockers: &[Blocker]| blockers.iter().map(|b| blocker_value(view, b)).collect::<Vec<_>>();
    let mut value = json!({
        "inspection": inspection.plan.id,
        "number": inspection.plan.number,
        "state": inspection.state,
        "supplier": view.supplier.name,
        "site": view.site.name,
        "answered": answered,
        "asked": asked,
        "photos": inspection.photos.len(),
        "unlinked_evidence": view.unlinked_evidence,
        "letter": score.letter.code(),
        "provisional": score.provisional,
        "score": score.points.map(|points| points.one_decimal()),
        "coverage_percent": score.coverage_percent.one_decimal(),
        "findings": findings,
        "earlier_findings": earlier,
        "closing_blockers": list(&view.closing_blockers),
        "report_blockers": list(&view.report_blockers),
        "exports": inspection.exports,
        "facts": facts::value(view),
    });
    for (name, part) in behind::values(view) {
        value[name] = part;
    }
    value
}

fn text(view: &InspectionView, words: Words) -> String {
    let inspection = &view.inspection;
    let (answered, asked) = view.evaluation.progress();
    let score = &view.evaluation.score;
    let points = score.points.map_or_else(|| "-".to_owned(), |points| points.one_decimal());
    let mut lines = vec![
        format!("{}  {}", inspection.plan.number, words.get(&format!("state-{}", inspection.state.code()))),
        format!("{}, {}", view.supplier.name, view.site.name),
        words.with(
            "inspection-progress",
            &[
                ("answered", Value::Number(answered.into())),
                ("asked", Value::Number(asked.into())),
                ("photos", Value::Number(inspection.photos.len() as i64)),
            ],
        ),
        words.with(
            "inspection-score",
            &[
                ("letter", Value::Text(score.letter.code())),
                ("score", Value::Text(&points)),
                ("coverage", Value::Text(&score.coverage_percent.one_decimal())),
            ],
        ),
    ];
    lines.extend(behind::lines(view, words));
    for (finding, computed) in inspection.findings.iter().zip(&view.findings) {
        let severity = words.get(&format!("severity-{}", finding.severity.code()));
        let due = computed.due.main().map(|day| day.to_string()).unwrap_or_default();
        lines.push(format!("{}  {severity}  {}  {due}", computed.number, finding.title));
        lines.extend(grade::lines(view, finding, words));
    }
    let blockers = if view.inspection.closing_seal.is_none() { &view.closing_blockers } else { &view.report_blockers };
    if inspection.report_seal.is_none() && !blockers.is_empty() {
        lines.push(words.with("seal-refused", &[("count", Value::Number(blockers.len() as i64))]));
        lines.extend(blockers.iter().map(|blocker| blocker_line(view, blocker, words)));
    }
    lines.join("\n")
}

fn place_name(view: &InspectionView, place: &Place) -> String {
    match place {
        Place::Question(path) => {
            let question = view.template.index_of(path).map(|index| view.template.questions[index].code.clone());
            question.unwrap_or_else(|| path.to_string())
        }
        Place::Finding(id) => view.finding(*id).map(|finding| finding.number.clone()).unwrap_or_default(),
        Place::Meeting(kind) => serde_json::to_string(kind).unwrap_or_default().trim_matches('"').to_owned(),
        Place::Signature(role) => serde_json::to_string(role).unwrap_or_default().trim_matches('"').to_owned(),
        Place::Closing => "closing".to_owned(),
    }
}

fn blocker_value(view: &InspectionView, blocker: &Blocker) -> serde_json::Value {
    json!({ "kind": blocker.kind.code(), "place": place_name(view, &blocker.place) })
}

fn blocker_line(view: &InspectionView, blocker: &Blocker, words: Words) -> String {
    let place = place_name(view, &blocker.place);
    format!("  {place}  {}", words.get(&format!("blocker-{}", blocker.kind.code())))
}
