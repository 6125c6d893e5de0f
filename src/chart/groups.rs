//! A breakdown: one panel a group, the first for all children, on one axis.

use super::bars::{self, Above, Bar};
use super::canvas::{Anchor, Area, Canvas, Frame, Ink, colour};
use super::mark::{self, Axis, Label, Mark, explain};
use super::measure::{Set, Weight, lines, set};
use super::page::{note, whole};
use super::{Picture, describe};
use crate::domain::report::{Finding, Form, Panel, SMALLEST_COMPARED, Shown};
use plotters::prelude::RGBColor;

/// The width of the page; panels take all of it.
const WIDE: f64 = 1104.0;
/// The width of a phone's column.
const NARROW: f64 = 358.0;
/// As many panels stand side by side.
const MOST_BESIDE: usize = 5;
const PITCH: f64 = 38.0;
const THICK: f64 = 20.0;
const VALUES: (f64, f64) = (16.0, 14.0);

/// A panel as it is drawn.
struct Drawn<'a> {
    panel: &'a Panel,
    fill: RGBColor,
    /// What a row's value is multiplied by to make per cent.
    factor: f64,
    heads: Vec<String>,
}

/// All children first, then the groups; none if there is nothing to draw.
fn panels(finding: &Finding) -> Option<Vec<Drawn<'_>>> {
    if finding.groups.is_empty() || finding.groups_form == Form::Words {
        return None;
    }
    let drawn = |panel, fill, all: bool| Drawn { panel, fill, factor: factor(panel), heads: heads(panel, all) };
    let groups = finding.groups.iter().map(|panel| drawn(panel, colour::BRAND, false));
    Some(std::iter::once(drawn(&finding.all_beside, colour::ALL, true)).chain(groups).collect())
}

/// Counts are drawn as shares of who answered, so that groups can be read against one another.
fn factor(panel: &Panel) -> f64 {
    match panel.form {
        Form::Shares => 1.0,
        _ => 100.0 / f64::from(panel.answered.unwrap_or(panel.took_part).max(1)),
    }
}

fn heads(panel: &Panel, all: bool) -> Vec<String> {
    let answered = panel.answered.map(|n| format!("of about {n} answers"));
    let small = (!all && panel.took_part < SMALLEST_COMPARED).then(|| "too few to compare".to_owned());
    answered.into_iter().chain(small).collect()
}

/// The rows of a panel in the order of the question's own chart.
fn rows<'a>(finding: &Finding, panel: &'a Panel) -> Vec<&'a Shown> {
    bars::order(finding).into_iter().filter_map(|row| panel.rows.iter().find(|r| r.code == row.code)).collect()
}

