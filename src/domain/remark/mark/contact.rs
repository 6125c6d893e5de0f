//! How somebody can be reached: e-mail and web addresses, user names, postcodes.

use super::{Finds, MarkKind, Reading};
use crate::domain::remark::fold;
use crate::domain::remark::token::Case;
use std::ops::Range;

const ENDINGS: [&str; 18] =
    ["com", "net", "org", "uk", "co", "info", "io", "gg", "tv", "gov", "edu", "eu", "ac", "sch", "link", "xyz", "biz", "app"];
const MAIL: [&str; 9] = ["gmail", "googlemail", "hotmail", "outlook", "icloud", "yahoo", "ymail", "protonmail", "aol"];
/// Where people have user names.
const SITES: [&str; 32] = [
    "snap",
    "snapchat",
    "sc",
    "insta",
    "instagram",
    "ig",
    "tiktok",
    "tik",
    "tok",
    "discord",
    "roblox",
    "xbox",
    "psn",
    "playstation",
    "steam",
    "fortnite",
    "gamertag",
    "username",
    "user",
    "yt",
    "youtube",
    "channel",
    "facebook",
    "fb",
    "whatsapp",
    "twitter",
    "twitch",
    "handle",
    "account",
    "kik",
    "email",
    "e-mail",
];

pub(super) fn find(finds: &mut Finds<'_, '_>) {
    chunks(finds);
    spelt_addresses(finds);
    user_names(finds);
    postcodes(finds);
}

/// Addresses written without spaces.
fn chunks(finds: &mut Finds<'_, '_>) {
    let text = finds.reading.text;
    let mut start = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let at = start;
        start += piece.len();
        let inner = piece.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | '!' | '?' | '(' | ')' | '"' | '“' | '”' | '<' | '>' | '[' | ']')
        });
        let inner = inner.trim_end_matches(['.', ':', '’', '\'']);
        let Some(offset) = piece.find(inner) else { continue };
        let range = at + offset..at + offset + inner.len();
        if let Some((kind, why)) = address(inner) {
            finds.bytes(range, kind, why);
        }
    }
}

fn address(chunk: &str) -> Option<(MarkKind, &'static str)> {
    // Full-width letters and marks are read as the plain ones.
    let plain: String =
        chunk.chars().map(|c| char::from_u32(u32::from(c).wrapping_sub(0xfee0)).filter(char::is_ascii_graphic).unwrap_or(c)).collect();
    let lower = plain.to_lowercase();
    if let Some((user, host)) = lower.split_once('@') {
        if !user.is_empty() && host.contains('.') && host.chars().any(char::is_alphanumeric) {
            return Some((MarkKind::Email, "an e-mail address"));
        }
        let name = if user.is_empty() { host } else { user };
        return (name.chars().filter(|c| c.is_alphanumeric()).count() >= 2).then_some((MarkKind::Web, "a user name"));
    }
    if lower.starts_with("http") && lower.contains("//") || lower.starts_with("www.") {
        return Some((MarkKind::Web, "a web address"));
    }
    let host = lower.split('/').next().unwrap_or_default();
    let mut labels = host.rsplit('.');
    let (last, site) = (labels.next().unwrap_or_default(), labels.next().unwrap_or_default());
    if ENDINGS.contains(&last) && site.chars().filter(|c| c.is_alphanumeric()).count() >= 2 {
        return Some((MarkKind::Web, "a web address"));
    }
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let joined = lower.trim_matches('_').contains('_') && lower.chars().all(word);
    let mixed =
        lower.chars().take_while(|c| c.is_alphabetic()).count() >= 4 && lower.chars().rev().take_while(char::is_ascii_digit).count() >= 2;
    let dotted = lower.contains('.') && mixed && lower.chars().all(|c| word(c) || c == '.');
    let known = ["covid", "fifa", "year", "euro"].iter().any(|k| lower.starts_with(k));
    (joined || (mixed && lower.chars().all(word) || dotted) && !known).then_some((MarkKind::Web, "looks like a user name"))
}

