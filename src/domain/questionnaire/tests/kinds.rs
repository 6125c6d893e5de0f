//! The rules of single kinds, and of the languages of a file.

use super::read;
use crate::domain::code::Code;
use crate::domain::questionnaire::{Kind, parse};
use crate::domain::response::{Answer, AnswerFault, Raw, Response, longest};
use crate::domain::wording::Band;

/// A questionnaire of one question, whose kind, lines and choices are given.
pub(super) fn file(kind: &str, more: &str, choices: &[&str]) -> String {
    format!(
        r#"
code = "small"
title = "Small"
source = "Made up for this test"
languages = ["en"]
wordings = ["4-7", "12-15"]
[welcome."4-7".en]
who = "w"
why = "w"
what = "w"
[welcome."12-15".en]
who = "w"
why = "w"
what = "w"
[[question]]
code = "q"
kind = "{kind}"
report = "Which?"
wording = {{ "4-7" = {{ en = "Which?" }}, "12-15" = {{ en = "Which?" }} }}
{more}
choice = [
{}
]
"#,
        choices.iter().map(|c| format!("  {{ report = \"R\", {c} }},\n")).collect::<String>()
    )
}

/// What is wrong with a file: places and words.
pub(super) fn faults(text: &str) -> Vec<String> {
    parse(text).map(|_| Vec::new()).unwrap_or_else(|faults| faults.iter().map(|f| format!("{}: {}", f.line, f.what)).collect())
}

fn answered(text: &str, values: &[&str]) -> Result<String, Vec<AnswerFault>> {
    let questionnaire = read(text);
    let raw: Raw = [("q".to_owned(), values.iter().map(|v| (*v).to_owned()).collect())].into();
    let response = Response::check(&questionnaire, &raw)?;
    let kept = serde_json::to_string(&response).expect("writes");
    assert!(kept.len() <= longest(&questionnaire), "{kept}");
    Ok(match response.answer(questionnaire.question("q").expect("is there")) {
        Answer::Given(codes) => codes.iter().map(Code::as_str).collect::<Vec<_>>().join(" "),
        Answer::Skipped => "skipped".to_owned(),
        Answer::NotAsked => "not asked".to_owned(),
    })
}

const FEELINGS: &str = "pool = [{ code = \"good\", report = \"good\" }, { code = \"bad\", report = \"bad\" }]";
const APART: &str = "code = \"not-sure\", apart = true";

fn faces(numbers: &[u8]) -> Vec<String> {
    numbers.iter().enumerate().map(|(i, n)| format!("code = \"f{i}\", pool = \"good\", picture = \"face-{n}\"")).collect()
}

fn faults_of_faces(numbers: &[u8]) -> Vec<String> {
    let mut choices = faces(numbers);
    choices.push(APART.to_owned());
    faults(&file("faces", FEELINGS, &choices.iter().map(String::as_str).collect::<Vec<_>>()))
}

#[test]
fn faces_lie_on_both_sides_of_a_neutral_one() {
    for good in [&[1, 3, 5][..], &[2, 3, 4], &[1, 2, 3, 4, 5], &[5, 4, 3, 2, 1]] {
        assert_eq!(faults_of_faces(good), [] as [&str; 0], "{good:?}");
    }
    for bad in [&[3, 4, 5][..], &[1, 2, 3], &[2, 3, 5], &[1, 2, 4, 5], &[1, 5], &[3, 1, 5], &[1, 3, 3, 3, 5], &[4, 5, 6]] {
        let told = faults_of_faces(bad);
        assert_eq!(told.len(), 2, "one for each age: {bad:?} {told:?}");
        assert!(told[0].contains("faces of “q” for 4-7 do not lie on both sides"), "{told:?}");
    }
    // A face is no picture for anything else, and a scale of faces has nothing but faces.
    let told = faults(&file("one", "", &["code = \"a\", picture = \"face-5\"", "code = \"b\", picture = \"face-4\""]));
    assert_eq!(told.iter().filter(|t| t.contains("faces stand for feelings")).count(), 2, "{told:?}");
    let told = faults(&file("faces", FEELINGS, &["code = \"a\", pool = \"good\", picture = \"glass-4\"", "code = \"b\", pool = \"bad\""]));
    assert!(told.iter().any(|t| t.contains("do not lie on both sides")), "{told:?}");
}

