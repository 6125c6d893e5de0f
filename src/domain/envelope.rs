//! Envelopes: one child's set of answers, on its way, under a random id; and a remark's, which is
//! another one, with an id of its own.

use super::code::Code;
use super::event::{EventCode, Version};
use super::policy::Policy;
use std::fmt;

/// A letter is padded to this many bytes before it is sealed, so that its length tells nothing.
///
/// A remark is padded to the same: a thousand characters of any script take at most 4,000 bytes, and
/// an envelope that is as long as any other does not tell whoever watches the network who wrote something.
pub const PADDED: usize = 4096;

/// The random id of an envelope: 16 bytes, 32 hexadecimal digits in addresses.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EnvelopeId([u8; 16]);

impl EnvelopeId {
    /// An id of these bytes.
    #[must_use]
    pub fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Parses an id from an address: exactly 32 lower-case hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        digits(text).map(Self)
    }

    /// The bytes of the id.
    #[must_use]
    pub fn bytes(&self) -> [u8; 16] {
        self.0
    }
}

impl fmt::Display for EnvelopeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl fmt::Debug for EnvelopeId {
    /// Never the id itself: it must not stand in a log (invariant: nothing about a child in logs).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnvelopeId(…)")
    }
}

/// 16 bytes of exactly 32 lower-case hexadecimal digits.
fn digits(text: &str) -> Option<[u8; 16]> {
    let digits = text.as_bytes();
    if digits.len() != 32 {
        return None;
    }
    let mut bytes = [0; 16];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |d: u8| match d {
            b'0'..=b'9' => Some(d - b'0'),
            b'a'..=b'f' => Some(d - b'a' + 10),
            _ => None,
        };
        *byte = digit(pair[0])? * 16 + digit(pair[1])?;
    }
    Some(bytes)
}

/// The random id of a remark. A type of its own: a remark never goes under the id of a child's answers,
/// nor two remarks under one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RemarkId([u8; 16]);

impl RemarkId {
    /// An id of these bytes.
    #[must_use]
    pub fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Parses an id from an address: exactly 32 lower-case hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        digits(text).map(Self)
    }

    /// The bytes of the id.
    #[must_use]
    pub fn bytes(&self) -> [u8; 16] {
        self.0
    }
}

impl fmt::Display for RemarkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl fmt::Debug for RemarkId {
    /// Never the id itself, as with envelopes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RemarkId(…)")
    }
}

/// What is bound into a remark's envelope: event and question, and nothing else. Not the version or the
/// promise: neither says anything about a text, and each would tell one remark from another.
#[derive(Debug, Clone)]
pub struct RemarkBinding<'a> {
    /// The event.
    pub event: &'a EventCode,
    /// The question.
    pub question: &'a Code,
}

impl RemarkBinding<'_> {
    /// The associated data of a remark's envelope, as the child's page builds it too.
    #[must_use]
    pub fn associated_data(&self, id: &RemarkId) -> Vec<u8> {
        format!("sayso remark 1|{id}|{}|{}", self.event, self.question).into_bytes()
    }
}

/// What is bound into an envelope: it opens under no other id, event, version or promise.
#[derive(Debug, Clone)]
pub struct Binding<'a> {
    /// The event.
    pub event: &'a EventCode,
    /// The questionnaire version.
    pub version: &'a Version,
    /// The policy.
    pub policy: Policy,
}

impl Binding<'_> {
    /// The associated data of an envelope, as the child's page builds it too.
    #[must_use]
    pub fn associated_data(&self, id: &EnvelopeId) -> Vec<u8> {
        format!("sayso 1|{id}|{}|{}|{}", self.event, self.version, self.policy.as_str()).into_bytes()
    }
}

/// Why what was in an envelope could not be counted; kept with it when it is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// It does not open: another event, version or promise, or it was harmed on the way.
    DoesNotOpen,
    /// It opens, but what is in it is not a set of answers.
    NotReadable,
    /// It names a question or choice that is not there, or too many.
    NotValid,
    /// Other bytes were taken in under its id before. Only of a file: a tablet keeps them itself.
    OtherBytes,
}

impl Aside {
    /// The reason as it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Aside::DoesNotOpen => "does-not-open",
            Aside::NotReadable => "not-readable",
            Aside::NotValid => "not-valid",
            Aside::OtherBytes => "other-bytes",
        }
    }
}

/// Pads a text to `size` bytes ([`PADDED`] for a letter): four bytes of length, the text, zeros.
/// None if it does not fit.
#[must_use]
pub fn pad(text: &[u8], size: usize) -> Option<Vec<u8>> {
    let length = u32::try_from(text.len()).ok()?;
    if text.len() + 4 > size {
        return None;
    }
    let mut padded = Vec::with_capacity(size);
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(text);
    padded.resize(size, 0);
    Some(padded)
}

/// Takes the text out of its padding. None if the length does not fit.
#[must_use]
pub fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let (length, rest) = padded.split_first_chunk::<4>()?;
    rest.get(..usize::try_from(u32::from_be_bytes(*length)).ok()?)
}

#[cfg(test)]
mod tests {
    use super::{EnvelopeId, PADDED, RemarkBinding, RemarkId, pad, unpad};
    use crate::domain::code::Code;
    use crate::domain::event::EventCode;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn padding_keeps_the_text_and_hides_its_length(text in proptest::collection::vec(any::<u8>(), 0..PADDED - 4)) {
            let padded = pad(&text, PADDED).expect("it fits");
            prop_assert_eq!(padded.len(), PADDED);
            prop_assert_eq!(unpad(&padded), Some(text.as_slice()));
        }

        #[test]
        fn ids_read_back(bytes in any::<[u8; 16]>()) {
            let id = EnvelopeId::new(bytes);
            prop_assert_eq!(EnvelopeId::parse(&id.to_string()), Some(id));
            let id = RemarkId::new(bytes);
            prop_assert_eq!(RemarkId::parse(&id.to_string()), Some(id));
        }
    }

    #[test]
    fn a_remark_names_event_and_question_and_nothing_else() {
        let (event, question) = (EventCode::parse("abcdefgh").expect("a code"), Code::parse("one-thing").expect("a code"));
        let bound = RemarkBinding { event: &event, question: &question }.associated_data(&RemarkId::new([0xa1; 16]));
        assert_eq!(bound, format!("sayso remark 1|{}|abcdefgh|one-thing", "a1".repeat(16)).into_bytes());
        // A thousand characters of four bytes each, the longest that there are.
        assert!(pad("\u{1f600}".repeat(1000).as_bytes(), PADDED).is_some());
    }

    #[test]
    fn what_is_too_long_or_broken_is_refused() {
        assert!(pad(&[1; PADDED], PADDED).is_none());
        assert!(pad(&[1; 3], 6).is_none());
        assert!(unpad(&[0xff; PADDED]).is_none());
        assert!(unpad(&[0; 2]).is_none());
        assert!(EnvelopeId::parse("zz").is_none());
        assert!(EnvelopeId::parse(&"A".repeat(32)).is_none());
    }
}
