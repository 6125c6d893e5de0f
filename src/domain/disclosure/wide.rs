//! Wide tables: a question by a sensitive profile question (disability), over a region or the
//! nation. So many children are in them that noise of a scale of 20 still lets groups be compared.
//!
//! Each cell gets exact discrete Laplace noise with b = 20, so one answer costs 2/20 = 0.1 a table.
//! An answer is in five of them at most: 0.5, beside the budget of the other tables. Bases of the
//! groups are sums of published cells; nothing exact about a sensitive question is told.

use super::Terms;
use super::laplace::{self, Bits, OutOfRandomness, Scale};
use crate::domain::code::Code;
use crate::domain::questionnaire::{Profile, Question, Questionnaire};
use crate::domain::release::{ProtectedTable, Release};
use crate::domain::response::{Answer, Response};
use crate::domain::tally::{self, Group};

/// The scale of the noise.
pub const B: Scale = Scale { s: 20, t: 1 };
/// The fewest responses.
pub const SMALLEST: usize = 1000;
/// In so many wide tables an answer may be.
pub const MOST_TABLES: usize = 5;

/// Why there is no wide table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoWideTable {
    /// Fewer than a thousand.
    #[error("a wide table needs {SMALLEST} children or more; there are {0}, whose answers are not destroyed yet")]
    TooFew(usize),
    /// Not questions for it.
    #[error("a wide table splits a question with one answer by a sensitive profile question with one answer out of a list")]
    NotForThese,
    /// Some answers have been in too many.
    #[error("nothing was released: answers to “{0}” have been in {MOST_TABLES} wide tables, which is all that was promised; 0 are left")]
    Spent(Code),
    /// No randomness.
    #[error(transparent)]
    OutOfRandomness(#[from] OutOfRandomness),
}

/// Whether a question can be split in a wide table.
#[must_use]
pub fn can_be_split(question: &Question) -> bool {
    question.profile.is_none() && question.kind.is_counted() && !question.kind.ticks() && question.show_if.is_none()
}

/// Whether a question can split a wide table.
#[must_use]
pub fn can_split(question: &Question) -> bool {
    question.profile == Some(Profile::Sensitive) && question.kind.splits() && question.show_if.is_none()
}

/// Counts and protects; [`super::wide`] makes a protected release of it.
pub(super) fn table(
    questionnaire: &Questionnaire,
    (question, by): (&Code, &Code),
    responses: &[Response],
    terms: &Terms,
    bits: &mut impl Bits,
) -> Result<Release, NoWideTable> {
    if responses.len() < SMALLEST {
        return Err(NoWideTable::TooFew(responses.len()));
    }
    let found = |code: &Code, fits: fn(&Question) -> bool| questionnaire.question(code.as_str()).filter(|q| fits(q));
    let (Some(question), Some(by)) = (found(question, can_be_split), found(by, can_split)) else { return Err(NoWideTable::NotForThese) };
    let mut tables = Vec::new();
    // Each choice, and those who did not say: a set without choices.
    let groups = by.choices.iter().map(|c| vec![c.code.clone()]).chain([Vec::new()]);
    for choices in groups {
        let inside = |r: &&Response| match r.answer(by) {
            Answer::Given(codes) => codes.iter().any(|c| choices.contains(c)),
            Answer::Skipped | Answer::NotAsked => choices.is_empty(),
        };
        let counts = tally::count_one(question, responses.iter().filter(inside));
        let noisy = counts
            .into_iter()
            .map(|(cell, n)| Ok((cell, Some(i64::try_from(n).unwrap_or(i64::MAX).saturating_add(laplace::draw(bits, B)?)))));
        let cells = noisy.collect::<Result<_, OutOfRandomness>>()?;
        tables.push(ProtectedTable {
            question: question.code.clone(),
            group: Some(Group { by: by.code.clone(), choices: choices.clone() }),
            cells,
        });
    }
    Ok(Release {
        number: terms.number,
        released_on: terms.released_on,
        policy: terms.policy,
        attended: terms.attended,
        took_part: u32::try_from(responses.len()).unwrap_or(u32::MAX),
        groups: Vec::new(),
        tables,
        wide: true,
    })
}

