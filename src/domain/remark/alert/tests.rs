//! What an alert list finds, how it puts remarks in order, and how it tells of broken lines.

use super::*;

fn english() -> AlertList {
    AlertList::english().expect("the list that comes with Sayso")
}

fn found(list: &AlertList, text: &str) -> Vec<String> {
    list.hits(text).into_iter().map(|at| text[at].to_owned()).collect()
}

#[test]
fn a_word_is_found_in_all_its_forms_and_disguises() {
    let list = AlertList::parse("en", "kill\nslap\nsuicide\n\"help\" me\nself-harm\nlock .. room\nscared").expect("a list");
    for (text, hit) in [
        ("he KILLED it", "KILLED"),
        ("slapping and", "slapping"),
        ("he slaps", "slaps"),
        ("i think of sucide", "sucide"),
        ("SUICIDES", "SUICIDES"),
        ("k i l l", "k i l l"),
        ("k.i.l.l him", "k.i.l.l"),
        ("k1ll", "k1ll"),
        ("k!ll him", "k!ll"),
        ("he $laps", "laps"),
        ("sl*p", "sl*p"),
        ("kiiiilll", "kiiiilll"),
        ("selfharm", "selfharm"),
        ("self harming", "self harming"),
        ("self-harm", "self-harm"),
        ("helpme", "helpme"),
        ("h e l p  m e please", "h e l p  m e"),
        ("lock us in our room", "lock us in our room"),
        ("so scarred and skared", "skared"),
        ("Sçárëd", "Sçárëd"),
        ("ｋｉｌｌ", "ｋｉｌｌ"),
    ] {
        let all = found(&list, text);
        assert!(all.iter().any(|h| h == hit), "“{text}”: {all:?}");
    }
    for text in ["helped me", "skill", "lock the very big old green room", "I like it. Room for me", "slip", "", "a b c d e f g"] {
        assert!(found(&list, text).is_empty(), "“{text}”: {:?}", found(&list, text));
    }
}

#[test]
fn other_languages_have_whole_words_and_open_ends() {
    let welsh = AlertList::parse("cy", "brifo\nofn*\nmae arna i ofn").expect("a list");
    assert_eq!(found(&welsh, "Mae o’n fy BRIFO i"), ["BRIFO"]);
    assert_eq!(found(&welsh, "dw i’n ofnus"), ["ofnus"]);
    assert_eq!(found(&welsh, "Mae arna i ofn"), ["Mae arna i ofn"]);
    let arabic = AlertList::parse("ar", "يضربني\n*ضرب\nسر*").expect("a list");
    assert_eq!(found(&arabic, "أبي يَضْرِبُني كل يوم"), ["يَضْرِبُني"]);
    assert_eq!(found(&arabic, "هذا سرنا"), ["سرنا"]);
    let dari = AlertList::parse("prs", "می‌ترسم\nكتك").expect("a list");
    assert_eq!(found(&dari, "من می‌ترسم"), ["می‌ترسم"]);
    assert_eq!(found(&dari, "مرا کتک زد"), ["کتک"], "both letters k are one");
}

#[test]
fn hits_are_in_order_apart_and_on_characters() {
    let list = english();
    for text in [
        "he hits me and hits me and kills me 😀 k i l l 😀",
        "\u{202e}kill\u{301} me",
        "* * * @ ! $",
        "aaaaaaa!!!!!",
        "k",
        "٣٤ kill ٥",
        "p**** f*** **",
        &"hit me ".repeat(140),
    ] {
        let mut end = 0;
        for hit in list.hits(text) {
            assert!(hit.start >= end && hit.start < hit.end, "{text}");
            assert!(text.get(hit.clone()).is_some(), "{text}");
            end = hit.end;
        }
    }
}

#[test]
fn what_is_done_to_a_child_comes_before_what_is_only_named() {
    let list = english();
    let order =
        ["He hits me every day", "I get hit sometimes", "The film was about an attack", "He hit the ball over the fence", "I like pizza"];
    let scores: Vec<u32> = order.iter().map(|text| list.score(text)).collect();
    assert!(scores.is_sorted_by(|a, b| a > b), "{scores:?}");
    assert_eq!(scores.last(), Some(&0));
    assert!(list.score("nobody hits me") < list.score("he hits me"));
    assert!(!list.hits("nobody hits me").is_empty(), "it counts less, and is shown all the same");
}

#[test]
fn every_broken_line_is_told_at_once_with_its_number() {
    let long = "x".repeat(LONGEST_LINE + 1);
    let file = format!(
        "# notes\nhit\n[worst]\n!!!\n.. hit\nhit ..\na .. .. b\nx\n{long}\nsl*p\nab*\n@nobody hits\na b c d e f g h i j k\nbad\u{7}line\n\"slap*\"\n\nslap\n"
    );
    let Err(broken) = AlertList::parse("en", &file) else { panic!("it is broken") };
    assert_eq!(broken.0.iter().map(|b| b.line).collect::<Vec<_>>(), (3..=15).collect::<Vec<_>>());
    let told = broken.to_string();
    assert_eq!(told.lines().count(), 13);
    for (line, part) in told.lines().zip([
        "heading",
        "no letters",
        "“..”",
        "“..”",
        "“..”",
        "one letter",
        "100 characters",
        "*",
        "three",
        "@me",
        "10 words",
        "control",
        "quotation",
    ]) {
        assert!(line.starts_with("Line ") && line.contains(part), "{line}: {part}");
    }
    assert!(AlertList::parse("en", &"hit\n".repeat(MOST_LINES)).is_ok());
    assert!(AlertList::parse("en", &"hit\n".repeat(MOST_LINES + 1)).is_err());
    assert!(AlertList::parse("en", "\u{feff}hit\r\n# x\r\n\r\n[perhaps]\r\nslap\r\n").is_ok());
}

#[test]
fn an_empty_list_puts_nothing_first() {
    let list = AlertList::parse("en", "# nothing yet\n").expect("a list");
    assert_eq!((list.hits("he hits me"), list.score("he hits me")), (Vec::new(), 0));
}
