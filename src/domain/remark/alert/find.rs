//! Finds the phrases of an alert list in a text: all forms of a word, slips in longer ones, letters
//! spaced out, and letters written as digits and signs.

use super::spelling::{is_sign, letters_for_digits, unsigned, with_stars, without_one, without_repeats};
use super::{Level, Part, Phrase, Section, key};
use crate::domain::remark::dictionary::{PUBLIC, first_name, is_listed, is_word};
use crate::domain::remark::fold;
use crate::domain::remark::near::distance;
use crate::domain::remark::token::{Gap, Token, tokens};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The fewest letters of a word that may have a slip.
const LONG: usize = 5;
/// How many words `..` stands for at most.
const GAP: usize = 3;

/// A phrase of the list in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) at: Range<usize>,
    level: Level,
    /// In a saying in which it means nothing.
    harmless: bool,
    /// After a word such as “never”.
    not: bool,
    /// Whom it is done to stands right after it, or in it.
    close: bool,
    /// The sentence speaks of oneself.
    mine: bool,
    /// The sentence speaks of somebody else, too.
    others: bool,
}

impl Hit {
    pub(super) fn weight(&self) -> u32 {
        let weight = match self.level {
            Level::First => 160,
            Level::Soon => 45,
            Level::Perhaps => 12,
        };
        // What somebody does to somebody counts for more than what is only named.
        let tenths = 10
            + if self.mine { 2 } else { 0 }
            + if self.others { 2 } else { 0 }
            + if self.mine && self.others { 6 } else { 0 }
            + if self.close { 6 } else { 0 };
        let weight = weight * tenths / 10;
        if self.harmless {
            2
        } else if self.not {
            weight / 5
        } else {
            weight
        }
    }
}

/// A list made ready for finding.
#[derive(Debug, Clone)]
pub(super) struct Index {
    english: bool,
    phrases: Vec<Phrase>,
    /// Phrases by the key of their first word.
    first: HashMap<String, Vec<usize>>,
    /// Phrases that begin with an open word.
    open: Vec<usize>,
    /// Phrases without spaces.
    joined: HashMap<String, usize>,
    /// Long words with a letter left out, and what they are: finds slips.
    slips: HashMap<String, Vec<String>>,
    not: HashSet<String>,
    i: HashSet<String>,
    me: HashSet<String>,
    others: HashSet<String>,
}

impl Index {
    pub(super) fn new(all: Vec<Phrase>, english: bool) -> Self {
        let mut index = Self {
            english,
            phrases: Vec::new(),
            first: HashMap::new(),
            open: Vec::new(),
            joined: HashMap::new(),
            slips: HashMap::new(),
            not: HashSet::new(),
            i: HashSet::new(),
            me: HashSet::new(),
            others: HashSet::new(),
        };
        for phrase in all {
            index.add(phrase);
        }
        index
    }

    fn add(&mut self, phrase: Phrase) {
        if let Some(set) = self.set_mut(phrase.section) {
            set.extend(phrase.parts.into_iter().filter_map(|part| if let Part::Word(word) = part { Some(word) } else { None }));
            return;
        }
        let number = self.phrases.len();
        let words: Vec<&String> =
            phrase.parts.iter().filter_map(|p| if let Part::Word(w) | Part::Exact(w) = p { Some(w) } else { None }).collect();
        for word in words.iter().filter(|w| w.chars().count() >= LONG - 1) {
            for shorter in without_one(word) {
                let of = self.slips.entry(shorter).or_default();
                if !of.contains(word) {
                    of.push((*word).clone());
                }
            }
        }
        let together: String = words.iter().map(|w| w.as_str()).collect();
        if words.len() == phrase.parts.len() && words.len() > 1 && together.chars().count() >= 6 {
            self.joined.entry(together).or_insert(number);
        }
        match phrase.parts.first() {
            Some(Part::Word(word)) => self.first.entry(word.clone()).or_default().push(number),
            Some(Part::Exact(word)) => self.first.entry(key(word, self.english)).or_default().push(number),
            _ => self.open.push(number),
        }
        self.phrases.push(phrase);
    }

    fn set_mut(&mut self, section: Section) -> Option<&mut HashSet<String>> {
        match section {
            Section::Not => Some(&mut self.not),
            Section::I => Some(&mut self.i),
            Section::Me => Some(&mut self.me),
            Section::Others => Some(&mut self.others),
            Section::Alert(_) | Section::Harmless => None,
        }
    }

