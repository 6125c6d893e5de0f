//! Numbers that stand for a telephone, a file or a person.

use super::{Finds, MarkKind, Reading};
use crate::domain::remark::fold;

const SAID: [&str; 15] =
    ["zero", "nought", "naught", "oh", "o", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

pub(super) fn find(finds: &mut Finds<'_, '_>) {
    runs(finds);
    spoken(finds);
    references(finds);
}

/// Digits of any script, with the spaces, dots, hyphens and brackets that people write between them.
fn runs(finds: &mut Finds<'_, '_>) {
    let text = finds.reading.text;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut at = 0;
    while let Some(&(start, c)) = chars.get(at) {
        let opens = fold::digit(c).is_some() || c == '+' && chars.get(at + 1).is_some_and(|(_, next)| fold::digit(*next).is_some());
        let inside = at > 0 && chars.get(at - 1).is_some_and(|(_, before)| before.is_alphanumeric());
        if !opens || inside {
            at += 1;
            continue;
        }
        let (mut digits, mut end, mut gap, mut next) = (String::new(), start, 0, at);
        while let Some(&(here, c)) = chars.get(next) {
            if let Some(digit) = fold::digit(c) {
                digits.push(digit);
                end = here + c.len_utf8();
                gap = 0;
            } else if matches!(c, ' ' | '-' | '–' | '.' | '(' | ')' | '+' | '/' | '\u{a0}') && gap < 3 {
                gap += 1;
            } else {
                break;
            }
            next += 1;
        }
        let money = text.get(..start).is_some_and(|before| before.trim_end().ends_with(['£', '$', '€']));
        let written = text.get(start..end).unwrap_or_default();
        if let Some((kind, why)) = meaning(&digits, written).filter(|_| !money) {
            finds.bytes(start..end, kind, why);
        } else if digits.len() >= 5 && !money && digits.len() < 40 {
            parts(finds, start, written);
        }
        at = next.max(at + 1);
    }
}

/// Digits that make nothing together may still have a long number among them.
fn parts(finds: &mut Finds<'_, '_>, start: usize, written: &str) {
    let mut from = start;
    for piece in written.split_inclusive([' ', '-', '.', '/', '–']) {
        let count = piece.chars().filter(|c| fold::digit(*c).is_some()).count();
        if count >= 5 {
            finds.bytes(from..from + piece.trim_end_matches([' ', '-', '.', '/', '–']).len(), MarkKind::Number, "a long number");
        }
        from += piece.len();
    }
}

fn meaning(digits: &str, written: &str) -> Option<(MarkKind, &'static str)> {
    let date = written.contains(['/', '.']) && digits.len() <= 8;
    let phone = digits.starts_with('0') && (9..=11).contains(&digits.len())
        || (digits.starts_with("44") || digits.starts_with("0044")) && (11..=15).contains(&digits.len())
        || written.starts_with('+') && digits.len() >= 8;
    if phone && !date {
        return Some((MarkKind::Phone, "a telephone number"));
    }
    // Numbers that count down or up one by one are written apart: 5 4 3 2 1.
    let single = written.split([' ', '-', '.', ',']).filter(|p| !p.is_empty()).all(|p| p.chars().count() == 1);
    if digits.len() == 10 && is_nhs_number(digits) {
        return Some((MarkKind::Number, "an NHS number"));
    }
    match digits.len() {
        7..=20 if !date => Some((MarkKind::Number, "a long number")),
        5..=6 if !date && !single && !written.contains([' ', '–']) => Some((MarkKind::Number, "a long number")),
        _ => None,
    }
}

/// The last digit of an NHS number follows from the nine before it.
fn is_nhs_number(digits: &str) -> bool {
    let values: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    let Some((check, nine)) = values.split_last() else { return false };
    let sum: u32 = nine.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    let expected = (11 - sum % 11) % 11;
    nine.len() == 9 && expected == *check && nine.iter().any(|d| d != check)
}

/// “o seven seven double o nine”: six or more in a row.
fn spoken(finds: &mut Finds<'_, '_>) {
    let r = finds.reading;
    let is = |at: usize| SAID.contains(&r.base(at)) || r.base(at).len() == 1 && r.base(at).bytes().all(|b| b.is_ascii_digit());
    let more = |at: usize| matches!(r.base(at), "double" | "treble" | "triple" | "hundred") || is(at);
    let mut at = 0;
    while at < r.tokens.len() {
        let mut to = at;
        while more(to) && (to == at || r.follows(to) || r.between(to).trim() == ",") {
            to += 1;
        }
        if to - at >= 6 {
            finds.words(at, to, MarkKind::Phone, "a telephone number in words");
        }
        at = to.max(at + 1);
    }
}

/// EC/2023/004417, QQ 12 34 56 C, AB12 CDE: letters and digits of a file, an insurance or a car.
fn references(finds: &mut Finds<'_, '_>) {
    let r = finds.reading;
    for at in 0..r.tokens.len() {
        let mut to = at + 1;
        while to < r.tokens.len() && matches!(r.between(to), "/" | "-" | "_" | "\\") {
            to += 1;
        }
        let joined: String = r.tokens.get(at..to).unwrap_or_default().iter().map(|t| t.word.as_str()).collect();
        let digits = joined.chars().filter(char::is_ascii_digit).count();
        let letters = joined.chars().filter(|c| c.is_alphabetic()).count();
        if digits >= 4 && (1..=6).contains(&letters) && !date_like(r, at, to) {
            finds.words(at, to, MarkKind::Number, "a reference number");
        } else if to == at + 1 && digits >= 3 && asked(r, at) {
            finds.words(at, to, MarkKind::Number, "a number of a person or a file");
        }
        car_or_insurance(finds, at);
    }
}

/// 12th-Oct-2024 and 2nd/3rd are no references.
fn date_like(r: &Reading<'_>, at: usize, to: usize) -> bool {
    (at..to).any(|t| super::time::month(r.base(t)).is_some() || crate::domain::remark::number::rank(r.base(t)).is_some())
}

fn asked(r: &Reading<'_>, at: usize) -> bool {
    r.before_any(
        at,
        3,
        &["number", "ref", "reference", "id", "pin", "code", "file", "case", "account", "passport", "nhs", "ni", "reg", "upn"],
    )
}

fn car_or_insurance(finds: &mut Finds<'_, '_>, at: usize) {
    let r = finds.reading;
    let shape = |word: &str| -> String { word.chars().map(|c| if c.is_ascii_digit() { '9' } else { 'a' }).collect() };
    for n in 1..=5 {
        if n > 1 && !r.follows(at + n - 1) || at + n > r.tokens.len() {
            break;
        }
        let words = r.tokens.get(at..at + n).unwrap_or_default();
        let joined: String = words.iter().map(|t| t.word.as_str()).collect();
        let split = words.iter().skip(1).all(|t| t.word.len() <= 3);
        match shape(&joined).as_str() {
            "aa999999a" => return finds.words(at, at + n, MarkKind::Number, "a national insurance number"),
            "aa99aaa" if n <= 2 && split && words.iter().all(|t| !t.raw.chars().any(char::is_lowercase)) => {
                return finds.words(at, at + n, MarkKind::Number, "a car’s number plate");
            }
            _ => {}
        }
    }
}