/// The end of the common axis: the next 25 that holds every range, 50 at least.
fn end(panels: &[Drawn<'_>]) -> f64 {
    let highs = panels.iter().flat_map(|p| p.panel.rows.iter().filter_map(|r| r.figure.span()).map(|s| f64::from(s.high) * p.factor));
    let high = highs.fold(0.0, f64::max);
    ((high / 25.0).ceil() * 25.0).clamp(50.0, 100.0)
}

/// How the panels are to be read.
fn words(finding: &Finding, end: f64) -> String {
    let counts = match finding.groups_form {
        Form::Shares => "",
        _ => "; the number beside a bar is about how many children",
    };
    format!("Bars show the share of each group, on one scale from 0 to {end}%{counts}. Black lines: likely range, right 9 times in 10.")
}

/// Draws the panels side by side.
pub(super) fn wide(finding: &Finding) -> Option<Picture> {
    const LABEL: f64 = 16.0;
    const BETWEEN: f64 = 16.0;
    let panels = panels(finding)?;
    let end = end(&panels);
    let mut canvas = Canvas::default();
    let longest = finding.all.rows.iter().map(|r| Ink::plain(LABEL).width(&r.label)).fold(0.0, f64::max);
    let labels = (longest + BETWEEN).clamp(120.0, 252.0);
    let beside = panels.len().min(MOST_BESIDE);
    let each = (WIDE - labels) / lines(beside);
    let mut top = 0.0;
    for row in panels.chunks(beside) {
        let titles: Vec<Set> =
            row.iter().map(|p| set(&p.panel.title, &[(17.0, 1), (17.0, 2), (15.0, 3)], Weight::Bold, each - BETWEEN)).collect();
        let title_lines = lines(titles.iter().map(|t| t.lines.len()).max().unwrap_or(1));
        let head_lines = lines(row.iter().map(|p| p.heads.len()).max().unwrap_or(1));
        let plot = top + title_lines * 21.0 + head_lines * 20.0 + 14.0;
        let bottom = plot + PITCH * lines(finding.all.rows.len());
        row_labels(&mut canvas, &rows(finding, &finding.all), (labels - BETWEEN, plot));
        for ((panel, title), i) in row.iter().zip(&titles).zip(0_u32..) {
            let x = labels + each * f64::from(i);
            canvas.lines(title, (x, top + 17.0), 21.0, Ink::bold(title.size));
            let heads = Set { lines: panel.heads.clone(), size: 15.0 };
            canvas.lines(&heads, (x, top + title.count() * 21.0 + 18.0), 20.0, Ink::grey(15.0));
            let axis = Axis { x, w: common(&panels, each - BETWEEN, end), end };
            bars::grid(&mut canvas, &axis, Form::Shares, (plot, bottom), 14.0, Anchor::Middle);
            let mut y = plot + PITCH / 2.0;
            for shown in rows(finding, panel.panel) {
                let bar = Bar { y, thick: THICK, fill: panel.fill, mark: Mark::panel(), right: x + each - 4.0 };
                if let Some(room) = bar.draw(&mut canvas, shown, &axis, panel.factor) {
                    mark::label(&mut canvas, &Label::bare(&shown.figure), room, y, VALUES);
                }
                y += PITCH;
            }
        }
        top = bottom + 14.0 * 1.6 + 24.0;
    }
    let height = note(&mut canvas, &words(finding, end), (0.0, top - 24.0), WIDE);
    finish(canvas, finding, "wide", (WIDE, height))
}

/// Labels with hairlines between the rows.
fn row_labels(canvas: &mut Canvas, rows: &[&Shown], (room, plot): (f64, f64)) {
    let mut y = plot;
    for row in rows {
        if y > plot {
            canvas.fill(Area { x: 0.0, y: y - 0.5, w: WIDE, h: 1.0 }, RGBColor(0xf3, 0xf5, 0xf7));
        }
        bars::middle(canvas, &set(&row.label, &[(16.0, 1), (15.0, 2), (14.0, 2)], Weight::Regular, room), (0.0, y + PITCH / 2.0));
        y += PITCH;
    }
}

/// How long the axis of a panel may be, so that labels stand after their ranges.
fn axis_width(panel: &Drawn<'_>, room: f64, end: f64) -> f64 {
    let fits = panel.panel.rows.iter().filter_map(|row| {
        let high = (f64::from(row.figure.span()?.high) * panel.factor).clamp(1.0, end) / end;
        Some((room - 12.0 - Label::bare(&row.figure).width(VALUES)) / high)
    });
    fits.fold(room - 36.0, f64::min)
}

/// The length of the axis in all panels; labels that then have no room stand inside their bars.
fn common(panels: &[Drawn<'_>], room: f64, end: f64) -> f64 {
    panels.iter().map(|p| axis_width(p, room, end)).fold(room, f64::min).max(room * 0.5)
}

/// Draws the panels one below the other for a phone.
pub(super) fn narrow(finding: &Finding) -> Option<Picture> {
    let panels = panels(finding)?;
    let end = end(&panels);
    let mut canvas = Canvas::default();
    if let Some(words) = finding.all.certainty.explained() {
        explain(&mut canvas, (0.0, 10.0), words, 15.0);
    }
    let mut y = 30.0;
    for panel in &panels {
        let title = set(&panel.panel.title, &[(18.0, 2), (16.0, 2)], Weight::Bold, NARROW);
        for (set, leading) in [(&title, 23.0), (&Set { lines: vec![panel.heads.join("; ")], size: 15.0 }, 20.0)] {
            let ink = if leading > 20.0 { Ink::bold(set.size) } else { Ink::grey(set.size) };
            canvas.lines(set, (0.0, y + 18.0), leading, ink);
            y += leading * set.count();
        }
        let look = Above {
            axis: Axis { x: 1.5, w: 320.0, end },
            ticks: Form::Shares,
            fill: panel.fill,
            mark: Mark::panel(),
            right: NARROW,
            factor: panel.factor,
            ranges: false,
        };
        y = bars::above(&mut canvas, &rows(finding, panel.panel), y + 14.0, &look) + 22.0;
    }
    let height = note(&mut canvas, &words(finding, end), (0.0, y - 22.0), NARROW);
    finish(canvas, finding, "narrow", (NARROW, height))
}

fn finish(canvas: Canvas, finding: &Finding, class: &'static str, (width, height): (f64, f64)) -> Option<Picture> {
    let described: Vec<&Panel> = std::iter::once(&finding.all_beside).chain(&finding.groups).collect();
    canvas.finish(&Frame {
        width: whole(width),
        height: whole(height),
        class,
        id: format!("chart-{}-groups-{class}", finding.code),
        title: &finding.asked,
        description: &describe::groups(&described),
        sized: false,
    })
}
