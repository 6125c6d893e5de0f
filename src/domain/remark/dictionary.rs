//! The words that are known beforehand: ordinary words, first names, towns, things that point at nobody,
//! and words that may tell who somebody is. They are text files in `assets/remarks/`.

use super::near::{distance, letters, possible};
use super::stem::bases;
use super::token::{Gap, Token};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../../assets/remarks/words.txt");
const KNOWN: &str = include_str!("../../../assets/remarks/known.txt");
const NAMES: &str = include_str!("../../../assets/remarks/names.txt");
const TOWNS: &str = include_str!("../../../assets/remarks/towns.txt");
const ABOUT: &str = include_str!("../../../assets/remarks/about.txt");

/// Lines of a file, each with the heading in brackets that it stands under; notes and empty lines left out.
pub(super) fn headed(file: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut heading = "";
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(move |line| {
        match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            Some(new) => {
                heading = new;
                None
            }
            None => Some((heading, line)),
        }
    })
}

struct Ordinary {
    all: HashSet<&'static str>,
    common: HashSet<&'static str>,
    /// By length in letters, for what is nearly a word.
    by_length: HashMap<usize, Vec<(&'static str, u64)>>,
}

static ORDINARY: LazyLock<Ordinary> = LazyLock::new(|| {
    let mut all = HashSet::new();
    let mut common = HashSet::new();
    for (heading, line) in headed(WORDS).chain(headed(KNOWN)) {
        for word in line.split_whitespace().filter(|_| heading != "public") {
            all.insert(word);
            if heading == "common" || heading == "words" {
                common.insert(word);
            }
        }
    }
    let mut by_length: HashMap<usize, Vec<(&'static str, u64)>> = HashMap::new();
    for word in &all {
        by_length.entry(word.len()).or_default().push((word, letters(word)));
    }
    Ordinary { all, common, by_length }
});

/// Whether a folded word stands in the lists of ordinary words as it is.
pub(super) fn is_listed(word: &str) -> bool {
    ORDINARY.all.contains(word)
}

/// Whether a folded word is an ordinary English word, in any of its regular forms.
pub(super) fn is_word(word: &str) -> bool {
    let all = &ORDINARY.all;
    all.contains(word) || bases(word).iter().any(|base| all.contains(base.as_str()) || bases(base).iter().any(|b| all.contains(b.as_str())))
}

/// Whether it is one of the few thousand that everybody uses.
pub(super) fn is_common(word: &str) -> bool {
    ORDINARY.common.contains(word) || bases(word).iter().any(|base| ORDINARY.common.contains(base.as_str()))
}

/// Whether an unknown word is probably an ordinary one with slips in it: one, or two in a long word
/// if it has no capital letter.
pub(super) fn is_nearly_word(word: &str, capital: bool) -> bool {
    let count = word.chars().count();
    let most = match count {
        0..4 => return false,
        4..7 => 1,
        7..9 if capital => 1,
        _ => 2,
    };
    let bits = letters(word);
    (count - most..=count + most).filter_map(|length| ORDINARY.by_length.get(&length)).flatten().any(|(known, known_bits)| {
        possible(bits, *known_bits, most) && known.chars().next() == word.chars().next() && distance(word, known, most).is_some()
    })
}

/// What a folded word is as a first name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FirstName {
    /// Hardly anything else.
    Surely,
    /// A word too: Will, Hope, Summer.
    Perhaps,
}

static FIRST_NAMES: LazyLock<HashMap<&'static str, FirstName>> = LazyLock::new(|| {
    let kind = |heading| if heading == "names" { FirstName::Surely } else { FirstName::Perhaps };
    headed(NAMES).flat_map(|(heading, line)| line.split_whitespace().map(move |name| (name, kind(heading)))).collect()
});

/// Whether a folded word is a first name.
pub(super) fn first_name(word: &str) -> Option<FirstName> {
    // A teddy and a kitty are words to children.
    FIRST_NAMES.get(word).map(|name| if ORDINARY.all.contains(word) { FirstName::Perhaps } else { *name })
}

/// Words and phrases, each with what it means.
pub(super) struct Phrases<T> {
    /// By their letters without spaces, with the number of their words.
    found: HashMap<String, (usize, T)>,
    longest: usize,
}

