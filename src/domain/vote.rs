//! A vote in the room: one question of a published questionnaire, asked of everybody at once, as an event of its
//! own. Which questions can be asked so, when two questions are the same, and the file with one question alone.
//!
//! A question that was counted twice of the same children would tell who changed: the two figures are the same but
//! for them. So a vote asks nothing that the event in whose room it is held asks itself, and nothing that was voted
//! on in that room before, whatever came of it: what was too few to show then may be counted in a pool later.

use super::code::Code;
use super::event::EventCode;
use super::questionnaire::{Kind, Question, Questionnaire, parse_published};
use super::wording::{Band, Wording};
use std::collections::BTreeSet;

/// The event in whose room a vote is held, and how tablets go about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The event in whose room it is held.
    pub room: EventCode,
    /// The wording that stands on the big screen, and with which tablets begin.
    pub words: Band,
    /// Whether children share tablets: then a tablet offers the next child to vote; else it votes once.
    pub shared: bool,
}

/// Why a question cannot be voted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotForAVote {
    /// It asks whether children are safe.
    #[error("It asks about safety. That is not asked in front of others.")]
    Safety,
    /// It is answered in a child's own words.
    #[error("It is answered in own words, which are read by the named reader and never shown at once.")]
    OwnWords,
    /// It is asked of some children only.
    #[error("It is asked only of those who gave a certain answer before.")]
    HangsOnAnother,
    /// It asks who a child is.
    #[error("It asks who a child is.")]
    AboutTheChild,
    /// It is a row of a grid.
    #[error("It is one row of a table of questions.")]
    InAGrid,
    /// It is put in order, or a number is written.
    #[error("A number or an order is not seen at a glance.")]
    Kind,
    /// The event asks it.
    #[error("This event asks it already. The same children would be counted twice, and two figures would tell who changed.")]
    InTheEvent,
    /// It was voted on here.
    #[error("It was voted on here. The same children would be counted twice, and two figures would tell who changed.")]
    Before,
}

/// Whether a question can be voted on at all, whoever is in the room.
///
/// One answer of a list, a scale, faces or pictures costs what one table of any question costs; ticks too, since
/// combinations are counted nowhere. A vote has this one table and no breakdown.
///
/// # Errors
/// The first reason against it.
pub fn can_be_voted_on(question: &Question) -> Result<(), NotForAVote> {
    match question {
        q if q.safety => Err(NotForAVote::Safety),
        q if q.kind == Kind::Text || q.kind == Kind::Themes => Err(NotForAVote::OwnWords),
        q if q.show_if.is_some() => Err(NotForAVote::HangsOnAnother),
        q if q.profile.is_some() => Err(NotForAVote::AboutTheChild),
        q if q.grid.is_some() => Err(NotForAVote::InAGrid),
        q if matches!(q.kind, Kind::Rank | Kind::Number) => Err(NotForAVote::Kind),
        _ => Ok(()),
    }
}

/// Whether a question can be voted on in a room: at all, and neither asked there nor voted on there before.
///
/// # Errors
/// The first reason against it.
pub fn can_be_asked_here(question: &Question, own: &Questionnaire, before: &[Question]) -> Result<(), NotForAVote> {
    can_be_voted_on(question)?;
    if own.questions.iter().any(|asked| same(asked, question)) {
        return Err(NotForAVote::InTheEvent);
    }
    if before.iter().any(|asked| same(asked, question)) {
        return Err(NotForAVote::Before);
    }
    Ok(())
}

/// Whether two questions are the same to a child or to a reader: by code, by what is reported, or by the words of any
/// wording. What somebody wrote anew in other words only the officer can tell.
#[must_use]
pub fn same(one: &Question, other: &Question) -> bool {
    one.code == other.code || plain(&one.report) == plain(&other.report) || !words(one).is_disjoint(&words(other))
}

fn words(question: &Question) -> BTreeSet<String> {
    question.wording.texts().map(plain).collect()
}

/// Letters and digits alone, without the difference of capitals.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The file of a questionnaire with one of its questions alone: what a vote asks. The same question of the same file
/// gives the same text, so votes on it are of one version, and are put together and pooled like other events.
///
/// None if the file has no such question, or the rest cannot stand by itself.
#[must_use]
pub fn alone(source: &str, question: &Question) -> Option<String> {
    let mut file: toml::Table = source.parse().ok()?;
    let questions = file.get_mut("question")?.as_array_mut()?;
    questions.retain(|q| q.get("code").and_then(toml::Value::as_str) == Some(question.code.as_str()));
    let [one] = questions.as_mut_slice() else { return None };
    // What would split the table is not asked.
    one.as_table_mut()?.remove("breakdown");
    let code: String = format!("vote-{}", question.code).chars().take(40).collect();
    file.insert("code".to_owned(), Code::parse(&code).ok()?.to_string().into());
    file.insert("title".to_owned(), question.report.clone().into());
    // That every text has a voice was promised of the whole.
    file.remove("spoken");
    let text = toml::to_string(&file).ok()?;
    let read = parse_published(&text).ok()?;
    (read.questions.len() == 1).then_some(text)
}

/// A questionnaire with its questions and answers named as children read them in a wording, so that on the big screen
/// they find again what they chose. Where wordings offer other answers, the groups that are counted keep their names.
#[must_use]
pub fn in_words(questionnaire: &Questionnaire, band: Band) -> Questionnaire {
    let mut worded = questionnaire.clone();
    let first = questionnaire.first_language();
    let find = |wording: &Wording| wording.find(band, &first, &first).map(str::to_owned);
    for question in &mut worded.questions {
        question.report = find(&question.wording).unwrap_or_else(|| question.report.clone());
        // The clause was written for the words of reports.
        question.sentence = None;
        for choice in &mut question.choices {
            choice.report = find(&choice.wording).unwrap_or_else(|| choice.report.clone());
        }
    }
    worded
}

