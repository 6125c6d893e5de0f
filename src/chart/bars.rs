//! Bars with ranges: labels beside them (page, slide) or above them (phone).

use super::canvas::{Anchor, Area, Canvas, Ink, colour};
use super::mark::{self, Axis, Label, Mark, Room};
use super::measure::{Set, Weight, lines, set};
use crate::domain::questionnaire::Kind;
use crate::domain::report::{Certainty, Figure, Finding, Form, Panel, Shown};
use plotters::prelude::RGBColor;

/// The rows in the order in which they are drawn: a scale or numbers as written, else most first; what stands
/// apart last.
pub(super) fn order(finding: &Finding) -> Vec<&Shown> {
    let panel = &finding.all;
    if finding.kind.ordered() {
        return in_order(panel);
    }
    panel.most_first().into_iter().filter_map(|i| panel.rows.get(i)).collect()
}

/// The rows as written; what stands apart last.
pub(super) fn in_order(panel: &Panel) -> Vec<&Shown> {
    let (apart, on): (Vec<&Shown>, Vec<&Shown>) = panel.rows.iter().partition(|row| row.apart);
    on.into_iter().chain(apart).collect()
}

/// What the figures are of.
pub(super) fn of_whom(finding: &Finding) -> String {
    match finding.all.form {
        Form::Shares if finding.all.of_all => "Share of those who took part.".to_owned(),
        Form::Shares if finding.kind == Kind::Themes => "Share of those who wrote.".to_owned(),
        Form::Shares => "Share of those who answered.".to_owned(),
        _ if finding.all.of < finding.all.took_part => format!("Children, of {}.", finding.all.whom()),
        _ => format!("Children, of {}.", finding.all.took_part),
    }
}

/// What the figures are of, and what their order does not say.
pub(super) fn note(finding: &Finding) -> String {
    let of = of_whom(finding);
    if finding.all.certainty == Certainty::Exact {
        return of;
    }
    match finding.kind {
        kind if kind.ordered() => format!("{of} Where two lines overlap, we cannot say which is more."),
        Kind::Rank => format!("{of} What most put first stands first. Where two lines overlap, the order may be the other way round."),
        Kind::Themes => format!("{of} What most mentioned stands first. Where two lines overlap, the order may be the other way round."),
        Kind::Many { .. } => format!("{of} Most ticked first. Where two lines overlap, the order may be the other way round."),
        _ => format!("{of} Most said first. Where two lines overlap, the order may be the other way round."),
    }
}

/// The end of the axis: shares to 100, counts to all who took part, or wrote.
pub(super) fn end(panel: &Panel) -> f64 {
    match panel.form {
        Form::Shares => 100.0,
        _ => f64::from(panel.of.max(1)),
    }
}

/// A tick as it is written.
pub(super) fn tick(value: f64, form: Form) -> String {
    if form == Form::Shares { format!("{value}%") } else { format!("{value}") }
}

/// A bar and its mark, and the room that is left for the label.
pub(super) struct Bar {
    /// The line along its middle.
    pub(super) y: f64,
    /// How thick it is.
    pub(super) thick: f64,
    pub(super) fill: RGBColor,
    pub(super) mark: Mark,
    /// The end of the picture.
    pub(super) right: f64,
}

impl Bar {
    /// Draws a row against an axis whose values are multiplied by `factor`.
    pub(super) fn draw(&self, canvas: &mut Canvas, row: &Shown, axis: &Axis, factor: f64) -> Option<Room> {
        if row.figure == Figure::HeldBack {
            // Neither bar nor mark: only the words, where a bar would begin. Hidden never looks like zero.
            return Some(Room { left: axis.x, low: axis.x, high: axis.x, right: self.right });
        }
        let span = row.figure.span()?;
        let at = |n: u32| axis.at((f64::from(n) * factor).min(axis.end));
        let (low, high, bar) = (at(span.low), at(span.high), at(mark::bar_end(&span)));
        let filled = !span.reaches_zero();
        if filled {
            canvas.fill(Area { x: axis.x, y: self.y - self.thick / 2.0, w: bar - axis.x, h: self.thick }, self.fill);
        }
        if span.certainty != Certainty::Exact {
            self.mark.draw(canvas, (low, high), self.y, filled);
        }
        Some(Room { left: axis.x, low: if filled { low } else { axis.x }, high, right: self.right })
    }
}

/// Gridlines with their ticks, the axis last.
pub(super) fn grid(canvas: &mut Canvas, axis: &Axis, form: Form, (top, bottom): (f64, f64), size: f64, anchor_first: Anchor) {
    for value in axis.ticks(form) {
        let x = axis.at(value);
        if value > 0.0 {
            canvas.fill(Area { x: x - 0.5, y: top, w: 1.0, h: bottom - top }, colour::HAIRLINE);
        }
        let anchor = if value > 0.0 { Anchor::Middle } else { anchor_first };
        canvas.text(tick(value, form), (x, bottom + size * 1.3), Ink::grey(size), anchor);
    }
    canvas.fill(Area { x: axis.x - 1.5, y: top, w: 1.5, h: bottom - top }, colour::AXIS);
}

