//! The crawler: somebody with every role's login fetches everything that is shown over the life of some events, reads every
//! number about answers in it, and reckons by integer programming what can be proven of the children.
//!
//! First it breaks figures that are known to leak, in every way in which figures are written. Then nothing may be proven of ours.

use crate::attacker::Attacker;
use crate::bounds::{Fact, Proof, Puzzle, Rule, preimage, proofs};
use crate::crawl::{CELLS, Counts, Page, TICKS};
use crate::reading::{SKIPPED, readings, unread};
use regex::Regex;
use sayso::domain::disclosure::rounded::{partition, ticks};
use std::collections::BTreeMap;

/// A page as a system without protection could show it, of the first question.
fn naive(kind: &str, text: String) -> Page {
    Page { who: "anybody", path: "/naive".to_owned(), subject: None, kind: kind.to_owned(), status: 200, text, headers: String::new() }
}

/// The same figures in every way in which they are written: a file, a table, a picture, its alternative, sentences.
fn naive_pages(figures: [&str; 3], n: u64) -> Vec<Page> {
    let words = ["Heaps", "Middling", "Barely"];
    let each = |write: &dyn Fn(&str, &str) -> String, between: &str| {
        words.iter().zip(figures).map(|(word, figure)| write(word, figure)).collect::<Vec<_>>().join(between)
    };
    let lines = each(&|word, figure| format!("fun,{},{figure},{n},{figure}\n", word.to_lowercase()), "");
    let table = each(&|word, figure| format!("<tr><th scope=\"row\">{word}</th><td><b>{figure}</b></td></tr>"), "");
    let alternative = each(&|word, figure| format!("{word}: {figure}"), "; ");
    let picture = each(&|word, figure| format!("<text x=\"1\">{word}</text><text x=\"2\">{figure}</text>"), "");
    let sentences = each(&|word, figure| format!("{figure} of {n} said ‘{}’", word.to_lowercase()), ". ");
    vec![
        naive("text/csv", format!("question_code,answer_code,figure,took_part,ledger\n{lines}fun,skip,0,{n},0\n")),
        naive("text/html", format!("<table>{table}</table><p>{n} took part. {n} answered; 0 skipped it.</p>")),
        naive("image/svg+xml", format!("<svg><desc>{alternative}. 0 skipped it.</desc></svg>")),
        naive("image/svg+xml", format!("<svg>{picture}</svg>")),
        naive("text/html", format!("<h2>{sentences}.</h2>")),
    ]
}

fn facts_of(page: &Page, n: u64, rule: Rule) -> Vec<Fact> {
    readings(page).iter().map(|reading| Fact::of(reading, &[0], n, rule)).collect()
}

fn broken(page: &Page, n: u64, rule: Rule, question: usize) -> Vec<(&'static str, Proof)> {
    Puzzle::new(question, &[n], &facts_of(page, n, rule)).proven(0)
}

#[test]
fn the_attacker_breaks_exact_counts_however_they_are_written() {
    for page in naive_pages(["11", "1", "0"], 12) {
        let proven = broken(&page, 12, Rule::Exact, 0);
        for leak in [("heaps", Proof::NearlyAll), ("middling", Proof::Few), ("barely", Proof::Nobody)] {
            assert!(proven.contains(&leak), "{leak:?} is not in {proven:?} of {}", page.text);
        }
    }
    let shares = naive("text/html", "<h2>92% said ‘heaps’. <span>8% said ‘middling’.</span></h2>".to_owned());
    assert!(broken(&shares, 12, Rule::Exact, 0).contains(&("middling", Proof::Few)));
    let ticked = naive("text/html", "<th>Ladders</th><td>11</td>".to_owned());
    assert_eq!(broken(&ticked, 12, Rule::Exact, TICKS), [("ladders", Proof::NearlyAll), ("ladders", Proof::FewDidNot)]);
    let unknown = naive("text/html", "<p>Eleven chose heaps, 1 not</p>".to_owned());
    assert_eq!(unread(&unknown, &readings(&unknown), 12).len(), 1, "a way of writing that the attacker does not know is noticed");
    // One count that was not rounded, where only a machine reads it.
    let left =
        naive("text/html", "<th>Heaps</th><td>15</td><th>Middling</th><td>held back</td><i aria-label=\"middling: 2\"></i>".to_owned());
    assert_eq!(broken(&left, 24, Rule::Rounded, 0), [("middling", Proof::Few)]);
}

