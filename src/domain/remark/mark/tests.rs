//! What is marked, and what is not.

use super::*;
use crate::domain::remark::names::Names;

fn lists() -> Lists {
    let some = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
    Lists::new(&Names {
        homes: some(&["Maple House", "Harbour View"]),
        schools: some(&["St Bede’s Primary School"]),
        staff: some(&["Darren Pugh", "Karen Oyelaran"]),
        streets: some(&["Quarry Road"]),
        towns: some(&["Netherby"]),
        other: Vec::new(),
    })
}

/// What is marked in a text, each with its kind.
fn marked(text: &str) -> Vec<(String, MarkKind)> {
    marks(text, &lists()).into_iter().map(|m| (text[m.range].to_owned(), m.kind)).collect()
}

/// Every text of a kind, with what must be marked in it as that kind, among other things perhaps.
fn all_found(kind: MarkKind, cases: &[(&str, &str)]) {
    for (text, detail) in cases {
        let found = marked(text);
        assert!(found.iter().any(|(words, k)| words.contains(detail) && *k == kind), "{detail} in “{text}”: {found:?}");
    }
}

#[test]
fn the_remarks_on_the_drawn_boards() {
    use MarkKind::{Age, Count, Date, Name, Place};
    let found = marked(
        "My social worker Karen takes me to Nando’s on Friday and we just talk, and then she actually does what she says. The one before never rang. I’ve had nine of them since I was six lol",
    );
    let expected = [("Karen", Name), ("Friday", Date), ("nine", Count), ("six", Age)];
    assert_eq!(found, expected.map(|(w, k)| (w.to_owned(), k)));
    let found = marked(
        "When Darren is on nights at Maple he shouts at everyone. Last week he grabbed my arm because I was late back from football. I don’t want to be there on Tuesdays.",
    );
    assert_eq!(found, [("Darren", Name), ("Maple", Place), ("Tuesdays", Date)].map(|(w, k)| (w.to_owned(), k)));
}

#[test]
fn names_of_people() {
    all_found(
        MarkKind::Name,
        &[
            ("my mum Julie came", "Julie"),
            ("a boy called Jay said it", "Jay"),
            ("my mate shaz is funny", "shaz"),
            ("ms wood is strict", "ms wood"),
            ("I miss you Fatuma", "Fatuma"),
            ("me and zuri share", "zuri"),
            ("everyone calls me Binks", "Binks"),
            ("my rabbit is called toffee", "toffee"),
            ("I want Auntie Pru to visit", "Auntie Pru"),
            ("Siân and Dewi are my carers", "Siân"),
            ("Siân and Dewi are my carers", "Dewi"),
            ("Karen Oyelaran-Smith is leaving", "Karen Oyelaran-Smith"),
            ("karens always late", "karens"),
            ("Kaern helped me", "Kaern"),
            ("KAREN", "KAREN"),
            ("I told Mr T about it", "Mr T"),
            ("thanks to olawale i can read", "olawale"),
            ("my social worker grace is kind", "grace"),
            ("MY FRIEND YUSUF IS THE BEST FRIEND", "YUSUF"),
            ("i like joanne", "joanne"),
        ],
    );
}

#[test]
fn places() {
    all_found(
        MarkKind::Place,
        &[
            ("we moved to 4 Quarry Road", "4 Quarry Road"),
            ("i go to st bedes", "st bedes"),
            ("they run past harbour veiw", "harbour veiw"),
            ("I was sent to Doncaster", "Doncaster"),
            ("my old house was on elm road", "elm road"),
            ("I go to Fairfield Academy now", "Fairfield Academy"),
            ("i miss netherbey", "netherbey"),
            ("St Cuthbert's let me in", "St Cuthbert's"),
        ],
    );
}

#[test]
fn ways_to_reach_somebody_in_any_script() {
    all_found(
        MarkKind::Phone,
        &[
            ("ring 07700 900 123", "07700 900 123"),
            ("(0161) 496-0123 is the number", "0161) 496-0123"),
            ("+44 7700 900123", "+44 7700 900123"),
            ("٠٧٧٠٠ ٩٠٠ ١٢٣", "٠٧٧٠٠ ٩٠٠ ١٢٣"),
            ("۰۷۷۰۰۹۰۰۱۲۳ است", "۰۷۷۰۰۹۰۰۱۲۳"),
            ("oh seven seven double oh nine oh oh one", "oh seven seven double oh nine oh oh one"),
            ("0 7 7 0 0 9 0 0 1 2 3", "0 7 7 0 0 9 0 0 1 2 3"),
        ],
    );
    all_found(
        MarkKind::Postcode,
        &[
            ("I live at M1 1AA", "M1 1AA"),
            ("dn55 1pt", "dn55 1pt"),
            ("sw1a2aa pls", "sw1a2aa"),
            ("ＣＲ２ ６ＸＨ", "ＣＲ２ ６ＸＨ"),
            ("its e m 4  7qt", "m 4  7qt"),
            ("CR٢ ٦XH", "CR٢ ٦XH"),
            ("my postcode starts with LS6", "LS6"),
        ],
    );
    all_found(
        MarkKind::Email,
        &[("mail jay.d+x@example.co.uk!", "jay.d+x@example.co.uk"), ("its jay at gmail dot com", "jay at gmail dot com")],
    );
    all_found(
        MarkKind::Web,
        &[
            ("look at https://example.com/x?y", "https://example.com/x?y"),
            ("@jay_09 on insta", "@jay_09"),
            ("my snap is jayyboi", "jayyboi"),
            ("add skaterboy2012", "skaterboy2012"),
            ("go on mypage.co.uk", "mypage.co.uk"),
        ],
    );
    all_found(
        MarkKind::Number,
        &[
            ("nhs 943 476 5919", "943 476 5919"),
            ("my ni is QQ 12 34 56 C", "QQ 12 34 56 C"),
            ("case 2045671", "2045671"),
            ("her car is AB12 CDE", "AB12 CDE"),
            ("file CW/2024/118", "CW/2024/118"),
        ],
    );
}

