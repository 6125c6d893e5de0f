//! The rows of the checklist for a child's pages that need no browser: rules on words, on what the
//! questionnaires and drawings hold, and on what stands in the pages' sources. The others are in
//! `tests/browser/rows`.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use regex::Regex;
use sayso::domain::advice::{Place, What, advise};
use sayso::domain::questionnaire::{Kind, Questionnaire, parse};
use sayso::domain::spoken::texts;
use sayso::domain::wording::{Band, Language};
use sayso::seal::{digest, hex};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const ALL_AGES: &str = include_str!("../assets/questionnaires/messages-for-munro-all-ages.toml");
const MUNRO: &str = include_str!("../assets/questionnaires/messages-for-munro.toml");
const OWN_WORDS: &str = include_str!("../assets/questionnaires/my-social-worker.toml");
const GALLERY: &str = include_str!("../assets/questionnaires/gallery.toml");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the house") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, endings, found);
        } else if path.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending)) {
            found.push(path);
        }
    }
}

/// Lines of the child's pages, without comments: (place, line).
fn lines(endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["src/web/child", "assets/child"] {
        files(&root().join(folder), endings, &mut found);
    }
    found.sort();
    let mut all = Vec::new();
    for path in found {
        let name = path.strip_prefix(root()).expect("inside").display().to_string();
        let text = fs::read_to_string(&path).expect("reads");
        for (number, line) in text.lines().enumerate() {
            let comment = ["//", "/*", "*"].iter().any(|mark| line.trim_start().starts_with(mark));
            if !comment {
                all.push((format!("{name}:{}", number + 1), line.to_owned()));
            }
        }
    }
    assert!(all.len() > 100, "only {} lines were found", all.len());
    all
}