#[test]
fn each_age_has_its_own_faces_which_pool_like_a_scale() {
    let text = file(
        "faces",
        FEELINGS,
        &[
            "code = \"sad\", pool = \"bad\", picture = \"face-1\", bands = [\"4-7\"]",
            "code = \"middle\", pool = \"bad\", picture = \"face-3\", bands = [\"4-7\"]",
            "code = \"happy\", pool = \"good\", picture = \"face-5\", bands = [\"4-7\"]",
            "code = \"f1\", pool = \"bad\", picture = \"face-1\", bands = [\"12-15\"]",
            "code = \"f2\", pool = \"bad\", picture = \"face-2\", bands = [\"12-15\"]",
            "code = \"f3\", pool = \"bad\", picture = \"face-3\", bands = [\"12-15\"]",
            "code = \"f4\", pool = \"good\", picture = \"face-4\", bands = [\"12-15\"]",
            "code = \"f5\", pool = \"good\", picture = \"face-5\", bands = [\"12-15\"]",
            APART,
        ],
    );
    let q = read(&text);
    let question = q.question("q").expect("is there");
    assert_eq!(question.kind, Kind::Faces);
    assert_eq!(question.rows().iter().map(|r| r.code.as_str()).collect::<Vec<_>>(), ["good", "bad", "not-sure"]);
    assert_eq!(answered(&text, &["happy"]), Ok("happy".to_owned()));
}

#[test]
fn every_picture_is_there() {
    let bare = "code = \"b\"";
    let told = faults(&file("pictures", "", &["code = \"a\", picture = \"yes\"", bare, APART]));
    assert_eq!(told, ["23: the choice “b” names no picture"]);
    let text = file("pictures", "", &["code = \"a\", picture = \"yes\"", "code = \"b\", picture = \"no\"", APART]);
    assert_eq!(answered(&text, &["b"]), Ok("b".to_owned()));
    assert_eq!(answered(&text, &["a", "b"]), Err(vec![AnswerFault::TooMany(Code::parse("q").expect("a code"), 1)]));
}

#[test]
fn of_an_order_the_first_place_is_kept() {
    let text = file("rank", "", &["code = \"a\"", "code = \"b\"", "code = \"c\"", APART]);
    for (values, kept) in [
        (&["b", "a", "c"][..], "b"),
        (&["c"], "c"),
        (&["skip"], "skipped"),
        (&[], "skipped"),
        (&["", "skip", "b"], "b"),
        (&["not-sure"], "not-sure"),
        (&["not-sure", "c", "a"], "c"),
    ] {
        assert_eq!(answered(&text, values), Ok(kept.to_owned()), "{values:?}");
    }
    assert_eq!(answered(&text, &["a", "z"]), Err(vec![AnswerFault::NoSuchChoice(Code::parse("q").expect("a code"))]));
}

const BINS: [&str; 4] = ["code = \"none\", from = 0, to = 0", "code = \"few\", from = 1, to = 3", "code = \"more\", from = 4", APART];

#[test]
fn of_a_number_its_bin_is_kept() {
    let text = file("number", "", &BINS);
    for (values, kept) in [
        (&["0"][..], "none"),
        (&["3"], "few"),
        (&[" 4 "], "more"),
        (&["٢"], "few"),
        (&["۱۲"], "more"),
        (&["9999"], "more"),
        (&["few"], "few"),
        (&["2", "few"], "few"),
        (&["not-sure", "2"], "few"),
        (&["not-sure"], "not-sure"),
        (&["", "skip"], "skipped"),
    ] {
        assert_eq!(answered(&text, values), Ok(kept.to_owned()), "{values:?}");
    }
    let q = Code::parse("q").expect("a code");
    for bad in ["-1", "two", "1.5", "10000", "1 2"] {
        assert_eq!(answered(&text, &[bad]), Err(vec![AnswerFault::NotANumber(q.clone())]), "{bad}");
    }
    assert_eq!(answered(&text, &["1", "7"]), Err(vec![AnswerFault::TooMany(q.clone(), 1)]), "two numbers");
    // Below the first and above a closed last one there is none.
    let closed = file("number", "", &["code = \"a\", from = 5, to = 9", "code = \"b\", from = 10, to = 19"]);
    for bad in ["4", "20"] {
        assert_eq!(answered(&closed, &[bad]), Err(vec![AnswerFault::NotANumber(q.clone())]), "{bad}");
    }
}

#[test]
fn bins_stand_in_order_without_gaps() {
    let told = |choices: &[&str]| faults(&file("number", "", choices)).join("\n");
    assert_eq!(told(&BINS), "");
    for (choices, part) in [
        (&["code = \"a\", from = 0, to = 4", "code = \"b\", from = 6"][..], "23: the numbers before end at 4, and these begin at 6"),
        (&["code = \"a\", from = 0, to = 4", "code = \"b\", from = 4"], "23: the numbers before end at 4, and these begin at 4"),
        (&["code = \"a\", from = 5, to = 9", "code = \"b\", from = 0, to = 4"], "and these begin at 0"),
        (&["code = \"a\", from = 0", "code = \"b\", from = 5"], "22: only the last choice may leave “to” out"),
        (&["code = \"a\", from = 4, to = 0", "code = \"b\", from = 5"], "22: “to” is lower than “from”"),
        (&["code = \"a\", from = 0, to = 4", "code = \"b\""], "23: the choice “b” names no numbers"),
        (&["code = \"a\", to = 4", "code = \"b\", from = 5"], "“to” stands here without “from”"),
        (&["code = \"a\", from = 0, to = 4", "code = \"b\", from = 5, to = 10000"], "“to” is not a whole number from 0 to 9999"),
        (&["code = \"5\", from = 0, to = 4", "code = \"b\", from = 5"], "“5” would be read as a number of another choice"),
        (&["code = \"a\", from = 0, to = 4", "code = \"b\", from = 5", "code = \"9\", apart = true"], "“9” would be read as a number"),
        (&["code = \"a\", from = 0, to = 4", "code = \"b\", from = 5", "code = \"c\", apart = true, from = 1"], "stands for numbers"),
    ] {
        assert!(told(choices).contains(part), "{part}: {}", told(choices));
    }
    assert!(faults(&file("one", "", &["code = \"a\", from = 0, to = 1", "code = \"b\""])).iter().any(|t| t.contains("stands for numbers")));
    // A code of digits that says what it stands for is none of these.
    assert_eq!(told(&["code = \"0\", from = 0, to = 0", "code = \"1-more\", from = 1"]), "");
}

