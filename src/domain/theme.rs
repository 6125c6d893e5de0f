//! Themes: what children wrote, counted as a reader tagged it, by the same steps as ticks are.
//!
//! A question of kind *text* that names themes is made into one of kind *themes*, and each tagged remark
//! into a response to it. Then the table goes through [`disclosure`](super::disclosure) like any other:
//! the same threshold, the same protection, the same budget. It covers all who took part: who wrote
//! nothing is in “skipped”. What has none of the themes is in a row of its own.

use super::code::Code;
use super::questionnaire::{Choice, Kind, Question, Questionnaire};
use super::response::{Raw, Response};
use super::wording::Wording;

/// The code of the row for what has none of the themes.
pub const OTHER: &str = "something-else";

/// The questionnaire of one question by which a question's themes are counted; none if it names none.
#[must_use]
pub fn questionnaire(asked: &Questionnaire, question: &Code) -> Option<Questionnaire> {
    let question = asked.question(question.as_str()).filter(|q| q.kind == Kind::Text && !q.themes.is_empty())?;
    let choice = |code: Code, report: String, exclusive| Choice {
        code,
        report,
        pool: None,
        bin: None,
        picture: None,
        bands: Vec::new(),
        apart: exclusive,
        exclusive,
        wording: Wording::default(),
    };
    let mut choices: Vec<Choice> = question.themes.iter().map(|t| choice(t.code.clone(), t.report.clone(), false)).collect();
    choices.push(choice(Code::parse(OTHER).ok()?, "Something else".to_owned(), true));
    Some(Questionnaire {
        questions: vec![Question { kind: Kind::Themes, choices, themes: Vec::new(), sentence: None, ..question.clone() }],
        ..asked.clone()
    })
}

/// The responses that a table of themes counts: one a remark, with the themes that it was tagged with,
/// and one without anything for each other child who took part. Of more remarks than children no more
/// than children are counted; put them in a random order before.
#[must_use]
pub fn responses(counted: &Questionnaire, tagged: &[Vec<Code>], took_part: u32) -> Vec<Response> {
    let Some(question) = counted.questions.first() else { return Vec::new() };
    let children = usize::try_from(took_part).unwrap_or(usize::MAX);
    let of = |tags: &Vec<Code>| {
        let known: Vec<String> = tags.iter().filter(|t| question.choice(t.as_str()).is_some()).map(ToString::to_string).collect();
        let values = if known.is_empty() { vec![OTHER.to_owned()] } else { known };
        let raw: Raw = [(question.code.to_string(), values)].into();
        Response::check(counted, &raw).unwrap_or_default()
    };
    let mut responses: Vec<Response> = tagged.iter().take(children).map(of).collect();
    responses.resize_with(children, Response::default);
    responses
}

#[cfg(test)]
mod tests {
    use super::{OTHER, questionnaire, responses};
    use crate::domain::code::Code;
    use crate::domain::disclosure::budget::{self, MOST_OF_A_TICK, epsilon};
    use crate::domain::disclosure::group::Groups;
    use crate::domain::disclosure::laplace::{B, Repeatable};
    use crate::domain::disclosure::{NotReleased, Terms, release};
    use crate::domain::policy::Policy;
    use crate::domain::questionnaire::{Kind, Questionnaire, parse};
    use crate::domain::report::{About, Figure, Finding, Form, Part, Report};
    use crate::domain::tally::{self, Cell};
    use time::macros::date;

    const FILE: &str = r#"
code = "q"
title = "Q"
source = "Made up for this test"
languages = ["en"]
wordings = ["8-11"]
welcome = { "8-11" = { en = { who = "w", why = "w", what = "w" } } }
[[question]]
code = "home"
kind = "one"
profile = "known"
report = "Where?"
wording = { "8-11" = { en = "Where?" } }
choice = [{ code = "a", report = "A" }, { code = "b", report = "B" }]
[[question]]
code = "words"
kind = "text"
report = "What should they know?"
wording = { "8-11" = { en = "What should they know?" } }
theme = [{ code = "heard", report = "Being listened to" }, { code = "moves", report = "Moving" }]
[[question]]
code = "more"
kind = "text"
report = "Anything else?"
wording = { "8-11" = { en = "Anything else?" } }
"#;

    fn code(text: &str) -> Code {
        Code::parse(text).expect("a code")
    }

    fn asked() -> Questionnaire {
        parse(FILE).expect("no fault")
    }

    fn counted() -> Questionnaire {
        questionnaire(&asked(), &code("words")).expect("has themes")
    }

