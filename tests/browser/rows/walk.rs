//! A child's way through every page of an event, with each page looked at.

use super::house::House;
use super::{HERE, Look};
use crate::tab::Tab;
use std::collections::BTreeMap;

/// What is looked at on every page: the row, and the probe that measures it.
const EVERYWHERE: [(&str, &str); 11] = [
    ("row_03_tiles_are_large", "tiles"),
    ("row_04_controls_are_large", "controls"),
    ("row_04_gaps_are_wide", "gaps"),
    ("row_05_corners_belong_to_the_tile", "corners"),
    ("row_09_stops_are_few", "few"),
    ("row_12_tiles_keep_off_the_edge", "edges"),
    ("row_13_one_heading_which_is_the_legend", "heading"),
    ("row_14_title_begins_with_the_question", "title"),
    ("row_32_nothing_scrolls_sideways", "sideways"),
    ("row_33_nothing_is_cut_off", "clipped"),
    ("row_34_foot_is_on_the_screen", "foot"),
];
/// On a tablet that lies. (On end, and on a phone, quiet tiles are as wide as the others, or a row each.)
const LYING: (&str, &str) = ("row_15_skip_is_as_large_as_an_answer", "equal");
/// In English, which is declared as spoken.
const SPOKEN: (&str, &str) = ("row_23_everything_is_spoken", "voiced");
/// For reading with other sizes and spaces, where nothing else changes.
pub(crate) const READING: [(&str, &str); 2] = [("row_32_nothing_scrolls_sideways", "sideways"), ("row_33_nothing_is_cut_off", "clipped")];
/// Words stay whole.
const WHOLE: (&str, &str) = ("row_33_no_word_is_broken", "broken");
/// More steps than any questionnaire here has.
const STEPS: usize = 60;

/// Where the three buttons of the bar are, as far as they are there.
type Bar = BTreeMap<String, Option<[f64; 4]>>;

/// A walk, and what it finds.
pub(crate) struct Walk<'a> {
    house: &'a House,
    pub(crate) tab: Tab,
    event: &'a str,
    look: Look,
    screen: (i64, i64),
    probes: Vec<(&'static str, &'static str)>,
    /// Whether axe-core looks too.
    audit: bool,
    /// Whether words are measured against a picture of what is behind them.
    pictures: bool,
    /// Whether words are spaced as WCAG 1.4.12 says.
    spaced: bool,
    faults: Vec<String>,
    bar: BTreeMap<String, (String, [f64; 4])>,
    titles: BTreeMap<String, String>,
}

impl<'a> Walk<'a> {
    pub(crate) async fn new(house: &'a House, look: Look, screen: (i64, i64)) -> Self {
        let tab = house.tablet(screen).await;
        let mut probes = EVERYWHERE.to_vec();
        if screen.0 > 900 {
            probes.push(LYING);
        }
        if look.language == "en" {
            probes.push(SPOKEN);
        }
        let (bar, titles) = (BTreeMap::new(), BTreeMap::new());
        Self {
            house,
            tab,
            event: &house.event,
            look,
            screen,
            probes,
            audit: true,
            pictures: false,
            spaced: false,
            faults: Vec::new(),
            bar,
            titles,
        }
    }

    /// Measures words against pictures too.
    pub(crate) fn with_pictures(self) -> Self {
        Self { pictures: true, ..self }
    }

    /// Looks only at whether everything can be read.
    pub(crate) fn reading(self, spaced: bool) -> Self {
        let mut probes = READING.to_vec();
        // Wide spaces may break a long word on the narrowest screens.
        if !spaced {
            probes.push(WHOLE);
        }
        Self { probes, audit: false, spaced, ..self }
    }

    /// Walks through the event with every kind of question.
    pub(crate) fn in_gallery(self) -> Self {
        let house = self.house;
        // Which is not declared as spoken.
        let probes = self.probes.iter().copied().filter(|probe| *probe != SPOKEN).collect();
        Self { event: &house.gallery, probes, ..self }
    }

    /// Walks through the event with a box for own words.
    pub(crate) fn at_writing(self) -> Self {
        let event = &self.house.writing;
        Self { event, ..self.in_gallery() }
    }

    fn fault(&mut self, page: &str, what: &str) {
        let (Look { band, language, theme, size, .. }, (width, height)) = (self.look, self.screen);
        self.faults.push(format!("{page} ({band}, {language}, {theme}, size {size}, {width} × {height}): {what}"));
    }

    /// Looks at what is on the screen.
    pub(crate) async fn visit(&mut self, page: &str) {
        self.tab.probes().await;
        if self.spaced {
            self.tab.run("globalThis.rows.spacing(true)").await;
        }
        let rows: Vec<String> = self.probes.iter().map(|(row, probe)| format!("{row:?}: globalThis.rows.{probe}()")).collect();
        let found: BTreeMap<String, Vec<String>> = self.tab.ask(&format!("(scrollTo(0, 0), {{ {} }})", rows.join(", "))).await;
        for (row, what) in found.iter().flat_map(|(row, all)| all.iter().map(move |what| (row, what))) {
            self.fault(page, &format!("{row}: {what}"));
        }
        if self.audit {
            self.look_closer(page).await;
        }
    }

