//! Responses: one child's set of answers, checked against the questionnaire that was asked.

use super::code::Code;
use super::questionnaire::{Bin, Choice, Kind, Question, Questionnaire};
use super::remark::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The word for a question that a child chose not to answer.
pub const SKIP: &str = "skip";

/// Rooms are multiples of this many bytes, so that a code more or less changes nothing.
const BLOCK: usize = 256;

/// Answers as they come in: texts under texts, unchecked.
pub type Raw = BTreeMap<String, Vec<String>>;

/// What is sealed in an envelope.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The answers, by question code.
    pub answers: Raw,
}

/// A response: the choices given, by stable codes. Skipped questions are not in it; whether a
/// question was asked at all follows from the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Response {
    given: BTreeMap<Code, Vec<Code>>,
}

/// How a question stands in a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<'a> {
    /// These choices.
    Given(&'a [Code]),
    /// Asked, and not answered.
    Skipped,
    /// Not asked, because of what was answered before.
    NotAsked,
}

/// What is wrong with a set of answers. Names the question, never the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerFault {
    /// There is no such question.
    NoSuchQuestion,
    /// There is no such choice.
    NoSuchChoice(Code),
    /// More choices than may be taken.
    TooMany(Code, u8),
    /// No whole number that is asked for.
    NotANumber(Code),
    /// Own words that are longer than they may be.
    TooLong(Code),
}

/// What a child wrote into a form, by question.
pub type Texts = Vec<(Code, Text)>;

/// Takes what a child wrote out of what else a form sent: a remark goes a way of its own. What is empty is none.
///
/// # Errors
/// A fault for each that is longer than a form may send. (What comes sealed is read however long it is.)
pub fn split(questionnaire: &Questionnaire, raw: &Raw) -> Result<(Raw, Texts), Vec<AnswerFault>> {
    let (mut rest, mut texts, mut faults) = (raw.clone(), Vec::new(), Vec::new());
    for question in questionnaire.texts() {
        let values = rest.remove(question.code.as_str()).unwrap_or_default();
        let written: Vec<&str> = values.iter().map(|v| v.trim()).filter(|v| *v != SKIP).collect();
        match Text::parse(&written.join("\n")) {
            Ok(text) => texts.extend(text.map(|text| (question.code.clone(), text))),
            Err(_) => faults.push(AnswerFault::TooLong(question.code.clone())),
        }
    }
    if faults.is_empty() { Ok((rest, texts)) } else { Err(faults) }
}

impl Response {
    /// Checks a set of answers against a questionnaire.
    ///
    /// An answer to a question that was not to be asked becomes "not asked"; "skip" beside other
    /// ticks is taken back by them, and an exclusive choice beside others gives way to them. Of
    /// choices that were put in order the first is kept and nothing else; of a number, the bin that
    /// it falls in. There what stands apart ("I don't know") gives way to an answer.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(questionnaire: &Questionnaire, raw: &Raw) -> Result<Self, Vec<AnswerFault>> {
        let mut faults = Vec::new();
        let mut response = Self::default();
        for (name, values) in raw {
            let Some(question) = questionnaire.question(name) else {
                faults.push(AnswerFault::NoSuchQuestion);
                continue;
            };
            match choices(question, values) {
                Ok(codes) if codes.is_empty() => {}
                Ok(codes) => {
                    response.given.insert(question.code.clone(), codes);
                }
                Err(fault) => faults.push(fault),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let not_asked: Vec<Code> = questionnaire.questions.iter().filter(|q| !response.asked(q)).map(|q| q.code.clone()).collect();
        for code in not_asked {
            response.given.remove(&code);
        }
        Ok(response)
    }

    /// The room that every response to a questionnaire is padded to, in bytes: the longest that there
    /// can be, in whole blocks. So the length of what is kept tells nothing of what was answered.
    #[must_use]
    pub fn room(questionnaire: &Questionnaire) -> usize {
        (longest(questionnaire) + 4).next_multiple_of(BLOCK)
    }

    /// How a question of the same questionnaire stands in this response.
    #[must_use]
    pub fn answer(&self, question: &Question) -> Answer<'_> {
        if !self.asked(question) {
            return Answer::NotAsked;
        }
        match self.given.get(&question.code) {
            Some(codes) => Answer::Given(codes),
            None => Answer::Skipped,
        }
    }

