//! Combining files: page, CSV, picture, text alternative and sentence of a question tell the same figures, so that nobody
//! who holds one against another knows more than the ledger's integers tell; and of ten to nineteen children, and of what
//! is held back, no file tells a number.

use crate::house::{House, numbered};
use crate::support::{MUNRO, Person, Server, letter, visible};
use sayso::domain::disclosure::Protected;
use sayso::domain::event::EventCode;
use sayso::domain::policy::Policy;
use sayso::domain::release::Release;
use sayso::domain::report::{Figure, Finding, Form, Report};
use sayso::domain::response::Letter;
use sayso::domain::tally::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use time::macros::date;

/// All but one in `every` say the same, so that under *rounded* something is shown and something is held back. Nobody skips
/// a question.
fn children(n: usize, most: &str, every: usize) -> Vec<Letter> {
    let child = |i: usize| {
        let mut answers = numbered(if i.is_multiple_of(every) { i } else { 0 });
        if !i.is_multiple_of(every) {
            answers.answers.extend(letter(&[("alone", most), ("notice", most), ("contact", "never")]).answers);
        }
        let more = [("age", ["8-11", "12-15"][i % 2]), ("ways", "meeting"), ("helped", ["nobody", "staff"][i / 7 % 2])];
        let rest = [("disability", "no"), ("often-enough", ["more", "less", "enough"][i % 3])];
        answers.answers.extend(letter(&[more.as_slice(), &rest].concat()).answers);
        answers
    };
    (0..n).map(child).collect()
}

/// A line of a CSV: column by name.
type Line = BTreeMap<String, String>;

fn lines(csv: &str) -> Vec<Line> {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|line| line.expect("a line")).collect()
}

/// The whole numbers in a text.
fn numbers(text: &str) -> BTreeSet<u64> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    digits.map(|digits| digits.parse().expect("a number")).collect()
}

/// A text without what is no figure: what was asked and could be answered, who took part where and when, and what is the
/// same on every page.
fn figures_only(text: &str, report: &Report, finding: &Finding) -> String {
    let day = sayso::domain::words::day(report.fixed_on);
    let count = format!("Question {} of {}", finding.number, report.findings.len());
    let came = format!("of {} children took part", report.attended);
    let mut known = vec![came, finding.asked.clone(), report.base(), report.about.held.clone(), day, count];
    let panels = || std::iter::once(&finding.all).chain(&finding.groups);
    for name in panels().map(|p| p.title.clone()).chain(panels().flat_map(|p| p.rows.iter().map(|r| r.label.clone()))) {
        known.extend([sayso::domain::words::small(&name), name]);
    }
    known.extend(finding.tags.iter().cloned().chain(Policy::ALL.map(|policy| policy.told().to_owned())));
    let fixed = ["9 times in 10", "9 in 10", "1 in 10", "1 in 5", "fewer than 20", "fewer than 10", "from 30 children", "from 0 to 100%"];
    known.extend(fixed.map(str::to_owned));
    known.sort_by_key(|name| std::cmp::Reverse(name.len()));
    // Pictures break lines where the page does not.
    let text = text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    known.iter().fold(text, |text, name| text.replace(name.as_str(), " "))
}

/// The numbers of figures: themselves and the ends of their ranges.
fn of<'a>(figures: impl Iterator<Item = &'a Figure>) -> BTreeSet<u64> {
    figures.filter_map(Figure::span).flat_map(|span| [span.value, span.low, span.high].map(u64::from)).collect()
}

/// What a CSV tells, its column of published integers apart: figures, ranges, how much to give or take, head counts.
fn told_by(csv: &[Line]) -> BTreeSet<u64> {
    let mut told = BTreeSet::new();
    for line in csv {
        for column in ["figure", "low", "high", "took_part", "answered"] {
            told.extend(numbers(&line[column]));
        }
        let at = |column: &str| line[column].trim_end_matches('%').parse::<u64>();
        if let (Ok(value), Ok(low), Ok(high)) = (at("figure"), at("low"), at("high")) {
            told.insert((value - low).max(high - value));
        }
    }
    told
}

/// What page, picture and sentence tell that the CSV does not: nothing but the sums of answers that stand together, and all
/// children in the form of their groups. Both follow from the same integers of the ledger.
fn more_than_csv(shown: &str, report: &Report, finding: &Finding, csv: &[Line]) -> Vec<u64> {
    let mut known = told_by(csv);
    known.extend(of(finding.pools.iter().map(|pool| &pool.figure)));
    if !finding.groups.is_empty() {
        known.extend(of(finding.all_beside.rows.iter().map(|row| &row.figure)));
    }
    for span in finding.pools.iter().filter_map(|pool| pool.figure.span()) {
        known.insert(u64::from(span.value.abs_diff(span.low).max(span.high.abs_diff(span.value))));
    }
    numbers(&figures_only(shown, report, finding)).difference(&known).copied().collect()
}