    /// Every phrase in a text, in order; a later one may lie within an earlier one.
    pub(super) fn hits(&self, text: &str) -> Vec<Hit> {
        let words: Vec<Word<'_>> = tokens(text).into_iter().map(|token| self.word(token)).collect();
        let mut found: Vec<(Range<usize>, Section)> = Vec::new();
        for at in 0..words.len() {
            self.from(&words, at, &mut found);
        }
        self.spaced_out(&words, &mut found);
        self.disguised(text, &words, &mut found);
        let harmless: Vec<Range<usize>> =
            found.iter().filter(|(_, section)| *section == Section::Harmless).map(|(at, _)| at.clone()).collect();
        let mut hits: Vec<Hit> = found
            .into_iter()
            .filter_map(|(at, section)| if let Section::Alert(level) = section { Some((at, level)) } else { None })
            .filter_map(|(at, level)| self.hit(&words, &at, level, &harmless))
            .collect();
        hits.sort_by_key(|hit| (hit.at.start, std::cmp::Reverse(hit.at.end), std::cmp::Reverse(hit.level)));
        hits.dedup_by(|later, earlier| later.at == earlier.at);
        hits
    }

    fn hit(&self, words: &[Word<'_>], at: &Range<usize>, level: Level, harmless: &[Range<usize>]) -> Option<Hit> {
        let first = words.get(at.start)?;
        let last = words.get(at.end.checked_sub(1)?)?;
        let sentence = last.token.sentence;
        let any = |range: Range<usize>, is: fn(&Word<'_>) -> bool| {
            words.get(range.start..range.end.min(words.len())).unwrap_or_default().iter().any(|w| w.token.sentence == sentence && is(w))
        };
        Some(Hit {
            at: first.token.at.start..last.token.at.end,
            level,
            harmless: harmless.iter().any(|h| h.start <= at.start && at.end <= h.end),
            not: any(at.start.saturating_sub(3)..at.start, |w| w.not),
            close: any(at.start..at.end + 2, |w| w.me),
            mine: any(0..words.len(), |w| w.me || w.i),
            others: any(0..words.len(), |w| w.others),
        })
    }

    /// A word with all that it may be compared by.
    fn word<'t>(&self, token: Token<'t>) -> Word<'t> {
        let mut keys = vec![key(&token.word, self.english)];
        let mut add = |word: &str| {
            let new = key(word, self.english);
            if !new.is_empty() && !keys.contains(&new) {
                keys.push(new);
            }
        };
        if token.base != token.word {
            add(&token.base);
        }
        if let Some(plain) = without_repeats(&token.word) {
            plain.iter().for_each(|word| add(word));
        }
        if let Some(letters) = letters_for_digits(&token.word) {
            add(&letters);
        }
        // Most words are ordinary ones, and no slips: that is known at once.
        let plain = self.english && is_listed(&token.word);
        if !plain && token.word.chars().count() >= LONG && !keys.iter().any(|k| self.slips.get(k).is_some_and(|of| of.contains(k))) {
            let near = self.near(&token.word);
            let other = self.english && !near.is_empty() && is_something_else(&token.word);
            if !other {
                keys.extend(near);
            }
        }
        let any = |set: &HashSet<String>| keys.iter().any(|k| set.contains(k));
        let (not, i, me, others) = (any(&self.not), any(&self.i), any(&self.me), any(&self.others));
        Word { token, keys, not, i, me, others }
    }

    /// Words of the list that are one slip away.
    fn near(&self, word: &str) -> Vec<String> {
        let own = key(word, self.english);
        let mut out = Vec::new();
        for shorter in without_one(&own) {
            for listed in self.slips.get(&shorter).into_iter().flatten() {
                if !out.contains(listed) && distance(&own, listed, 1).is_some() {
                    out.push(listed.clone());
                }
            }
        }
        out
    }

    fn from(&self, words: &[Word<'_>], at: usize, found: &mut Vec<(Range<usize>, Section)>) {
        let Some(word) = words.get(at) else { return };
        let mut numbers: Vec<usize> = word.keys.iter().filter_map(|k| self.first.get(k)).flatten().copied().collect();
        numbers.extend(&self.open);
        numbers.sort_unstable();
        numbers.dedup();
        for phrase in numbers.into_iter().filter_map(|number| self.phrases.get(number)) {
            if let Some(end) = matches(&phrase.parts, words, at) {
                found.push((at..end, phrase.section));
            }
        }
        // “killmyself”
        for phrase in
            word.keys.iter().chain([&word.token.word]).filter_map(|k| self.joined.get(k)).filter_map(|number| self.phrases.get(*number))
        {
            found.push((at..at + 1, phrase.section));
        }
    }

    /// “k i l l”: three or more letters, each by itself.
    fn spaced_out(&self, words: &[Word<'_>], found: &mut Vec<(Range<usize>, Section)>) {
        let single = |at: usize| words.get(at).is_some_and(|w| w.token.word.chars().count() == 1);
        let mut at = 0;
        while at < words.len() {
            let mut end = at;
            while single(end) && (end == at || words.get(end).is_some_and(|w| matches!(w.token.gap, Gap::Space | Gap::Tight))) {
                end += 1;
            }
            for from in at..end {
                for to in from + 3..=end.min(from + 20) {
                    let together: String = words.get(from..to).unwrap_or_default().iter().map(|w| w.token.word.as_str()).collect();
                    let whole = self.first.get(&key(&together, self.english)).into_iter().flatten().filter_map(|n| self.phrases.get(*n));
                    for phrase in whole {
                        // The rest of a phrase may stand in whole words after it.
                        if let Some(end) = matches_rest(&phrase.parts, words, to) {
                            found.push((from..end, phrase.section));
                        }
                    }
                    if let Some(phrase) = self.joined.get(&together).and_then(|n| self.phrases.get(*n)) {
                        found.push((from..to, phrase.section));
                    }
                }
            }
            at = end.max(at + 1);
        }
    }

    /// “r@pe”, “f**k”, “k!ll”: a sign inside a word cuts it in two, so the whole piece is read again.
    fn disguised(&self, text: &str, words: &[Word<'_>], found: &mut Vec<(Range<usize>, Section)>) {
        let mut start = 0;
        for piece in text.split_inclusive(char::is_whitespace) {
            let from = start;
            start += piece.len();
            let bare = piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '?' | '"' | '(' | ')' | ':'));
            let signs = bare.chars().filter(|c| is_sign(*c)).count();
            let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
            if signs == 0 || letters < 2 || bare.ends_with('!') && signs == bare.chars().rev().take_while(|c| *c == '!').count() {
                continue;
            }
            let spelt: String = bare.chars().filter_map(unsigned).collect();
            let folded: String = spelt.chars().map(|c| if c == '*' { "*".to_owned() } else { fold::word(&c.to_string()) }).collect();
            let sections: Vec<Section> = if folded.contains('*') {
                let fits = |p: &&Phrase| matches!(p.parts.as_slice(), [Part::Word(w)] if with_stars(&folded, w));
                self.phrases.iter().filter(fits).map(|p| p.section).collect()
            } else {
                let own = key(&folded, self.english);
                self.first
                    .get(&own)
                    .into_iter()
                    .flatten()
                    .filter_map(|n| self.phrases.get(*n))
                    .filter(|p| p.parts.len() == 1)
                    .map(|p| p.section)
                    .collect()
            };
            let inside = |w: &Word<'_>| w.token.at.start >= from && w.token.at.end <= start;
            if let (Some(first), Some(last)) = (words.iter().position(inside), words.iter().rposition(inside)) {
                found.extend(sections.into_iter().map(|section| (first..last + 1, section)));
            }
        }
    }
}

