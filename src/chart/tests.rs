//! Tests of the pictures as a whole.

use super::sample::{ASKED, GroupCells, POOLS, SCALE, Sample, report, scale};
use super::{Picture, description, groups_description, narrow, narrow_groups, png, slide, small, wide, wide_groups};
use crate::domain::disclosure::Protected;
use crate::domain::report::{Part, Report};
use proptest::prelude::*;
use resvg::usvg::{Group, Node};

mod cloud;

const PUBLISHED: [i64; 7] = [22, 30, 27, 20, 18, 6, 8];
const SMALL: [i64; 7] = [12, 6, 4, 2, 5, 1, 0];
const SIXTY: &str = "Sixty signs long is this label here, so that it must be wrapped";

fn many(took_part: u32, cells: &[i64]) -> Protected<Report> {
    let labels = ["Everybody <b>&\"'", "Second", "Third", "Fourth", "Fifth", "Sixth", SIXTY, "Eighth", "Ninth", "Nobody"];
    report(&Sample { took_part, kind: "many", asked: ASKED, labels: &labels, cells, ..Sample::default() })
}

fn broken_down(groups: &[GroupCells<'_>]) -> Protected<Report> {
    let sum: Vec<i64> = (0..7).map(|i| groups.iter().map(|g| g.2[i]).sum()).collect();
    report(&Sample {
        took_part: groups.iter().map(|g| g.1).sum(),
        kind: "scale",
        asked: ASKED,
        labels: &SCALE,
        cells: &sum,
        pools: &POOLS,
        groups,
        ..Sample::default()
    })
}

const GROUPS: [GroupCells<'static>; 4] = [
    ("Foster care", 65, &[12, 18, 15, 9, 7, 4, 3]),
    ("Children’s homes", 38, &[4, 4, 7, 8, 11, 2, 2]),
    ("Family or friends and residential school", 28, &[4, 5, 6, 4, 6, 2, 1]),
    ("On my own", 20, &[18, 1, 1, 0, 0, 0, 0]),
];

/// All pictures of all samples.
fn pictures() -> Vec<Picture> {
    let reports = [
        scale(131, &PUBLISHED),
        scale(30, &SMALL),
        scale(1500, &[400, 350, 250, 200, 180, 60, 60]),
        scale(131, &[125, -2, 3, 1, 0, 1, 3]),
        many(1500, &[1498, 1440, 1190, 1100, 900, 700, 300, 75, 15, 0, 10]),
        many(20, &[20, 17, 14, 12, 11, 10, 9, 8, 4, -3, 1]),
        broken_down(&GROUPS[..2]),
        broken_down(&GROUPS),
    ];
    let all = reports
        .iter()
        .flat_map(|r| [wide(r, "q"), narrow(r, "q"), small(r, "q"), slide(r, "q"), wide_groups(r, "q"), narrow_groups(r, "q")]);
    all.flatten().collect()
}

/// The texts of a picture, as drawn.
fn texts(picture: &Picture) -> Vec<String> {
    let drawn = picture.svg.split("<text ").skip(1).filter_map(|t| t.split_once('>')?.1.split_once("</text>"));
    drawn.map(|(text, _)| text.to_owned()).collect()
}

#[test]
fn words_only_and_unknown_questions_have_no_picture() {
    let few = scale(14, &[7, 3, 2, 1, 1, 0, 0]);
    assert!(wide(&few, "q").is_none() && narrow(&few, "q").is_none() && slide(&few, "q").is_none());
    assert!(wide(&scale(30, &SMALL), "none").is_none());
    let told = description(&few, "q").expect("a description");
    assert_eq!(
        told,
        "In words, for the 14 who took part: Always: about half; Usually: some; Sometimes: few; Not usually: few; Never: few; Not sure: few. 14 took part."
    );
    let small = broken_down(&[GROUPS[0], ("Small", 15, &[4, 5, 2, 1, 1, 1, 1])]);
    assert!(wide_groups(&small, "q").is_none() && narrow_groups(&small, "q").is_none());
}

#[test]
fn a_scale_from_sixty_is_stacked_where_labels_fit() {
    let picture = wide(&scale(131, &PUBLISHED), "q").expect("a picture");
    let texts = texts(&picture);
    for text in ["18%", "Always", "5%", "Not sure", "42% always or usually", "likely 38 to 46%", "31% not usually or never"] {
        assert!(texts.iter().any(|t| t == text), "{text} in {texts:?}");
    }
    let bars = wide(&scale(30, &SMALL), "q").expect("a picture");
    assert!(bars.svg.contains("12 of 30") && bars.svg.contains("likely 9 to 15") && bars.svg.contains("5 or fewer"));
    let ends = wide(&scale(131, &[125, -2, 3, 1, 0, 1, 3]), "q").expect("a picture");
    assert!(ends.svg.contains("more than 9 in 10") && ends.svg.contains("fewer than 1 in 10"));
}

/// Texts in the order of a list, wherever they stand among others.
fn in_order(texts: &[String], list: &[&str]) {
    let places: Vec<usize> =
        list.iter().map(|label| texts.iter().position(|t| t == label).unwrap_or_else(|| panic!("{label} in {texts:?}"))).collect();
    assert!(places.is_sorted(), "{list:?} in {texts:?}");
}

fn said(report: &Protected<Report>) -> (String, Vec<String>, String) {
    let finding = report.finding("q").expect("a finding");
    let headline = finding.headline.iter().map(|part| match part {
        Part::Strong(text) | Part::Plain(text) => text.as_str(),
    });
    (headline.collect::<String>().trim().to_owned(), finding.second.clone(), finding.sentence.clone())
}

#[test]
fn numbers_keep_their_order_and_stand_in_one_bar_where_labels_fit() {
    let labels = ["None", "1 to 3", "4 to 9", "10 or more", "~I don’t know"];
    let books = |took_part, cells| {
        report(&Sample { took_part, kind: "number", asked: "How many books?", labels: &labels, cells, ..Sample::default() })
    };
    let many = books(131, &[20, 30, 50, 20, 6, 5]);
    let picture = wide(&many, "q").expect("a picture");
    assert!(picture.svg.contains("where the edge between two answers is likely to be"), "one bar");
    let shown: Vec<&str> = labels.iter().map(|l| l.trim_start_matches('~')).collect();
    in_order(&texts(&picture), &shown);
    let few = wide(&books(30, &[4, 9, 12, 4, 1, 0]), "q").expect("a picture");
    in_order(&texts(&few), &shown);
    assert!(few.svg.contains("we cannot say which is more"));
    let (headline, second, sentence) = said(&many);
    assert_eq!(headline, "40% said ‘4 to 9’ (give or take 3).");
    assert_eq!(second, ["24% said ‘1 to 3’ (give or take 3)."]);
    assert!(sentence.starts_with("40% said ‘4 to 9’ when asked “How many books?” (give or take 3). 131 children took part"), "{sentence}");
}

#[test]
fn what_was_put_first_is_told_as_such() {
    let labels = ["My family", "My friends", "My home", "~I don’t know"];
    let cells = [60, 40, 20, 5, 6];
    let rank =
        report(&Sample { took_part: 131, kind: "rank", asked: "What matters most?", labels: &labels, cells: &cells, ..Sample::default() });
    let (headline, second, sentence) = said(&rank);
    assert_eq!(headline, "48% put ‘my family’ first (give or take 3).");
    assert_eq!(second, ["32% put ‘my friends’ first (give or take 3)."]);
    assert!(sentence.starts_with("48% put ‘my family’ first when asked “What matters most?” (give or take 3)."), "{sentence}");
    let picture = wide(&rank, "q").expect("a picture");
    in_order(&texts(&picture), &["My family", "My friends", "My home", "I don’t know"]);
    assert!(picture.svg.contains("What most put first stands first."), "{}", picture.svg);
}

#[test]
fn every_figure_is_in_the_description() {
    let told = description(&scale(131, &PUBLISHED), "q").expect("a description");
    assert!(told.starts_with("Share of those who answered: Always: 18%, likely 15 to 21%; Usually: 24%, likely 21 to 27%;"), "{told}");
    assert!(told.ends_with("Together: always or usually: 42%, likely 38 to 46%; not usually or never: 31%, likely 27 to 35%. 131 took part. About 123 answered; about 8 skipped it (likely 5 to 11)."), "{told}");
    let groups = groups_description(&broken_down(&GROUPS[..2]), "q").expect("a description");
    assert!(groups.contains("Foster care: Always: ") && groups.contains("Children’s homes: Always: "), "{groups}");
    assert!(groups_description(&scale(131, &PUBLISHED), "q").is_none());
}

#[test]
fn a_slide_says_what_it_rests_on() {
    let picture = slide(&scale(131, &PUBLISHED), "q").expect("a picture");
    let texts = texts(&picture).join("|");
    for text in [
        "18% said ‘always’",
        "(give or take 3)",
        "131 of 149 children took part; about 123 answered this question. Eastmere, 12 March 2026. Fixed on 12 March 2026.",
        "Counts may have been changed a little, at random, to protect who said what. Demonstration: the figures are made up.",
    ] {
        assert!(texts.contains(text), "{text} in {texts}");
    }
    assert_eq!((picture.width, picture.height), (1600, 900));
}

#[test]
fn pictures_are_safe_and_say_what_they_are() {
    for picture in pictures() {
        let svg = &picture.svg;
        assert!(!svg.contains("style=") && !svg.contains("<style") && !svg.contains("<script"), "{svg}");
        assert!(!svg.contains("<b>") && svg.contains("role=\"img\"") && svg.contains("<desc id="));
        let title = svg.split_once("aria-labelledby=\"").and_then(|(_, rest)| rest.split_once(' ')).expect("a label").0;
        assert!(title.starts_with("chart-q-") && svg.contains(&format!("<title id=\"{title}\">")));
        let sized = svg.contains(&format!(" width=\"{}\" height=\"{}\" class", picture.width, picture.height));
        assert_eq!(sized, svg.contains("class=\"chart slide\""));
    }
    assert_eq!(pictures(), pictures(), "drawn alike each time");
}

#[test]
fn no_figure_is_none_or_all() {
    for picture in pictures() {
        // Axes may begin at 0 and end at 100%: ticks are regular and grey; figures are bold.
        for bold in picture.svg.split("<text ").filter(|t| t.contains("font-weight=\"700\"")) {
            let text = bold.split_once('>').map_or("", |(_, text)| text);
            assert!(!text.starts_with("0<") && !text.starts_with("0%") && !text.starts_with("0 ") && !text.starts_with("100%"), "{text}");
        }
    }
}

/// Boxes of the letters of texts, in pixels of the picture.
fn boxes(group: &Group, scale: f32, found: &mut Vec<(String, [f32; 4])>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => boxes(inner, scale, found),
            Node::Text(text) => {
                let b = text.abs_bounding_box();
                let said: String = text.chunks().iter().map(|c| c.text()).collect();
                // The box holds a whole line of 1.3 em; the letters stand from 0.74 above to 0.22 below the baseline.
                let em = b.height() / 1.3;
                found.push((said, [b.left(), b.top() + 0.244 * em, b.right(), b.bottom() - 0.096 * em].map(|x| x / scale)));
            }
            _ => {}
        }
    }
}

