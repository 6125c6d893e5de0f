//! The data protection impact assessment of an event, in the parts that the regulator expects.

use super::own_words;
use super::policy::words;
use super::risks::risks;
use super::{Block, Facts, Paper, Policy, Profile, blank, cells, heading, list, table, text};

/// The assessment.
pub(super) fn paper(facts: &Facts) -> Paper {
    let mut blocks = opening(facts);
    blocks.extend(need());
    blocks.extend(processing(facts));
    blocks.extend(consultation());
    blocks.extend(necessity(facts));
    blocks.extend(rights(facts));
    blocks.push(heading("5. Risks"));
    blocks.push(text(
        "Likelihood and severity are before anything is done, and are proposals for an event like this one: change them where you know \
         better. “Low”, “medium” and “high” say what is left afterwards.",
    ));
    blocks.push(risks(facts));
    blocks.extend(measures(facts));
    blocks.extend(sign_off(facts));
    Paper { title: format!("Data protection impact assessment: {}", facts.event), for_whom: "For the data protection officer.", blocks }
}

fn opening(facts: &Facts) -> Vec<Block> {
    let languages = if facts.languages.is_empty() { "English".to_owned() } else { facts.languages.join(", ") };
    let rows = [
        ("Event", facts.event.clone()),
        ("Service it is about", facts.service.clone()),
        ("Held", facts.held.clone()),
        ("Questionnaire", format!("{}, version {}", facts.title, facts.version)),
        ("Languages", languages),
        (
            "Translations that no native speaker has read yet",
            if facts.unread.is_empty() { "None".to_owned() } else { facts.unread.join(", ") },
        ),
        (
            "Each child is first asked “Can you answer without anyone seeing?”",
            (if facts.asks_alone { "Yes; what a child says to it is not kept" } else { "No" }).to_owned(),
        ),
        ("Children expected", facts.expected.to_string()),
        ("Protection of small numbers", words(facts.policy).name.to_owned()),
        ("Answers are destroyed", format!("{} after the figures are fixed", facts.days())),
        ("Where children see what was said, after the last day", facts.shown_at.clone().unwrap_or_default()),
    ];
    vec![
        text(
            "Sayso has filled in what it knows of this event and how it works. What only you can know is a line to write on. Nothing \
             here is decided until section 7 is signed.",
        ),
        table(&["What", "This event"], rows.into_iter().map(|(what, this)| vec![what.to_owned(), this]).collect()),
        blank("Controller"),
        blank("Data protection officer"),
        blank("Written by, on"),
        blank("Who runs the server, and under which contract"),
        blank("Country where the server and its backups stand"),
    ]
}

fn need() -> Vec<Block> {
    vec![
        heading("1. Why an assessment is needed"),
        text(
            "Children are asked about services that they depend on, often while in care. If an answer were traced to a child, the child \
             might be blamed, or not dare to speak again. Article 35 UK GDPR asks for an assessment where a high risk is likely, and \
             children who depend on those who ask are a reason to expect one.",
        ),
        text(
            "The Children’s Code asks for one in its standard 2. A survey on a council’s own tablets may lie outside the Code. It is the \
             yardstick here all the same: section 4 names the standards.",
        ),
    ]
}

