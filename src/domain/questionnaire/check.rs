//! Checks what single lines cannot show: codes that meet, wordings that are missing, the budget.

mod choices;
mod cloud;
mod kinds;
mod text;
mod translation;

use super::fault::Faults;
use super::{Profile, Question, Questionnaire};
use crate::domain::code::Code;
use crate::domain::disclosure::budget;
use crate::domain::drawing;
use crate::domain::envelope::PADDED;
use crate::domain::framework;
use crate::domain::response::longest;
use crate::domain::words;
use std::collections::BTreeSet;
use std::ops::Range;

/// Where things stand in the file.
#[derive(Default)]
pub(super) struct Places {
    pub(super) wordings: Range<usize>,
    pub(super) budget: Range<usize>,
    pub(super) welcome: Range<usize>,
    pub(super) questions: Vec<Place>,
}

/// Where the parts of one question stand.
#[derive(Default, Clone)]
pub(super) struct Place {
    pub(super) at: Range<usize>,
    pub(super) code: Range<usize>,
    pub(super) breakdown: Range<usize>,
    pub(super) merge: Range<usize>,
    pub(super) show_if: Range<usize>,
    pub(super) sentence: Range<usize>,
    pub(super) draw: Range<usize>,
    pub(super) picture: Range<usize>,
    /// Whether its kind could not be read: then nothing is said of what its kind asks for.
    pub(super) no_kind: bool,
    pub(super) tags: Vec<Range<usize>>,
    pub(super) choices: Vec<ChoicePlace>,
    pub(super) pools: Vec<Range<usize>>,
    pub(super) themes: Vec<Range<usize>>,
}

/// Where the parts of one choice stand; the whole choice where a part is missing.
#[derive(Default, Clone)]
pub(super) struct ChoicePlace {
    pub(super) code: Range<usize>,
    pub(super) pool: Range<usize>,
    pub(super) picture: Range<usize>,
    pub(super) from: Range<usize>,
}

/// Stands in for a code that could not be read; never kept, since the file has a fault then.
pub(super) fn unnamed() -> Code {
    Code::parse("unnamed").unwrap_or_else(|_| unreachable!("“unnamed” is a code"))
}

/// Notes every fault that spans several lines.
pub(super) fn check(questionnaire: &Questionnaire, places: &Places, faults: &mut Faults<'_>) {
    let q = questionnaire;
    if q.wordings.is_empty() {
        faults.add(&places.wordings, "no wording is named", "Add a line: wordings = [\"8-11\"]");
    }
    if !(q.budget > 0.0 && q.budget <= budget::MOST) {
        faults.add(&places.budget, "the budget is not above 0 and at most 3.0", "Write budget = 3.0");
    }
    if q.questions.is_empty() {
        faults.add(&(0..0), "there is no question", "Begin one with [[question]]");
    }
    // A letter is {"answers":…}; the padding takes four bytes.
    if longest(q) + r#"{"answers":}"#.len() + 4 > PADDED {
        faults.add(
            &(0..0),
            "a full set of answers does not fit into an envelope",
            "Ask fewer questions, or give them and their choices shorter codes",
        );
    }
    translation::check(q, places, faults);
    let mut seen = BTreeSet::new();
    for (index, (question, place)) in q.questions.iter().zip(&places.questions).enumerate() {
        if !seen.insert(&question.code) {
            faults.add(&place.code, format!("the code “{}” is used by two questions", question.code), "Give one of them another code");
        }
        if question.kind.is_counted() {
            choices::check(q, question, place, faults);
        }
        if !place.no_kind {
            text::check(question, place, faults);
            kinds::check(q, question, place, faults);
            cloud::check(question, place, faults);
        }
        if question.sentence.as_ref().is_some_and(|s| !s.contains("{choice}")) {
            faults.add(&place.sentence, "the sentence has no {choice} in it", "Write {choice} where the answer goes");
        }
        merging(question, place, faults);
        links(q, index, question, place, faults);
        if !place.no_kind {
            budget(q, question, place, faults);
        }
    }
}

/// Notes every picture that is named and not there: a child would meet an empty tile.
pub(super) fn drawings(questionnaire: &Questionnaire, places: &Places, faults: &mut Faults<'_>) {
    questionnaire.questions.iter().zip(&places.questions).for_each(|(question, place)| drawings_of(question, place, faults));
}

/// Faces have rules of their own.
fn drawings_of(question: &Question, place: &Place, faults: &mut Faults<'_>) {
    let of_choices = question.choices.iter().zip(&place.choices).map(|(choice, place)| (&choice.picture, &place.picture));
    for (name, at) in [(&question.picture, &place.picture)].into_iter().chain(of_choices) {
        let Some(name) = name.as_ref().filter(|name| !drawing::is_known(name) && !name.starts_with("face-")) else { continue };
        let near: Vec<String> = drawing::near(name).into_iter().map(|near| format!("“{near}”")).collect();
        let mend = match near.as_slice() {
            [] => "The names of the drawings stand in docs/QUESTIONNAIRES.md".to_owned(),
            near => format!("Perhaps you mean {}. All names stand in docs/QUESTIONNAIRES.md", words::or(near)),
        };
        faults.add(at, format!("there is no drawing “{name}”"), mend);
    }
}