/// Texts lie inside the picture, are large enough, and do not lie on one another.
fn reads_well(picture: &Picture) {
    let tree = super::png::read(picture).expect("an SVG");
    // Pictures are a few thousand pixels wide: f32 holds them.
    let (w, h) = (picture.width as f32, picture.height as f32);
    let mut found = Vec::new();
    boxes(tree.root(), tree.size().width() / w, &mut found);
    assert!(!found.is_empty());
    let floor = if picture.svg.contains("chart slide") { 20.0 } else { 14.0 };
    for size in picture.svg.split(" font-size=\"").skip(1).filter_map(|t| t.split_once('"')).filter_map(|(n, _)| n.parse::<f32>().ok()) {
        assert!(size / 4.0 >= floor, "{size}");
    }
    for (i, (text, a)) in found.iter().enumerate() {
        assert!(a[0] >= -0.5 && a[1] >= -0.5 && a[2] <= w + 0.5 && a[3] <= h + 0.5, "{text} at {a:?} of {w} × {h}");
        for (other, b) in found.iter().skip(i + 1) {
            let apart = a[2] <= b[0] + 1.0 || b[2] <= a[0] + 1.0 || a[3] <= b[1] || b[3] <= a[1];
            assert!(apart, "“{text}” {a:?} lies on “{other}” {b:?}");
        }
    }
}

