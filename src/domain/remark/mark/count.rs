//! How many: moves, placements, workers, sisters and brothers, years in one place.

use super::{Finds, MarkKind, Reading};
use crate::domain::remark::number::{rank, whole};
use crate::domain::remark::token::number_and_letters;

/// What is counted so that it may tell who somebody is.
const COUNTED: [&str; 47] = [
    "placement",
    "placements",
    "plcements",
    "move",
    "moves",
    "home",
    "homes",
    "house",
    "houses",
    "family",
    "families",
    "carer",
    "carers",
    "fosters",
    "school",
    "schools",
    "worker",
    "workers",
    "sw",
    "sws",
    "keyworker",
    "keyworkers",
    "sibling",
    "siblings",
    "brother",
    "brothers",
    "sister",
    "sisters",
    "bro",
    "bros",
    "sis",
    "siss",
    "iro",
    "iros",
    "pa",
    "pas",
    "advocate",
    "advocates",
    "college",
    "colleges",
    "unit",
    "units",
    "exclusion",
    "exclusions",
    "operations",
    "therapists",
    "adoption",
];
const BETWEEN: [&str; 26] = [
    "different",
    "diffrent",
    "foster",
    "social",
    "key",
    "care",
    "new",
    "other",
    "primary",
    "secondary",
    "more",
    "bad",
    "good",
    "whole",
    "previous",
    "little",
    "big",
    "older",
    "younger",
    "half",
    "step",
    "baby",
    "childrens",
    "full",
    "support",
    "residential",
];
const SPANS: [&str; 10] = ["year", "years", "yrs", "yr", "month", "months", "week", "weeks", "day", "days"];

pub(super) fn find(finds: &mut Finds<'_, '_>) {
    for at in 0..finds.reading.tokens.len() {
        one(finds, at);
    }
}

fn one(finds: &mut Finds<'_, '_>, at: usize) {
    let r = finds.reading;
    let word = r.base(at);
    if let Some((number, unit)) = number_and_letters(word)
        && SPANS.contains(&unit)
        && whole(number).is_some()
        && lived(r, at)
    {
        finds.words(at, at + 1, MarkKind::Count, "how long");
        return;
    }
    let Some(number) = whole(word).or_else(|| rank(word)).filter(|n| *n < 100) else { return };
    let order = whole(word).is_none();
    // “first” and “one” count nothing by themselves; “the other one” neither.
    if number == 0 || order && number == 1 {
        return;
    }
    if finds.is(at, &[MarkKind::Age, MarkKind::Date, MarkKind::School]) {
        return;
    }
    let mut noun = at + 1;
    while noun < at + 4 && BETWEEN.contains(&r.base(noun)) {
        noun += 1;
    }
    let near = r.near(at, Some(noun)).is_some();
    let next = r.base(noun);
    if near && (COUNTED.contains(&next) || super::family::is_sibling(next)) && (number > 1 || own(r, at)) {
        finds.words(at, at + 1, MarkKind::Count, "how many, or which one");
        return;
    }
    let after = r.after(at, 1);
    let told = match after {
        "of" => number > 1 && matches!(r.after(at, 2), "them" | "us" | "my" | "these"),
        "times" | "time" => !order && number > 1 && !r.before_any(at, 2, &["every", "about"]) || order && own(r, at),
        "one" | "ones" => order,
        _ if SPANS.contains(&after) => !order && lived(r, at),
        _ => false,
    };
    let twice = word == "twice" && !matches!(after, "a" | "as");
    let numbered = r.before(at, 1) == "number" && !order;
    // “I had a social worker before, this is my third.”
    let alone =
        order && after.is_empty() && r.before_any(at, 1, &["my", "our", "her", "his"]) || order && r.before(at, 1) == "my" && number > 1;
    // “I’ve had nine since I was six.”
    let had = !order && number > 2 && matches!(r.before(at, 1), "had") && !is_thing(r, at);
    if twice || told || numbered || alone || had {
        let to = if told && !order && (matches!(after, "times" | "time") || SPANS.contains(&after)) { at + 2 } else { at + 1 };
        finds.words(at, to, MarkKind::Count, "how many, or which one");
    }
}

fn own(r: &Reading<'_>, at: usize) -> bool {
    r.before_any(at, 4, &["i", "ive", "my", "have", "had", "got", "we", "weve", "our", "on", "im", "with", "and", "hav"])
}

/// Whether a span of time is one in which somebody lived somewhere or waited for it.
fn lived(r: &Reading<'_>, at: usize) -> bool {
    let before = r.before(at, 1);
    if matches!(before, "every" | "each" | "per" | "this" | "last" | "next") {
        return false;
    }
    let after = r.after(at, 2);
    let way = r.before_any(
        at,
        5,
        &[
            "for", "lived", "living", "been", "was", "stayed", "moved", "after", "there", "here", "in", "with", "since", "took", "waited",
            "ago", "only", "him", "her", "them", "seen", "see",
        ],
    );
    (way || matches!(after, "ago" | "later" | "now" | "here" | "there" | "in"))
        && r.sentence_has(at, &["i", "ive", "im", "me", "my", "we", "weve", "us", "our", "took"])
}

/// “had 3 slices of cake”: a number that counts something else, named right after it.
fn is_thing(r: &Reading<'_>, at: usize) -> bool {
    let after = r.after(at, 1);
    after.len() > 3 && after.ends_with('s') && after != "since" && r.follows(at + 1)
}
