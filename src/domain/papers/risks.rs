//! The assessment's table of risks: what could happen, what meets it, what is left.

use super::policy::words;
use super::{Block, Facts, Policy, Profile, table};

/// Risk, likelihood, severity, what meets it, what is left.
type Risk<'a> = [&'a str; 5];

/// The table. Likelihood and severity are before what meets the risk.
pub(super) fn risks(facts: &Facts) -> Block {
    let head = ["No.", "Risk", "Likelihood", "Severity", "What meets it", "What is left"];
    let mut rows = Vec::new();
    let mut add = |risk: Risk| {
        let number = rows.len() + 1;
        rows.push(std::iter::once(number.to_string()).chain(risk.iter().map(|&cell| cell.to_owned())).collect());
    };
    figures(facts, &mut add);
    room(facts, &mut add);
    if let Some(readers) = &facts.readers {
        add([
            "Own words: what a child writes shows who wrote it, or is read by somebody whom it is about",
            "Possible",
            "Severe",
            &format!(
                "Only {} and {} can open it; neither works for the service. Marks in the text help them; a quote needs both. Nothing joins a text to answers.",
                readers.reader, readers.deputy
            ),
            "Medium. A way of writing, or what is told, can show the writer to whoever knows her. No program takes that out.",
        ]);
        add([
            "Own words: a child tells of harm, and nobody reads it in time",
            "Possible",
            "Severe",
            &format!(
                "Everything is read by {} of the same day; words on an alert list come first; the event stays open on the officer’s board until all is read. She is told to talk to someone if she wants help.",
                readers.read_by
            ),
            "Medium. The alert list misses hints, slang and other languages; only a person who reads finds those. The child may not be found.",
        ]);
    }
    machines(facts, &mut add);
    table(&head, rows)
}

fn figures(facts: &Facts, add: &mut impl FnMut(Risk)) {
    let words = words(facts.policy);
    let few = if facts.expects_too_few() { " Fewer than ten are expected, so this event alone may well show no figures." } else { "" };
    let small = format!(
        "No figures unless at least 10 children came and at least 10 answered; the same for every group. This depends on head counts \
         alone, never on what was answered. Then the counts are treated as section 2 says.{few}"
    );
    add(["Small numbers: a figure shows what one child answered", "Possible", "Severe", &small, words.left_of_small]);
    add([
        "Made-up answers: somebody answers many times, to bend the figures or to close in on one child",
        "Possible",
        "Significant",
        "The link is opened on the event’s tablets only. Adults do not answer. How many took part is compared with how many came.",
        words.left_of_made_up,
    ]);
    add([
        "Staff who know who came read the figures with that in mind",
        "Probable",
        "Significant",
        "Only how many came is entered, never who. Nothing finer than the groups named in section 2 is shown. The notice for staff \
         forbids trying to work out who said what.",
        words.left_of_known,
    ]);
    add([
        "Several events with the same children: figures are compared",
        "Possible",
        "Significant",
        "Answers of different events are never joined child by child. Figures, once fixed, do not change. Plan how often the same \
         children are asked.",
        words.left_of_again,
    ]);
    let whole = match facts.policy {
        Policy::Protected | Policy::Rounded => "Low to medium. The protection is for each answer by itself.",
        Policy::PlainCounts => "Medium. Nothing weakens what several tables tell together.",
    };
    add([
        "Several answers of one child are put together into a picture of that child",
        "Possible",
        "Significant",
        "No table joins two answers of a child, except the splits in section 2 and questions that are only asked after a certain answer.",
        whole,
    ]);
    if facts.asks(Profile::Sensitive) {
        add([
            "An answer about something sensitive is traced to a child",
            "Possible",
            "Severe",
            "It can be skipped like any other. It has one plain table and never splits another.",
            "As in row 1, with more harm if it happens.",
        ]);
    }
    let waits = format!(
        "They stay sealed for a pool, as section 2 says. What has had the chance of a pool and found none is destroyed unread, {} after \
         the close at the earliest.",
        facts.days()
    );
    add([
        "Too few take part, and their answers lie about",
        if facts.expects_too_few() { "Probable" } else { "Possible" },
        "Minimal",
        &waits,
        "Low. They may be kept longer than others, unread.",
    ]);
}

