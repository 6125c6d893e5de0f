//! A tablet's sealed outbox as a file, for a tablet that lost its network for good: JSON lines, one
//! envelope each, sealed as they would have been sent. Nothing in it can be read without the event's key.

use super::code::Code;
use super::envelope::{EnvelopeId, RemarkId};
use super::event::EventCode;
use serde::{Deserialize, Serialize};

/// The format that is written and read.
const FORMAT: u32 = 1;
/// The longest line that is read: an envelope of a child's page takes 5,700 bytes.
const LONGEST_LINE: usize = 64 * 1024;

/// One envelope of an outbox.
#[derive(Clone, PartialEq, Eq)]
pub enum Sealed {
    /// A child's answers.
    Answers(EnvelopeId, Vec<u8>),
    /// What was written to a question.
    Remark(RemarkId, Code, Vec<u8>),
}

/// An outbox that was read.
pub struct Outbox {
    /// The event that it belongs to.
    pub event: EventCode,
    /// Its envelopes.
    pub envelopes: Vec<Sealed>,
    /// Lines that could not be read, from 1: cut off, or harmed.
    pub unreadable: Vec<usize>,
}

/// Why a file is not an outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnOutbox {
    /// Something else.
    #[error("this file is no outbox of a tablet: its first line does not say so")]
    Other,
    /// Written by a later version.
    #[error("this outbox was written by a newer version of Sayso, in format {0}; this one reads format {FORMAT}")]
    Newer(u32),
}

#[derive(Serialize, Deserialize)]
struct Head {
    sayso: String,
    format: u32,
    event: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    bytes: String,
}

/// Reads an outbox. A line that cannot be read is told by its number and holds up no other.
///
/// # Errors
/// [`NotAnOutbox`] if it is something else.
pub fn read(file: &[u8]) -> Result<Outbox, NotAnOutbox> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let mut lines = file.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).enumerate();
    let head = lines.next().map(|(_, line)| line).filter(|line| line.len() <= LONGEST_LINE).unwrap_or_default();
    let head: Head = serde_json::from_slice(head).map_err(|_| NotAnOutbox::Other)?;
    let event = EventCode::parse(&head.event).filter(|_| head.sayso == "outbox").ok_or(NotAnOutbox::Other)?;
    if head.format != FORMAT {
        return Err(NotAnOutbox::Newer(head.format));
    }
    let mut outbox = Outbox { event, envelopes: Vec::new(), unreadable: Vec::new() };
    for (number, line) in lines.filter(|(_, line)| !line.is_empty()) {
        match envelope(line) {
            Some(sealed) => outbox.envelopes.push(sealed),
            None => outbox.unreadable.push(number + 1),
        }
    }
    Ok(outbox)
}

fn envelope(line: &[u8]) -> Option<Sealed> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    let line: Line = serde_json::from_slice(line).ok()?;
    let bytes = from_base64(&line.bytes)?;
    match line.question {
        None => Some(Sealed::Answers(EnvelopeId::parse(&line.id)?, bytes)),
        Some(question) => Some(Sealed::Remark(RemarkId::parse(&line.id)?, Code::parse(&question).ok()?, bytes)),
    }
}

/// Writes an outbox, sorted by id: a file tells nothing of the order in which children answered.
#[must_use]
pub fn write(event: &EventCode, envelopes: &[Sealed]) -> String {
    let mut lines: Vec<Line> = envelopes
        .iter()
        .map(|sealed| match sealed {
            Sealed::Answers(id, bytes) => Line { id: id.to_string(), question: None, bytes: to_base64(bytes) },
            Sealed::Remark(id, question, bytes) => {
                Line { id: id.to_string(), question: Some(question.to_string()), bytes: to_base64(bytes) }
            }
        })
        .collect();
    lines.sort_by(|a, b| a.id.cmp(&b.id));
    let head = Head { sayso: "outbox".into(), format: FORMAT, event: event.to_string() };
    let mut text = serde_json::to_string(&head).unwrap_or_default() + "\n";
    for line in lines {
        text.push_str(&serde_json::to_string(&line).unwrap_or_default());
        text.push('\n');
    }
    text
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64url without padding (RFC 4648 §5).
fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let held = chunk.iter().fold(0_u32, |held, byte| (held << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            let six = usize::try_from((held >> (18 - 6 * place)) & 63).unwrap_or(0);
            text.push(char::from(LETTERS.get(six).copied().unwrap_or(b'A')));
        }
    }
    text
}

