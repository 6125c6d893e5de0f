//! Groups of a breakdown: merged in the written order until each may be shown.

use super::SMALLEST;
use crate::domain::code::Code;
use crate::domain::questionnaire::{Profile, Question, Questionnaire};
use crate::domain::response::{Answer, Response};
use crate::domain::tally::Group;

/// The groups that may be shown, with their head counts.
#[derive(Debug, Default)]
pub struct Groups(Vec<(Group, u32)>);

impl Groups {
    /// Decides which groups may be shown, from head counts alone.
    #[must_use]
    pub fn of_responses(questionnaire: &Questionnaire, responses: &[Response]) -> Self {
        let known = questionnaire.questions.iter().filter(|q| q.profile == Some(Profile::Known) && q.kind.splits());
        let mut groups = Vec::new();
        for by in known {
            let counts: Vec<(Code, usize)> = by.choices.iter().map(|c| (c.code.clone(), heads(by, &c.code, responses))).collect();
            for (choices, count) in shown(&counts, responses.len(), &by.merge) {
                let group = Group { by: by.code.clone(), choices };
                groups.push((group, u32::try_from(count).unwrap_or(u32::MAX)));
            }
        }
        Self(groups)
    }

    /// The groups by a question, in order.
    pub fn of<'a>(&'a self, by: &'a Code) -> impl Iterator<Item = &'a Group> {
        self.0.iter().map(|(group, _)| group).filter(move |g| g.by == *by)
    }

    pub(super) fn into_bases(self) -> Vec<(Group, u32)> {
        self.0
    }
}

fn heads(by: &Question, choice: &Code, responses: &[Response]) -> usize {
    responses.iter().filter(|r| matches!(r.answer(by), Answer::Given(codes) if codes.contains(choice))).count()
}

/// Merges small groups, by the declared sets or with their neighbours in the written order, until
/// every group has ten or more and nobody, or ten or more, are outside all shown groups (the
/// complement rule). Fewer than two groups: none.
fn shown(counts: &[(Code, usize)], took_part: usize, sets: &[Vec<Code>]) -> Vec<(Vec<Code>, usize)> {
    let mut groups: Vec<(Vec<Code>, usize)> = counts.iter().map(|(code, n)| (vec![code.clone()], *n)).collect();
    if sets.is_empty() {
        merge_neighbours(&mut groups);
    } else {
        merge_sets(&mut groups, sets);
    }
    groups.retain(|(_, n)| *n >= SMALLEST);
    let outside = |groups: &[(Vec<Code>, usize)]| took_part.saturating_sub(groups.iter().map(|(_, n)| n).sum());
    // Those who did not say can be worked out from the total: the smallest group joins them unseen.
    if (1..SMALLEST).contains(&outside(&groups))
        && let Some(smallest) = groups.iter().enumerate().min_by_key(|(_, (_, n))| *n).map(|(i, _)| i)
    {
        groups.remove(smallest);
    }
    if groups.len() < 2 { Vec::new() } else { groups }
}

/// A small group joins the neighbour after it; the last one, the neighbour before it.
fn merge_neighbours(groups: &mut Vec<(Vec<Code>, usize)>) {
    while groups.len() > 1 {
        let Some(small) = groups.iter().position(|(_, n)| *n < SMALLEST) else { break };
        let first = if small + 1 < groups.len() { small } else { small - 1 };
        let (codes, n) = groups.remove(first + 1);
        if let Some(into) = groups.get_mut(first) {
            into.0.extend(codes);
            into.1 += n;
        }
    }
}

/// A small group becomes the first declared set that holds it and more; one that no set holds stays as it is.
fn merge_sets(groups: &mut Vec<(Vec<Code>, usize)>, sets: &[Vec<Code>]) {
    let wider = |codes: &[Code]| sets.iter().find(|set| set.len() > codes.len() && codes.iter().all(|c| set.contains(c)));
    while let Some((at, set)) = groups.iter().enumerate().find_map(|(i, (codes, n))| Some((i, wider(codes).filter(|_| *n < SMALLEST)?))) {
        let (inside, others): (Vec<_>, Vec<_>) =
            std::mem::take(groups).into_iter().partition(|(codes, _)| codes.iter().all(|c| set.contains(c)));
        let joined = (inside.iter().flat_map(|(codes, _)| codes.clone()).collect::<Vec<_>>(), inside.iter().map(|(_, n)| n).sum());
        *groups = others;
        // In the place of the first of them, so that the written order stays.
        groups.insert(at.min(groups.len()), joined);
    }
}

