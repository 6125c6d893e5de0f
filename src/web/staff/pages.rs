//! Pages about people.

use crate::domain::service::{Service, tree};
use crate::domain::staff::{Role, Staff};
use crate::domain::words;
use crate::web::part::form::{Choices, Field, Problems, csrf};
use crate::web::part::shell::{Page, Place};
use crate::web::session::{Fields, Signed};
use maud::{Markup, html};

#[derive(Default)]
pub(super) struct Adding {
    pub(super) fields: Fields,
    pub(super) problems: Problems,
    /// The link of whoever was just added.
    pub(super) link: Option<String>,
}

fn sees(person: &Staff, services: &[Service]) -> String {
    match person.role {
        Role::Administrator | Role::Officer => "all services".to_owned(),
        Role::Reader => "no figures".to_owned(),
        Role::Manager | Role::Inspector => {
            let names: Vec<String> = services.iter().filter(|s| person.services.contains(&s.id)).map(|s| s.name.clone()).collect();
            if names.is_empty() { "nothing yet".to_owned() } else { words::and(&names) }
        }
    }
}

pub(super) fn list(signed: &Signed, staff: &[Staff], services: &[Service], adding: &Adding) -> Markup {
    let page = Page { problem: !adding.problems.is_empty(), ..Page::new("People", Place::People, signed) };
    let roles: Vec<(String, String)> = ROLES.iter().map(|(r, text)| (r.as_str().to_owned(), format!("{r}: {text}"))).collect();
    page.show(html! {
        (adding.problems.summary())
        header.title { h1 { "People" } p.lead { "Who works with Sayso, and whose figures they see." } }
        @if let Some(link) = &adding.link {
            section.notice role="status" {
                h2 { "Added" }
                p { "Give them this link. It signs in once, within three days; then they set a password." }
                p.address #link { (link) }
                button.copy.second type="button" data-copy="#link" hidden { "Copy link" }
            }
        }
        table.rows {
            thead { tr { th scope="col" { "Name" } th scope="col" { "Role" } th scope="col" { "Sees figures of" } td {} } }
            tbody {
                @for person in staff {
                    tr {
                        th scope="row" { (person.name) " " span.note { (person.email) } }
                        td { (person.role) }
                        td { (sees(person, services)) }
                        td { @if matches!(person.role, Role::Manager | Role::Inspector) { a href={ "/people/" (person.id) } { "Choose services" } } }
                    }
                }
            }
        }
        @if signed.staff.may_administer().is_some() {
            h2 { "Add somebody" }
            form method="post" action="/people" {
                (csrf(signed))
                (Field::text("name", "Name").show(&adding.fields, &adding.problems))
                (Field::text("email", "Email address").kind("email").show(&adding.fields, &adding.problems))
                (Choices { name: "role", legend: "Role", boxes: false, options: &roles }.show(&adding.fields, &adding.problems))
                p.actions { button { "Add" } }
            }
        }
    })
}

const ROLES: [(Role, &str); 5] = [
    (Role::Officer, "publishes questionnaires, runs events, chooses who sees what"),
    (Role::Manager, "sees released figures of the services given to them"),
    (Role::Inspector, "sees released figures of the services given to them"),
    (Role::Reader, "reads children’s own words, and sees no figures"),
    (Role::Administrator, "all that an officer does, and adds people and services"),
];

pub(super) fn show(signed: &Signed, person: &Staff, services: &[Service]) -> Markup {
    let trail = [("/people".to_owned(), "People".to_owned())];
    let page = Page { trail: &trail, ..Page::new(&person.name, Place::People, signed) };
    let options: Vec<(String, String)> =
        tree(services).into_iter().map(|(depth, s)| (s.id.to_string(), format!("{}{}", "\u{2003}".repeat(depth), s.name))).collect();
    let given = Fields(person.services.iter().map(|id| ("service".to_owned(), id.to_string())).collect());
    page.show(html! {
        header.title { h1 { (person.name) } p.lead { (person.role) ". " (person.email) } }
        @if matches!(person.role, Role::Manager | Role::Inspector) {
            form method="post" action={ "/people/" (person.id) } {
                (csrf(signed))
                (Choices { name: "service", legend: "Services whose released figures they may see", boxes: true, options: &options }.show(&given, &Problems::default()))
                p.actions { button { "Save" } " " a href="/people" { "Back" } }
            }
        } @else { p { "Sees figures of " (sees(person, services)) "." } }
    })
}