#[test]
fn what_stands_apart_may_be_offered_to_some_ages_in_every_kind() {
    let apart = "code = \"understand\", apart = true, bands = [\"4-7\"]";
    for (kind, more, choices) in [
        ("one", "", vec!["code = \"a\"", "code = \"b\""]),
        ("many", "limit = 2", vec!["code = \"a\"", "code = \"b\""]),
        ("rank", "", vec!["code = \"a\"", "code = \"b\""]),
        ("pictures", "", vec!["code = \"a\", picture = \"yes\"", "code = \"b\", picture = \"no\""]),
        ("number", "", vec!["code = \"a\", from = 0, to = 4", "code = \"b\", from = 5"]),
        ("scale", FEELINGS, vec!["code = \"a\", pool = \"good\"", "code = \"b\", pool = \"bad\""]),
    ] {
        let q = read(&file(kind, more, &[choices.as_slice(), &[apart, APART]].concat()));
        let question = q.question("q").expect("is there");
        assert!(question.same_in_all_wordings(), "{kind}");
        let rows: Vec<String> = question.rows().iter().map(|r| r.code.to_string()).collect();
        assert_eq!(rows, ["a", "b", "understand", "not-sure"], "{kind}: each answer is a row, not its pooled group");
        assert_eq!(question.choices_for(Band::From4).count(), 4, "{kind}");
        assert_eq!(question.choices_for(Band::From12).count(), 3, "{kind}");
    }
    let told = faults(&file("one", "", &["code = \"a\"", "code = \"b\"", "code = \"c\", bands = [\"4-7\"]"]));
    assert_eq!(told, ["24: only a scale, faces, or a choice that stands apart may be offered to some ages only"]);
}

#[test]
fn languages_that_are_spoken_or_await_a_reader_are_languages_of_the_file() {
    let text = file("one", "", &["code = \"a\"", "code = \"b\""]);
    let with = |line: &str| text.replace("languages = [\"en\"]", &format!("languages = [\"en\"]\n{line}"));
    let q = read(&with("spoken = [\"en\"]\nawaiting_reader = [\"en\"]"));
    assert_eq!((q.spoken.len(), q.awaiting_reader.len()), (1, 1));
    assert!(read(&text).spoken.is_empty());
    let told = faults(&with("spoken = [\"en\", \"cy\"]"));
    assert_eq!(told, ["6: “cy” is not one of the languages of this questionnaire"]);
    let told = faults(&with("awaiting_reader = [\"en\", \"en\"]"));
    assert_eq!(told, ["6: the language “en” stands twice in “awaiting_reader”"]);
    assert_eq!(faults(&text.replace("[\"en\"]", "[\"en\", \"en\"]")), ["5: the language “en” stands twice"]);
}

#[test]
fn a_drawing_that_is_not_there_is_told_with_near_ones() {
    let text = file("one", "picture = \"sofaa\"", &["code = \"a\", picture = \"home-famly\"", "code = \"b\", picture = \"sofa\""]);
    let faults = parse(&text).expect_err("two drawings are not there");
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("there is no drawing “sofaa”") && told[0].contains("Perhaps you mean “sofa”."), "{told:?}");
    assert!(told[1].contains("there is no drawing “home-famly”") && told[1].contains("home-family"), "{told:?}");
}

#[test]
fn of_a_kind_that_is_none_nothing_else_is_said() {
    let pools = "[[question.pool]]\ncode = \"y\"\nreport = \"Y\"\n";
    let scale = file("scal", "", &["code = \"a\", pool = \"y\"", "code = \"b\", pool = \"y\""]) + pools;
    assert_eq!(faults(&scale).iter().map(|f| f.split(": ").nth(1)).collect::<Vec<_>>(), [Some("there is no kind “scal”")]);
}

#[test]
fn what_is_no_questionnaire_file_is_one_fault() {
    let picture = String::from_utf8_lossy(include_bytes!("../../../../docs/walk/4-7.png")).into_owned();
    let prose = "Dear all, here are the questions.\n".repeat(200);
    for (what, text) in [("a picture", picture), ("a letter", prose)] {
        assert_eq!(faults(&text).len(), 1, "{what}");
    }
}
