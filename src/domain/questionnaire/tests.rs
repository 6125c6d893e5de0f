//! Questionnaire files: our own has no fault; a bad one has all of its faults told, each in its place.

mod faults;
mod grids;
mod kinds;
mod texts;
mod translations;

use super::{Kind, Question, Questionnaire, parse};
use crate::domain::disclosure::budget;
use crate::domain::wording::Band;

const OURS: &str = include_str!("../../../assets/questionnaires/messages-for-munro.toml");
const GALLERY: &str = include_str!("../../../assets/questionnaires/gallery.toml");

/// A small questionnaire in which the young have a scale of three and the old one of five.
const POOLED: &str = r#"
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
code = "age"
kind = "one"
report = "Age"
profile = "known"
wording = { "4-7" = { en = "How old?" }, "12-15" = { en = "How old?" } }
choice = [{ code = "young", report = "Young" }, { code = "old", report = "Old" }]
[[question]]
code = "alone"
kind = "scale"
report = "Alone?"
breakdown = "age"
wording = { "4-7" = { en = "Alone?" }, "12-15" = { en = "Alone?" } }
pool = [{ code = "often", report = "often" }, { code = "rarely", report = "rarely" }]
choice = [
  { code = "always", report = "Always", pool = "often", bands = ["12-15"] },
  { code = "usually", report = "Usually", pool = "often", bands = ["12-15"] },
  { code = "never", report = "Never", pool = "rarely", bands = ["12-15"] },
  { code = "yes", report = "Yes", pool = "often", bands = ["4-7"] },
  { code = "no", report = "No", pool = "rarely", bands = ["4-7"] },
  { code = "not-sure", report = "Not sure", apart = true, bands = ["4-7", "12-15"] },
]
"#;

fn read(text: &str) -> Questionnaire {
    parse(text).unwrap_or_else(|faults| panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

#[test]
fn our_own_questionnaire_has_no_fault() {
    let munro = read(OURS);
    assert_eq!(munro.code.as_str(), "messages-for-munro");
    assert!(munro.question("ways").is_some_and(|q| matches!(q.kind, Kind::Many { .. })));
    for question in &munro.questions {
        assert!(budget::cost(&munro, question) <= munro.budget, "{}", question.code);
    }
}

#[test]
fn the_gallery_has_every_kind_in_words_for_every_age() {
    let gallery = read(GALLERY);
    let has = |what: &dyn Fn(&Question) -> bool| gallery.questions.iter().any(what);
    for kind in ["one", "many", "scale", "faces", "pictures", "rank", "number"] {
        assert!(has(&|q| q.kind.name() == kind), "{kind}");
    }
    assert_eq!(gallery.questions.iter().filter(|q| q.grid.is_some()).count(), 3);
    assert!(has(&|q| q.kind.limit().is_some() && q.choices.iter().any(|c| c.exclusive)), "a limit, and a choice that is ticked alone");
    assert!(has(&|q| q.kind.ticks() && q.kind.limit().is_none()) && has(&|q| q.show_if.is_some()) && has(&|q| q.safety));
    let scale = gallery.question("ask-you").expect("is there");
    let offered = |band| scale.choices_for(band).filter(|c| !c.apart).count();
    assert_eq!(Band::ALL.map(offered), [3, 4, 5, 5]);
    let english = gallery.first_language();
    for question in &gallery.questions {
        for (band, most) in Band::ALL.into_iter().zip([12, 15, 20, 20]) {
            let stem = question.grid.as_ref().map_or(&question.wording, |row| &row.stem);
            let text = stem.exact(band, &english).expect("a wording");
            assert!(text.split_whitespace().count() <= most && text.ends_with('?'), "{text}");
        }
    }
}

#[test]
fn what_the_guide_shows_has_no_fault() {
    let guide = include_str!("../../../docs/QUESTIONNAIRES.md");
    let shown: Vec<&str> = guide.split("```toml\n").skip(1).filter_map(|part| Some(part.split_once("```")?.0)).collect();
    let with = |part: &str| *shown.iter().find(|text| text.contains(part)).unwrap_or_else(|| panic!("the guide shows {part}"));
    let whole = with("[welcome.");
    read(whole);
    let choices = "[[question.choice]]\ncode = \"lot\"\nreport = \"A lot\"\n[[question.choice]]\ncode = \"bit\"\nreport = \"A bit\"\n";
    let grid = read(&format!("{whole}\n{}\n{choices}", with("kind = \"grid\"")));
    let food = grid.question("say-food").expect("a row");
    assert_eq!(food.report, "How much do you choose about these things: food?");
    assert_eq!(food.sentence.as_deref(), Some("they choose {choice} about food"));
    let number = "[[question]]\ncode = \"books\"\nkind = \"number\"\nreport = \"Books?\"\n[question.wording]\n\"8-11\" = { en = \"How many books?\" }\n";
    read(&format!("{whole}\n{number}{}", with("from = 4")));
}

#[test]
fn scales_of_the_young_and_the_old_pool_honestly() {
    let small = read(POOLED);
    let alone = small.question("alone").expect("is there");
    let rows: Vec<_> = alone.rows().into_iter().map(|r| r.code.to_string()).collect();
    assert_eq!(rows, ["often", "rarely", "not-sure"], "tables are over pooled groups");
    let row = |choice: &str| alone.choice(choice).and_then(|c| alone.row_of(&c.code)).map(|c| c.to_string());
    assert_eq!(row("yes"), row("usually"));
    assert_eq!(row("no").as_deref(), Some("rarely"));
    let offered: Vec<_> = alone.choices_for(Band::From4).map(|c| c.code.as_str()).collect();
    assert_eq!(offered, ["yes", "no", "not-sure"]);
}

#[test]
fn a_file_with_ten_faults_is_told_all_ten() {
    let bad = r#"code = "Bad Code"
title = ""
languages = ["english!"]
wordings = ["8-11", "9-12"]
retention_days = 0
colour = "blue"
[welcome."8-11".en]
who = "w"
why = "w"
what = "w"
[[question]]
code = "one"
kind = "slider"
report = "One?"
breakdown = "two"
tags = ["ilacs/nothing"]
[question.wording]
"8-11" = { en = "One?" }
[[question.choice]]
code = "a"
report = "A"
[[question.choice]]
code = "a"
report = "A again"
"#;
    let faults = parse(bad).expect_err("faults");
    let told = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for (line, part) in [
        (1, "“Bad Code” is not a code"),
        (2, "“title” is empty"),
        (1, "“source” is missing"),
        (3, "“english!” is not a language"),
        (4, "“9-12” is not an age band"),
        (5, "“retention_days” is not a whole number"),
        (6, "“colour” is not a word that belongs here"),
        (13, "there is no kind “slider”"),
        (15, "there is no question “two”"),
        (16, "no framework has the heading “ilacs/nothing”"),
        (23, "the choice “a” stands twice"),
    ] {
        assert!(faults.iter().any(|f| f.line == line && f.what.contains(part)), "line {line}: {part}\n{told}");
    }
    assert!(faults.iter().all(|f| !f.mend.is_empty() && f.column >= 1));
    assert!(faults.is_sorted_by_key(|f| f.line));
}

#[test]
fn what_is_not_toml_is_told_too() {
    let faults = parse("code = \"a\ntitle = ]").expect_err("faults");
    assert!(faults.iter().any(|f| f.line == 1 && f.what.contains("not TOML")), "{faults:?}");
}

#[test]
fn what_does_not_fit_into_an_envelope_is_refused() {
    let many: String = (0..90)
        .map(|i| {
            format!(
                r#"
[[question]]
code = "a-question-with-a-long-name-{i:02}"
kind = "one"
report = "Which?"
wording = {{ "4-7" = {{ en = "Which?" }}, "12-15" = {{ en = "Which?" }} }}
choice = [{{ code = "a", report = "A" }}, {{ code = "b-with-a-long-name", report = "B" }}]
"#
            )
        })
        .collect();
    let faults = parse(&(POOLED.to_owned() + &many)).expect_err("a fault");
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].what.contains("does not fit into an envelope"), "{}", faults[0]);
}

