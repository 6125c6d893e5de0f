//! Pages about events: after boards 06 and 09.

use super::{fewer, policy, readers};
use crate::domain::disclosure::SMALLEST;
use crate::domain::event::{Kind, State};
use crate::domain::hand::Hand;
use crate::domain::staff::Staff;
use crate::domain::tablet::Tablet;
use crate::domain::words;
use crate::flow::EARLY;
use crate::store::{Event, Withdrawn};
use crate::web::board::{before_closing, vote_first};
use crate::web::part::form::{Field, Problems, csrf, select};
use crate::web::part::shell::{Page, Place, made_up};
use crate::web::session::{Fields, Signed};
use maud::{Markup, PreEscaped, html};
use qrcode::QrCode;
use qrcode::render::svg;
use time::Date;

pub(super) struct Listed<'a> {
    pub(super) events: &'a [Event],
    pub(super) took_part: &'a [(i32, i32, u32)],
    pub(super) waiting: &'a [(i32, u64)],
    /// How many remarks nobody has read, of events at which children write.
    pub(super) unread: &'a [(i32, u64)],
    pub(super) today: Date,
}

/// The days of an event.
pub(in crate::web) fn days(event: &Event) -> String {
    let (first, last) = (event.stored.opens_on, event.stored.closes_on);
    if first == last {
        words::day(first)
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{} to {}", first.day(), words::day(last))
    } else {
        format!("{} to {}", words::day(first), words::day(last))
    }
}

/// A head count of what is in so far, in steps of five: two looks must not show one child.
pub(in crate::web) fn at_least(waiting: u64) -> String {
    match waiting / 5 * 5 {
        0 => "fewer than 5".to_owned(),
        n => format!("at least {n}"),
    }
}

pub(in crate::web) fn state_mark(state: State) -> Markup {
    match state {
        State::Open => html! { strong.state.open { "Open" } },
        State::Fixed => html! { strong.state { "Fixed" } },
        State::TooFew => html! { span.state.faint { "Too few to show" } },
    }
}

pub(super) fn list(signed: &Signed, of: &Listed<'_>) -> Markup {
    let waiting = |event: &Event| of.waiting.iter().find(|(id, _)| *id == event.stored.id).map_or(0, |(_, n)| *n);
    let took_part = |event: &Event| of.took_part.iter().filter(|(id, ..)| *id == event.stored.id).map(|(.., n)| n).sum::<u32>();
    let unread = |event: &Event| of.unread.iter().find(|(id, _)| *id == event.stored.id).map_or(0, |(_, n)| *n);
    let board: Vec<&Event> = of.events.iter().filter(|e| e.stored.state == State::Open || unread(e) > 0).collect();
    Page::new("Events", Place::Events, signed).show(html! {
        header.title {
            h1 { "Events" }
            p.lead { (of.today.weekday()) " " (words::day(of.today)) }
            a.button href="/events/new" { "Open an event" }
        }
        @for event in &board {
            section.notice.split {
                h2 { (event.stored.name) " " (state_mark(event.stored.state)) }
                div {
                    p { (event.service_name) ", " (days(event)) ". " @if event.stored.state == State::Open { "Answers in: " b { (at_least(waiting(event))) } "." } }
                    (readers::waits(event, unread(event)))
                }
                aside { a.button href={ "/events/" (event.stored.code) } { "Go to the event" } }
            }
        }
        h2 { "All events" }
        @if of.events.is_empty() { p { "There is no event yet." } } @else {
            table.rows {
                thead { tr { th scope="col" { "Event and questionnaire" } th scope="col" { "Service" } th scope="col" { "Held" } th scope="col" { "State" } th.n scope="col" { "Took part" } td {} } }
                tbody {
                    @for event in of.events {
                        tr {
                            th scope="row" { a href={ "/events/" (event.stored.code) } { (event.stored.name) } " " span.note { (event.title) } }
                            td { (event.service_name) }
                            td { (days(event)) }
                            td { (state_mark(event.stored.state)) @if event.stored.state == State::TooFew { " " span.note { "Waits for quarterly figures" } } }
                            td.n data-label="Took part:" {
                                @match event.stored.state {
                                    State::Open => (at_least(waiting(event))),
                                    State::TooFew => "fewer than 10",
                                    State::Fixed => @match took_part(event) { 0 => "withdrawn", n => (words::grouped(n)) },
                                }
                            }
                            td { @if event.stored.state == State::Open { a href={ "/events/" (event.stored.code) } { "Event" } } @else { a href={ "/summaries/" (event.stored.code) } { "Summary" } } }
                        }
                    }
                }
            }
        }
    })
}