fn processing(facts: &Facts) -> Vec<Block> {
    let words = words(facts.policy);
    let days = facts.days();
    let mut blocks = vec![
        heading("2. The processing: nature"),
        list(&[
            "A child taps answers on a tablet. There is no account, no cookie and no name.",
            "The page encrypts the answers before they leave it, in a browser that runs scripts, over HTTPS. Otherwise they travel as \
             HTTPS protects them.",
            "The server opens each envelope in memory to check it, and keeps it encrypted under keys of this event. With it goes no \
             time, order, device, network address, wording or language.",
            "An officer closes the event. All that waits is then opened together, shuffled, and counted under the rule below. Figures \
             are fixed once and nobody can edit them.",
            &format!(
                "The answers stay encrypted, each child’s together but under a fresh random key, for {days} after the figures are fixed. \
                 Then the event’s keys are destroyed, which makes backups of the database unreadable, and the rows are deleted: within a \
                 day, if the server runs. The figures stay for good."
            ),
            "In a vote in the room an officer asks everybody one more question. It is counted by itself, under keys of its own, and closed \
             in the room; its figures stand on a big screen.",
            "Receipts (that an envelope was taken in) and what was kept aside because it could not be counted are deleted 30 days after \
             the close.",
        ]),
        text(
            "No page, file or command shows one child’s answers. Managers and inspectors see the figures of services given to them; \
             officers and administrators see all figures. Whoever runs the server can read answers until the keys are destroyed.",
        ),
        blank("To whom else the figures go, and where they are published"),
        heading("Protection of small numbers"),
        text(format!("{}. {}", words.name, words.rule)),
        text(words.holds),
    ];
    blocks.extend(reason(facts));
    if facts.policy == Policy::Protected {
        blocks.push(text(
            "An officer may take one early look, from 20 answers and 20 children on. What it shows is fixed; later answers are counted \
             apart.",
        ));
    }
    blocks.push(text(format!("Head counts are public and exact: how many children came and how many took part{}.", groups(facts))));
    blocks.push(text("What stays possible:"));
    blocks.push(list(words.left));
    blocks.push(text(format!(
        "Where fewer than 10 children came or answered, nothing is shown. The answers stay sealed until they can be counted in a pool: \
         once a quarter, with those of other events with the same questionnaire, at the lowest service above that reaches 10 children \
         and 10 responses. A pool names no event. {} Its answers are then kept as long as others. If none ever reaches ten, the answers \
         are destroyed unread.",
        words.pool
    )));
    blocks.extend(own_words::processing(facts));
    blocks.extend(scope(facts));
    blocks
}

/// An administrator's reason for plain counts; a line for it if there is none.
fn reason(facts: &Facts) -> Option<Block> {
    let written = facts.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    (facts.policy == Policy::PlainCounts).then(|| match written {
        Some(reason) => text(format!("Why plain counts, as an administrator wrote: “{reason}”")),
        None => blank("Why plain counts, in an administrator’s words"),
    })
}

fn groups(facts: &Facts) -> String {
    facts.splits().map(|by| format!(", and how many of these are in each group of ten or more ({by})")).unwrap_or_default()
}

fn scope(facts: &Facts) -> Vec<Block> {
    let mut rows = Vec::new();
    for (i, asked) in facts.questions.iter().enumerate() {
        let about = match asked.profile {
            Some(Profile::Known) => "who the child is (staff know)",
            Some(Profile::Sensitive) => "who the child is (sensitive)",
            None if asked.safety => "safety",
            None => "",
        };
        let split = asked.breakdown.clone().unwrap_or_else(|| "no".to_owned());
        rows.push(vec![(i + 1).to_string(), asked.report.clone(), about.to_owned(), split]);
    }
    vec![
        heading("Scope"),
        text(format!("{} children are expected. Each can answer these questions or skip any of them:", facts.expected)),
        table(&["No.", "Question", "It is about", "Figures split by"], rows),
        text(
            "Nothing else is asked. An answer is one of the choices on the page. Of staff who use Sayso it keeps name, email address, \
             role, sessions and a hash of the password.",
        ),
        blank("Area from which children come, and how often they are asked"),
        heading("Context"),
        text(
            "Those who ask, or those whose work the questions are about, hold power over the children. A child decides alone: not to \
             begin, to skip, to stop. After sending, an answer cannot be found again, and the notices say so beforehand. Children can \
             expect to be counted; they would not expect to be found out.",
        ),
        blank("What is known about these children that raises a risk (few in number, widely known, at odds with staff)"),
        blank("Earlier complaints or incidents of this kind"),
        heading("Purposes"),
        text("To learn what children as a group say about a service. No decision about a child is made from it."),
        blank("What is to be decided or changed with the figures, by whom, by when"),
        blank("How children will be told what came of it"),
    ]
}

