//! A cloud of words: each as large as its figure, in five sizes, in lines that lie apart.
//!
//! Size goes by the end of the bar that would stand in its place, so a cloud tells no more than bars do.
//! Words go most first to the shortest line: the same figures are always the same picture. What stands
//! apart, what is held back and what nobody said is not drawn; it is named below, and stands in the table.

use super::canvas::{Anchor, Area, Canvas, Ink, colour};
use super::mark::bar_end;
use super::measure::{Set, Weight, lines, set, width, wrap};
use super::{bars, page};
use crate::domain::questionnaire::Draw;
use crate::domain::report::{Certainty, Finding, Form, Shown, Span};
use crate::domain::words;
use plotters::prelude::RGBColor;
use std::collections::VecDeque;

/// The five sizes of words, and how they look.
const SIZES: [(f64, Weight, RGBColor); 5] = [
    (60.0, Weight::Bold, colour::BRAND),
    (48.0, Weight::Bold, colour::BRAND),
    (38.0, Weight::Bold, colour::BRAND),
    (29.0, Weight::Bold, colour::ALL),
    (22.0, Weight::Regular, colour::GREY),
];
/// Between words, and between lines.
const GAP: (f64, f64) = (32.0, 26.0);
/// Letters above and below the line along a word's middle, as parts of its size.
const ABOVE: f64 = 0.42;
const BELOW: f64 = 0.58;
/// From the middle to the baseline.
const BASELINE: f64 = 0.34;
/// Between the lines of one word.
const LEADING: f64 = 1.1;

/// Where a cloud is drawn.
pub(super) struct Place<'a> {
    pub(super) x: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    /// How high it may be at most, with what is said below it.
    pub(super) height: f64,
    /// How much larger than on the page it may be, best first.
    pub(super) factors: &'a [f64],
    /// The size of what is said below it.
    pub(super) text: f64,
}

/// On the page, and on a phone.
pub(super) const PAGE: [f64; 5] = [1.0, 0.9, 0.8, 0.72, 0.64];
/// On a slide.
pub(super) const SLIDE: [f64; 6] = [1.5, 1.35, 1.2, 1.1, 1.0, 0.92];

/// A word as it is set.
struct Word {
    set: Set,
    size: usize,
    wide: f64,
}

/// A cloud that fits its place.
pub(super) struct Cloud<'a> {
    finding: &'a Finding,
    place: &'a Place<'a>,
    factor: f64,
    rows: Vec<VecDeque<Word>>,
}

/// A text of the legend, at a place from its top, and how it looks.
type Sign = (String, (f64, f64), Ink);

/// What becomes of a row.
enum Drawn {
    Word(usize),
    Apart,
    HeldBack,
    Nobody,
}

fn drawn(row: &Shown) -> Drawn {
    match row.figure.span() {
        _ if row.apart => Drawn::Apart,
        None => Drawn::HeldBack,
        Some(span) if span.certainty == Certainty::Exact && span.value == 0 => Drawn::Nobody,
        Some(span) => Drawn::Word(size(&span)),
    }
}

/// Which size: one for each tenth, up to half.
fn size(span: &Span) -> usize {
    let tenths = u64::from(bar_end(span)) * 10 / u64::from(span.of.max(1));
    match tenths {
        5.. => 0,
        4 => 1,
        3 => 2,
        2 => 3,
        _ => 4,
    }
}

fn look(size: usize) -> (f64, Weight, RGBColor) {
    SIZES.get(size).copied().unwrap_or((22.0, Weight::Regular, colour::GREY))
}

impl<'a> Cloud<'a> {
    /// The cloud of a finding that is to be drawn as one, if its words fit. Whether they fit across is decided
    /// by the words alone, each as if most had said it, so that no figure turns a cloud into bars.
    pub(super) fn of(finding: &'a Finding, place: &'a Place<'a>) -> Option<Self> {
        if finding.draw != Draw::Cloud || finding.all.form == Form::Words {
            return None;
        }
        let labels: Vec<&str> = finding.all.rows.iter().filter(|row| !row.apart).map(|row| row.label.as_str()).collect();
        let across = |factor: f64, most| {
            let (size, weight, _) = look(0);
            labels.iter().all(|label| wrap(label, size * factor, weight, place.width, most).is_some())
        };
        let tries = [1, 2].into_iter().flat_map(|most| place.factors.iter().map(move |factor| (*factor, most)));
        tries.filter(|(factor, most)| across(*factor, *most)).find_map(|(factor, most)| {
            let cloud = Self { finding, place, factor, rows: rows(finding, factor, most, place.width)? };
            (cloud.height() <= place.height).then_some(cloud)
        })
    }

