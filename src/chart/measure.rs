//! How wide a text is in the font of the charts, and where its lines break.
//!
//! Plotters without a font library guesses 0.7 em a byte; these are the advance widths of
//! Atkinson Hyperlegible Next (`assets/fonts`), in thousandths of an em. A test compares them
//! with what resvg draws.

/// The two weights of charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

/// Weight 400, U+0020 to U+007E.
const REGULAR_ASCII: [u16; 95] = [
    280, 286, 301, 651, 592, 919, 731, 160, 299, 299, 485, 606, 210, 362, 210, 387, 648, 407, 548, 576, 614, 588, 598, 510, 615, 595, 210,
    210, 553, 628, 553, 480, 778, 626, 613, 645, 669, 569, 552, 694, 694, 392, 512, 631, 541, 824, 693, 714, 592, 724, 614, 592, 558, 690,
    593, 856, 623, 575, 607, 317, 387, 344, 552, 372, 243, 525, 566, 485, 564, 538, 314, 558, 550, 252, 245, 492, 262, 845, 550, 548, 566,
    574, 349, 471, 326, 540, 461, 684, 481, 449, 460, 344, 237, 344, 555,
];

/// Weight 400, U+00A0 to U+00FF.
const REGULAR_LATIN: [u16; 96] = [
    280, 286, 485, 610, 580, 575, 237, 528, 368, 798, 371, 562, 602, 0, 798, 356, 352, 579, 382, 383, 243, 0, 509, 240, 265, 256, 380, 562,
    816, 820, 867, 450, 626, 626, 626, 626, 626, 626, 891, 645, 569, 569, 569, 569, 392, 392, 392, 392, 689, 693, 714, 714, 714, 714, 714,
    532, 714, 690, 690, 690, 690, 575, 592, 582, 525, 525, 525, 525, 525, 525, 866, 485, 538, 538, 538, 538, 252, 252, 252, 266, 565, 550,
    548, 548, 548, 548, 548, 606, 548, 540, 540, 540, 540, 449, 566, 449,
];

/// Weight 700, U+0020 to U+007E.
const BOLD_ASCII: [u16; 95] = [
    312, 303, 390, 765, 610, 969, 725, 210, 335, 335, 485, 595, 271, 373, 272, 440, 659, 440, 579, 600, 624, 607, 626, 537, 624, 571, 272,
    272, 569, 612, 569, 547, 781, 678, 643, 658, 688, 597, 566, 718, 701, 424, 561, 663, 552, 858, 717, 746, 629, 756, 650, 610, 607, 686,
    644, 886, 685, 650, 618, 340, 440, 344, 582, 400, 288, 552, 596, 510, 596, 563, 365, 593, 571, 300, 259, 555, 318, 882, 571, 576, 596,
    599, 376, 508, 376, 567, 530, 740, 539, 521, 505, 381, 254, 381, 537,
];

/// Weight 700, U+00A0 to U+00FF.
const BOLD_LATIN: [u16; 96] = [
    312, 303, 510, 634, 593, 650, 254, 555, 432, 798, 390, 649, 615, 0, 798, 383, 394, 611, 402, 407, 288, 0, 521, 294, 297, 284, 403, 649,
    846, 852, 921, 526, 678, 678, 678, 678, 678, 678, 966, 658, 597, 597, 597, 597, 424, 424, 424, 424, 708, 717, 746, 746, 746, 746, 746,
    536, 746, 686, 686, 686, 686, 650, 629, 621, 552, 552, 552, 552, 552, 552, 878, 510, 563, 563, 563, 563, 300, 300, 300, 314, 588, 571,
    576, 576, 576, 576, 576, 595, 576, 567, 567, 567, 567, 521, 596, 521,
];

/// Signs beyond these: regular and bold.
const SIGNS: [(char, u16, u16); 10] = [
    ('–', 504, 501),
    ('—', 824, 832),
    ('‘', 236, 269),
    ('’', 236, 269),
    ('“', 399, 479),
    ('”', 399, 479),
    ('…', 670, 780),
    ('•', 438, 438),
    ('€', 664, 678),
    ('−', 606, 595),
];

/// A character that the tables lack: as wide as the widest common letters.
const OTHER: u16 = 700;

