//! Range marks, axes and the labels beside bars.

use super::canvas::{Anchor, Area, Canvas, Ink, colour};
use crate::domain::report::{Certainty, Figure, Form, Span};

/// How a range mark looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    line: f64,
    cap: f64,
    halo: f64,
}

impl Mark {
    /// The mark of a form: louder where ranges are wide.
    pub(super) fn of(form: Form) -> Self {
        match form {
            Form::Shares => Self { line: 2.0, cap: 12.0, halo: 2.0 },
            _ => Self { line: 3.0, cap: 18.0, halo: 1.5 },
        }
    }

    /// The mark inside panels, where ranges lie close.
    pub(super) fn panel() -> Self {
        Self { line: 2.0, cap: 14.0, halo: 1.5 }
    }

    /// The mark on an edge of the stacked bar.
    pub(super) fn edge() -> Self {
        Self { line: 2.0, cap: 15.0, halo: 1.75 }
    }

    /// The mark of the sign that explains it.
    pub(super) fn sign() -> Self {
        Self { line: 2.0, cap: 12.0, halo: 0.0 }
    }

    /// The same, enlarged.
    pub(super) fn times(self, factor: f64) -> Self {
        Self { line: self.line * factor, cap: self.cap * factor, halo: self.halo * factor }
    }

    /// Draws the range from `low` to `high` around the line `y`; the halo only where it lies on a fill.
    pub(super) fn draw(self, canvas: &mut Canvas, (low, high): (f64, f64), y: f64, on_fill: bool) {
        let parts = |by: f64| {
            let upright =
                |x: f64| Area { x: x - self.line / 2.0 - by, y: y - self.cap / 2.0 - by, w: self.line + 2.0 * by, h: self.cap + 2.0 * by };
            let line = Area { x: low, y: y - self.line / 2.0 - by, w: high - low, h: self.line + 2.0 * by };
            [line, upright(low), upright(high)]
        };
        let layers = [(self.halo, colour::PAPER), (0.0, colour::INK)];
        for (by, fill) in layers.into_iter().skip(usize::from(!on_fill)) {
            for part in parts(by) {
                canvas.fill(part, fill);
            }
        }
    }
}

/// The range explanation: a small mark and its words, once a chart.
pub(super) fn explain(canvas: &mut Canvas, (x, y): (f64, f64), text: &str, size: f64) {
    let factor = size / 15.0;
    Mark::sign().times(factor).draw(canvas, (x + factor, x + 26.0 * factor), y, false);
    canvas.text(text, (x + 36.0 * factor, y + size * 0.34), Ink::grey(size), Anchor::Start);
}

/// From figures to places along an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    /// Where zero stands.
    pub(super) x: f64,
    /// How long it is.
    pub(super) w: f64,
    /// The value at its end.
    pub(super) end: f64,
}

impl Axis {
    /// The place of a value.
    pub(super) fn at(&self, value: f64) -> f64 {
        self.x + self.w * value / self.end
    }

    /// The ticks of shares (in quarters, or halves where the axis is short) or of counts: three to seven.
    pub(super) fn ticks(&self, form: Form) -> Vec<f64> {
        let steps: &[f64] = if form == Form::Shares { &[25.0, 50.0] } else { &[5.0, 10.0, 20.0, 50.0, 100.0, 500.0] };
        let most = if self.w < 240.0 { 3.0 } else { 6.0 };
        let step = steps.iter().find(|s| self.end / **s <= most).or(steps.last()).copied().unwrap_or(self.end);
        let mut ticks = vec![0.0];
        while let Some(next) = ticks.last().map(|last| last + step).filter(|next| *next <= self.end) {
            ticks.push(next);
        }
        ticks
    }
}

/// Where a bar ends: at its figure; where the range reaches either end, at the range's other end
/// (so none at all where it reaches zero, and never a full one).
pub(super) fn bar_end(span: &Span) -> u32 {
    match span {
        s if s.reaches_zero() => 0,
        s if s.reaches_top() => s.low,
        s => s.value,
    }
}

