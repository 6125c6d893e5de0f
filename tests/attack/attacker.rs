//! Somebody with every role's login, who looks at everything again and again and forgets nothing.

use crate::bounds::{Fact, Rule};
use crate::crawl::{Counts, Page, Town, heads};
use crate::reading::{Reading, Said, Unit, readings, took_part, unread};
use sayso::domain::disclosure::rounded::Published;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// An event, with what the test knows of it and the attacker does not.
pub(crate) struct Held {
    pub(crate) code: String,
    pub(crate) counts: Counts,
    rule: Rule,
    /// How many came.
    pub(crate) attended: u64,
    is_below: bool,
}

/// Whoever has every login, with all that was learnt so far.
pub(crate) struct Attacker {
    pub(crate) town: Town,
    pub(crate) events: Vec<Held>,
    pub(crate) facts: BTreeSet<Fact>,
    /// Which event, in what kind of file, and what was read of it.
    pub(crate) read: Vec<(usize, String, Reading)>,
    /// What the page says by which an event is opened, to each role.
    examples: BTreeMap<&'static str, Vec<Reading>>,
}

impl Attacker {
    /// Events are open, and nobody has answered yet: for each the counts to come, how many children come, and whether it is at
    /// the service below.
    pub(crate) async fn at(policy: &str, rule: Rule, events: &[(Counts, u64, bool)]) -> Self {
        let town = Town::new().await;
        let mut attacker = Self { town, events: Vec::new(), facts: BTreeSet::new(), read: Vec::new(), examples: BTreeMap::new() };
        for (counts, attended, is_below) in events {
            attacker.add(policy, rule, counts, *attended, *is_below).await;
        }
        attacker
    }

    pub(crate) async fn add(&mut self, policy: &str, rule: Rule, counts: &Counts, attended: u64, is_below: bool) {
        let service = if is_below { self.town.below } else { self.town.world.service };
        let code = self.town.open(service, policy).await;
        self.events.push(Held { code, counts: *counts, rule, attended, is_below });
    }

    /// All answers come in.
    pub(crate) async fn answer(&self) {
        for event in &self.events {
            self.town.answer(&event.code, &event.counts).await;
        }
    }

    pub(crate) fn heads(&self) -> Vec<u64> {
        self.events.iter().map(|event| heads(&event.counts)).collect()
    }

    pub(crate) async fn close(&self, events: impl IntoIterator<Item = usize>) {
        for event in events {
            self.town.close(&self.events[event].code, self.events[event].attended).await;
        }
    }

    pub(crate) async fn withdraw(&self, event: usize) {
        let why = [("why", "These answers were tried out by staff")];
        let done = self.town.world.officer.post(&format!("/events/{}/withdraw", self.events[event].code), &why).await;
        assert_eq!(done.status, 303, "{}", done.text());
    }

    /// Fetches everything about all events and both roll-ups, and learns from it. Only of the events that stand, and of what is
    /// put together of them, anything may be said.
    pub(crate) async fn look(&mut self, standing: &[usize]) {
        let roll_ups = [(self.town.roll_up(self.town.world.service), false), (self.town.roll_up(self.town.below), true)];
        let subjects: Vec<&str> = self.events.iter().map(|e| e.code.as_str()).chain(roll_ups.iter().map(|(r, _)| r.as_str())).collect();
        let pages = self.town.crawl(&subjects).await;
        assert!(pages.iter().filter(|page| page.status == 200).count() > 150, "hardly a page was shown");
        let heads = self.heads();
        // Files and pictures are the same for all roles, mostly: each is read once.
        let mut seen = HashSet::new();
        for page in pages.iter().filter(|page| seen.insert((page.path.as_str(), page.text.as_str()))) {
            let said = readings(page);
            let told = || format!("{} to {}: {said:?}", page.path, page.who);
            let Some(subject) = &page.subject else {
                // Made-up figures, which stand there before anybody has answered, and stay.
                let before =
                    if page.path == "/events/new" { self.examples.entry(page.who).or_insert_with(|| said.clone()) } else { &Vec::new() };
                assert_eq!(&said, before, "of what is this said? {}", told());
                continue;
            };
            let roll_up = roll_ups.iter().find(|(address, _)| address == subject);
            let of: Vec<usize> = match roll_up {
                // What is told in words only is left out: it could be worked out from the others.
                Some((_, only_below)) => {
                    standing.iter().copied().filter(|e| heads[*e] >= 20 && (!only_below || self.events[*e].is_below)).collect()
                }
                None => self.events.iter().position(|e| e.code == *subject).into_iter().collect(),
            };
            assert!(said.is_empty() || of.iter().all(|e| standing.contains(e)) && !of.is_empty(), "nothing may be said: {}", told());
            let n = of.iter().map(|e| heads[*e]).sum();
            assert!(took_part(page).is_none_or(|told| told == n), "{}: what is not shown is in what is put together", page.path);
            let rule = if of.len() > 1 { Rule::Together } else { of.first().map_or(Rule::Exact, |e| self.events[*e].rule) };
            let unread = unread(page, &said, n);
            assert!(unread.is_empty(), "{}: numbers beside answers that the attacker cannot read: {unread:?}", page.path);
            for reading in said {
                let fact = Fact::of(&reading, &of, n, rule);
                let truth = |e: &usize| reading.cells.iter().map(|c| self.events[*e].counts[reading.question][*c]).sum::<u64>();
                let truth = of.iter().map(truth).sum();
                assert!(fact.allows(truth), "{} says {reading:?}: {fact:?}, and it is {truth} of {n}", page.path);
                self.facts.insert(fact);
                match of[..] {
                    [event] => self.read.push((event, page.kind.clone(), reading)),
                    _ => self.adds_up(page, &reading, &of),
                }
            }
        }
    }

    /// A whole number in what is put together is the sum of those that are shown: so it tells nothing more.
    fn adds_up(&self, page: &Page, reading: &Reading, of: &[usize]) {
        if let (Said::Figure(sum, Unit::Children), [cell], "text/csv") = (reading.said, &reading.cells[..], page.kind.as_str()) {
            let each: Option<Vec<u64>> = of.iter().map(|e| self.figures(*e, reading.question)[*cell].flatten()).collect();
            assert_eq!(each.map(|each| each.iter().sum()), Some(sum), "{} says {reading:?}", page.path);
        }
    }

    /// The figures of an event's question as they were read; none where that is not known.
    pub(crate) fn figures(&self, event: usize, question: usize) -> [Option<Published>; 4] {
        let mut figures = [None; 4];
        let of = self.read.iter().filter(|(e, _, reading)| *e == event && reading.question == question);
        for (_, _, reading) in of {
            let figure = match (reading.said, &reading.cells[..]) {
                (Said::Figure(value, Unit::Children), [cell]) => (*cell, Some(value)),
                (Said::HeldBack, [cell]) => (*cell, None),
                // With fewer than twenty children there is one figure: ten.
                (Said::Above(_), [cell]) if heads(&self.events[event].counts) < 20 => (*cell, Some(10)),
                _ => continue,
            };
            assert!(figures[figure.0].is_none_or(|before| before == figure.1), "two figures of one answer: {reading:?}");
            figures[figure.0] = Some(figure.1);
        }
        figures
    }
}
