//! Reading: every number about answers that stands in a page, a picture or a file, whatever it is made of.
//!
//! An answer's words stand nowhere else (see [`crate::crawl::FILE`]). So wherever they are met, the figure beside them is theirs:
//! after them in tables, pictures and text alternatives, before them in sentences (“About 15 of 30 said ‘heaps’ (13 to 17)”).

use crate::crawl::{CELLS, Page};
use crate::support::tags;
use regex::{Captures, Regex};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A number of children, or per cent of those who took part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Unit {
    Children,
    Percent,
}

/// What is said of some answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Said {
    HeldBack,
    Figure(u64, Unit),
    /// Both ends are in it; without an end there is no limit.
    Between(Option<u64>, Option<u64>, Unit),
    /// More or less than so many per cent.
    Above(f64),
    Below(f64),
}

/// What is said of answers to a question that are counted together: one, mostly.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    pub(crate) question: usize,
    pub(crate) cells: Vec<usize>,
    pub(crate) said: Said,
}

/// The cell of those who skipped a question.
pub(crate) const SKIPPED: usize = 3;

/// The words of a pooled group, and what is in it.
const POOL: (&str, [usize; 2]) = ("plenty", [0, 1]);

const FIGURE: &str = r"(?:(?P<held>held back)|(?P<end>\d+)(?P<endpc>%)? or (?P<way>fewer|more)|(?P<than>fewer|more) than (?P<share>\d+ in \d+|half|a third|two thirds|a quarter|three quarters)|(?:about )?(?P<value>\d+)(?P<pc>%)?(?: of \d+)?|\b(?P<word>few|some|about half|most|nearly all))";
const RANGE: &str = r"(?:likely )?(?P<low>\d+) to (?P<high>\d+)(?P<rangepc>%)?";

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}

/// The words of an answer or of a pooled group.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    let choices: Vec<&str> = CELLS.iter().flat_map(|(_, cells)| &cells[..SKIPPED]).copied().chain([POOL.0]).collect();
    regex(&format!(r"\b(?:{})\b", choices.join("|")))
});
static WHOLE: LazyLock<Regex> = LazyLock::new(|| regex(&format!("^{FIGURE}$")));
/// Right after an answer's words: a range, or a figure and perhaps its range.
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    // A group's name may stand once in a pattern.
    let range = |n: u8| {
        RANGE.replace("<low>", &format!("<low{n}>")).replace("<high>", &format!("<high{n}>")).replace("<rangepc>", &format!("<rangepc{n}>"))
    };
    regex(&format!(r"^[’”:|\s]*(?:[(|\s]*{}|{FIGURE}(?P<said>\s+said\b)?(?:[|\s,(]*{})?)", range(0), range(1)))
});
/// Before an answer's words, in the same sentence.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"{FIGURE}\s+said\b[^.;|]*$")));
/// How many skipped or answered the question that was spoken of last.
static SKIP: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"{FIGURE} skipped it(?: \({RANGE}\))?")));
static ANSWERED: LazyLock<Regex> = LazyLock::new(|| regex(r"(?P<n>\d+) (?:children )?took part\.[^.]*?(?P<a>\d+) answered"));
/// Days, and shares in words.
static KNOWN: LazyLock<Regex> = LazyLock::new(|| regex(r"\d+ \p{L}+ \d{4}|\d+ in \d+"));
static DIGITS: LazyLock<Regex> = LazyLock::new(|| regex(r"\d+"));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| regex(r" when asked “[^”]*”"));

fn number(found: &Captures<'_>, name: &str) -> Option<u64> {
    found.name(name).and_then(|m| m.as_str().parse().ok())
}

fn unit(percent: bool) -> Unit {
    if percent { Unit::Percent } else { Unit::Children }
}

fn share(words: &str) -> f64 {
    match words {
        "half" => 50.0,
        "a third" => 33.3,
        "two thirds" => 66.7,
        "a quarter" => 25.0,
        "three quarters" => 75.0,
        other => {
            let (a, b) = other.split_once(" in ").expect("one in some");
            100.0 * a.parse::<f64>().expect("a number") / b.parse::<f64>().expect("a number")
        }
    }
}