    fn tags(all: &[&[&str]]) -> Vec<Vec<Code>> {
        all.iter().map(|tags| tags.iter().map(|t| code(t)).collect()).collect()
    }

    /// True counts by cell, in order.
    fn cells(tagged: &[Vec<Code>], took_part: u32) -> Vec<(Cell, u64)> {
        let counted = counted();
        tally::count_one(&counted.questions[0], responses(&counted, tagged, took_part).iter())
    }

    #[test]
    fn a_remark_counts_in_each_of_its_themes_and_who_wrote_nothing_skipped() {
        assert!(questionnaire(&asked(), &code("more")).is_none(), "no themes");
        assert!(questionnaire(&asked(), &code("home")).is_none());
        let row = |c: &str| Cell::Row(code(c));
        let told = cells(&tags(&[&["heard"], &["heard", "moves"], &[], &["gone"]]), 12);
        assert_eq!(told, [(row("heard"), 2), (row("moves"), 1), (row(OTHER), 2), (Cell::Skipped, 8)]);
        let more = vec![vec![code("heard")]; 15];
        assert_eq!(cells(&more, 12)[0].1, 12, "no more remarks than children");
    }

    #[test]
    fn what_is_written_is_in_no_table_but_that_of_its_themes() {
        let asked = asked();
        let all = vec![crate::domain::response::Response::default(); 30];
        let tables = tally::count(&asked, &all, &Groups::default(), Policy::Protected);
        assert_eq!(tables.len(), 0, "a known question and two texts have none");
        assert!((budget::cost(&asked, asked.question("words").expect("is there")) - 1.5).abs() < 1e-9, "planned when it is published");
        assert!(budget::cost(&asked, asked.question("more").expect("is there")).abs() < 1e-9);
    }

    /// One theme more or less costs what a tick does; all of a remark what an answer of ticks does.
    #[test]
    fn no_changed_tag_costs_more_than_a_tick() {
        let sets = tags(&[&[], &["heard"], &["moves"], &["heard", "moves"]]);
        for before in &sets {
            for after in &sets {
                let base = tags(&[&["heard"], &["moves"]]);
                let of = |tags: &Vec<Code>| cells(&[base.clone(), vec![tags.clone()]].concat(), 12);
                let moved: u64 = of(before).iter().zip(of(after)).map(|((_, one), (_, two))| one.abs_diff(two)).sum();
                let cost = epsilon(u32::try_from(moved).expect("few"), B);
                let differ = before.iter().filter(|t| !after.contains(t)).count() + after.iter().filter(|t| !before.contains(t)).count();
                let only = before.is_empty() || after.is_empty();
                if differ == 1 {
                    assert!(cost <= if only { 1.5 } else { MOST_OF_A_TICK } + 1e-9, "{before:?} {after:?} {cost}");
                }
            }
        }
        // A remark that was not written at all.
        let (with, without) = (cells(&tags(&[&["heard"]]), 12), cells(&[], 12));
        let moved: u64 = with.iter().zip(&without).map(|((_, one), (_, two))| one.abs_diff(*two)).sum();
        assert_eq!(moved, 2);
    }

    #[test]
    fn themes_are_released_like_ticks_and_read_as_what_they_are() {
        let counted = counted();
        let terms = |policy| Terms { number: 1, released_on: date!(2026 - 01 - 01), policy, attended: 60, declared: 60 };
        let tagged = [vec![vec![code("heard")]; 24], vec![vec![code("moves")]; 12], vec![Vec::new(); 4]].concat();
        let made = |n, policy| release(&counted, &responses(&counted, &tagged, n), &terms(policy), &mut Repeatable(5));
        assert_eq!(made(9, Policy::Protected).err(), Some(NotReleased::TooFew));
        let plain = made(60, Policy::PlainCounts).expect("released");
        let values: Vec<Option<i64>> = plain.tables[0].cells.iter().map(|(_, n)| *n).collect();
        assert_eq!(values, [Some(24), Some(12), Some(4), Some(20)]);
        let rounded = made(60, Policy::Rounded).expect("released");
        let values: Vec<Option<i64>> = rounded.tables[0].cells.iter().map(|(_, n)| *n).collect();
        assert_eq!(values, [Some(25), Some(10), None, Some(20)]);
        let noisy = made(60, Policy::Protected).expect("released");
        assert_ne!(noisy.tables[0].cells, plain.tables[0].cells);
        let about = About {
            event: "A day".into(),
            service: "A home".into(),
            held: "2026".into(),
            demonstration: false,
            version: 1,
            reasons: Vec::new(),
        };
        let report = Report::of(&[plain], &counted, about).expect("a report");
        let finding = report.finding("words").expect("a finding");
        assert_eq!(finding.kind, Kind::Themes);
        assert!(
            finding.sentence.starts_with("24 of 40 who wrote mentioned ‘being listened to’ when asked “What should they know?”. 40 of 60 children who took part wrote, A home"),
            "{}",
            finding.sentence
        );
    }

