//! The accountant: by brute force over every single changed answer, what all tables that are ever
//! released tell about it, against what was promised and what was charged.

use super::budget::{self, MOST, MOST_OF_A_TICK, epsilon};
use super::group::Groups;
use super::laplace::{B, Repeatable};
use super::{Terms, release};
use crate::domain::policy::Policy;
use crate::domain::questionnaire::{Kind, Profile, Question, Questionnaire, parse};
use crate::domain::response::{Answer, Raw, Response};
use crate::domain::tally::{self, Cell, Group};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;
use time::macros::date;

/// The last kind to be made; the others are in the order of [`Kind`].
const GRID: u8 = 7;

/// A question to be made: kind, choices, limit, whether it is broken down, on which earlier one it
/// hangs, whether it has an exclusive choice or one apart, whether it is sensitive.
type Made = (u8, usize, u8, bool, Option<usize>, bool, bool);

fn file(made: &[Made]) -> String {
    let mut text = "code = \"q\"\ntitle = \"Q\"\nsource = \"Made up\"\nlanguages = [\"en\"]\nwordings = [\"8-11\"]\n\
        welcome = { \"8-11\" = { en = { who = \"w\", why = \"w\", what = \"w\" } } }\n"
        .to_owned();
    let mut question = |code: &str, kind: &str, more: &str, choices: &[String]| {
        let _ = writeln!(
            text,
            "[[question]]\ncode = \"{code}\"\nkind = \"{kind}\"\nreport = \"R?\"\n{more}\nwording = {{ \"8-11\" = {{ en = \"R?\" }} }}\nchoice = [{}]",
            choices.join(", ")
        );
    };
    let plain = |n: usize, more: &str| -> Vec<String> { (0..n).map(|i| format!("{{ code = \"c{i}\", report = \"C\"{more} }}")).collect() };
    question("home", "one", "profile = \"known\"", &plain(3, ""));
    // A grid's questions are its rows: what hangs on it hangs on the first.
    let name = |on: usize| if made.get(on).is_some_and(|(kind, ..)| *kind == GRID) { format!("q{on}-r0") } else { format!("q{on}") };
    for (i, (kind, choices, limit, broken_down, hangs_on, exclusive, sensitive)) in made.iter().enumerate() {
        let mut more = String::new();
        if *broken_down && !*sensitive {
            more += "breakdown = \"home\"\n";
        }
        if *sensitive && *kind != GRID {
            more += "profile = \"sensitive\"\n";
        }
        if let Some(on) = hangs_on.filter(|on| *on < i) {
            let _ = writeln!(more, "show_if = {{ question = \"{}\", choices = [\"c0\"] }}", name(on));
        }
        let pool = "pool = [{ code = \"p\", report = \"P\" }]\n";
        let own = |n: usize, own: &dyn Fn(usize) -> String| -> Vec<String> {
            (0..n).map(|i| format!("{{ code = \"c{i}\", report = \"C\"{} }}", own(i))).collect()
        };
        let (name, mut choices) = match kind {
            0 => ("one", plain(*choices, "")),
            1 => {
                more += pool;
                ("scale", plain(*choices, ", pool = \"p\""))
            }
            2 => {
                if *limit > 0 && usize::from(*limit) <= *choices {
                    let _ = writeln!(more, "limit = {limit}");
                }
                let mut all = plain(*choices, "");
                if *exclusive {
                    all.push("{ code = \"none\", report = \"N\", exclusive = true }".to_owned());
                }
                ("many", all)
            }
            3 => {
                more += pool;
                ("faces", own(3, &|i| format!(", pool = \"p\", picture = \"face-{}\"", 2 * i + 1)))
            }
            4 => ("pictures", plain(*choices, ", picture = \"yes\"")),
            5 => ("rank", plain(*choices, "")),
            6 => ("number", own(*choices, &|i| format!(", from = {}, to = {}", 10 * i, 10 * i + 9))),
            _ => {
                more += "row = [{ code = \"r0\", report = \"R\", wording = { \"8-11\" = { en = \"R\" } } }, \
                    { code = \"r1\", report = \"S\", wording = { \"8-11\" = { en = \"S\" } } }]\n";
                ("grid", plain(*choices, ""))
            }
        };
        if *kind > 2 && *exclusive {
            choices.push("{ code = \"apart\", report = \"A\", apart = true, bands = [\"8-11\"] }".to_owned());
        }
        question(&format!("q{i}"), name, &more, &choices);
    }
    text
}

