//! Questionnaire files: what the command says of them, and what the page does.

use crate::support::{MUNRO, SAYSO, World, rows, visible};
use std::process::Command;

const ALL_AGES: &str = include_str!("../../assets/questionnaires/messages-for-munro-all-ages.toml");
const GALLERY: &str = include_str!("../../assets/questionnaires/gallery.toml");

const SMALL: &str = r#"
code = "otters"
title = "Otters"
source = "Made up for this test"
languages = ["en"]
wordings = ["8-11"]
retention_days = 1
[welcome."8-11".en]
who = "We look after the otters."
why = "We want to know how they are."
what = "We count the answers."
[[question]]
code = "wet"
kind = "rank"
report = "Wet?"
wording = { "8-11" = { en = "Which otter is wet?" } }
choice = [{ code = "a", report = "Yes" }, { code = "b", report = "No" }]
"#;

/// Whether `sayso questionnaire check` is content with a file, and what it says on its two outputs.
fn check(file: &[u8]) -> (bool, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file.toml");
    std::fs::write(&path, file).expect("it is written");
    let out = Command::new(SAYSO).args(["questionnaire", "check"]).arg(&path).output().expect("sayso runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text").replace(&path.display().to_string(), "FILE");
    (out.status.success(), text(out.stdout), text(out.stderr))
}

#[test]
fn what_ships_has_no_fault_and_every_voice_that_it_promises() {
    for (file, size) in [(MUNRO, "2 wordings"), (ALL_AGES, "4 wordings"), (GALLERY, "4 wordings")] {
        let (good, said, wrong) = check(file.as_bytes());
        assert!(good && wrong.is_empty() && said.starts_with("FILE: no fault. "), "{said}{wrong}");
        assert!(said.lines().next().is_some_and(|line| line.ends_with(&format!(" questions, {size}."))), "{said}");
    }
}

#[test]
fn a_file_that_is_none_has_one_fault_and_of_many_the_first_are_told() {
    let (good, said, wrong) = check(include_bytes!("../../assets/fonts/make.sh"));
    assert!(!good && said.is_empty() && wrong.ends_with("\nsayso: 1 fault\n"), "{wrong}");
    let (good, _, wrong) = check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\0\n = \n]]\n");
    assert!(!good && wrong.lines().count() == 1 && wrong.contains("line 1: this is not UTF-8 text"), "{wrong}");
    let odd: String = (0..60).map(|i| format!("odd{i} = 1\n")).collect();
    let (good, _, wrong) = check((odd + SMALL).as_bytes());
    assert!(!good && wrong.matches("is not a word that belongs here").count() == 50, "{wrong}");
    assert!(wrong.ends_with("sayso: 60 faults; the first 50 are told, mend these first: 10 more\n"), "{wrong}");
}

#[tokio::test]
async fn the_page_finds_what_the_command_finds_and_shows_how_a_file_is_read() {
    let world = World::asking(SMALL).await;
    let send = async |file: &str, what: &str| world.officer.post("/questionnaires/new", &[("file", file), ("do", what)]).await;
    let dragon = SMALL.replace("report = \"Wet?\"", "report = \"Wet?\"\npicture = \"dragon\"");
    let dragon = dragon.replace("report = \"Yes\"", "report = \"Yes\", picture = \"thumb-up\"");
    for what in ["check", "publish"] {
        let refused = send(&dragon, what).await;
        let text = visible(&refused.text());
        assert!(refused.status == 422 && rows(&refused.text()) == 2, "{text}");
        assert!(text.contains("There is no drawing “dragon”.") && text.contains("Perhaps you mean “thumbs-up”"), "{text}");
    }
    let odd: String = (0..60).map(|i| format!("odd{i} = 1\n")).collect();
    let many = send(&(odd + SMALL), "check").await.text();
    assert!(rows(&many) == 50 && visible(&many).contains("There are 60 faults in the file"), "{}", visible(&many));
    assert!(visible(&many).contains("These are the first 50. Mend them first: 10 more stand further down in the file."));
    let good = visible(&send(SMALL, "check").await.text());
    for part in ["How Sayso reads it: 1 question, 1 wording", "only the first place is counted", "What each child puts first."] {
        assert!(good.contains(part), "{part}: {good}");
    }
    let page = visible(&world.officer.get(&format!("/questionnaires/{}", world.questionnaire)).await.text());
    assert!(page.contains("Answers are destroyed 1 day after their release") && page.contains("What each child puts first."), "{page}");
    assert_eq!(world.count("SELECT count(*) FROM questionnaire").await, 1);
}

#[tokio::test]
async fn choices_are_shown_for_the_ages_that_share_them() {
    let world = World::asking(ALL_AGES).await;
    let page = visible(&world.officer.get(&format!("/questionnaires/{}", world.questionnaire)).await.text());
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Choices, 4-7 years Yes · Sometimes · No",
        "Choices, 12-15 and 16+ years Always · Usually · Sometimes",
        "In groups, since ages are offered different choices: always or usually · ",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(page.contains("Choices 4 to 7 · "), "one row where all share them: {page}");
}
