//! Places: those of the lists, towns that are in every atlas, and what is called a street or a school.

use super::{Finds, MarkKind, Reading};
use crate::domain::remark::dictionary::{TOWN, is_common, is_word};
use crate::domain::remark::names::{Find, Listed, is_generic};
use crate::domain::remark::token::Case;

pub(super) fn find(finds: &mut Finds<'_, '_>, listed: &[Find]) {
    for find in listed {
        let why = match find.listed {
            Listed::Staff => continue,
            Listed::Home => "like a home in your lists",
            Listed::School => "like a school in your lists",
            Listed::Street => "like a street in your lists",
            Listed::Town => "like a town in your lists",
            Listed::Other => "like a name in your lists",
        };
        let (from, to) = widened(finds.reading, find.from, find.to);
        finds.words(from, to, MarkKind::Place, why);
    }
    let mut at = 0;
    while at < finds.reading.tokens.len() {
        at += town(finds, at).max(1);
    }
    for at in 0..finds.reading.tokens.len() {
        called(finds, at);
    }
}

/// With the number of a house before it, and “House” or “Leisure Centre” after it.
fn widened(r: &Reading<'_>, mut from: usize, mut to: usize) -> (usize, usize) {
    while to < r.tokens.len()
        && r.follows(to)
        && r.near(from, Some(to)).is_some()
        && (is_generic(r.base(to)) || SHOPS.contains(&r.base(to)))
        && !matches!(r.base(to), "and" | "the" | "of" | "at" | "home" | "homes" | "free" | "special")
    {
        to += 1;
    }
    if from > 0 && r.follows(from) && house_number(r.base(from - 1)) && !matches!(r.before(from, 2), "year" | "yr") {
        from -= 1;
    }
    (from, to)
}

fn house_number(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()) && word.len() - digits.len() <= 1
}

const THERE: [&str; 16] =
    ["in", "at", "to", "from", "near", "live", "lived", "leave", "left", "round", "around", "outside", "by", "of", "through", "back"];

fn town(finds: &mut Finds<'_, '_>, at: usize) -> usize {
    let r = finds.reading;
    let Some((n, ())) = TOWN.at(&r.tokens, at).or_else(|| TOWN.near(r.base(at)).map(|none| (1, none))) else { return 1 };
    if r.public(at) || finds.has(at) {
        return n;
    }
    let capital = r.capital(at) && !r.tokens.get(at).is_some_and(|t| t.first);
    let there = THERE.contains(&r.before(at, 1));
    // “hull”, “bury” and “rugby” are words as well.
    if n > 1 || !is_word(r.base(at)) || capital || there {
        let (from, to) = widened(r, at, at + n);
        finds.words(from, to, MarkKind::Place, "a town or a county");
    }
    n
}

/// Streets are hardly anything else.
const STREETS: [&str; 15] = [
    "street",
    "road",
    "rd",
    "lane",
    "avenue",
    "ave",
    "crescent",
    "terrace",
    "terace",
    "grove",
    "mews",
    "academy",
    "estate",
    "drive",
    "boulevard",
];
/// These are ordinary words unless a name stands before them.
const OTHERS: [&str; 34] = [
    "house",
    "lodge",
    "school",
    "primary",
    "college",
    "nursery",
    "high",
    "centre",
    "center",
    "hospital",
    "church",
    "mosque",
    "court",
    "close",
    "way",
    "row",
    "place",
    "gardens",
    "square",
    "view",
    "farm",
    "cottage",
    "hall",
    "club",
    "park",
    "infants",
    "juniors",
    "secondary",
    "sixth",
    "fc",
    "rovers",
    "clinic",
    "surgery",
    "hostel",
];
/// What a named shop or club may be.
const SHOPS: [&str; 16] = [
    "chip", "chippy", "shop", "cafe", "caff", "takeaway", "salon", "barbers", "gym", "pub", "boxing", "football", "youth", "club",
    "karate", "dance",
];
/// Before a street or a school, these make no name.
const PLAIN: [&str; 70] = [
    "the",
    "a",
    "an",
    "my",
    "our",
    "his",
    "her",
    "their",
    "your",
    "this",
    "that",
    "main",
    "busy",
    "high",
    "old",
    "new",
    "big",
    "small",
    "primary",
    "secondary",
    "special",
    "boarding",
    "same",
    "other",
    "another",
    "different",
    "every",
    "each",
    "any",
    "no",
    "some",
    "next",
    "last",
    "first",
    "to",
    "in",
    "at",
    "of",
    "on",
    "from",
    "and",
    "youth",
    "sports",
    "football",
    "leisure",
    "shopping",
    "childrens",
    "foster",
    "good",
    "best",
    "nice",
    "private",
    "local",
    "home",
    "whole",
    "sunday",
    "drama",
    "dance",
    "after",
    "before",
    "for",
    "is",
    "was",
    "me",
    "mainstream",
    "boys",
    "girls",
    "care",
    "down",
    "up",
];

/// “12 Oak Road”, “St Mary’s”, “Hillcrest House”.
fn called(finds: &mut Finds<'_, '_>, at: usize) {
    let r = finds.reading;
    let word = r.base(at);
    if r.public(at) {
        return;
    }
    let saint = matches!(word, "st" | "saint" | "sts")
        && at + 1 < r.tokens.len()
        && r.near(at, Some(at + 1)).is_some()
        && !r.base(at + 1).bytes().any(|b| b.is_ascii_digit());
    if saint && !PLAIN.contains(&r.base(at + 1)) && (r.capital(at) || !is_word(r.base(at + 1))) {
        let (from, to) = widened(r, at, at + 2);
        finds.words(from, to, MarkKind::Place, "may be a school, a church or a street");
        return;
    }
    let street = STREETS.contains(&word);
    if at == 0 || !(street || OTHERS.contains(&word)) || !r.follows(at) || r.near(at, Some(at - 1)).is_none() {
        return;
    }
    let before = r.base(at - 1);
    if PLAIN.contains(&before) || before.is_empty() || r.public(at) {
        return;
    }
    let number = at >= 2 && house_number(r.base(at - 2)) && r.follows(at - 1);
    let named = |at: usize| r.capital(at) && !(r.tokens.get(at).is_some_and(|t| t.first) && is_common(r.base(at)));
    let strange = before.chars().count() >= 3 && !is_word(before) && before.bytes().all(|b| b.is_ascii_alphabetic());
    let both = named(at - 1) && r.tokens.get(at).is_some_and(|t| t.case != Case::Lower);
    let is_name = if street {
        named(at - 1) || strange || number || !is_common(before)
    } else {
        both || strange || named(at - 1) && !is_word(before)
    };
    if is_name {
        let mut from = at - 1;
        while from > 0
            && r.follows(from)
            && (named(from - 1) && !PLAIN.contains(&r.base(from - 1)) || from + 1 == at && house_number(r.base(from - 1)))
            && r.near(at, Some(from - 1)).is_some()
        {
            from -= 1;
        }
        let (from, to) = widened(r, from, at + 1);
        finds.words(from, to, MarkKind::Place, "may be the name of a place");
    }
}