pub(super) struct Options {
    pub(super) services: Vec<(String, String)>,
    pub(super) questionnaires: Vec<(String, String)>,
    pub(super) reading: readers::Reading,
}

pub(super) fn ask(signed: &Signed, options: &Options, fields: &Fields, problems: &Problems) -> Markup {
    let trail = [("/events".to_owned(), "Events".to_owned())];
    let page = Page { trail: &trail, problem: !problems.is_empty(), ..Page::new("Open an event", Place::Events, signed) };
    page.show(html! {
        (problems.summary())
        header.title { h1 { "Open an event" } p.lead { "When it opens, its questionnaire and its protection are fixed, and every page promises them to every child." } }
        form method="post" action="/events/new" {
            (csrf(signed))
            (Field::text("name", "What is the event called?").hint("Children do not see it; it stands on the summary.").show(fields, problems))
            (select("questionnaire", "Questionnaire", &options.questionnaires, fields, problems))
            (select("service", "Service that it is about", &options.services, fields, problems))
            (Field::text("expected", "How many children do you expect?").kind("number").show(fields, problems))
            div.pair {
                (Field::text("opens", "First day").kind("date").show(fields, problems))
                (Field::text("closes", "Last day").kind("date").hint("Children are told that they can see the figures after it.").show(fields, problems))
            }
            div.field #alone {
                label.choice { input type="checkbox" name="alone" value="yes" checked[fields.get("alone") == "yes"] aria-describedby="alone-hint"; "Ask each child first: can you answer without anyone seeing?" }
                p.hint #alone-hint { "A child who says no is offered to wait for a quiet moment. What a child says to it is not kept." }
            }
            div.field #only {
                label.choice { input type="checkbox" name="only" value="yes" checked[fields.get("only") == "yes"] aria-describedby="only-hint"; "Only the tablets that you set up can answer" }
                p.hint #only-hint { "For an event in a room. Whoever opens the link elsewhere is told kindly to use a tablet in the room, and nothing is taken in. It needs tablets that are ready by “Ready for today?”. It cannot be changed later." }
            }
            (Field::text("shown", "Where will children see what was said?").hint(SHOWN_HINT).show(fields, problems))
            (options.reading.ask(fields, problems))
            (policy::choose(fields, problems, &signed.staff))
            // Enter takes the first button, so the examples' stands second.
            p.actions { button { "Open the event" } " " button.second.example name="do" value="example" { "Show the examples again, for this number" } " " a href="/events" { "Back" } }
        }
    })
}

/// Children read it after the day, at the end.
const SHOWN_HINT: &str = "Optional. Children read it at the end, as you write it, in every language, under “After 12 March you can see what children \
    said”. For example: on the wall in the hall.";

pub(super) struct Told<'a> {
    pub(super) event: &'a Event,
    pub(super) link: String,
    pub(super) waiting: u64,
    pub(super) aside: u64,
    /// Of an event at which children write.
    pub(super) remarks: Option<readers::Remarks>,
    pub(super) viewers: Vec<&'a Staff>,
    /// How many took part in releases that stand; none without one.
    pub(super) released: Option<u32>,
    pub(super) withdrawn: &'a [Withdrawn],
    pub(super) tablets: Vec<Tablet>,
    pub(super) hands: Vec<Hand>,
    /// The vote that is open in its room.
    pub(super) vote: Option<Event>,
    /// Whether an early look was taken.
    pub(super) looked: bool,
}

