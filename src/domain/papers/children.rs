//! Notices for children, one for each age band, in its words.
//!
//! Each says who asks, why, what happens, that a child may skip, stop or stay away, that nothing
//! can be taken back after sending, whom to talk to, and where the results can be seen.

use super::own_words::for_children;
use super::policy::words;
use super::{Facts, Paper, Profile, blank, heading, list, shown, text};

/// For children of 4 to 7: an adult reads it out. Few words, at most eight a sentence.
pub(super) fn four_to_seven(facts: &Facts) -> Paper {
    Paper {
        title: format!("For children aged 4 to 7: {}", facts.event),
        for_whom: "For an adult to read out, slowly, before the tablets are given out.",
        blocks: [
            vec![
                blank("Who is asking"),
                text("We want to know what you think. You tap answers."),
                text("You can say no, skip or stop."),
                text("We won’t ask your name or guess it. A helper can see your answers."),
                text("We count everyone’s together. Once sent, we can’t take yours out."),
                text("Worried? Tell an adult here. Or call Childline: 0800 1111."),
            ],
            for_children(facts, "You can write too. A grown-up reads it today. If someone is hurt, they must tell. We may show some of it, and never your name."),
            vec![shown("See what children said", facts)],
        ]
        .concat(),
    }
}

/// For children of 8 to 11.
pub(super) fn eight_to_eleven(facts: &Facts) -> Paper {
    Paper {
        title: format!("For children aged 8 to 11: {}", facts.event),
        for_whom: "To read before you start, or to have read out.",
        blocks: [
            vec![
            blank("Who is asking"),
            text("We want to know what you think, so adults can learn. You answer on a tablet."),
            heading("You choose"),
            text("You don’t have to take part. You can skip any question or stop any time. Nobody may ask why."),
            heading("Your answers"),
            text("We don’t ask your name and we won’t try to find out who you are. A helper can see your answers."),
            text(format!("We lock your answers up, then count everyone’s together. {}", words(facts.policy).child)),
            text("Fewer than 10 children? Then we don’t show their answers alone. Once you send yours, we can’t take them out."),
            ],
            for_children(facts, "You can also write. Someone who does not work here reads it today. If it says someone is being hurt, they must tell people who keep children safe. We may show some of it, but not who wrote it."),
            vec![
            shown("See what children said", facts),
            heading("Worried?"),
            text("Your answers can’t call for help. Tell an adult here. Or call Childline: 0800 1111."),
            ],
        ]
        .concat(),
    }
}

/// For young people of 12 to 15.
pub(super) fn twelve_to_fifteen(facts: &Facts) -> Paper {
    let days = facts.days();
    Paper {
        title: format!("For young people aged 12 to 15: {}", facts.event),
        for_whom: "To read before you start.",
        blocks: [
            vec![
            blank("Who is asking"),
            text("We want to hear what you think, so that people who run and check services can learn."),
            heading("You choose"),
            text(format!(
                "You can say no, skip any question{}, or stop at any time. Nobody may ask you why, and it won’t count against you.",
                private(facts)
            )),
            heading("Your answers"),
            list(&[
                "We don’t ask your name and we won’t try to find out who you are. A helper can see your answers.",
                &format!("We lock your answers, then open and count everyone’s together. Others see only counts{}.", groups(facts)),
                words(facts.policy).young,
                "If fewer than 10 take part, their answers are only shown mixed with others’, or not at all.",
                &format!("{days} after counting, we destroy the answers and keep the counts."),
                "Once you send your answers, we can’t change them or take them out.",
            ]),
            ],
            for_children(facts, "You can also write in your own words. Someone from outside this service reads it today. If it says that someone is being hurt, they must tell people who keep children safe. Parts may be shown, when two people are sure nobody can tell who wrote them."),
            vec![
            shown("See the results", facts),
            heading("If something is wrong"),
            text("Your answers can’t call for help. Talk to an adult here. Or call Childline, free: 0800 1111. In danger, call 999."),
            ],
        ]
        .concat(),
    }
}

/// For young people of 16 and over.
pub(super) fn sixteen_and_over(facts: &Facts) -> Paper {
    let days = facts.days();
    Paper {
        title: format!("For young people aged 16 and over: {}", facts.event),
        for_whom: "To read before you start.",
        blocks: [
            vec![
            blank("Who is asking"),
            text("We want to hear what you think, so that people who run and inspect services can act on it."),
            heading("You decide"),
            text(format!(
                "You can say no, skip any question{}, or stop at any time. You need no reason, and it won’t count against you.",
                private(facts)
            )),
            heading("Your answers"),
            list(&[
                "We don’t ask your name and we won’t try to find out who you are. Whoever helps you can see your answers.",
                &format!(
                    "Your answers are encrypted, then opened and counted together with everyone’s. Others see only counts{}.",
                    groups(facts)
                ),
                words(facts.policy).adult,
                "If fewer than 10 take part, their answers are only shown mixed with others’, or destroyed.",
                &format!(
                    "{days} after the figures are fixed, the answers are destroyed. The figures stay. Until then, people who run the \
                     server could read answers, but no name is with them."
                ),
                "After you send your answers, we can’t find them to change or remove them.",
            ]),
            ],
            for_children(facts, "You can also write in your own words. Someone from outside this service reads it today. If it says that someone is being hurt, they must pass it on. Parts may be quoted, after two people agree that nobody can tell who wrote them."),
            vec![
            shown("See the results", facts),
            heading("Your rights"),
            text("We ask as part of our public task. You can object or complain to us, or to the regulator at ico.org.uk."),
            blank("Questions and complaints"),
            heading("If something is wrong"),
            text(
                "Your answers can’t call for help. Talk to an adult here. Under 19, you can call Childline, free: 0800 1111. In danger, \
                 call 999.",
            ),
            ],
        ]
        .concat(),
    }
}

/// That figures are also shown of groups, if they are.
fn groups(facts: &Facts) -> &'static str {
    facts.splits().map(|_| ", also for groups of 10 or more").unwrap_or_default()
}

fn private(facts: &Facts) -> &'static str {
    if facts.asks(Profile::Sensitive) { " (one or more are private)" } else { "" }
}