fn consultation() -> Vec<Block> {
    vec![
        heading("3. Consultation"),
        text("Ask children first: what would make them feel safe to answer, and who should not be in the room."),
        blank("Children asked, when, and what they said"),
        blank("Parents, carers and advocates"),
        blank("Staff, safeguarding lead, information security"),
        blank("Where the questions were tried with children"),
        blank("If nobody was asked: why"),
    ]
}

fn necessity(facts: &Facts) -> Vec<Block> {
    let mut blocks = vec![
        heading("4. Necessity and proportionality"),
        text(
            "Lawful basis: public task, Article 6(1)(e) UK GDPR. It needs a duty or power in law. For children in care and care leavers \
             one is section 1 of the Children and Social Work Act 2017, by which a council must have regard to the need to encourage \
             them to express their views, wishes and feelings. For others find the one that fits. If those who ask are not a public \
             body, look first whether this basis is open to them.",
        ),
        blank("The duty or power"),
        text("It is not consent: a child who depends on those who ask may not feel free. Even so, every child is asked and may say no."),
    ];
    blocks.extend(sensitive(facts));
    blocks.extend([
        blank("Why figures already held, or a talk without a record, would not do"),
        blank("Questions that could be left out"),
        table(&["Principle", "How it is met"], principles(facts)),
        text("Children’s Code, where it matters:"),
        table(&["Standard", "Here"], code(facts)),
    ]);
    blocks
}

fn sensitive(facts: &Facts) -> Vec<Block> {
    let asked: Vec<String> =
        facts.questions.iter().filter(|q| q.profile == Some(Profile::Sensitive)).map(|q| format!("“{}”", q.report)).collect();
    if asked.is_empty() {
        return vec![text(
            "The questionnaire marks no question as sensitive. If one tells about health, origin, belief or sexuality all the same, stop \
             here and have it marked.",
        )];
    }
    vec![
        text(format!(
            "The questionnaire asks something sensitive: {} If that is a special category of data (health and disability are), it needs \
             a condition of Article 9 as well. Article 9(2)(g), substantial public interest, needs one from Schedule 1 to the Data \
             Protection Act 2018: for example paragraph 6 (statutory purposes) or paragraph 8 (equality of opportunity or treatment). \
             Paragraph 8 does not hold for a child who has objected in writing, which a slip before the day may amount to.",
            asked.join(" and ")
        )),
        blank("Condition chosen, and why it is met"),
        blank("Where the appropriate policy document is kept"),
    ]
}

fn principles(facts: &Facts) -> Vec<Vec<String>> {
    let days = facts.days();
    vec![
        cells(&["Fair and open", "Notices for each age, read out to the youngest; a first page that says what happens; a way to opt out."]),
        cells(&["One purpose", "Answers are used for the tables of the questionnaire and for nothing else."]),
        cells(&[
            "Little data",
            "Choices, and own words only where this paper says so; no name, birth date or place. The questionnaire’s tables are fixed before the event.",
        ]),
        cells(&["Accurate", words(facts.policy).exact]),
        cells(&["Kept short", &format!("{days} after the figures are fixed; receipts and what was kept aside, 30 days after the close.")]),
        cells(&["Safe", "Encryption on the way and at rest, keys apart; section 5."]),
    ]
}

fn code(facts: &Facts) -> Vec<Vec<String>> {
    let defaults = match facts.policy {
        Policy::PlainCounts => "Not the most private: plain counts were chosen in place of a stronger protection. The reason is above.",
        Policy::Protected | Policy::Rounded => "Nothing to switch on: small numbers are protected without a child’s doing.",
    };
    vec![
        cells(&["1 Best interests", "A child can stop at any time; results are never used on a child."]),
        cells(&["3 Age-appropriate", "Children choose among the wordings that the questionnaire has. Nobody checks an age."]),
        cells(&["4 Transparency", "Notices in the words of four ages, and a first page in each wording of the questionnaire."]),
        cells(&["6 Policies", &format!("Destroying after {} is done by the program, not by hand.", facts.days())]),
        cells(&["7 Default settings", defaults]),
        cells(&["8 Data minimisation", "As above; no device, address or time."]),
        cells(&["9 Data sharing", "Figures only; pages load nothing from other servers."]),
        cells(&["10 Geolocation, 12 Profiling", "None."]),
        cells(&["11 Parental controls", "Nobody can look on from afar. A helper in the room sees the answers; the notices say so."]),
        cells(&["13 Nudging", "No answer is chosen beforehand. Skip stands with the answers of every question."]),
        cells(&["15 Online tools", "Help and “Hide this” on the page; a person for questions and complaints, named in the notices."]),
    ]
}