#[test]
fn texts_stay_inside_large_enough_and_apart() {
    pictures().iter().for_each(reads_well);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_was_answered_reads_well(took_part in 20_u32..2000, shares in proptest::collection::vec(-0.05..1.05_f64, 2..11), words in 1_usize..14, kind in 0_usize..6) {
        let labels: Vec<String> = (0..shares.len()).map(|i| format!("{i} {}", "answer words ".repeat(1 + (words * (i + 1)) % 7).trim())).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let pools = [("always or usually", labels.len() / 2), ("not usually or never", labels.len())];
        let total: f64 = if kind == 2 { 1.0 } else { shares.iter().sum::<f64>().max(1.0) };
        // Small against 2^52.
        let mut cells: Vec<i64> = shares.iter().map(|s| (s / total * f64::from(took_part)).round() as i64).collect();
        cells.push(2);
        let kind = ["scale", "one", "many", "number", "rank", "pictures"][kind];
        let report = report(&Sample { took_part, kind, asked: ASKED, labels: &labels, cells: &cells, pools: if kind == "scale" { &pools } else { &[] }, ..Sample::default() });
        for picture in [wide(&report, "q"), narrow(&report, "q"), slide(&report, "q")] {
            reads_well(&picture.expect("a picture"));
        }
    }
}

#[test]
fn widths_are_those_of_the_font() {
    let picture = wide(&many(131, &[100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 5]), "q").expect("a picture");
    let tree = super::png::read(&picture).expect("an SVG");
    let mut found = Vec::new();
    boxes(tree.root(), 4.0, &mut found);
    let (_, at) = found.iter().find(|(text, _)| text == "likely range, right 9 times in 10").expect("the explanation");
    let reckoned = super::measure::width("likely range, right 9 times in 10", 15.0, super::measure::Weight::Regular);
    assert!((f64::from(at[2] - at[0]) - reckoned).abs() < 6.0, "{at:?} {reckoned}");
}

#[test]
fn png_has_the_pictures_size() {
    let picture = slide(&scale(131, &PUBLISHED), "q").expect("a picture");
    let bytes = png(&picture).expect("a PNG");
    assert_eq!(bytes[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!((bytes[16..20].to_vec(), bytes[20..24].to_vec()), (1600_u32.to_be_bytes().to_vec(), 900_u32.to_be_bytes().to_vec()));
}
