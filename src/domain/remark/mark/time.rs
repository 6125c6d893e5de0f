//! When something was: dates, weekdays, birthdays; how old somebody is; the school year.

use super::{Finds, MarkKind, Reading};
use crate::domain::remark::dictionary::is_word;
use crate::domain::remark::near::distance;
use crate::domain::remark::number::{rank, whole};
use crate::domain::remark::token::{Case, letters_and_number, number_and_letters};

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const SHORT_MONTHS: [&str; 13] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const SHORT_DAYS: [&str; 11] = ["mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun"];
/// After these “may”, “march” and “sat” are times.
const WHEN: [&str; 16] =
    ["in", "since", "last", "next", "this", "until", "till", "before", "by", "of", "during", "on", "every", "from", "each", "after"];

pub(super) fn find(finds: &mut Finds<'_, '_>) {
    for at in 0..finds.reading.tokens.len() {
        dates(finds, at);
        weekdays(finds, at);
        birthdays(finds, at);
        ages(finds, at);
        school_years(finds, at);
    }
}

/// The month that a word is, and whether it is surely one.
pub(super) fn month(word: &str) -> Option<bool> {
    if MONTHS.contains(&word) {
        return Some(!matches!(word, "may" | "march" | "august"));
    }
    if SHORT_MONTHS.contains(&word) {
        return Some(!matches!(word, "mar" | "may" | "jan" | "dec"));
    }
    let long = word.len() >= 6 && !is_word(word);
    (long && MONTHS.iter().any(|m| m.len() >= 6 && distance(word, m, 2).is_some())).then_some(true)
}

fn day_number(r: &Reading<'_>, at: usize) -> bool {
    let word = r.base(at);
    word.parse::<u32>().is_ok_and(|n| (1..=31).contains(&n)) || rank(word).is_some_and(|n| (1..=31).contains(&n))
}

fn year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|n| (1950..=2049).contains(&n))
}

fn dates(finds: &mut Finds<'_, '_>, at: usize) {
    let r = finds.reading;
    let word = r.base(at);
    // 29/02/2008, 3.6.24, 2008-02-29
    let stroke = |at: usize| matches!(r.between(at), "/" | "." | "-" | "\\");
    let digits = |at: usize| !r.base(at).is_empty() && r.base(at).bytes().all(|b| b.is_ascii_digit());
    if digits(at) && digits(at + 1) && stroke(at + 1) {
        let three = digits(at + 2) && stroke(at + 2);
        let two = r.between(at + 1) == "/" && day_number(r, at) && day_number(r, at + 1) && !stroke(at + 2);
        let out_of = r.base(at + 1).parse::<u32>().is_ok_and(|n| n > 12 || matches!(n, 10 | 5)) && !three;
        if three || two && !out_of {
            finds.words(at, at + 2 + usize::from(three), MarkKind::Date, "a date");
        }
    }
    if year(word) && !matches!(r.before(at, 1), "fifa" | "f1") {
        finds.words(at, at + 1, MarkKind::Date, "a year");
    }
    let Some(surely) = month(word) else {
        day_alone(finds, at);
        return;
    };
    // 3rd of June, 14 Feb, June the 3rd
    let mut from = at;
    if r.before(at, 1) == "of" && at >= 2 && day_number(r, at - 2) {
        from = at - 2;
    } else if at >= 1 && day_number(r, at - 1) && r.follows(at) {
        from = at - 1;
    }
    let mut to = at + 1;
    let the = usize::from(r.base(to) == "the");
    if day_number(r, to + the) && r.near(at, Some(to + the)).is_some() {
        to += the + 1;
    }
    if year(r.base(to)) {
        to += 1;
    }
    let with_day = from < at || to > at + 1;
    let capital = r.capital(at) && !r.tokens.get(at).is_some_and(|t| t.first);
    let placed = WHEN.contains(&r.before(at, 1)) && !(word == "may" && r.before(at, 1) == "this");
    let full = MONTHS.contains(&word) || word.len() > 4;
    if with_day || surely && (full || placed || capital) || placed || capital && full {
        finds.words(from, to, MarkKind::Date, "a date or a month");
    }
}