fn rights(facts: &Facts) -> Vec<Block> {
    let before = match facts.policy {
        Policy::PlainCounts => "",
        Policy::Protected | Policy::Rounded => "The counts from before protection are not kept. ",
    };
    let rows = vec![
        cells(&["To be told", "By the notices, the first page, and whoever reads them out."]),
        cells(&[
            "Access, correction, erasure, restriction, portability (15 to 20)",
            "Before sending, a child changes or drops what was chosen. After it, Sayso has no way to tell which answers are whose, and \
             Article 11(2) applies: say so, and why. Nobody is asked to tell what they answered so that it can be looked for.",
        ]),
        cells(&["To object (21)", "Before the day by the slip, on the day by not taking part. Afterwards as above."]),
        cells(&["No automated decisions (22)", "There are none."]),
        cells(&["To complain", "To the person below, then to the regulator at ico.org.uk."]),
    ];
    vec![
        heading("Rights, and requests for information"),
        table(&["Right", "How it is met"], rows),
        blank("Person for requests and complaints"),
        text(
            "What to say: “We did not ask who answered, so we cannot tell which answers are yours or your child’s, or whether there are \
             any. We can show you the questions, the figures, and when the answers will be destroyed.”",
        ),
        text(format!(
            "A request under the Freedom of Information Act can be given the figures. {before}Until their day the encrypted answers are \
             held too: treat them as personal data (section 40). After it the figures are all that exists."
        )),
    ]
}

fn measures(facts: &Facts) -> Vec<Block> {
    let mut todo = vec![
        "Server: HTTPS; master key elsewhere; database and keys backed up apart; proxy logs nothing about children.".to_owned(),
        "Tablets: guest profile, history and form filling off, screen lock; tried with a test event.".to_owned(),
        "Room: space between tablets; an adult trained in safeguarding; nobody in it whom the questions are about.".to_owned(),
        "Notices given out, and read out to the youngest and to whoever wants it.".to_owned(),
        "Slips: place and last day named; the children concerned have something else to do.".to_owned(),
        "Staff have read their notice.".to_owned(),
        "The event is closed soon after its last day, and how many came is entered.".to_owned(),
        "A backup is made right after the close. After a restore the event is not closed a second time.".to_owned(),
        format!("The event’s key is deleted from every backup of keys {} after the figures are fixed.", facts.days()),
        "Slips are destroyed.".to_owned(),
        "Children are told what came of it.".to_owned(),
    ];
    if facts.languages.len() > 1 {
        todo.push("The notices are translated: Sayso prints them in English only.".to_owned());
    }
    let rows = todo.into_iter().map(|measure| vec![measure, String::new(), String::new()]).collect();
    vec![
        heading("6. Measures"),
        text("What the program does is in sections 2 and 5. These rest on people:"),
        table(&["Measure", "Who", "Done on"], rows),
    ]
}

fn sign_off(facts: &Facts) -> Vec<Block> {
    let mut blocks = vec![
        heading("7. Sign-off"),
        text("If a high risk is left after the measures, the regulator must be consulted before the event (Article 36)."),
    ];
    if facts.policy == Policy::PlainCounts {
        blocks.push(text("With plain counts, rows 1 to 4 of section 5 need an answer of their own."));
    }
    blocks.extend([
        blank("Measures approved by, on"),
        blank("Risks that are left accepted by, on"),
        blank("Regulator consulted: not needed because, or on"),
        blank("Advice of the data protection officer, on"),
        blank("Advice followed, or set aside by whom and why"),
        blank("Where this departs from what children said, and why"),
        blank("Kept under review by, next on"),
    ]);
    blocks
}
