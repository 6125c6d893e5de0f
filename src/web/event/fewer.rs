//! More answers than children: mostly a slip in the number that closes an event or a vote, and that cannot be undone.
//! It is asked about in the steps of five in which the count is shown all the while, so asking tells nothing new.

use super::at_least;
use crate::web::part::form::Problems;
use crate::web::session::Fields;
use maud::{Markup, html};

/// Asks back where fewer children are said to have been there than have answered.
pub(in crate::web) fn asked(attended: Option<u32>, waiting: u64, fields: &Fields, problems: &mut Problems) {
    let Some(attended) = attended else { return };
    if u64::from(attended) < waiting / 5 * 5 && fields.get("fewer") != "yes" {
        problems.add("fewer", format!("You wrote {attended}, and {} have answered. Look at the number again", at_least(waiting)));
    }
}

/// The tick for whoever has looked again: somebody answered twice, or tried it out.
pub(in crate::web) fn tick(fields: &Fields, problems: &Problems) -> Markup {
    let ticked = fields.get("fewer") == "yes";
    html! {
        @if problems.has("fewer") || ticked {
            div.field #fewer {
                (problems.beside("fewer"))
                label.choice { input type="checkbox" name="fewer" value="yes" checked[ticked]; "The number is right: some answered more than once." }
            }
        }
    }
}