/// What a person reads, but the numbers along an axis: these stand alone, are not bold, and depend on the head count only.
fn read(html: &str) -> String {
    let (first, rest) = html.split_once("<text ").unwrap_or((html, ""));
    let texts = rest.split("<text ").map(|text| {
        let (tag, content) = text.split_once('>').unwrap_or_default();
        let on_axis = |content: &str| content.chars().all(|c| c.is_ascii_digit() || c == '%') && !tag.contains("font-weight=\"700\"");
        let (content, after) = content.split_once("</text>").unwrap_or((content, ""));
        format!("<text>{}</text>{after}", if on_axis(content) { "" } else { content })
    });
    visible(&(first.to_owned() + &texts.collect::<String>()))
}

/// The article of a question on the page of a summary.
fn article<'a>(page: &'a str, finding: &Finding) -> &'a str {
    let from = page.find(&format!("id=\"q{}\"", finding.number)).expect("the finding");
    let article = &page[page[..from].rfind("<article").expect("an article")..];
    &article[..article.find("</article>").expect("it ends")]
}

/// Lays page, CSV and picture of one question beside each other and beside the ledger; gives what does not fit.
fn misfits(report: &Report, release: &Release, finding: &Finding, files: [&str; 3]) -> Vec<String> {
    let [page, csv, svg] = files;
    let (article, csv) = (article(page, finding), lines(csv));
    let table = release.table(&finding.code, None).expect("a table");
    let words = finding.all.form == Form::Words;
    let mut misfits = Vec::new();
    let mut check = |fits: bool, told: &dyn Fn() -> String| misfits.extend((!fits).then(told));
    for line in csv.iter().filter(|line| line["group"] == "All children") {
        let (label, figure) = (&line["answer"], &line["figure"]);
        if figure == "held back" || words {
            let told = ["low", "high", "ledger"].iter().any(|column| !line[*column].is_empty());
            check(!told && numbers_of_words(figure).is_empty(), &|| format!("a number where there is to be none: {line:?}"));
        }
        let Some(row) = finding.all.rows.iter().find(|row| row.code.as_str() == line["answer_code"]) else {
            check(line["ledger"].is_empty(), &|| format!("an integer of who skipped it: {line:?}"));
            continue;
        };
        let integer = table.get(&Cell::Row(row.code.clone())).filter(|_| !words).map(|n| n.to_string()).unwrap_or_default();
        check(line["ledger"] == integer, &|| format!("{integer} stands in the ledger: {line:?}"));
        let head = format!("<th scope=\"row\">{label}</th>");
        let rest = &article[article.find(&head).expect("a row of each answer") + head.len()..];
        let rest = visible(&rest[..rest.find("</tr>").expect("it ends")]).replace('\u{a0}', " ");
        let fits = rest.contains(figure.as_str()) && numbers(&rest).is_subset(&told_by(std::slice::from_ref(line)));
        check(fits, &|| format!("the table has {rest} for {line:?}"));
        check(words || visible(svg).contains(&format!("{label}: {figure}")), &|| format!("the picture's text has not {line:?}"));
    }
    for (what, shown) in [("page", read(article)), ("picture", read(svg)), ("sentence", finding.sentence.clone())] {
        let more = more_than_csv(&shown, report, finding, &csv);
        check(more.is_empty(), &|| format!("the {what} tells {more:?}, which the CSV does not"));
    }
    let heads: BTreeSet<u64> = csv.iter().flat_map(|line| numbers(&line["took_part"])).collect();
    let shown = numbers(&figures_only(&read(article), report, finding));
    check(!words || shown.is_subset(&heads), &|| format!("told in words, and yet {shown:?}"));
    misfits
}

/// Numbers in words, but for those of set phrases ("more than 9 in 10").
fn numbers_of_words(figure: &str) -> BTreeSet<u64> {
    numbers(&figure.replace("9 in 10", "").replace("1 in 10", "").replace("1 in 5", ""))
}

/// An event that was released, and its page.
struct Shown {
    policy: Policy,
    code: EventCode,
    release: Protected<Release>,
    report: Arc<Protected<Report>>,
    page: String,
}

