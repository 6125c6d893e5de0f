//! Names of people: those of the lists, first names, and words that stand where a name is expected.

use super::{Finds, MarkKind, Reading};
use crate::domain::remark::dictionary::{FirstName, PUBLIC, first_name, is_common, is_nearly_word, is_word};
use crate::domain::remark::names::{Find, Listed, Lists};
use crate::domain::remark::number::{rank, whole};
use crate::domain::remark::token::{Case, Gap};

const TITLES: [&str; 26] = [
    "mr", "mrs", "ms", "mz", "dr", "doctor", "sir", "coach", "auntie", "aunty", "aunt", "uncle", "unc", "nanny", "nan", "nana", "grandma",
    "granny", "grandad", "prof", "pastor", "reverend", "rev", "father", "sister", "imam",
];
/// After these a name is likely: “my friend Jay”.
const ROLES: [&str; 64] = [
    "worker",
    "workers",
    "sw",
    "keyworker",
    "key",
    "carer",
    "carers",
    "friend",
    "friends",
    "mate",
    "mates",
    "bestie",
    "bff",
    "teacher",
    "boyfriend",
    "girlfriend",
    "bf",
    "gf",
    "brother",
    "brothers",
    "bro",
    "sister",
    "sisters",
    "sis",
    "cousin",
    "cousins",
    "twin",
    "son",
    "daughter",
    "dog",
    "dogs",
    "cat",
    "cats",
    "hamster",
    "rabbit",
    "bunny",
    "pet",
    "horse",
    "pony",
    "kitten",
    "puppy",
    "pup",
    "goldfish",
    "fish",
    "guinea",
    "pig",
    "judge",
    "solicitor",
    "advocate",
    "manager",
    "head",
    "iro",
    "pa",
    "therapist",
    "nurse",
    "coach",
    "driver",
    "mum",
    "mummy",
    "dad",
    "daddy",
    "ta",
    "guardian",
    "mentor",
];
const NAMED: [&str; 7] = ["called", "named", "nicknamed", "caled", "cald", "callled", "aka"];
/// Before these an unknown word may well be a name.
const COMPANY: [&str; 30] = [
    "with", "by", "from", "and", "to", "for", "of", "love", "loves", "miss", "hate", "like", "see", "saw", "meet", "met", "when",
    "because", "cos", "where", "but", "that", "if", "thank", "thanks", "hi", "dear", "ask", "tell", "told",
];
/// What people do; a word before it is somebody.
const DOES: [&str; 34] = [
    "is", "was", "has", "helps", "helped", "said", "says", "makes", "made", "took", "takes", "reads", "read", "listens", "lets", "let",
    "does", "did", "gave", "gives", "came", "comes", "plays", "played", "got", "gets", "shouts", "shouted", "always", "never", "who",
    "cooks", "left", "goes",
];

pub(super) fn find(finds: &mut Finds<'_, '_>, lists: &Lists, listed: &[Find]) {
    for find in listed.iter().filter(|f| f.listed == Listed::Staff) {
        name(finds, find.from, find.to, "like a name in your lists");
    }
    let mut at = 0;
    while at < finds.reading.tokens.len() {
        let r = finds.reading;
        if r.public(at) || PUBLIC.at(&r.tokens, at).is_some() && !expected(r, at) {
            at += 1;
            continue;
        }
        if !finds.has(at)
            && let Some(why) = why(finds, lists, at)
        {
            name(finds, at, at + 1, why);
        }
        at += 1;
    }
    // “Steve and Linda”: what is joined to a name is one.
    for at in 1..finds.reading.tokens.len() {
        let r = finds.reading;
        let joins = at >= 2 && (matches!(r.base(at - 1), "and" | "n" | "or") || r.between(at).contains('&') || r.between(at).contains(','));
        let before = if r.between(at).contains(['&', ',']) { at - 1 } else { at.saturating_sub(2) };
        let unknown = r.base(at).chars().count() >= 3 && !is_word(r.base(at));
        let capital = r.capital(at) && !is_pronoun(r.base(at)) && PUBLIC.at(&r.tokens, at).is_none();
        if joins && finds.is(before, &[MarkKind::Name]) && r.near(at, Some(before)).is_some() && !finds.has(at) && (unknown || capital) {
            name(finds, at, at + 1, "joined to a name");
        }
    }
}

