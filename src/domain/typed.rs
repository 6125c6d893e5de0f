//! What staff type that is shown to others: quotes, what a group agreed, notes, references.

/// Why a text was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTyped {
    /// Nothing but spaces.
    #[error("nothing was written")]
    Empty,
    /// Longer than it may be.
    #[error("write it in up to {0} letters")]
    TooLong(usize),
}

/// A text as it is kept: lines end alike, without what no reader sees and a page may be bent by
/// (control characters, marks that turn the direction of what follows), without spaces around it.
///
/// # Errors
/// [`NotTyped`] if nothing or too much is left.
pub fn typed(text: &str, longest: usize) -> Result<String, NotTyped> {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = lines.chars().filter(|c| (*c == '\n' || !c.is_control()) && !turns(*c)).collect();
    let kept = kept.trim();
    match kept.chars().count() {
        0 => Err(NotTyped::Empty),
        n if n > longest => Err(NotTyped::TooLong(longest)),
        _ => Ok(kept.to_owned()),
    }
}

/// The same in one line: every run of spaces and line ends is one space.
///
/// # Errors
/// [`NotTyped`] if nothing or too much is left.
pub fn line(text: &str, longest: usize) -> Result<String, NotTyped> {
    typed(&text.split_whitespace().collect::<Vec<_>>().join(" "), longest)
}

/// Embeddings, overrides and isolates of direction (Unicode 15, UAX #9).
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{NotTyped, line, typed};

    #[test]
    fn what_is_typed_is_kept_without_what_bends_a_page() {
        assert_eq!(typed("  one\r\ntwo\rthree\u{0}\u{7}  ", 99).as_deref(), Ok("one\ntwo\nthree"));
        assert_eq!(typed("a\u{202e}b\u{2066}c", 3).as_deref(), Ok("abc"));
        assert_eq!(typed("<b>&amp;</b>", 99).as_deref(), Ok("<b>&amp;</b>"), "markup is a text like any other");
        assert_eq!(typed("سلام 👍🏽", 99).as_deref(), Ok("سلام 👍🏽"));
        assert_eq!(typed(" \n\u{202e}\t", 99), Err(NotTyped::Empty));
        assert_eq!(typed("abcd", 3), Err(NotTyped::TooLong(3)));
        assert_eq!(line(" REF\n 12  /7 ", 99).as_deref(), Ok("REF 12 /7"));
    }
}
