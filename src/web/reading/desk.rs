//! One remark at a time, large, with what can be decided: after board 07.

use super::Room;
use super::pages::{beginning, broken, by, demonstration, due, overdue, remarks, state, style, ways};
use super::referral::{call, record};
use super::text::{Marked, reasons};
use crate::domain::code::Code;
use crate::domain::envelope::RemarkId;
use crate::domain::quote::{Quote, State as Quoted};
use crate::domain::reading::{Remark, State};
use crate::domain::remark::Organisation;
use crate::domain::words;
use crate::web::asset::address;
use crate::web::part::form::{Field, Problems, csrf};
use crate::web::part::shell::{Page, Place};
use crate::web::session::Fields;
use maud::{Markup, html};
use time::{Date, PrimitiveDateTime};

/// How many remarks stand in the list beside.
const BESIDE: usize = 12;

/// What the page says that the last request brought about.
#[derive(Default)]
pub(super) struct Said {
    /// What was decided just now.
    pub(super) done: Option<RemarkId>,
    /// Something that did not come about, in words.
    pub(super) notice: Option<(String, String)>,
    /// Somebody is about to pass this remark on.
    pub(super) escalating: bool,
    /// What was typed, and what is wrong with it.
    pub(super) fields: Fields,
    pub(super) problems: Problems,
}

pub(super) struct Desk<'a> {
    pub(super) room: &'a Room,
    pub(super) queue: &'a [Remark],
    /// Which remark lies on it.
    pub(super) at: Option<usize>,
    pub(super) lists: &'a Organisation,
    pub(super) call: &'a [String],
    /// The questions whose themes were counted.
    pub(super) counted: Vec<Code>,
    pub(super) quotes: &'a [Quote],
    pub(super) today: Date,
    pub(super) now: PrimitiveDateTime,
    pub(super) said: &'a Said,
}

