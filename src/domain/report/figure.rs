//! Figures as they are shown: a number with its range, clamped for display, or a word.

use super::Form;
use crate::domain::words::{self, Amount};

/// What a range means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The figure is the count itself.
    Exact,
    /// The true figure is in the range, 9 times in 10.
    Likely,
    /// The true figure is in the range: rounding, and nothing else, was done to it.
    Sure,
}

impl Certainty {
    /// What is said of a range once a chart; none where there are no ranges.
    #[must_use]
    pub fn explained(self) -> Option<&'static str> {
        match self {
            Certainty::Exact => None,
            Certainty::Likely => Some("likely range, right 9 times in 10"),
            Certainty::Sure => Some("the count is in this range"),
        }
    }

    /// The head of a table's column of ranges; none where there are none.
    #[must_use]
    pub fn column(self) -> Option<&'static str> {
        match self {
            Certainty::Exact => None,
            Certainty::Likely => Some("Likely"),
            Certainty::Sure => Some("Between"),
        }
    }

    /// "likely 9 to 15", "8 to 12": a range as it is said beside its figure.
    #[must_use]
    pub fn range(self, range: &str) -> String {
        if self == Certainty::Likely { format!("likely {range}") } else { range.to_owned() }
    }
}

/// A number with its range, all whole: per cent or children.
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
    /// What the range means.
    pub certainty: Certainty,
}

/// What is known of a number before it is shown: how far below and above it the truth may lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Known {
    pub(super) value: f64,
    pub(super) below: f64,
    pub(super) above: f64,
    pub(super) certainty: Certainty,
}

impl Known {
    /// The same in other units.
    fn times(self, factor: f64) -> Self {
        Self { value: self.value * factor, below: self.below * factor, above: self.above * factor, ..self }
    }
}

impl Span {
    /// A number with its range, clamped to what can be. Ranges are widened to whole numbers.
    pub(super) fn new(known: Known, of: u32) -> Self {
        let top = f64::from(of);
        let value = known.value.round().clamp(0.0, top);
        let whole = |x: f64| -> u32 {
            // Clamped to 0..=of, so the cast loses nothing.
            x.clamp(0.0, top) as u32
        };
        // A sum of integers carried as f64 must not become the next whole number.
        let up = |x: f64| (x - 1e-9).ceil().max(0.0);
        let (below, above) = (up(known.below), up(known.above));
        Self { value: whole(value), low: whole(value - below), high: whole(value + above), of, certainty: known.certainty }
    }

    /// Whether the range reaches zero: no bar then, only its mark.
    #[must_use]
    pub fn reaches_zero(&self) -> bool {
        self.low == 0 && self.certainty != Certainty::Exact
    }

    /// Whether the range reaches everybody.
    #[must_use]
    pub fn reaches_top(&self) -> bool {
        self.high == self.of && self.certainty != Certainty::Exact
    }

    fn percent(&self, n: u32) -> f64 {
        if self.of == 0 { 0.0 } else { 100.0 * f64::from(n) / f64::from(self.of) }
    }
}

/// What stands for a figure that is held back.
pub const HELD_BACK: &str = "held back";

/// A figure as it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// One of five words.
    Word(Amount),
    /// A phrase that holds across the range, with its middle between 0 and 1.
    Phrase(&'static str, f64),
    /// Children, with range.
    Count(Span),
    /// Per cent, with range.
    Share(Span),
    /// Held back: not zero, and not said.
    HeldBack,
}

/// What shares are of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Base {
    /// How many answered, or took part.
    pub(super) children: f64,
    /// Whether that is an estimate too.
    pub(super) estimated: bool,
}

impl Figure {
    /// Makes a figure in a form. `of` is the most that a count could be: the exact head count of those who took
    /// part, or about how many wrote.
    pub(super) fn new(form: Form, count: Known, base: Base, of: u32) -> Self {
        let children = base.children.max(1.0);
        let share = (count.value / children).clamp(0.0, 1.0);
        match (form, count.certainty) {
            (Form::Words, Certainty::Sure) => {
                let percent = |n: f64| 100.0 * (n / children).clamp(0.0, 1.0);
                match words::phrase(percent(count.value), percent(count.value - count.below), percent(count.value + count.above)) {
                    Some(phrase) => Self::Phrase(phrase, share),
                    None => Self::HeldBack,
                }
            }
            (Form::Words, _) => Self::Word(Amount::of(share)),
            (Form::Counts, _) => Self::Count(Span::new(count, of)),
            (Form::Shares, _) => {
                // An estimated base is one more cell: its part of the range is the share of it.
                let wider = if base.estimated { share.hypot(1.0) } else { 1.0 };
                let per_cent = count.times(100.0 / children);
                let per_cent = Known { value: 100.0 * share, below: per_cent.below * wider, above: per_cent.above * wider, ..per_cent };
                Self::Share(Span::new(per_cent, 100))
            }
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
            Figure::Phrase(_, at) => *at,
            Figure::HeldBack => 0.0,
            Figure::Count(span) | Figure::Share(span) => span.percent(span.value) / 100.0,
        }
    }