#[cfg(test)]
mod tests {
    use super::{SMALLEST, shown};
    use crate::domain::code::Code;
    use proptest::prelude::*;

    fn counts(numbers: &[usize]) -> Vec<(Code, usize)> {
        let code = |i| Code::parse(&format!("c{i}")).expect("a code");
        numbers.iter().enumerate().map(|(i, n)| (code(i), *n)).collect()
    }

    fn sizes(numbers: &[usize], took_part: usize) -> Vec<usize> {
        shown(&counts(numbers), took_part, &[]).into_iter().map(|(_, n)| n).collect()
    }

    #[test]
    fn small_neighbours_merge_and_the_unsaid_are_covered() {
        assert_eq!(sizes(&[12, 3, 9, 40], 64), [12, 12, 40]);
        assert_eq!(sizes(&[12, 15, 4], 31), [12, 19]);
        // Four did not say: the smallest group goes with them, and one alone is not shown.
        assert_eq!(sizes(&[12, 15], 31), [] as [usize; 0]);
        assert_eq!(sizes(&[12, 15, 20], 51), [15, 20]);
        // Twelve did not say: they cover one another.
        assert_eq!(sizes(&[12, 15], 39), [12, 15]);
        assert_eq!(sizes(&[9], 9), [] as [usize; 0]);
    }

    #[test]
    fn small_groups_become_the_sets_that_were_declared() {
        let code = |i: usize| Code::parse(&format!("c{i}")).expect("a code");
        let sets: Vec<Vec<Code>> =
            [vec![0, 3], vec![1, 2], vec![0, 1, 2, 3]].iter().map(|s| s.iter().map(|i| code(*i)).collect()).collect();
        let told = |numbers: &[usize]| -> Vec<(Vec<String>, usize)> {
            let took_part = numbers.iter().sum();
            let groups = shown(&counts(numbers), took_part, &sets);
            groups.into_iter().map(|(codes, n)| (codes.iter().map(ToString::to_string).collect(), n)).collect()
        };
        let group = |codes: &[&str], n| (codes.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>(), n);
        assert_eq!(told(&[4, 20, 30, 12]), [group(&["c0", "c3"], 16), group(&["c1"], 20), group(&["c2"], 30)]);
        assert_eq!(told(&[4, 8, 3, 12]), [group(&["c0", "c3"], 16), group(&["c1", "c2"], 11)]);
        assert_eq!(told(&[4, 5, 3, 12]), [], "all four are one group, and one is not shown");
    }

    proptest! {
        #[test]
        fn no_set_that_was_declared_is_shown_small(numbers in proptest::collection::vec(0usize..30, 4), unsaid in 0usize..20) {
            let code = |i: usize| Code::parse(&format!("c{i}")).expect("a code");
            let sets = vec![vec![code(0), code(3)], vec![code(0), code(3), code(1)]];
            let took_part = numbers.iter().sum::<usize>() + unsaid;
            let shown = shown(&counts(&numbers), took_part, &sets);
            prop_assert!(shown.iter().all(|(_, n)| *n >= SMALLEST));
            let outside = took_part - shown.iter().map(|(_, n)| n).sum::<usize>();
            prop_assert!(shown.is_empty() || outside == 0 || outside >= SMALLEST, "{outside} outside");
        }

        #[test]
        fn no_shown_group_and_no_complement_is_small(numbers in proptest::collection::vec(0usize..40, 1..7), unsaid in 0usize..20) {
            let took_part = numbers.iter().sum::<usize>() + unsaid;
            let shown = sizes(&numbers, took_part);
            prop_assert!(shown.iter().all(|n| *n >= SMALLEST));
            if !shown.is_empty() {
                let outside = took_part - shown.iter().sum::<usize>();
                prop_assert!(outside == 0 || outside >= SMALLEST, "{outside} outside");
            }
        }
    }
}