    /// How high it is, with what is said below it.
    pub(super) fn height(&self) -> f64 {
        let (legend, note) = (self.legend().1, self.note());
        self.words_height() + legend + note.size * 1.43 * note.count() + note.size * 1.4
    }

    fn words_height(&self) -> f64 {
        self.rows.iter().map(|row| row_height(row) + GAP.1 * self.factor).sum::<f64>()
    }

    /// Draws it; returns the bottom.
    pub(super) fn draw(&self, canvas: &mut Canvas) -> f64 {
        let mut y = self.place.top;
        for row in &self.rows {
            let middle = y + above(row);
            let wide = row.iter().map(|w| w.wide).sum::<f64>() + GAP.0 * self.factor * (lines(row.len()) - 1.0);
            let mut x = self.place.x + (self.place.width - wide) / 2.0;
            for word in row {
                draw(canvas, word, (x, middle));
                x += word.wide + GAP.0 * self.factor;
            }
            y += row_height(row) + GAP.1 * self.factor;
        }
        canvas.fill(Area { x: self.place.x, y, w: self.place.width, h: 1.0 }, colour::HAIRLINE);
        let (signs, height) = self.legend();
        for (text, (left, down), ink) in signs {
            canvas.text(text, (self.place.x + left, y + down), ink, Anchor::Start);
        }
        y += height;
        let note = self.note();
        let leading = note.size * 1.43;
        canvas.lines(&note, (self.place.x, y + note.size * 1.8), leading, Ink::grey(note.size));
        y + note.size * 1.8 + leading * note.count()
    }

    /// What each size stands for: texts at places from the top of the legend, and its height.
    fn legend(&self) -> (Vec<Sign>, f64) {
        let small = Ink::grey(self.place.text);
        // Where there is room for one line, all of it stands in one.
        let roomy = self.place.width >= self.place.text * 45.0;
        let mut items = vec![vec![(if roomy { "Size of a word:" } else { "Size:" }.to_owned(), small)]];
        items.extend(self.steps().into_iter().enumerate().map(|(i, told)| {
            let (size, weight, colour) = look(i);
            vec![("a".to_owned(), Ink { size: size * self.factor, weight, colour }), (told, small)]
        }));
        let (mut signs, mut x, mut line) = (Vec::new(), 0.0, Vec::new());
        let mut y = 0.0;
        let close = |line: &mut Vec<(String, f64, Ink)>, y: &mut f64, signs: &mut Vec<_>| {
            let tallest = line.iter().map(|(_, _, ink)| ink.size).fold(0.0, f64::max);
            // “a” is half as high as its size: the line needs no more, but for the words beside it.
            *y += (tallest * 0.8).max(self.place.text * 1.2) + self.place.text * 0.4;
            signs.extend(line.drain(..).map(|(text, x, ink)| (text, (x, *y), ink)));
            *y += tallest * 0.12;
        };
        for item in items {
            let gap = self.place.text * 0.45;
            let wide = item.iter().map(|(text, ink)| ink.width(text)).sum::<f64>() + gap * (lines(item.len()) - 1.0);
            if x > 0.0 && x + wide > self.place.width {
                close(&mut line, &mut y, &mut signs);
                x = 0.0;
            }
            for (text, ink) in item {
                let after = ink.width(&text) + gap;
                line.push((text, x, ink));
                x += after;
            }
            x += self.place.text * 0.6;
        }
        close(&mut line, &mut y, &mut signs);
        (signs, y)
    }

    /// The figures of each size, in the units of the figures.
    fn steps(&self) -> [String; 5] {
        let of = match self.finding.all.form {
            Form::Shares => 100,
            _ => self.finding.all.of,
        };
        let from = |tenths: u32| (tenths * of).div_ceil(10);
        let unit = if of == 100 && self.finding.all.form == Form::Shares { "%" } else { "" };
        let between = |tenths: u32| match (from(tenths), from(tenths + 1).saturating_sub(1)) {
            (low, high) if low >= high => format!("{low}{unit}"),
            (low, high) => format!("{low} to {high}{unit}"),
        };
        [format!("{}{unit} or more", from(5)), between(4), between(3), between(2), "fewer".to_owned()]
    }

