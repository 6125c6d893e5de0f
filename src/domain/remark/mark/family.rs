//! Whose sister, whose nan; and who is the only one.

use super::{Finds, MarkKind, Reading};
use crate::domain::remark::dictionary::is_word;
use crate::domain::remark::near::distance;
use crate::domain::remark::number::{rank, whole};

/// Sisters and brothers, in every spelling that is usual.
const SIBLINGS: [&str; 20] = [
    "brother",
    "brothers",
    "bro",
    "bros",
    "brov",
    "bruv",
    "bruver",
    "bruvers",
    "bruva",
    "sister",
    "sisters",
    "sis",
    "sibling",
    "siblings",
    "twin",
    "twins",
    "triplet",
    "triplets",
    "stepbrother",
    "stepsister",
];
/// Relations of which few children have many: they tell by themselves.
const KIN: [&str; 52] = [
    "nan",
    "nana",
    "nanna",
    "nans",
    "nanas",
    "nannas",
    "nannan",
    "nanny",
    "gran",
    "grans",
    "granny",
    "grannie",
    "grandma",
    "grandmas",
    "grandmother",
    "grandad",
    "grandads",
    "granddad",
    "grandpa",
    "grandfather",
    "grandparent",
    "grandparents",
    "gramps",
    "auntie",
    "aunties",
    "aunty",
    "aunt",
    "aunts",
    "uncle",
    "uncles",
    "cousin",
    "cousins",
    "cuz",
    "niece",
    "nieces",
    "nephew",
    "nephews",
    "stepmum",
    "stepdad",
    "stepmother",
    "stepfather",
    "stepbrothers",
    "stepsisters",
    "godmother",
    "godfather",
    "godmum",
    "bampi",
    "taid",
    "nain",
    "tad-cu",
    "fiance",
    "fiancee",
];
/// Words for people of whom it matters whose they are.
const OWNED: [&str; 12] = ["son", "sons", "daughter", "daughters", "baby", "babies", "bump", "wife", "husband", "partner", "ex", "toddler"];
const WHICH: [&str; 33] = [
    "big",
    "little",
    "lil",
    "older",
    "younger",
    "oldest",
    "youngest",
    "eldest",
    "middle",
    "baby",
    "twin",
    "half",
    "step",
    "foster",
    "birth",
    "real",
    "adopted",
    "great",
    "new",
    "other",
    "biological",
    "bio",
    "long",
    "lost",
    "blood",
    "elder",
    "unborn",
    "identical",
    "adoptive",
    "only",
    "full",
    "litle",
    "small",
];
const WHOSE: [&str; 12] = ["my", "me", "our", "his", "her", "their", "mums", "dads", "mi", "ma", "his", "your"];

pub(super) fn find(finds: &mut Finds<'_, '_>) {
    for at in 0..finds.reading.tokens.len() {
        relations(finds, at);
        only(finds, at);
        few(finds, at);
    }
}

pub(super) fn is_sibling(word: &str) -> bool {
    SIBLINGS.contains(&word)
}

/// Whether a word names somebody of one's family, but for parents.
pub(super) fn is_relation(word: &str) -> bool {
    SIBLINGS.contains(&word) || KIN.contains(&word) || OWNED.contains(&word)
}

/// With a slip: “bruther”, “granmother”.
fn meant(word: &str, list: &[&str]) -> bool {
    list.contains(&word) || word.len() >= 6 && !is_word(word) && list.iter().any(|w| w.len() >= 6 && distance(word, w, 1).is_some())
}