    fn asked(&self, question: &Question) -> bool {
        let Some(show_if) = &question.show_if else { return true };
        self.given.get(&show_if.question).is_some_and(|taken| taken.iter().any(|c| show_if.choices.contains(c)))
    }
}

/// The most bytes that a set of answers to a questionnaire can take as JSON, “skip” included.
#[must_use]
pub fn longest(questionnaire: &Questionnaire) -> usize {
    let of_question = |q: &Question| {
        // With quotes and comma. A child's page sends one value a tick, or “skip”.
        let mut values: Vec<usize> = q.choices.iter().map(|c| c.code.as_str().len() + 3).collect();
        values.sort_unstable_by_key(|length| std::cmp::Reverse(*length));
        if q.kind == Kind::Number {
            // A page may send the number itself: four digits, of two bytes each in Arabic script.
            values.iter_mut().for_each(|length| *length = (*length).max(4 * 2 + 3));
        }
        let ticks = q.kind.most(values.len());
        // "code":[…],
        q.code.as_str().len() + 6 + values.iter().take(ticks).sum::<usize>().max(SKIP.len() + 3)
    };
    2 + questionnaire.questions.iter().filter(|q| q.kind.is_counted()).map(of_question).sum::<usize>()
}

fn choices(question: &Question, values: &[String]) -> Result<Vec<Code>, AnswerFault> {
    let mut taken: Vec<&Choice> = Vec::new();
    for value in values.iter().map(|v| v.trim()).filter(|v| *v != SKIP && !v.is_empty()) {
        let choice = read(question, value)?;
        if !taken.contains(&choice) {
            taken.push(choice);
        }
    }
    if taken.len() > 1 {
        taken.retain(|c| !c.exclusive);
    }
    if matches!(question.kind, Kind::Rank | Kind::Number) && taken.iter().any(|c| !c.apart) {
        taken.retain(|c| !c.apart);
    }
    if question.kind == Kind::Rank {
        // The other places are nobody's business: they would tell a child from others.
        taken.truncate(1);
    }
    let most = if question.kind.ticks() { question.kind.limit().unwrap_or(u8::MAX) } else { 1 };
    if taken.len() > usize::from(most) {
        return Err(AnswerFault::TooMany(question.code.clone(), most));
    }
    let mut codes: Vec<Code> = taken.into_iter().map(|c| c.code.clone()).collect();
    // The order of ticking is nobody's business.
    codes.sort_unstable();
    Ok(codes)
}

/// The choice that a value names: by its code, or as a number that falls in its bin.
fn read<'a>(question: &'a Question, value: &str) -> Result<&'a Choice, AnswerFault> {
    let named = question.choice(value);
    if question.kind != Kind::Number {
        return named.ok_or_else(|| AnswerFault::NoSuchChoice(question.code.clone()));
    }
    named.or_else(|| Bin::find(&question.choices, value)).ok_or_else(|| AnswerFault::NotANumber(question.code.clone()))
}

#[cfg(test)]
mod tests {
    use super::{Answer, AnswerFault, Raw, Response, longest, split};
    use crate::domain::code::Code;
    use crate::domain::questionnaire::{Questionnaire, parse};

    const FILE: &str = r#"
code = "small"
title = "Small"
source = "Made up for this test"
languages = ["en"]
wordings = ["8-11"]
welcome = { "8-11" = { en = { who = "w", why = "w", what = "w" } } }
[[question]]
code = "ways"
kind = "many"
limit = 2
report = "Ways?"
wording = { "8-11" = { en = "Ways?" } }
choice = [{ code = "a", report = "A" }, { code = "b", report = "B" }, { code = "c", report = "C" }, { code = "none", report = "None", exclusive = true }]
[[question]]
code = "alone"
kind = "one"
report = "Alone?"
wording = { "8-11" = { en = "Alone?" } }
choice = [{ code = "yes", report = "Yes" }, { code = "no", report = "No" }]
[[question]]
code = "why"
kind = "one"
report = "Why?"
show_if = { question = "alone", choices = ["yes"] }
wording = { "8-11" = { en = "Why?" } }
choice = [{ code = "x", report = "X" }, { code = "y", report = "Y" }]
"#;

    fn questionnaire() -> Questionnaire {
        parse(FILE).expect("no fault")
    }