/// Every way to answer a question.
fn ways(question: &Question) -> Vec<Vec<String>> {
    let codes: Vec<String> = question.choices.iter().map(|c| c.code.to_string()).collect();
    let none = std::iter::once(Vec::new());
    match question.kind {
        Kind::Many { limit } => {
            let most = limit.map_or(usize::MAX, usize::from);
            let subsets = (0..1_usize << codes.len())
                .map(|mask| codes.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1).map(|(_, c)| c.clone()).collect::<Vec<String>>());
            subsets.filter(|ticks| ticks.len() <= most).collect()
        }
        // Every order of two, by which the places after the first change too.
        Kind::Rank => {
            none.chain(codes.iter().flat_map(|one| codes.iter().map(|two| vec![one.clone(), two.clone()]).collect::<Vec<_>>())).collect()
        }
        Kind::Number => none
            .chain((0..30).step_by(7).filter(|n| n / 10 < codes.len() - 1).map(|n| vec![n.to_string()]))
            .chain(codes.iter().map(|c| vec![c.clone()]))
            .collect(),
        // Themes have a release of their own: `src/domain/theme.rs`.
        Kind::Text | Kind::Themes => Vec::new(),
        Kind::One | Kind::Scale | Kind::Faces | Kind::Pictures => none.chain(codes.into_iter().map(|c| vec![c])).collect(),
    }
}

/// All cells of all tables that are ever released.
type Cells = BTreeMap<(String, Option<Group>, Cell), u64>;

fn count(questionnaire: &Questionnaire, responses: &[Response]) -> Cells {
    let groups = Groups::of_responses(questionnaire, responses);
    let tables = tally::count(questionnaire, responses, &groups, Policy::Protected);
    let cells = tables
        .into_iter()
        .flat_map(|t| t.cells.into_iter().map(move |(cell, n)| ((t.question.to_string(), t.group.clone(), cell), n)).collect::<Vec<_>>());
    cells.collect()
}

/// What two neighbouring sets of answers cost: Σ |change|/b.
fn spent(one: &Cells, two: &Cells) -> f64 {
    assert_eq!(one.len(), two.len(), "which tables are released depends on answers");
    let moved: u64 = one.iter().map(|(at, n)| n.abs_diff(two[at])).sum();
    epsilon(u32::try_from(moved).expect("few"), B)
}

fn ticks(answer: &Answer<'_>) -> Vec<String> {
    match answer {
        Answer::Given(codes) => codes.iter().map(ToString::to_string).collect(),
        Answer::Skipped | Answer::NotAsked => Vec::new(),
    }
}

fn made() -> impl Strategy<Value = Vec<Made>> {
    let one = (0..=GRID, 2_usize..5, 0_u8..4, any::<bool>(), prop::option::of(0_usize..3), any::<bool>(), prop::bool::weighted(0.1));
    prop::collection::vec(one, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn no_changed_answer_costs_more_than_was_promised(made in made(), seed in any::<u64>()) {
        // What does not fit its budget cannot be published: nothing is asked of it then.
        let Ok(questionnaire) = parse(&file(&made)) else { return Ok(()) };
        let mut state = seed;
        let mut pick = |n: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).expect("31 bits") % n
        };
        let raws: Vec<Raw> = (0..33).map(|i| {
            let answered = questionnaire.questions.iter().map(|q| {
                let ways = ways(q);
                // Eleven in each kind of home: groups that can be shown.
                let way = if q.profile == Some(Profile::Known) { vec![format!("c{}", i % 3)] } else { ways[pick(ways.len())].clone() };
                (q.code.to_string(), way)
            });
            answered.collect()
        }).collect();
        let check = |raw: &Raw| Response::check(&questionnaire, raw).expect("it fits");
        let responses: Vec<Response> = raws.iter().map(check).collect();
        let before = count(&questionnaire, &responses);
        for question in questionnaire.questions.iter().filter(|q| q.profile != Some(Profile::Known)) {
            let charged = budget::cost(&questionnaire, question);
            prop_assert!(charged <= MOST + 1e-9, "{charged}");
            for child in 0..4 {
                for way in ways(question) {
                    let mut raw = raws[child].clone();
                    raw.insert(question.code.to_string(), way);
                    let mut changed = responses.clone();
                    changed[child] = check(&raw);
                    let (was, is) = (ticks(&responses[child].answer(question)), ticks(&changed[child].answer(question)));
                    let cost = spent(&before, &count(&questionnaire, &changed));
                    let differ = was.iter().filter(|c| !is.contains(c)).count() + is.iter().filter(|c| !was.contains(c)).count();
                    if question.kind.ticks() {
                        // The unit of *many* is the tick: one more or less among others; the only tick is a whole answer.
                        if differ == 1 {
                            let most = if was.is_empty() || is.is_empty() { MOST } else { MOST_OF_A_TICK };
                            prop_assert!(cost <= most + 1e-9, "a tick of {} costs {cost}\n{}", question.code, file(&made));
                        }
                    } else {
                        prop_assert!(cost <= charged + 1e-9, "{} costs {cost}, charged {charged}\n{}", question.code, file(&made));
                    }
                }
            }
        }
    }
}

