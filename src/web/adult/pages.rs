//! The page of the adults of an event.

use crate::domain::adult::{Adult, PICTURES, anybody_from_outside};
use crate::store::Event;
use crate::web::asset::{address, drawing};
use crate::web::part::form::{Field, Problems, csrf};
use crate::web::part::shell::{Page, Place, made_up};
use crate::web::session::{Fields, Signed};
use maud::{Markup, html};

pub(super) fn adults(signed: &Signed, event: &Event, adults: &[Adult], fields: &Fields, problems: &Problems) -> Markup {
    let code = &event.stored.code;
    let trail = [
        ("/events".to_owned(), "Events".to_owned()),
        (format!("/events/{code}"), event.stored.name.clone()),
        (format!("/events/{code}/board"), "The board".to_owned()),
    ];
    let demonstration = made_up(event.stored.demonstration);
    let page =
        Page { trail: &trail, demonstration, problem: !problems.is_empty(), ..Page::new("Who can be asked for", Place::Events, signed) };
    page.show(html! {
        link rel="stylesheet" href=(address("board.css"));
        (problems.summary())
        header.title { h1 { "Who can be asked for" } p.lead { "A child at a tablet presses " i { "Talk to someone" } ", picks one of these adults by picture, and says how. It comes to the board, silently." } }
        div.work {
            div {
                section {
                    h2 { "Adults here today" }
                    @if !anybody_from_outside(adults) {
                        p.notice { b { "Nobody from outside " (event.service_name) " is named yet." } " Until then no hand can be raised: a child must be able to ask for somebody whom the service does not employ. Children see the numbers." }
                    }
                    @if !adults.is_empty() {
                        ul.adults {
                            @for adult in adults {
                                li {
                                    (drawn(adult.told.picture))
                                    div { h3 { (adult.told.name) } p { (adult.told.role) } p.note { (if adult.told.outside { "Not from the service" } else { "From the service" }) } }
                                    form method="post" {
                                        (csrf(signed))
                                        input type="hidden" name="adult" value=(adult.id);
                                        button.second name="do" value="remove" aria-label={ "Take " (adult.told.name) " off the list" } { "Take off" }
                                    }
                                }
                            }
                        }
                    }
                }
                section {
                    h2 { "Name one more" }
                    form method="post" {
                        (csrf(signed))
                        (Field::text("name", "Name").hint("As children can say it: “Amina”.").show(fields, problems))
                        (Field::text("role", "Who is that?").hint("In a child’s words: “from the children’s rights team”, “an advocate: on your side”.").show(fields, problems))
                        fieldset.field #picture {
                            legend { "Picture" }
                            p.hint { "The one that is most alike. No photograph: none is kept of anybody." }
                            (problems.beside("picture"))
                            div.faces {
                                @for (name, words) in PICTURES {
                                    label { input type="radio" name="picture" value=(name) aria-label=(words) checked[fields.get("picture") == name]; (drawn(name)) }
                                }
                            }
                        }
                        div.field { label.choice { input type="checkbox" name="outside" value="yes" checked[fields.get("outside") == "yes"]; "Not employed by " (event.service_name) ", nor by one above or below it" } }
                        p.actions { button name="do" value="add" { "Add to the list" } }
                    }
                }
            }
            aside {
                section {
                    h2 { "Numbers" }
                    p.note { "Shown to every child beside Childline’s, also where no tablet was set up. Leave empty what there is none of." }
                    form method="post" {
                        (csrf(signed))
                        (Field::text("duty_team", "Children’s services, duty team").show(fields, problems))
                        (Field::text("advocate", "An advocate").show(fields, problems))
                        p.actions { button.second name="do" value="numbers" { "Save the numbers" } }
                    }
                }
            }
        }
    })
}

/// A drawing of ours.
fn drawn(name: &str) -> Markup {
    html! { span.face { (drawing(name)) } }
}
