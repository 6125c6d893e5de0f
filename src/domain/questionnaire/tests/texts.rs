//! Questions for own words.

use super::kinds::{faults, file};
use super::read;
use crate::domain::questionnaire::Kind;
use crate::domain::response::longest;

/// A questionnaire whose one question is for own words, with these lines.
fn text(more: &str) -> String {
    let file = file("text", more, &[]);
    file.replace("choice = [\n\n]\n", "")
}

const THEMES: &str = "theme = [{ code = \"heard\", report = \"Being listened to\" }, { code = \"moves\", report = \"Moving\" }]";

#[test]
fn own_words_need_no_choices_and_may_have_themes() {
    let plain = read(&text(""));
    let question = plain.question("q").expect("is there");
    assert_eq!((question.kind, question.choices.len(), question.themes.len()), (Kind::Text, 0, 0));
    assert!(!question.kind.is_counted() && !question.kind.ticks() && !question.kind.splits());
    assert_eq!(longest(&plain), 2, "no letter of answers holds them");
    assert_eq!(plain.texts().count(), 1);
    let themed = read(&text(THEMES));
    let reports: Vec<&str> = themed.questions[0].themes.iter().map(|t| t.report.as_str()).collect();
    assert_eq!(reports, ["Being listened to", "Moving"]);
}

#[test]
fn nothing_joins_own_words_to_answers() {
    let asked = "[[question]]\ncode = \"asked\"\nkind = \"one\"\nreport = \"A?\"\n\
        wording = { \"4-7\" = { en = \"A?\" }, \"12-15\" = { en = \"A?\" } }\n\
        choice = [{ code = \"yes\", report = \"Yes\" }, { code = \"no\", report = \"No\" }]\n";
    let hanging =
        text("show_if = { question = \"asked\", choices = [\"no\"] }").replacen("[[question]]", &format!("{asked}[[question]]"), 1);
    let told = faults(&hanging);
    assert!(told.len() == 1 && told[0].contains("each text would tell that answer"), "{told:?}");
    // The other way round there is no choice to hang on.
    let on_it =
        format!("{}{}", text(""), asked.replace("kind = \"one\"", "kind = \"one\"\nshow_if = { question = \"q\", choices = [\"yes\"] }"));
    assert!(faults(&on_it).iter().any(|f| f.contains("“q” has no choice “yes”")), "{:?}", faults(&on_it));
    let known = asked.replace("kind = \"one\"", "kind = \"one\"\nprofile = \"known\"");
    let split = text("breakdown = \"asked\"").replacen("[[question]]", &format!("{known}[[question]]"), 1);
    assert!(faults(&split).iter().any(|f| f.contains("cannot be split")), "{:?}", faults(&split));
}

#[test]
fn what_does_not_belong_to_own_words_is_told() {
    for (more, what) in [
        ("profile = \"sensitive\"", "is not asked in own words"),
        ("limit = 2", "only a question of kind “many” has a limit"),
        ("choice = [{ code = \"a\", report = \"A\" }]", "has nothing to choose from"),
        ("pool = [{ code = \"a\", report = \"A\" }]", "has nothing to choose from"),
        ("theme = [{ code = \"a\", report = \"A\" }]", "themes are two to 20, or none"),
        ("theme = [{ code = \"a\", report = \"A\" }, { code = \"a\", report = \"B\" }]", "the theme “a” stands twice"),
        ("theme = [{ code = \"a\", report = \"A\" }, { code = \"something-else\", report = \"B\" }]", "Sayso's own word"),
        ("theme = [{ code = \"a\" }, { code = \"b\", report = \"B\" }]", "“report” is missing here"),
    ] {
        let told = faults(&text(more));
        assert!(told.len() == 1 && told[0].contains(what), "{more}: {told:?}");
    }
    let many: Vec<String> = (0..21).map(|i| format!("{{ code = \"t{i}\", report = \"T\" }}")).collect();
    assert_eq!(faults(&text(&format!("theme = [{}]", many.join(", ")))).len(), 1);
    let one = file("one", THEMES, &["code = \"a\"", "code = \"b\""]);
    assert_eq!(faults(&one).len(), 1);
    assert!(faults(&one)[0].contains("only a question of kind “text” has themes"), "{:?}", faults(&one));
}

#[test]
fn themes_cost_what_ticks_do() {
    let tight = text(THEMES).replace("title = ", "budget = 1.4\ntitle = ");
    let told = faults(&tight);
    assert!(told.len() == 1 && told[0].contains("cost 1.50 of a budget of 1.40"), "{told:?}");
    assert!(faults(&text("").replace("title = ", "budget = 0.1\ntitle = ")).is_empty(), "without themes nothing is told");
}
