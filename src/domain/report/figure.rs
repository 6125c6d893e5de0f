//! Figures as they are shown: a number with its range, clamped for display, or a word.

use super::Form;
use crate::domain::words::{self, Amount};

/// A number with its likely range, all whole: per cent or children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The figure.
    pub value: u32,
    /// The lower end of the range.
    pub low: u32,
    /// The upper end of the range.
    pub high: u32,
    /// The most that it could be: 100, or the children who took part.
    pub of: u32,
}

impl Span {
    /// A figure with its half width, clamped to what can be.
    pub(super) fn new(value: f64, half: f64, of: u32) -> Self {
        let top = f64::from(of);
        let value = value.round().clamp(0.0, top);
        let half = half.ceil();
        let whole = |x: f64| -> u32 {
            // Clamped to 0..=of, so the cast loses nothing.
            x.clamp(0.0, top) as u32
        };
        Self { value: whole(value), low: whole(value - half), high: whole(value + half), of }
    }

    /// Whether the range reaches zero: no bar then, only its mark.
    #[must_use]
    pub fn reaches_zero(&self) -> bool {
        self.low == 0
    }

    /// Whether the range reaches everybody.
    #[must_use]
    pub fn reaches_top(&self) -> bool {
        self.high == self.of
    }

    fn percent(&self, n: u32) -> f64 {
        if self.of == 0 { 0.0 } else { 100.0 * f64::from(n) / f64::from(self.of) }
    }
}

/// A figure as it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// One of five words.
    Word(Amount),
    /// Children, with range.
    Count(Span),
    /// Per cent, with range.
    Share(Span),
}

impl Figure {
    /// Makes a figure in a form.
    ///
    /// `count` is the estimate, `cells` the half width of its range in children, `answered` the
    /// estimate of who answered, `took_part` the exact head count.
    pub(super) fn new(form: Form, count: f64, half: f64, answered: f64, took_part: u32) -> Self {
        let answered = answered.max(1.0);
        let share = (count / answered).clamp(0.0, 1.0);
        match form {
            Form::Words => Self::Word(Amount::of(share)),
            Form::Counts => Self::Count(Span::new(count, half, took_part)),
            // The base is an estimate too (one more cell): its part of the range is the share of it.
            Form::Shares => Self::Share(Span::new(100.0 * share, 100.0 * half * share.hypot(1.0) / answered, 100)),
        }
    }

    /// Where the figure stands between 0 and 1, for ordering and drawing.
    #[must_use]
    pub fn at(&self) -> f64 {
        match self {
            Figure::Word(Amount::Few) => 0.1,
            Figure::Word(Amount::Some) => 0.3,
            Figure::Word(Amount::AboutHalf) => 0.5,
            Figure::Word(Amount::Most) => 0.7,
            Figure::Word(Amount::NearlyAll) => 0.9,
            Figure::Count(span) | Figure::Share(span) => span.percent(span.value) / 100.0,
        }
    }

    /// Its number with range, if it has one.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Figure::Word(_) => None,
            Figure::Count(span) | Figure::Share(span) => Some(*span),
        }
    }

    /// The short figure for labels and tables: "18%", "12", "fewer than 1 in 10", "about half".
    #[must_use]
    pub fn short(&self) -> String {
        match self {
            Figure::Word(amount) => amount.as_str().to_owned(),
            Figure::Count(span) | Figure::Share(span) => self.edge(span).unwrap_or_else(|| format!("{}{}", span.value, self.unit())),
        }
    }

    /// The range for labels and tables: "15 to 21%"; none where the figure itself says it.
    #[must_use]
    pub fn range(&self) -> Option<String> {
        let span = self.span()?;
        if self.edge(&span).is_some() {
            return None;
        }
        Some(format!("{} to {}{}", span.low, span.high, self.unit()))
    }

    /// The figure in a sentence, and its range in brackets: ("About 12 of 30", "likely 9 to 15").
    #[must_use]
    pub fn told(&self) -> (String, Option<String>) {
        match self {
            Figure::Word(amount) => (words::capital(amount.as_str()), None),
            Figure::Share(span) | Figure::Count(span) if self.edge(span).is_some() => (words::capital(&self.short()), None),
            Figure::Count(span) => (format!("About {} of {}", span.value, span.of), Some(format!("likely {} to {}", span.low, span.high))),
            Figure::Share(span) => {
                let give = span.value.abs_diff(span.low).max(span.high.abs_diff(span.value));
                (format!("{}%", span.value), Some(format!("give or take {give}")))
            }
        }
    }

    fn unit(&self) -> &'static str {
        if matches!(self, Figure::Share(_)) { "%" } else { "" }
    }

    /// The words at either end: never 0, never all.
    fn edge(&self, span: &Span) -> Option<String> {
        if span.reaches_zero() {
            let fewer = span.percent(span.high) < 10.0;
            return Some(match self {
                _ if fewer => "fewer than 1 in 10".to_owned(),
                Figure::Share(_) => format!("{}% or fewer", span.high),
                _ => format!("{} or fewer", span.high),
            });
        }
        if span.reaches_top() {
            let more = span.percent(span.low) > 90.0;
            return Some(match self {
                _ if more => "more than 9 in 10".to_owned(),
                Figure::Share(_) => format!("{}% or more", span.low),
                _ => format!("{} or more", span.low),
            });
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Figure, Form};

    fn share(count: f64) -> Figure {
        Figure::new(Form::Shares, count, 3.0, 123.0, 131)
    }

    fn count(count: f64) -> Figure {
        Figure::new(Form::Counts, count, 3.0, 30.0, 30)
    }

    fn told(figure: Figure) -> String {
        match figure.told() {
            (text, Some(range)) => format!("{text} ({range})"),
            (text, None) => text,
        }
    }

    #[test]
    fn figures_read_as_the_design_says() {
        assert_eq!(told(share(22.0)), "18% (give or take 3)");
        assert_eq!(told(count(12.0)), "About 12 of 30 (likely 9 to 15)");
        assert_eq!(told(share(2.0)), "Fewer than 1 in 10");
        assert_eq!(told(share(121.0)), "More than 9 in 10");
        assert_eq!(told(count(2.0)), "5 or fewer");
        assert_eq!(told(count(-2.0)), "3 or fewer");
        assert_eq!(told(count(29.0)), "26 or more");
        assert_eq!(told(Figure::new(Form::Words, 7.0, 3.0, 14.0, 14)), "About half");
    }

    #[test]
    fn nothing_reads_as_none_or_all() {
        for n in -6..=137 {
            for figure in [share(f64::from(n)), count(f64::from(n))] {
                let text = format!("{} {}", figure.short(), told(figure));
                assert!(!text.starts_with("0 ") && !text.contains("100%") && !text.starts_with("0%"), "{text}");
            }
        }
    }
}
