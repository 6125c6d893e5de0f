//! The names of the drawings that a questionnaire can show. The drawings themselves are assets; a test
//! there holds this list to them.

/// Every drawing, in the order of the alphabet. Icons of buttons are not for answers.
pub const NAMES: &[&str] = &[
    "adult-afro",
    "adult-beard",
    "adult-bob",
    "adult-bun",
    "adult-curls",
    "adult-grey",
    "adult-scarf",
    "adult-short",
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
    "lock-ball",
    "lock-book",
    "lock-clock",
    "lock-days",
    "lock-drawing",
    "lock-glass",
    "lock-house",
    "lock-letter",
    "lock-phone",
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

/// The most names that are proposed.
const PROPOSED: usize = 3;
/// A longer name is like none of ours.
const LONGEST: usize = 40;

/// Names that may be meant by one that is not there, the nearest first: by letters, or by a part in common.
#[must_use]
pub fn near(name: &str) -> Vec<&'static str> {
    let name = name.trim_end_matches(".svg").to_lowercase().replace(['_', ' '], "-");
    let letters = name.chars().count();
    if letters > LONGEST {
        return Vec::new();
    }
    let shares = |known: &str| known.split('-').any(|part| part.len() > 2 && name.split('-').any(|own| own == part));
    let away = NAMES.iter().map(|known| (distance(&name, known), *known));
    let mut near: Vec<(usize, &str)> = away.filter(|(away, known)| *away <= (letters / 3).max(1) || shares(known)).collect();
    near.sort_unstable();
    near.into_iter().take(PROPOSED).map(|(_, known)| known).collect()
}

/// How many letters must be changed, added or taken out to make one name of another (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, letter) in from.chars().enumerate() {
        let (mut corner, mut left) = (at, at + 1);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, other) in row.iter_mut().skip(1).zip(&to) {
            let above = *cell;
            *cell = (corner + usize::from(letter != *other)).min(above + 1).min(left + 1);
            (corner, left) = (above, *cell);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{NAMES, distance, is_known, near};

    #[test]
    fn names_are_in_order_and_near_ones_are_found() {
        assert!(NAMES.is_sorted(), "they are looked up by halves");
        assert!(is_known("face-1") && is_known("sofa") && !is_known("dragon") && !is_known("icon-next"));
        let told = include_str!("../../docs/QUESTIONNAIRES.md");
        for name in NAMES {
            assert!(told.contains(&format!("`{name}`")), "{name} is not told in docs/QUESTIONNAIRES.md");
        }
        assert_eq!(near("fcae-1"), ["face-1"]);
        assert_eq!(near("Sofa.svg"), ["sofa", "sofa-older"]);
        assert_eq!(near("home-famly").first(), Some(&"home-family"));
        assert_eq!(near("thumb_up").first(), Some(&"thumbs-up"));
        assert!(near("unicorn").is_empty() && near(&"home-".repeat(40)).is_empty());
        assert_eq!([distance("sofa", "sofa"), distance("", "ab"), distance("kitten", "sitting")], [0, 2, 3]);
    }
}