/// A server over a house with events under each policy, and an officer who looks at them.
struct Looking {
    officer: Person,
    shown: Vec<Shown>,
    _server: Server,
    _house: House,
}

impl Looking {
    /// Releases each set of letters under each policy.
    async fn at(sets: &[Vec<Letter>]) -> Self {
        let house = House::new(MUNRO).await;
        let mut shown = Vec::new();
        for policy in Policy::ALL {
            for letters in sets {
                let live = house.event(policy).await;
                house.answer(&live, letters).await;
                let release = house.close(&live, 90, date!(2026 - 01 - 04)).await.pop().expect("a release").release;
                let event = house.flow.store.event(&live.event.stored.code).await.expect("reads").expect("is there");
                let report = house.flow.summary(&event).await.expect("a summary").report.expect("a report");
                shown.push(Shown { policy, code: event.stored.code, release, report, page: String::new() });
            }
        }
        let server = Server::start(house.folder.path());
        let officer = Person::added(&server, house.folder.path(), "officer").await;
        for one in &mut shown {
            one.page = officer.get(&format!("/summaries/{}", one.code)).await.text();
        }
        Self { officer, shown, _server: server, _house: house }
    }

    /// A file of a question; nothing if there is none.
    async fn file(&self, of: &Shown, finding: &Finding, ending: &str) -> String {
        let answer = self.officer.get(&format!("/summaries/{}/{}.{ending}", of.code, finding.code)).await;
        if answer.status == 200 { answer.text() } else { String::new() }
    }

    /// What does not fit between the page of one event, the CSV of another and the picture of a third.
    async fn misfits(&self, page: &Shown, finding: &Finding, csv: &Shown, svg: &Shown) -> Vec<String> {
        let (csv, svg) = (self.file(csv, finding, "csv").await, self.file(svg, finding, "svg").await);
        assert_eq!((csv.is_empty(), svg.is_empty()), (false, page.report.took_part < 20), "{}", finding.code);
        misfits(&page.report, &page.release, finding, [&page.page, &csv, &svg])
    }
}

/// First a page is laid beside CSV or picture of other answers, and what does not fit is found. Then nothing is, for any
/// policy, size and question.
#[tokio::test]
async fn page_csv_picture_and_sentence_tell_the_same_and_no_more() {
    let sets = [children(36, "always", 3), children(36, "usually", 2), children(12, "always", 3), children(84, "always", 3)];
    let looking = Looking::at(&sets).await;
    for events in looking.shown.chunks(sets.len()) {
        let (one, other) = (&events[0], &events[1]);
        let finding = one.report.finding("alone").expect("a finding");
        for (csv, svg) in [(one, other), (other, one)] {
            let misfits = looking.misfits(one, finding, csv, svg).await;
            assert!(!misfits.is_empty(), "{:?}: the files of other answers fit as well", one.policy);
        }
        for event in events {
            for finding in &event.report.findings {
                let misfits = looking.misfits(event, finding, event, event).await;
                assert!(misfits.is_empty(), "{:?}, {} children, {}: {misfits:#?}", event.policy, event.report.took_part, finding.code);
            }
        }
    }
}

/// Where all skipped a question too the page tells what the files tell: "32 or more", and never that it may be all. (That
/// noise makes less than 33 of 36 out of each of eight questions happens less than once in 10¹⁰.)
#[tokio::test]
async fn of_a_question_that_all_skipped_the_page_tells_no_more_than_the_files() {
    let looking = Looking::at(&[vec![letter(&[("age", "8-11")]); 36]]).await;
    let mut reaching_all = 0;
    for event in looking.shown.iter().filter(|event| event.policy != Policy::PlainCounts) {
        for finding in &event.report.findings {
            let csv = lines(&looking.file(event, finding, "csv").await);
            let Some(skipped) = csv.iter().find(|line| line["answer_code"] == "skip" && line["high"].is_empty()) else { continue };
            reaching_all += 1;
            let text = read(article(&event.page, finding)).replace('\u{a0}', " ");
            let said = text.split(" skipped it").filter_map(|before| before.rsplit([';', '.']).next());
            let about: Vec<&str> = said.map(str::trim).filter(|said| said.starts_with("about ")).collect();
            assert!(about.is_empty(), "{:?}, {}: {} in the CSV, on the page {about:?}", event.policy, finding.code, skipped["figure"]);
            let misfits = looking.misfits(event, finding, event, event).await;
            assert!(misfits.is_empty(), "{:?}, {}: {misfits:#?}", event.policy, finding.code);
        }
    }
    assert!(reaching_all > 0, "all skipped");
}