impl Desk<'_> {
    fn unread(&self) -> usize {
        self.queue.iter().filter(|r| r.reading.state.is_unread()).count()
    }

    pub(super) fn address(&self, remark: &Remark) -> String {
        format!("{}/remark/{}", self.room.at(), remark.id)
    }

    pub(super) fn page(&self) -> Markup {
        let event = &self.room.live.event;
        let unread = self.unread();
        let late = overdue(event, u64::try_from(unread).unwrap_or(u64::MAX), self.now);
        let title = match (unread, late) {
            (0, _) => "Everything is read",
            (_, true) => "To be read now",
            _ => "Read today",
        };
        let trail = [("/reading".to_owned(), "Reading".to_owned())];
        let problem = !self.said.problems.is_empty();
        let page =
            Page { trail: &trail, demonstration: demonstration(self.room), problem, ..Page::new(title, Place::Reading, &self.room.signed) };
        page.show(html! {
            (style())
            (self.said.problems.summary())
            header.title {
                h1 { (title) }
                p.lead {
                    (event.stored.name) ". " (unread) " of " (remarks(self.queue.len())) @if unread == 1 { " is" } @else { " are" } " left"
                    @if unread > 0 {
                        ", to be read by " (by(event.stored.safeguarding.as_ref())) ". "
                        @if late { strong.state { "Overdue" } }
                    } @else { "." }
                }
                (ways(self.room))
            }
            (broken(self.lists.faults()))
            (self.notices())
            div.desk {
                @match self.at.and_then(|at| self.queue.get(at)) {
                    Some(remark) => (self.remark(remark)),
                    None => div.reads { p { "Nothing waits to be read here. What is still on a tablet, or comes late, will stand here, and the event stays open on the officer’s board until it is read." } },
                }
                aside.help {
                    section.call {
                        h2 { "If a child may be in danger now" }
                        (call(self.call))
                    }
                    section { h2 { "What we know" } p { "The event and the question. Nothing else. We cannot tell which child wrote this, nor what else they said." } }
                    section { h2 { "When you escalate" } p { "The text is kept until the referral’s reference is in. Who, when and what are recorded, and whoever else reads here sees it." } }
                }
                (self.beside())
            }
            script type="module" src=(address("keys.js")) {}
        })
    }

    fn notices(&self) -> Markup {
        let done = self.said.done.and_then(|id| self.queue.iter().find(|r| r.id == id)).filter(|r| r.reading.by.is_some());
        html! {
            @if let Some((head, text)) = &self.said.notice { section.notice role="alert" { h2 { (head) } p { (text) } } }
            @if let Some(remark) = done {
                section.notice.done-now role="status" {
                    p { b { (state(remark.reading.state)) "." } " Recorded. " a href=(self.address(remark)) { "Show it" } }
                    (self.undo(remark))
                }
            }
        }
    }

    fn undo(&self, remark: &Remark) -> Markup {
        let quoted = self.quotes.iter().any(|q| q.remark == Some(remark.id));
        html! {
            @if !quoted && remark.reading.can_be_undone(self.room.may.staff(), self.today) {
                form method="post" action=(self.address(remark)) { (csrf(&self.room.signed)) button.link name="do" value="undo" { "Undo" } }
            }
        }
    }

    fn remark(&self, remark: &Remark) -> Markup {
        let question = self.room.live.questionnaire.question(remark.question.as_str());
        html! {
            div.reads {
                p.asked { "Answering: “" (question.map_or("", |q| q.report.as_str())) "”" }
                @match &remark.words {
                    Some(words) => {
                        @let marked = Marked::new(words, self.lists, &self.room.names);
                        (marked.show())
                        (marked.legend())
                    }
                    None => p.remark.not { "This remark does not open. It came damaged, or was sealed for another event. Nobody can read it; it is kept, sealed, with the others." },
                }
                @if self.said.escalating { (self.escalate(remark)) }
                @else if remark.reading.state.is_unread() { (self.decide(remark)) }
                @else { (self.decided(remark)) }
                p.note { (due(&remark.reading)) }
                (self.moves())
            }
        }
    }

    /// Themes to tick, if the question has any that were not counted yet.
    fn themes(&self, remark: &Remark) -> Markup {
        let question = self.room.live.questionnaire.question(remark.question.as_str());
        let themes = question.map(|q| q.themes.as_slice()).unwrap_or_default();
        let ticked = |code: &Code| remark.tags.contains(code) || self.said.fields.all("theme").any(|v| v == code.as_str());
        html! {
            @if !themes.is_empty() && remark.words.is_some() && !self.counted.contains(&remark.question) {
                fieldset.themes {
                    legend { "What is it about? Tick any." }
                    @for theme in themes {
                        label.choice { input type="checkbox" name="theme" value=(theme.code) checked[ticked(&theme.code)]; (theme.report) }
                    }
                }
            }
        }
    }

    fn decide(&self, remark: &Remark) -> Markup {
        let at = self.address(remark);
        html! {
            @if remark.reading.state == State::NeedsInterpreter {
                p { b { "Needs an interpreter" } @if let Some(note) = &remark.reading.note { ": " bdi { (note.as_str()) } } ". Marked by " (self.room.name(remark.reading.by)) ". It stays unread until somebody has read it." }
            }
            @if !remark.reading.added.is_empty() { section.stands { h2 { "On record" } (record(self.room, &remark.reading)) } }
            form.decide method="post" action=(at) {
                (csrf(&self.room.signed))
                (self.themes(remark))
                div.three {
                    @if remark.words.is_some() {
                        (button("nothing", "n", "Nothing to do", "Kept 30 days, then destroyed"))
                        (button("offer", "q", "Offer as quote", "You redact, a second person approves"))
                        (button("escalate", "e", "Escalate", "You call, then write the reference here"))
                    } @else {
                        (button("nothing", "n", "I have seen this", "Kept 30 days, then destroyed"))
                    }
                }
            }
            @if remark.words.is_some() {
                details open[!self.said.problems.is_empty()] {
                    summary { "Nobody here reads this language" }
                    form method="post" action=(at) {
                        (csrf(&self.room.signed))
                        (Field::text("note", "Which language, if you know").show(&self.said.fields, &self.said.problems))
                        p.actions { button.second name="do" value="interpreter" { "Needs an interpreter" } }
                    }
                }
            }
        }
    }

    fn decided(&self, remark: &Remark) -> Markup {
        let (reading, at) = (&remark.reading, self.address(remark));
        let quote = self.quotes.iter().find(|q| q.remark == Some(remark.id));
        html! {
            section.stands {
                h2 { (state(reading.state)) }
                p { (self.room.name(reading.by)) @if let Some(on) = reading.on { ", " (words::day(on)) } "." }
                (record(self.room, reading))
                (self.undo(remark))
            }
            (self.pass_on_later(remark))
            @if reading.state == State::Offered {
                p.actions {
                    @match quote {
                        None => a.button href={ (at) "/quote" } { "Redact it for a quote" },
                        Some(quote) if matches!(quote.state, Quoted::Proposed | Quoted::SentBack) => { a.button.second href={ (self.room.at()) "/quotes/" (quote.id) } { "Look at the quote" } a href={ (at) "/quote" } { "Change it" } },
                        Some(quote) => a.button.second href={ (self.room.at()) "/quotes/" (quote.id) } { "Look at the quote" },
                    }
                }
            }
            @if reading.state.has_themes() {
                @let themes = self.themes(remark);
                @if !themes.0.is_empty() {
                    form method="post" action=(at) { (csrf(&self.room.signed)) (themes) p.actions { button.second name="do" value="tag" { "Save the themes" } } }
                }
            }
            @if !reading.waits_for_reference() {
                details open[self.said.problems.beside("sure").0.contains("class")] {
                    summary { "A child pointed at these words as her own" }
                    form method="post" action=(at) {
                        (csrf(&self.room.signed))
                        p { "They are destroyed at once, with every quote of them. It cannot be undone. Nothing is kept about the child." }
                        (self.said.problems.beside("sure"))
                        label.choice #sure { input type="checkbox" name="sure" value="yes"; "The child asks for it" }
                        p.actions { button.second name="do" value="take-out" { "Take these words out" } }
                    }
                }
            }
        }
    }

    /// The remarks beside this one, and the keys.
    fn moves(&self) -> Markup {
        let Some(at) = self.at else { return html! {} };
        let beside = |to: Option<usize>| to.and_then(|to| self.queue.get(to)).map(|r| self.address(r));
        let mine = self.queue.iter().filter(|r| r.reading.by == Some(self.room.may.staff()) && r.reading.on == Some(self.today)).count();
        html! {
            p.moves {
                @if let Some(to) = beside(at.checked_sub(1)) { a href=(to) data-key="ArrowLeft" { "Before" } " " }
                @if let Some(to) = beside(at.checked_add(1)) { a href=(to) data-key="ArrowRight" { "Next" } " " }
                span { "You decided " (remarks(mine)) " today." }
            }
            p.keys #keys hidden {
                span data-on { "Keys: N, Q or E decides. The left and right arrow keys move." } " "
                span data-off hidden { "Keys are off." } " "
                button.link type="button" { "Switch keys off" }
            }
        }
    }

    fn beside(&self) -> Markup {
        let unread = self.unread();
        // Beside a remark that was decided on stands what is first to be read.
        let at = self.at.filter(|at| *at < unread).unwrap_or(0);
        let from = at.saturating_sub(BESIDE / 2).min(unread.saturating_sub(BESIDE));
        let without: Vec<&Remark> = self.queue.iter().filter(|r| r.reading.waits_for_reference()).collect();
        html! {
            nav.queue aria-label="Remarks" {
                h2 { (unread) " to read" }
                @if from > 0 { p.note { (from) " before these" } }
                ol {
                    @for (i, remark) in self.queue.iter().enumerate().take(unread).skip(from).take(BESIDE) {
                        li aria-current=[(self.at == Some(i)).then_some("true")] {
                            a href=(self.address(remark)) { b { (i + 1) } " " (what(remark)) }
                            @if let Some(words) = remark.words.as_deref().filter(|_| remark.score > 0) { span.note { (reasons(words, self.lists)) } }
                            @if let Some(note) = remark.reading.note.as_ref() { span.note { bdi { (beginning(note.as_str())) } } }
                        }
                    }
                }
                @if unread > from + BESIDE { p.note { "and " (unread - from - BESIDE) " more" } }
                @if !without.is_empty() {
                    h2 { "Reference missing" }
                    ol {
                        @for remark in without.iter().take(BESIDE) {
                            li { a href=(self.address(remark)) { "Escalated" } span.note { (self.room.name(remark.reading.by)) @if let Some(on) = remark.reading.on { ", " (words::day(on)) } } }
                        }
                    }
                    @if without.len() > BESIDE { p.note { "and " (without.len() - BESIDE) " more under Already read" } }
                }
                p.note { "The alert list only puts remarks in order. It never decides." }
            }
        }
    }
}

/// What a row of the list says.
fn what(remark: &Remark) -> &'static str {
    match (&remark.words, remark.reading.state) {
        (None, _) => "Does not open",
        (_, State::NeedsInterpreter) => "Needs an interpreter",
        _ if remark.is_unlisted() => "In other letters",
        _ if remark.score > 0 => "Alert words",
        _ => "Not read",
    }
}

fn button(value: &str, key: &str, name: &str, then: &str) -> Markup {
    html! {
        button.choose.second[value != "escalate"] name="do" value=(value) data-key=(key) aria-keyshortcuts=(key) {
            span { (name) }
            kbd data-hint hidden aria-hidden="true" { (key.to_uppercase()) }
            small { (then) }
        }
    }
}
