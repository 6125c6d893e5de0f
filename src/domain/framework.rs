//! Frameworks: the headings with which questions are tagged, shipped as files.

use serde::Deserialize;
use std::sync::LazyLock;

/// A framework: a list of headings that inspectors and reports think in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Framework {
    /// Its code, the first part of a tag.
    pub code: String,
    /// A word or two that stand before a heading: "Principle", "ILACS".
    pub label: String,
    /// Its title.
    pub title: String,
    /// Where its headings come from.
    pub source: String,
    /// Its headings in order.
    #[serde(rename = "heading")]
    pub headings: Vec<Heading>,
}

/// A heading of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Heading {
    /// Its code, the second part of a tag.
    pub code: String,
    /// Its full words, as published.
    pub title: String,
    /// A few words for tags.
    pub short: String,
}

static FRAMEWORKS: LazyLock<Vec<Framework>> = LazyLock::new(|| {
    [
        include_str!("../../assets/frameworks/munro-principles.toml"),
        include_str!("../../assets/frameworks/munro-inspection.toml"),
        include_str!("../../assets/frameworks/ilacs.toml"),
        include_str!("../../assets/frameworks/sccif.toml"),
    ]
    .into_iter()
    // The test below reads them all, so a broken file never ships.
    .filter_map(|text| toml::from_str(text).ok())
    .collect()
});

/// All frameworks that ship with Sayso.
#[must_use]
pub fn all() -> &'static [Framework] {
    &FRAMEWORKS
}

/// The codes of all frameworks.
#[must_use]
pub fn codes() -> Vec<&'static str> {
    all().iter().map(|f| f.code.as_str()).collect()
}

/// The framework and heading that a tag `framework/heading` names.
#[must_use]
pub fn heading(tag: &str) -> Option<(&'static Framework, &'static Heading)> {
    let (framework, heading) = tag.split_once('/')?;
    let framework = all().iter().find(|f| f.code == framework)?;
    let heading = framework.headings.iter().find(|h| h.code == heading)?;
    Some((framework, heading))
}

/// A tag as readers see it: "Principle 1: centred on the child", "ILACS: help and protection".
#[must_use]
pub fn told(tag: &str) -> Option<String> {
    let (framework, heading) = heading(tag)?;
    let number = if heading.code.bytes().all(|b| b.is_ascii_digit()) { format!(" {}", heading.code) } else { String::new() };
    Some(format!("{}{number}: {}", framework.label, heading.short))
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_framework_file_reads() {
        assert_eq!(super::codes(), ["munro-principles", "munro-inspection", "ilacs", "sccif"]);
        assert_eq!(super::all()[0].headings.len(), 8, "the Guide names eight principles");
        assert_eq!(super::told("munro-principles/1").as_deref(), Some("Principle 1: centred on the child"));
        assert_eq!(super::told("ilacs/help-and-protection").as_deref(), Some("ILACS: help and protection"));
    }
}