fn relations(finds: &mut Finds<'_, '_>, at: usize) {
    let r = finds.reading;
    let word = r.base(at);
    let (sibling, kin) = (meant(word, &SIBLINGS), meant(word, &KIN));
    let step = matches!(word, "mum" | "dad" | "mam" | "mom" | "mother" | "father" | "mummy" | "daddy" | "parents" | "parent" | "family")
        && r.before(at, 1) == "step";
    let partner = matches!(word, "boyfriend" | "girlfriend" | "partner" | "bf" | "gf" | "fella" | "husband" | "wife" | "ex")
        && matches!(r.before(at, 1), "mums" | "dads" | "mams" | "moms" | "her" | "his" | "mothers" | "fathers");
    if !(sibling || kin || step || partner || OWNED.contains(&word)) {
        return;
    }
    let mut from = at;
    while from > 0 && r.follows(from) && WHICH.contains(&r.base(from - 1)) && r.near(at, Some(from - 1)).is_some() {
        from -= 1;
    }
    let whose = (1..=3).any(|n| {
        let before = r.before(from, n);
        WHOSE.contains(&before)
            || n <= 2
                && (whole(before).is_some()
                    || rank(before).is_some()
                    || matches!(before, "have" | "had" | "got" | "has" | "hav" | "havent" | "ive"))
    });
    let and = matches!(r.before(from, 1), "and" | "or" | "n")
        && (2..=4).any(|n| SIBLINGS.contains(&r.before(from, n)) || KIN.contains(&r.before(from, n)));
    let plural = word.ends_with('s') && word != "sis";
    // “Keep brothers and sisters together” says nothing of one's own.
    let mine = r.sentence_has(at, &["my", "i", "im", "ive", "me", "mine"]);
    let joined = step
        || from < at && matches!(r.base(at - 1), "twin" | "half" | "step" | "foster" | "baby" | "little" | "big" | "older" | "younger");
    let told = if kin || step || partner {
        true
    } else if sibling {
        whose
            || joined && !plural
            || (and || plural) && mine && !r.before_any(from, 2, &["keep", "let", "all", "every", "children", "kids"])
            || !plural && word != "bro" && word != "sis" && mine
    } else {
        // A son, a baby: one's own, or a new one at home.
        whose && !(word == "baby" && matches!(r.after(at, 1), "brother" | "sister")) || word == "baby" && matches!(r.before(at, 1), "new")
    };
    if told {
        let with_and = usize::from(matches!(r.after(at, 1), "and" | "or" | "n") && SIBLINGS.contains(&r.after(at, 2)));
        finds.words(from, at + 1 + 2 * with_and, MarkKind::Family, "a relation of one’s own");
    }
}

/// What an “only” of a person is followed by.
const PEOPLE: [&str; 40] = [
    "one",
    "ones",
    "girl",
    "girls",
    "boy",
    "boys",
    "kid",
    "kids",
    "child",
    "children",
    "person",
    "people",
    "teenager",
    "teen",
    "lad",
    "lass",
    "young",
    "black",
    "white",
    "brown",
    "asian",
    "muslim",
    "christian",
    "jewish",
    "sikh",
    "hindu",
    "deaf",
    "disabled",
    "autistic",
    "foster",
    "care",
    "foreign",
    "polish",
    "traveller",
    "gypsy",
    "gay",
    "trans",
    "adopted",
    "female",
    "male",
];
/// What the only one of a kind is, with the kind before it: “the only Somali girl”.
const PERSON: [&str; 10] = ["girl", "boy", "kid", "child", "person", "teenager", "lad", "leaver", "one", "family"];
const MOST: [&str; 12] =
    ["youngest", "oldest", "eldest", "newest", "smallest", "tallest", "biggest", "littlest", "last", "first", "fattest", "shortest"];

fn only(finds: &mut Finds<'_, '_>, at: usize) {
    let r = finds.reading;
    let word = r.base(at);
    let next = r.after(at, 1);
    // “The only way”, “the only food”: things, not people.
    let thing = matches!(
        next,
        "way"
            | "thing"
            | "things"
            | "time"
            | "times"
            | "reason"
            | "problem"
            | "good"
            | "bad"
            | "place"
            | "rule"
            | "food"
            | "day"
            | "bit"
            | "part"
            | "joking"
    );
    let am = r.before_any(at, 2, &["im", "am"])
        || r.before(at, 1) == "the" && matches!(r.before(at, 2), "was" | "being") && matches!(r.before(at, 3), "i" | "" | "of");
    let somali = (2..=3).any(|on| PERSON.contains(&r.after(at, on))) && r.before(at, 1) == "the";
    let people = PEOPLE.contains(&next) || am && r.before(at, 1) == "the" || somali && !next.ends_with("ing");
    let single =
        matches!(word, "lone" | "single") && r.before(at, 1) == "the" && PEOPLE.contains(&next) && next != "one" && next != "person";
    if matches!(word, "only" | "onli" | "onley" | "ony") && !thing && people || single {
        clause(finds, at, 2, "the only one of a kind");
    } else if MOST.contains(&word) && superlative(r, at) {
        clause(finds, at, 1, "one who stands out in a group");
    } else if word == "new"
        && matches!(next, "girl" | "boy" | "kid" | "one")
        && r.before_any(at, 3, &["im", "am", "the"])
        && r.sentence_has(at, &["im", "i"])
    {
        clause(finds, at, 2, "one who stands out in a group");
    } else if matches!(word, "nobody" | "noone" | "none") && next == "else" || word == "no" && next == "one" && r.after(at, 2) == "else" {
        let apart = r.after_any(
            at,
            9,
            &["like", "care", "black", "brown", "muslim", "foster", "fostered", "deaf", "my", "same", "speaks", "english", "else's"],
        );
        if apart && r.after_any(at, 4, &["is", "in", "has", "at", "here", "speaks", "looks", "was"]) {
            finds.words(at, at + if word == "no" { 3 } else { 2 }, MarkKind::Only, "the only one of a kind");
        }
    } else if word == "no" && matches!(next, "other" | "others") && PEOPLE.contains(&r.after(at, 2)) {
        clause(finds, at, 3, "the only one of a kind");
    } else if matches!(word, "just" | "only") && next == "me" && !matches!(r.before(at, 1), "its" | "not") {
        finds.words(at, at + 2, MarkKind::Only, "one of very few");
    }
}

