//! Services: the tree, and adding to it.

use super::State;
use super::account::see;
use super::error::{StaffError, page};
use super::part::form::{Field, Problems, csrf, select};
use super::part::shell::{Page, Place};
use super::session::{Administrator, Fields, Form, Runner, Signed};
use crate::domain::service::{Service, tree};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use maud::{Markup, html};

/// The tree.
pub(super) async fn list(state: web::Data<State>, runner: Runner) -> Result<HttpResponse, StaffError> {
    let services = state.flow.store.services().await?;
    Ok(page(StatusCode::OK, show(&runner.signed, &services, &Fields::default(), &Problems::default())))
}

/// Adds a service.
pub(super) async fn add(state: web::Data<State>, who: Administrator, form: Form) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &who.signed)?;
    let services = state.flow.store.services().await?;
    let mut problems = Problems::default();
    let name = fields.get("name");
    if name.is_empty() || name.chars().count() > 120 {
        problems.add("name", "Write the name of the service, in up to 120 letters");
    } else if services.iter().any(|s| s.name == name) {
        problems.add("name", "There is a service of that name; add a place, so that they can be told apart");
    }
    let parent = fields.get("parent").parse::<i32>().ok();
    if parent.is_some_and(|id| !services.iter().any(|s| s.id == id)) {
        problems.add("parent", "Choose a service from the list");
    }
    if !problems.is_empty() {
        return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, show(&who.signed, &services, &fields, &problems)));
    }
    let write = state.flow.store.write().await?;
    write.add_service(name, parent).await?;
    write.commit().await?;
    Ok(see("/services"))
}

fn show(signed: &Signed, services: &[Service], fields: &Fields, problems: &Problems) -> Markup {
    let page = Page { problem: !problems.is_empty(), ..Page::new("Services", Place::Services, signed) };
    let tree = tree(services);
    let mut above = vec![(String::new(), "Nothing: it is at the top".to_owned())];
    above.extend(tree.iter().map(|(depth, s)| (s.id.to_string(), format!("{}{}", "\u{2003}".repeat(*depth), s.name))));
    page.show(html! {
        (problems.summary())
        header.title { h1 { "Services" } p.lead { "Homes, teams and councils. An event is about one of them." } }
        table.rows {
            thead { tr { th scope="col" { "Service" } } }
            tbody { @for (depth, s) in &tree { tr { th scope="row" data-depth=(depth.min(&4)) { (s.name) } } } }
        }
        @if signed.staff.may_administer().is_some() {
            h2 { "Add a service" }
            form method="post" action="/services" {
                (csrf(signed))
                (Field::text("name", "Name").show(fields, problems))
                (select("parent", "Above it", &above, fields, problems))
                p.actions { button { "Add the service" } }
            }
        }
    })
}
