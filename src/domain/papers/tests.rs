//! What the papers must say, and must never say.

use super::{Asked, Block, Facts, Paper, Policy, Profile, Readers, markdown, papers};

const ALL: [Policy; 3] = [Policy::Protected, Policy::Rounded, Policy::PlainCounts];

fn asked(report: &str, profile: Option<Profile>, safety: bool, breakdown: Option<&str>) -> Asked {
    Asked { report: report.to_owned(), profile, safety, breakdown: breakdown.map(str::to_owned) }
}

fn facts(policy: Policy) -> Facts {
    let split = |by| (policy == Policy::Protected).then_some(by);
    Facts {
        event: "Summer rights day".to_owned(),
        service: "Northshire children’s services".to_owned(),
        held: "12 March 2026".to_owned(),
        title: "Messages for Munro".to_owned(),
        version: 2,
        policy,
        reason: (policy == Policy::PlainCounts).then(|| "The council compares with the figures of 2011, which were plain.".to_owned()),
        expected: 60,
        retention_days: 87,
        questions: vec![
            asked("How old are you?", Some(Profile::Known), false, None),
            asked("Where do you live?", Some(Profile::Known), false, None),
            asked("Does your social worker talk with you alone?", None, true, split("Age")),
            asked("Do your wishes and feelings make a difference to decisions about you?", None, false, split("Kind of home")),
            asked("Do you have a disability, or a health condition that lasts a long time?", Some(Profile::Sensitive), false, None),
            asked("Who helped you to answer these questions?", None, false, None),
        ],
        languages: vec!["English".to_owned()],
        unread: Vec::new(),
        shown_at: None,
        asks_alone: true,
        readers: None,
    }
}

/// Without a sensitive question or one about safety, and with too few expected.
fn plain_facts(policy: Policy) -> Facts {
    let mut facts = facts(policy);
    facts.questions.retain(|q| q.profile != Some(Profile::Sensitive) && !q.safety);
    facts.expected = 7;
    facts.languages.push("Welsh".to_owned());
    facts.unread.push("Welsh".to_owned());
    facts.shown_at = Some("on the wall in the hall".to_owned());
    facts.asks_alone = false;
    facts
}

fn texts(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(text) | Block::Text(text) | Block::Blank(text) => vec![text.clone()],
        Block::List(items) => items.clone(),
        Block::Table { head, rows } => head.iter().chain(rows.iter().flatten()).cloned().collect(),
    }
}

fn all_text(paper: &Paper) -> String {
    let blocks: Vec<String> = paper.blocks.iter().flat_map(texts).collect();
    format!("{}\n{}\n{}", paper.title, paper.for_whom, blocks.join("\n"))
}

fn words(paper: &Paper) -> usize {
    paper.blocks.iter().flat_map(texts).map(|text| text.split_whitespace().count()).sum()
}

fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['.', '?', '!', ':']).filter(|s| s.split_whitespace().next().is_some()).collect()
}

fn find<'a>(papers: &'a [Paper], title: &str) -> &'a Paper {
    papers.iter().find(|p| p.title.starts_with(title)).unwrap()
}

const CHILDREN: [(&str, usize, usize); 4] = [
    ("For children aged 4 to 7", 60, 8),
    ("For children aged 8 to 11", 130, 15),
    ("For young people aged 12 to 15", 200, 22),
    ("For young people aged 16 and over", 260, 25),
];

#[test]
fn notices_for_children_are_short() {
    for policy in ALL {
        for facts in [facts(policy), plain_facts(policy)] {
            let papers = papers(&facts);
            for (title, most, longest) in CHILDREN {
                let paper = find(&papers, title);
                // The place is the officer's own.
                let count = words(paper) - facts.shown_at.as_ref().map_or(0, |place| place.split_whitespace().count());
                assert!(count <= most, "{policy:?} {title}: {count} words");
                for text in paper.blocks.iter().flat_map(texts) {
                    for sentence in sentences(&text) {
                        let count = sentence.split_whitespace().count();
                        assert!(count <= longest, "{title}: {count} words: {sentence}");
                    }
                }
            }
        }
    }
}