/// The figure in what was found, if there is one.
fn figure(found: &Captures<'_>) -> Option<Said> {
    if found.name("held").is_some() {
        return Some(Said::HeldBack);
    }
    if let Some(end) = number(found, "end") {
        let unit = unit(found.name("endpc").is_some());
        return Some(if &found["way"] == "more" { Said::Between(Some(end), None, unit) } else { Said::Between(None, Some(end), unit) });
    }
    if let Some(than) = found.name("than") {
        let share = share(&found["share"]);
        return Some(if than.as_str() == "more" { Said::Above(share) } else { Said::Below(share) });
    }
    if let Some(value) = number(found, "value") {
        return Some(Said::Figure(value, unit(found.name("pc").is_some())));
    }
    // Of those who answered, who are not more than took part: so only the upper end is sure.
    Some(match found.name("word")?.as_str() {
        "few" => Said::Below(20.0),
        "some" => Said::Below(40.0),
        "about half" => Said::Below(60.0),
        "most" => Said::Below(85.0),
        _ => Said::Above(0.0),
    })
}

/// The range in what was found. Beside shares it may stand without its sign.
fn range(found: &Captures<'_>, n: &str, figure: Option<Said>) -> Option<Said> {
    let (low, high) = (number(found, &format!("low{n}"))?, number(found, &format!("high{n}"))?);
    let percent = found.name(&format!("rangepc{n}")).is_some() || matches!(figure, Some(Said::Figure(_, Unit::Percent)));
    Some(Said::Between(Some(low), Some(high), unit(percent)))
}

/// Which answers are meant by words.
fn meant(label: &str) -> (usize, Vec<usize>) {
    if label == POOL.0 {
        return (0, POOL.1.to_vec());
    }
    let find = |(question, (_, cells)): (usize, &(&str, [&str; 4]))| Some((question, vec![cells.iter().position(|c| *c == label)?]));
    CELLS.iter().enumerate().find_map(find).expect("an answer")
}

/// What a reader reads, and what only a program does: text, and the attributes that hold some. A bar stands for each tag.
fn text(html: &str) -> String {
    let mut text = String::new();
    for tag in tags(html) {
        let told = |name: &str| ["aria-label", "title", "alt", "content", "value"].contains(&name) || name.starts_with("data-");
        for (_, value) in tag.attributes.iter().filter(|(name, _)| told(name)) {
            text += value;
            text += " | ";
        }
    }
    let mut pieces = html.split('<');
    text += pieces.next().unwrap_or_default();
    for piece in pieces {
        text += " | ";
        text += piece.split_once('>').map_or("", |(_, after)| after);
    }
    for (entity, meaning) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("\u{a0}", " "), ("&amp;", "&")]
    {
        text = text.replace(entity, meaning);
    }
    QUOTED.replace_all(&text.split_whitespace().collect::<Vec<_>>().join(" "), "").to_lowercase()
}

/// Everything that words say.
fn words(html: &str) -> Vec<Reading> {
    let text = text(html);
    let mut readings = Vec::new();
    let labels: Vec<_> = LABEL.find_iter(&text).collect();
    for label in &labels {
        let (question, cells) = meant(label.as_str());
        let mut read = |said: Option<Said>| readings.extend(said.map(|said| Reading { question, cells: cells.clone(), said }));
        if let Some(found) = AFTER.captures(&text[label.end()..]).filter(|found| found.name("said").is_none()) {
            let told = figure(&found);
            read(told);
            read(range(&found, "0", told));
            read(range(&found, "1", told));
        }
        let from = text[..label.start()].char_indices().rev().nth(200).map_or(0, |(at, _)| at);
        read(BEFORE.captures(&text[from..label.start()]).and_then(|found| figure(&found)));
    }
    let last = |at: usize| labels.iter().rev().find(|l| l.start() < at).map(|l| meant(l.as_str()).0);
    for found in SKIP.captures_iter(&text) {
        // Without an answer before it, nobody knows which question it is: it is taken for the first.
        let question = last(found.get(0).expect("it").start()).unwrap_or(0);
        let told = figure(&found);
        readings.extend([told, range(&found, "", told)].into_iter().flatten().map(|said| Reading { question, cells: vec![SKIPPED], said }));
    }
    for found in ANSWERED.captures_iter(&text) {
        let question = last(found.get(0).expect("it").start()).unwrap_or(0);
        if let (Some(n), Some(answered)) = (number(&found, "n"), number(&found, "a")) {
            readings.push(Reading { question, cells: vec![SKIPPED], said: Said::Figure(n.saturating_sub(answered), Unit::Children) });
        }
    }
    readings
}

