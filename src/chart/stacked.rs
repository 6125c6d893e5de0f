//! The stacked bar: answers in order (a scale, faces, numbers) from sixty on, where every label fits its segment.

use super::canvas::{Anchor, Area, Canvas, Ink, colour};
use super::mark::{Label, Mark, explain};
use super::measure::{self, Weight, wrap};
use crate::domain::report::{Certainty, Finding, Form, Pooled, Shown, Span};
use plotters::prelude::RGBColor;

/// Page measures, multiplied on a slide.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    /// Left and right edge.
    pub(super) x: f64,
    pub(super) right: f64,
    /// The greatest width of one per cent.
    pub(super) percent: f64,
    /// Sizes: figures, answers, sums, ranges.
    pub(super) figure: f64,
    pub(super) answer: f64,
    pub(super) sum: f64,
    pub(super) range: f64,
    /// How high the bar is.
    pub(super) height: f64,
    /// How much larger than on the page.
    pub(super) factor: f64,
}

/// On the page.
pub(super) const PAGE: Measures =
    Measures { x: 0.0, right: 688.0, percent: 6.8, figure: 24.0, answer: 16.0, sum: 17.0, range: 15.0, height: 60.0, factor: 1.0 };
/// On a slide.
pub(super) const SLIDE: Measures =
    Measures { x: 80.0, right: 1520.0, percent: 14.2, figure: 54.0, answer: 30.0, sum: 31.0, range: 28.0, height: 140.0, factor: 2.0 };

struct Segment<'a> {
    row: &'a Shown,
    x: f64,
    w: f64,
    fill: RGBColor,
}

struct Bracket<'a> {
    pool: &'a Pooled,
    x: f64,
    w: f64,
    lines: Vec<String>,
}

/// A stacked bar that fits.
pub(super) struct Stacked<'a> {
    measures: Measures,
    /// On the scale, then apart.
    segments: Vec<Segment<'a>>,
    marks: Vec<(f64, f64)>,
    brackets: Vec<Bracket<'a>>,
}

impl<'a> Stacked<'a> {
    /// The stacked bar of a finding, if one may be drawn: as wide as its last label allows.
    pub(super) fn of(finding: &'a Finding, measures: Measures) -> Option<Self> {
        let panel = &finding.all;
        if !finding.kind.ordered() || panel.form != Form::Shares || panel.of_all || panel.rows.len() > colour::PALETTE.len() {
            return None;
        }
        let rows = super::bars::in_order(panel);
        [1.0, 0.97, 0.94, 0.91, 0.88, 0.85].into_iter().find_map(|by| {
            let m = Measures { percent: measures.percent * by, ..measures };
            let segments = segments(&rows, m)?;
            let brackets = brackets(finding, &segments, m)?;
            let marks = marks(finding, &segments, m);
            Some(Self { measures: m, segments, marks, brackets })
        })
    }

    /// How high it is, all told.
    pub(super) fn height(&self) -> f64 {
        let m = self.measures;
        self.bracket_top() + self.bracket_height() + 1.9 * m.range
    }

    fn bar_top(&self) -> f64 {
        let m = self.measures;
        m.figure * 0.9 + m.answer * 1.35 + m.answer * 1.1 * 1.5
    }

    fn bracket_top(&self) -> f64 {
        self.bar_top() + self.measures.height + 8.0 * self.measures.factor
    }

    fn bracket_height(&self) -> f64 {
        let m = self.measures;
        let lines = self.brackets.iter().map(|b| b.lines.len()).max().unwrap_or(0);
        if lines == 0 {
            return 0.0;
        }
        6.0 * m.factor + 1.15 * m.sum + 1.25 * m.sum * measure::lines(lines) + 0.5 * m.range
    }

    /// Draws it below `top`.
    pub(super) fn draw(&self, canvas: &mut Canvas, top: f64) {
        let m = self.measures;
        let bar = top + self.bar_top();
        for segment in &self.segments {
            let label = Label::of(&segment.row.figure);
            let figure = top + m.figure * 0.8;
            canvas.text(label.figure, (segment.x, figure), Ink::bold(m.figure), Anchor::Start);
            let answer = figure + m.answer * 1.4;
            canvas.text(segment.row.label.as_str(), (segment.x, answer), Ink::plain(m.answer), Anchor::Start);
            let stem = answer + m.answer * 0.5;
            canvas.fill(Area { x: segment.x, y: stem, w: m.factor.sqrt(), h: bar - stem }, colour::AXIS);
            canvas.fill(Area { x: segment.x, y: bar, w: segment.w, h: m.height }, segment.fill);
        }
        let mark = Mark::edge().times(m.factor);
        // Plain counts have no ranges, so no marks and nothing to explain.
        for range in &self.marks {
            mark.draw(canvas, *range, bar + m.height / 2.0, true);
        }
        let under = top + self.bracket_top();
        for bracket in &self.brackets {
            self.bracket(canvas, bracket, under);
        }
        let y = under + self.bracket_height() + 1.1 * m.range;
        if !self.marks.is_empty() {
            explain(canvas, (m.x, y), "where the edge between two answers is likely to be, right 9 times in 10", m.range);
        }
    }