#[test]
fn times_and_ages() {
    all_found(
        MarkKind::Date,
        &[
            ("on 3/4/24 I moved", "3/4/24"),
            ("on the 2nd of may", "2nd of may"),
            ("since febuary", "febuary"),
            ("on wensday we swim", "wensday"),
            ("I came in 2022", "2022"),
            ("my bday is tomorrow", "bday"),
            ("December 5th 2023", "December 5th 2023"),
            ("every Tues", "Tues"),
            ("on the 5th", "5th"),
        ],
    );
    all_found(
        MarkKind::Age,
        &[
            ("I’m eleven", "eleven"),
            ("im nearly 12", "12"),
            ("when i was 5 i moved", "5"),
            ("my brother is 3", "3"),
            ("I am a 14 year old girl", "14 year old"),
            ("aged 9", "9"),
            ("11yrs old", "11yrs old"),
            ("on my 16th birthday", "16th birthday"),
            ("i turned forteen", "forteen"),
            ("since I was six months old", "six months old"),
        ],
    );
    all_found(
        MarkKind::School,
        &[("im in yr 8", "yr 8"), ("I'm in Year Eleven", "Year Eleven"), ("y6 is fun", "y6"), ("in sixth form", "sixth form")],
    );
}

#[test]
fn family_and_numbers_and_what_is_said_of_oneself() {
    all_found(
        MarkKind::Family,
        &[
            ("my twin brother", "twin brother"),
            ("my nan", "nan"),
            ("mums boyfriend moved in", "boyfriend"),
            ("i have 3 sisters", "sisters"),
            ("my step dad", "dad"),
            ("I miss grandad", "grandad"),
            ("my bruther", "bruther"),
            ("my mum is having a new baby", "new baby"),
        ],
    );
    all_found(
        MarkKind::Only,
        &[
            ("I am the only girl here", "the only girl here"),
            ("im the only one who is fostered", "the only one"),
            ("I'm the oldest in the house", "oldest"),
            ("there is only three of us", "only three of us"),
            ("no one else in my class is in care", "no one else"),
        ],
    );
    all_found(
        MarkKind::Count,
        &[
            ("I have moved six times", "six"),
            ("this is my 4th placement", "4th"),
            ("ive had 12 different social workers", "12"),
            ("my third foster home", "third"),
            ("i lived there for two years", "two years"),
        ],
    );
    all_found(
        MarkKind::About,
        &[
            ("I have ADHD", "ADHD"),
            ("im autistic", "autistic"),
            ("I'm a muslim", "muslim"),
            ("I come from Sudan", "Sudan"),
            ("I am black", "black"),
            ("my dad is in prison", "prison"),
            ("im bisexual", "bisexual"),
            ("i speak polish", "polish"),
            ("i have diabetis", "diabetis"),
            ("my mum passed away", "passed away"),
        ],
    );
}

#[test]
fn what_tells_of_nobody_is_left_alone() {
    for text in [
        "I like my room.",
        "Man United are better than Chelsea",
        "Can we go to McDonald's or Nando's?",
        "I want to be listened to.",
        "Keep brothers and sisters together",
        "The only thing I want is a dog",
        "We won 3-1 and I got 10 out of 10",
        "I got £20 for 5 minutes",
        "My nails need polish",
        "A black cat",
        "I May Like It",
        "WHY DOES NOBODY LISTEN TO US",
        "I Want To Go Home",
        "Minecraft, Roblox and TikTok",
        "it takes 2 hours",
        "when you turn 18 they drop you",
        "he will help, I hope",
        "Becuase nobody asked",
        "on my birthday I want cake",
        "😀😀",
        "",
    ] {
        assert!(marked(text).is_empty(), "“{text}”: {:?}", marked(text));
    }
}

#[test]
fn marks_are_in_order_apart_and_on_characters_whatever_is_written() {
    let odd = [
        "\u{202e}",
        "Karen\u{301}'s",
        "٠",
        "0".repeat(500).as_str(),
        "@@@@@",
        "...@...",
        "http://",
        "’s",
        "1/2/3/4/5/6/7/8/9/0/1/2",
        "í́í́ Ķàŕèņ",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿Karen🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "سعید در ۱۲ سالگی",
        "K a r e n",
        "ΚΑΡΕΝ",
        "ᏣᎳᎩ",
        "I'm the only only only only",
        "mr mrs miss ms dr",
        "st st st",
        "and and and",
        "one one one one one one one",
        "year year year 5",
    ]
    .map(str::to_owned);
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("fits") % below
    };
    for _ in 0..1_500 {
        let text: String = (0..next(5) + 1).map(|_| format!("{}{}", odd[next(odd.len())], [" ", "", "\n", ". ", ", "][next(5)])).collect();
        let mut end = 0;
        for mark in marks(&text, &lists()) {
            assert!(mark.range.start >= end && mark.range.start < mark.range.end, "{text:?}");
            assert!(text.get(mark.range.clone()).is_some(), "{text:?}");
            end = mark.range.end;
        }
    }
}
