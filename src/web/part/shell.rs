//! The frame of staff pages.

use crate::domain::staff::{Role, Staff};
use crate::web::asset::address;
use crate::web::session::Signed;
use maud::{DOCTYPE, Markup, html};

/// The parts of the staff side that stand in the main navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::web) enum Place {
    Reading,
    Events,
    Summaries,
    Questionnaires,
    Services,
    People,
    Figures,
    Account,
}

/// A staff page.
pub(in crate::web) struct Page<'a> {
    pub(in crate::web) title: &'a str,
    pub(in crate::web) place: Place,
    /// The pages above this one: (address, name).
    pub(in crate::web) trail: &'a [(String, String)],
    pub(in crate::web) signed: &'a Signed,
    /// What is said on the strip of a demonstration.
    pub(in crate::web) demonstration: Option<&'a str>,
    /// Whether the form on the page was sent back.
    pub(in crate::web) problem: bool,
}

/// What the strip says on the pages of a made-up event.
pub(in crate::web) fn made_up(demonstration: bool) -> Option<&'static str> {
    demonstration.then_some("A made-up event. Its figures are made up.")
}

impl<'a> Page<'a> {
    pub(in crate::web) fn new(title: &'a str, place: Place, signed: &'a Signed) -> Self {
        Self { title, place, trail: &[], signed, demonstration: None, problem: false }
    }

    /// Puts a body into the frame.
    pub(in crate::web) fn show(&self, body: Markup) -> Markup {
        let staff = &self.signed.staff;
        let title = if self.problem { format!("Error: {}", self.title) } else { self.title.to_owned() };
        frame(
            &title,
            Some((self, staff)),
            html! {
                @if let Some(text) = self.demonstration { aside.demo aria-label="Demonstration" { b { "Demonstration." } " " (text) } }
                main #main tabindex="-1" {
                    @if !self.trail.is_empty() {
                        nav.trail aria-label="You are here" { ol { @for (to, name) in self.trail { li { a href=(to) { (name) } } } } }
                    }
                    (body)
                }
            },
        )
    }
}

fn places(staff: &Staff) -> Vec<(Place, &'static str, &'static str)> {
    let mut places = Vec::new();
    if staff.is_reader() {
        places.push((Place::Reading, "/reading", "Reading"));
    }
    if staff.may_run().is_some() {
        places.push((Place::Events, "/events", "Events"));
    }
    if staff.may_view().is_some() {
        places.push((Place::Summaries, "/summaries", "Summaries"));
    }
    if staff.may_run().is_some() {
        places.push((Place::Questionnaires, "/questionnaires", "Questionnaires"));
        places.push((Place::Services, "/services", "Services"));
        places.push((Place::People, "/people", "People"));
    }
    if matches!(staff.role, Role::Manager | Role::Inspector) {
        places.push((Place::Figures, "/about-the-figures", "About the figures"));
    }
    places
}

fn frame(title: &str, page: Option<(&Page<'_>, &Staff)>, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) " – Sayso" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href=(address("staff.css"));
                script type="module" src=(address("staff.js")) {}
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.top {
                    a.brand href="/" { (brand()) }
                    @if let Some((page, staff)) = page {
                        nav aria-label="Main" {
                            @for (place, to, name) in places(staff) {
                                a href=(to) aria-current=[(place == page.place).then_some("page")] { (name) }
                                " "
                            }
                        }
                        form.who method="post" action="/sign-out" {
                            input type="hidden" name="csrf" value=(page.signed.csrf);
                            a href="/account" { (staff.name) }
                            " "
                            button.link { "Sign out" }
                        }
                    }
                }
                (body)
                footer.foot { p { "Sayso: what children say, without who said it." } }
            }
        }
    }
}

fn brand() -> Markup {
    html! {
        svg viewBox="0 0 26 28" aria-hidden="true" { path fill-rule="evenodd" d="M0 0h26v22H12l-7 6v-6H0zM5 6v3h16V6zm0 6v3h10v-3z" {} }
        "Sayso"
    }
}

/// A page on which a tablet is set up: no way into the staff side, and what makes it an app.
pub(in crate::web) fn tablet(title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) " – Sayso" }
                link rel="icon" href="data:,";
                link rel="manifest" href="/manifest.webmanifest";
                link rel="apple-touch-icon" href="/icon-180.png";
                link rel="stylesheet" href=(address("staff.css"));
                link rel="stylesheet" href=(address("device.css"));
                @if !address("tablet.js").is_empty() { script type="module" src=(address("tablet.js")) {} }
            }
            body { header.top { p.brand { (brand()) } } main #main tabindex="-1" { (body) } }
        }
    }
}

/// A page that says one thing, to somebody who may not be signed in.
pub(in crate::web) fn message(title: &str, body: Markup) -> Markup {
    frame(title, None, html! { main #main tabindex="-1" { div.plain { h1 { (title) } (body) } } })
}

/// The sign-in page, or one like it.
pub(in crate::web) fn alone(title: &str, problem: bool, body: Markup) -> Markup {
    let title = if problem { format!("Error: {title}") } else { title.to_owned() };
    frame(&title, None, html! { main #main tabindex="-1" { div.plain { (body) } } })
}
