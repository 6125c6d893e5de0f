//! What is shown of the same made-up answers at 9, 14, 30, 123 and 1,500 children under each
//! protection: in words, in the picture's text alternative, in the file; as snapshots.

use super::question_csv;
use crate::chart::{description, narrow, slide, wide};
use crate::domain::example::{QUESTION, reports};
use crate::domain::report::Part;
use std::fmt::Write;

fn shown(children: u32) -> String {
    let mut text = String::new();
    for (policy, report) in reports(children) {
        let _ = writeln!(text, "== {}", policy.name());
        let Some(report) = report else {
            let _ = writeln!(text, "Too few answered to show");
            continue;
        };
        let finding = report.finding(QUESTION).expect("the question");
        let headline: String = finding.headline.iter().map(|(Part::Strong(text) | Part::Plain(text))| text.as_str()).collect();
        let _ = writeln!(text, "headline: {}", headline.trim());
        finding.second.iter().for_each(|line| {
            let _ = writeln!(text, "second: {line}");
        });
        let _ = writeln!(text, "to quote: {}", finding.sentence);
        let _ = writeln!(text, "alternative: {}", description(&report, QUESTION).expect("a description"));
        let pictures = [wide(&report, QUESTION), narrow(&report, QUESTION), slide(&report, QUESTION)];
        let _ = writeln!(text, "pictures: {}", pictures.iter().flatten().count());
        let csv = String::from_utf8(question_csv(&report, QUESTION).expect("the question").expect("a file")).expect("UTF-8");
        for line in csv.lines().skip(1) {
            // From the answer's code to the published integer and the protection.
            let _ = writeln!(text, "file: {}", line.split(',').skip(3).take(10).collect::<Vec<_>>().join(","));
        }
    }
    text
}

#[test]
fn nine_are_too_few_under_every_protection() {
    insta::assert_snapshot!(shown(9));
}

#[test]
fn fourteen_are_told_in_words() {
    insta::assert_snapshot!(shown(14));
}

#[test]
fn thirty_are_counted() {
    insta::assert_snapshot!(shown(30));
}

#[test]
fn a_hundred_and_twenty_three_are_shares() {
    insta::assert_snapshot!(shown(123));
}

#[test]
fn fifteen_hundred_are_shares() {
    insta::assert_snapshot!(shown(1500));
}