    fn raw(answers: &[(&str, &[&str])]) -> Raw {
        answers.iter().map(|(q, values)| ((*q).to_owned(), values.iter().map(|v| (*v).to_owned()).collect())).collect()
    }

    fn given(q: &Questionnaire, response: &Response, code: &str) -> String {
        match response.answer(q.question(code).expect("a question")) {
            Answer::Given(codes) => codes.iter().map(Code::as_str).collect::<Vec<_>>().join(" "),
            Answer::Skipped => "skipped".into(),
            Answer::NotAsked => "not asked".into(),
        }
    }

    #[test]
    fn answers_are_sorted_and_what_was_not_to_be_asked_is_not_asked() {
        let q = questionnaire();
        let says = |answers: &[(&str, &[&str])]| {
            let response = Response::check(&q, &raw(answers)).expect("valid");
            (given(&q, &response, "ways"), given(&q, &response, "why"))
        };
        assert_eq!(says(&[("ways", &["b", "a"]), ("alone", &["yes"]), ("why", &["x"])]), ("a b".into(), "x".into()));
        assert_eq!(says(&[("ways", &["b"]), ("alone", &["no"]), ("why", &["x"])]), ("b".into(), "not asked".into()));
        assert_eq!(says(&[]), ("skipped".into(), "not asked".into()));
        assert_eq!(says(&[("ways", &["skip"])]).0, "skipped");
        assert_eq!(says(&[("ways", &["skip", "c"])]).0, "c", "a tick takes “skip” back");
        assert_eq!(says(&[("ways", &["none", "c"])]).0, "c", "an exclusive choice gives way");
        assert_eq!(says(&[("ways", &["none"])]).0, "none");
    }

    #[test]
    fn what_was_written_is_taken_out_of_a_form() {
        let text = "[[question]]\ncode = \"words\"\nkind = \"text\"\nreport = \"W?\"\nwording = { \"8-11\" = { en = \"W?\" } }\n";
        let q = parse(&format!("{FILE}{text}")).expect("no fault");
        let (rest, texts) = split(&q, &raw(&[("alone", &["yes"]), ("words", &[" a\r\nb ", "skip", ""])])).expect("fits");
        assert_eq!(rest, raw(&[("alone", &["yes"])]));
        let told: Vec<(&str, &str)> = texts.iter().map(|(code, text)| (code.as_str(), text.as_str())).collect();
        assert_eq!(told, [("words", "a\nb")]);
        assert_eq!(split(&q, &raw(&[("words", &[" ", "skip"])])).expect("fits").1, [], "nothing was written");
        let most = "\u{1f600}".repeat(crate::domain::remark::text::MOST);
        assert_eq!(split(&q, &raw(&[("words", &[&most])])).expect("fits").1.len(), 1);
        let faults = split(&q, &raw(&[("words", &[&format!("{most}x")])])).expect_err("too long");
        assert_eq!(faults, [AnswerFault::TooLong(Code::parse("words").expect("a code"))]);
        assert!(Response::check(&q, &raw(&[("words", &["a"])])).is_err(), "no response holds what was written");
        assert_eq!(longest(&q), longest(&questionnaire()));
    }

    #[test]
    fn no_response_is_longer_than_its_room() {
        let q = questionnaire();
        let response = Response::check(&q, &raw(&[("ways", &["a", "none"]), ("alone", &["yes"]), ("why", &["x"])])).expect("valid");
        let text = serde_json::to_vec(&response).expect("writes");
        // "skip" is longer than every choice of “why”, “none” gives way, and each question has a comma too many.
        assert!((text.len()..text.len() + 20).contains(&longest(&q)), "{} and {}", text.len(), longest(&q));
        assert_eq!(Response::room(&q), 256);
    }

    #[test]
    fn all_faults_are_told_and_name_the_question_only() {
        let q = questionnaire();
        let faults = Response::check(&q, &raw(&[("ways", &["a", "b", "c"]), ("why", &["z"]), ("who", &["me"])])).expect_err("faults");
        let code = |c: &str| Code::parse(c).expect("a code");
        assert_eq!(faults.len(), 3);
        assert!(faults.contains(&AnswerFault::TooMany(code("ways"), 2)));
        assert!(faults.contains(&AnswerFault::NoSuchChoice(code("why"))));
        assert!(faults.contains(&AnswerFault::NoSuchQuestion));
    }
}
