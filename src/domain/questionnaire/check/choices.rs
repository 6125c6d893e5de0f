//! Checks of choices and pooled groups: their codes, and to whom they are offered.

use super::Place;
use crate::domain::questionnaire::fault::Faults;
use crate::domain::questionnaire::{Question, Questionnaire};
use crate::domain::response::SKIP;
use std::collections::BTreeSet;

/// Where the kind could not be read, nothing is said of what a kind asks for.
pub(super) fn check(q: &Questionnaire, question: &Question, place: &Place, faults: &mut Faults<'_>) {
    if question.choices.len() < 2 {
        faults.add(
            &place.at,
            format!("the question “{}” has fewer than two choices", question.written_code()),
            "Begin each choice with [[question.choice]]",
        );
    }
    let mut seen = BTreeSet::new();
    for (pool, at) in question.pools.iter().zip(&place.pools) {
        if !seen.insert(pool.code.clone()) {
            faults.add(at, format!("the pooled group “{}” stands twice", pool.code), "Give one of them another code");
        }
    }
    // A pooled group may share a choice's code; two choices may not.
    seen.clear();
    for (choice, at) in question.choices.iter().zip(&place.choices) {
        if !seen.insert(choice.code.clone()) {
            faults.add(&at.code, format!("the choice “{}” stands twice", choice.code), "Give one of them another code");
        }
        if choice.code.as_str() == SKIP {
            faults.add(&at.code, "“skip” is Sayso's own word: every question can be skipped", "Take this choice out");
        }
        if place.no_kind {
            continue;
        }
        let pooled = question.kind.pooled() && !choice.apart;
        match &choice.pool {
            None if pooled => faults.add(
                &at.code,
                format!("the choice “{}” names no pooled group", choice.code),
                "Add pool = \"…\", or apart = true if it is not on the scale",
            ),
            Some(_) if !pooled => faults.add(&at.pool, "only choices on a scale have a pooled group", "Take the line out"),
            Some(pool) if !question.pools.iter().any(|p| p.code == *pool) => {
                faults.add(
                    &at.pool,
                    format!("there is no pooled group “{pool}” in this question"),
                    "Begin it with [[question.pool]], or write the code of one that is there",
                );
            }
            _ => {}
        }
        if choice.exclusive && !question.kind.ticks() {
            faults.add(&at.code, "only a choice of a question of kind “many” can be exclusive", "Take the line out");
        }
        if !choice.bands.is_empty() && !choice.apart && !question.kind.pooled() {
            faults.add(
                &at.code,
                "only a scale, faces, or a choice that stands apart may be offered to some ages only",
                "Take the line “bands” out",
            );
        }
    }
    if place.no_kind {
        return;
    }
    if question.kind.limit().is_some_and(|limit| usize::from(limit) > question.choices.len()) {
        faults.add(&place.at, "the limit is higher than the number of choices", "Write a lower limit");
    }
    for band in &q.wordings {
        if question.choices_for(*band).filter(|c| !c.apart).count() < 2 {
            faults.add(
                &place.at,
                format!("the question “{}” offers fewer than two choices to {band}", question.written_code()),
                "Let more choices name this band under “bands”",
            );
        }
    }
}