    /// The finding of so many tagged texts of so many children, under a policy.
    fn found(heard: usize, moves: usize, took_part: u32, policy: Policy) -> Finding {
        let mut asked = asked();
        // A clause made for a question of ticks is not put together with what was written.
        asked.questions[1].sentence = Some("wrote about ‘{choice}’".to_owned());
        let counted = questionnaire(&asked, &code("words")).expect("has themes");
        let terms = Terms { number: 1, released_on: date!(2026 - 01 - 01), policy, attended: took_part, declared: took_part };
        let tagged = [vec![vec![code("heard")]; heard], vec![vec![code("moves")]; moves]].concat();
        let made = release(&counted, &responses(&counted, &tagged, took_part), &terms, &mut Repeatable(5)).expect("released");
        let about = About {
            event: "A day".into(),
            service: "A home".into(),
            held: "2026".into(),
            demonstration: false,
            version: 1,
            reasons: Vec::new(),
        };
        Report::of(&[made], &counted, about).expect("a report").finding("words").expect("a finding").clone()
    }

    fn headline(finding: &Finding) -> String {
        finding
            .headline
            .iter()
            .map(|part| match part {
                Part::Strong(text) | Part::Plain(text) => text.as_str(),
            })
            .collect()
    }

    /// A share of texts is of those who wrote, and its form goes by them: 16 texts among 74 children are told in words.
    #[test]
    fn what_few_wrote_is_told_in_words_and_what_very_few_wrote_is_not() {
        let few = found(11, 5, 74, Policy::PlainCounts);
        assert_eq!(few.all.form, Form::Words);
        assert_eq!(headline(&few), "Most of those who wrote mentioned ‘being listened to’. ");
        assert!(few.sentence.ends_with("16 of 74 children who took part wrote, A home, 2026."), "{}", few.sentence);
        assert!(few.all.rows.iter().all(|row| row.ledger.is_none() && row.figure.span().is_none()), "no number about them");
        let very_few = found(4, 3, 74, Policy::PlainCounts);
        assert_eq!(headline(&very_few), "Too few wrote to tell what they wrote about. ");
        assert!(very_few.all.rows.iter().all(|row| row.figure == Figure::HeldBack));
        assert!(!very_few.sentence.contains("being listened"), "{}", very_few.sentence);
        let many = found(50, 20, 90, Policy::PlainCounts);
        assert_eq!(headline(&many), "71% of those who wrote mentioned ‘being listened to’. ");
    }

    #[test]
    fn how_many_wrote_is_told_as_far_as_the_policy_allows() {
        for (heard, moves, took_part) in [(11, 5, 74), (20, 17, 74), (60, 40, 131), (4, 2, 74), (2, 1, 14), (9, 4, 14)] {
            for policy in [Policy::Protected, Policy::Rounded, Policy::PlainCounts] {
                let finding = found(heard, moves, took_part, policy);
                let told = format!("{policy:?} {heard} {moves} {took_part}: {} | {}", headline(&finding), finding.sentence);
                assert!(!told.contains("said") && !told.contains("‘‘") && !told.contains("wrote wrote"), "{told}");
                assert!(took_part >= 20 || !finding.sentence.contains(" of 14"), "{told}");
                if policy != Policy::Rounded && took_part >= 20 {
                    assert!(finding.sentence.contains(&format!("of {took_part} children who took part wrote")), "{told}");
                }
                if policy == Policy::Rounded && finding.all.skipped.is_none() {
                    assert!(finding.sentence.contains(&format!("{took_part} children took part")), "held back: {told}");
                }
                // Nothing with a range as wide as the figure.
                let wide = |figure: &Figure| figure.span().is_some_and(|s| s.of == 100 && s.high - s.low > 20);
                assert!(!finding.all.rows.iter().any(|row| wide(&row.figure)), "{told}");
                if policy == Policy::Rounded && !told.contains("Every figure") {
                    assert!(finding.sentence.contains("who took part mentioned"), "of those who took part: {told}");
                }
            }
        }
    }
}
