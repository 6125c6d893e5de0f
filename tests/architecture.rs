//! The house: who may import whom, what every file begins with, how long it may be.
//! The rules are those of `docs/ARCHITECTURE.md`.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::fs;
use std::path::{Path, PathBuf};

/// Crates reserved to one layer, and the layers that may use them.
const RESERVED: [(&str, &[&str]); 21] = [
    ("actix_web", &["web", "main"]),
    ("aes_gcm", &["seal"]),
    ("argon2", &["seal"]),
    ("clap", &["main"]),
    ("csv", &["export", "simulate"]),
    ("entity", &["store"]),
    ("flate2", &["web"]),
    ("brotli", &["web"]),
    ("fluent_bundle", &["web"]),
    ("getrandom", &["seal"]),
    ("hpke", &["seal"]),
    ("indicatif", &["simulate"]),
    ("maud", &["web"]),
    ("migration", &["store"]),
    ("plotters", &["chart"]),
    ("reqwest", &["simulate"]),
    ("resvg", &["chart"]),
    ("rust_xlsxwriter", &["export"]),
    ("rustls", &["web", "main"]),
    ("sea_orm", &["store"]),
    ("tokio", &["flow", "simulate", "main"]),
];

/// Layers of ours that a layer may use.
const LAYERS: [(&str, &[&str]); 8] = [
    ("domain", &["domain"]),
    ("store", &["store", "domain", "seal"]),
    ("seal", &["seal", "domain"]),
    ("flow", &["flow", "domain", "store", "seal"]),
    ("chart", &["chart", "domain"]),
    ("export", &["export", "domain", "chart"]),
    ("simulate", &["simulate", "domain", "seal"]),
    ("web", &["web", "domain", "store", "seal", "flow", "chart", "export"]),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the house") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn all(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in folders {
        files(&root.join(folder), &mut found);
    }
    assert!(!found.is_empty());
    found.sort();
    found.into_iter().map(|path| (path.strip_prefix(root).expect("inside").to_owned(), fs::read_to_string(&path).expect("reads"))).collect()
}

/// The layer of a file under `src`: its folder, or `main` for the files beside it.
fn layer(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    if parts.len() > 2 { parts[1].clone() } else { "main".to_owned() }
}

/// Lines of code, without comments and texts in documentation.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(i, line)| (i + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn names(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':' && c != '.')
    })
}

#[test]
fn crates_stay_in_their_layer() {
    let mut wrong = Vec::new();
    for (path, text) in all(&["src"]) {
        let layer = layer(&path);
        for (name, layers) in RESERVED {
            if layers.contains(&layer.as_str()) {
                continue;
            }
            for (line, code) in code(&text) {
                if names(code, &format!("{name}::")) || code.contains(&format!("use {name};")) {
                    wrong.push(format!("{}:{line}: {name} is not for {layer}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn layers_use_only_what_they_may() {
    let mut wrong = Vec::new();
    for (path, text) in all(&["src"]) {
        let layer = layer(&path);
        let Some((_, may)) = LAYERS.iter().find(|(name, _)| *name == layer) else { continue };
        // The export's tests draw on the chart's samples; nothing else crosses over in tests.
        for (other, _) in LAYERS.iter().filter(|(other, _)| !may.contains(other)) {
            for (line, code) in code(&text).filter(|(_, code)| code.contains(&format!("crate::{other}"))) {
                wrong.push(format!("{}:{line}: {layer} uses {other}: {}", path.display(), code.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Invariant 9.
#[test]
fn the_domain_does_no_io() {
    let mut wrong = Vec::new();
    for (path, text) in all(&["src/domain"]) {
        for (line, code) in code(&text) {
            if ["std::fs", "std::net", "std::io", "std::env", "std::process", "now_utc", "Instant::now", "SystemTime"]
                .iter()
                .any(|io| code.contains(io))
            {
                wrong.push(format!("{}:{line}: {}", path.display(), code.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Invariant 1: one constructor of `Protected`, and nobody but the domain and the store makes one.
#[test]
fn protected_figures_have_one_constructor() {
    let mut wrong = Vec::new();
    for (path, text) in all(&["src"]) {
        let place = path.display().to_string();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (line, code) in code(text) {
            let made = code.contains("Protected(") || code.contains("Protected::new(");
            let taken = code.contains("::from_ledger(");
            if (made && place != "src/domain/disclosure/mod.rs")
                || (taken
                    && !["src/store/release.rs", "src/store/release_file.rs"].contains(&place.as_str())
                    && !place.contains("chart/sample"))
            {
                wrong.push(format!("{place}:{line}: {}", code.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Markup that is not escaped comes from drawings of ours only.
#[test]
fn unescaped_markup_comes_from_drawings_only() {
    const MAY: [&str; 6] = [
        "src/web/asset/mod.rs",
        "src/web/child/page.rs",
        "src/web/summary/card.rs",
        "src/web/summary/pages.rs",
        "src/web/event/pages.rs",
        "src/web/event/policy.rs",
    ];
    for (path, text) in all(&["src"]) {
        let place = path.display().to_string();
        assert!(MAY.contains(&place.as_str()) || !text.contains("PreEscaped("), "{place} uses PreEscaped");
    }
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    let mut wrong = Vec::new();
    for (path, text) in all(&["src", "entity", "migration", "tests"]) {
        if !text.starts_with("//! ") {
            wrong.push(format!("{} does not begin with //!", path.display()));
        }
        let lines = text.lines().count();
        if lines > 400 {
            wrong.push(format!("{} has {lines} lines: it is two files", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every invariant of the architecture document, and every promise of the one on privacy, names a
/// test that is there.
#[test]
fn every_invariant_names_a_test_that_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| fs::read_to_string(root.join("docs").join(file)).unwrap_or_else(|_| panic!("docs/{file}"));
    let text = read("ARCHITECTURE.md") + &read("PRIVACY.md");
    for number in 1..=14 {
        assert!(text.contains(&format!("Invariant {number}:")), "invariant {number} is not written down");
    }
    for named in text.split('`').filter(|word| word.starts_with("tests/") || word.starts_with("src/")).filter(|word| word.contains(".rs")) {
        let (file, test) = named.split_once("::").unwrap_or((named, ""));
        let source = fs::read_to_string(root.join(file)).unwrap_or_else(|_| panic!("{file} is named and not there"));
        assert!(
            test.is_empty() || source.contains(&format!("fn {}", test.rsplit("::").next().unwrap_or(test))),
            "{named} is named and not there"
        );
    }
}
