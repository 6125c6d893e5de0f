//! Tests of clouds: five sizes, nothing on top of anything, and no word that the table does not have.

use super::{boxes, reads_well, texts};
use crate::chart::sample::{HELD, Sample, report};
use crate::chart::{Picture, description, narrow, png, slide, wide};
use crate::domain::disclosure::Protected;
use crate::domain::policy::Policy;
use crate::domain::report::{Figure, Report};
use proptest::prelude::*;

/// The words of board 08, and one that stands apart.
pub(crate) const QUALITIES: [&str; 12] = [
    "listens",
    "reliable",
    "honest",
    "respectful",
    "helpful",
    "supportive",
    "open",
    "approachable",
    "knowledgeable",
    "informed",
    "accessible",
    "~Something else",
];
const ASKED: &str = "Which of these does a good worker have to be?";

pub(crate) fn cloud(took_part: u32, labels: &[&str], cells: &[i64]) -> Protected<Report> {
    report(&Sample { took_part, kind: "many", asked: ASKED, labels, cells, cloud: true, ..Sample::default() })
}

fn board() -> Protected<Report> {
    cloud(131, &QUALITIES, &[72, 69, 65, 62, 58, 53, 46, 42, 30, 28, 23, 3, 4])
}

/// The words of the cloud itself with their sizes: what stands above the legend.
fn sized(picture: &Picture) -> Vec<(String, u32)> {
    let drawn = picture.svg.split("<text ").skip(1).map(|text| {
        let size = text.split_once("font-size=\"").expect("a size").1.split('"').next().expect("a size").parse::<u32>().expect("a number");
        (text.split_once('>').expect("a text").1.split('<').next().expect("a text").to_owned(), size / 4)
    });
    drawn.take_while(|(text, _)| !text.starts_with("Size")).collect()
}

#[test]
fn a_word_is_as_large_as_its_figure() {
    let picture = wide(&board(), "q").expect("a picture");
    let listed: Vec<String> = sized(&picture).into_iter().map(|(word, size)| format!("{size} {word}")).collect();
    insta::assert_snapshot!(format!("{}\n\n{}", listed.join("\n"), texts(&picture)[listed.len()..].join("\n")));
    for picture in [Some(picture), narrow(&board(), "q"), slide(&board(), "q")].into_iter().flatten() {
        reads_well(&picture);
        assert_eq!(&png(&picture).expect("a PNG")[..4], b"\x89PNG");
        assert!(!texts(&picture).iter().any(|text| text == "Something else") || picture.svg.contains("chart slide"), "it stands apart");
    }
}

#[test]
fn sizes_are_of_children_where_children_are_counted() {
    let picture = wide(&cloud(30, &["listens", "open", "kind", "fair"], &[16, 9, 3, -1, 0]), "q").expect("a picture");
    let mut words = sized(&picture);
    words.sort();
    assert_eq!(words, [("fair".to_owned(), 22), ("kind".to_owned(), 22), ("listens".to_owned(), 60), ("open".to_owned(), 38)]);
    let texts = texts(&picture).join("|");
    for told in ["15 or more", "12 to 14", "9 to 11", "6 to 8", "|fewer|", "Words with “fewer” in their figure", "Children, of 30."] {
        assert!(texts.contains(told), "{told} in {texts}");
    }
    assert!(wide(&cloud(14, &["listens", "open"], &[7, 3, 0]), "q").is_none(), "words only: no picture");
}

