//! Rules of single kinds: faces on both sides of a neutral one, a picture for every answer, bins
//! without gaps.

use super::Place;
use crate::domain::questionnaire::fault::Faults;
use crate::domain::questionnaire::kind::whole;
use crate::domain::questionnaire::{Bin, Choice, Kind, Question, Questionnaire};
use std::ops::Range;

pub(super) fn check(q: &Questionnaire, question: &Question, place: &Place, faults: &mut Faults<'_>) {
    match question.kind {
        Kind::Faces => faces(q, question, place, faults),
        Kind::Pictures => pictures(question, place, faults),
        Kind::Number => bins(question, place, faults),
        Kind::One | Kind::Many { .. } | Kind::Scale | Kind::Rank | Kind::Text | Kind::Themes => {}
    }
    for (choice, place) in question.choices.iter().zip(&place.choices) {
        if question.kind != Kind::Faces && face(choice).is_some() {
            faults.add(
                &place.picture,
                "faces stand for feelings, on both sides of one in the middle",
                "Ask with kind = \"faces\", or take another picture",
            );
        }
        if choice.bin.is_some() && (question.kind != Kind::Number || choice.apart) {
            faults.add(&place.from, "only a choice of a question of kind “number” stands for numbers", "Take “from” and “to” out");
        }
    }
}

/// The number of the face that a choice shows: 1 is saddest, 3 neutral, 5 happiest.
fn face(choice: &Choice) -> Option<u8> {
    choice.picture.as_ref()?.strip_prefix("face-")?.parse().ok()
}

/// Three or five faces for each age, in order, as many sad as happy, a neutral one in the middle:
/// a scale on which all smile would leave out the children whom it is asked for.
fn faces(q: &Questionnaire, question: &Question, place: &Place, faults: &mut Faults<'_>) {
    for band in &q.wordings {
        let shown: Vec<Option<u8>> = question.choices_for(*band).filter(|c| !c.apart).map(face).collect();
        let faces: Vec<u8> = shown.iter().copied().flatten().collect();
        let mirrored = faces.iter().zip(faces.iter().rev()).all(|(one, other)| one + other == 6);
        let in_order = faces.is_sorted_by(|a, b| a < b) || faces.is_sorted_by(|a, b| a > b);
        if faces.len() != shown.len() || !matches!(faces.len(), 3 | 5) || !mirrored || !in_order {
            faults.add(
                &place.at,
                format!("the faces of “{}” for {band} do not lie on both sides of a neutral one", question.code),
                "Give the choices the pictures face-1, face-3, face-5 or face-2, face-3, face-4, or all five, in this order or the other way round",
            );
        }
    }
}

fn pictures(question: &Question, place: &Place, faults: &mut Faults<'_>) {
    for (choice, place) in question.choices.iter().zip(&place.choices).filter(|(choice, _)| !choice.apart) {
        if choice.picture.is_none() {
            faults.add(
                &place.code,
                format!("the choice “{}” names no picture", choice.code),
                "Add picture = \"…\", or ask with kind = \"one\"",
            );
        }
    }
}

/// Bins follow one another without a gap; only the last may be open.
fn bins(question: &Question, place: &Place, faults: &mut Faults<'_>) {
    let on: Vec<(&Choice, &super::ChoicePlace)> = question.choices.iter().zip(&place.choices).filter(|(c, _)| !c.apart).collect();
    // The end of the bin before; none at the first, and after one that did not say.
    let mut before: Option<u16> = None;
    for (i, (choice, place)) in on.iter().enumerate() {
        let Some(bin) = choice.bin else {
            faults.add(&place.code, format!("the choice “{}” names no numbers", choice.code), "Add from = 0 and to = 4, or apart = true");
            before = None;
            continue;
        };
        digits(choice, bin, &place.code, faults);
        if let Some(before) = before.filter(|before| before.checked_add(1) != Some(bin.from)) {
            faults.add(
                &place.from,
                format!("the numbers before end at {before}, and these begin at {}", bin.from),
                "Let each choice begin one above the end of the one before",
            );
        }
        if bin.to.is_some_and(|to| to < bin.from) {
            faults.add(&place.from, "“to” is lower than “from”", "Write the lower number first");
        }
        if bin.to.is_none() && i + 1 < on.len() {
            faults.add(&place.from, "only the last choice may leave “to” out", "Add a line: to = …");
        }
        before = bin.to;
    }
    for (choice, place) in question.choices.iter().zip(&place.choices).filter(|(c, _)| c.apart) {
        if whole(choice.code.as_str()).is_some() {
            faults.add(&place.code, format!("“{}” would be read as a number", choice.code), "Give the choice a code with a letter in it");
        }
    }
}

/// A code of digits alone means what it says.
fn digits(choice: &Choice, bin: Bin, at: &Range<usize>, faults: &mut Faults<'_>) {
    if whole(choice.code.as_str()).is_some_and(|number| !bin.holds(number)) {
        faults.add(
            at,
            format!("“{}” would be read as a number of another choice", choice.code),
            "Give the choice a code with a letter in it",
        );
    }
}