#[cfg(test)]
mod tests {
    use super::{MOST_TABLES, NoWideTable};
    use crate::domain::code::Code;
    use crate::domain::disclosure::budget::epsilon;
    use crate::domain::disclosure::laplace::Repeatable;
    use crate::domain::disclosure::{Terms, wide};
    use crate::domain::policy::Policy;
    use crate::domain::questionnaire::{Questionnaire, parse};
    use crate::domain::report::{About, WideReport};
    use crate::domain::response::{Raw, Response};
    use time::macros::date;

    const MUNRO: &str = include_str!("../../../assets/questionnaires/messages-for-munro.toml");

    fn responses(questionnaire: &Questionnaire, n: usize) -> Vec<Response> {
        let raw = |i: usize| -> Raw {
            let (disability, enough) =
                if i.is_multiple_of(4) { ("yes", if i.is_multiple_of(8) { "more" } else { "enough" }) } else { ("no", "more") };
            [("disability", disability), ("often-enough", enough)].into_iter().map(|(q, a)| (q.to_owned(), vec![a.to_owned()])).collect()
        };
        (0..n).map(|i| Response::check(questionnaire, &raw(i)).expect("it fits")).collect()
    }

    fn made(n: usize, question: &str, by: &str) -> Result<WideReport, NoWideTable> {
        let questionnaire = parse(MUNRO).expect("no fault");
        let code = |text| Code::parse(text).expect("a code");
        let terms = Terms { number: 1, released_on: date!(2026 - 01 - 01), policy: Policy::Protected, attended: 5000, declared: 5000 };
        let release = wide(&questionnaire, (&code(question), &code(by)), &responses(&questionnaire, n), &terms, &mut Repeatable(7))?;
        let about = About {
            event: "All".into(),
            service: "A region".into(),
            held: "2026".into(),
            demonstration: false,
            version: 1,
            reasons: Vec::new(),
        };
        Ok(WideReport::clone(&WideReport::of(&release, &questionnaire, about).expect("a report")))
    }

    #[test]
    fn groups_can_be_compared_where_they_are_large() {
        let report = made(8000, "often-enough", "disability").expect("released");
        let share = |group: &str, code: &str| {
            let group = report.groups.iter().find(|g| g.title == group).expect("a group");
            group.rows.iter().find(|r| r.code.as_str() == code).and_then(|r| r.figure.span()).expect("a share")
        };
        // Half of 2,000 against all of 6,000. Ranges are 46 children wide: about 3 and 1 in a hundred.
        let (yes, no) = (share("Yes", "more"), share("No", "more"));
        assert!((40..=60).contains(&yes.value) && yes.high - yes.low <= 12, "{yes:?}");
        assert!(no.value >= 95 && no.low > yes.high, "{no:?}");
        assert_eq!(report.groups.len(), 4, "three choices, and those who did not say");
        let unsaid = report.groups.last().expect("a group");
        assert!(!unsaid.tells && unsaid.rows.iter().all(|r| r.figure.span().is_none()), "nobody left it out: {unsaid:?}");
        assert!(report.differences.iter().any(|d| d.contains("more often in the group ‘no’")), "{:?}", report.differences);
    }

    #[test]
    fn too_few_or_other_questions_have_none() {
        assert_eq!(made(999, "often-enough", "disability").err(), Some(NoWideTable::TooFew(999)));
        for (question, by) in [("ways", "disability"), ("age", "disability"), ("often-enough", "age"), ("often-enough", "helped")] {
            assert_eq!(made(1000, question, by).err(), Some(NoWideTable::NotForThese), "{question} by {by}");
        }
    }

    #[test]
    fn five_tables_cost_half() {
        let five = epsilon(2, super::B) * f64::from(u32::try_from(MOST_TABLES).expect("few"));
        assert!((five - 0.5).abs() < 1e-9, "{five}");
    }
}