/// Reads base64url, and plain base64 too, with or without padding. None if there is anything else in it,
/// or bits are left over that are not nought.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for letter in text {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        held = ((held << 6) | u32::from(six)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).ok()?);
        }
    }
    (bits < 6 && held & ((1 << bits) - 1) == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{NotAnOutbox, Sealed, from_base64, read, to_base64, write};
    use crate::domain::code::Code;
    use crate::domain::envelope::{EnvelopeId, RemarkId};
    use crate::domain::event::EventCode;
    use proptest::prelude::*;

    fn event() -> EventCode {
        EventCode::parse("abcdefgh").expect("a code")
    }

    proptest! {
        #[test]
        fn bytes_read_back(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let text = to_base64(&bytes);
            prop_assert_eq!(from_base64(&text), Some(bytes.clone()));
            let plain = text.replace('-', "+").replace('_', "/") + "=".repeat((4 - text.len() % 4) % 4).as_str();
            prop_assert_eq!(from_base64(&plain), Some(bytes));
        }

        #[test]
        fn whatever_comes_nothing_breaks(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _either = read(&bytes);
            let mut file = write(&event(), &[]).into_bytes();
            file.extend(bytes);
            prop_assert!(read(&file).is_ok());
        }
    }

    #[test]
    fn an_outbox_reads_back_in_the_order_of_its_ids() {
        let question = Code::parse("one-thing").expect("a code");
        let (late, early) =
            (Sealed::Answers(EnvelopeId::new([9; 16]), vec![1; 4177]), Sealed::Answers(EnvelopeId::new([1; 16]), vec![2; 4177]));
        let remark = Sealed::Remark(RemarkId::new([5; 16]), question, vec![3; 4177]);
        let text = write(&event(), &[late.clone(), remark.clone(), early.clone()]);
        let back = read(text.as_bytes()).expect("an outbox");
        assert!(back.event == event() && back.unreadable.is_empty());
        assert!(back.envelopes == [early, remark, late], "by id, not as they came");
        // A card reader's line ends and mark do not matter.
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert!(read(windows.as_bytes()).is_ok_and(|o| o.envelopes.len() == 3 && o.unreadable.is_empty()));
    }

    #[test]
    fn a_harmed_line_holds_up_no_other() {
        let text = write(
            &event(),
            &[Sealed::Answers(EnvelopeId::new([1; 16]), vec![2; 40]), Sealed::Answers(EnvelopeId::new([2; 16]), vec![2; 40])],
        );
        let cut = &text[..text.len() - 20];
        let back = read(cut.as_bytes()).expect("an outbox");
        assert_eq!((back.envelopes.len(), back.unreadable), (1, vec![3]));
        for (other, why) in [
            ("", NotAnOutbox::Other),
            ("{}", NotAnOutbox::Other),
            ("{\"sayso\":\"inbox\",\"format\":1,\"event\":\"abcdefgh\"}", NotAnOutbox::Other),
        ] {
            assert_eq!(read(other.as_bytes()).err(), Some(why), "{other}");
        }
        let newer = text.replace("\"format\":1", "\"format\":2");
        assert_eq!(read(newer.as_bytes()).err(), Some(NotAnOutbox::Newer(2)));
        for bad in ["{\"id\":\"00\",\"bytes\":\"AA\"}", "[]", "{\"id\":\"00000000000000000000000000000000\",\"bytes\":\"A!\"}"] {
            let file = write(&event(), &[]) + bad;
            assert_eq!(read(file.as_bytes()).expect("an outbox").unreadable, [2], "{bad}");
        }
    }
}