#[test]
fn notices_for_children_say_what_they_must() {
    for policy in ALL {
        let papers = papers(&facts(policy));
        for (title, ..) in CHILDREN {
            let paper = find(&papers, title);
            let text = all_text(paper);
            for part in ["Who is asking", "We want to", "skip", "stop", "your name", "adult here", "0800 1111"] {
                assert!(text.contains(part), "{title}: {part}");
            }
            assert!(["See what children said at", "See the results at"].iter().any(|part| text.contains(part)), "{title}: where");
            assert!(["take yours out", "take them out", "remove them"].iter().any(|part| text.contains(part)), "{title}: no taking back");
        }
    }
}

#[test]
fn what_the_event_knows_is_filled_in() {
    let (plain, usual) = (papers(&plain_facts(Policy::Protected)), papers(&facts(Policy::Protected)));
    for (title, ..) in CHILDREN {
        assert!(all_text(find(&plain, title)).contains(": on the wall in the hall."), "{title}");
    }
    let (other, staff) = (all_text(find(&plain, "For social workers")), all_text(find(&usual, "For social workers")));
    let (unread, first) = ("No native speaker has read these words yet: Welsh.", "“Can you answer without anyone seeing?”");
    assert!(other.contains(unread) && !staff.contains("native speaker") && staff.contains(first) && !other.contains(first));
    let (plain, usual) = (all_text(find(&plain, "Data protection")), all_text(find(&usual, "Data protection")));
    assert!(plain.contains("no native speaker has read yet\nWelsh\n") && usual.contains("no native speaker has read yet\nNone\n"));
    assert!(plain.contains("after the last day\non the wall in the hall"), "{plain}");
    assert!(usual.contains("told to find a quieter place") && !plain.contains("told to find a quieter place"));
    assert!(usual.contains("what a child says to it is not kept") && !plain.contains("what a child says to it is not kept"));
}

#[test]
fn where_children_may_write_every_paper_says_who_reads_it() {
    let readers = Readers { reader: "Rosa Khan".to_owned(), deputy: "Dev Shah".to_owned(), read_by: "18:00".to_owned() };
    let (with, without) = (Facts { readers: Some(readers), ..facts(Policy::Protected) }, facts(Policy::Protected));
    for (with, without) in papers(&with).iter().zip(&papers(&without)) {
        let (with, without) = (all_text(with), all_text(without));
        // The slip says nothing of what is asked.
        assert!(with == without || with.contains("own words") || with.contains("write"), "{with}");
        assert!(!without.contains("own words") || without.contains("only where this paper says so"), "{without}");
    }
    let same = papers(&with).iter().zip(&papers(&without)).filter(|(with, without)| with == without).count();
    assert_eq!(same, 1, "the slip alone is the same");
    let assessment = all_text(find(&papers(&with), "Data protection"));
    assert!(!assessment.contains("nowhere to write"), "{assessment}");
    assert!(["Rosa Khan", "Dev Shah", "18:00", "quote"].iter().all(|part| assessment.contains(part)), "{assessment}");
    for (title, _, longest) in CHILDREN {
        for text in find(&papers(&with), title).blocks.iter().flat_map(texts) {
            for sentence in sentences(&text) {
                assert!(sentence.split_whitespace().count() <= longest.max(16), "{title}: {sentence}");
            }
        }
    }
}

#[test]
fn no_paper_promises_too_much_or_uses_words_that_readers_should_not_meet() {
    let never =
        ["noise", "noisy", "sample", "respondent", "n =", "n=", "anonymous", "completely safe", "nobody can ever", "nobody will ever"];
    for policy in ALL {
        for facts in [facts(policy), plain_facts(policy)] {
            for paper in papers(&facts) {
                let text = all_text(&paper).to_lowercase();
                for word in never {
                    assert!(!text.contains(word), "{policy:?} {}: {word}", paper.title);
                }
            }
        }
    }
}