pub(super) fn show(signed: &Signed, told: &Told<'_>, fields: &Fields, problems: &Problems) -> Markup {
    let event = told.event;
    let open = event.stored.state == State::Open;
    let trail = [("/events".to_owned(), "Events".to_owned())];
    let demonstration = made_up(event.stored.demonstration);
    let page = Page { trail: &trail, demonstration, problem: !problems.is_empty(), ..Page::new(&event.stored.name, Place::Events, signed) };
    page.show(html! {
        (problems.summary())
        header.title {
            h1 { (event.stored.name) " " (state_mark(event.stored.state)) }
            p.lead { (event.service_name) ", " (days(event)) ". " (event.title) ", version " (event.version.number) "." }
            @if !open { a.button href={ "/summaries/" (event.stored.code) } { "See the summary" } }
        }
        div.work {
            div {
                @if open {
                    section {
                        h2 { "Link for children" }
                        div.join {
                            div {
                                p.note { "On a tablet, open this address or point the camera at the code." }
                                p.address #link { (told.link) }
                                button.copy.second type="button" data-copy="#link" hidden { "Copy link" }
                                " " a.button.second href={ "/e/" (event.stored.code) } { "Open as a child" }
                            }
                            (qr(&told.link, "QR code of the link"))
                        }
                    }
                    section {
                        h2 { "The day" }
                        p { a.button.second href={ "/events/" (event.stored.code) "/board" } { "Open the board" } " " a href={ "/events/" (event.stored.code) "/tablets" } { "Tablets" } " · " a href={ "/events/" (event.stored.code) "/adults" } { "Who can be asked for" } }
                        p.note { "Hands that are raised, tablets and what they hold, how many answers are in, children here." }
                    }
                    section {
                        h2 { "Answers in" }
                        p.count { (at_least(told.waiting)) }
                        p.note { "Told in steps of five, so that nobody can watch one child’s answers come in. " @if told.aside > 0 { (told.aside) " could not be read and are kept aside, sealed." } }
                    }
                } @else {
                    @if event.stored.state == State::TooFew { section.notice { h2 { "Too few to show" } p { "Fewer than " (SMALLEST) " took part or came. The answers stay sealed. They will be counted in the quarterly figures of the lowest service that reaches " (SMALLEST) ", which name no event." } } }
                    @if event.stored.kind == Kind::Event && !event.stored.ended { (late(event)) }
                }
                @for one in told.withdrawn {
                    section.notice { h2 { "Figures withdrawn on " (words::day(one.on)) } p { (one.reason) } }
                }
                @match event.stored.kind {
                    Kind::Pool => section { h2 { "Quarterly figures" } p { "What was too few to show at events of " (event.service_name) " and below, or came late, counted together. It names no event." } },
                    Kind::Wide => section { h2 { "A wide table" } p { "One question by a sensitive one, over all of " (event.service_name) "." } },
                    Kind::Themes => section { h2 { "Themes" } p { "How often each theme stands in what children wrote at one event of " (event.service_name) "." } },
                    Kind::Vote => section { h2 { "A vote in the room" } p { "One question, asked of everybody at once. " a href={ "/events/" (event.stored.code) "/agreed" } { "What the group agreed" } ": write it down, shown as that and never counted." } },
                    Kind::Event => section {
                    h2 { "Papers and words" }
                    p { a href={ "/events/" (event.stored.code) "/papers" } { "Impact assessment, notices and a slip to opt out" } ", filled in for this event." }
                    p { a href={ "/events/" (event.stored.code) "/agreed" } { "What the group agreed" } ": write it down, shown as that and never counted." }
                    p { a href={ "/events/" (event.stored.code) "/votes" } { "Questions for everybody" } ": votes in the room." }
                    p { a href={ "/events/" (event.stored.code) "/hands" } { "Hands that were raised" } ": who came, when, and what came of it." }
                } }
                section {
                    h2 { "Who may see the figures" }
                    @if told.viewers.is_empty() { p { "Officers and administrators only. To let a manager or inspector see figures of " (event.service_name) ", give the service to them under " a href="/people" { "People" } "." } }
                    @else {
                        ul { @for person in &told.viewers { li { a href={ "/people/" (person.id) } { (person.name) } ", " (person.role) } } }
                        p.note { "They see released figures of " (event.service_name) ", nothing else. Change it under " a href="/people" { "People" } "." }
                    }
                }
            }
            aside {
                (readers::section(signed, event, told.remarks.as_ref(), fields, problems))
                section {
                    h2 { "Protection" }
                    p { b { (event.stored.policy.name()) "." } " " (event.stored.policy.told()) " Fixed when the event opened." }
                    @if let Some(reason) = &event.stored.reason { p { "The administrator’s reason: “" (reason) "”" } }
                }
                @if event.stored.kind == Kind::Event { (for_children(event)) }
                @if open && event.stored.policy.allows_early_look() { (early_look(signed, told, fields, problems)) }
                @if open { (close_form(signed, told, fields, problems)) }
                @if !open && told.released.is_some() { (withdraw_form(signed, told, fields, problems)) }
            }
        }
    })
}