/// “jay at gmail dot com”.
fn spelt_addresses(finds: &mut Finds<'_, '_>) {
    let r = finds.reading;
    for at in 0..r.tokens.len() {
        let word = r.base(at);
        if MAIL.contains(&word) && (r.after(at, 1) == "dot" || ENDINGS.contains(&r.after(at, 1)) || r.before(at, 1) == "at") {
            let to = if r.after(at, 1) == "dot" { at + 3 } else { at + 1 + usize::from(ENDINGS.contains(&r.after(at, 1))) };
            let from = if r.before(at, 1) == "at" { at.saturating_sub(2) } else { at.saturating_sub(1) };
            finds.words(from, to.min(r.tokens.len()), MarkKind::Email, "an e-mail address in words");
        } else if word == "dot" && ENDINGS.contains(&r.after(at, 1)) && at > 0 {
            finds.words(at - 1, at + 2, MarkKind::Web, "a web address in words");
        }
    }
}

/// “my snap is liltee08”.
fn user_names(finds: &mut Finds<'_, '_>) {
    let r = finds.reading;
    for at in 0..r.tokens.len() {
        if !SITES.contains(&r.base(at)) {
            continue;
        }
        let mut next = at + 1;
        while ["name", "user", "username", "tag", "id", "account", "handle", "add", "me", "on"].contains(&r.base(next)) {
            next += 1;
        }
        let told = r.between(next).contains([':', '=', '@', '-']) || ["is", "its", "as"].contains(&r.base(next));
        if ["is", "its", "as"].contains(&r.base(next)) {
            next += 1;
        }
        let name = r.base(next);
        let strange = !crate::domain::remark::dictionary::is_word(name) && name.chars().count() >= 3;
        if told && strange {
            finds.words(next, next + 1, MarkKind::Web, "looks like a user name");
        }
    }
}

/// One to three words that together are a postcode, or a district after a word that asks for one.
fn postcodes(finds: &mut Finds<'_, '_>) {
    let r = finds.reading;
    let mut at = 0;
    while at < r.tokens.len() {
        let whole = (1..=3).rev().find(|n| postcode(r, at..at + n));
        if let Some(n) = whole {
            finds.words(at, at + n, MarkKind::Postcode, "a postcode");
            at += n;
            continue;
        }
        let asked = r.before_any(at, 3, &["postcode", "postal", "zip"]) || r.before_any(at, 1, &["in", "from", "near", "area"]);
        let upper = r.tokens.get(at).is_some_and(|t| t.case != Case::Lower && !t.raw.chars().any(char::is_lowercase));
        if asked && district(&r.tokens.get(at).map_or(String::new(), |t| t.word.clone())) && (upper || r.before_any(at, 3, &["postcode"])) {
            finds.words(at, at + 1, MarkKind::Postcode, "the first half of a postcode");
        }
        at += 1;
    }
}

fn postcode(r: &Reading<'_>, words: Range<usize>) -> bool {
    let Some(tokens) = r.tokens.get(words.clone()) else { return false };
    if tokens.len() != words.len() || words.clone().skip(1).any(|at| !r.follows(at)) {
        return false;
    }
    let joined: String = tokens.iter().map(|t| fold::word(t.raw)).collect();
    let Some(split) = joined.len().checked_sub(3).filter(|split| joined.is_char_boundary(*split)) else { return false };
    let (outward, inward) = joined.split_at(split);
    // The parts that were written apart must be the parts that it has.
    let parts = match tokens {
        [_] => true,
        [first, _] => first.word == outward || first.word.chars().all(char::is_alphabetic) && outward.starts_with(first.word.as_str()),
        _ => tokens.last().is_some_and(|t| t.word == inward) && tokens.first().is_some_and(|t| t.word.chars().all(char::is_alphabetic)),
    };
    parts && district(outward) && inner(inward) || joined == "gir0aa"
}

/// EM4, SW1A, B33; an O for a nought is a usual slip.
fn district(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_alphabetic).count();
    let rest: Vec<char> = word.chars().skip(letters.min(2)).collect();
    match rest.as_slice() {
        [d] => (1..=2).contains(&letters) && d.is_ascii_digit(),
        [d, x] => (1..=2).contains(&letters) && d.is_ascii_digit() && x.is_ascii_alphanumeric(),
        _ => false,
    }
}

/// 7QT: a digit and two letters, without those that postcodes do not use there.
fn inner(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let letter = |c: &char| c.is_ascii_lowercase() && !"cikmov".contains(*c);
    matches!(chars.as_slice(), [d, a, b] if (d.is_ascii_digit() || *d == 'o') && letter(a) && letter(b))
}
