//! Nothing is left untranslated: what is missing is told, one fault for a question and language.

use super::kinds::faults;
use super::read;
use crate::domain::wording::Language;

const TWO: &str = r#"
code = "small"
title = "Small"
source = "Made up for this test"
languages = ["en", "cy"]
wordings = ["4-7", "8-11"]
[welcome."4-7"]
en = { who = "w", why = "w", what = "w" }
cy = { who = "c", why = "c", what = "c" }
[welcome."8-11"]
en = { who = "w", why = "w", what = "w" }
cy = { who = "d", why = "d", what = "d" }
[[question]]
code = "alone"
kind = "one"
report = "Alone?"
[question.wording]
"4-7" = { en = "Alone?", cy = "C4" }
"8-11" = { en = "Alone?", cy = "C8" }
[question.hint]
"8-11" = { en = "Nobody else.", cy = "H8" }
[[question.choice]]
code = "yes"
report = "Yes"
wording = { "4-7" = { cy = "Y4" }, "8-11" = { cy = "Y8" } }
[[question.choice]]
code = "no"
report = "No"
wording = { "4-7" = { cy = "N4" }, "8-11" = { cy = "N8" } }
[[question.choice]]
code = "understand"
report = "Does not understand"
apart = true
bands = ["4-7"]
wording = { "4-7" = { cy = "U4" } }
[[question]]
code = "these"
kind = "grid"
report = "How are these?"
[question.wording]
"4-7" = { en = "And these?", cy = "S4" }
"8-11" = { en = "And these?", cy = "S8" }
[[question.row]]
code = "a"
report = "A"
wording = { "4-7" = { en = "A", cy = "A4" }, "8-11" = { en = "A", cy = "A8" } }
[[question.row]]
code = "b"
report = "B"
wording = { "4-7" = { en = "B", cy = "B4" }, "8-11" = { en = "B", cy = "B8" } }
[[question.choice]]
code = "yes"
report = "Yes"
wording = { "4-7" = { cy = "V4" }, "8-11" = { cy = "V8" } }
[[question.choice]]
code = "no"
report = "No"
wording = { "4-7" = { cy = "M4" }, "8-11" = { cy = "M8" } }
"#;

/// Takes one Welsh text out.
fn without(text: &str) -> String {
    let (with_comma, alone) = (format!(", cy = \"{text}\""), format!("cy = \"{text}\""));
    let less = if TWO.contains(&with_comma) { TWO.replace(&with_comma, "") } else { TWO.replace(&alone, "") };
    assert_ne!(less, TWO, "{text}");
    less
}

#[test]
fn whatever_is_missing_is_told() {
    read(TWO);
    for (text, told) in [
        ("C4", "13: In Welsh the question “alone” lacks: wording (4-7)"),
        ("H8", "13: In Welsh the question “alone” lacks: hint (8-11)"),
        ("Y8", "13: In Welsh the question “alone” lacks: choice yes (8-11)"),
        ("U4", "13: In Welsh the question “alone” lacks: choice understand (4-7)"),
        ("S8", "36: In Welsh the grid “these” lacks: wording (8-11)"),
        ("A4", "36: In Welsh the grid “these” lacks: row a (4-7)"),
        ("B8", "36: In Welsh the grid “these” lacks: row b (8-11)"),
        ("M4", "36: In Welsh the grid “these” lacks: choice no (4-7)"),
    ] {
        assert_eq!(faults(&without(text)), [told]);
    }
    let welcome = TWO.replace("cy = { who = \"d\", why = \"d\", what = \"d\" }\n", "");
    assert_eq!(faults(&welcome), ["7: In Welsh the first page lacks: welcome (8-11)"]);
    let part = faults(&TWO.replace("why = \"d\", ", ""));
    assert!(part.iter().any(|t| t == "12: “why” is missing here"), "{part:?}");
}

#[test]
fn a_language_that_is_not_written_yet_is_one_fault_a_question() {
    let told = faults(&TWO.replace("languages = [\"en\", \"cy\"]", "languages = [\"en\", \"cy\", \"ar\"]"));
    assert_eq!(
        told,
        [
            "7: In Arabic the first page lacks: welcome (all wordings)",
            "13: In Arabic the question “alone” lacks: wording (all wordings), hint (8-11), choice yes (all wordings), choice no (all wordings), choice understand (4-7)",
            "36: In Arabic the grid “these” lacks: wording (all wordings), row a (all wordings), row b (all wordings), choice yes (all wordings), choice no (all wordings)",
        ]
    );
}

#[test]
fn in_the_first_language_the_words_for_reports_stand_in_for_choices_alone() {
    let told = faults(&TWO.replace("\"8-11\" = { en = \"Alone?\", ", "\"8-11\" = { "));
    assert_eq!(told, ["13: In English the question “alone” lacks: wording (8-11)"]);
    // A hint may be left out, in the first language; then nothing is missed in others.
    read(&TWO.replace("\"8-11\" = { en = \"Nobody else.\", cy = \"H8\" }", ""));
}

/// A line of wordings, its translations taken out, and their languages:
/// `"8-11" = { en = "…", cy = "…" }`. No text has a quote in it.
fn translated(line: &str) -> Option<(String, Vec<Language>)> {
    let mut parts = line.split_once(" = { en = \"")?.1.split('"');
    let first = parts.next()?;
    let languages = parts.filter_map(|part| Language::parse(part.strip_prefix(", ")?.strip_suffix(" = ")?)).collect();
    let band = line.split_once(" = { ")?.0;
    Some((format!("{band} = {{ en = \"{first}\" }}"), languages)).filter(|_| band.starts_with('"'))
}

#[test]
fn whatever_is_taken_out_of_our_own_questionnaire_is_told() {
    let file = include_str!("../../../../assets/questionnaires/messages-for-munro-all-ages.toml");
    read(file);
    let lines: Vec<&str> = file.lines().collect();
    let mut texts = 0;
    for (i, line) in lines.iter().enumerate() {
        let Some((less, languages)) = translated(line) else { continue };
        let mut without = lines.clone();
        without[i] = &less;
        let told = faults(&without.join("\n"));
        let band = line.trim_start_matches('"').split('"').next().expect("a band");
        assert_eq!(told.len(), languages.len(), "line {}: {told:?}", i + 1);
        for language in languages {
            let named = |t: &String| t.contains(&format!(": In {} the ", language.name())) && t.ends_with(&format!(" ({band})"));
            assert!(told.iter().any(named), "line {}: {told:?}", i + 1);
            texts += 1;
        }
    }
    // Ten questions with their answers, for four ages, in three languages.
    assert!(texts > 900, "{texts}");
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("[welcome.") && !line.contains(".en]")) {
        let less: Vec<&str> = lines.iter().enumerate().filter(|(at, _)| !(i..i + 4).contains(at)).map(|(_, line)| *line).collect();
        let told = faults(&less.join("\n"));
        let band = line.split('"').nth(1).expect("a band");
        assert!(told.len() == 1 && told[0].ends_with(&format!("the first page lacks: welcome ({band})")), "{line}: {told:?}");
    }
}
