//! How words are misspelt and disguised: letters left out, drawn out, or written as digits and signs.

/// The word, and every word that is left if one letter goes.
pub(super) fn without_one(word: &str) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    let mut out = vec![word.to_owned()];
    out.extend((0..chars.len()).map(|gone| chars.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, c)| *c).collect()));
    out
}

/// “heeelp” is help or heelp: letters that stand three times or more, once and twice.
pub(super) fn without_repeats(word: &str) -> Option<[String; 2]> {
    let chars: Vec<char> = word.chars().collect();
    if !chars.windows(3).any(|three| matches!(three, [a, b, c] if a == b && b == c)) {
        return None;
    }
    let squeeze = |most: usize| {
        let mut out: Vec<char> = Vec::new();
        let mut run = 0;
        for c in &chars {
            run = if out.last() == Some(c) { run + 1 } else { 1 };
            let long = chars.windows(3).any(|three| three.iter().all(|t| t == c));
            if run <= most || !long {
                out.push(*c);
            }
        }
        out.into_iter().collect()
    };
    Some([squeeze(1), squeeze(2)])
}

/// “k1ll”: digits that look like letters, inside a word.
pub(super) fn letters_for_digits(word: &str) -> Option<String> {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits == 0 || digits == word.chars().count() {
        return None;
    }
    Some(word.chars().map(|c| looks_like(c).unwrap_or(c)).collect())
}

fn looks_like(c: char) -> Option<char> {
    match c {
        '0' => Some('o'),
        '1' | '!' | '|' => Some('i'),
        '3' | '€' => Some('e'),
        '4' | '@' => Some('a'),
        '5' | '$' => Some('s'),
        '7' | '+' => Some('t'),
        '8' => Some('b'),
        _ => None,
    }
}

pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '!' | '|' | '€' | '@' | '$' | '+' | '*' | '#')
}

pub(super) fn unsigned(c: char) -> Option<char> {
    match c {
        '#' => Some('*'),
        _ if c.is_alphanumeric() || is_sign(c) => Some(looks_like(c).unwrap_or(c)),
        _ => None,
    }
}

/// Whether a word with stars for letters can be a listed one, in the form in which it is compared.
pub(super) fn with_stars(starred: &str, listed: &str) -> bool {
    let fits = |a: &str| a.chars().count() == listed.chars().count() && a.chars().zip(listed.chars()).all(|(a, b)| a == '*' || a == b);
    let stars = starred.chars().filter(|c| *c == '*').count();
    listed.chars().count() >= 4
        && stars < listed.chars().count() - 1
        && ["", "s", "ed", "ing"].iter().any(|end| starred.strip_suffix(end).is_some_and(fits))
}
