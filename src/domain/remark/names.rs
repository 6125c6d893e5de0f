//! The organisation's own lists: homes, schools, staff, streets and towns, found however a child spells them.

use super::dictionary::{is_common, is_word};
use super::near::{distance, letters, possible, slips};
use super::token::{Case, Gap, Token, tokens};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What an organisation writes down, one name each. No list of children is ever asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Names {
    /// Homes: “Harbour View”.
    pub homes: Vec<String>,
    /// Schools: “St Bede’s Catholic Primary School”.
    pub schools: Vec<String>,
    /// Staff, with first and last name: “Karen Oyelaran”.
    pub staff: Vec<String>,
    /// Streets: “Quarry Road”.
    pub streets: Vec<String>,
    /// Towns, villages, parts of a town.
    pub towns: Vec<String>,
    /// Anything else by which a child could be known: clubs, churches, projects.
    pub other: Vec<String>,
}

impl Names {
    /// The names in a text with one a line; empty lines and those that begin with `#` are left out.
    #[must_use]
    pub fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
    }
}

/// Words that many homes, schools and streets have in their names: none of them tells which.
const GENERIC: [&str; 62] = [
    "house",
    "home",
    "homes",
    "lodge",
    "cottage",
    "farm",
    "hall",
    "court",
    "childrens",
    "residential",
    "unit",
    "centre",
    "center",
    "school",
    "primary",
    "secondary",
    "infant",
    "infants",
    "junior",
    "juniors",
    "nursery",
    "high",
    "academy",
    "college",
    "sixth",
    "form",
    "grammar",
    "community",
    "catholic",
    "church",
    "of",
    "england",
    "ce",
    "rc",
    "free",
    "special",
    "street",
    "road",
    "lane",
    "avenue",
    "close",
    "terrace",
    "crescent",
    "drive",
    "grove",
    "gardens",
    "place",
    "row",
    "way",
    "square",
    "mews",
    "walk",
    "rise",
    "hill",
    "park",
    "estate",
    "the",
    "and",
    "at",
    "leisure",
    "st",
    "saint",
];

/// Whether a word stands in the names of many places.
pub(super) fn is_generic(word: &str) -> bool {
    GENERIC.contains(&word)
}

/// What a find in the lists is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    Home,
    School,
    Staff,
    Street,
    Town,
    Other,
}

/// One way to write a listed name.
#[derive(Debug, Clone)]
struct Form {
    letters: u64,
    joined: String,
    listed: Listed,
    /// An ordinary word by itself: it counts with a capital letter, or where a name is expected.
    weak: bool,
    /// Part of a name; a whole name may have a slip even if it is made of ordinary words.
    part: bool,
}

/// The lists, made ready for finding.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    by_length: HashMap<usize, Vec<Form>>,
    staff_first: Vec<String>,
}

/// Words taken by a find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Find {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) listed: Listed,
}

impl Lists {
    /// Makes lists ready.
    #[must_use]
    pub fn new(names: &Names) -> Self {
        let mut lists = Self::default();
        let all = [
            (&names.homes, Listed::Home),
            (&names.schools, Listed::School),
            (&names.staff, Listed::Staff),
            (&names.streets, Listed::Street),
            (&names.towns, Listed::Town),
            (&names.other, Listed::Other),
        ];
        for (entries, listed) in all {
            entries.iter().for_each(|entry| lists.add(entry, listed));
        }
        lists
    }

    fn add(&mut self, entry: &str, listed: Listed) {
        let words: Vec<String> = tokens(entry).into_iter().map(|t| t.word).filter(|w| !w.is_empty()).collect();
        if listed == Listed::Staff {
            self.staff_first.extend(words.first().filter(|w| w.len() >= 3).cloned());
        }
        self.form(words.concat(), listed, false, false);
        // “The Willows” is “Willows”, “St Bede’s Catholic Primary School” is “St Bede’s”.
        let from = usize::from(words.first().is_some_and(|w| w == "the"));
        let to = words.iter().rposition(|w| !is_generic(w)).map_or(words.len(), |at| at + 1);
        let core: Vec<&str> = words.get(from..to).unwrap_or_default().iter().map(String::as_str).collect();
        let weak = |w: &str| is_word(w);
        match core.as_slice() {
            [] => {}
            [word] => self.form((*word).to_owned(), listed, weak(word), true),
            _ => {
                self.form(core.concat(), listed, false, false);
                for word in core.iter().filter(|w| !is_generic(w) && w.chars().count() >= 3) {
                    self.form((*word).to_owned(), listed, weak(word), true);
                }
                // “St Catherine’s High” without what stands between.
                if let [saint @ ("st" | "saint"), name, ..] = core.as_slice() {
                    self.form(format!("{saint}{name}"), listed, false, false);
                }
            }
        }
    }