/// The measures of bars with labels beside them.
#[derive(Debug, Clone)]
pub(super) struct Beside<'a> {
    /// Left edge, top of the plot.
    pub(super) x: f64,
    pub(super) top: f64,
    /// Where the axis stands and how long it is.
    pub(super) axis: f64,
    pub(super) axis_width: f64,
    /// The value at which it ends.
    pub(super) end: f64,
    /// The end of the picture.
    pub(super) right: f64,
    pub(super) pitch: f64,
    pub(super) thick: f64,
    /// Sizes and lines in which labels may be set, best first.
    pub(super) labels: &'a [(f64, usize)],
    /// Sizes of figure and range.
    pub(super) values: (f64, f64),
    pub(super) ticks: f64,
    /// How much larger than on the page.
    pub(super) factor: f64,
}

impl Beside<'_> {
    /// Draws them; returns the bottom, ticks included.
    pub(super) fn draw(&self, canvas: &mut Canvas, finding: &Finding) -> f64 {
        let panel = &finding.all;
        let axis = Axis { x: self.axis, w: self.axis_width, end: self.end };
        let rows = order(finding);
        let bottom = self.top + self.pitch * lines(rows.len());
        grid(canvas, &axis, panel.form, (self.top, bottom), self.ticks, Anchor::Middle);
        let mut y = self.top + self.pitch / 2.0;
        for row in rows {
            let room = self.axis - self.x - self.values.0 * 0.8;
            middle(canvas, &set(&row.label, self.labels, Weight::Regular, room), (self.x, y));
            let bar = Bar { y, thick: self.thick, fill: colour::BRAND, mark: Mark::of(panel.form).times(self.factor), right: self.right };
            if let Some(room) = bar.draw(canvas, row, &axis, 1.0) {
                mark::label(canvas, &Label::of(&row.figure), room, y, self.values);
            }
            y += self.pitch;
        }
        bottom + self.ticks * 1.6
    }
}

/// Writes lines around a middle line.
pub(super) fn middle(canvas: &mut Canvas, set: &Set, (x, y): (f64, f64)) {
    let leading = set.size * 1.2;
    let extra = (set.count() - 1.0) * leading / 2.0;
    canvas.lines(set, (x, y - extra + set.size * 0.34), leading, Ink::plain(set.size));
}

/// Draws bars with labels above them over the phone's whole width; returns the bottom.
pub(super) fn above(canvas: &mut Canvas, rows: &[&Shown], top: f64, look: &Above) -> f64 {
    const THICK: f64 = 20.0;
    const LEADING: f64 = 20.0;
    const AFTER: f64 = 10.0;
    let sets: Vec<Set> = rows
        .iter()
        .map(|row| {
            set(&row.label, &[(17.0, 1), (16.0, 1), (16.0, 2), (15.0, 2), (14.0, 2)], Weight::Regular, look.right - look.axis.x - 7.0)
        })
        .collect();
    let height = |set: &Set| LEADING * set.count() + 8.0 + THICK + AFTER;
    let bottom = top + sets.iter().map(height).sum::<f64>();
    grid(canvas, &look.axis, look.ticks, (top, bottom), 14.0, Anchor::Start);
    let mut y = top;
    for (row, set) in rows.iter().zip(&sets) {
        let text = height(set) - THICK - AFTER;
        let wide = set.lines.iter().map(|l| Ink::plain(set.size).width(l)).fold(0.0, f64::max);
        canvas.fill(Area { x: look.axis.x + 4.0, y: y + 3.0, w: wide + 6.0, h: text - 3.0 }, colour::PAPER);
        canvas.lines(set, (look.axis.x + 7.0, y + 20.0), LEADING, Ink::plain(set.size));
        let bar = Bar { y: y + text + THICK / 2.0, thick: THICK, fill: look.fill, mark: look.mark, right: look.right };
        if let Some(room) = bar.draw(canvas, row, &look.axis, look.factor) {
            let label = if look.ranges { Label::brief(&row.figure) } else { Label::bare(&row.figure) };
            mark::label(canvas, &label, room, bar.y, (17.0, 14.0));
        }
        y += height(set);
    }
    bottom + 14.0 * 1.6
}

/// How bars on a phone look.
pub(super) struct Above {
    pub(super) axis: Axis,
    /// The form of the axis.
    pub(super) ticks: Form,
    pub(super) fill: RGBColor,
    pub(super) mark: Mark,
    pub(super) right: f64,
    /// What values are multiplied by to stand on the axis.
    pub(super) factor: f64,
    /// Whether the range is written too.
    pub(super) ranges: bool,
}