#[test]
fn profile_questions_are_always_asked_and_have_plain_tables_only() {
    let more = r#"
[[question]]
code = "school"
kind = "one"
profile = "known"
report = "School?"
show_if = { question = "alone", choices = ["never"] }
wording = { "4-7" = { en = "School?" }, "12-15" = { en = "School?" } }
choice = [{ code = "a", report = "A" }, { code = "b", report = "B" }]
[[question]]
code = "disability"
kind = "one"
profile = "sensitive"
report = "Disability?"
breakdown = "age"
wording = { "4-7" = { en = "Disability?" }, "12-15" = { en = "Disability?" } }
choice = [{ code = "a", report = "A" }, { code = "b", report = "B" }]
"#;
    let faults = parse(&(POOLED.to_owned() + more)).expect_err("faults");
    let told = |part: &str| faults.iter().any(|f| f.what.contains(part));
    assert!(told("a known profile question is always asked") && told("a profile question has a plain table only"), "{faults:?}");
    assert_eq!(faults.len(), 2, "{faults:?}");
}

#[test]
fn tables_that_cost_too_much_are_refused() {
    let hanging = POOLED.to_owned()
        + r#"
[[question]]
code = "why"
kind = "one"
report = "Why?"
show_if = { question = "alone", choices = ["never"] }
wording = { "4-7" = { en = "Why?" }, "12-15" = { en = "Why?" } }
choice = [{ code = "a", report = "A" }, { code = "b", report = "B" }]
"#;
    let faults = parse(&hanging).expect_err("a fault");
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].what.contains("cost 4.50 of a budget of 3.00"), "{}", faults[0]);
    // Without the breakdown the two share the budget.
    read(&hanging.replace("breakdown = \"age\"\n", ""));
}