impl<T> Phrases<T> {
    fn new(lines: impl Iterator<Item = (String, T)>) -> Self {
        let mut found = HashMap::new();
        let mut longest = 1;
        for (line, value) in lines {
            let words = line.split_whitespace().count();
            longest = longest.max(words);
            let entry = found.entry(line.split_whitespace().collect::<String>()).or_insert((words, value));
            entry.0 = entry.0.max(words);
        }
        Self { found, longest }
    }

    /// The longest phrase that begins at a word: how many words it takes, and what it means.
    pub(super) fn at(&self, tokens: &[Token<'_>], from: usize) -> Option<(usize, &T)> {
        let mut joined = String::new();
        let mut best = None;
        for (n, token) in tokens.iter().skip(from).take(self.longest).enumerate() {
            if n > 0 && !matches!(token.gap, Gap::Space | Gap::Tight) {
                break;
            }
            // “Nando’s” stands in the list as nandos, “Santa’s” as santa.
            let with = format!("{joined}{}", token.word);
            joined.push_str(&token.base);
            // A space may be missing, but “to go” is not Togo.
            let fits = |found: &&(usize, T)| found.0 > n;
            if let Some((_, value)) = self.found.get(&with).filter(fits).or_else(|| self.found.get(&joined).filter(fits)) {
                best = Some((n + 1, value));
            }
        }
        best
    }

    /// A single word as it stands in the list.
    pub(super) fn exact(&self, word: &str) -> Option<&T> {
        self.found.get(word).map(|(_, value)| value)
    }

    /// A single word with one slip, if it is no ordinary word.
    pub(super) fn near(&self, word: &str) -> Option<&T> {
        if word.chars().count() < 6 || is_word(word) {
            return None;
        }
        let bits = letters(word);
        self.found
            .iter()
            .find(|(known, _)| possible(bits, letters(known), 1) && distance(word, known, 1).is_some())
            .map(|(_, (_, value))| value)
    }
}

/// Towns and counties.
pub(super) static TOWN: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::new(headed(TOWNS).map(|(_, line)| (line.to_owned(), ()))));

/// Brands, teams, stars, feasts: capital letters that point at nobody.
pub(super) static PUBLIC: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new(headed(KNOWN).filter(|(heading, _)| *heading == "public").map(|(_, line)| (line.to_owned(), ()))));

/// Words that may tell who somebody is, each under its heading.
pub(super) static ABOUT_SELF: LazyLock<Phrases<&'static str>> =
    LazyLock::new(|| Phrases::new(headed(ABOUT).map(|(heading, line)| (line.to_owned(), heading))));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::remark::token::tokens;

    #[test]
    fn the_files_are_folded_as_texts_are() {
        for (_, line) in [WORDS, KNOWN, NAMES, TOWNS, ABOUT].into_iter().flat_map(headed) {
            for word in line.split_whitespace() {
                assert_eq!(crate::domain::remark::fold::word(word), word, "{line}");
            }
        }
    }

    #[test]
    fn ordinary_words_are_known_in_all_their_forms() {
        for word in ["placement", "stabilisers", "dont", "cuddles", "social", "trampolines", "noisiest", "realised", "mums"] {
            assert!(is_word(word), "{word}");
        }
        for word in ["oyelaran", "shazia", "kayleigh"] {
            assert!(!is_word(word) && !is_nearly_word(word, true), "{word}");
        }
        assert!(is_nearly_word("propaly", false) && is_nearly_word("diffrence", true) && !is_nearly_word("kev", false));
    }

    #[test]
    fn names_that_are_words_are_told_apart() {
        assert_eq!(first_name("siobhan"), Some(FirstName::Surely));
        assert_eq!(first_name("hope"), Some(FirstName::Perhaps));
        assert_eq!(first_name("table"), None);
    }

    #[test]
    fn phrases_are_found_whole() {
        let text = tokens("We went to Stoke-on-Trent, and to man united. I use sign language");
        assert!(TOWN.at(&text, 3).is_some_and(|(n, ())| n == 3));
        assert!(PUBLIC.at(&text, 8).is_some_and(|(n, ())| n == 2));
        assert!(ABOUT_SELF.at(&text, 12).is_some_and(|(n, heading)| n == 2 && *heading == "tongues"));
        assert!(ABOUT_SELF.near("epilespy").is_some() && ABOUT_SELF.near("banana").is_none());
    }
}