    /// How size is made, and what is not drawn.
    fn note(&self) -> Set {
        let mut parts =
            vec![bars::of_whom(self.finding), "A word’s size goes by its figure, in five steps. Where it stands means nothing.".to_owned()];
        let rows = &self.finding.all.rows;
        if self.finding.all.certainty != Certainty::Exact {
            parts.push("Where two ranges overlap, the smaller word may be the more common one.".to_owned());
        }
        if rows.iter().any(|row| matches!(drawn(row), Drawn::Word(_)) && row.figure.span().is_some_and(|s| s.reaches_zero())) {
            parts.push("Words with “fewer” in their figure have the smallest size.".to_owned());
        }
        let named = |which: fn(&Drawn) -> bool| -> Vec<String> {
            let named = rows.iter().filter(|row| which(&drawn(row)));
            named.map(|row| words::quoted(&row.label)).collect()
        };
        for (which, told) in [
            (named(|d| matches!(d, Drawn::Apart)), "not drawn"),
            (named(|d| matches!(d, Drawn::HeldBack)), "held back, which is not zero, and not drawn"),
            (named(|d| matches!(d, Drawn::Nobody)), "said by nobody, and not drawn"),
        ] {
            if !which.is_empty() {
                parts.push(format!("{} {} {told}.", words::and(&which), if which.len() == 1 { "is" } else { "are" }));
            }
        }
        set(&parts.join(" "), &[(self.place.text, 14)], Weight::Regular, self.place.width)
    }
}

/// Letters above the line along the middle of a row.
fn above(row: &VecDeque<Word>) -> f64 {
    row.iter().map(|w| w.set.size * (ABOVE + (w.set.count() - 1.0) * LEADING / 2.0)).fold(0.0, f64::max)
}

fn row_height(row: &VecDeque<Word>) -> f64 {
    let below = row.iter().map(|w| w.set.size * (BELOW + (w.set.count() - 1.0) * LEADING / 2.0)).fold(0.0, f64::max);
    above(row) + below
}

fn draw(canvas: &mut Canvas, word: &Word, (x, middle): (f64, f64)) {
    let (_, weight, colour) = look(word.size);
    let ink = Ink { size: word.set.size, weight, colour };
    let mut y = middle - (word.set.count() - 1.0) * word.set.size * LEADING / 2.0 + word.set.size * BASELINE;
    for line in &word.set.lines {
        canvas.text(line.as_str(), (x + (word.wide - ink.width(line)) / 2.0, y), ink, Anchor::Start);
        y += word.set.size * LEADING;
    }
}

/// The words in lines, each of which fits; none if there is no word.
fn rows(finding: &Finding, factor: f64, most: usize, room: f64) -> Option<Vec<VecDeque<Word>>> {
    let words = || {
        bars::order(finding).into_iter().filter_map(|row| {
            let Drawn::Word(size) = drawn(row) else { return None };
            let (px, weight, _) = look(size);
            let lines = wrap(&row.label, px * factor, weight, room, most)?;
            let wide = lines.iter().map(|line| width(line, px * factor, weight)).fold(0.0, f64::max);
            Some(Word { set: Set { lines, size: px * factor }, size, wide })
        })
    };
    let count = words().count();
    (1..=count).find_map(|n| fill(words(), n, GAP.0 * factor, room))
}

/// Puts words, most first, each into the shortest line, by turns at its end and its start; none if one
/// does not fit. The first line comes to stand in the middle.
fn fill(words: impl Iterator<Item = Word>, count: usize, gap: f64, room: f64) -> Option<Vec<VecDeque<Word>>> {
    let mut rows: Vec<(f64, VecDeque<Word>)> = (0..count).map(|_| (0.0, VecDeque::new())).collect();
    for word in words {
        // The first of the shortest: ties keep their order.
        let (at, (wide, row)) = rows.iter_mut().enumerate().min_by(|(_, (a, _)), (_, (b, _))| a.total_cmp(b))?;
        let wider = if row.is_empty() { word.wide } else { *wide + gap + word.wide };
        if wider > room {
            return None;
        }
        *wide = wider;
        if (row.len() + at) % 2 == 1 { row.push_front(word) } else { row.push_back(word) }
    }
    let mut stacked = VecDeque::new();
    for (i, (_, row)) in rows.into_iter().enumerate().filter(|(_, (_, row))| !row.is_empty()) {
        if i % 2 == 1 { stacked.push_front(row) } else { stacked.push_back(row) }
    }
    Some(stacked.into())
}

/// Draws a finding as a cloud over the whole width of a page or phone; returns its height.
pub(super) fn over(canvas: &mut Canvas, finding: &Finding, width: f64) -> Option<f64> {
    let place = Place { x: 0.0, top: 6.0, width, height: f64::INFINITY, factors: &PAGE, text: page::NOTE };
    Some(Cloud::of(finding, &place)?.draw(canvas))
}