#[test]
fn what_is_held_back_or_said_by_nobody_has_no_word_and_is_named() {
    let of = |policy, cells: &[i64]| {
        let labels = ["listens", "open", "kind"];
        let sample = Sample {
            took_part: 80,
            kind: "many",
            asked: ASKED,
            labels: &labels,
            cells,
            cloud: true,
            policy: Some(policy),
            ..Sample::default()
        };
        let report = report(&sample);
        let picture = wide(&report, "q").expect("a picture");
        reads_well(&picture);
        reads_well(&slide(&report, "q").expect("a slide"));
        (sized(&picture).into_iter().map(|(word, _)| word).collect::<Vec<_>>(), texts(&picture).join(" "))
    };
    let (words, told) = of(Policy::Rounded, &[50, HELD, 20, 10]);
    assert_eq!((words.contains(&"open".to_owned()), words.len()), (false, 2));
    assert!(told.contains("‘open’ is held back, which is not zero, and not drawn."), "{told}");
    let (words, told) = of(Policy::PlainCounts, &[50, 0, 20, 10]);
    assert_eq!(words.len(), 2);
    assert!(told.contains("‘open’ is said by nobody, and not drawn.") && !told.contains("overlap"), "{told}");
    // Nothing to draw: bars, which say what is held back.
    let (_, told) = of(Policy::Rounded, &[HELD, HELD, HELD, 10]);
    assert!(!told.contains("Size") && told.contains("held back"), "{told}");
}

#[test]
fn a_word_that_is_wider_than_a_phone_leaves_bars() {
    let labels = ["Mmmmmmmmmmmmmmmmmmmmmmmm", "open"];
    let few = |cells: &[i64]| cloud(131, &labels, cells);
    // As the words are, not as the figures are.
    for report in [few(&[100, 10, 0]), few(&[10, 100, 0])] {
        let picture = narrow(&report, "q").expect("a picture");
        assert!(!picture.svg.contains(">Size") && picture.svg.contains("Most ticked first"), "bars");
    }
    let two = cloud(131, &["takes me seriously as me", "open"], &[100, 10, 0]);
    let picture = narrow(&two, "q").expect("a picture");
    assert!(picture.svg.contains(">Size"), "a word of two lines");
    reads_well(&picture);
}

/// Every choice that was released is in the text beside the picture, with its figure; and what the picture
/// draws is in the text.
fn agree(report: &Protected<Report>, picture: &Picture) {
    let told = description(report, "q").expect("a description");
    let finding = report.finding("q").expect("a finding");
    for row in &finding.all.rows {
        assert!(told.contains(&format!("{}: {}", row.label, row.figure.short())), "{} in {told}", row.label);
        assert!(picture.svg.contains(&crate::chart::canvas::escape(&told)), "the picture carries it");
    }
    // A word of two lines is drawn in two texts, always one after the other.
    let drawn: Vec<String> = sized(picture).into_iter().map(|(word, _)| word).collect();
    let text = drawn.join(" ");
    for row in &finding.all.rows {
        let is_word = !row.apart && row.figure != Figure::HeldBack;
        assert_eq!(text.contains(&row.label), is_word, "{} in {text}", row.label);
    }
    let words: usize = finding.all.rows.iter().filter(|r| !r.apart).map(|r| r.label.split(' ').count()).sum();
    assert_eq!(text.split(' ').count(), words, "no other words");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn words_never_overlap_and_are_all_told(
        took_part in 20_u32..2000,
        shares in proptest::collection::vec(-0.05..1.05_f64, 2..=20),
        letters in 3_usize..20,
        apart in any::<bool>(),
    ) {
        let mut labels: Vec<String> = (0..shares.len())
            .map(|i| {
                let long = "honest and kind people always".chars().cycle().skip(i).take(1 + (letters * (i + 3)) % letters.max(2)).collect::<String>();
                format!("w{i} {}", long.split_whitespace().collect::<Vec<_>>().join(" ")).trim().to_owned()
            })
            .collect();
        if apart {
            labels.push("~None of these".to_owned());
        }
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let mut cells: Vec<i64> = shares.iter().map(|s| (s * f64::from(took_part)).round() as i64).collect();
        cells.resize(labels.len() + 1, 2);
        let report = cloud(took_part, &labels, &cells);
        let picture = wide(&report, "q").expect("a picture");
        reads_well(&picture);
        agree(&report, &picture);
        reads_well(&narrow(&report, "q").expect("a picture"));
        reads_well(&slide(&report, "q").expect("a picture"));
        prop_assert_eq!(&picture, &wide(&report, "q").expect("a picture"), "drawn alike each time");
        let tree = crate::chart::png::read(&picture).expect("an SVG");
        let mut found = Vec::new();
        boxes(tree.root(), 4.0, &mut found);
        prop_assert!(found.len() > labels.len());
    }
}
