//! The names of the drawings that a questionnaire can show. The drawings themselves are assets; a test
//! there holds this list to them.

/// Every drawing, in the order of the alphabet. Icons of buttons and the pictures of a break are not for answers.
pub const NAMES: &[&str] = &[
    "age-12-15",
    "age-16-over",
    "age-4-7",
    "age-8-11",
    "alone",
    "ask-again",
    "break",
    "calendar",
    "do-things",
    "dont-know",
    "dont-understand",
    "draw",
    "envelope",
    "face-1",
    "face-2",
    "face-3",
    "face-4",
    "face-5",
    "glass-0",
    "glass-1",
    "glass-2",
    "glass-3",
    "glass-4",
    "group",
    "group-of-us",
    "helped-carer",
    "helped-chosen",
    "helped-interpreter",
    "helped-nobody",
    "helped-staff",
    "home-children",
    "home-family",
    "home-foster",
    "home-own",
    "home-school",
    "just-right",
    "later",
    "less-often",
    "meeting",
    "more-often",
    "my-home",
    "no",
    "not-say",
    "now",
    "people-i-live-with",
    "phone",
    "pictures",
    "post-box",
    "signed",
    "skip",
    "sofa",
    "sofa-older",
    "someone-i-trust",
    "something-else",
    "spoken",
    "talk",
    "talk-alone",
    "thumbs-down",
    "thumbs-middle",
    "thumbs-up",
    "way-words",
    "words-long",
    "words-short",
    "write",
    "yes",
];

/// Whether there is a drawing of a name.
#[must_use]
pub fn is_known(name: &str) -> bool {
    NAMES.binary_search(&name).is_ok()
}

/// Names that may be meant by one that is not there: those that begin alike or hold one of its parts.
#[must_use]
pub fn near(name: &str) -> Vec<&'static str> {
    let begins: String = name.chars().take(3).collect();
    let parts: Vec<&str> = name.split('-').filter(|part| part.len() > 3).collect();
    let alike = |known: &&&str| (begins.len() >= 3 && known.starts_with(&begins)) || parts.iter().any(|part| known.contains(part));
    NAMES.iter().filter(alike).take(5).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::{NAMES, is_known, near};

    #[test]
    fn names_are_in_order_and_near_ones_are_found() {
        assert!(NAMES.is_sorted(), "they are looked up by halves");
        assert!(is_known("face-1") && is_known("sofa") && !is_known("dragon") && !is_known("icon-next"));
        let told = include_str!("../../docs/QUESTIONNAIRES.md");
        for name in NAMES {
            assert!(told.contains(&format!("`{name}`")), "{name} is not told in docs/QUESTIONNAIRES.md");
        }
        assert_eq!(near("fcae-1"), Vec::<&str>::new());
        assert_eq!(near("home-famly"), ["home-children", "home-family", "home-foster", "home-own", "home-school"]);
        assert!(near("unicorn").is_empty());
    }
}
