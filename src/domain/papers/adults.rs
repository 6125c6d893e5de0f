//! Notices for parents and carers and for staff, and the slip to opt out.

use super::own_words;
use super::policy::words;
use super::{Block, Facts, Paper, Profile, blank, cells, heading, list, shown, table, text};

/// For parents and carers.
pub(super) fn parents(facts: &Facts) -> Paper {
    let days = facts.days();
    let mut blocks = vec![
        text(format!(
            "Your child may be asked to answer some questions on a tablet at “{}” ({}). They are about {}.",
            facts.event, facts.held, facts.service
        )),
        blank("Who is asking"),
        text(
            "We want to learn what children as a group think, so that those who run and inspect services can act on it. No decision \
             about your child is made from it.",
        ),
        heading("It is your child’s choice"),
        text(
            "Your child can say no, skip any question, or stop at any time. If you or your child do not want to be asked at all, hand in \
             the slip that comes with this notice. Nobody may ask why, and it is not noted against your child.",
        ),
        heading("What we ask"),
        Block::List(facts.questions.iter().map(|q| q.report.clone()).collect()),
        text(format!(
            "Your child taps one of the answers offered, or skips. {} The words are made for children.",
            own_words::for_adults(facts)
        )),
    ];
    if facts.asks(Profile::Sensitive) {
        blocks.push(text(format!("Your child may find this quite private: {} It can be skipped, like everything.", private(facts))));
    }
    if facts.languages.len() > 1 {
        blocks.push(text(format!("The questions can be read in these languages: {}.", facts.languages.join(", "))));
    }
    blocks.extend([
        heading("What happens to the answers"),
        list(&[
            "We don’t ask your child’s name and we won’t try to find out who gave which answer.",
            "Answers are encrypted. When the event is closed they are opened together, shuffled and counted.",
            words(facts.policy).adult,
            "If fewer than 10 take part, nothing is shown about them alone. Their answers are counted together with those from other \
             places, or destroyed unread.",
            &format!("{days} after the figures are fixed, the answers are destroyed. The figures stay."),
            &format!("Managers and inspectors see figures only: how many children came, took part{} and gave each answer.", groups(facts)),
        ]),
        text(
            "No page shows what one child answered, so we cannot tell you, change it or take it out. Please let your child decide \
             whether to tell you.",
        ),
        heading("What we can’t promise"),
        text(
            "Somebody in the room may look on, and a helper sees the answers. Until they are destroyed, those who run the server could \
             read answers, though no name is with them. Answers cannot call for help: if your child tells an adult in the room about \
             harm, that adult must act on it.",
        ),
        blank("The adults in the room"),
        text("Your child can also call Childline, free, on 0800 1111. If a child is in danger, call 999."),
        heading("Your rights"),
        text(
            "We ask as part of our public task (Article 6(1)(e) UK GDPR). You and your child can ask what we hold, object or complain; \
              after sending, we can’t tell which answers were your child’s. You can also complain to the regulator at ico.org.uk.",
        ),
        blank("The law that gives us this task"),
    ]);
    if facts.asks(Profile::Sensitive) {
        blocks.push(blank("Our ground for asking what is quite private (Article 9(2)(g) UK GDPR), if it needs one"));
    }
    blocks.extend([
        blank("Our data protection officer"),
        blank("Who keeps the answers for us, and in which country"),
        shown("See the results", facts),
    ]);
    Paper {
        title: format!("For parents and carers: {}", facts.event),
        for_whom: "For parents, foster carers and all who look after a child, with the slip.",
        blocks,
    }
}

fn groups(facts: &Facts) -> String {
    facts.splits().map(|by| format!(", are in each group of ten or more ({by})")).unwrap_or_default()
}

fn private(facts: &Facts) -> String {
    let asked = facts.questions.iter().filter(|q| q.profile == Some(Profile::Sensitive));
    asked.map(|q| format!("“{}”", q.report)).collect::<Vec<_>>().join(" and ")
}

