//! Tests of the files as a whole.

use super::{all_csv, all_xlsx, question_csv, words_csv};
use crate::chart::sample::{POOLS, SCALE, Sample, report, scale};
use crate::domain::agreed::{Agreed, AgreedText};
use crate::domain::code::Code;
use crate::domain::own_words::OwnWords;
use crate::domain::quote::{Credit, Published, Quote, QuoteId, QuoteText, State};
use time::macros::date;

fn lines(bytes: Vec<u8>) -> Vec<String> {
    let text = String::from_utf8(bytes).expect("UTF-8");
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    text.lines().map(str::to_owned).collect()
}

fn csv_of(took_part: u32, cells: &[i64]) -> Vec<Vec<String>> {
    let bytes = question_csv(&scale(took_part, cells), "q").expect("the question").expect("a file");
    let text = lines(bytes).join("\n");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|r| r.expect("a record").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn shares_have_range_base_and_ledger() {
    let rows = csv_of(131, &[22, 30, 27, 20, 18, 6, 8]);
    assert_eq!(rows.len(), 7);
    assert_eq!(rows[0][2..12], ["All children", "c0", "Always", "18%", "15", "21", "percent", "131", "123", "22"]);
    assert_eq!(rows[0][12..], ["protected", "Children’s rights day", "Eastmere", "12 March 2026", "2026-03-12", "made up"]);
    assert_eq!(rows[6][2..12], ["All children", "skip", "Skipped this question", "8", "5", "11", "children", "131", "123", ""]);
}

#[test]
fn counts_at_thirty_have_no_lower_end_at_zero() {
    let rows = csv_of(30, &[12, 6, 4, 2, 5, 1, 0]);
    assert_eq!(rows[0][5..12], ["12", "9", "15", "children", "30", "30", "12"]);
    assert_eq!(rows[3][5..12], ["5 or fewer", "", "5", "children", "30", "30", "2"]);
}

#[test]
fn words_have_no_number_about_answers() {
    let rows = csv_of(14, &[7, 3, 2, 1, 1, 0, 0]);
    assert_eq!(rows.len(), 6);
    for row in rows {
        assert_eq!(row[6..12], ["", "", "words", "14", "", ""], "{row:?}");
        assert!(row[5].chars().all(|c| !c.is_ascii_digit()));
    }
}

#[test]
fn no_cell_is_a_formula() {
    let sample = Sample {
        took_part: 40,
        kind: "one",
        asked: "=1+1?",
        labels: &["@cmd", "+49", "-x, \"y\"", "plain"],
        cells: &[10, 10, 10, 10, 0],
        ..Sample::default()
    };
    let lines = lines(all_csv(&report(&sample), &[]).expect("a file"));
    assert!(lines[1].starts_with("q,'=1+1?,All children,c0,'@cmd,"), "{}", lines[1]);
    assert!(lines[2].contains(",'+49,") && lines[3].contains(",\"'-x, \"\"y\"\"\","), "{lines:?}");
    assert!(lines[4].contains(",plain,"));
    assert_eq!(super::text::safe(" =1"), "' =1");
}

#[test]
fn groups_follow_all_children() {
    let groups: [(&str, u32, &[i64]); 2] =
        [("Foster care", 65, &[12, 18, 15, 9, 7, 4, 3]), ("Children’s homes", 38, &[4, 4, 7, 8, 11, 2, 2])];
    let sample = Sample {
        took_part: 103,
        kind: "scale",
        asked: "Why?",
        labels: &SCALE,
        cells: &[16, 22, 22, 17, 18, 6, 5],
        pools: &POOLS,
        groups: &groups,
        ..Sample::default()
    };
    let report = report(&sample);
    let lines = lines(all_csv(&report, &[]).expect("a file"));
    assert_eq!(lines.len(), 1 + 3 * 7);
    assert!(lines[8].contains(",Foster care,c0,Always,") && lines[8].contains(",children,65,"), "{}", lines[8]);
    let book = all_xlsx(&report, &[], &OwnWords::default()).expect("a workbook");
    assert!(book.starts_with(b"PK"));
    assert_eq!(book, all_xlsx(&report, &[], &OwnWords::default()).expect("a workbook"), "the same bytes");
}

#[test]
fn unknown_questions_have_no_file() {
    assert!(question_csv(&scale(30, &[12, 6, 4, 2, 5, 1, 0]), "none").is_none());
}

#[test]
fn own_words_are_a_file_of_their_own_and_no_quote_names_event_or_day() {
    let code = Code::parse("q").expect("a code");
    let quote = |id: u8, text: &str, state| Quote {
        id: QuoteId::new([id; 16]),
        question: code.clone(),
        text: Some(QuoteText::parse(text).expect("a text")),
        state,
        remark: None,
        proposed: (1, date!(2026 - 03 - 12)),
        approved: None,
        published_on: None,
        note: None,
    };
    let quotes = vec![
        quote(2, "=cmd() \"she\" listens", State::Published),
        quote(1, "They ring,\nthen come.", State::Published),
        quote(3, "Not yet", State::Approved),
    ];
    let text = AgreedText::confirmed("@us Ask us first.", true).expect("is taken");
    let words = OwnWords {
        event: "Rights day".into(),
        held: "12 March 2026".into(),
        demonstration: true,
        asked: vec![(code, "-Why?".into())],
        quotes: Published::among(quotes, &Credit::new("Eastmere", date!(2026 - 03 - 12))),
        agreed: vec![Agreed { id: 7, question: None, text, confirmed_on: date!(2026 - 03 - 13) }],
    };
    let bytes = words_csv(&words).expect("a file");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let mut reader = csv::Reader::from_reader(text.strip_prefix('\u{feff}').expect("a byte order mark").as_bytes());
    let rows: Vec<Vec<String>> = reader.records().map(|r| r.expect("a record").iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows.len(), 3, "what is only approved is in no file");
    assert_eq!(rows[0][..7], ["quote", "q", "'-Why?", "They ring,\nthen come.", "Eastmere, January to March 2026", "", ""]);
    assert_eq!(rows[1][3], "'=cmd() \"she\" listens");
    assert!(rows.iter().all(|row| row[7].contains("not counted") && row[7].ends_with("; made up")));
    assert_eq!(rows[2][..7], ["agreed by the group", "", "", "'@us Ask us first.", "", "Rights day, 12 March 2026", "2026-03-13"]);
    let figures = scale(131, &[22, 30, 27, 20, 18, 6, 8]);
    let book = all_xlsx(&figures, &[], &words).expect("a workbook");
    assert_eq!(book, all_xlsx(&figures, &[], &words).expect("a workbook"), "the same bytes");
    assert_ne!(book.len(), all_xlsx(&figures, &[], &OwnWords::default()).expect("a workbook").len(), "a sheet more");
}
