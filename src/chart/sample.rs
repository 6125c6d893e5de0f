//! Reports for tests, made the way that all reports are made.

use crate::domain::code::Code;
use crate::domain::disclosure::Protected;
use crate::domain::policy::Policy;
use crate::domain::questionnaire::{Questionnaire, parse};
use crate::domain::release::{GroupBase, ProtectedTable, Release};
use crate::domain::report::{About, Report};
use crate::domain::tally::{Cell, Group, cells};
use std::fmt::Write;
use time::macros::date;

/// Head count and cells of one group.
pub(crate) type GroupCells<'a> = (&'a str, u32, &'a [i64]);

/// A question with its cells: rows in order, then skipped.
#[derive(Default)]
pub(crate) struct Sample<'a> {
    pub(crate) took_part: u32,
    pub(crate) kind: &'a str,
    pub(crate) asked: &'a str,
    /// Labels; one that begins with `~` stands apart.
    pub(crate) labels: &'a [&'a str],
    pub(crate) cells: &'a [i64],
    /// Pools of a scale: words and how many answers each.
    pub(crate) pools: &'a [(&'a str, usize)],
    pub(crate) groups: &'a [GroupCells<'a>],
    pub(crate) title: &'a str,
    /// How it is protected; none: protected.
    pub(crate) policy: Option<Policy>,
    /// Whether it is to be drawn as a cloud.
    pub(crate) cloud: bool,
}

/// A cell that is held back.
pub(crate) const HELD: i64 = i64::MIN;

/// The five answers of a scale and one apart.
pub(crate) const SCALE: [&str; 6] = ["Always", "Usually", "Sometimes", "Not usually", "Never", "~Not sure"];
/// Their pools.
pub(crate) const POOLS: [(&str, usize); 3] = [("always or usually", 2), ("sometimes", 1), ("not usually or never", 2)];
/// A long question.
pub(crate) const ASKED: &str =
    "Does your social worker or caseworker talk with you alone, without anyone else listening to what you are saying?";

/// A scale at so many who took part.
pub(crate) fn scale(took_part: u32, cells: &[i64]) -> Protected<Report> {
    report(&Sample { took_part, kind: "scale", asked: ASKED, labels: &SCALE, cells, pools: &POOLS, ..Sample::default() })
}

/// The report of a sample; its question is `q`.
pub(crate) fn report(sample: &Sample<'_>) -> Protected<Report> {
    let questionnaire = questionnaire(sample);
    let code = |text: &str| Code::parse(text).expect("a code");
    let question = questionnaire.question("q").expect("the question");
    let table = |group: Option<Group>, counts: &[i64]| {
        let cells: Vec<(Cell, Option<i64>)> =
            cells(question).into_iter().zip(counts.iter().map(|n| Some(*n).filter(|n| *n != HELD))).collect();
        assert_eq!(cells.len(), sample.labels.len() + 1, "rows and skipped");
        ProtectedTable { question: code("q"), group, cells }
    };
    let group = |i: usize| Group { by: code("home"), choices: vec![code(&format!("h{i}"))] };
    let mut tables = vec![table(None, sample.cells)];
    tables.extend(sample.groups.iter().enumerate().map(|(i, (_, _, counts))| table(Some(group(i)), counts)));
    let release = Release {
        number: 1,
        released_on: date!(2026 - 03 - 12),
        policy: sample.policy.unwrap_or(Policy::Protected),
        attended: sample.took_part + sample.took_part / 7,
        took_part: sample.took_part,
        groups: sample.groups.iter().enumerate().map(|(i, (_, n, _))| GroupBase { group: group(i), took_part: *n }).collect(),
        tables,
        wide: false,
    };
    let about = About {
        event: "Children’s rights day".to_owned(),
        service: "Eastmere".to_owned(),
        held: "12 March 2026".to_owned(),
        demonstration: true,
        version: 3,
        reasons: Vec::new(),
    };
    Report::of(&[Protected::<Release>::from_ledger(release)], &questionnaire, about).expect("one release")
}

fn questionnaire(sample: &Sample<'_>) -> Questionnaire {
    let title = if sample.title.is_empty() { "Messages" } else { sample.title };
    let mut toml = format!(
        "code = \"m\"\ntitle = {title:?}\nsource = \"a test\"\nlanguages = [\"en\"]\nwordings = [\"8-11\"]\n[welcome.\"8-11\".en]\nwho = \"a\"\nwhy = \"b\"\nwhat = \"c\"\n"
    );
    let question = |code: &str, kind: &str, asked: &str, more: &str| {
        format!(
            "[[question]]\ncode = \"{code}\"\nkind = \"{kind}\"\nreport = {asked:?}\n{more}\n[question.wording]\n\"8-11\" = {{ en = \"x\" }}\n"
        )
    };
    let choice = |code: String, label: &str, more: String| format!("[[question.choice]]\ncode = \"{code}\"\nreport = {label:?}\n{more}\n");
    let mut breakdown = "";
    if !sample.groups.is_empty() {
        toml += &question("home", "one", "Where do you live?", "short = \"Kind of home\"\nprofile = \"known\"");
        for (i, (title, ..)) in sample.groups.iter().enumerate() {
            toml += &choice(format!("h{i}"), title, String::new());
        }
        breakdown = "breakdown = \"home\"";
    }
    let draw = if sample.cloud { "draw = \"cloud\"" } else { "" };
    toml += &question("q", sample.kind, sample.asked, &format!("{breakdown}\n{draw}"));
    let pool_of = |i: usize| -> Option<usize> {
        let mut upto = 0;
        sample.pools.iter().position(|(_, n)| {
            upto += n;
            i < upto
        })
    };
    for (i, (label, _)) in sample.pools.iter().enumerate() {
        let _ = write!(toml, "[[question.pool]]\ncode = \"p{i}\"\nreport = {label:?}\n");
    }
    for (i, label) in sample.labels.iter().enumerate() {
        let apart = label.starts_with('~');
        let more = match pool_of(i) {
            _ if apart => "apart = true".to_owned(),
            Some(pool) => format!("pool = \"p{pool}\""),
            None if sample.kind == "number" => format!("from = {}\nto = {}", 10 * i, 10 * i + 9),
            None if sample.kind == "pictures" => "picture = \"yes\"".to_owned(),
            None => String::new(),
        };
        toml += &choice(format!("c{i}"), label.trim_start_matches('~'), more);
    }
    parse(&toml).unwrap_or_else(|faults| panic!("{faults:?}\n{toml}"))
}