    fn form(&mut self, joined: String, listed: Listed, weak: bool, part: bool) {
        let length = joined.chars().count();
        if length < 2 {
            return;
        }
        let forms = self.by_length.entry(length).or_default();
        if !forms.iter().any(|form| form.joined == joined) {
            forms.push(Form { letters: letters(&joined), joined, listed, weak, part });
        }
    }

    /// All that the lists have in a text. `shouting`: capital letters tell nothing.
    pub(super) fn find(&self, text: &[Token<'_>], shouting: bool) -> Vec<Find> {
        let mut out = Vec::new();
        let mut from = 0;
        while from < text.len() {
            let best = (1..=5)
                .rev()
                .filter_map(|n| self.window(text, from, n, shouting).map(|(listed, slips)| (n, listed, slips)))
                // “at maplehouse” is “maplehouse” with two letters too many: a whole word is no slip.
                .filter(|(n, _, slips)| {
                    *n == 1 || [from, from + n - 1].iter().all(|end| text.get(*end).is_some_and(|t| t.base.chars().count() > *slips))
                })
                .min_by_key(|(n, _, slips)| (slips + 5).saturating_sub(*n));
            match best {
                Some((n, listed, _)) => {
                    out.push(Find { from, to: from + n, listed });
                    from += n;
                }
                None => from += 1,
            }
        }
        out
    }

    /// What `n` words from here on are in the lists, and with how many slips.
    fn window(&self, text: &[Token<'_>], from: usize, n: usize, shouting: bool) -> Option<(Listed, usize)> {
        let words = text.get(from..from + n)?;
        if words.iter().skip(1).any(|t| !matches!(t.gap, Gap::Space | Gap::Tight)) {
            return None;
        }
        let joined: String = words.iter().map(|t| t.word.as_str()).collect();
        let last = words.last()?;
        let bare: String = words.iter().take(n - 1).map(|t| t.word.as_str()).chain([last.base.as_str()]).collect();
        [&joined, &bare].into_iter().filter_map(|word| self.joined(word, text, from, n, shouting)).min_by_key(|(_, slips)| *slips)
    }

    fn joined(&self, word: &str, text: &[Token<'_>], from: usize, n: usize, shouting: bool) -> Option<(Listed, usize)> {
        let length = word.chars().count();
        let most = slips(length);
        let bits = letters(word);
        let one = if n == 1 { text.get(from) } else { None };
        let ordinary = one.is_some_and(|t| is_word(&t.base)) || n > 1 && text.iter().skip(from).take(n).all(|t| is_word(&t.base));
        let near = |form: &Form| {
            if form.joined == word {
                let meant = n > 1 || !form.weak || one.is_some_and(|t| expected(text, from, t, form.listed, shouting));
                return meant.then_some((form.listed, 0));
            }
            // Ordinary words are no misspelt names; two or more of them are, if they are a whole one but for a letter.
            let allowed = match (ordinary, form.part) {
                (false, _) => most,
                (true, false) if n > 1 && length >= 8 => 1,
                (true, _) => 0,
            };
            let slips = if allowed > 0 && !form.weak && possible(bits, form.letters, allowed) {
                distance(word, &form.joined, allowed)
            } else {
                None
            };
            // A misspelt short name keeps its first letter, or has a capital.
            let trusted =
                n > 1 || length >= 7 || one.is_some_and(|t| t.case != Case::Lower) || form.joined.chars().next() == word.chars().next();
            slips.filter(|_| trusted).map(|slips| (form.listed, slips))
        };
        (length.saturating_sub(most)..=length + most)
            .filter_map(|l| self.by_length.get(&l))
            .flatten()
            .filter_map(near)
            .min_by_key(|(_, slips)| *slips)
    }

    /// Whether an unknown word is short for the first name of somebody on the staff: Daz, Shaz, Debs, Tommo.
    pub(super) fn is_short_for_staff(&self, word: &str) -> bool {
        if word.len() < 3 || is_word(word) {
            return false;
        }
        let stem = ["zza", "ers", "mo", "ie", "y", "s", "z", "o"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        let doubled = stem.chars().rev().nth(1) == stem.chars().next_back();
        let single = if doubled && stem.len() > 2 { stem.get(..stem.len() - 1).unwrap_or(stem) } else { stem };
        self.staff_first.iter().any(|first| {
            let starts = |stem: &str| {
                stem.len() >= 2 && first.starts_with(stem) && (stem.len() >= 3 || word.ends_with('z') || word.ends_with("zza"))
            };
            starts(word) && word.len() < first.len() || starts(stem) || starts(single)
        })
    }
}

/// Whether a name is expected here, so that an ordinary word may be one.
fn expected(text: &[Token<'_>], at: usize, token: &Token<'_>, listed: Listed, shouting: bool) -> bool {
    let before = at.checked_sub(1).and_then(|b| text.get(b)).map_or("", |t| t.word.as_str());
    let before_that = at.checked_sub(2).and_then(|b| text.get(b)).map_or("", |t| t.word.as_str());
    let after = text.get(at + 1).filter(|t| t.sentence == token.sentence).map_or("", |t| t.word.as_str());
    let capital = token.case != Case::Lower && !shouting;
    if listed == Listed::Staff {
        let says = matches!(after, "is" | "was" | "has" | "and" | "who" | "said" | "says" | "helps" | "helped" | "lets" | "does" | "makes");
        return capital && (!token.first || says || !is_common(&token.base))
            || matches!(before, "mr" | "mrs" | "miss" | "ms" | "called" | "named" | "worker" | "carer");
    }
    let there = matches!(before, "in" | "at" | "near" | "from" | "to" | "leave" | "left")
        || before == "the" && matches!(before_that, "in" | "at" | "near" | "from" | "to");
    capital && !token.first || there && !is_common(&token.base) || there && capital
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists() -> Lists {
        Lists::new(&Names {
            homes: Names::lines("# made up\nMaple House\n\nThe Willows\nHarbour View"),
            schools: vec!["St Bede’s Catholic Primary School".to_owned(), "Kingsmead Academy".to_owned()],
            staff: vec!["Siobhán Keogh".to_owned(), "Darren Bell".to_owned(), "Shazia Malik".to_owned(), "Debbie Marsh".to_owned()],
            streets: vec!["Quarry Road".to_owned()],
            towns: vec!["Coldwater Bay".to_owned()],
            other: vec!["The Hub".to_owned()],
        })
    }

    fn found(text: &str) -> Vec<String> {
        let tokens = tokens(text);
        let join = |f: &Find| tokens[f.from..f.to].iter().map(|t| t.raw).collect::<Vec<_>>().join(" ");
        lists().find(&tokens, false).iter().map(join).collect()
    }

    #[test]
    fn names_are_found_however_they_are_spelt() {
        for (text, name) in [
            ("i live at maple house", "maple house"),
            ("i live at maplehouse now", "maplehouse"),
            ("mapel house is ok", "mapel house"),
            ("harbourview needs paint", "harbourview"),
            ("Harbor View is fun", "Harbor View"),
            ("I miss Maple", "Maple"),
            ("they run a club at the willows", "the willows"),
            ("st bedes is good", "st bedes"),
            ("I go St. Bede’s", "St Bede’s"),
            ("kingsmeed is far", "kingsmeed"),
            ("SIOBHAN reads to me", "SIOBHAN"),
            ("siobahn's car", "siobahn's"),
            ("Siobhan’s car", "Siobhan’s"),
            ("Mr Bell is kind", "Bell"),
            ("on quary road", "quary road"),
            ("near Coldwater", "Coldwater"),
            ("we go to the Hub", "the Hub"),
        ] {
            assert_eq!(found(text), [name], "{text}");
        }
    }

    #[test]
    fn ordinary_words_are_not_names() {
        for text in [
            "the bell rang",
            "a nice view of the harbour",
            "maple syrup",
            "I was there when they went",
            "this road is long",
            "my house",
            "we go to school",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn short_forms_of_staff_names_are_known() {
        for short in ["daz", "dazza", "shaz", "debs", "deb", "dar"] {
            assert!(lists().is_short_for_staff(short), "{short}");
        }
        for other in ["mum", "deep", "she", "shop", "kev"] {
            assert!(!lists().is_short_for_staff(other), "{other}");
        }
    }

    #[test]
    fn lists_may_be_empty_or_odd() {
        let odd = Lists::new(&Names { homes: vec![String::new(), "!!!".to_owned(), "x".to_owned(), "The".to_owned()], ..Names::default() });
        assert!(odd.find(&tokens("the x of !!!"), false).iter().all(|f| f.listed == Listed::Home));
        assert!(Lists::default().find(&tokens("Karen"), false).is_empty());
    }
}
