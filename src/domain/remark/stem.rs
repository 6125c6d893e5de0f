//! The forms of an English word, brought together by their ends.

/// The word as it is found in a dictionary, among others: every form that an ending may have come from.
pub(super) fn bases(word: &str) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    for ending in ["s", "es", "ed", "d", "ing", "in", "er", "ers", "est", "ly", "y", "r", "st"] {
        let Some(base) = word.strip_suffix(ending).filter(|base| base.len() >= 3) else { continue };
        // “scared” is scare and a d; “scard” is no word.
        if matches!(ending, "d" | "r" | "st") && !base.ends_with('e') {
            continue;
        }
        out.push(base.to_owned());
        if matches!(ending, "ing" | "in" | "ed" | "er" | "est" | "ers" | "y") {
            out.push(format!("{base}e"));
        }
        let mut letters = base.chars().rev();
        if let (Some(last), Some(before)) = (letters.next(), letters.next())
            && base.len() > 3
            && last == before
        {
            out.push(base.chars().take(base.chars().count() - 1).collect());
        }
        if let Some(stem) = base.strip_suffix('i') {
            out.push(format!("{stem}y"));
        }
    }
    out
}

/// One key for all regular forms of a verb or noun, for comparing two words with each other:
/// hit, hits and hitting have one; lie and lying too. Not a word itself.
pub(super) fn key(word: &str) -> String {
    let mut stem = word;
    for ending in ["ings", "ing", "edly", "ed", "es", "s"] {
        let Some(base) = stem.strip_suffix(ending) else { continue };
        let count = base.chars().count();
        let vowel = base.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        if count < 2
            || ending == "s" && count < 3
            || !vowel
            || ending == "s" && base.ends_with('s')
            || ending == "ed" && base.ends_with('e')
        {
            continue;
        }
        stem = base;
        break;
    }
    // In letters, not bytes: an accent that was not folded away is one of two.
    let letters = |word: &str| if word.is_ascii() { word.len() } else { word.chars().count() };
    if letters(stem) > 3 {
        stem = stem.strip_suffix('e').unwrap_or(stem);
    }
    if letters(stem) > 2 {
        let mut ends = stem.chars().rev();
        let (last, before) = (ends.next(), ends.next());
        if last == before && last.is_some_and(|c| !"aeiou".contains(c)) {
            stem = ends_without(stem);
        }
    }
    match stem.strip_suffix('y').filter(|_| letters(stem) > 2) {
        Some(base) => format!("{base}i"),
        None => stem.to_owned(),
    }
}

/// A word without its last letter.
fn ends_without(word: &str) -> &str {
    let mut letters = word.chars();
    letters.next_back();
    letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_key() {
        for forms in [
            &["hit", "hits", "hitting"][..],
            &["slap", "slaps", "slapped", "slapping"],
            &["touch", "touches", "touched", "touching"],
            &["scare", "scares", "scared", "scaring"],
            &["kill", "kills", "killed", "killing"],
            &["cry", "cries", "cried", "crying"],
            &["bully", "bullies", "bullied", "bullying"],
            &["secret", "secrets"],
            &["kiss", "kisses", "kissed"],
        ] {
            let first = key(forms[0]);
            assert!(forms.iter().all(|form| key(form) == first), "{forms:?}: {:?}", forms.iter().map(|f| key(f)).collect::<Vec<_>>());
        }
        for (one, other) in [("hit", "hid"), ("bit", "bed"), ("king", "kiss"), ("bring", "break"), ("red", "reed")] {
            assert_ne!(key(one), key(other));
        }
    }

    #[test]
    fn a_dictionary_form_is_among_the_bases() {
        for (word, base) in [
            ("stabilisers", "stabilise"),
            ("running", "run"),
            ("ponies", "pony"),
            ("noisy", "noise"),
            ("talkin", "talk"),
            ("biggest", "big"),
        ] {
            assert!(bases(word).iter().any(|b| b == base), "{word}: {:?}", bases(word));
        }
    }
}