fn advance(c: char, weight: Weight) -> u16 {
    let (ascii, latin) = match weight {
        Weight::Regular => (&REGULAR_ASCII, &REGULAR_LATIN),
        Weight::Bold => (&BOLD_ASCII, &BOLD_LATIN),
    };
    let at = |from: char| usize::try_from(u32::from(c).wrapping_sub(u32::from(from))).unwrap_or(usize::MAX);
    let listed = ascii.get(at(' ')).or_else(|| latin.get(at('\u{a0}'))).copied();
    let sign =
        || SIGNS.iter().find(|(sign, ..)| *sign == c).map(|(_, regular, bold)| if weight == Weight::Bold { *bold } else { *regular });
    listed.or_else(sign).unwrap_or(OTHER)
}

/// The width of a text at a size in pixels.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    text.chars().map(|c| f64::from(advance(c, weight))).sum::<f64>() * size / 1000.0
}

/// A text set to fit: its lines and its size.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Set {
    /// The lines.
    pub(super) lines: Vec<String>,
    /// The size in pixels.
    pub(super) size: f64,
}

impl Set {
    /// How many lines it has.
    pub(super) fn count(&self) -> f64 {
        lines(self.lines.len())
    }
}

/// A number of lines, to reckon with.
pub(super) fn lines(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Breaks a text into lines that fit a width, as few as can be and evenly long;
/// none if it needs more than `most` lines.
pub(super) fn wrap(text: &str, size: f64, weight: Weight, room: f64, most: usize) -> Option<Vec<String>> {
    let lines = greedy(text, size, weight, room)?;
    if lines.len() > most {
        return None;
    }
    let mut even = lines;
    let mut narrower = room - 2.0;
    while let Some(lines) = greedy(text, size, weight, narrower).filter(|l| l.len() <= even.len()) {
        if lines.len() == 1 {
            return Some(lines);
        }
        even = lines;
        narrower -= 2.0;
    }
    Some(even)
}

/// Sets a text at the first step (size, lines) at which it fits; if at none, cuts it with "…" at the last.
pub(super) fn set(text: &str, steps: &[(f64, usize)], weight: Weight, room: f64) -> Set {
    for (size, most) in steps {
        if let Some(lines) = wrap(text, *size, weight, room, *most) {
            return Set { lines, size: *size };
        }
    }
    let (size, most) = steps.last().copied().unwrap_or((16.0, 1));
    let mut kept: Vec<char> = text.chars().collect();
    while kept.pop().is_some() {
        let cut = format!("{}…", kept.iter().collect::<String>().trim_end());
        if let Some(lines) = wrap(&cut, size, weight, room, most) {
            return Set { lines, size };
        }
    }
    Set { lines: vec!["…".to_owned()], size }
}

/// Fills lines one after the other; none if a word alone is too wide.
fn greedy(text: &str, size: f64, weight: Weight, room: f64) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        if width(word, size, weight) > room {
            return None;
        }
        let joined = lines.last().map(|line| format!("{line} {word}")).filter(|line| width(line, size, weight) <= room);
        match (joined, lines.last_mut()) {
            (Some(joined), Some(line)) => *line = joined,
            _ => lines.push(word.to_owned()),
        }
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::{Weight, set, width, wrap};

    #[test]
    fn lines_are_even_and_fit() {
        let text = "Ask more than once, on different days";
        assert_eq!(
            wrap(text, 16.0, Weight::Regular, 240.0, 2),
            Some(vec!["Ask more than once,".to_owned(), "on different days".to_owned()])
        );
        assert_eq!(wrap("Always", 16.0, Weight::Regular, 240.0, 2), Some(vec!["Always".to_owned()]));
        assert_eq!(wrap(text, 16.0, Weight::Regular, 100.0, 2), None);
    }

    #[test]
    fn what_does_not_fit_is_cut() {
        let long = "an answer that goes on and on ".repeat(5);
        let set = set(&long, &[(16.0, 2), (14.0, 2)], Weight::Regular, 240.0);
        assert!(
            set.lines.len() == 2 && set.lines[1].ends_with('…') && set.lines.iter().all(|l| width(l, set.size, Weight::Regular) <= 240.0)
        );
        let word = super::set(&"x".repeat(90), &[(14.0, 2)], Weight::Regular, 240.0);
        assert!(word.lines.len() == 1 && word.lines[0].ends_with('…'));
    }
}