#[test]
fn the_attacker_breaks_rules_that_look_safe() {
    for page in naive_pages(["25", "0", "0"], 24) {
        assert!(broken(&page, 24, Rule::NearestFive, 0).contains(&("heaps", Proof::NearlyAll)), "{}", page.text);
    }
    let held_back = |a: u64, b: u64| {
        naive(
            "text/csv",
            format!("question_code,answer_code,figure,ledger\nfun,heaps,{a},{a}\nfun,middling,{b},{b}\nfun,barely,held back,\n"),
        )
    };
    // Twenty children, ten and ten shown, each cell alone: nobody is left.
    assert_eq!(broken(&held_back(10, 10), 20, Rule::EachAlone, 0), [("barely", Proof::Nobody), ("skip", Proof::Nobody)]);
    // Counts below five held back, and how many took part is told.
    let small = naive("text/csv", "question_code,answer_code,ledger\nfun,heaps,12\nfun,middling,7\nfun,skip,0\n".to_owned());
    assert!(broken(&small, 22, Rule::SmallHeldBack, 0).contains(&("barely", Proof::Few)));
}

#[test]
fn the_attacker_subtracts_what_is_shown_from_what_is_put_together() {
    let file = |figures: [u64; 4]| {
        let lines: String = CELLS[0].1.iter().zip(figures).map(|(cell, n)| format!("fun,{cell},{n}\n")).collect();
        naive("text/csv", format!("question_code,answer_code,ledger\n{lines}"))
    };
    let (shown, together) = (file([10, 5, 0, 0]), file([18, 6, 0, 0]));
    let mut facts = facts_of(&shown, 15, Rule::Exact);
    facts.extend(readings(&together).iter().map(|reading| Fact::of(reading, &[0, 1], 24, Rule::Exact)));
    let proven = Puzzle::new(0, &[15, 9], &facts).proven(1);
    assert!(proven.contains(&("heaps", Proof::NearlyAll)) && proven.contains(&("middling", Proof::Few)), "{proven:?}");
}

const ROUNDED: [(Counts, u64, bool); 8] = [
    // Filled to the brim.
    ([[10, 10, 0, 0], [18, 2, 0, 0], [20, 10, 0, 0]], 20, false),
    // Nearly all of one mind.
    ([[23, 1, 0, 0], [20, 2, 1, 1], [24, 1, 0, 0]], 24, false),
    // Varied.
    ([[15, 10, 5, 0], [12, 5, 1, 12], [30, 28, 2, 0]], 33, true),
    ([[60, 40, 20, 3], [121, 1, 1, 0], [100, 23, 4, 2]], 130, true),
    // In words.
    ([[15, 1, 0, 0], [16, 0, 0, 0], [16, 2, 0, 0]], 16, false),
    ([[12, 0, 0, 0], [7, 4, 1, 0], [12, 11, 0, 0]], 12, false),
    // Too few answers; too few children.
    ([[9, 0, 0, 0], [8, 1, 0, 0], [9, 1, 0, 0]], 30, true),
    ([[11, 1, 0, 0], [6, 6, 0, 0], [12, 1, 0, 0]], 9, false),
];

#[tokio::test]
async fn of_rounded_figures_nothing_can_be_proven() {
    let mut attacker = Attacker::at("rounded", Rule::Rounded, &ROUNDED).await;
    // Beside them one of plain counts, in what is put together.
    attacker.add("plain-counts", Rule::Exact, &[[12, 11, 1, 0], [10, 10, 2, 2], [20, 10, 3, 0]], 24, false).await;
    attacker.look(&[]).await;
    attacker.answer().await;
    let early = attacker.town.world.officer.post(&format!("/events/{}/early-look", attacker.events[3].code), &[("here", "130")]).await;
    assert_eq!(early.status, 422, "{}", early.text());
    attacker.look(&[]).await;
    attacker.close([0, 1, 4]).await;
    attacker.look(&[0, 1, 4]).await;
    attacker.close([2, 3, 5, 6, 7, 8]).await;
    attacker.look(&[0, 1, 2, 3, 4, 5, 8]).await;
    attacker.withdraw(3).await;
    attacker.look(&[0, 1, 2, 4, 5, 8]).await;

    let heads = attacker.heads();
    for (question, (asked, _)) in CELLS.iter().enumerate() {
        let puzzle = Puzzle::new(question, &heads, &attacker.facts);
        for event in 0..6 {
            assert_nothing_is_proven(&attacker, &puzzle, event, question);
        }
        for hidden in [6, 7] {
            assert_eq!(puzzle.all_bounds(hidden), [(0, heads[hidden]); 4], "something is known of event {hidden}: {asked}");
        }
        assert_eq!(puzzle.all_bounds(8), attacker.events[8].counts[question].map(|n| (n, n)), "plain counts are exact: {asked}");
    }
}

