//! Faults that must be told once, and faults that must not be told because they are none.

use super::super::{parse, parse_published};
use super::{GALLERY, POOLED};

/// Lines and texts of all faults.
fn faults(text: &str) -> Vec<(usize, String)> {
    let told = |faults: Vec<super::super::Fault>| faults.into_iter().map(|f| (f.line, format!("{}. {}", f.what, f.mend))).collect();
    parse(text).map_or_else(told, |_| Vec::new())
}

fn line_of(text: &str, part: &str) -> usize {
    text.lines().position(|line| line.contains(part)).unwrap_or_else(|| panic!("{part}")) + 1
}

#[test]
fn a_picture_without_a_drawing_is_a_fault_in_its_line() {
    let pictured = POOLED
        .replace("report = \"Alone?\"", "report = \"Alone?\"\npicture = \"dragon\"")
        .replace("report = \"Young\" }", "report = \"Young\", picture = \"home-famly\" }")
        .replace("apart = true", "apart = true, picture = \"Talk\"");
    let told = faults(&pictured);
    let at = |part: &str| line_of(&pictured, part);
    let near = |named: &str, near: &str| format!("there is no drawing “{named}”. {near}");
    let all = "ll names stand in docs/QUESTIONNAIRES.md";
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0].0, at("home-famly"));
    assert!(told[0].1.starts_with(&near("home-famly", "Perhaps you mean “home-family”")) && told[0].1.ends_with(all), "{told:?}");
    assert_eq!(told[1], (at("dragon"), near("dragon", "The names of the drawings stand in docs/QUESTIONNAIRES.md")));
    assert_eq!(told[2].0, at("\"Talk\""));
    assert!(told[2].1.starts_with(&near("Talk", "Perhaps you mean “talk”")), "{told:?}");
    assert!(faults(&pictured.replace("dragon", "talk").replace("home-famly", "home-family").replace("\"Talk\"", "\"talk\"")).is_empty());
    // What was published once is read, whatever has become of its drawings.
    assert!(parse_published(&pictured).is_ok());
}

#[test]
fn the_pictures_of_a_grid_are_told_once_and_those_of_its_rows_each() {
    let odd = GALLERY.replacen("kind = \"grid\"", "kind = \"grid\"\npicture = \"no-such-grid\"", 1);
    let odd = odd.replacen("report = \"going out\", picture = \"calendar\"", "report = \"going out\", picture = \"no-such-row\"", 1);
    assert!(odd.contains("no-such-grid") && odd.contains("no-such-row"));
    let told = parse(&odd).expect_err("faults");
    let times = |name: &str| told.iter().filter(|f| f.what.contains(name)).map(|f| f.line).collect::<Vec<_>>();
    assert_eq!(times("no-such-row"), [line_of(&odd, "no-such-row")]);
    assert_eq!(times("no-such-grid"), [line_of(&odd, "no-such-grid")], "two rows have it from the grid");
}

#[test]
fn of_a_kind_that_is_not_known_nothing_more_is_said() {
    let one = |from: &str, to: &str, text: &str| {
        assert!(text.contains(from), "{from}");
        let odd = text.replacen(from, to, 1);
        let told = parse(&odd).expect_err("a fault");
        assert_eq!(told.len(), 1, "{told:?}");
        told[0].what.clone()
    };
    assert_eq!(one("kind = \"scale\"", "kind = \"slider\"", POOLED), "there is no kind “slider”");
    assert_eq!(one("kind = \"scale\"\n", "", POOLED), "“kind” is missing here");
    for kind in ["many", "faces", "pictures", "rank", "number", "grid"] {
        let kind = format!("kind = \"{kind}\"");
        assert_eq!(one(&kind, "kind = \"gird\"", GALLERY), "there is no kind “gird”", "{kind}");
    }
    // Of a kind that is known, it is.
    assert!(parse(&POOLED.replacen("kind = \"scale\"", "kind = \"one\"", 1)).is_err_and(|told| told.len() > 5));
}

#[test]
fn what_is_no_text_or_no_toml_has_one_fault() {
    let png = String::from_utf8_lossy(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\0\n = \n]]\n").into_owned();
    let prose = "Dear children,\nwe would like to know\nhow you are = well.\n".repeat(400);
    for (file, line, what) in [
        (png.as_str(), 1, "this is not a text file"),
        ("PK\u{3}\u{4}\n\0\0", 2, "this is not a text file"),
        ("code = \"a\"\ntitle = \"It\u{FFFD}s us\"\n", 2, "this is not a text file"),
        (prose.as_str(), 1, "this is not TOML"),
        ("{ \"code\": \"a\" }", 1, "this is not TOML"),
        ("<html>\n<body>\n</body>", 1, "this is not TOML"),
    ] {
        let told = faults(file);
        assert!(told.len() == 1 && told[0].0 == line && told[0].1.contains(what), "{what}: {told:?}");
    }
    // A letter that was lost before this was checked stays readable, once it is published.
    assert!(parse_published(&POOLED.replace("title = \"Small\"", "title = \"It\u{FFFD}s us\"")).is_ok());
}