#[test]
fn article_9_appears_only_with_a_sensitive_question() {
    for policy in ALL {
        let of = |facts: &Facts| papers(facts).iter().map(all_text).collect::<Vec<_>>().join("\n");
        let (with, without) = (of(&facts(policy)), of(&plain_facts(policy)));
        for part in ["Article 9(2)(g)", "Schedule 1", "quite private"] {
            assert!(with.contains(part), "{policy:?}: {part}");
        }
        for part in ["Article 9", "Art. 9", "9(2)", "Schedule 1", "Quite private", "quite private"] {
            assert!(!without.contains(part), "{policy:?}: {part}");
        }
    }
}

#[test]
fn the_reason_for_plain_counts_is_printed_and_no_other() {
    let mut plain = facts(Policy::PlainCounts);
    let reason = plain.reason.clone().unwrap();
    assert!(all_text(&papers(&plain)[0]).contains(&reason));
    plain.reason = Some("  ".to_owned());
    let blanks =
        |facts: &Facts| papers(facts)[0].blocks.iter().filter(|b| matches!(b, Block::Blank(t) if t.contains("plain counts"))).count();
    assert_eq!(blanks(&plain), 1, "a line to fill in");
    let protected = Facts { reason: Some(reason.clone()), ..facts(Policy::Protected) };
    assert!(!all_text(&papers(&protected)[0]).contains(&reason));
    assert_eq!(blanks(&protected), 0);
}

#[test]
fn a_policy_is_told_in_its_own_words_only() {
    let own: [(Policy, &[&str]); 3] = [
        (Policy::Protected, &["4.5 to 1", "20 to 1", "Laplace", "We change the counts a little", "early look"]),
        (Policy::Rounded, &["nearest 5", "Counts below 10 are held back", "capped", "We round the counts"]),
        (Policy::PlainCounts, &["as they were counted", "We show the counts as they are", "Plain counts."]),
    ];
    for policy in ALL {
        let text = papers(&facts(policy)).iter().map(all_text).collect::<Vec<_>>().join("\n");
        for (whose, phrases) in own {
            for phrase in phrases {
                assert_eq!(text.contains(phrase), whose == policy, "{policy:?}: {phrase}");
            }
        }
    }
}

#[test]
fn the_days_until_answers_are_destroyed_are_told() {
    let papers = papers(&facts(Policy::Protected));
    for title in ["Data protection", "For young people aged 12", "For young people aged 16", "For parents"] {
        assert!(all_text(find(&papers, title)).contains("87 days"), "{title}");
    }
    let one = super::papers(&Facts { retention_days: 1, ..facts(Policy::Protected) });
    assert!(one.iter().all(|p| !all_text(p).contains("1 days")));
}

#[test]
fn every_paper_has_something_in_every_part() {
    for policy in ALL {
        for facts in [facts(policy), plain_facts(policy)] {
            let papers = papers(&facts);
            assert_eq!(papers.len(), 8);
            for paper in &papers {
                assert!(paper.blocks.len() > 4 && words(paper) > 40 && !paper.title.is_empty() && !paper.for_whom.is_empty());
                for block in &paper.blocks {
                    match block {
                        Block::Table { head, rows } => {
                            assert!(!rows.is_empty() && rows.iter().all(|row| row.len() == head.len()), "{}", paper.title);
                        }
                        other => assert!(texts(other).iter().all(|t| !t.trim().is_empty()), "{}", paper.title),
                    }
                }
                let text = all_text(paper);
                for slip in ["  ", "..", " .", " ,", "::"] {
                    assert!(!text.contains(slip), "{}: {slip:?}", paper.title);
                }
            }
        }
    }
}