/// Nothing is proven of a rounded event, by an attacker who has read all its figures.
fn assert_nothing_is_proven(attacker: &Attacker, puzzle: &Puzzle<'_>, event: usize, question: usize) {
    let counts = attacker.events[event].counts[question];
    let (n, figures, within) = (attacker.heads()[event], attacker.figures(event, question), puzzle.all_bounds(event));
    let told = format!("{} of {counts:?}: {figures:?}, {within:?}", CELLS[question].0);
    let proven = |bounds: [(u64, u64); 4]| bounds.into_iter().flat_map(|bounds| proofs(bounds, n, question)).collect::<Vec<_>>();
    assert_eq!(proven(within), [], "proven of {told}");
    if question != TICKS {
        let exactly = preimage(within, n, figures);
        assert_eq!(proven(exactly), [], "proven by {exactly:?} of {told}");
    }
    // In words there is neither a picture nor a line for who skipped.
    let (kinds, cells) = if n < 20 { (2, SKIPPED) } else { (3, SKIPPED + 1) };
    let published = if question == TICKS { ticks(&counts, n) } else { partition(&counts) };
    assert!(published.iter().zip(figures).take(cells).all(|(published, read)| read == Some(*published)), "{published:?}, and not {told}");
    for kind in ["text/csv", "text/html", "image/svg+xml"].into_iter().take(kinds) {
        let read =
            |cell| attacker.read.iter().any(|(e, k, r)| (*e, k.as_str(), r.question) == (event, kind, question) && r.cells == [cell]);
        assert!((0..SKIPPED).all(read), "{kind} was not read: {told}");
    }
}

/// One true count that had been left in one of our own pages, files or pictures would be found.
#[tokio::test]
async fn the_attacker_finds_one_true_count_that_is_left_in_our_pages() {
    let attacker = Attacker::at("rounded", Rule::Rounded, &ROUNDED[1..2]).await;
    attacker.answer().await;
    attacker.close([0]).await;
    let code = attacker.events[0].code.as_str();
    let pages = attacker.town.crawl(&[code]).await;
    let plants = [
        (format!("/summaries/{code}"), ">Middling</th><td colspan=\"2\">held back<", ">Middling</th><td colspan=\"2\">1<"),
        (format!("/summaries/{code}"), "Middling: held back", "Middling: 1"),
        (format!("/summaries/{code}/fun.svg"), "Middling: held back", "Middling: 1"),
        (format!("/summaries/{code}/fun.csv"), "Middling,held back", "Middling,1"),
        (format!("/summaries/{code}/all.csv"), "Middling,held back", "Middling,1"),
    ];
    for (path, ours, planted) in plants {
        let page = pages.iter().find(|page| page.path == path && page.who == "manager").expect("it was fetched");
        assert!(broken(page, 24, Rule::Rounded, 0).is_empty());
        assert!(page.text.contains(ours), "{ours} is not in {}", page.text);
        let page = Page { text: page.text.replacen(ours, planted, 1), ..page.clone() };
        assert!(broken(&page, 24, Rule::Rounded, 0).contains(&("middling", Proof::Few)), "{planted} in {path} was not found");
    }
}