/// Where what is late is looked for and handed in: for as long as it is taken in.
fn late(event: &Event) -> Markup {
    let at = format!("/events/{}", event.stored.code);
    html! {
        section {
            h2 { "What is still to come" }
            p { "A tablet that still holds answers, or a file of one: " a href={ (at) "/board" } { "the board" } " · " a href={ (at) "/tablets" } { "Tablets" } "." }
            p.note { "What comes now is not lost: it waits for the quarterly figures." }
        }
    }
}

/// What the officer said about the child's pages when the event was opened.
fn for_children(event: &Event) -> Markup {
    html! {
        section {
            h2 { "What children meet" }
            @if event.stored.asks_alone { p { "Asked first whether they can answer without anyone seeing." } }
            @else { p { "Not asked first whether they can answer without anyone seeing." } }
            @if event.stored.tablets_only { p { "Answered on the tablets that you set up, and nowhere else: the link alone does not let anybody answer." } }
            @match &event.stored.shown_at {
                Some(place) => p { "Told at the end: after " (words::day(event.stored.closes_on)) " you can see what children said: " (place) "." },
                None => p { "Not told where they can see what was said." },
            }
        }
    }
}

/// The one early look: what it shows is fixed for good; the rest is shown at the close.
fn early_look(signed: &Signed, told: &Told<'_>, fields: &Fields, problems: &Problems) -> Markup {
    html! {
        section #early {
            h2 { "Early look" }
            @if told.looked {
                p { "Taken. Its figures are fixed; the rest is added at the close. " a href={ "/summaries/" (told.event.stored.code) } { "See the early look" } "." }
            } @else {
                p { "Once, from " (EARLY) " answers. What it shows is fixed for good; the rest is shown at the close." }
                (problems.beside("early"))
                @if told.waiting >= EARLY {
                    form method="post" action={ "/events/" (told.event.stored.code) "/early-look" } {
                        (csrf(signed))
                        (Field::text("here", "How many children are here so far?").kind("number").show(fields, problems))
                        p.actions { button.second { "Take the early look" } }
                    }
                }
            }
        }
    }
}

/// A mistaken release is withdrawn; nothing is released in its place.
fn withdraw_form(signed: &Signed, told: &Told<'_>, fields: &Fields, problems: &Problems) -> Markup {
    html! {
        form.boxed method="post" action={ "/events/" (told.event.stored.code) "/withdraw" } {
            (csrf(signed))
            h2 { "Withdraw the figures" }
            p { "Only if they are a mistake: another questionnaire, answers that were tried out. They are shown no more, and nothing takes their place: the answers cannot be counted again." }
            (Field::text("why", "Why?").hint("Shown in the place of the figures. 10 to 500 letters.").show(fields, problems))
            p.actions { button.second { "Withdraw the figures" } }
        }
    }
}

fn close_form(signed: &Signed, told: &Told<'_>, fields: &Fields, problems: &Problems) -> Markup {
    html! {
        form.boxed #closing method="post" action={ "/events/" (told.event.stored.code) "/close" } {
            (csrf(signed))
            h2 { "Close the event" }
            @if let Some(vote) = &told.vote { div { (vote_first(told.event, vote)) } }
            @if !told.tablets.is_empty() || !told.hands.is_empty() { (before_closing(&told.tablets, &told.hands, told.event.stored.here)) }
            p { "Its figures are fixed then, for good. They are drawn once; nobody can edit them." }
            (Field::text("attended", "How many children came?").kind("number").hint("As staff counted them. If fewer than 10 came, nothing is shown.").show(fields, problems))
            div.field #sure { label.choice { input type="checkbox" name="sure" value="yes" checked[fields.get("sure") == "yes"]; "All tablets are back and have sent their answers." } }
            (fewer::tick(fields, problems))
            (readers::before_closing(told.remarks.as_ref(), fields, problems))
            p.actions { button.close { "Close and fix the figures" } }
        }
    }
}

/// The link as a QR code (ISO/IEC 18004), drawn by the `qrcode` crate.
pub(in crate::web) fn qr(link: &str, label: &str) -> Markup {
    let drawn = QrCode::new(link.as_bytes()).map(|code| {
        let svg = code.render::<svg::Color<'_>>().min_dimensions(180, 180).dark_color(svg::Color("#0b0c0c")).build();
        // Only the svg element: a declaration may not stand inside a page.
        svg.find("<svg")
            .and_then(|at| svg.get(at..))
            .map(|s| s.replacen("<svg", &format!("<svg class=\"qr\" role=\"img\" aria-label=\"{label}\""), 1))
            .unwrap_or_default()
    });
    html! { (PreEscaped(drawn.unwrap_or_default())) }
}
