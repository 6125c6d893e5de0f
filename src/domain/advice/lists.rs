//! The lists of words that children know, and of what to say instead of others.
//!
//! They are text files in `assets/words/lists/`; lines that begin with `#` are notes.

use super::text::small;
use crate::domain::wording::Band;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

const SPACHE: &str = include_str!("../../../assets/words/lists/spache.txt");
const DALE_CHALL: &str = include_str!("../../../assets/words/lists/dale-chall.txt");
const BRITISH: &str = include_str!("../../../assets/words/lists/british.txt");
const PLAINER: &str = include_str!("../../../assets/words/lists/plainer.txt");
const IDIOMS: &str = include_str!("../../../assets/words/lists/idioms.txt");

/// Each known word with the youngest band for which it is listed.
static KNOWN: LazyLock<HashMap<&'static str, Band>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    let mut add = |word: &'static str, band: Band| {
        let from = known.entry(word).or_insert(band);
        *from = band.min(*from);
    };
    lines(SPACHE).for_each(|word| add(word, Band::From4));
    lines(DALE_CHALL).for_each(|word| add(word, Band::From12));
    let mut band = Band::From4;
    for line in lines(BRITISH) {
        match line {
            "[from 4]" => band = Band::From4,
            "[from 8]" => band = Band::From8,
            "[from 12]" => band = Band::From12,
            words => words.split_whitespace().for_each(|word| add(word, band)),
        }
    }
    known
});

static PLAIN: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| pairs(PLAINER).collect());
static SAYINGS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| pairs(IDIOMS).collect());

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn pairs(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(file).filter_map(|line| line.split_once(" = "))
}

/// Whether children of a band know an English word, in any of its usual forms.
pub(super) fn known(word: &str, band: Band) -> bool {
    let word = small(word);
    listed(&word, band) || word.contains('-') && word.split('-').all(|part| listed(part, band))
}

fn listed(word: &str, band: Band) -> bool {
    if word.contains(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let is = |word: &str| KNOWN.get(word).is_some_and(|from| *from <= band);
    let plain = without_ending(word);
    is(word) || is(plain) || stems(plain).iter().any(|stem| is(stem) || stems(stem).iter().any(|stem| is(stem)))
}

/// A word without what an apostrophe joins to it: “carer's”, “you'll”, “isn't”.
fn without_ending(word: &str) -> &str {
    match word {
        "can't" => return "can",
        "won't" | "shan't" => return "will",
        _ => {}
    }
    ["n't", "'s", "'ll", "'re", "'ve", "'d", "'m", "'"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}

const ENDINGS: [(&str, &str); 13] = [
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ier", "y"),
    ("iest", "y"),
    ("ily", "y"),
    ("ly", ""),
    ("ly", "le"),
    ("ness", ""),
    ("iness", "y"),
    ("ful", ""),
    ("less", ""),
];

/// What a word may be a form of: plurals, -ed, -ing, -er, -est, -ly, -ness, -ful, -less, un-.
fn stems(word: &str) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    // In “shops” or “runs” nothing more than the ending goes; “stories” and “happily” had a y.
    for (end, instead) in ENDINGS {
        list.extend(word.strip_suffix(end).map(|stem| format!("{stem}{instead}")));
    }
    list.extend(word.strip_prefix("un").filter(|stem| stem.len() > 3).map(str::to_owned));
    // “moving” lost an e, “stopped” has a letter twice.
    for end in ["ed", "ing", "er", "est"] {
        let Some(stem) = word.strip_suffix(end) else { continue };
        list.push(stem.to_owned());
        list.push(format!("{stem}e"));
        let mut letters = stem.chars().rev();
        if let (Some(last), Some(before)) = (letters.next(), letters.next())
            && last == before
        {
            list.push(stem.chars().take(stem.chars().count() - 1).collect());
        }
    }
    list.retain(|stem| stem.len() > 1);
    list
}

/// What to say instead of a word, if the list knows it.
pub(super) fn plainer(word: &str) -> Option<&'static str> {
    let word = small(word);
    let find = |word: &str| PLAIN.get(word).copied();
    find(&word).or_else(|| stems(without_ending(&word)).iter().find_map(|stem| find(stem)))
}

/// Sayings that do not mean what their words say, with what to say instead.
pub(super) fn idioms() -> &'static [(&'static str, &'static str)] {
    &SAYINGS
}

#[cfg(test)]
mod tests {
    use super::{BRITISH, DALE_CHALL, IDIOMS, PLAINER, SPACHE, idioms, known, lines, pairs, plainer};
    use crate::domain::wording::Band;
    use std::collections::BTreeSet;

    #[test]
    fn the_lists_are_whole() {
        assert_eq!(lines(SPACHE).count(), 1062);
        assert_eq!(lines(DALE_CHALL).count(), 2934);
        assert_eq!(lines(PLAINER).count(), pairs(PLAINER).count(), "a line of plainer.txt has no equals sign");
        assert_eq!(lines(IDIOMS).count(), pairs(IDIOMS).count(), "a line of idioms.txt has no equals sign");
        assert!(idioms().len() >= 40);
        let words: Vec<&str> = lines(BRITISH).filter(|line| !line.starts_with('[')).flat_map(str::split_whitespace).collect();
        let once: BTreeSet<&str> = words.iter().copied().collect();
        assert_eq!(once.len(), words.len(), "a word of british.txt stands twice");
        assert_eq!(lines(BRITISH).filter(|line| line.starts_with('[')).count(), 3);
    }

    #[test]
    fn words_are_known_by_band() {
        for word in ["home", "mum", "scared", "grown-ups", "Monday", "16"] {
            assert!(known(word, Band::From4), "{word}");
        }
        assert!(!known("survey", Band::From4) && known("survey", Band::From8));
        assert!(!known("opportunity", Band::From8) && known("opportunity", Band::From12) && known("opportunity", Band::From16));
        assert!(!known("commence", Band::From16));
        for hurtful in ["negro", "sissy", "dumb"] {
            assert!(!known(hurtful, Band::From16), "{hurtful}");
        }
    }

    #[test]
    fn usual_forms_of_a_word_are_known() {
        for word in [
            "stories",
            "stopped",
            "moving",
            "carers",
            "happier",
            "kindly",
            "busiest",
            "gently",
            "carer’s",
            "you’ll",
            "isn't",
            "can’t",
            "worries",
        ] {
            assert!(known(word, Band::From8) || word == "gently" && known(word, Band::From12), "{word}");
        }
        assert!(!known("placement", Band::From8));
    }

    #[test]
    fn plainer_words_are_themselves_known_from_8() {
        assert_eq!(plainer("Regularly"), Some("often"));
        assert_eq!(plainer("discussed"), Some("talk about"));
        assert_eq!(plainer("talk"), None);
        let hard: Vec<&str> = pairs(PLAINER)
            .chain(pairs(IDIOMS))
            .flat_map(|(_, instead)| instead.split_whitespace())
            .filter(|w| !known(w, Band::From8))
            .collect();
        assert_eq!(hard, Vec::<&str>::new(), "no easier");
    }
}
