//! What a child typed, as it is taken in: only what can be seen, and at most a thousand characters.

use std::fmt;

/// The most characters that a remark may have, after what cannot be seen was taken out.
pub const MOST: usize = 1_000;
/// The most accents in a row that any language puts on one letter; more is a prank that spills over lines.
const MOST_ACCENTS: usize = 4;

/// A remark of one character up to [`MOST`]. What it says is never written by `{:?}`, so it gets into no log.
#[derive(Clone, PartialEq, Eq)]
pub struct Text(String);

/// A remark has too many characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("This has {chars} characters. Up to {MOST} fit.")]
pub struct TooLong {
    /// How many it has, without what cannot be seen.
    pub chars: usize,
}

impl Text {
    /// Takes in what a child typed. `None` if nothing can be seen of it.
    ///
    /// Control characters go, but for line breaks, of which two in a row stay; so do the characters
    /// that turn the direction of writing around, and those that cannot be seen. The joiners that
    /// Persian, Indian scripts and emoji need stay where they join something.
    ///
    /// # Errors
    /// If more than [`MOST`] characters are left.
    pub fn parse(typed: &str) -> Result<Option<Self>, TooLong> {
        let seen = tidy_lines(&visible(typed));
        let chars = seen.chars().count();
        if !seen.chars().any(|c| !is_accent(c) && !is_joiner(c) && !is_selector(c) && !c.is_whitespace()) {
            return Ok(None);
        }
        if chars > MOST { Err(TooLong { chars }) } else { Ok(Some(Self(seen))) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, given away.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} characters)", self.0.chars().count())
    }
}

/// Without what cannot be seen or would do harm.
fn visible(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut accents = 0;
    let mut in_flag = false;
    let mut waiting: Option<char> = None;
    let mut chars = typed.chars().peekable();
    while let Some(c) = chars.next() {
        let c = match c {
            '\r' => {
                if chars.peek() == Some(&'\n') {
                    continue;
                }
                '\n'
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            // The Braille blank is a space to whoever sees it.
            '\u{2800}' => ' ',
            _ if c.is_whitespace() => ' ',
            _ => c,
        };
        // The flags of England, Scotland and Wales are spelt in characters that cannot be seen.
        in_flag = c == '\u{1f3f4}' || in_flag && is_tag(c);
        if is_tag(c) && !in_flag || is_hidden(c) {
            continue;
        }
        if is_joiner(c) {
            waiting = Some(c);
            continue;
        }
        // A joiner stays only between two things to join.
        if let Some(joiner) = waiting.take()
            && !c.is_whitespace()
            && out.chars().next_back().is_some_and(|last| !last.is_whitespace())
        {
            out.push(joiner);
        }
        accents = if is_accent(c) { accents + 1 } else { 0 };
        if accents <= MOST_ACCENTS {
            out.push(c);
        }
    }
    out
}

/// No spaces at the ends of lines, one empty line at most between two, none at the ends.
fn tidy_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.trim().split('\n').map(str::trim_end) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        out.push_str(line);
    }
    out
}

/// ZWNJ, which parts letters inside a Persian word, and ZWJ, which joins emoji and Indian letters.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Asks for the coloured or the plain form of the character before it.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}')
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