/// Marks a name with its title before it and its other parts after it.
fn name(finds: &mut Finds<'_, '_>, mut from: usize, mut to: usize, why: &'static str) {
    let r = finds.reading;
    let title = from
        .checked_sub(1)
        .filter(|b| r.near(from, Some(*b)).is_some() && matches!(r.tokens.get(from).map(|t| t.gap), Some(Gap::Space | Gap::Tight)));
    if let Some(before) = title
        && (TITLES.contains(&r.base(before))
            || r.base(before) == "miss" && is_title(r, before)
            || r.base(before) == "the" && r.base(from).ends_with('s') && !is_word(r.base(from)))
    {
        from = before;
    }
    while to < r.tokens.len() && r.follows(to) && r.near(from, Some(to)).is_some() && !r.public(to) {
        let word = r.base(to);
        let token = r.tokens.get(to);
        let initial = word.chars().count() == 1
            && !matches!(word, "i" | "a" | "n" | "u" | "r")
            && token.is_some_and(|t| t.case != Case::Lower || t.gap == Gap::Tight);
        let surname =
            r.capital(to) && !is_pronoun(word) && !is_common(word) || first_name(word) == Some(FirstName::Surely) && !is_word(word);
        // “ellie-mae”, “Ogunbanjo-Price”
        let hyphen = r.between(to) == "-" && word.chars().count() >= 3 && !is_pronoun(word);
        // “Mr Van der Berg”, “Amina bint Yusuf”
        let particle = matches!(
            word,
            "van" | "der" | "den" | "de" | "la" | "le" | "du" | "da" | "dos" | "al" | "el" | "bin" | "bint" | "ibn" | "von" | "abu"
        ) && r.follows(to + 1)
            && (r.capital(to + 1) || matches!(r.base(to + 1), "der" | "den" | "la"));
        if !(initial || surname || hyphen || particle) || word.bytes().any(|b| b.is_ascii_digit()) {
            break;
        }
        to += 1;
    }
    finds.words(from, to, MarkKind::Name, why);
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "i" | "im"
            | "ive"
            | "ill"
            | "id"
            | "my"
            | "me"
            | "he"
            | "she"
            | "we"
            | "they"
            | "it"
            | "its"
            | "the"
            | "a"
            | "and"
            | "but"
            | "so"
            | "because"
    )
}

/// “miss” before a name, not “I miss”.
fn is_title(r: &Reading<'_>, at: usize) -> bool {
    !matches!(
        r.before(at, 1),
        "i" | "we"
            | "really"
            | "to"
            | "dont"
            | "will"
            | "would"
            | "and"
            | "you"
            | "do"
            | "still"
            | "ill"
            | "also"
            | "they"
            | "always"
            | "just"
            | "id"
            | "never"
            | "cant"
    )
}

/// Why a word may be a name, if it may be one.
fn why(finds: &Finds<'_, '_>, lists: &Lists, at: usize) -> Option<&'static str> {
    let r = finds.reading;
    let token = r.tokens.get(at)?;
    let word = token.base.as_str();
    let count = word.chars().count();
    if word.is_empty() || !word.chars().all(char::is_alphabetic) || whole(word).is_some() || rank(word).is_some() {
        return None;
    }
    let b1 = r.before(at, 1);
    let joined = token.gap != Gap::Pause;
    let title = joined
        && (matches!(b1, "mr" | "mrs" | "ms" | "dr" | "coach" | "auntie" | "aunty" | "uncle") || b1 == "miss" && is_title(r, at - 1));
    let surely = matches!(b1, "mr" | "mrs" | "ms") && !DOES.contains(&word);
    if title && (count == 1 || r.capital(at) || !is_word(word) || surely) && !is_pronoun(word) {
        return Some("after a title");
    }
    if initials(r, at) {
        return Some("initials");
    }
    if count < 2 || super::time::month(word).is_some() && first_name(word).is_none() {
        return None;
    }
    if joined && introduced(r, at) {
        return Some("after words that give a name");
    }
    match first_name(word) {
        Some(FirstName::Surely) if !(count == 2 && token.case == Case::Lower) => return Some("a first name"),
        Some(FirstName::Perhaps) if perhaps(r, at) => return Some("may be a first name"),
        _ => {}
    }
    if is_pronoun(word) {
        return None;
    }
    if lists.is_short_for_staff(word) {
        return Some("may be short for a name in your lists");
    }
    let known = is_word(word);
    let capital = r.capital(at);
    if capital && !known && (token.case == Case::Capital || count > 5 || expected(r, at)) {
        if !token.first {
            return Some("a capital letter inside a sentence");
        }
        if !is_nearly_word(word, true) {
            return Some("begins with a capital letter and is no usual word");
        }
    }
    if capital && !token.first && joined && expected(r, at) {
        return Some("a capital letter where a name is expected");
    }
    // A pet called Biscuit: a rarer word with a capital, alone among small ones.
    if capital && known && !token.first && token.case == Case::Capital && !is_common(word) && joined {
        return Some("a capital letter inside a sentence");
    }
    let strange = !known && count >= 3 && !is_nearly_word(word, capital);
    if strange && joined && (ROLES.contains(&b1) || NAMED.contains(&b1)) {
        return Some("stands where a name is expected");
    }
    let subject = DOES.contains(&r.after(at, 1)) && !matches!(b1, "the" | "a" | "an" | "my" | "this" | "that" | "its" | "our" | "some");
    (strange && (COMPANY.contains(&b1) || subject)).then_some("no usual word, where a name may stand")
}

