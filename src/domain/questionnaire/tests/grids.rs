//! Grids: each row becomes a question; what is wrong with a grid is told once, in its place.

use super::kinds::faults;
use super::{POOLED, read};
use crate::domain::questionnaire::{Kind, Questionnaire};
use crate::domain::response::{Answer, Raw, Response};
use crate::domain::wording::{Band, Language};

const GRID: &str = r#"
[[question]]
code = "safe"
kind = "grid"
report = "How safe do you feel in these places?"
short = "Feels safe"
sentence = "they {choice} feel safe {row}"
tags = ["munro-principles/1"]
picture = "sofa"
safety = true
wording = { "4-7" = { en = "Do you feel safe here?" }, "12-15" = { en = "How safe do you feel in these places?" } }
hint = { "4-7" = { en = "A hint." }, "12-15" = { en = "A hint." } }
row = [
  { code = "school", report = "At school", wording = { "4-7" = { en = "School" }, "12-15" = { en = "At school" } }, picture = "home-school" },
  { code = "home", report = "Where you live", wording = { "4-7" = { en = "Home" }, "12-15" = { en = "Where I live" } } },
]
pool = [{ code = "often", report = "often" }, { code = "rarely", report = "rarely" }]
choice = [
  { code = "yes", report = "Always", pool = "often" },
  { code = "no", report = "Never", pool = "rarely" },
  { code = "not-sure", report = "Not sure", apart = true, bands = ["12-15"] },
]
"#;

fn with(from: &str, to: &str) -> String {
    assert!(GRID.contains(from), "{from}");
    POOLED.to_owned() + &GRID.replace(from, to)
}

fn rows(q: &Questionnaire) -> Vec<&str> {
    q.questions.iter().filter(|q| q.grid.is_some()).map(|q| q.code.as_str()).collect()
}

#[test]
fn each_row_is_a_question_with_the_words_above_it() {
    let q = read(&with("", ""));
    assert_eq!(rows(&q), ["safe-school", "safe-home"]);
    let school = q.question("safe-school").expect("is there");
    let home = q.question("safe-home").expect("is there");
    assert_eq!((school.kind, school.short.as_str()), (Kind::Scale, "Feels safe: at school"));
    assert_eq!(school.report, "How safe do you feel in these places: At school?");
    assert_eq!(school.sentence.as_deref(), Some("they {choice} feel safe at school"));
    assert_eq!((school.picture.as_deref(), home.picture.as_deref()), (Some("home-school"), Some("sofa")), "a row's own picture first");
    assert!(school.safety && home.safety && home.tags == ["munro-principles/1"]);
    let grid = home.grid.as_ref().expect("a row");
    assert_eq!((grid.grid.as_str(), grid.row, grid.of, home.written_code().as_str()), ("safe", 2, 2, "safe"));
    let english = Language::english();
    assert_eq!(grid.stem.exact(Band::From4, &english), Some("Do you feel safe here?"));
    assert_eq!(home.wording.exact(Band::From12, &english), Some("Where I live"));
    assert_eq!(home.choices, school.choices);
    let raw: Raw = [("safe-school".to_owned(), vec!["yes".to_owned()])].into();
    let response = Response::check(&q, &raw).expect("it fits");
    assert!(matches!(response.answer(school), Answer::Given([code]) if code.as_str() == "yes"));
    assert_eq!(response.answer(home), Answer::Skipped);
}

#[test]
fn without_pooled_groups_a_row_has_one_choice() {
    let plain = GRID
        .replace("pool = [{ code = \"often\", report = \"often\" }, { code = \"rarely\", report = \"rarely\" }]\n", "")
        .replace(", pool = \"often\"", "")
        .replace(", pool = \"rarely\"", "");
    let q = read(&(POOLED.to_owned() + &plain));
    assert!(q.questions.iter().filter(|q| q.grid.is_some()).all(|q| q.kind == Kind::One));
}

#[test]
fn a_grid_hangs_on_what_costs_nothing() {
    // Age is known to staff: its head counts are public, and rows that hang on it cost what they cost by themselves.
    let q = read(&with("safety = true", "safety = true\nshow_if = { question = \"age\", choices = [\"old\"] }"));
    assert!(q.questions.iter().filter(|q| q.grid.is_some()).all(|q| q.show_if.is_some()));
    let told = faults(&with("safety = true", "safety = true\nshow_if = { question = \"alone\", choices = [\"yes\"] }"));
    assert!(told.iter().any(|t| t.contains("cost 6.00 of a budget of 3.00")), "{told:?}");
}

#[test]
fn faults_of_a_grid_are_told_once_and_where_they_stand() {
    let line = |part: &str| 1 + with("", "").lines().position(|l| l.contains(part)).expect("a line");
    let grid = 1 + with("", "").lines().position(|l| l.contains("kind = \"grid\"")).expect("a line") - 2;
    for (from, to, at, what) in [
        ("code = \"home\"", "code = \"school\"", line("code = \"home\""), "the code “safe-school” is used by two questions".to_owned()),
        (
            "code = \"school\"",
            "code = \"a-school-that-has-a-very-long-name-indeed\"",
            line("code = \"school\""),
            "“a-school-that-has-a-very-long-name-indeed” is not a code".to_owned(),
        ),
        (
            "code = \"school\"",
            "code = \"a-school-that-has-a-long-long-long-name\"",
            line("code = \"school\""),
            "the code of the grid and that of the row make “safe-a-school-that-has-a-long-long-long-name”, which is longer than 40"
                .to_owned(),
        ),
        (" feel safe {row}", "", line("sentence = \"they"), "the sentence of a grid has no {row} in it".to_owned()),
        (
            "pool = \"often\" }",
            "pool = \"oft\" }",
            line("pool = \"often\" },\n".trim()),
            "there is no pooled group “oft” in this question".to_owned(),
        ),
        ("safety = true", "safety = true\nprofile = \"known\"", line("safety = true") + 1, "a grid does not ask who a child is".to_owned()),
        ("code = \"no\"", "code = \"yes\"", line("code = \"no\", report = \"Never\""), "the choice “yes” stands twice".to_owned()),
        ("{ \"4-7\" = { en = \"Home\" }, ", "{ ", grid, "In English the grid “safe” lacks: row home (4-7)".to_owned()),
    ] {
        let told = faults(&with(from, to));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].ends_with(&what), "{told:?}");
        assert!(told[0].starts_with(&format!("{at}: ")), "{at}: {told:?}");
    }
    let none = faults(&with(&GRID[GRID.find("row = [").expect("rows")..GRID.find("pool = [").expect("pools")], ""));
    assert_eq!(none.len(), 1, "{none:?}");
    assert!(none[0].ends_with("the grid “safe” has no row"), "{none:?}");
    let told = faults(&with("row = [", "rows = ["));
    assert!(told.iter().any(|t| t.ends_with("“rows” is not a word that belongs here")), "{told:?}");
    let row = with("", "").replace("kind = \"grid\"", "kind = \"one\"");
    assert!(faults(&row).iter().any(|t| t.ends_with("“row” is not a word that belongs here")), "only a grid has rows");
}
