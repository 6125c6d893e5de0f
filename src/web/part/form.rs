//! Forms of staff pages: GOV.UK's patterns. What is wrong is told above and beside the field, all
//! at once, and nothing that was typed is lost.

use crate::web::session::{Fields, Signed};
use maud::{Markup, html};

/// What is wrong with a form: (field, words).
#[derive(Debug, Default)]
pub(in crate::web) struct Problems(Vec<(&'static str, String)>);

impl Problems {
    pub(in crate::web) fn add(&mut self, field: &'static str, words: impl Into<String>) {
        self.0.push((field, words.into()));
    }

    pub(in crate::web) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether something is wrong with a field.
    pub(in crate::web) fn has(&self, field: &str) -> bool {
        self.of(field).is_some()
    }

    fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(f, _)| *f == field).map(|(_, words)| words.as_str())
    }

    /// What is wrong with a field, to stand beside it.
    pub(in crate::web) fn beside(&self, field: &str) -> Markup {
        error(&format!("{field}-error"), self.of(field))
    }

    /// The summary above the form.
    pub(in crate::web) fn summary(&self) -> Markup {
        html! {
            @if !self.is_empty() {
                div.errors role="alert" tabindex="-1" autofocus aria-labelledby="errors" {
                    h2 #errors { "There is a problem" }
                    ul { @for (field, words) in &self.0 { li { a href={ "#" (field) } { (words) } } } }
                }
            }
        }
    }
}

/// A text field.
pub(in crate::web) struct Field<'a> {
    pub(in crate::web) name: &'static str,
    pub(in crate::web) label: &'a str,
    pub(in crate::web) hint: Option<&'a str>,
    pub(in crate::web) kind: &'static str,
    pub(in crate::web) autocomplete: &'static str,
}

impl<'a> Field<'a> {
    pub(in crate::web) fn text(name: &'static str, label: &'a str) -> Self {
        Self { name, label, hint: None, kind: "text", autocomplete: "off" }
    }

    pub(in crate::web) fn kind(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    pub(in crate::web) fn hint(self, hint: &'a str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    pub(in crate::web) fn autocomplete(self, autocomplete: &'static str) -> Self {
        Self { autocomplete, ..self }
    }

    /// The field with what was typed before.
    pub(in crate::web) fn show(&self, fields: &Fields, problems: &Problems) -> Markup {
        let (hint_id, error_id) = (format!("{}-hint", self.name), format!("{}-error", self.name));
        let problem = problems.of(self.name);
        let described: Vec<&str> =
            [self.hint.map(|_| hint_id.as_str()), problem.map(|_| error_id.as_str())].into_iter().flatten().collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let value = (self.kind != "password").then(|| fields.get(self.name));
        html! {
            div.field {
                label for=(self.name) { (self.label) }
                @if let Some(hint) = self.hint { p.hint #(hint_id) { (hint) } }
                (error(&error_id, problem))
                @if self.kind == "area" {
                    textarea #(self.name) name=(self.name) rows="16" spellcheck="false" aria-describedby=[described] aria-invalid=[problem.map(|_| "true")] { (fields.get(self.name)) }
                } @else {
                    input #(self.name) name=(self.name) type=(self.kind) value=[value] autocomplete=(self.autocomplete) inputmode=[(self.kind == "number").then_some("numeric")]
                        aria-describedby=[described] aria-invalid=[problem.map(|_| "true")];
                }
            }
        }
    }
}

fn error(id: &str, problem: Option<&str>) -> Markup {
    html! { @if let Some(words) = problem { p.error #(id) { span.said { "Error: " } (words) } } }
}

/// A choice from a list.
pub(in crate::web) fn select(
    name: &'static str,
    label: &str,
    options: &[(String, String)],
    fields: &Fields,
    problems: &Problems,
) -> Markup {
    let error_id = format!("{name}-error");
    let problem = problems.of(name);
    html! {
        div.field {
            label for=(name) { (label) }
            (error(&error_id, problem))
            select #(name) name=(name) aria-describedby=[problem.map(|_| error_id.as_str())] aria-invalid=[problem.map(|_| "true")] {
                @for (value, text) in options { option value=(value) selected[fields.get(name) == value] { (text) } }
            }
        }
    }
}

/// A question with choices beside one another: radios, or boxes.
pub(in crate::web) struct Choices<'a> {
    pub(in crate::web) name: &'static str,
    pub(in crate::web) legend: &'a str,
    pub(in crate::web) boxes: bool,
    pub(in crate::web) options: &'a [(String, String)],
}

impl Choices<'_> {
    pub(in crate::web) fn show(&self, fields: &Fields, problems: &Problems) -> Markup {
        let error_id = format!("{}-error", self.name);
        html! {
            fieldset.field #(self.name) {
                legend { (self.legend) }
                (error(&error_id, problems.of(self.name)))
                @for (value, text) in self.options {
                    label.choice {
                        input type=(if self.boxes { "checkbox" } else { "radio" }) name=(self.name) value=(value) checked[fields.all(self.name).any(|v| v == value)];
                        (text)
                    }
                }
            }
        }
    }
}

/// The token that the form must carry.
pub(in crate::web) fn csrf(signed: &Signed) -> Markup {
    html! { input type="hidden" name="csrf" value=(signed.csrf); }
}

/// Reads a whole number within bounds.
pub(in crate::web) fn number(
    fields: &Fields,
    name: &'static str,
    bounds: std::ops::RangeInclusive<u32>,
    problems: &mut Problems,
) -> Option<u32> {
    let typed = fields.get(name).replace(',', "");
    let number = typed.parse::<u32>().ok().filter(|n| bounds.contains(n));
    if number.is_none() {
        problems.add(name, format!("Write a whole number from {} to {}", bounds.start(), bounds.end()));
    }
    number
}

/// Reads a day as browsers send it: 2026-03-12.
pub(in crate::web) fn day(fields: &Fields, name: &'static str, problems: &mut Problems) -> Option<time::Date> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    let day = time::Date::parse(fields.get(name), format).ok();
    if day.is_none() {
        problems.add(name, "Choose a day, like 2026-03-12");
    }
    day
}