/// Whether the words before ask for a name.
fn expected(r: &Reading<'_>, at: usize) -> bool {
    ROLES.contains(&r.before(at, 1)) || NAMED.contains(&r.before(at, 1))
}

/// “called Jay”, “my name is …”, “call me …”.
fn introduced(r: &Reading<'_>, at: usize) -> bool {
    let word = r.base(at);
    let (b1, b2, b3) = (r.before(at, 1), r.before(at, 2), r.before(at, 3));
    let not = is_pronoun(word)
        || matches!(
            word,
            "to" | "that"
                | "in"
                | "for"
                | "out"
                | "up"
                | "not"
                | "by"
                | "an"
                | "me"
                | "you"
                | "him"
                | "her"
                | "them"
                | "us"
                | "this"
                | "all"
                | "on"
                | "off"
                | "what"
        );
    if not {
        return false;
    }
    let capital = r.capital(at);
    let rare = !is_common(word);
    let called = NAMED.contains(&b1) || NAMED.contains(&b2) && matches!(b1, "is" | "are");
    let being = matches!(b2, "is" | "was" | "are" | "hes" | "shes" | "whos" | "mines" | "its" | "were" | "im")
        || ROLES.contains(&b2)
        || b2.ends_with('s') && !is_common(b2)
        || is_person(b2);
    let is_name = matches!(b1, "is" | "was" | "are") && matches!(b2, "name" | "names" | "nickname" | "surname")
        || matches!(b1, "names" | "nickname") && !r.capital(at - 1) && b2 == "my";
    let call =
        matches!(b2, "call" | "calls" | "called" | "calling") && matches!(b1, "me" | "him" | "her" | "them") || b1 == "as" && b2 == "known";
    let i_am = matches!(b1, "im" | "am") && (b1 == "im" || b2 == "i") && capital && rare && b3.is_empty();
    called && (capital || rare || being && !is_common(word)) || is_name || call && (capital || !is_word(word)) || i_am
}

fn is_person(word: &str) -> bool {
    matches!(word, "lady" | "man" | "woman" | "boy" | "girl" | "lad" | "guy" | "someone" | "person" | "people" | "baby")
}

/// A first name that is a word too.
fn perhaps(r: &Reading<'_>, at: usize) -> bool {
    let Some(token) = r.tokens.get(at) else { return false };
    let word = token.base.as_str();
    let next = r.after(at, 1);
    let b1 = r.before(at, 1);
    let does = DOES.contains(&next) || next.is_empty() || next == "and" || next.ends_with("ed") && next.len() > 3;
    if r.capital(at) && !token.first {
        return true;
    }
    let season = matches!(word, "summer" | "autumn" | "sunny" | "hope" | "will" | "may");
    let joined = next == "and" && first_name(r.after(at, 2)).is_some() && r.capital(at + 2);
    if r.capital(at) && token.first && (joined || !season) && (does && !next.is_empty() || next == "and") {
        return true;
    }
    if matches!(b1, "and" | "n") && first_name(r.before(at, 2)).is_some() && r.capital(at) {
        return true;
    }
    let place =
        matches!(next, "in" | "at" | "from") && !matches!(word, "will" | "hope" | "mark" | "drew" | "grant" | "chase" | "bill" | "rob");
    // “my friend will moved”, “with rose”, “rose at the Willows”; not “my friend will come”.
    (ROLES.contains(&b1) || NAMED.contains(&b1)) && (does || place)
        || token.first && place
        || matches!(b1, "with" | "mr" | "mrs" | "miss") && !matches!(word, "joy" | "grace" | "hope" | "faith" | "cat" | "pat")
}

/// “D.J.”, “T”: one or two capital letters with full stops.
fn initials(r: &Reading<'_>, at: usize) -> bool {
    let single = |at: usize| {
        r.tokens
            .get(at)
            .is_some_and(|t| t.raw.chars().count() == 1 && t.case != Case::Lower && t.word.bytes().all(|b| b.is_ascii_lowercase()))
    };
    let pair = single(at) && (single(at + 1) && r.between(at + 1) == "." || at > 0 && single(at - 1) && r.between(at) == ".");
    let after_role = single(at) && r.base(at) != "i" && ROLES.contains(&r.before(at, 1)) && r.base(at) != "a";
    pair || after_role
}