/// “on the 5th”.
fn day_alone(finds: &mut Finds<'_, '_>, at: usize) {
    let r = finds.reading;
    let numeric = number_and_letters(r.base(at)).is_some();
    let next = r.after(at, 1);
    if numeric
        && rank(r.base(at)).is_some_and(|n| n <= 31)
        && r.before(at, 1) == "the"
        && matches!(r.before(at, 2), "on" | "until" | "since" | "till" | "by")
        && (next.is_empty() || is_link(next))
    {
        finds.words(at, at + 1, MarkKind::Date, "a day of the month");
    }
}

fn is_link(word: &str) -> bool {
    matches!(word, "and" | "i" | "we" | "my" | "so" | "but" | "because" | "when" | "at" | "in" | "they" | "he" | "she")
}

fn weekdays(finds: &mut Finds<'_, '_>, at: usize) {
    let r = finds.reading;
    let word = r.base(at);
    let single = word.strip_suffix('s').unwrap_or(word);
    let full = DAYS.contains(&single)
        || word.len() >= 5
            && !is_word(single)
            && DAYS.iter().any(|day| distance(single, day, 2).is_some_and(|d| d == 1 || word.len() >= 7));
    let capital = r.capital(at) && !r.tokens.get(at).is_some_and(|t| t.first);
    let placed = WHEN.contains(&r.before(at, 1));
    let upper = r.tokens.get(at).is_some_and(|t| t.case == Case::Upper);
    let short = SHORT_DAYS.contains(&word) && (capital && !upper || placed || matches!(word, "tues" | "weds" | "thurs" | "thur" | "fri"));
    if full || short {
        finds.words(at, at + 1, MarkKind::Date, "a day of the week");
    }
}

fn birthdays(finds: &mut Finds<'_, '_>, at: usize) {
    let r = finds.reading;
    let word = r.base(at);
    let day = matches!(word, "birthday" | "bday" | "birthdays" | "dob" | "birthdate")
        || word.len() >= 7 && !is_word(word) && distance(word, "birthday", 2).is_some();
    if !day {
        return;
    }
    if at >= 1 && rank(r.base(at - 1)).is_some_and(|n| n > 1) {
        finds.words(at - 1, at + 1, MarkKind::Age, "a birthday, with the age");
        return;
    }
    let own = r.before_any(at, 2, &["my", "her", "his", "our", "mums", "their"]);
    let told = r.after_any(at, 4, &["is", "was", "on", "yesterday", "today", "tomorrow", "last", "next", "this", "in", "the", "soon"])
        || r.before_any(at, 4, &["was", "is", "its", "yesterday", "today", "tomorrow"]);
    if word == "dob" || own && told {
        finds.words(at, at + 1, MarkKind::Date, "a birthday");
    }
}

/// Whether a number can be an age that tells something.
fn age(word: &str) -> bool {
    whole(word).is_some_and(|n| (1..=25).contains(&n)) && !matches!(word, "one" | "couple" | "twice" | "dozen")
}

const OLD: [&str; 12] = ["old", "yo", "yrs", "yr", "years", "year", "months", "month", "weeks", "yearold", "aged", "yo."];
/// What follows a number that is no age: “I am 5 minutes late”.
const UNITS: [&str; 42] = [
    "minute",
    "minutes",
    "min",
    "mins",
    "hour",
    "hours",
    "hr",
    "hrs",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "times",
    "time",
    "miles",
    "mile",
    "am",
    "pm",
    "oclock",
    "percent",
    "pounds",
    "quid",
    "out",
    "of",
    "people",
    "kids",
    "children",
    "other",
    "more",
    "different",
    "placements",
    "schools",
    "homes",
    "staff",
    "workers",
    "social",
    "foster",
    "carers",
];