    /// Its number with range, if it has one.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Figure::Word(_) | Figure::Phrase(..) | Figure::HeldBack => None,
            Figure::Count(span) | Figure::Share(span) => Some(*span),
        }
    }

    /// The short figure for labels and tables: "18%", "12", "fewer than 1 in 10", "about half".
    #[must_use]
    pub fn short(&self) -> String {
        match self {
            Figure::Word(amount) => amount.as_str().to_owned(),
            Figure::Phrase(phrase, _) => (*phrase).to_owned(),
            Figure::HeldBack => HELD_BACK.to_owned(),
            Figure::Count(span) | Figure::Share(span) => self.edge(span).unwrap_or_else(|| format!("{}{}", span.value, self.unit())),
        }
    }

    /// The range for labels and tables: "15 to 21%"; none where the figure itself says it.
    #[must_use]
    pub fn range(&self) -> Option<String> {
        let span = self.span()?;
        if span.certainty == Certainty::Exact || self.edge(&span).is_some() {
            return None;
        }
        Some(format!("{} to {}{}", span.low, span.high, self.unit()))
    }

    /// The figure in a sentence, and its range in brackets: ("About 12 of 30", "likely 9 to 15").
    #[must_use]
    pub fn told(&self) -> (String, Option<String>) {
        match self {
            Figure::Word(_) | Figure::Phrase(..) | Figure::HeldBack => (words::capital(&self.short()), None),
            Figure::Share(span) | Figure::Count(span) if self.edge(span).is_some() => (words::capital(&self.short()), None),
            Figure::Count(span) if span.certainty == Certainty::Exact => (format!("{} of {}", span.value, span.of), None),
            Figure::Count(span) => {
                let range = span.certainty.range(&format!("{} to {}", span.low, span.high));
                (format!("About {} of {}", span.value, span.of), Some(range))
            }
            Figure::Share(span) => {
                let give = span.value.abs_diff(span.low).max(span.high.abs_diff(span.value));
                let range = match span.certainty {
                    Certainty::Exact => None,
                    Certainty::Likely => Some(format!("give or take {give}")),
                    Certainty::Sure => Some(format!("{} to {}%", span.low, span.high)),
                };
                (format!("{}%", span.value), range)
            }
        }
    }

    /// A range as it stands beside this figure: "likely 9 to 15", "8 to 12".
    #[must_use]
    pub fn beside(&self, range: &str) -> String {
        self.span().map_or_else(|| range.to_owned(), |span| span.certainty.range(range))
    }

    fn unit(&self) -> &'static str {
        if matches!(self, Figure::Share(_)) { "%" } else { "" }
    }

    /// The words at either end: never 0, never all. (A plain count is what it is.)
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
    use super::{Base, Certainty, Figure, Form, Known};

    fn known(value: f64, below: f64, above: f64, certainty: Certainty) -> Known {
        Known { value, below, above, certainty }
    }

    fn of(children: f64, estimated: bool) -> Base {
        Base { children, estimated }
    }

    fn share(count: f64) -> Figure {
        Figure::new(Form::Shares, known(count, 3.0, 3.0, Certainty::Likely), of(123.0, true), 131)
    }

    fn count(count: f64) -> Figure {
        Figure::new(Form::Counts, known(count, 3.0, 3.0, Certainty::Likely), of(30.0, true), 30)
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
        assert_eq!(told(Figure::new(Form::Words, known(7.0, 3.0, 3.0, Certainty::Likely), of(14.0, true), 14)), "About half");
    }

    #[test]
    fn rounded_and_plain_figures_read_as_the_design_says() {
        let rounded =
            |form, value, below, above, n: u32| Figure::new(form, known(value, below, above, Certainty::Sure), of(f64::from(n), false), n);
        assert_eq!(told(rounded(Form::Counts, 10.0, 0.0, 2.0, 30)), "About 10 of 30 (10 to 12)");
        assert_eq!(told(rounded(Form::Counts, 25.0, 2.0, 5.0, 30)), "23 or more");
        assert_eq!(told(rounded(Form::Shares, 25.0, 2.0, 2.0, 123)), "20% (18 to 22%)");
        assert_eq!(told(rounded(Form::Words, 10.0, 0.0, 6.0, 16)), "More than half");
        assert_eq!(told(Figure::HeldBack), "Held back");
        let plain = |form, value, n: u32| Figure::new(form, known(value, 0.0, 0.0, Certainty::Exact), of(f64::from(n), false), n);
        assert_eq!(told(plain(Form::Counts, 12.0, 30)), "12 of 30");
        assert_eq!(told(plain(Form::Counts, 0.0, 30)), "0 of 30");
        assert_eq!(told(plain(Form::Shares, 22.0, 123)), "18%");
        assert_eq!(told(plain(Form::Words, 7.0, 14)), "About half");
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
