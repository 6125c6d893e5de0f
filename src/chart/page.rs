//! One question's chart for the page column and for a phone.

use super::bars::{self, Above, Bar, Beside, end};
use super::canvas::{Area, Canvas, Frame, Ink, colour};
use super::mark::{Axis, Mark, explain};
use super::measure::{Weight, set};
use super::stacked::{PAGE, Stacked};
use super::{Picture, cloud, describe};
use crate::domain::report::{Finding, Form, Shown};

/// The width of the page column.
const WIDE: f64 = 688.0;
/// The width of a phone's column.
const NARROW: f64 = 358.0;
/// The width of a column of a table.
const SMALL: f64 = 284.0;
/// The measures of bars on the page: label column, axis.
const LABELS: f64 = 252.0;
const AXIS: f64 = 406.0;

/// The size of what is said below a chart.
pub(super) const NOTE: f64 = 14.0;

/// A whole height.
pub(super) fn whole(height: f64) -> u32 {
    // Charts are a few thousand pixels high at most.
    height.ceil().max(0.0) as u32
}

/// Draws a finding for the page column.
pub(super) fn wide(finding: &Finding) -> Option<Picture> {
    if finding.all.form == Form::Words {
        return None;
    }
    let mut canvas = Canvas::default();
    if let Some(height) = cloud::over(&mut canvas, finding, WIDE) {
        return finish(canvas, finding, "wide", (WIDE, height));
    }
    let height = match Stacked::of(finding, PAGE) {
        Some(stacked) => {
            stacked.draw(&mut canvas, 0.0);
            stacked.height()
        }
        None => {
            if let Some(words) = finding.all.certainty.explained() {
                explain(&mut canvas, (LABELS, 10.0), words, 15.0);
            }
            // Louder marks stand further apart.
            let pitch = if finding.all.form == Form::Shares { 40.0 } else { 44.0 };
            let beside = Beside {
                x: 0.0,
                top: 28.0,
                axis: LABELS,
                axis_width: AXIS,
                end: end(&finding.all),
                right: WIDE,
                pitch,
                thick: 22.0,
                labels: &[(16.0, 2), (15.0, 2), (14.0, 2)],
                values: (17.0, 15.0),
                ticks: 14.0,
                factor: 1.0,
            };
            let bottom = beside.draw(&mut canvas, finding);
            note(&mut canvas, &bars::note(finding), (0.0, bottom), WIDE)
        }
    };
    finish(canvas, finding, "wide", (WIDE, height))
}

/// Draws a finding anew for a phone.
pub(super) fn narrow(finding: &Finding) -> Option<Picture> {
    let mut canvas = Canvas::default();
    if let Some(height) = cloud::over(&mut canvas, finding, NARROW) {
        return finish(canvas, finding, "narrow", (NARROW, height));
    }
    above(finding, "narrow", NARROW)
}

/// Draws a finding for a column of a table.
pub(super) fn small(finding: &Finding) -> Option<Picture> {
    above(finding, "small", SMALL)
}

/// Draws the bar of one row alone, to stand beside its figure in a table.
pub(super) fn bar(finding: &Finding, row: &Shown) -> Option<Picture> {
    const LENGTH: f64 = 88.0;
    let panel = &finding.all;
    if panel.form == Form::Words {
        return None;
    }
    let mut canvas = Canvas::default();
    let axis = Axis { x: 1.5, w: LENGTH, end: bars::end(panel) };
    let right = axis.x + LENGTH + 2.5;
    Bar { y: 10.0, thick: 13.0, fill: colour::BRAND, mark: Mark::panel(), right }.draw(&mut canvas, row, &axis, 1.0);
    canvas.fill(Area { x: 0.0, y: 1.0, w: 1.5, h: 18.0 }, colour::AXIS);
    canvas.finish(&Frame {
        width: whole(right),
        height: 20,
        class: "row",
        id: format!("chart-{}-row-{}", finding.code, row.code),
        title: &row.label,
        description: &describe::item(&row.label, &row.figure),
        sized: false,
    })
}

/// Bars with their labels above them, in so much room.
fn above(finding: &Finding, class: &'static str, width: f64) -> Option<Picture> {
    let panel = &finding.all;
    if panel.form == Form::Words {
        return None;
    }
    let mut canvas = Canvas::default();
    if let Some(words) = finding.all.certainty.explained() {
        explain(&mut canvas, (0.0, 10.0), words, 15.0);
    }
    let axis = Axis { x: 1.5, w: width - 38.0, end: bars::end(panel) };
    let look = Above { axis, ticks: panel.form, fill: colour::BRAND, mark: Mark::of(panel.form), right: width, factor: 1.0, ranges: true };
    let bottom = bars::above(&mut canvas, &bars::order(finding), 26.0, &look);
    let height = note(&mut canvas, &bars::note(finding), (0.0, bottom), width);
    finish(canvas, finding, class, (width, height))
}

/// Writes a note below a chart; returns the bottom.
pub(super) fn note(canvas: &mut Canvas, text: &str, (x, top): (f64, f64), room: f64) -> f64 {
    const LEADING: f64 = 20.0;
    let set = set(text, &[(14.0, 8)], Weight::Regular, room - x);
    canvas.lines(&set, (x, top + 26.0), LEADING, Ink::grey(14.0));
    top + 14.0 + LEADING * set.count()
}

fn finish(canvas: Canvas, finding: &Finding, class: &'static str, (width, height): (f64, f64)) -> Option<Picture> {
    canvas.finish(&Frame {
        width: whole(width),
        height: whole(height),
        class,
        id: format!("chart-{}-{class}", finding.code),
        title: &finding.asked,
        description: &describe::panel(finding),
        sized: false,
    })
}
