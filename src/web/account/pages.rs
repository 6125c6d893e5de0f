//! Pages for signing in, and one's own account.

use crate::web::part::form::{Field, Problems, csrf};
use crate::web::part::shell::{self, Page, Place};
use crate::web::session::{Fields, Signed};
use maud::{Markup, html};

pub(super) fn sign_in(fields: &Fields, problems: &Problems) -> Markup {
    shell::alone(
        "Sign in",
        !problems.is_empty(),
        html! {
            (problems.summary())
            h1 { "Sign in" }
            form method="post" action="/sign-in" {
                (Field::text("email", "Email address").kind("email").autocomplete("username").show(fields, problems))
                (Field::text("password", "Password").kind("password").autocomplete("current-password").show(fields, problems))
                p.actions { button { "Sign in" } }
            }
            p.note { "No password yet, or forgotten? Whoever runs the server can make you a link that signs in once." }
        },
    )
}

pub(super) fn link_used() -> Markup {
    shell::message(
        "This link does not work any more",
        html! {
            p { "A link signs in once, and only for a short time." }
            p { a href="/sign-in" { "Sign in with a password" } ", or ask whoever gave you the link for a new one." }
        },
    )
}

pub(super) fn account(signed: &Signed, problems: &Problems, done: bool) -> Markup {
    let page = Page { problem: !problems.is_empty(), ..Page::new("Your account", Place::Account, signed) };
    let nothing = Fields::default();
    page.show(html! {
        (problems.summary())
        header.title { h1 { "Your account" } p.lead { (signed.staff.name) ", " (signed.staff.role) ". " (signed.staff.email) } }
        @if done { section.notice role="status" { h2 { "Your password is set" } p { "You can sign in with it from now on." } } }
        h2 { "Set a password" }
        form method="post" action="/account/password" {
            (csrf(signed))
            (Field::text("password", "New password").kind("password").autocomplete("new-password").hint("At least 10 characters; three or four words do well.").show(&nothing, problems))
            (Field::text("again", "The same again").kind("password").autocomplete("new-password").show(&nothing, problems))
            p.actions { button { "Set the password" } }
        }
    })
}
