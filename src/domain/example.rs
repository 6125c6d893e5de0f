//! What a summary would look like under each policy: made-up answers, the same under all three,
//! carried through the very steps that real answers take. For whoever opens an event.

use super::disclosure::laplace::Repeatable;
use super::disclosure::{self, Protected, Terms};
use super::policy::Policy;
use super::questionnaire::{Questionnaire, parse};
use super::report::{About, Report};
use super::response::{Raw, Response};
use time::Date;

/// The code of the question in the example.
pub const QUESTION: &str = "example";

const FILE: &str = r#"
code = "example"
title = "An example"
source = "Made up"
languages = ["en"]
wordings = ["8-11"]
welcome = { "8-11" = { en = { who = "Made up", why = "Made up", what = "Made up" } } }
[[question]]
code = "example"
kind = "scale"
report = "Does your worker talk with you alone?"
wording = { "8-11" = { en = "Does your worker talk with you alone?" } }
pool = [{ code = "often", report = "always or usually" }, { code = "sometimes", report = "sometimes" }, { code = "rarely", report = "not usually or never" }]
choice = [
  { code = "always", report = "Always", pool = "often" },
  { code = "usually", report = "Usually", pool = "often" },
  { code = "sometimes", report = "Sometimes", pool = "sometimes" },
  { code = "not-usually", report = "Not usually", pool = "rarely" },
  { code = "never", report = "Never", pool = "rarely" },
  { code = "not-sure", report = "Not sure", apart = true },
]
"#;

/// Of thirty children, so many give each answer.
const OF_THIRTY: [(&str, u32); 6] = [("always", 12), ("usually", 6), ("sometimes", 4), ("not-usually", 2), ("never", 5), ("not-sure", 1)];

/// More children than this look no different.
const MOST: u32 = 2000;

/// Where the sequence begins. Any number would do.
const SEED: u64 = 20_110_609;

/// The example at so many children under each policy, in the order of [`Policy::ALL`]; none where
/// nothing would be shown.
#[must_use]
pub fn reports(children: u32) -> Vec<(Policy, Option<Protected<Report>>)> {
    let children = children.min(MOST);
    let Ok(questionnaire) = parse(FILE) else { return Vec::new() };
    let responses = responses(&questionnaire, children);
    let under = |policy| {
        let terms = Terms { number: 1, released_on: Date::MIN, policy, attended: children, declared: children };
        let release = disclosure::release(&questionnaire, &responses, &terms, &mut Repeatable(SEED + u64::from(children))).ok()?;
        let about = About {
            event: "An example".to_owned(),
            service: "Nowhere".to_owned(),
            held: "a made-up day".to_owned(),
            demonstration: true,
            version: 1,
            reasons: Vec::new(),
        };
        Report::of(&[release], &questionnaire, about)
    };
    Policy::ALL.into_iter().map(|policy| (policy, under(policy))).collect()
}

/// Responses in the shares of the example: running totals are rounded, so that they add up.
fn responses(questionnaire: &Questionnaire, children: u32) -> Vec<Response> {
    let mut responses = Vec::new();
    let mut upto = 0;
    for (choice, of_thirty) in OF_THIRTY {
        upto += of_thirty;
        let raw: Raw = [(QUESTION.to_owned(), vec![choice.to_owned()])].into();
        let until = usize::try_from((children * upto + 15) / 30).unwrap_or(usize::MAX);
        while responses.len() < until {
            match Response::check(questionnaire, &raw) {
                Ok(response) => responses.push(response),
                Err(_) => break,
            }
        }
    }
    responses
}

#[cfg(test)]
mod tests {
    use super::{QUESTION, reports};
    use crate::domain::policy::Policy;

    #[test]
    fn the_example_is_what_each_policy_would_show() {
        let thirty = reports(30);
        let told = |policy| -> Vec<String> {
            let report = thirty.iter().find(|(p, _)| *p == policy).and_then(|(_, r)| r.as_ref()).expect("a report");
            report.finding(QUESTION).expect("a finding").all.rows.iter().map(|r| r.figure.short()).collect()
        };
        assert_eq!(told(Policy::PlainCounts), ["12", "6", "4", "2", "5", "1"]);
        assert_eq!(told(Policy::Rounded), ["10", "held back", "held back", "held back", "held back", "held back"]);
        assert_eq!(told(Policy::Protected).len(), 6);
        assert_ne!(told(Policy::Protected), told(Policy::PlainCounts));
    }

    #[test]
    fn below_ten_nothing_is_shown_and_many_are_no_burden() {
        assert!(reports(9).iter().all(|(_, report)| report.is_none()));
        assert!(reports(u32::MAX).iter().all(|(_, report)| report.is_some()));
    }
}