    async fn look_closer(&mut self, page: &str) {
        let (language, direction) = (self.look.language, self.look.direction());
        for what in self.tab.ask::<Vec<String>>(&format!("globalThis.rows.turned({language:?}, {direction:?})")).await {
            self.fault(page, &what);
        }
        for what in self.tab.ask::<Vec<String>>("globalThis.rows.audit()").await {
            self.fault(page, &what);
        }
        if self.pictures {
            self.tab.run("globalThis.rows.wordless(true)").await;
            let picture = self.tab.picture(None).await;
            self.tab.run("globalThis.rows.wordless(false)").await;
            for what in self.tab.ask::<Vec<String>>(&format!("globalThis.rows.contrast({picture:?})")).await {
                self.fault(page, &what);
            }
        }
        self.compare(page).await;
    }

    /// Row 18, the bar's buttons; row 14, the titles.
    async fn compare(&mut self, page: &str) {
        let bar: Bar = self.tab.ask("globalThis.rows.bar()").await;
        for (name, here) in bar.into_iter().filter_map(|(name, here)| here.map(|here| (name, here))) {
            let (first, there) = self.bar.entry(name.clone()).or_insert_with(|| (page.to_owned(), here)).clone();
            if here.iter().zip(there).any(|(a, b)| (a - b).abs() > 2.0) {
                self.fault(page, &format!("row_18_bar_stays_where_it_is: {name} is at {here:?}, on {first} at {there:?}"));
            }
        }
        // A panel lies over a page that keeps its title, and each offer is the same one.
        if page.starts_with("offer") || self.tab.ask::<bool>("globalThis.rows.panel() !== null").await {
            return;
        }
        let title: String = self.tab.ask("document.title").await;
        let known = self.titles.entry(title.clone()).or_insert_with(|| page.to_owned()).clone();
        if known != page {
            self.fault(page, &format!("row_14_titles_differ: “{title}” is that of {known} too"));
        }
    }

    /// The pages before the questions, and those of no questions.
    pub(crate) async fn pages(&mut self) {
        let pages = [
            ("ways", ""),
            ("words", "/words"),
            ("alone", "/alone"),
            ("not alone", "/alone?no=1"),
            ("welcome", "/welcome"),
            ("not now", "/not-now"),
        ];
        for (name, path) in pages {
            self.tab.go(&self.house.server.url(&self.look.at(self.event, path))).await;
            // Pictures have one wording only: which is not asked then.
            let here = path.split('?').next().unwrap_or_default();
            if self.tab.ask::<String>("location.pathname").await == format!("{}{here}", self.event) {
                self.visit(name).await;
            }
        }
    }

    /// Every question, answered, with its offers, up to the last step.
    pub(crate) async fn questions(&mut self, panels: bool) {
        self.tab.go(&self.house.server.url(&self.look.at(self.event, "/answer"))).await;
        for step in 0..STEPS {
            self.tab.probes().await;
            self.tab.run("globalThis.rows.fill('3')").await;
            let here: String = self.tab.ask(HERE).await;
            self.visit(&here).await;
            if here.starts_with("check") || here.starts_with("finish") {
                return;
            }
            if step == 1 && panels {
                self.panels().await;
            }
            self.tab.run("document.querySelector('#next').click()").await;
        }
        panic!("{STEPS} steps, and no end");
    }

    /// Presses a link or button by script, and waits for the panel of this id; for none, until none is open.
    pub(crate) async fn panel(&self, press: &str, id: &str) {
        self.tab.run(&format!("document.querySelector({press:?}).click()")).await;
        self.tab.until(&format!("(globalThis.rows.panel()?.id ?? '') === {id:?}")).await;
    }

    /// Help, the break, the cover while it lasts, and Look with each of its parts opened.
    async fn panels(&mut self) {
        self.panel(".bar a[href='#help']", "help").await;
        self.visit("help").await;
        self.panel("#help #break", "pause").await;
        self.visit("pause").await;
        self.tab.run("for (const name of ['lock', 'minutes']) document.querySelector(`#pause [name=${name}]`).click()").await;
        self.panel("#break-start", "paused").await;
        self.visit("paused").await;
        self.panel("#paused [data-lock]", "").await;
        self.panel("#look", "looks").await;
        self.visit("look").await;
        let parts: usize = self.tab.ask("document.querySelectorAll('#looks details').length").await;
        // In other languages their sizes and words are looked at, and axe-core only once.
        let audit = self.audit;
        self.audit = audit && self.look.language == "en";
        for part in 0..parts {
            self.tab.run(&format!("document.querySelectorAll('#looks details').forEach((d, i) => {{ d.open = i === {part} }})")).await;
            self.visit(&format!("look, part {}", part + 1)).await;
        }
        self.audit = audit;
        self.panel("#looks .close", "").await;
    }

    /// Sends the answers.
    pub(crate) async fn send(&mut self) {
        self.tab
            .run("[...document.querySelectorAll('.check [type=submit], .finish [type=submit]')].find(b => b.checkVisibility()).click()")
            .await;
        self.tab.until("!document.querySelector('#thanks').hidden").await;
        self.visit("thanks").await;
    }

    /// Every page there is.
    pub(crate) async fn everything(mut self) {
        self.pages().await;
        self.questions(true).await;
        self.send().await;
        self.tab.go(&self.house.server.url(&self.look.at(&self.house.soon, ""))).await;
        self.visit("not open yet").await;
        self.end().await;
    }

    /// Tells all that was found.
    pub(crate) async fn end(self) {
        self.tab.close().await;
        assert!(self.faults.is_empty(), "{} faults\n{}", self.faults.len(), self.faults.join("\n"));
    }
}