fn ages(finds: &mut Finds<'_, '_>, at: usize) {
    let r = finds.reading;
    let word = r.base(at);
    if let Some((number, letters)) = number_and_letters(word)
        && age(number)
        && matches!(letters, "yo" | "yrs" | "yr" | "years" | "year")
    {
        finds.words(at, at + 1 + usize::from(r.base(at + 1) == "old"), MarkKind::Age, "an age");
        return;
    }
    if !age(word) {
        return;
    }
    let to = at + 1;
    let old = match (r.after(at, 1), r.after(at, 2), r.after(at, 3)) {
        ("years" | "year" | "yrs" | "yr" | "months" | "weeks", "old", _) => Some(to + 2),
        ("years" | "year" | "yrs" | "months" | "weeks", "of", "age") => Some(to + 3),
        ("yrs" | "yr", _, _) if r.before_any(at, 3, &["for", "after", "in", "been", "with"]) => None,
        ("yo" | "yearold" | "yrs" | "yr", _, _) => Some(to + 1),
        ("y", "o", _) => Some(to + 2),
        ("and", "a", "half") | ("and", "three", "quarters") => Some(to),
        _ => None,
    };
    if let Some(to) = old.filter(|_| r.after(at, 1) != "and" || r.before_any(at, 3, &["am", "im", "is", "was", "hes", "shes"])) {
        finds.words(at, to, MarkKind::Age, "an age");
        return;
    }
    let unit = UNITS.contains(&r.after(at, 1)) || OLD.contains(&r.after(at, 1)) || r.after(at, 1) == "and" && r.after(at, 2) == "half";
    let measure = r
        .tokens
        .get(to)
        .is_some_and(|t| r.between(to).contains(['%', ':', '/']) || r.between(to) == "." && t.word.bytes().all(|b| b.is_ascii_digit()));
    let money = r.between(at).contains('£');
    if unit || measure || money {
        return;
    }
    let b1 = r.before(at, 1);
    let b2 = r.before(at, 2);
    let almost = ["only", "nearly", "almost", "about", "just", "now", "like", "currently", "already", "around"].contains(&b1);
    let subject = if almost { b2 } else { b1 };
    let before_subject = if almost { r.before(at, 3) } else { b2 };
    let person = matches!(subject, "im" | "hes" | "shes" | "aged" | "age" | "ages" | "turn" | "turned" | "turning" | "ima")
        || subject == "am" && before_subject == "i"
        || matches!(subject, "was" | "were" | "is" | "be" | "are" | "r")
            && (matches!(before_subject, "i" | "he" | "she" | "they" | "who" | "we" | "him" | "her" | "to")
                || is_relation(before_subject)
                || finds.is(at.saturating_sub(2), &[MarkKind::Name])
                || r.capital(at.saturating_sub(if almost { 3 } else { 2 })));
    // “when you turn 18” holds for everybody.
    let everybody = r.before_any(at, 3, &["you", "youre", "ur", "your", "people", "everyone", "they"])
        && !r.before_any(at, 4, &["i", "im", "my", "me"]);
    // Nor does “till I’m 18”, the day on which care ends.
    let legal = matches!(whole(word), Some(16 | 18 | 21 | 25))
        && b1 == "im"
        && matches!(b2, "when" | "till" | "until" | "til" | "once" | "after" | "before" | "if");
    let teen = whole(word).is_some_and(|n| (13..=19).contains(&n));
    let at_age = b1 == "at" && teen;
    let since = matches!(b1, "since" | "from") && r.after(at, 1).is_empty() && !teen;
    if (person || at_age || since && r.sentence_has(at, &["i", "im", "ive"])) && !everybody && !legal {
        finds.words(at, to, MarkKind::Age, "an age");
    }
}

fn is_relation(word: &str) -> bool {
    super::family::is_relation(word) || matches!(word, "friend" | "boyfriend" | "girlfriend" | "mate" | "baby" | "bf" | "gf")
}

fn school_years(finds: &mut Finds<'_, '_>, at: usize) {
    let r = finds.reading;
    let word = r.base(at);
    let (year, glued) = match letters_and_number(word) {
        Some((letters @ ("year" | "yr" | "y" | "years"), number)) => (letters, Some(number)),
        _ => (word, None),
    };
    if matches!(year, "year" | "yr" | "yrs" | "years" | "y" | "primary" | "grade") {
        let number = glued.unwrap_or_else(|| r.after(at, 1));
        let fits = whole(number).is_some_and(|n| (1..=13).contains(&n)) && (glued.is_some() || r.follows(at + 1));
        if fits && !matches!(r.before(at, 1), "this" | "last" | "every" | "next" | "a" | "one" | "per") {
            finds.words(at, at + 1 + usize::from(glued.is_none()), MarkKind::School, "a school year");
        }
    }
    if rank(word).is_some_and(|n| (1..=13).contains(&n)) && r.after(at, 1) == "year" && r.before_any(at, 2, &["in", "my"]) {
        finds.words(at, at + 2, MarkKind::School, "a school year");
    }
    let form = matches!(word, "sixth" | "6th") && r.after(at, 1) == "form";
    let class = matches!(word, "reception" | "nursery") && r.before_any(at, 2, &["in"]) || word == "key" && r.after(at, 1) == "stage";
    if form || class {
        finds.words(at, at + 1 + usize::from(form), MarkKind::School, "a school year");
    }
}
