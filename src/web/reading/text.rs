//! A child's words with what is marked in them. Only ever text: nothing that a child writes becomes markup.

use crate::domain::remark::{Lists, Mark, Organisation, marks};
use maud::{Markup, html};
use std::ops::Range;

/// A text with what stands on the alert lists, and what could tell who wrote it.
pub(super) struct Marked<'t> {
    text: &'t str,
    alerts: Vec<Range<usize>>,
    details: Vec<Mark>,
}

impl<'t> Marked<'t> {
    /// Marks both.
    pub(super) fn new(text: &'t str, own: &Organisation, names: &Lists) -> Self {
        Self { text, alerts: own.hits(text), details: marks(text, names) }
    }

    /// Marks only what could tell who wrote it.
    pub(super) fn details(text: &'t str, names: &Lists) -> Self {
        Self { text, alerts: Vec::new(), details: marks(text, names) }
    }

    /// The pieces of the text: each whether it is an alert, and whether it is a detail.
    fn pieces(&self) -> Vec<(&'t str, bool, bool)> {
        let details = self.details.iter().map(|mark| &mark.range);
        let mut cuts: Vec<usize> = self.alerts.iter().chain(details).flat_map(|range| [range.start, range.end]).collect();
        cuts.push(self.text.len());
        cuts.sort_unstable();
        let (mut pieces, mut from) = (Vec::new(), 0);
        for to in cuts {
            let Some(piece) = self.text.get(from..to).filter(|piece| !piece.is_empty()) else { continue };
            let alert = self.alerts.iter().any(|range| range.contains(&from));
            let detail = self.details.iter().any(|mark| mark.range.contains(&from));
            pieces.push((piece, alert, detail));
            from = to;
        }
        pieces
    }

    /// The text, in its own direction.
    pub(super) fn show(&self) -> Markup {
        html! {
            p.remark dir="auto" {
                @for (piece, alert, detail) in self.pieces() {
                    @match (alert, detail) {
                        (false, false) => (piece),
                        (true, false) => mark.alert { (piece) },
                        (false, true) => mark.detail { (piece) },
                        (true, true) => mark.alert.detail { (piece) },
                    }
                }
            }
        }
    }

    /// What the lines under words mean, and why each detail is marked.
    pub(super) fn legend(&self) -> Markup {
        html! {
            @if !self.alerts.is_empty() || !self.details.is_empty() {
                p.key {
                    @if !self.alerts.is_empty() { span { mark.alert { "Thick line" } ": on the alert list" } " " }
                    @if !self.details.is_empty() { span { mark.detail { "Dotted line" } ": might show who wrote it" } }
                }
            }
            @if !self.details.is_empty() {
                details.why {
                    summary { "Why these are marked" }
                    ul.list { @for mark in &self.details { li { bdi { "“" (self.text.get(mark.range.clone()).unwrap_or_default()) "”" } ": " (mark.why) } } }
                    p.note { "A help, not a verdict: what is not marked may still tell who it is." }
                }
            }
        }
    }

    /// What is marked as a detail.
    pub(super) fn found(&self) -> Vec<&'t str> {
        self.details.iter().filter_map(|mark| self.text.get(mark.range.clone())).collect()
    }

    /// The text with everything that is marked as a detail taken out.
    pub(super) fn without_details(&self) -> String {
        let (mut out, mut from) = (String::new(), 0);
        for mark in &self.details {
            out.push_str(self.text.get(from..mark.range.start).unwrap_or_default());
            out.push_str("[…]");
            from = mark.range.end;
        }
        out + self.text.get(from..).unwrap_or_default()
    }
}

/// The first few alert words of a text: why it stands where it stands.
pub(super) fn reasons(text: &str, own: &Organisation) -> Markup {
    // Each once: “hits”, “hits”, “hits” says no more than one of them.
    let mut hits: Vec<&str> = Vec::new();
    for hit in own.hits(text).into_iter().filter_map(|hit| text.get(hit)) {
        if !hits.iter().any(|known| known.eq_ignore_ascii_case(hit)) {
            hits.push(hit);
        }
    }
    html! {
        @for (at, hit) in hits.iter().take(3).enumerate() {
            @if at > 0 { ", " }
            bdi { "“" (hit) "”" }
        }
        @if hits.len() > 3 { " and more" }
    }
}

#[cfg(test)]
mod tests {
    use super::{Marked, reasons};
    use crate::domain::remark::{Lists, Names, Organisation};

    fn names() -> Lists {
        Lists::new(&Names { homes: vec!["Maple House".into()], staff: vec!["Darren Pugh".into()], ..Names::default() })
    }

    #[test]
    fn what_a_child_writes_is_text_however_it_looks() {
        let own = Organisation::default();
        for text in ["<script>alert(1)</script> & \"Darren\"", "[<b>]", "😀😀", "مرحبا Darren <i>"] {
            let marked = Marked::new(text, &own, &names());
            let page = marked.show().into_string() + &marked.legend().into_string() + &reasons(text, &own).into_string();
            for bad in ["<script", "<b>", "<i>"] {
                assert!(!page.contains(bad), "{page}");
            }
            let joined: String = marked.pieces().iter().map(|(piece, ..)| *piece).collect();
            assert_eq!(joined, text, "nothing is lost");
        }
    }

    #[test]
    fn alert_words_and_details_are_marked_and_may_overlap() {
        let (own, names) = (Organisation::default(), names());
        let text = "Darren grabbed me at Maple House";
        let page = Marked::new(text, &own, &names).show().into_string();
        assert!(page.contains("<mark class=\"alert\">") && page.contains("<mark class=\"detail\">Darren</mark>"), "{page}");
        assert!(reasons(text, &own).into_string().contains("grabbed"));
        let marked = Marked::details(text, &names);
        assert_eq!(marked.without_details(), "[…] grabbed me at […]");
        let grabbed = 0..14;
        let both = Marked { text, alerts: vec![grabbed], details: marked.details }.show().into_string();
        assert!(both.contains("<mark class=\"alert detail\">Darren</mark><mark class=\"alert\"> grabbed</mark>"), "{both}");
    }
}