#[cfg(test)]
mod tests {
    use super::{NotForAVote, alone, can_be_asked_here, can_be_voted_on, in_words, same};
    use crate::domain::questionnaire::{Questionnaire, parse, parse_published};
    use crate::domain::wording::Band;

    const MUNRO: &str = include_str!("../../assets/questionnaires/messages-for-munro.toml");
    const SOCIAL_WORKER: &str = include_str!("../../assets/questionnaires/my-social-worker.toml");
    const GALLERY: &str = include_str!("../../assets/questionnaires/gallery.toml");

    fn read(file: &str) -> Questionnaire {
        parse(file).expect("no fault")
    }

    #[test]
    fn what_may_not_be_asked_in_front_of_others_is_told_by_its_reason() {
        let all = [read(MUNRO), read(SOCIAL_WORKER), read(GALLERY)];
        let questions: Vec<_> = all.iter().flat_map(|q| &q.questions).collect();
        let refused = |why: NotForAVote| questions.iter().filter(|q| can_be_voted_on(q) == Err(why)).count();
        for why in [NotForAVote::Safety, NotForAVote::OwnWords, NotForAVote::AboutTheChild, NotForAVote::InAGrid, NotForAVote::Kind] {
            assert!(refused(why) > 0, "{why}");
        }
        for q in questions.iter().filter(|q| can_be_voted_on(q).is_ok()) {
            assert!(!q.safety && q.show_if.is_none() && q.profile.is_none(), "{}", q.code);
            assert!(["one", "many", "scale", "faces", "pictures"].contains(&q.kind.name()), "{}", q.kind.name());
        }
        let mut hangs = read(MUNRO).questions.into_iter().find(|q| can_be_voted_on(q).is_ok()).expect("one");
        hangs.show_if = Some(crate::domain::questionnaire::ShowIf { question: hangs.code.clone(), choices: Vec::new() });
        assert_eq!(can_be_voted_on(&hangs), Err(NotForAVote::HangsOnAnother));
    }

    #[test]
    fn every_question_that_can_be_voted_on_stands_by_itself() {
        for file in [MUNRO, SOCIAL_WORKER, GALLERY] {
            let whole = read(file);
            for q in whole.questions.iter().filter(|q| can_be_voted_on(q).is_ok()) {
                let text = alone(file, q).unwrap_or_else(|| panic!("{}", q.code));
                let one = parse_published(&text).expect("no fault");
                assert!(one.questions.len() == 1 && one.title == q.report && one.spoken.is_empty(), "{}", q.code);
                let mut without = q.clone();
                without.breakdown = None;
                assert_eq!(one.questions[0], without);
                assert_eq!((one.wordings, one.languages), (whole.wordings.clone(), whole.languages.clone()));
                assert_eq!(alone(file, q), Some(text), "the same again");
            }
            let gone =
                crate::domain::questionnaire::Question { code: super::Code::parse("gone").expect("a code"), ..whole.questions[0].clone() };
            assert_eq!(alone(file, &gone), None);
        }
    }

    #[test]
    fn the_screen_names_answers_as_children_read_them() {
        let munro = read(MUNRO);
        let (older, younger) = (in_words(&munro, Band::From12), in_words(&munro, Band::From8));
        let of = |q: &Questionnaire| q.question("alone").and_then(|q| q.choice("usually").map(|c| c.report.clone())).expect("there");
        assert_eq!((of(&munro).as_str(), of(&older).as_str(), of(&younger).as_str()), ("Usually", "Usually", "Mostly"));
        assert!(younger.questions.iter().all(|q| q.sentence.is_none()));
        let codes =
            |q: &Questionnaire| q.questions.iter().map(|q| q.rows().into_iter().map(|r| r.code).collect::<Vec<_>>()).collect::<Vec<_>>();
        assert_eq!(codes(&munro), codes(&younger), "counted as ever");
    }

    #[test]
    fn a_question_is_the_same_by_code_by_report_or_by_any_wording() {
        let munro = read(MUNRO);
        let alone_q = munro.question("alone").expect("there").clone();
        let ways = munro.question("ways").expect("there").clone();
        assert!(same(&alone_q, &alone_q) && !same(&alone_q, &ways));
        let mut other = ways.clone();
        other.report = alone_q.report.to_uppercase().replace(' ', "  ");
        assert!(same(&alone_q, &other), "by what is reported");
        let mut other = ways.clone();
        other.wording = alone_q.wording.clone();
        assert!(same(&alone_q, &other), "by its words");
        let mut other = ways.clone();
        other.code = alone_q.code.clone();
        assert!(same(&alone_q, &other), "by its code");
        assert_eq!(can_be_asked_here(&ways, &munro, &[]), Err(NotForAVote::InTheEvent));
        let elsewhere = read(SOCIAL_WORKER);
        let free = |q: &&crate::domain::questionnaire::Question| can_be_asked_here(q, &munro, &[]).is_ok();
        let one = elsewhere.questions.iter().find(free).expect("one that Messages for Munro does not ask");
        assert_eq!(can_be_asked_here(one, &munro, std::slice::from_ref(one)), Err(NotForAVote::Before));
    }
}
