//! Checks of clouds: what can be drawn as one, and that its words are short enough to be large.

use super::Place;
use crate::domain::questionnaire::fault::Faults;
use crate::domain::questionnaire::{Draw, Kind, Question};
use std::ops::Range;

pub(super) fn check(question: &Question, place: &Place, faults: &mut Faults<'_>) {
    if question.draw != Draw::Cloud {
        return;
    }
    // Each word with its place. What stands apart is no word of the cloud.
    let words: Vec<(&str, &Range<usize>)> = match question.kind {
        Kind::Many { .. } => {
            let choices = question.choices.iter().zip(&place.choices).filter(|(choice, _)| !choice.apart);
            choices.map(|(choice, place)| (choice.report.as_str(), &place.code)).collect()
        }
        Kind::Text if !question.themes.is_empty() => {
            question.themes.iter().zip(&place.themes).map(|(theme, at)| (theme.report.as_str(), at)).collect()
        }
        Kind::Text => {
            faults.add(&place.draw, "there are no themes to draw as a cloud", "Name themes, or take the line “draw” out");
            return;
        }
        _ => {
            faults.add(
                &place.draw,
                "only a question of kind “many”, and the themes of one of kind “text”, can be drawn as a cloud",
                "Take the line “draw” out",
            );
            return;
        }
    };
    if words.len() > Draw::MOST_WORDS {
        let most = Draw::MOST_WORDS;
        faults.add(
            &place.draw,
            format!("a cloud has at most {most} words; here are {}", words.len()),
            "Take the line “draw” out, or some words",
        );
    }
    for (word, at) in words.into_iter().filter(|(word, _)| word.chars().count() > Draw::LONGEST_WORD) {
        faults.add(
            at,
            format!("“{word}” is too long for a cloud"),
            format!("Write “report” in up to {} letters, or take the line “draw” out", Draw::LONGEST_WORD),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::questionnaire::{Draw, parse};

    fn file(kind: &str, more: &str) -> String {
        format!(
            "code = \"m\"\ntitle = \"M\"\nsource = \"a test\"\nlanguages = [\"en\"]\nwordings = [\"8-11\"]\n\
             [welcome.\"8-11\".en]\nwho = \"a\"\nwhy = \"b\"\nwhat = \"c\"\n[[question]]\ncode = \"q\"\nkind = \"{kind}\"\nreport = \"Which?\"\n\
             wording = {{ \"8-11\" = {{ en = \"Which?\" }} }}\n{more}"
        )
    }

    fn choices(words: &[&str]) -> String {
        let choice = |(i, word): (usize, &&str)| {
            format!("{{ code = \"c{i}\", report = {word:?}{} }}", if word.contains("know") { ", apart = true" } else { "" })
        };
        format!("choice = [{}]\n", words.iter().enumerate().map(choice).collect::<Vec<_>>().join(", "))
    }

    fn fault(text: &str) -> String {
        parse(text).expect_err("a fault").iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn many_and_themes_are_drawn_as_a_cloud_and_nothing_else() {
        let long = "I don’t know which of these it is";
        let many = parse(&file("many", &format!("draw = \"cloud\"\n{}", choices(&["reliable", "listens", long])))).expect("no fault");
        assert_eq!(many.questions[0].draw, Draw::Cloud, "what stands apart may be long");
        let themes = "theme = [{ code = \"a\", report = \"being heard\" }, { code = \"b\", report = \"moving\" }]\n";
        assert_eq!(parse(&file("text", &format!("draw = \"cloud\"\n{themes}"))).expect("no fault").questions[0].draw, Draw::Cloud);
        assert_eq!(parse(&file("many", &choices(&["a", "b"]))).expect("no fault").questions[0].draw, Draw::Usual);
        assert!(fault(&file("one", &format!("draw = \"cloud\"\n{}", choices(&["a", "b"])))).contains("only a question of kind “many”"));
        assert!(fault(&file("text", "draw = \"cloud\"\n")).contains("no themes to draw"));
        assert!(fault(&file("many", &format!("draw = \"pie\"\n{}", choices(&["a", "b"])))).contains("not drawn as “pie”"));
    }

    #[test]
    fn a_cloud_has_few_and_short_words() {
        let long = fault(&file("many", &format!("draw = \"cloud\"\n{}", choices(&["reliable", "somebody who always listens to me"]))));
        assert!(long.contains("“somebody who always listens to me” is too long"), "{long}");
        let words: Vec<String> = (0..21).map(|i| format!("word {i}")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert!(fault(&file("many", &format!("draw = \"cloud\"\n{}", choices(&words)))).contains("at most 20 words; here are 21"));
        assert!(parse(&file("many", &format!("draw = \"cloud\"\n{}", choices(&words[..20])))).is_ok());
    }
}
