//! Checks that nothing is left untranslated: every text that a child can be shown is there for every
//! wording, in every language that the questionnaire names.

use super::{Place, Places};
use crate::domain::questionnaire::fault::Faults;
use crate::domain::questionnaire::{Question, Questionnaire};
use crate::domain::wording::{Band, Language, Wording};
use std::collections::BTreeSet;

/// Notes one fault for each question and language, which lists all that is missing.
pub(super) fn check(q: &Questionnaire, places: &Places, faults: &mut Faults<'_>) {
    for language in &q.languages {
        let mut lacks = Lacks::new(q, language);
        lacks.text("welcome", &[&q.welcome.who, &q.welcome.why, &q.welcome.what], &q.wordings);
        if let Some(list) = lacks.finish() {
            let mend = format!("Write the parts that begin [welcome.\"…\".{}]", language.as_str());
            faults.add(&places.welcome, format!("In {} the first page lacks: {list}", language.name()), mend);
        }
        for (question, place) in q.questions.iter().zip(&places.questions) {
            // The first row speaks for a grid: stem, hint and choices are those of all.
            if question.grid.as_ref().is_none_or(|row| row.row == 1) {
                one(q, question, place, language, faults);
            }
        }
    }
}

fn one(q: &Questionnaire, question: &Question, place: &Place, language: &Language, faults: &mut Faults<'_>) {
    let first = q.first_language();
    let mut lacks = Lacks::new(q, language);
    match &question.grid {
        None => lacks.text("wording", &[&question.wording], &q.wordings),
        Some(grid) => {
            lacks.text("wording", &[&grid.stem], &q.wordings);
            let prefix = format!("{}-", grid.grid);
            for row in q.questions.iter().filter(|other| other.written_code() == &grid.grid && other.grid.is_some()) {
                let name = row.code.as_str().strip_prefix(&prefix).unwrap_or(row.code.as_str());
                lacks.text(&format!("row {name}"), &[&row.wording], &q.wordings);
            }
        }
    }
    if *language != first {
        let hinted: Vec<Band> = q.wordings.iter().copied().filter(|band| question.hint.exact(*band, &first).is_some()).collect();
        lacks.text("hint", &[&question.hint], &hinted);
        for choice in &question.choices {
            let offered: Vec<Band> = q.wordings.iter().copied().filter(|b| choice.bands.is_empty() || choice.bands.contains(b)).collect();
            lacks.text(&format!("choice {}", choice.code), &[&choice.wording], &offered);
        }
    }
    if let Some(list) = lacks.finish() {
        let what = if question.grid.is_some() { "grid" } else { "question" };
        faults.add(
            &place.at,
            format!("In {} the {what} “{}” lacks: {list}", language.name(), question.written_code()),
            format!("Write them for these wordings, like \"{}\" = {{ {} = \"…\" }}", an_example(q), language.as_str()),
        );
    }
}

fn an_example(q: &Questionnaire) -> &str {
    q.wordings.first().map_or("8-11", |band| band.as_str())
}

/// What is missing in one language.
struct Lacks<'a> {
    all: &'a [Band],
    language: &'a Language,
    list: Vec<String>,
    seen: BTreeSet<String>,
}

impl<'a> Lacks<'a> {
    fn new(q: &'a Questionnaire, language: &'a Language) -> Self {
        Self { all: &q.wordings, language, list: Vec::new(), seen: BTreeSet::new() }
    }

    /// Notes those of some bands for which one of the texts is not written.
    fn text(&mut self, name: &str, texts: &[&Wording], bands: &[Band]) {
        let missing = |band: &&Band| texts.iter().any(|text| text.exact(**band, self.language).is_none());
        let bands: Vec<&str> = bands.iter().filter(missing).map(|band| band.as_str()).collect();
        // A choice that stands twice is a fault already.
        if bands.is_empty() || !self.seen.insert(name.to_owned()) {
            return;
        }
        let which = if bands.len() == self.all.len() && bands.len() > 1 { "all wordings".to_owned() } else { bands.join(", ") };
        self.list.push(format!("{name} ({which})"));
    }

    fn finish(self) -> Option<String> {
        (!self.list.is_empty()).then(|| self.list.join(", "))
    }
}