/// Sets to merge name choices, are two or more, and lie within one another or apart: a tree.
fn merging(question: &Question, place: &Place, faults: &mut Faults<'_>) {
    if !question.merge.is_empty() && (question.profile != Some(Profile::Known) || !question.kind.splits()) {
        faults.add(
            &place.merge,
            "only a question with one answer out of a list and profile = \"known\" has groups to merge",
            "Take the line out",
        );
    }
    for (i, set) in question.merge.iter().enumerate() {
        if set.len() < 2 {
            faults.add(&place.merge, "a set to merge has fewer than two choices", "Name two choices or more in each set");
        }
        for code in set.iter().filter(|code| question.choice(code.as_str()).is_none()) {
            faults.add(&place.merge, format!("there is no choice “{code}” in this question"), "Write the code of a choice that is there");
        }
        for other in question.merge.iter().take(i) {
            let shared = set.iter().filter(|c| other.contains(c)).count();
            if shared > 0 && shared < set.len() && shared < other.len() {
                faults.add(
                    &place.merge,
                    format!("the sets to merge {} and {} overlap", i + 1, question.merge.iter().position(|m| m == other).unwrap_or(0) + 1),
                    "Let each set hold another one whole, or nothing of it",
                );
            }
        }
    }
}

fn links(q: &Questionnaire, index: usize, question: &Question, place: &Place, faults: &mut Faults<'_>) {
    if question.profile == Some(Profile::Known) && question.show_if.is_some() {
        faults.add(
            &place.show_if,
            "a known profile question is always asked: its head counts are public, and would tell how many gave the answer it hangs on",
            "Take the line “show_if” out",
        );
    }
    if question.profile.is_some() && question.breakdown.is_some() {
        faults.add(&place.breakdown, "a profile question has a plain table only", "Take the line “breakdown” out");
    }
    if let Some(breakdown) = &question.breakdown {
        match q.question(breakdown.as_str()) {
            Some(by) if by.profile == Some(Profile::Known) && by.kind.splits() && by.code != question.code => {}
            Some(_) => faults.add(
                &place.breakdown,
                format!("“{breakdown}” cannot split a table"),
                "Name another question of kind one, pictures or number with profile = \"known\"",
            ),
            None => {
                faults.add(&place.breakdown, format!("there is no question “{breakdown}”"), "Write the code of a question that is there")
            }
        }
    }
    if let Some(show_if) = &question.show_if {
        let earlier = q.questions.iter().take(index).find(|other| other.code == show_if.question);
        match earlier {
            None => faults.add(
                &place.show_if,
                format!("“{}” is not asked before this question", show_if.question),
                "Name a question that stands above this one",
            ),
            Some(on) => {
                for choice in &show_if.choices {
                    if on.choice(choice.as_str()).is_none() {
                        faults.add(
                            &place.show_if,
                            format!("“{}” has no choice “{choice}”", on.code),
                            "Write the code of a choice that is there",
                        );
                    }
                }
                if on.show_if.is_some() {
                    faults.add(
                        &place.show_if,
                        format!("“{}” itself is shown only sometimes", on.code),
                        "Let this question hang on one that is always asked",
                    );
                }
            }
        }
    }
    for (tag, at) in question.tags.iter().zip(&place.tags) {
        if framework::heading(tag).is_none() {
            faults.add(
                at,
                format!("no framework has the heading “{tag}”"),
                format!("The frameworks are {}; write framework/heading", framework::codes().join(", ")),
            );
        }
    }
}

fn budget(q: &Questionnaire, question: &Question, place: &Place, faults: &mut Faults<'_>) {
    let cost = budget::cost(q, question);
    let mend = if question.breakdown.is_some() {
        "Take the line “breakdown” out, or let fewer questions hang on this one"
    } else {
        "Let fewer questions hang on this one, or take their breakdown out"
    };
    if cost > q.budget + 1e-9 {
        faults.add(&place.code, format!("the tables that “{}” is in cost {cost:.2} of a budget of {:.2}", question.code, q.budget), mend);
        return;
    }
    if let Some(tick) = budget::cost_of_a_tick(q, question).filter(|tick| *tick > budget::MOST_OF_A_TICK + 1e-9) {
        let most = budget::MOST_OF_A_TICK;
        faults.add(&place.code, format!("the tables that one tick of “{}” is in cost {tick:.2} of {most:.2}", question.code), mend);
    }
}