/// An ordinary word, a name or a brand is not another word with a slip in it.
fn is_something_else(word: &str) -> bool {
    is_word(word) || first_name(word).is_some() || PUBLIC.exact(word).is_some()
}

/// A word of a text and all that it is compared by.
struct Word<'t> {
    token: Token<'t>,
    keys: Vec<String>,
    /// Whether it stands under `[not]`, `[i]`, `[me]`, `[others]`.
    not: bool,
    i: bool,
    me: bool,
    others: bool,
}

impl Word<'_> {
    fn is(&self, part: &Part) -> bool {
        match part {
            Part::Word(word) => self.keys.contains(word),
            Part::Exact(word) => self.token.word == *word || self.token.base == *word,
            Part::Begins(start) => self.token.word.starts_with(start.as_str()),
            Part::Ends(end) => self.token.word.ends_with(end.as_str()),
            Part::Any(section) => *section == Section::Me && self.me || *section == Section::Others && self.others,
            Part::Gap => false,
        }
    }
}

/// Where a phrase that begins at a word ends, if it does.
fn matches(parts: &[Part], words: &[Word<'_>], at: usize) -> Option<usize> {
    let (first, _) = parts.split_first()?;
    words.get(at).filter(|w| w.is(first))?;
    matches_rest(parts, words, at + 1)
}

/// The same, with the first word already found before `next`.
fn matches_rest(parts: &[Part], words: &[Word<'_>], next: usize) -> Option<usize> {
    let sentence = words.get(next.checked_sub(1)?)?.token.sentence;
    rest(parts.get(1..)?, words, next, sentence)
}

fn rest(parts: &[Part], words: &[Word<'_>], next: usize, sentence: usize) -> Option<usize> {
    let Some((part, after)) = parts.split_first() else { return Some(next) };
    if *part == Part::Gap {
        return (next..=next + GAP).find_map(|next| rest(after, words, next, sentence));
    }
    let word = words.get(next).filter(|w| w.token.sentence == sentence)?;
    if word.is(part) { rest(after, words, next + 1, sentence) } else { None }
}