    fn bracket(&self, canvas: &mut Canvas, bracket: &Bracket<'_>, top: f64) {
        let m = self.measures;
        let (line, leg) = (1.5 * m.factor.sqrt(), 6.0 * m.factor);
        canvas.fill(Area { x: bracket.x, y: top + leg - line, w: bracket.w, h: line }, colour::INK);
        for x in [bracket.x, bracket.x + bracket.w - line] {
            canvas.fill(Area { x, y: top, w: line, h: leg }, colour::INK);
        }
        let mut y = top + leg + 1.15 * m.sum;
        for text in &bracket.lines {
            canvas.text(text.as_str(), (bracket.x, y), Ink::bold(m.sum), Anchor::Start);
            y += 1.25 * m.sum;
        }
        if let Some(range) = bracket.pool.figure.range() {
            canvas.text(bracket.pool.figure.beside(&range), (bracket.x, y), Ink::grey(m.range), Anchor::Start);
        }
    }
}

/// The segments, if each has a bar of its own and room for its label.
fn segments<'a>(rows: &[&'a Shown], m: Measures) -> Option<Vec<Segment<'a>>> {
    let mut segments: Vec<Segment<'a>> = Vec::new();
    let mut x = m.x;
    let mut before: Option<&Shown> = None;
    for (row, fill) in rows.iter().zip(colour::PALETTE) {
        let span = row.figure.span().filter(|s| !s.reaches_zero() && !s.reaches_top())?;
        // Two pixels between answers; what stands apart stands off.
        let apart = before.is_some_and(|b| !b.apart && row.apart);
        let gap = match before {
            _ if apart => 14.0,
            Some(_) => 2.0,
            None => 0.0,
        };
        x += gap * m.factor.min(2.0);
        let w = f64::from(span.value) * m.percent;
        segments.push(Segment { row, x, w, fill });
        x += w;
        before = Some(row);
    }
    let ends: Vec<f64> = segments.iter().skip(1).map(|s| s.x - 6.0 * m.factor).chain([m.right]).collect();
    let fits = segments.iter().zip(&ends).all(|(segment, end)| {
        let wide = Ink::bold(m.figure).width(&Label::of(&segment.row.figure).figure).max(Ink::plain(m.answer).width(&segment.row.label));
        segment.x + wide <= *end && segment.x + segment.w <= m.right
    });
    (fits && segments.len() > 1).then_some(segments)
}

/// The marks on the edges between answers of the scale.
fn marks(finding: &Finding, segments: &[Segment<'_>], m: Measures) -> Vec<(f64, f64)> {
    let on: Vec<&Segment<'_>> = segments.iter().filter(|s| !s.row.apart).collect();
    let mut marks = Vec::new();
    // The range of an edge is that of the running total up to it.
    for (segment, edge) in on.iter().zip(&finding.edges) {
        let Some((below, above)) = edge.span().filter(|s| s.certainty != Certainty::Exact).as_ref().map(halves) else { continue };
        let x = segment.x + segment.w + m.factor.min(2.0);
        marks.push((x - below * m.percent, x + above * m.percent));
    }
    marks
}

fn halves(span: &Span) -> (f64, f64) {
    (f64::from(span.value.abs_diff(span.low)), f64::from(span.high.abs_diff(span.value)))
}

/// The brackets of sums; none at all if one of them has no room.
fn brackets<'a>(finding: &'a Finding, segments: &[Segment<'a>], m: Measures) -> Option<Vec<Bracket<'a>>> {
    let place = |index: usize| finding.all.rows.get(index).and_then(|row| segments.iter().find(|s| s.row.code == row.code));
    let mut found: Vec<(&Pooled, f64, f64)> = Vec::new();
    for pool in finding.pools.iter().filter(|p| p.rows.len() > 1) {
        // Answers of a sum that do not stand side by side have no bracket.
        let beside = pool.rows.iter().zip(pool.rows.iter().skip(1)).all(|(a, b)| a + 1 == *b);
        if let (true, Some(first), Some(last)) =
            (beside, pool.rows.first().copied().and_then(place), pool.rows.last().copied().and_then(place))
        {
            found.push((pool, first.x, last.x + last.w - first.x));
        }
    }
    let ends: Vec<f64> = found.iter().skip(1).map(|(_, x, _)| x - 12.0 * m.factor).chain([m.right]).collect();
    found
        .into_iter()
        .zip(ends)
        .map(|((pool, x, w), end)| {
            let text = format!("{} {}", pool.figure.short(), pool.label);
            let lines = wrap(&text, m.sum, Weight::Bold, end - x, 2)?;
            let range = pool.figure.range().map_or(0.0, |r| Ink::grey(m.range).width(&pool.figure.beside(&r)));
            (range <= end - x).then_some(Bracket { pool, x, w, lines })
        })
        .collect()
}