/// For social workers and other staff.
pub(super) fn staff(facts: &Facts) -> Paper {
    let words = words(facts.policy);
    let mut room = cells(&[
        "Let each child sit where nobody sees the screen.",
        "A child who wants help chooses who helps. If the questions are about your work or your home, it cannot be you, even if asked.",
        "Whoever helps reads out, may explain a word, and does not suggest, nod or frown. Tell the child that you see the answers.",
        "Look out for a child who wants to stop and does not say so. A child who skips everything has taken part as well as any other.",
        "Never answer for a child, and never to try it out. Use a test event.",
        "Count how many came. Write down no names for it.",
    ]);
    if facts.asks_alone {
        let asked = "The tablet first asks each child: “Can you answer without anyone seeing?” A child who says no is told to ask \
                     people to move away, to find a quieter place, or to wait. Help with it at once, and do not ask why. What a child \
                     says to this is not kept.";
        room.insert(1, asked.to_owned());
    }
    let mut before = cells(&[
        "Give children and parents their notices. Read them out to whoever needs it.",
        "Take slips without asking why, and see that nobody else asks.",
        "Do not tell children what to answer or what you hope for. Promise nothing for answering.",
    ]);
    if !facts.unread.is_empty() {
        before.push(format!(
            "No native speaker has read these words yet: {}. If a child finds something odd in them, tell the person below.",
            facts.unread.join(", ")
        ));
    }
    let few = if facts.expects_too_few() { " Fewer than ten are expected, so expect no figures about this event alone." } else { "" };
    Paper {
        title: format!("For social workers and other staff: {}", facts.event),
        for_whom: "For social workers, carers who work here, and everybody in the room.",
        blocks: vec![
            text(format!(
                "At “{}” ({}) children answer “{}” on tablets. It is about {}. The figures are about a service, and no name is \
                 asked. {}{few}",
                facts.event,
                facts.held,
                facts.title,
                facts.service,
                own_words::for_adults(facts)
            )),
            heading("If a child tells you about harm"),
            text(
                "Follow your safeguarding procedure at once, as on any other day. Sayso is no safety monitor: answers are seen only as \
                 counts, later, and it cannot tell whose they were. Do not rely on a tablet to tell anybody.",
            ),
            blank("Safeguarding lead, telephone"),
            blank("If not there"),
            heading("Before"),
            Block::List(before),
            heading("In the room"),
            Block::List(room),
            heading("What to say about privacy"),
            text(
                "“We don’t ask your name and we won’t try to find out who you are.” Promise no more than that: somebody may look on, and \
                 those who run the server could read answers until they are destroyed.",
            ),
            heading("Afterwards"),
            list(&[
                "Do not ask children what they answered, and do not try to work out who said what, even if you think you could.",
                "If you believe that a figure points at a child, tell the data protection officer and nobody else.",
                "No child may be worse off for answering, for not answering, or for what the figures say.",
            ]),
            heading("How to read the figures"),
            text(format!("{} {}", words.adult, words.exact)),
            text("They say nothing about children who were not heard."),
            blank("Questions about this event"),
        ],
    }
}

/// The slip to opt out beforehand, with its rules.
pub(super) fn slip(facts: &Facts) -> Paper {
    Paper {
        title: format!("Opting out beforehand: {}", facts.event),
        for_whom: "For children, parents and carers; the rules are for staff.",
        blocks: vec![
            text(format!(
                "Some questions will be asked on a tablet at “{}” ({}). Nobody has to take part. With this slip you can say so \
                 beforehand. You need no slip to say no on the day: a child may stay away, stop, or skip every question.",
                facts.event, facts.held
            )),
            heading("The slip"),
            table(
                &["Tick one", "I say"],
                vec![
                    cells(&["", "I am the child. I don’t want to be asked."]),
                    cells(&["", "I am a parent or carer. I don’t want this child to be asked."]),
                ],
            ),
            blank("The child’s name, so that we know whom not to ask"),
            text("Please give no reason. We don’t want to know it."),
            blank("Hand it in to"),
            blank("By"),
            heading("Rules for staff"),
            list(&[
                "Do not ask why, and do not try to change anybody’s mind.",
                "Opting out is not recorded against the child: not in a file, not in Sayso, not in a list that stays.",
                "Only the person named above keeps the slips, and tells those in the room whom not to ask. They are destroyed when the \
                 event is over.",
                "Let the child do something else, without remark, so that nobody stands out.",
                "A child who handed in a slip may still change their mind and take part.",
                "After sending, a slip comes too late: Sayso cannot tell which answers were the child’s.",
                "If a parent or carer says no and the child wants to take part, do not decide it yourself. Ask the person below.",
            ]),
            blank("Who decides if a child and an adult disagree"),
        ],
    }
}