/// Everything that a file says, by its columns.
fn file(text: &str) -> Vec<Reading> {
    let mut readings = Vec::new();
    // Questions with a published number, and those with a line for who skipped them.
    let (mut numbered, mut skipped) = (BTreeSet::new(), BTreeSet::new());
    for row in rows(text) {
        let at = |name: &str| row.iter().find(|(column, _)| column == name).map_or("", |(_, value)| value.as_str());
        assert!(["", "All children"].contains(&at("group")), "a table that nobody promised: {row:?}");
        let question = CELLS.iter().position(|(code, _)| *code == at("question_code")).unwrap_or_else(|| panic!("what is this? {row:?}"));
        let cell = CELLS[question].1.iter().position(|code| *code == at("answer_code")).unwrap_or_else(|| panic!("who said this? {row:?}"));
        let mut read = |said| readings.push(Reading { question, cells: vec![cell], said });
        if let Some(found) = WHOLE.captures(&at("figure").to_lowercase()) {
            figure(&found).into_iter().for_each(&mut read);
        }
        let (low, high) = (at("low").parse().ok(), at("high").parse().ok());
        if low.is_some() || high.is_some() {
            read(Said::Between(low, high, unit(at("unit") == "percent")));
        }
        if let Ok(published) = at("ledger").parse() {
            read(Said::Figure(published, Unit::Children));
            numbered.insert(question);
        }
        if let (Ok(n), Ok(answered)) = (at("took_part").parse::<u64>(), at("answered").parse::<u64>()) {
            readings.push(Reading { question, cells: vec![SKIPPED], said: Said::Figure(n.saturating_sub(answered), Unit::Children) });
        }
        if cell == SKIPPED {
            skipped.insert(question);
        }
    }
    // Where that line is missing, its figure is held back.
    let missing = numbered.difference(&skipped).map(|question| Reading { question: *question, cells: vec![SKIPPED], said: Said::HeldBack });
    readings.extend(missing);
    readings
}

fn rows(text: &str) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let columns = reader.headers().expect("columns").clone();
    let name = |row: csv::StringRecord| columns.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|row| name(row.expect("a row"))).collect()
}

/// Everything that is said of answers.
pub(crate) fn readings(page: &Page) -> Vec<Reading> {
    let mut readings = words(&page.headers);
    readings.extend(match page.kind.as_str() {
        "text/csv" => file(&page.text),
        "text/html" | "image/svg+xml" => words(&page.text),
        // A questionnaire's file, a stylesheet: no tags there.
        _ => words(&page.text.replace(['<', '>'], " ")),
    });
    readings
}

/// Numbers that stand in one text with an answer's words and that nobody read: in no reading, no head count, no date.
/// There are none, or else this reader is to learn another way in which figures are written.
pub(crate) fn unread(page: &Page, said: &[Reading], n: u64) -> Vec<String> {
    // Who did not skip, answered.
    let known = said.iter().flat_map(|reading| numbers(reading.said)).flat_map(|number| [number, n.saturating_sub(number)]);
    let known: BTreeSet<u64> = known.chain([n]).collect();
    let text = if page.kind == "text/csv" { String::new() } else { text(&page.text) };
    let beside = text.split('|').filter(|piece| LABEL.is_match(piece)).map(|piece| KNOWN.replace_all(piece, "").into_owned());
    let unread = |piece: &String| DIGITS.find_iter(piece).any(|m| m.as_str().parse().is_ok_and(|number| !known.contains(&number)));
    beside.filter(unread).collect()
}

fn numbers(said: Said) -> Vec<u64> {
    match said {
        Said::Figure(value, _) => vec![value],
        Said::Between(low, high, _) => low.into_iter().chain(high).collect(),
        Said::HeldBack | Said::Above(_) | Said::Below(_) => Vec::new(),
    }
}

/// How many took part, as a file says it.
pub(crate) fn took_part(page: &Page) -> Option<u64> {
    (page.kind == "text/csv" && page.status == 200)
        .then(|| rows(&page.text))?
        .first()?
        .iter()
        .find(|(name, _)| name == "took_part")?
        .1
        .parse()
        .ok()
}