/// Cannot be seen, or changes how what stands beside it is seen.
fn is_hidden(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e001f}' | '\u{e0080}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(typed: &str) -> Option<String> {
        Text::parse(typed).expect("short").map(Text::into_string)
    }

    #[test]
    fn what_cannot_be_seen_is_nothing() {
        for typed in [
            "",
            "   ",
            "\n\n\t\r\n",
            "\0",
            "\u{200b}\u{feff}",
            "\u{202e}\u{2066}",
            "\u{200d}",
            "\u{301}\u{301}",
            "\u{2800}\u{3164}",
            "\u{e0041}",
            "\u{fe0f}",
        ] {
            assert_eq!(seen(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn line_breaks_stay_and_other_control_characters_go() {
        assert_eq!(seen("  one\r\ntwo\rthree\u{2028}four  ").as_deref(), Some("one\ntwo\nthree\nfour"));
        assert_eq!(seen("one\n\n\n \t\n\ntwo").as_deref(), Some("one\n\ntwo"));
        assert_eq!(seen("a\0b\u{7}c\u{1b}[31md").as_deref(), Some("abc[31md"));
        assert_eq!(seen("<script>alert(1)</script>").as_deref(), Some("<script>alert(1)</script>"), "markup is text");
    }

    #[test]
    fn nothing_turns_the_direction_of_writing_around() {
        assert_eq!(seen("safe\u{202e}kcab\u{202c} \u{2067}x\u{2069}\u{200f}").as_deref(), Some("safekcab x"));
    }

    #[test]
    fn joiners_stay_where_they_join() {
        for kept in ["می‌خواهم به خانه بروم", "👩‍👧‍👦", "क्‍ष", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 👍🏽", "\u{645}\u{64e}\u{62f}\u{652}\u{631}\u{64e}\u{633}\u{64e}\u{629}"]
        {
            assert_eq!(seen(kept).as_deref(), Some(kept));
        }
        assert_eq!(seen("\u{200d}a\u{200c} \u{200c}b\u{200d}").as_deref(), Some("a b"));
        assert_eq!(seen("a\u{200d}\u{200d}\u{200d}b").as_deref(), Some("a\u{200d}b"));
        assert_eq!(seen("h\u{e0068}i\u{e007f}").as_deref(), Some("hi"), "tags hide a message unless they spell a flag");
    }

    #[test]
    fn emoji_and_every_script_are_remarks() {
        for kept in
            ["😀😀😀", "👍", "1", "?", "Dw i eisiau mynd adref", "أريد أن أرى أخي", "خواهرم را می‌خواهم", "我想回家", "ፍቅር", "ᱥᱟᱱᱛᱟᱲᱤ"]
        {
            assert_eq!(seen(kept).as_deref(), Some(kept));
        }
    }

    #[test]
    fn accents_do_not_spill_over_lines() {
        let zalgo = format!("a{}b", "\u{317}".repeat(50));
        assert_eq!(seen(&zalgo).map(|s| s.chars().count()), Some(2 + MOST_ACCENTS));
    }

    #[test]
    fn a_thousand_characters_fit_and_not_one_more() {
        assert!(Text::parse(&"é".repeat(MOST)).is_ok_and(|t| t.is_some()));
        assert_eq!(Text::parse(&"é".repeat(MOST + 1)), Err(TooLong { chars: MOST + 1 }));
        assert!(Text::parse(&format!("  {}\u{200b}  ", "😀".repeat(MOST))).is_ok_and(|t| t.is_some()));
        assert_eq!(Text::parse(&"x".repeat(1 << 20)), Err(TooLong { chars: 1 << 20 }));
        assert_eq!(Text::parse(&"\u{202e}".repeat(1 << 20)), Ok(None));
    }

    #[test]
    fn what_a_child_said_gets_into_no_log() {
        let text = Text::parse("he hits me").expect("short").expect("something");
        assert!(!format!("{text:?}").contains("hits"));
    }

    /// Any characters at all, drawn by a small generator of our own, so that a failure comes back.
    #[test]
    fn whatever_is_typed_what_is_kept_is_clean() {
        const ODD: [char; 22] = [
            '\0',
            '\n',
            '\r',
            '\t',
            ' ',
            'a',
            'é',
            '\u{301}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{202e}',
            '\u{2066}',
            '\u{2028}',
            '\u{fe0f}',
            '\u{1f3f4}',
            '\u{e0067}',
            '\u{e007f}',
            '\u{feff}',
            '😀',
            'ی',
            '\u{2800}',
        ];
        let mut state = 0x5eed_u64;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        for _ in 0..20_000 {
            let typed: String = (0..next(40))
                .map(|_| match next(3) {
                    0 => char::from_u32(u32::try_from(next(0x11_0000)).expect("fits")).unwrap_or('x'),
                    _ => ODD[usize::try_from(next(22)).expect("fits")],
                })
                .collect();
            let Some(kept) = seen(&typed) else { continue };
            assert_eq!(seen(&kept).as_deref(), Some(kept.as_str()), "taken in twice is taken in once: {typed:?}");
            assert_eq!(kept.trim(), kept, "{typed:?}");
            assert!(!kept.is_empty() && !kept.contains("\n\n\n") && !kept.contains(" \n"), "{typed:?}");
            assert!(!kept.chars().any(|c| is_hidden(c) || c.is_control() && c != '\n'), "{typed:?} gave {kept:?}");
            assert!(!kept.ends_with(is_joiner) && !kept.starts_with(is_joiner), "{typed:?}");
        }
    }
}
