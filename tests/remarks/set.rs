//! Reads the made-up remarks and compares what was marked with what is to be found in them.

use sayso::domain::remark::{Lists, Mark, Names, marks};
use std::collections::BTreeMap;
use std::ops::Range;

/// A made-up remark with what is to be found in it.
pub(crate) struct Labelled {
    /// What the child would have written.
    pub(crate) text: String,
    /// The details, each with its kind.
    pub(crate) details: Vec<(Range<usize>, String)>,
    /// Whether it is to be read first.
    pub(crate) alert: bool,
}

/// Reads a file of remarks: `! ` before an alert remark, `{kind:detail}` around a detail.
pub(crate) fn read(file: &str) -> Vec<Labelled> {
    let remarks = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    remarks.map(labelled).collect()
}

fn labelled(line: &str) -> Labelled {
    let (alert, mut rest) = line.strip_prefix("! ").map_or((false, line), |rest| (true, rest));
    let (mut text, mut details) = (String::new(), Vec::new());
    while let Some((before, marked)) = rest.split_once('{') {
        let (marked, after) = marked.split_once('}').expect("a detail ends with }");
        let (kind, detail) = marked.split_once(':').expect("a detail has a kind");
        text.push_str(before);
        let start = text.len();
        text.push_str(detail);
        details.push((start..text.len(), kind.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    Labelled { text, details, alert }
}

/// The lists of the made-up organisation.
pub(crate) fn lists() -> Lists {
    Lists::new(&toml::from_str::<Names>(include_str!("lists.toml")).expect("lists of names"))
}

/// What was found of what is there.
#[derive(Default)]
pub(crate) struct Found {
    /// Details by kind: whole under marks, touched by a mark, all.
    pub(crate) details: BTreeMap<String, [usize; 3]>,
    /// Marks that touch a detail, and all marks.
    pub(crate) marks: [usize; 2],
    /// Remarks without any detail in which something is marked, and all such remarks.
    pub(crate) quiet: [usize; 2],
    /// What was missed, and what was marked for nothing, for whoever tunes.
    pub(crate) notes: Vec<String>,
}

impl Found {
    /// All details together.
    pub(crate) fn all(&self) -> [usize; 3] {
        self.details.values().fold([0; 3], |sum, d| [sum[0] + d[0], sum[1] + d[1], sum[2] + d[2]])
    }

    /// The share of details of which every letter and digit is under a mark.
    pub(crate) fn recall(&self) -> f64 {
        share(self.all()[0], self.all()[2])
    }

    /// The share of marks that touch a detail.
    pub(crate) fn precision(&self) -> f64 {
        share(self.marks[0], self.marks[1])
    }
}

/// A share, of counts far below what a float holds exactly.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).expect("few")) / f64::from(u32::try_from(whole).expect("few"))
}

/// Marks every remark and compares. A detail is found if all its letters and digits are marked.
pub(crate) fn compare(remarks: &[Labelled], lists: &Lists) -> Found {
    let mut found = Found::default();
    for remark in remarks {
        let marks: Vec<Mark> = marks(&remark.text, lists);
        for (range, kind) in &remark.details {
            let under = |at: usize| marks.iter().any(|m| m.range.contains(&at));
            let letters: Vec<usize> =
                remark.text[range.clone()].char_indices().filter(|(_, c)| c.is_alphanumeric()).map(|(at, _)| range.start + at).collect();
            let (whole, touched) = (letters.iter().all(|at| under(*at)), letters.iter().any(|at| under(*at)));
            let counts = found.details.entry(kind.clone()).or_default();
            counts[0] += usize::from(whole);
            counts[1] += usize::from(touched);
            counts[2] += 1;
            if !whole {
                found.notes.push(format!("MISSED {kind} “{}” in: {}", &remark.text[range.clone()], remark.text));
            }
        }
        for mark in &marks {
            let right = remark.details.iter().any(|(d, _)| d.start < mark.range.end && mark.range.start < d.end);
            found.marks[0] += usize::from(right);
            found.marks[1] += 1;
            if !right {
                found.notes.push(format!(
                    "EXTRA {} “{}” ({}) in: {}",
                    mark.kind.code(),
                    &remark.text[mark.range.clone()],
                    mark.why,
                    remark.text
                ));
            }
        }
        if remark.details.is_empty() {
            found.quiet[0] += usize::from(!marks.is_empty());
            found.quiet[1] += 1;
        }
    }
    found
}
