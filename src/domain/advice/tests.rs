//! Tests of the advice: good and bad questions, and what is said of each.

use super::What::{
    Abbreviation, Double, FacesNotFeeling, FacesSafety, HardWords, Idiom, Length, LongWords, Negative, NoHelper, Options, Passive,
    Questions, Recall, SafetyUnsaid, Sentences, Slash,
};
use super::{Advice, Place, What, advise, words};
use crate::domain::glossary;
use crate::domain::questionnaire::{Questionnaire, parse};
use crate::domain::wording::Band;

const WHO_HELPED: &str = "[[question]]\ncode = \"helped\"\nkind = \"one\"\nreport = \"Who helped you?\"\n[[question.choice]]\ncode = \"nobody\"\nreport = \"Nobody\"\n[[question.choice]]\ncode = \"friend\"\nreport = \"A friend\"\n";

/// A questionnaire of these questions, with “Who helped you?” behind them.
fn questionnaire(bands: &[&str], languages: &[&str], questions: &str) -> Questionnaire {
    let list = |of: &[&str]| of.iter().map(|one| format!("\"{one}\"")).collect::<Vec<_>>().join(", ");
    let each = |text: &str| {
        let languages: Vec<String> = languages.iter().map(|language| format!("{language} = \"{text}\"")).collect();
        bands.iter().map(|band| format!("\"{band}\" = {{ {} }}\n", languages.join(", "))).collect::<String>()
    };
    let welcome: String = bands
        .iter()
        .flat_map(|band| {
            languages
                .iter()
                .map(move |l| format!("[welcome.\"{band}\".{l}]\nwho = \"We ask.\"\nwhy = \"We listen.\"\nwhat = \"We count.\"\n"))
        })
        .collect();
    let helped = WHO_HELPED
        .replacen("[[question.choice]]", &format!("[question.wording]\n{}[[question.choice]]", each("Who helped you?")), 1)
        .replace("report = \"Nobody\"\n", &format!("report = \"Nobody\"\n[question.choice.wording]\n{}", each("Nobody")))
        .replace("report = \"A friend\"\n", &format!("report = \"A friend\"\n[question.choice.wording]\n{}", each("A friend")));
    let head = format!("code = \"q\"\ntitle = \"Q\"\nsource = \"Ours\"\nlanguages = [{}]\nwordings = [{}]\n", list(languages), list(bands));
    let file = format!("{head}{welcome}{questions}{helped}");
    parse(&file).unwrap_or_else(|faults| panic!("{}\n{file}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

const YES_NO: &str = "[[question.choice]]\ncode = \"yes\"\nreport = \"Yes\"\n[[question.choice]]\ncode = \"no\"\nreport = \"No\"\n";

/// A question of kind one; `more` are lines that stand above its wording.
fn asked(bands: &[&str], text: &str, more: &str, choices: &str) -> String {
    let wording: String = bands.iter().map(|band| format!("\"{band}\" = {{ en = \"{text}\" }}\n")).collect();
    format!("[[question]]\ncode = \"a\"\nkind = \"one\"\nreport = \"About this\"\n{more}[question.wording]\n{wording}{choices}")
}

fn of(band: &str, text: &str) -> Vec<Advice> {
    advise(&questionnaire(&[band], &["en"], &asked(&[band], text, "", YES_NO)))
}

fn kinds(advice: &[Advice]) -> Vec<What> {
    advice.iter().map(|a| a.what).collect()
}

#[test]
fn good_and_bad_questions_get_the_advice_they_need() {
    let table: [(&str, &str, &[What]); 36] = [
        ("4-7", "Do grown-ups here listen to you?", &[]),
        ("4-7", "Is your bedroom nice?", &[]),
        ("4-7", "Do you see your social worker enough?", &[]),
        ("8-11", "Do you trust the adults you live with?", &[]),
        ("8-11", "Do you see your brothers and sisters enough?", &[]),
        ("8-11", "Do you have a disability or a health condition?", &[]),
        ("8-11", "Does your social worker take notice of your wishes and feelings?", &[]),
        ("8-11", "Can you and your carer talk by phone?", &[]),
        ("8-11", "Did you like it or not?", &[]),
        ("12-15", "Do you feel included in decisions about your life?", &[]),
        ("16+", "Does your personal adviser help you with money?", &[]),
        ("4-7", "When you are sad at home is there a grown-up who can help?", &[Length]),
        ("8-11", "When you are sad in the place where you live now is there an adult who helps?", &[Length]),
        ("12-15", "When you are sad in the place where you live now is there an adult who helps?", &[]),
        ("8-11", "Think of your home. Do you like it?", &[Sentences]),
        ("8-11", "Do you like it? Why is that?", &[Double]),
        ("8-11", "Are staff kind and helpful?", &[Double]),
        ("8-11", "Are you ever sad or lonely?", &[Double]),
        ("8-11", "Don’t you like your home?", &[Negative]),
        ("8-11", "Do adults never ask you?", &[Negative]),
        ("8-11", "Is there no time to play?", &[Negative]),
        ("8-11", "Do you know what a PEP is?", &[Abbreviation]),
        ("8-11", "Do you like games, e.g. football?", &[Abbreviation]),
        ("8-11", "Do you like games, e.g. Football?", &[Abbreviation]),
        ("8-11", "Do you talk with adults re. School?", &[Abbreviation]),
        ("8-11", "Do you EVER see your friends?", &[Abbreviation]),
        ("8-11", "Do you see him/her enough?", &[Slash]),
        ("8-11", "Is there someone there for you?", &[Idiom]),
        ("8-11", "Are you asked by staff what you want?", &[Passive]),
        ("4-7", "Did you see your mum last month?", &[Recall]),
        ("8-11", "Did you see your mum last month?", &[]),
        ("8-11", "Is the accommodation satisfactory?", &[HardWords]),
        ("8-11", "Are you satisfied with the accommodation provided here?", &[HardWords]),
        ("12-15", "Do you feel that procedures are explained?", &[HardWords]),
        ("8-11", "Will different grown-ups remember another important holiday together?", &[LongWords]),
        ("8-11", "Does your IRO commence meetings regularly/never, etc?", &[Negative, HardWords, Abbreviation, Abbreviation, Slash]),
    ];
    for (band, text, expected) in table {
        let mut found = kinds(&of(band, text));
        let mut expected = expected.to_vec();
        found.sort_by_key(|what| format!("{what:?}"));
        expected.sort_by_key(|what| format!("{what:?}"));
        assert_eq!(found, expected, "{band}: {text}");
    }
}

#[test]
fn hard_words_are_listed_once_with_what_to_say_instead() {
    let advice = of("8-11", "Do professionals discuss the accommodation, the accommodation and its ambience?");
    let hard = advice.iter().find(|a| a.what == HardWords).expect("hard words");
    assert_eq!(hard.reason, "“discuss”, “accommodation” and “ambience” may be hard words.");
    assert_eq!(
        hard.suggestion,
        "Say “talk about” for “discuss” and “the place where you live” for “accommodation”, and use plainer words for the rest, or explain them."
    );
    assert_eq!(hard.text, "Do professionals discuss the accommodation, the accommodation and its ambience?");
}

#[test]
fn a_word_in_capitals_is_no_abbreviation() {
    let advice = of("8-11", "Do you EVER see your friends?");
    assert_eq!(advice[0].suggestion, "Write “ever”.");
    assert_eq!(of("8-11", "Do you know your IRO?")[0].suggestion, "Write it out in plain words.");
    assert_eq!(of("8-11", "Is the TV OK?"), []);
}

#[test]
fn words_that_are_explained_or_names_are_passed_over() {
    let hinted = |hint: &str| {
        let hint = format!("hint = {{ \"8-11\" = {{ en = \"{hint}\" }} }}\n");
        kinds(&advise(&questionnaire(&["8-11"], &["en"], &asked(&["8-11"], "Do they intervene?", &hint, YES_NO))))
    };
    assert_eq!(hinted("Think of last week."), [HardWords]);
    assert_eq!(hinted("To intervene means to step in."), []);
    assert_eq!(kinds(&of("8-11", "Do they intervene (step in)?")), []);
    assert_eq!(kinds(&of("8-11", "Have you been to Harrogate with Imogen on 12 May?")), []);
    assert_eq!(kinds(&of("8-11", "Do you know childline.org.uk?")), []);
}

#[test]
fn hints_choices_and_the_first_page_have_their_own_lengths() {
    let long = "We play and play and play and play and play and play and play and play";
    let hint = format!("hint = {{ \"8-11\" = {{ en = \"{long}. We run. We sing.\" }} }}\n");
    let choices = YES_NO.replace("report = \"No\"", "report = \"No, we play and play and play and play and play\"");
    let mut q = questionnaire(&["8-11"], &["en"], &asked(&["8-11"], "Do you like it?", &hint, &choices));
    let advice = advise(&q);
    let at = |advice: &[Advice]| advice.iter().map(|a| (a.place.to_string(), a.what)).collect::<Vec<_>>();
    let (hint, choice) = ("hint of “a”".to_owned(), "choice “no” of “a”".to_owned());
    assert_eq!(at(&advice), [(hint.clone(), Length), (hint, Sentences), (choice, Length)]);
    for texts in q.welcome.what.0.values_mut() {
        texts.values_mut().for_each(|text| *text = format!("{}{long}.", "We count. ".repeat(30)));
    }
    let what = "“what” on the first page".to_owned();
    assert_eq!(at(&advise(&q))[..2], [(what.clone(), Length), (what, Length)], "a long sentence, and too much");
}

#[test]
fn other_languages_are_looked_at_for_length_and_not_for_words() {
    let text = "Ydy pob oedolyn sy'n gweithio yma ac acw not/never IRO yn gwrando arnoch chi bob amser, bob dydd hefyd?";
    let wording = format!("[question.wording]\n\"8-11\" = {{ en = \"Do you like it?\", cy = \"{text}\" }}\n");
    let both = |code: &str, report: &str| {
        format!(
            "[[question.choice]]\ncode = \"{code}\"\nreport = \"{report}\"\n[question.choice.wording]\n\"8-11\" = {{ en = \"{report}\", cy = \"Ie\" }}\n"
        )
    };
    let question = format!(
        "[[question]]\ncode = \"a\"\nkind = \"one\"\nreport = \"Do you like it?\"\n{wording}{}{}",
        both("yes", "Yes"),
        both("no", "No")
    );
    let mut advice = advise(&questionnaire(&["8-11"], &["en", "cy"], &question));
    // The helping question is in English in both languages here.
    advice.retain(|a| a.place == Place::Question("a".to_owned().try_into().expect("a code")));
    assert_eq!(kinds(&advice), [Length, Slash]);
    assert_eq!(advice[0].reason, "It has 19 words; at this age 18 are enough.");
    assert!(advice.iter().all(|a| a.language.as_ref().is_some_and(|l| l.as_str() == "cy")));
}

#[test]
fn bands_and_places_that_get_the_same_share_one_piece() {
    let bands = ["8-11", "12-15"];
    let first = asked(&bands, "Don’t you like it?", "", YES_NO);
    let second = first.replace("code = \"a\"", "code = \"b\"");
    let advice = advise(&questionnaire(&bands, &["en"], &format!("{first}{second}")));
    assert_eq!(kinds(&advice), [Negative]);
    assert_eq!(advice[0].bands, [Band::From8, Band::From12]);
    let told = advice[0].to_string();
    assert!(told.starts_with("question “a” and question “b” (8-11, 12-15, English): “Don’t” turns"), "{told}");
}

/// A scale whose answers have these pictures; `more` are lines that stand above its wording.
fn scale(kind: &str, band: &str, report: &str, pictures: &[&str], more: &str) -> Vec<Advice> {
    let choices: String = pictures
        .iter()
        .enumerate()
        .map(|(n, p)| format!("[[question.choice]]\ncode = \"c{n}\"\nreport = \"Answer {n}\"\npool = \"p\"\npicture = \"{p}\"\n"))
        .collect();
    let pools = "[[question.pool]]\ncode = \"p\"\nreport = \"all\"\n";
    let question = asked(&[band], report, more, &format!("{pools}{choices}"))
        .replace("kind = \"one\"", &format!("kind = \"{kind}\""))
        .replace("About this", report);
    advise(&questionnaire(&[band], &["en"], &question))
}

#[test]
fn faces_are_for_feelings() {
    let of = |report: &str, safety: &str| kinds(&scale("faces", "4-7", report, &["face-1", "face-3", "face-5"], safety));
    assert_eq!(of("How do you feel at home?", ""), []);
    assert_eq!(of("How often do you play?", ""), [FacesNotFeeling]);
    assert_eq!(of("How do you feel about how often you play?", ""), []);
    assert_eq!(of("Do you feel safe?", "safety = true\n"), [FacesSafety]);
    assert_eq!(of("Do you feel safe?", ""), [FacesNotFeeling, SafetyUnsaid]);
    assert_eq!(kinds(&scale("scale", "4-7", "Do you feel safe?", &["glass-0", "glass-2", "glass-4"], "safety = true\n")), []);
}

#[test]
fn a_scale_has_as_many_answers_as_suit_the_age() {
    let of = |band: &str, count: usize| kinds(&scale("scale", band, "How do you feel at home?", &["glass-1"].repeat(count), ""));
    for (band, best) in [("4-7", 3), ("8-11", 4), ("12-15", 5), ("16+", 5)] {
        assert_eq!(of(band, best), [], "{band}");
        assert_eq!(of(band, best + 1), [Options], "{band}");
        assert_eq!(of(band, best - 1), [Options], "{band}");
    }
    let five = ["face-1", "face-2", "face-3", "face-4", "face-5"];
    let faces = |band: &str, faces: &[&str]| kinds(&scale("faces", band, "How do you feel at home?", faces, ""));
    assert_eq!(faces("4-7", &five), [Options]);
    assert_eq!(faces("8-11", &five), []);
    assert_eq!(faces("12-15", &["face-1", "face-3", "face-5"]), []);
}

#[test]
fn a_grid_is_looked_at_as_one_question_and_its_rows() {
    let grid = "[[question]]\ncode = \"g\"\nkind = \"grid\"\nreport = \"Is it good\"\n[question.wording]\n\"8-11\" = { en = \"Don’t you like this?\" }\n";
    let row = |code: &str, text: &str| {
        format!("[[question.row]]\ncode = \"{code}\"\nreport = \"It\"\n[question.row.wording]\n\"8-11\" = {{ en = \"{text}\" }}\n")
    };
    let rows = row("one", "Your bedroom")
        + &row("two", "The accommodation")
        + &row("three", "The place where you go when you would like to play with friends");
    let advice = advise(&questionnaire(&["8-11"], &["en"], &format!("{grid}{rows}{YES_NO}")));
    let told: Vec<(What, String)> = advice.iter().map(|a| (a.what, a.place.to_string())).collect();
    let place = |code: &str| format!("question “g-{code}”");
    assert_eq!(told, [(Negative, place("one")), (HardWords, place("two")), (Length, place("three"))]);
    assert_eq!(advice[0].also.len(), 2, "what is asked of all rows is told of once");
}

#[test]
fn long_questionnaires_are_told_by_age() {
    let bands = ["4-7", "8-11", "12-15", "16+"];
    let of = |count: usize| {
        let one = |n: usize| asked(&bands, "Do you like it?", "", YES_NO).replace("code = \"a\"", &format!("code = \"q{n}\""));
        // With “Who helped you?” there is one more.
        let advice = advise(&questionnaire(&bands, &["en"], &(1..count).map(one).collect::<String>()));
        advice.into_iter().filter(|a| a.what == Questions).flat_map(|a| a.bands).collect::<Vec<_>>()
    };
    assert_eq!(of(10), []);
    assert_eq!(of(11), [Band::From4]);
    assert_eq!(of(21), [Band::From4, Band::From8]);
    assert_eq!(of(35), Band::ALL);
}

#[test]
fn a_question_on_safety_should_say_so() {
    assert_eq!(kinds(&of("8-11", "Does anyone hurt you?")), [SafetyUnsaid]);
    let said = advise(&questionnaire(&["8-11"], &["en"], &asked(&["8-11"], "Does anyone hurt you?", "safety = true\n", YES_NO)));
    assert_eq!(said, []);
    let choice = |report: &str| {
        let choices = YES_NO.replace("report = \"No\"", &format!("report = \"{report}\""));
        kinds(&advise(&questionnaire(&["8-11"], &["en"], &asked(&["8-11"], "What happens here?", "", &choices))))
    };
    assert_eq!(choice("Somebody hit me"), [SafetyUnsaid]);
    assert_eq!(choice("Someone I feel safe with"), []);
}

#[test]
fn who_helped_is_asked_last() {
    let mut q = questionnaire(&["8-11"], &["en"], &asked(&["8-11"], "Do you like it?", "", YES_NO));
    assert_eq!(advise(&q), []);
    q.questions.reverse();
    assert_eq!(kinds(&advise(&q)), [NoHelper]);
    assert!(advise(&q)[0].suggestion.starts_with("Put it at the end"));
    q.questions.remove(0);
    assert_eq!(kinds(&advise(&q)), [NoHelper]);
    assert!(advise(&q)[0].suggestion.starts_with("Ask “Who helped you"));
}

#[test]
fn our_own_questionnaires_get_little_advice() {
    let read = |file: &str| parse(file).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let munro = advise(&read(include_str!("../../../assets/questionnaires/messages-for-munro.toml")));
    assert_eq!(kinds(&munro), [Options], "{munro:#?}");
    let mut all_ages = advise(&read(include_str!("../../../assets/questionnaires/messages-for-munro-all-ages.toml")));
    assert!(all_ages.len() <= 3, "{all_ages:#?}");
    all_ages.retain(|a| a.language.as_ref().is_none_or(|language| language.as_str() == "en"));
    assert_eq!(all_ages, []);
    assert_eq!(munro[0].also.len(), 3, "four scales have five answers at 8 to 11, so that all ages have the same");
}

#[test]
fn meanings_in_the_glossary_are_easy_themselves() {
    let mut hard = Vec::new();
    for entry in glossary::all().iter().filter(|entry| entry.language.as_str() == "en") {
        for band in Band::ALL {
            let notes = words::advise(entry.meaning(band), None, band);
            // A general meaning is written for 8 to 11, and is met at 4 to 7 where there is no other.
            let own = band != Band::From4 || entry.meaning(band) != entry.meaning(Band::From8);
            if own && !notes.is_empty() {
                hard.push(format!("{} at {band}: {}", entry.code, notes.iter().map(|n| n.reason.as_str()).collect::<Vec<_>>().join(" ")));
            }
        }
    }
    assert_eq!(hard, Vec::<String>::new());
}
