//! What is said of oneself and one's family: origin, religion, health, disability, what happened at home.

use super::{Finds, MarkKind, Reading};
use crate::domain::remark::dictionary::{ABOUT_SELF, is_word};
use crate::domain::remark::stem;
use crate::domain::remark::token::Case;

/// Words that make a sentence one about oneself or about people one knows.
const MINE: [&str; 30] = [
    "i", "im", "ive", "ill", "id", "me", "my", "mine", "myself", "we", "our", "us", "were", "mum", "mums", "dad", "dads", "he", "she",
    "hes", "shes", "his", "her", "him", "brother", "sister", "parents", "family", "nan", "mi",
];

pub(super) fn find(finds: &mut Finds<'_, '_>) {
    let mut at = 0;
    while at < finds.reading.tokens.len() {
        at += one(finds, at).max(1);
    }
}

/// Marks what begins at a word; how many words it took.
fn one(finds: &mut Finds<'_, '_>, at: usize) -> usize {
    let r = finds.reading;
    let word = r.base(at);
    let found = ABOUT_SELF.at(&r.tokens, at).or_else(|| {
        let by_form = stem::bases(word).into_iter().skip(1).filter(|base| base.len() >= 5).find_map(|base| ABOUT_SELF.exact(&base));
        by_form.or_else(|| ABOUT_SELF.near(word)).map(|heading| (1, heading))
    });
    let colour = matches!(word, "black" | "white" | "brown" | "mixed");
    if colour && of_people(r, at) {
        finds.words(at, at + 1, MarkKind::About, "origin");
        return 1;
    }
    // The whole text counts: “My worker knows me. Muslim, she said.”
    if r.public(at) {
        return 1;
    }
    let about_me = r.sentence_has(at, &MINE) || r.tokens.len() <= 4;
    let Some((n, heading)) = found.map(|(n, heading)| (n, *heading)).filter(|_| about_me) else { return 1 };
    let (told, why) = match heading {
        "countries" => (country(r, at, n), "where somebody comes from"),
        "people" => (people(r, at), "where somebody comes from"),
        "tongues" => (true, "a language"),
        "capitals" => (r.capital(at) && r.tokens.get(at).is_some_and(|t| t.case == Case::Upper), "health or a disability"),
        "origin" => (true, "origin"),
        "religion" => (true, "religion"),
        "health" => (true, "health"),
        "disability" => (true, "a disability"),
        "love" => (true, "whom somebody loves, or who they are"),
        _ => (true, "what happened in a family"),
    };
    if told {
        finds.words(at, at + n, MarkKind::About, why);
        n
    } else {
        1
    }
}

/// A black girl, black hair; I am black. Not a black cat.
fn of_people(r: &Reading<'_>, at: usize) -> bool {
    let person = [
        "girl",
        "boy",
        "kid",
        "kids",
        "child",
        "children",
        "person",
        "people",
        "woman",
        "man",
        "hair",
        "family",
        "skin",
        "carer",
        "carers",
        "lad",
        "foster",
        "british",
        "african",
        "girls",
        "boys",
        "young",
        "teenager",
        "caribbean",
        "staff",
        "worker",
        "workers",
        "race",
        "heritage",
        "and",
    ];
    let is = r.before_any(at, 1, &["im", "am", "being", "hes", "shes"])
        || matches!(r.before(at, 1), "was" | "is" | "are")
            && matches!(r.before(at, 2), "i" | "he" | "she" | "they" | "we" | "family" | "mum" | "dad");
    person.contains(&r.after(at, 1)) && (is || r.after(at, 1) != "and") || is && !matches!(r.after(at, 1), "and" | "with")
}

/// A country that one comes from, not one of a holiday.
fn country(r: &Reading<'_>, at: usize, n: usize) -> bool {
    let from = r.before_any(at, 2, &["from", "born", "left", "fled", "country"])
        || r.before(at, 1) == "in"
            && r.before_any(at, 5, &["born", "lived", "live", "lives", "was", "family", "mum", "dad", "grew", "man", "is", "are"]);
    let back = matches!(r.before(at, 1), "to") && r.before_any(at, 4, &["back", "sent", "send", "deported", "return"]);
    let far = !matches!(
        r.base(at),
        "spain"
            | "france"
            | "greece"
            | "italy"
            | "turkey"
            | "portugal"
            | "wales"
            | "scotland"
            | "ireland"
            | "america"
            | "usa"
            | "cyprus"
            | "malta"
            | "germany"
            | "netherlands"
            | "chad"
            | "georgia"
            | "jordan"
            | "china"
            | "togo"
    ) && !r.before_any(at, 4, &["holiday", "hols", "holidays"]);
    from && !r.before_any(at, 3, &["holiday", "hols"]) || back || far && n > 0
}

/// Polish people, not nail polish; a French lesson tells nothing.
fn people(r: &Reading<'_>, at: usize) -> bool {
    let word = r.base(at);
    let lesson = matches!(
        r.after(at, 1),
        "lesson" | "lessons" | "teacher" | "homework" | "gcse" | "class" | "toast" | "fries" | "takeaway" | "food"
    ) && !matches!(r.after(at, 1), "food" if !matches!(word, "chinese" | "indian" | "italian"));
    let ordinary = is_word(word) && r.tokens.get(at).is_some_and(|t| t.raw.chars().next().is_some_and(char::is_lowercase));
    let said = matches!(
        r.before(at, 1),
        "am" | "im" | "being" | "is" | "are" | "speak" | "speaks" | "hes" | "shes" | "a" | "was" | "half" | "speaking" | "my"
    );
    !lesson && (!ordinary || said && !r.before_any(at, 2, &["nail", "can", "to"]))
}