/// Fails on every line in which a pattern is found, but those that one of the others excuses.
fn never(endings: &[&str], pattern: &str, but: &[&str]) {
    let pattern = Regex::new(pattern).expect("a pattern");
    let found: Vec<String> = lines(endings)
        .into_iter()
        .filter(|(_, line)| pattern.is_match(line) && !but.iter().any(|b| line.contains(b)))
        .map(|(place, line)| format!("{place}: {}", line.trim()))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn read(file: &str) -> Questionnaire {
    parse(file).unwrap_or_else(|faults| panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

fn ours() -> [Questionnaire; 4] {
    [ALL_AGES, MUNRO, OWN_WORDS, GALLERY].map(read)
}

/// A questionnaire of one question for one age, with two answers.
fn asking(band: &str, question: &str) -> Questionnaire {
    read(&format!(
        "code = \"q\"\ntitle = \"Q\"\nsource = \"Ours\"\nlanguages = [\"en\"]\nwordings = [\"{band}\"]\n\
         [welcome.\"{band}\".en]\nwho = \"We ask.\"\nwhy = \"We listen.\"\nwhat = \"We count.\"\n\
         [[question]]\ncode = \"a\"\nkind = \"one\"\nreport = \"About this\"\n\
         wording = {{ \"{band}\" = {{ en = \"{question}\" }} }}\n\
         choice = [{{ code = \"yes\", report = \"Yes\" }}, {{ code = \"no\", report = \"No\" }}]\n"
    ))
}

/// Nothing of a kind is found in our own questions in English, and it is found in every bad one.
fn advised(what: &[What], bad: &[(&str, &str)]) {
    for questionnaire in ours() {
        let found: Vec<String> = advise(&questionnaire)
            .into_iter()
            .filter(|a| {
                what.contains(&a.what) && matches!(a.place, Place::Question(_)) && a.language.as_ref().is_none_or(|l| l.as_str() == "en")
            })
            .map(|a| a.to_string())
            .collect();
        assert!(found.is_empty(), "{}: {}", questionnaire.code, found.join("\n"));
    }
    for (band, question) in bad {
        let found = advise(&asking(band, question));
        assert!(found.iter().any(|a| what.contains(&a.what) && !a.reason.is_empty()), "nothing is said of “{question}” at {band}");
    }
}

#[test]
fn row_07_nothing_is_dragged_slid_or_tapped_twice() {
    // That a page is moved tells that somebody is there, and does nothing else.
    never(&["rs", "js"], r#"type="range"|draggable|dragstart|ondrag|dblclick|touchmove|pointermove|wheel|swipe"#, &["idle.touch()"]);
}

#[test]
fn row_12_nothing_acts_on_hovering_or_pressing() {
    never(&["rs", "js", "css"], r"mouseover|mouseenter|mousemove|pointerenter|pointerover|:hover", &[]);
    // A press may be kept from doing what it usually does, and must do nothing else.
    never(&["rs", "js"], r"mousedown|pointerdown|touchstart|touchend", &["event.preventDefault(), true);"]);
}

#[test]
fn row_16_nothing_is_chosen_before_or_demanded() {
    never(&["rs", "js"], r"\brequired\b|aria-required|\.required", &[]);
    // What was sent before is put back; and words are marked unless a child turns it off.
    never(&["rs"], r"\bchecked\b", &["checked[", "#follow-words"]);
    never(&["rs"], r#"checked\[true\]|selected\b"#, &[]);
    for questionnaire in ours() {
        for question in &questionnaire.questions {
            assert!(!question.wording.texts().any(|text| text.contains('*')), "{} has an asterisk", question.code);
        }
    }
    assert!(
        !fs::read_to_string(root().join("assets/words/en.ftl"))
            .expect("reads")
            .lines()
            .any(|line| line.contains(" = ") && line.contains('*'))
    );
}

#[test]
fn row_19_questions_are_short_and_one_sentence() {
    for questionnaire in ours() {
        for question in &questionnaire.questions {
            for band in &questionnaire.wordings {
                let most = match band {
                    Band::From4 => 12,
                    Band::From8 => 15,
                    Band::From12 | Band::From16 => 20,
                };
                for language in &questionnaire.languages {
                    let Some(text) = question.wording.exact(*band, language) else { continue };
                    let words = text.split_whitespace().count();
                    assert!(words <= most, "{} at {band} in {}: {words} words: {text}", question.code, language.as_str());
                    // The words of a grid's row are no sentence.
                    let ends = text.chars().filter(|c| matches!(c, '.' | '?' | '!' | '؟')).count();
                    assert!(ends <= 1 && (ends == 1 || question.grid.is_some()), "{} at {band}: {ends} sentences: {text}", question.code);
                }
            }
        }
    }
    advised(
        &[What::Length, What::Sentences],
        &[
            ("4-7", "When you are sad at home is there a grown-up who can help?"),
            ("8-11", "When you are sad in the place where you live now is there an adult who helps?"),
            (
                "12-15",
                "When you are sad in the place where you live now or have lived before is there always an adult there who helps you with it?",
            ),
            ("8-11", "Think of your home. Do you like it?"),
        ],
    );
}

#[test]
fn row_20_words_are_those_of_the_age_or_explained() {
    advised(
        &[What::HardWords, What::LongWords],
        &[("8-11", "Is the accommodation satisfactory?"), ("12-15", "Do you feel that procedures are explained?")],
    );
    // A hard word that the glossary explains is none.
    assert!(!advise(&asking("4-7", "Do you see your social worker enough?")).iter().any(|a| a.what == What::HardWords));
}

#[test]
fn row_21_questions_say_no_not_and_ask_one_thing() {
    advised(
        &[What::Negative, What::Double],
        &[
            ("8-11", "Don’t you like your home?"),
            ("8-11", "Do adults never ask you?"),
            ("8-11", "Are staff kind and helpful?"),
            ("8-11", "Are you ever sad or lonely?"),
        ],
    );
}

#[test]
fn row_22_no_abbreviation_slash_or_saying() {
    advised(
        &[What::Abbreviation, What::Slash, What::Idiom],
        &[
            ("8-11", "Do you know what a PEP is?"),
            ("8-11", "Do you like games, e.g. football?"),
            ("8-11", "Do you see him/her enough?"),
            ("8-11", "Is there someone there for you?"),
        ],
    );
}

#[test]
fn row_23_every_text_of_a_spoken_language_has_its_own_speech() {
    let mut spoken = 0;
    for questionnaire in ours() {
        for language in &questionnaire.spoken {
            let tag = language.as_str();
            let index = fs::read(root().join(format!("assets/voice/{tag}.json"))).expect("an index");
            let index: serde_json::Value = serde_json::from_slice(&index).expect("JSON");
            for text in texts(&questionnaire, language) {
                let clip = &index["clips"][text.words];
                let file = clip["file"].as_str().unwrap_or_else(|| panic!("{tag}: no speech for “{}”", text.words));
                assert_eq!(file, format!("{}.mp3", &hex(&digest(text.words.as_bytes()))[..16]), "{}", text.words);
                let bytes = fs::read(root().join(format!("assets/voice/{tag}/{file}"))).expect("a clip");
                assert_eq!(clip["sha256"], hex(&digest(&bytes)), "“{}” is not what was made", text.words);
                assert_eq!(clip["marks"].as_array().map_or(0, Vec::len), text.words.split_whitespace().count(), "{}", text.words);
                spoken += 1;
            }
            // The buttons and the way out.
            for words in ["Help", "Skip", "Listen", "Next", "Back", "Hide this", "Look"] {
                assert!(tag != "en" || index["clips"][words]["file"].is_string(), "no speech for “{words}”");
            }
        }
    }
    assert!(spoken > 60, "only {spoken} texts are declared as spoken");
}

#[test]
fn row_27_pictures_are_decoration_beside_words() {
    let mut drawings = Vec::new();
    files(&root().join("assets/art/pictures"), &["svg"], &mut drawings);
    assert!(drawings.len() > 50);
    let more = Regex::new("<(text|image|script|style|a|use|foreignObject|title)\\b|href|style=|on[a-z]+=").expect("a pattern");
    for path in &drawings {
        let svg = fs::read_to_string(path).expect("reads");
        let head = svg.split('>').next().unwrap_or_default();
        assert!(
            head.contains("aria-hidden=\"true\"") && head.contains("focusable=\"false\""),
            "{}: read out, or a stop for Tab",
            path.display()
        );
        assert!(!more.is_match(&svg), "{}", path.display());
    }
    let there: BTreeSet<String> = drawings.iter().map(|p| p.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    for questionnaire in ours() {
        for question in &questionnaire.questions {
            let pictures = question
                .picture
                .iter()
                .map(|p| (p, true))
                .chain(question.choices.iter().filter_map(|c| Some((c.picture.as_ref()?, !c.report.trim().is_empty()))));
            for (picture, worded) in pictures {
                assert!(there.contains(picture), "{}: there is no picture {picture}", question.code);
                assert!(worded, "{}: {picture} has no words", question.code);
            }
        }
    }
    // No picture but ours, and none by an element that would need a text of its own.
    // But for the one that shows nothing: it is loaded so that the browser forgets the questions.
    never(&["rs", "js"], r"\bimg\b|<svg|createElementNS", &["img src=\"/e/forget\" alt=\"\""]);
}

/// The type allows one picture for a choice; here it is that words hold none.
#[test]
fn row_28_no_pictures_inside_words() {
    let symbol = |c: char| matches!(u32::from(c), 0x2600..=0x27BF | 0x1F000..=0x1FAFF | 0x2B00..=0x2BFF | 0xFE0F);
    for questionnaire in ours() {
        for language in &questionnaire.languages {
            for text in texts(&questionnaire, language) {
                assert!(!text.words.chars().any(symbol), "{}", text.words);
            }
        }
    }
    let mut files_of_words = Vec::new();
    files(&root().join("assets/words"), &["ftl"], &mut files_of_words);
    for path in files_of_words {
        assert!(!fs::read_to_string(&path).expect("reads").chars().any(symbol), "{}", path.display());
    }
}

#[test]
fn row_29_faces_lie_on_both_sides_of_a_neutral_one() {
    let faces = "kind = \"faces\"";
    let file = |pictures: [&str; 3]| {
        let [a, b, c] = pictures;
        format!(
            "code = \"q\"\ntitle = \"Q\"\nsource = \"Ours\"\nlanguages = [\"en\"]\nwordings = [\"4-7\"]\n\
             [welcome.\"4-7\".en]\nwho = \"We ask.\"\nwhy = \"We listen.\"\nwhat = \"We count.\"\n\
             [[question]]\ncode = \"feel\"\n{faces}\nreport = \"How do you feel?\"\nwording = {{ \"4-7\" = {{ en = \"How do you feel?\" }} }}\n\
             pool = [{{ code = \"sad\", report = \"sad\" }}, {{ code = \"middle\", report = \"in the middle\" }}, {{ code = \"happy\", report = \"happy\" }}]\n\
             choice = [{{ code = \"one\", report = \"Sad\", pool = \"sad\", picture = \"{a}\" }}, {{ code = \"two\", report = \"In the middle\", pool = \"middle\", picture = \"{b}\" }}, {{ code = \"three\", report = \"Happy\", pool = \"happy\", picture = \"{c}\" }}]\n"
        )
    };
    assert!(parse(&file(["face-1", "face-3", "face-5"])).is_ok());
    for bad in [["face-3", "face-4", "face-5"], ["face-1", "face-2", "face-5"], ["face-1", "face-5", "face-3"]] {
        assert!(parse(&file(bad)).is_err(), "{bad:?} are taken as a scale");
    }
    let asked: Vec<Questionnaire> = ours().into_iter().filter(|q| q.questions.iter().any(|q| q.kind == Kind::Faces)).collect();
    for question in asked.iter().flat_map(|q| &q.questions).filter(|q| q.kind == Kind::Faces) {
        assert!(!question.safety, "faces for safety");
        assert!(question.choices.iter().all(|c| !c.report.trim().is_empty()), "a face without words");
    }
    assert!(!asked.is_empty(), "no question with faces was looked at");
    // Not told apart by colour: all five are painted with the same few fills.
    let class = Regex::new("class=\"([^\"]*)\"").expect("a pattern");
    let fills = |n: usize| -> BTreeSet<String> {
        let svg = fs::read_to_string(root().join(format!("assets/art/pictures/face-{n}.svg"))).expect("reads");
        class.captures_iter(&svg).map(|c| c[1].to_owned()).collect()
    };
    for n in 2..=5 {
        assert_eq!(fills(n), fills(1), "face {n} has other colours than face 1");
    }
}

#[test]
fn row_36_a_missing_translation_is_a_fault() {
    let whole = read(ALL_AGES);
    assert!(whole.languages.len() >= 4, "{:?}", whole.languages);
    // One text taken out, of each kind and language: a question, a hint, a choice, the first page.
    for (language, text) in [("cy", "Faint yw dy oed di?"), ("ar", "كم عمرك؟"), ("prs", "چند ساله هستید؟"), ("cy", "Neb"), ("ar", "مترجم")]
    {
        let pair = format!(", {language} = \"{text}\"");
        assert!(ALL_AGES.contains(&pair), "{pair} is not in the file");
        let faults = parse(&ALL_AGES.replacen(&pair, "", 1)).expect_err("it can be published with a text untranslated");
        let name = Language::parse(language).expect("a language").name().to_owned();
        assert!(faults.iter().any(|f| f.to_string().contains(&name) || f.to_string().contains(&format!("“{language}”"))), "{faults:?}");
    }
    let who = Regex::new("(?s)\\[welcome\\.\"4-7\"\\.cy\\]\nwho = \"[^\"]*\"\n").expect("a pattern");
    assert!(parse(&who.replace(ALL_AGES, "[welcome.\"4-7\".cy]\n")).is_err(), "the first page may be untranslated");
    // The interface has every message in every language.
    let ids = |tag: &str| -> BTreeSet<String> {
        let text = fs::read_to_string(root().join(format!("assets/words/{tag}.ftl"))).expect("reads");
        text.lines()
            .filter_map(|line| line.split_once(" = "))
            .map(|(id, _)| id.to_owned())
            .filter(|id| !id.starts_with(['#', ' ']))
            .collect()
    };
    let ends = |id: &str| ["-4-7", "-12-15", "-16-over"].iter().any(|end| id.ends_with(end) && !id.starts_with("words-"));
    for language in &whole.languages {
        let missing: Vec<String> = ids("en").difference(&ids(language.as_str())).filter(|id| !ends(id)).cloned().collect();
        assert!(missing.is_empty(), "{}: {}", language.name(), missing.join(", "));
    }
}

#[test]
fn row_40_nothing_is_filled_in_for_a_child_or_fetched_elsewhere() {
    let form = Regex::new(r"\bform [#.a-z-]*\s*[a-z]+=|\bform #").expect("a pattern");
    let open: Vec<String> = lines(&["rs"])
        .into_iter()
        .filter(|(_, line)| form.is_match(line) && !line.contains("autocomplete=\"off\""))
        .map(|(place, line)| format!("{place}: {}", line.trim()))
        .collect();
    assert!(open.is_empty(), "forms that a browser may fill in:\n{}", open.join("\n"));
    let written = Regex::new("type=\"(text|number|search|email|tel)\"|\\btextarea\\b").expect("a pattern");
    for (place, line) in lines(&["rs"]).iter().filter(|(_, line)| written.is_match(line)) {
        assert!(line.contains("autocomplete=\"off\"") && line.contains("spellcheck=\"false\""), "{place}: {}", line.trim());
    }
    never(&["rs"], r#"name="(name|email|tel|address|username)""#, &[]);
    never(&["rs", "js", "css"], r"https?://|[^:]//[a-z]+\.|@import|preconnect|dns-prefetch", &[]);
    never(&["rs", "js"], r"localStorage|sessionStorage|document\.cookie|set_cookie|sendBeacon", &[]);
}