fn room(facts: &Facts, add: &mut impl FnMut(Risk)) {
    let first = if facts.asks_alone {
        "Before the questions each child is asked: “Can you answer without anyone seeing?” Whoever says no is told to find a quieter place \
         or to wait. "
    } else {
        ""
    };
    let seen = format!(
        "{first}Tablets stand apart, screens turned away; “Hide this” on every page covers it and wipes what was not sent. A helper is \
         somebody the child chooses, and nobody whom the questions are about. The notices say that a helper sees the answers."
    );
    add([
        "Somebody looks over a child’s shoulder, or helps and sees the answers",
        "Probable",
        "Severe",
        &seen,
        "Medium. The program cannot stop it; the adults in the room must.",
    ]);
    add([
        "A vote in the room: children see each other answer, or figures of two votes tell who changed",
        "Possible",
        "Significant",
        "Nothing about safety, nothing in own words and nothing about the child herself can be voted on; nor what this event asks, or what \
         was voted on at it before. The figures are always protected. No answer is on the big screen before the close, and none where \
         fewer than ten voted.",
        "Medium. Tablets lie close together. Whether the same is asked in other words only the officer can know. Whoever is told a \
         vote’s address can vote twice.",
    ]);
    let talk =
        if facts.asks_about_safety() { " Some questions are about safety: tell every child beforehand whom to talk to." } else { "" };
    let harm = format!(
        "An adult who knows what to do is in the room, and the staff notice names the safeguarding lead. {} Help, on each page of questions, names Childline and 999.{talk}",
        if facts.readers.is_some() {
            "What a child writes is read the same day; what she ticks is not."
        } else {
            "There is nowhere to write, so telling means telling a person."
        }
    );
    add([
        "A child tells about harm, or answers in a way that points to it, and nobody acts",
        "Possible",
        "Severe",
        &harm,
        "Medium. Sayso is no safety monitor. Answers come to light only as counts, after the close: several children may answer that \
         they are not safe, and Sayso cannot tell which.",
    ]);
    add([
        "Pressure: to take part, to stay away, or to answer in a certain way",
        "Possible",
        "Significant",
        "Every question can be skipped, and closing the page ends it. The slip asks for no reason and leaves no trace on the child’s \
         record. No reward hangs on answering. Staff whom the questions are about do not decide who takes part.",
        "Medium. Children depend on the adults around them. Somebody who fears the answers may keep children away.",
    ]);
    add([
        "Slips to opt out name children",
        "Possible",
        "Minimal",
        "One named person keeps them. They are not entered in Sayso or in a child’s file, and are destroyed after the event.",
        "Low.",
    ]);
}

fn machines(facts: &Facts, add: &mut impl FnMut(Risk)) {
    add([
        "A tablet is lost or stolen",
        "Possible",
        "Significant",
        "Answers are encrypted before they leave the page (in a browser that runs scripts, over HTTPS); the tablet cannot open what \
         waits to be sent. Guest profile, screen lock, history off.",
        "Low. What is chosen but not sent can be read on an open page. A history may hold the event’s address.",
    ]);
    add([
        "The server is taken over during the event, or misused by those who run it",
        "Remote",
        "Severe",
        "Answers lie encrypted, with no name. The master key lies elsewhere. Few may enter the machine, it is kept up to date, and the \
         event is closed soon.",
        "Medium. Answers are opened in the server’s memory to be checked, and whoever holds database and keys can read them until they \
         are destroyed.",
    ]);
    let keys = format!(
        "Keys lie outside the database. {} after the figures are fixed the event’s keys are destroyed first, which makes backups of the \
         database unreadable, then the rows. Backups of keys are kept apart from it.",
        facts.days()
    );
    add([
        "Keys and backups: an old copy brings answers back",
        "Possible",
        "Severe",
        &keys,
        "Low if somebody deletes the event’s key from every backup of keys by that day: Sayso cannot reach those. An event that nobody \
         closes is not destroyed by date.",
    ]);
    add([
        "An answer is linked to a child by its time or place in the order",
        "Remote",
        "Severe",
        "No time, order, device, address, wording or language is kept with an answer. At the close all are shuffled and stored under \
         fresh random keys. Sayso logs no child’s request, and the proxy is set not to.",
        "Low. Until the close, the database’s files can hint at the order of arrival, PostgreSQL’s more than the embedded one’s. Each \
         envelope has a random number, which a tablet’s history may hold: with it, the database and the keys, an envelope can be found \
         until the close, and one from a page without scripts matched until its receipt goes. The network sees that a tablet sent \
         something, and when.",
    ]);
}