#[tokio::test]
async fn of_plain_counts_nothing_is_known_below_the_threshold_or_before_the_close() {
    let events = [
        ([[20, 3, 1, 0], [19, 0, 0, 5], [20, 10, 0, 2]], 24, false),
        ([[15, 10, 5, 0], [12, 5, 1, 12], [25, 22, 2, 3]], 30, false),
        // Too few answers; too few children; still open.
        ([[9, 0, 0, 0], [8, 1, 0, 0], [9, 1, 0, 0]], 30, true),
        ([[11, 1, 0, 0], [6, 6, 0, 0], [12, 1, 0, 0]], 9, true),
        ([[24, 1, 0, 0], [5, 5, 5, 10], [25, 3, 0, 0]], 25, true),
        // Shown in words only.
        ([[7, 4, 1, 0], [6, 5, 1, 0], [7, 4, 1, 0]], 12, false),
    ];
    let mut attacker = Attacker::at("plain-counts", Rule::Exact, &events).await;
    attacker.look(&[]).await;
    attacker.answer().await;
    attacker.look(&[]).await;
    attacker.close([0, 2, 3, 5]).await;
    attacker.look(&[0, 5]).await;
    attacker.close([1]).await;
    attacker.look(&[0, 1, 5]).await;
    attacker.withdraw(1).await;
    attacker.look(&[0, 5]).await;
    let heads = attacker.heads();
    let known = |attacker: &Attacker, event: usize| [0, 1, TICKS].map(|q| Puzzle::new(q, &heads, &attacker.facts).all_bounds(event));
    let exact = |attacker: &Attacker, event: usize| attacker.events[event].counts.map(|counts| counts.map(|n| (n, n)));
    for shown in [0, 1] {
        assert_eq!(known(&attacker, shown), exact(&attacker, shown), "plain counts are exact");
    }
    for hidden in [2, 3, 4] {
        assert_eq!(known(&attacker, hidden), [[(0, heads[hidden]); 4]; 3], "something is known of event {hidden}");
    }
    // What is put together with the others, once the open one is closed, does not tell of them either.
    attacker.close([4]).await;
    attacker.look(&[0, 4, 5]).await;
    assert_eq!(known(&attacker, 4), exact(&attacker, 4));
    let in_words = known(&attacker, 5).into_iter().flatten().filter(|(low, high)| low == high).count();
    assert_eq!(in_words, 0, "a count of twelve is known: {:?}", known(&attacker, 5));
    for hidden in [2, 3] {
        assert_eq!(known(&attacker, hidden), [[(0, heads[hidden]); 4]; 3], "something is known of event {hidden}");
    }
}

/// Takes out what is random: event's code, keys, envelopes, the picture of the link; and hashes of pages that hold them.
fn mask(text: &str, event: &str) -> String {
    let random =
        Regex::new(r#"data-key="[^"]*"|"hash":"[0-9a-f]*"|envelope=[0-9a-f]{32}|(?s)<svg class="qr".*?</svg>"#).expect("a pattern");
    random.replace_all(&text.replace(event, "EVENT"), "RANDOM").into_owned()
}

/// Figures are all that is shown: bars, orders, words and lengths tell nothing more, whether or not the attacker can read them.
#[tokio::test]
async fn whoever_has_the_same_rounded_figures_is_shown_the_same() {
    let near: [Counts; 2] = [[[23, 1, 0, 0], [20, 2, 1, 1], [24, 1, 0, 0]], [[13, 5, 6, 0], [14, 0, 1, 9], [14, 9, 8, 0]]];
    let figures = |counts: &Counts| [partition(&counts[0]), partition(&counts[1]), ticks(&counts[TICKS], 24)];
    assert_eq!(figures(&near[0]), figures(&near[1]), "these are to look the same");
    let attacker = Attacker::at("rounded", Rule::Rounded, &near.map(|counts| (counts, 24, false))).await;
    attacker.answer().await;
    for closed in [false, true] {
        if closed {
            attacker.close([0, 1]).await;
        }
        let mut seen = [BTreeMap::new(), BTreeMap::new()];
        for (event, seen) in attacker.events.iter().zip(&mut seen) {
            for page in attacker.town.crawl(&[&event.code]).await.into_iter().filter(|page| page.subject.is_some()) {
                seen.insert(
                    (page.who, page.path.replace(&event.code, "EVENT")),
                    (page.status, page.kind, mask(&(page.text + &page.headers), &event.code)),
                );
            }
        }
        // And pictures in pixels and workbooks, which the attacker does not read.
        for file in ["all.xlsx", "fun.png", "place.png", "take.png"] {
            for (event, seen) in attacker.events.iter().zip(&mut seen) {
                let answer = attacker.town.world.officer.get(&format!("/summaries/{}/{file}", event.code)).await;
                seen.insert(("officer", file.to_owned()), (answer.status, String::new(), mask(&answer.text(), &event.code)));
            }
        }
        let [one, two] = seen;
        assert!(one.len() > 80 && one.len() == two.len(), "{} pages", one.len());
        for (at, page) in &one {
            assert_eq!(Some(page), two.get(at), "{at:?} tells more than its figures");
        }
    }
}