/// What stands beside a bar: the figure, bold, and its range, grey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) figure: String,
    pub(super) range: Option<String>,
}

impl Label {
    /// The whole label: "64%" and "61 to 67", "12 of 30" and "likely 9 to 15".
    pub(super) fn of(figure: &Figure) -> Self {
        match (figure, figure.range(), figure.span()) {
            (Figure::Count(_), range, Some(span)) if range.is_some() || span.certainty == Certainty::Exact => {
                Self { figure: format!("{} of {}", figure.short(), span.of), range: range.map(|r| span.certainty.range(&r)) }
            }
            (_, Some(range), _) => Self { figure: figure.short(), range: Some(range.trim_end_matches('%').to_owned()) },
            (_, None, _) => Self { figure: figure.short(), range: None },
        }
    }

    /// The label on a phone: without "likely", which the explanation says.
    pub(super) fn brief(figure: &Figure) -> Self {
        Self { range: figure.range().map(|r| r.trim_end_matches('%').to_owned()), ..Self::of(figure) }
    }

    /// The figure alone.
    pub(super) fn bare(figure: &Figure) -> Self {
        Self { figure: figure.short(), range: None }
    }

    /// How wide it is.
    pub(super) fn width(&self, sizes: (f64, f64)) -> f64 {
        let range = self.range.as_ref().map_or(0.0, |r| gap(sizes) + Ink::grey(sizes.1).width(r));
        Ink::bold(sizes.0).width(&self.figure) + range
    }
}

/// The room between a figure and its range.
pub(super) fn gap(sizes: (f64, f64)) -> f64 {
    sizes.0 * 0.5
}

/// The room around a bar for its label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    /// The axis.
    pub(super) left: f64,
    /// The range's lower end; the axis if there is no bar.
    pub(super) low: f64,
    /// The end of bar and range.
    pub(super) high: f64,
    /// The end of the picture.
    pub(super) right: f64,
}

/// Writes a label after the range, or in white inside the bar; the range is left out before
/// anything would be cut (the table has it).
pub(super) fn label(canvas: &mut Canvas, label: &Label, room: Room, y: f64, sizes: (f64, f64)) {
    let brief = Label { figure: label.figure.clone(), range: label.range.as_ref().map(|r| r.trim_start_matches("likely ").to_owned()) };
    let bare = Label { figure: label.figure.clone(), range: None };
    let off = 10.0 * sizes.0 / 17.0;
    let outside = |l: &Label| room.high + off + l.width(sizes) <= room.right;
    let inside = |l: &Label| room.low - off - l.width(sizes) - off >= room.left;
    let after = |l: &Label| (l.width(sizes), room.high + off, false);
    let within = |l: &Label| (l.width(sizes), room.low - off - l.width(sizes), true);
    let places = [label, &brief, &bare].into_iter().find_map(|l| match l {
        l if outside(l) => Some((l, after(l))),
        l if inside(l) => Some((l, within(l))),
        _ => None,
    });
    let (label, (wide, x, white)) = places.unwrap_or((&bare, (bare.width(sizes), room.right - bare.width(sizes), false)));
    let (bold, grey) = (Ink::bold(sizes.0), Ink::grey(sizes.1));
    let (bold, grey) = if white { (bold.white(), grey.white()) } else { (bold, grey) };
    if !white {
        let pad = 3.0;
        canvas.fill(Area { x: x - pad, y: y - sizes.0 * 0.68, w: wide + 2.0 * pad, h: sizes.0 * 1.36 }, colour::PAPER);
    }
    let baseline = y + sizes.0 * 0.35;
    canvas.text(label.figure.as_str(), (x, baseline), bold, Anchor::Start);
    if let Some(range) = &label.range {
        canvas.text(range.as_str(), (x + bold.width(&label.figure) + gap(sizes), baseline), grey, Anchor::Start);
    }
}
