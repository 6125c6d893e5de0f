//! The three policies in words. A paper tells only about the event's own.

use super::Policy;

/// What is said about a policy.
pub(super) struct Words {
    /// Its name.
    pub(super) name: &'static str,
    /// What is done to the counts, for officers.
    pub(super) rule: &'static str,
    /// What may be relied on.
    pub(super) holds: &'static str,
    /// What stays possible.
    pub(super) left: &'static [&'static str],
    /// What it means for how exact the figures are.
    pub(super) exact: &'static str,
    /// What is left of the risk of small numbers.
    pub(super) left_of_small: &'static str,
    /// What is left of the risk of made-up answers.
    pub(super) left_of_made_up: &'static str,
    /// What is left where staff know who came.
    pub(super) left_of_known: &'static str,
    /// What is left where the same children are asked again.
    pub(super) left_of_again: &'static str,
    /// How a pool's counts are protected.
    pub(super) pool: &'static str,
    /// To children of 8 to 11.
    pub(super) child: &'static str,
    /// To young people of 12 to 15.
    pub(super) young: &'static str,
    /// To older young people and adults.
    pub(super) adult: &'static str,
}

/// The words of a policy.
pub(super) fn words(policy: Policy) -> &'static Words {
    match policy {
        Policy::Protected => &PROTECTED,
        Policy::Rounded => &ROUNDED,
        Policy::PlainCounts => &PLAIN_COUNTS,
    }
}

const PROTECTED: Words = Words {
    name: "Protected",
    rule: "Every count may be changed a little, once, at random, before anybody sees it; zeros and skipped questions too. The change is a \
           whole number, drawn exactly from the discrete Laplace distribution with b = 4/3. About 7 counts in 10 stay within 1 of the \
           true count, 93 in 100 within 3.",
    holds: "Somebody who knew every other answer in a table would find the odds about the last one changed by at most e^1.5, about 4.5 \
            to 1, by that table; and by at most e^3, about 20 to 1, by all the event’s tables. Where a child may tick several choices, \
            this holds for each tick.",
    left: &[
        "The odds do change: somebody who suspects an answer may come to suspect it more, or less.",
        "The limit is for one answer, not for a whole child. What the tables tell about several answers of one child adds up.",
    ],
    exact: "Small figures are less exact. They are shown with the range in which the true count is likely to lie, and where 10 to 19 \
            took part in words only.",
    left_of_small: "Low. No count of answers is certain, so the figures make nobody sure of one child’s answer. A suspicion can grow \
                    stronger.",
    left_of_made_up: "For a child low: nine made-up answers do not lay bare the tenth. For the figures medium: Sayso cannot prove that a \
                      child answered once.",
    left_of_known: "Low. Staff may guess from a figure, but cannot be certain of any count.",
    left_of_again: "Medium. What the figures of several events tell about the same child adds up, and nothing limits how many there are.",
    pool: "A pool’s counts are protected in the same way as this event’s.",
    child: "We change the counts a little. That makes it hard to tell who said what.",
    young: "We change the counts a little, at random. That makes it hard to tell who said what, but not impossible.",
    adult: "Every count may be changed a little, once, at random, before anybody sees it. From the figures nobody can then be certain what \
            one child answered. Somebody who suspects an answer may still come to suspect it more.",
};

const ROUNDED: Words = Words {
    name: "Rounded",
    rule: "Counts are rounded to the nearest 5. Counts below 10 are held back. Large counts are capped, at least 5 below the number who \
           took part, so that nobody can tell that nearly everyone agreed. Where figures would prove that nobody gave another answer, one \
           of them goes a step down.",
    holds: "No small group, no group in which nearly everyone agreed, and not that nobody gave an answer can be worked out from one \
            table of published figures, not even by two children who put together what they answered.",
    left: &[
        "Somebody who knows every other answer can at times work out the last one: one answer more or less can tip a figure to the next 5.",
        "The rule is about one table. What the tables tell about several answers of one child adds up.",
    ],
    exact: "Figures are mostly up to 2 away from the true count, a few up to 7, capped ones further. Where few took part, most are held back.",
    left_of_small: "Low from the published figures alone. Medium if somebody also knows what the others answered.",
    left_of_made_up: "Medium. Whoever makes up all the other answers may work out the last one. And Sayso cannot prove that a child \
                      answered once.",
    left_of_known: "Low, unless staff also know what the others answered.",
    left_of_again: "Medium. A figure that tips to the next 5 after one child came or left can point at that child.",
    pool: "A pool’s counts are not rounded: each is changed a little, once, at random.",
    child: "We round the counts. That makes it hard to tell who said what.",
    young: "We round the counts to the nearest 5 and hide small ones. But someone who knows all the other answers might work out yours.",
    adult: "Counts are rounded to the nearest 5, small ones held back and large ones capped. So the figures show no small group, nor one \
            in which nearly everyone agreed. Somebody who knows all the other answers may still work out one child’s.",
};

const PLAIN_COUNTS: Words = Words {
    name: "Plain counts",
    rule: "Figures are shown as they were counted. Nothing is done to them but the threshold of ten.",
    holds: "Nothing is promised beyond that threshold.",
    left: &[
        "Somebody who knows the other answers can work out one child’s.",
        "If everyone gave the same answer, the figures say so, and with it what each child answered. The same if nobody gave it.",
        "A count of one or two can point at a child, for those who know the group.",
    ],
    exact: "Figures are as exact as the answers.",
    left_of_small: "High for what everyone, nobody or one or two answered. Otherwise medium.",
    left_of_made_up: "High. Whoever made up all the other answers knows the last one. And Sayso cannot prove that a child answered once.",
    left_of_known: "Medium to high. A small count, or one that takes in everybody, tells staff who know the group what a child answered.",
    left_of_again: "High. If one child came or left between two events, the difference between the counts can be that child’s answer.",
    pool: "A pool’s counts are not shown as counted: each is changed a little, once, at random.",
    child: "We show the counts as they are. Someone who knows the other answers could work out yours.",
    young: "We show the counts as they are. Someone who knows the other answers could work out yours, and if everyone agrees, that shows \
            too.",
    adult: "Counts are shown as they are, if at least ten took part. Somebody who knows the other answers can work out one child’s. If \
            everyone gives the same answer, the figures show what each child answered.",
};