/// The random questionnaires above do reach every kind, alone and with another question hanging on it.
#[test]
fn every_kind_can_be_made() {
    for kind in 0..=GRID {
        let alone = parse(&file(&[(kind, 3, 0, true, None, true, false)])).expect("it fits");
        let names: Vec<&str> = alone.questions.iter().map(|q| q.kind.name()).collect();
        let hanging = parse(&file(&[(0, 3, 0, false, None, false, false), (kind, 3, 1, false, Some(0), false, false)]));
        // A grid has two rows: two questions hang on the first then.
        assert_eq!(hanging.is_ok(), kind != GRID, "{names:?}");
        assert!(alone.questions.iter().skip(1).all(|q| budget::cost(&alone, q) > 2.9), "{names:?} with a breakdown costs all there is");
    }
}

/// What was planned within the budget is checked once more when it is released: a questionnaire that
/// came by another way releases nothing, and is told what was released, what was asked and what is left.
#[test]
fn a_release_over_the_budget_is_refused() {
    let fits = parse(&file(&[(0, 3, 0, true, None, false, false)])).expect("it fits");
    let tight = Questionnaire { budget: 1.5, ..fits };
    let responses = vec![Response::default(); 20];
    let terms = Terms { number: 1, released_on: date!(2026 - 01 - 01), policy: Policy::Protected, attended: 20, declared: 20 };
    let refused = release(&tight, &responses, &terms, &mut Repeatable(1)).expect_err("over the budget");
    let told = refused.to_string();
    assert!(told.contains("have been in tables that cost 0.00 of 1.50; what was asked for costs 3.00, and 1.50 is left"), "{told}");
}

/// The accountant is not blind: a questionnaire that costs too much is refused, and does cost so much.
#[test]
fn what_is_refused_would_cost_more() {
    let text = file(&[(0, 2, 0, true, None, false, false), (0, 2, 0, false, Some(0), false, false)]);
    let faults = parse(&text).expect_err("over the budget");
    assert!(faults.iter().any(|f| f.what.contains("cost 4.50 of a budget of 3.00")), "{faults:?}");
    // The same two without the breakdown fit; counting the breakdown in all the same costs 4.5.
    let fits = parse(&text.replace("breakdown = \"home\"\n", "")).expect("it fits");
    let broken_down = Questionnaire {
        questions: fits
            .questions
            .iter()
            .cloned()
            .map(|q| Question { breakdown: (q.code.as_str() == "q0").then(|| fits.questions[0].code.clone()), ..q })
            .collect(),
        ..fits.clone()
    };
    let raw = |first: &str, home: usize| -> Raw {
        [("home", vec![format!("c{home}")]), ("q0", vec![first.to_owned()]), ("q1", vec!["c1".to_owned()])]
            .into_iter()
            .map(|(q, a)| (q.to_owned(), a))
            .collect()
    };
    let check = |raw: &Raw| Response::check(&broken_down, raw).expect("it fits");
    let mut responses: Vec<Response> = (0..33).map(|i| check(&raw("c1", i % 3))).collect();
    let before = count(&broken_down, &responses);
    responses[0] = check(&raw("c0", 0));
    let cost = spent(&before, &count(&broken_down, &responses));
    assert!((cost - 4.5).abs() < 1e-9, "{cost}");
}
