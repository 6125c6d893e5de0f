//! How small numbers are protected: the choice, in plain words, with an example at the expected
//! number of children; after board 06.

use crate::chart;
use crate::domain::disclosure::Protected;
use crate::domain::example::{QUESTION, reports};
use crate::domain::policy::{Policy, Promise};
use crate::domain::report::{Form, Part, Report};
use crate::domain::staff::Staff;
use crate::web::part::form::{Field, Problems};
use crate::web::session::Fields;
use maud::{Markup, PreEscaped, html};

/// Reads the promise that an officer or administrator chose.
pub(super) fn read(fields: &Fields, staff: &Staff, problems: &mut Problems) -> Option<Promise> {
    match Policy::parse(fields.get("policy")) {
        Some(Policy::Protected) => Some(Promise::protected()),
        Some(Policy::Rounded) => Some(Promise::rounded()),
        Some(Policy::PlainCounts) => {
            let Some(may) = staff.may_administer() else {
                problems.add("policy", "Only an administrator can choose plain counts; ask one to open this event");
                return None;
            };
            Promise::plain_counts(&may, fields.get("reason")).map_err(|no| problems.add("reason", capital(&no.to_string()))).ok()
        }
        None => {
            problems.add("policy", "Choose how small numbers are protected");
            None
        }
    }
}

fn capital(text: &str) -> String {
    crate::domain::words::capital(text)
}

/// A row of the comparison: its head, and what it says of each policy, in the order of [`Policy::ALL`].
const ROWS: [(&str, [&str; 3]); 4] = [
    (
        "How it works",
        [
            "Every count may be changed a little, once, at random.",
            "Every count is rounded to the nearest 5; small and very large ones are held back.",
            "Counts as they are.",
        ],
    ),
    (
        "What someone could work out",
        [
            "Very little. Even someone who knows every other answer cannot be sure of this one.",
            "No small group can be worked out, nor that nearly everyone agreed.",
            "What one child said, by someone who knows the others.",
        ],
    ),
    ("Tables of a question", ["All children, and by one breakdown", "All children", "All children"]),
    ("Early look", ["Once, from 20 answers", "No", "No"]),
];

/// The choice.
pub(super) fn choose(fields: &Fields, problems: &Problems, staff: &Staff) -> Markup {
    let administers = staff.may_administer().is_some();
    let chosen = Policy::parse(fields.get("policy")).unwrap_or(Policy::Protected);
    let expected = fields.get("expected").parse().unwrap_or(30);
    html! {
        fieldset.field #policy {
            legend { h2 { "How small numbers are protected" } }
            p.hint { "You choose once. When the event opens this is fixed, and every tablet promises it to every child." }
            (problems.beside("policy"))
            table.policy {
                thead { tr {
                    td {}
                    @for policy in Policy::ALL {
                        th scope="col" {
                            label.choice {
                                input type="radio" name="policy" value=(policy.as_str()) checked[policy == chosen] disabled[policy == Policy::PlainCounts && !administers];
                                (policy.name())
                            }
                            p { (like(policy)) }
                        }
                    }
                } }
                tbody {
                    (examples(expected))
                    @for (head, texts) in ROWS {
                        tr { th scope="row" { (head) } @for text in texts { td data-label=(head) { (text) } } }
                        @if head == "What someone could work out" {
                            tr { th scope="row" { "Below 10" } td colspan="3" data-label="Below 10" { "Nothing is shown under any of the three if fewer than 10 took part, or fewer than 10 came." } }
                        }
                    }
                    tr {
                        th scope="row" { "Needs" }
                        td data-label="Needs" { "Nothing more" }
                        td data-label="Needs" { "Nothing more" }
                        td data-label="Needs" { b { "An administrator" } " and a written reason, which is printed on the summary." }
                    }
                }
            }
            @if administers {
                div.if-plain { (Field::text("reason", "Why plain counts?").hint("Printed on every summary of this event. 10 to 500 letters.").show(fields, problems)) }
            }
        }
    }
}

fn like(policy: Policy) -> &'static str {
    match policy {
        Policy::Protected => "Like a national census.",
        Policy::Rounded => "Like other official statistics.",
        Policy::PlainCounts => "Like Ofsted’s Parent View.",
    }
}

/// The row of examples at so many children.
pub(super) fn examples(expected: u32) -> Markup {
    const HEAD: &str = "What readers would see";
    html! {
        tr #examples {
            th scope="row" { (HEAD) br; span.note { "Made-up answers of " (expected) " children, the same under all three." } }
            @for (policy, report) in reports(expected) {
                td data-label=(HEAD) {
                    @match &report {
                        None => p { "Too few answered to show" },
                        Some(report) => (example(policy, report)),
                    }
                }
            }
        }
    }
}

fn example(policy: Policy, report: &Protected<Report>) -> Markup {
    let Some(finding) = report.finding(QUESTION) else { return html! {} };
    let headline = finding.headline.iter().take(2).map(|(Part::Strong(text) | Part::Plain(text))| text.as_str()).collect::<String>();
    // Three pictures of one question stand on the page: their names must differ.
    let picture = chart::small(report, QUESTION).map(|p| p.svg.replace("chart-example-", &format!("chart-{}-", policy.as_str())));
    html! {
        p { "“" (headline.trim()) "”" }
        @match (finding.all.form, picture) {
            (Form::Words, _) | (_, None) => ul.plain { @for row in &finding.all.rows { li { (row.label) ": " (row.figure.short()) } } },
            (_, Some(svg)) => (PreEscaped(svg)),
        }
    }
}
