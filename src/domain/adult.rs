//! The adults at an event whom a child can ask for, and the numbers that can be phoned.

use super::typed::{NotTyped, line};

/// The drawn adults from whom an officer chooses: (name of the drawing, what it shows).
pub const PICTURES: [(&str, &str); 8] = [
    ("adult-bun", "Dark skin, hair in a bun, lanyard"),
    ("adult-bob", "Brown skin, a dark bob, lanyard"),
    ("adult-scarf", "Brown skin, a blue headscarf"),
    ("adult-curls", "Light skin, brown curls"),
    ("adult-beard", "Light skin, glasses and a beard"),
    ("adult-short", "Brown skin, short dark hair"),
    ("adult-afro", "Dark skin, an afro, glasses"),
    ("adult-grey", "Light skin, short grey hair, glasses"),
];

/// What an officer types of an adult.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAdult {
    /// The name by which children ask for her.
    pub name: String,
    /// Who she is, in a child's words: “from the children’s rights team”.
    pub role: String,
    /// Which drawing is most like her.
    pub picture: &'static str,
    /// Whether she is from outside the service that children are asked about.
    pub outside: bool,
}

/// An adult at an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adult {
    /// The row.
    pub id: i32,
    /// What was typed.
    pub told: NewAdult,
}

/// The drawing with a name.
#[must_use]
pub fn picture(name: &str) -> Option<&'static str> {
    PICTURES.iter().find(|(known, _)| *known == name).map(|(known, _)| *known)
}

/// A name, in one line.
///
/// # Errors
/// [`NotTyped`] if nothing or too much was written.
pub fn name(typed: &str) -> Result<String, NotTyped> {
    line(typed, 30)
}

/// A role, in one line.
///
/// # Errors
/// [`NotTyped`] if nothing or too much was written.
pub fn role(typed: &str) -> Result<String, NotTyped> {
    line(typed, 60)
}

/// A number to phone or text: digits, spaces, and a plus before them. None if it is none.
#[must_use]
pub fn number(typed: &str) -> Option<String> {
    let kept = line(typed, 24).ok()?;
    let rest = kept.strip_prefix('+').unwrap_or(&kept);
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    ((3..=15).contains(&digits) && rest.bytes().all(|b| b.is_ascii_digit() || b == b' ')).then_some(kept)
}

/// Whether a hand can be raised at all: somebody is there whom the service does not employ.
#[must_use]
pub fn anybody_from_outside(adults: &[Adult]) -> bool {
    adults.iter().any(|adult| adult.told.outside)
}

/// The numbers of an event, beside Childline's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    /// The children's social care duty team.
    pub duty_team: Option<String>,
    /// An advocate.
    pub advocate: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::{Adult, NewAdult, anybody_from_outside, number, picture};

    #[test]
    fn numbers_are_numbers() {
        for good in ["999", "0800 1111", "+44 114 496 0000", " 0114  496 0000 "] {
            assert!(number(good).is_some(), "{good}");
        }
        assert_eq!(number(" 0114  496 0000 ").as_deref(), Some("0114 496 0000"));
        for bad in ["", "12", "ring us", "0114-496", "+", "44+1234", "0800 1111 or text", "1234567890123456"] {
            assert_eq!(number(bad), None, "{bad}");
        }
    }

    #[test]
    fn somebody_from_outside_must_be_there() {
        let adult = |outside| Adult {
            id: 1,
            told: NewAdult { name: "Amina".into(), role: "an advocate".into(), picture: picture("adult-bun").expect("drawn"), outside },
        };
        assert!(!anybody_from_outside(&[]) && !anybody_from_outside(&[adult(false)]) && anybody_from_outside(&[adult(false), adult(true)]));
    }
}