#[test]
fn too_few_expected_is_told_to_the_officer_and_to_staff() {
    let few = papers(&plain_facts(Policy::Protected));
    let many = papers(&facts(Policy::Protected));
    for title in ["Data protection", "For social workers"] {
        assert!(all_text(find(&few, title)).contains("Fewer than ten are expected"), "{title}");
        assert!(!all_text(find(&many, title)).contains("Fewer than ten are expected"), "{title}");
    }
}

/// Marks that are not escaped, of what could be markup anywhere.
fn bare(line: &str) -> Vec<char> {
    let mut found = Vec::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' => found.push(c),
            _ => {}
        }
    }
    found
}

#[test]
fn a_name_cannot_break_the_document() {
    let name = "| # <b>*x*\n\n---\n# `y` [z](javascript:1) &amp; \\| ~~q~~ \t end #";
    let mut odd = facts(Policy::Protected);
    odd.event = name.to_owned();
    odd.languages.push("- | one".to_owned());
    let plain = facts(Policy::Protected);
    let (odd, plain) = (markdown(&papers(&odd)), markdown(&papers(&Facts { languages: vec!["A".to_owned(), "B".to_owned()], ..plain })));
    let starts = |of: &str, mark: &str| of.lines().filter(|line| line.starts_with(mark)).count();
    for mark in ["# ", "## ", "- ", "|", "---", "**"] {
        assert_eq!(starts(&odd, mark), starts(&plain, mark), "{mark}");
    }
    assert_eq!(odd.lines().count(), plain.lines().count());
    let pipes = |of: &str| of.lines().filter(|l| l.starts_with('|')).map(|l| bare(l).len()).collect::<Vec<_>>();
    assert_eq!(pipes(&odd), pipes(&plain), "every row has its cells");
    let title = odd.lines().find(|l| l.starts_with("# For parents")).unwrap();
    assert_eq!(bare(title), ['#'], "one heading, nothing else: {title}");
    let shown: String = title.replace('\\', "");
    assert!(shown.contains("| # <b>*x* --- # `y` [z](javascript:1) &amp; | ~~q~~ end #"), "{shown}");
}

#[test]
fn what_would_begin_a_list_or_rule_is_escaped_at_the_start_only() {
    let paper = |text: &str| Paper {
        title: text.to_owned(),
        for_whom: "x",
        blocks: vec![Block::Text(text.to_owned()), Block::Blank(text.to_owned())],
    };
    for (text, out) in [
        ("- a - b", "\\- a - b"),
        ("+1", "\\+1"),
        ("12. May", "12\\. May"),
        ("3) x", "3\\) x"),
        ("===", "\\==="),
        ("---", "\\---"),
        ("4.5 to 1 (e^1.5)", "4.5 to 1 (e^1.5)"),
        ("“Tea” – 5 o’clock", "“Tea” – 5 o’clock"),
        ("", ""),
    ] {
        let document = markdown(&[paper(text)]);
        assert!(document.contains(&format!("\nx\n\n{out}\n")), "{text}: {document}");
    }
}

#[test]
fn each_kind_of_block_has_its_markdown() {
    let blocks = vec![
        Block::Heading("One".to_owned()),
        Block::List(vec!["a".to_owned(), "b".to_owned()]),
        Block::Table { head: vec!["h".to_owned(), "i".to_owned()], rows: vec![vec!["c".to_owned(), String::new()]] },
        Block::Blank("Name".to_owned()),
    ];
    let paper = Paper { title: "T".to_owned(), for_whom: "For all.", blocks };
    let line = "_".repeat(40);
    let one = format!("# T\n\nFor all.\n\n## One\n\n- a\n- b\n\n| h | i |\n| --- | --- |\n| c |  |\n\n**Name:** {line}\n\n");
    assert_eq!(markdown(std::slice::from_ref(&paper)), one);
    assert_eq!(markdown(&[paper.clone(), paper]), format!("{one}---\n\n{one}"));
}