fn superlative(r: &Reading<'_>, at: usize) -> bool {
    let next = r.after(at, 1);
    if matches!(r.base(at), "last" | "first") {
        let person = matches!(next, "girl" | "boy" | "kid" | "child" | "one" | "person") && r.before(at, 1) == "the";
        return person && matches!(r.after(at, 2), "in" | "to" | "here" | "at" | "ever") && r.sentence_has(at, &["im", "i", "ill"]);
    }
    let of = matches!(next, "here" | "in" | "of" | "one" | "person" | "kid" | "girl" | "boy" | "child" | "at" | "by" | "");
    of && (r.before_any(at, 3, &["im", "am", "was", "being", "i", "be"])
        || r.before_any(at, 2, &["the"]) && matches!(next, "here" | "one" | "kid" | "girl" | "boy" | "child"))
}

/// A clause with “I’m the only …”: from its I to its end, since what follows tells whom it is of.
fn clause(finds: &mut Finds<'_, '_>, at: usize, least: usize, why: &'static str) {
    let r = finds.reading;
    let mut from = at;
    while from > 0
        && at - from < 4
        && r.follows(from)
        && matches!(r.base(from - 1), "the" | "i" | "im" | "am" | "was" | "we" | "were" | "are" | "being" | "an")
    {
        from -= 1;
    }
    let mut to = at + least;
    while to < r.tokens.len() && to - at < 12 && r.follows(to) && r.near(at, Some(to)).is_some() && !is_break(r, to) {
        to += 1;
    }
    finds.words(from, to.min(r.tokens.len()), MarkKind::Only, why);
}

fn is_break(r: &Reading<'_>, at: usize) -> bool {
    matches!(r.base(at), "and" | "but" | "so" | "because" | "cos" | "coz" | "bc" | "which" | "when" | "or" | "then" | "lol")
        || r.before(at, 1) == "one" && r.base(at) == "who"
}

/// “There’s only two of us”, “me and one other”.
fn few(finds: &mut Finds<'_, '_>, at: usize) {
    let r = finds.reading;
    let Some(number) = whole(r.base(at)).filter(|n| (1..=6).contains(n)) else { return };
    let of_us = r.after(at, 1) == "of" && matches!(r.after(at, 2), "us" | "them");
    let back = usize::from(matches!(r.before(at, 1), "only" | "just"));
    let there = matches!(r.before(at, back + 1), "theres" | "is" | "are" | "were" | "was" | "there" | "its");
    if of_us && there {
        let more = usize::from(matches!(r.before(at, back + 1), "is" | "are" | "were" | "was") && r.before(at, back + 2) == "there");
        finds.words(at.saturating_sub(back + 1 + more), at + 3, MarkKind::Only, "one of very few");
    } else if back == 1 && matches!(r.after(at, 1), "kids" | "children" | "girls" | "boys" | "people" | "other" | "others") && there {
        finds.words(at - 1, at + 2, MarkKind::Only, "one of very few");
    } else if number == 1
        && r.after(at, 1) == "other"
        && matches!(r.before(at, 1), "and" | "with")
        && r.before_any(at, 4, &["me", "just", "only"])
    {
        finds.words(at, at + 2, MarkKind::Only, "one of very few");
    }
}
