//! Groups of a breakdown that releases have in common.

use super::evidence::Source;
use crate::domain::code::Code;
use crate::domain::questionnaire::Question;
use crate::domain::release::{GroupBase, Release};
use crate::domain::words;

/// A group that every release has, whole or in parts.
pub(super) struct Common {
    /// Its choices, in the written order.
    pub(super) choices: Vec<Code>,
    by: Code,
}

/// The words for a group: its choices, joined.
pub(super) fn label(by: &Question, choices: &[Code]) -> String {
    let names: Vec<String> = choices.iter().filter_map(|c| by.choice(c.as_str())).map(|c| c.report.clone()).collect();
    match names.as_slice() {
        [first, rest @ ..] => {
            let rest: Vec<String> = rest.iter().map(|n| words::small(n)).collect();
            words::and(&[std::slice::from_ref(first), &rest].concat())
        }
        [] => String::new(),
    }
}

/// The coarsest common groups: choices that any release has in one group are in one group here; a
/// group of which some release does not show a part is left out. Fewer than two groups, or a
/// release without any: none.
pub(super) fn common(by: &Question, releases: &[&Release]) -> Vec<Common> {
    let mut classes: Vec<Vec<Code>> = by.choices.iter().map(|c| vec![c.code.clone()]).collect();
    for release in releases {
        for base in release.groups_by(&by.code) {
            let (joined, others): (Vec<_>, Vec<_>) =
                classes.into_iter().partition(|class| class.iter().any(|c| base.group.choices.contains(c)));
            classes = others;
            classes.push(joined.concat());
        }
    }
    let place = |code: &Code| by.choices.iter().position(|c| c.code == *code);
    for class in &mut classes {
        class.sort_by_key(place);
    }
    classes.sort_by_key(|class| class.first().and_then(place));
    let whole = |class: &Vec<Code>| {
        !class.is_empty() && releases.iter().all(|r| class.iter().all(|c| r.groups_by(&by.code).any(|base| base.group.choices.contains(c))))
    };
    let groups: Vec<Common> = classes.into_iter().filter(whole).map(|choices| Common { choices, by: by.code.clone() }).collect();
    if groups.len() < 2 { Vec::new() } else { groups }
}

impl Common {
    fn parts<'a>(&'a self, release: &'a Release) -> impl Iterator<Item = &'a GroupBase> {
        release.groups_by(&self.by).filter(|base| base.group.choices.iter().all(|c| self.choices.contains(c)))
    }

    /// How many of it took part in all releases.
    pub(super) fn took_part(&self, releases: &[&Release]) -> u32 {
        releases.iter().flat_map(|r| self.parts(r)).map(|base| base.took_part).sum()
    }

    /// The tables of a question that together are this group's; none if one is not there.
    pub(super) fn sources<'a>(&self, question: &Question, releases: &[&'a Release]) -> Option<Vec<Source<'a>>> {
        let mut sources = Vec::new();
        for release in releases {
            for base in self.parts(release) {
                let table = release.table(&question.code, Some(&base.group))?;
                sources.push(Source { table, took_part: base.took_part, policy: release.policy });
            }
        }
        Some(sources)
    }
}

#[cfg(test)]
mod tests {
    use super::common;
    use crate::domain::code::Code;
    use crate::domain::policy::Policy;
    use crate::domain::questionnaire::parse;
    use crate::domain::release::{GroupBase, Release};
    use crate::domain::tally::Group;
    use time::macros::date;

    fn release(groups: &[(&[&str], u32)]) -> Release {
        let code = |text: &str| Code::parse(text).expect("a code");
        let base = |(choices, took_part): &(&[&str], u32)| GroupBase {
            group: Group { by: code("home"), choices: choices.iter().map(|c| code(c)).collect() },
            took_part: *took_part,
        };
        Release {
            number: 1,
            released_on: date!(2026 - 01 - 01),
            policy: Policy::Protected,
            attended: 100,
            took_part: 100,
            groups: groups.iter().map(base).collect(),
            tables: Vec::new(),
            wide: false,
        }
    }

    #[test]
    fn releases_are_put_together_over_their_coarsest_common_groups() {
        let questionnaire = parse(
            r#"
code = "small"
title = "Small"
source = "Made up for this test"
languages = ["en"]
wordings = ["8-11"]
welcome = { "8-11" = { en = { who = "w", why = "w", what = "w" } } }
[[question]]
code = "home"
kind = "one"
profile = "known"
report = "Home?"
wording = { "8-11" = { en = "Home?" } }
choice = [{ code = "a", report = "A" }, { code = "b", report = "B" }, { code = "c", report = "C" }, { code = "d", report = "D" }]
"#,
        )
        .expect("no fault");
        let by = &questionnaire.questions[0];
        let told = |releases: &[Release]| -> Vec<(String, u32)> {
            let releases: Vec<&Release> = releases.iter().collect();
            common(by, &releases).iter().map(|g| (super::label(by, &g.choices), g.took_part(&releases))).collect()
        };
        let fine = release(&[(&["a"], 10), (&["b"], 20), (&["c"], 30), (&["d"], 40)]);
        let coarse = release(&[(&["a", "b"], 50), (&["c"], 25), (&["d"], 25)]);
        let cut = release(&[(&["a"], 15), (&["b"], 15), (&["c"], 70)]);
        assert_eq!(told(std::slice::from_ref(&coarse)), [("A and B".into(), 50), ("C".into(), 25), ("D".into(), 25)]);
        assert_eq!(told(&[fine.clone(), coarse.clone()]), [("A and B".into(), 80), ("C".into(), 55), ("D".into(), 65)]);
        assert_eq!(told(&[fine.clone(), coarse, cut]), [("A and B".into(), 110), ("C".into(), 125)], "D is not shown in one of them");
        assert_eq!(told(&[fine, release(&[])]), [], "one without groups");
    }
}
