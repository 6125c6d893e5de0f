//! `sayso questionnaire check`: what it says, and how it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::Command;

/// Checks a file and gives how it ended, with all that was said.
fn check(name: &str, text: &str) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    std::fs::write(&file, text).expect("writes");
    let ended = Command::new(env!("CARGO_BIN_EXE_sayso")).args(["questionnaire", "check"]).arg(&file).output().expect("runs");
    (ended.status.success(), String::from_utf8_lossy(&[ended.stdout, ended.stderr].concat()).into_owned())
}

/// A questionnaire of one question in one wording.
fn small(languages: &str, spoken: &str, asked: &str) -> String {
    let of = |text: &str| languages.split(", ").map(|l| format!("{} = \"{text}\"", l.trim_matches('"'))).collect::<Vec<_>>().join(", ");
    let welcome: String = languages
        .split(", ")
        .map(|l| format!("[welcome.\"8-11\".{}]\nwho = \"Sayso.\"\nwhy = \"We ask.\"\nwhat = \"We count.\"\n", l.trim_matches('"')))
        .collect();
    format!(
        "code = \"small\"\ntitle = \"Small\"\nsource = \"Made up\"\nlanguages = [{languages}]\n{spoken}wordings = [\"8-11\"]\n{welcome}\
         [[question]]\ncode = \"q\"\nkind = \"one\"\nreport = \"Which?\"\nwording = {{ \"8-11\" = {{ {} }} }}\nchoice = [\n\
         {{ code = \"a\", report = \"Yes\", wording = {{ \"8-11\" = {{ {} }} }} }},\n\
         {{ code = \"b\", report = \"No\", wording = {{ \"8-11\" = {{ {} }} }} }},\n]\n",
        of(asked),
        of("Yes"),
        of("No")
    )
}

#[test]
fn one_is_one_and_a_text_without_a_voice_is_named() {
    let (well, said) = check("small.toml", &small("\"en\"", "", "Do you like tea?"));
    assert!(well && said.contains("no fault. 1 question, 1 wording."), "{said}");
    assert!(!said.contains("voice"), "{said}");
    let (well, said) = check("small.toml", &small("\"en\"", "spoken = [\"en\"]\n", "Do you like tea?"));
    assert!(well, "{said}");
    assert!(said.contains("Not to be published yet") && said.contains("English: “Do you like tea?”") && !said.contains("“Yes”"), "{said}");
}

#[test]
fn a_language_that_the_interface_lacks_ends_with_a_fault() {
    let (well, said) = check("small.toml", &small("\"en\", \"pl\"", "", "Do you like tea?"));
    assert!(!well && said.contains("not written in Polish: it cannot be published") && !said.contains("no fault"), "{said}");
}
