//! Questions for children's own words, and the themes by which what they wrote is counted.

use super::Place;
use crate::domain::questionnaire::fault::Faults;
use crate::domain::questionnaire::{Kind, Question};
use crate::domain::theme::OTHER;
use std::collections::BTreeSet;

/// The most themes of a question: more are not told apart by a reader who tags hundreds of remarks.
const MOST_THEMES: usize = 20;

pub(super) fn check(question: &Question, place: &Place, faults: &mut Faults<'_>) {
    if question.kind != Kind::Text {
        if let Some(at) = place.themes.first() {
            faults.add(at, "only a question of kind “text” has themes", "Take them out, or write them as choices");
        }
        return;
    }
    if question.grid.is_some() {
        faults.add(&place.at, "a grid is not answered in own words", "Ask each of them as a question of its own");
    }
    for at in place.choices.iter().map(|c| &c.code).chain(&place.pools) {
        faults.add(at, "a question of kind “text” has nothing to choose from", "Take it out; what is to be counted is written as a theme");
    }
    if question.profile.is_some() {
        faults.add(&place.at, "who a child is is not asked in own words", "Take the line “profile” out, or ask with choices");
    }
    if question.breakdown.is_some() {
        faults.add(
            &place.breakdown,
            "what children wrote cannot be split: nothing joins it to what else they said",
            "Take the line “breakdown” out",
        );
    }
    if question.show_if.is_some() {
        faults.add(
            &place.show_if,
            "a question for own words is asked of everybody: if it hung on an answer, each text would tell that answer",
            "Take the line “show_if” out",
        );
    }
    if question.themes.len() == 1 || question.themes.len() > MOST_THEMES {
        faults.add(&place.at, format!("themes are two to {MOST_THEMES}, or none"), "Write fewer or more, or take them out");
    }
    let mut seen = BTreeSet::new();
    for (theme, at) in question.themes.iter().zip(&place.themes) {
        if !seen.insert(&theme.code) {
            faults.add(at, format!("the theme “{}” stands twice", theme.code), "Give one of them another code");
        }
        if theme.code.as_str() == OTHER {
            faults.add(at, format!("“{OTHER}” is Sayso's own word: what has none of the themes is counted there"), "Take it out");
        }
    }
}
