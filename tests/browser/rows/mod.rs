//! The rows of the checklist for a child's pages, as tests: each is named with its number. What can be
//! told without a browser is in `tests/rows.rs`; what a tablet at an event does (38) and what only
//! people can tell (42) stand in `docs/ACCESSIBILITY.md`.

mod house;
mod keys;
mod left;
mod plain;
mod sight;
mod sound;
mod told;
mod touch;
mod walk;
mod walks;
mod writing;

/// How a page is wanted: what its address says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) band: &'static str,
    pub(crate) language: &'static str,
    pub(crate) theme: &'static str,
    pub(crate) size: &'static str,
    /// Whether she wants them spoken: then each answer has its speaker from the start.
    pub(crate) spoken: bool,
}

impl Look {
    /// In the usual colours and size.
    pub(crate) const fn of(band: &'static str, language: &'static str) -> Self {
        Self { band, language, theme: "usual", size: "1", spoken: false }
    }

    pub(crate) const fn themed(self, theme: &'static str) -> Self {
        Self { theme, ..self }
    }

    pub(crate) const fn sized(self, size: &'static str) -> Self {
        Self { size, ..self }
    }

    pub(crate) const fn spoken(self) -> Self {
        Self { spoken: true, ..self }
    }

    fn way(self) -> &'static str {
        match self.band {
            _ if self.spoken => "spoken",
            "4-7" => "pictures",
            _ => "words",
        }
    }

    /// The query of an address.
    pub(crate) fn query(self) -> String {
        let words = self.band.replace('+', "%2B");
        format!("way={}&words={words}&lang={}&theme={}&size={}", self.way(), self.language, self.theme, self.size)
    }

    /// The address of a page of an event.
    pub(crate) fn at(self, event: &str, page: &str) -> String {
        let mark = if page.contains('?') { '&' } else { '?' };
        format!("{event}{page}{mark}{}", self.query())
    }

    pub(crate) fn direction(self) -> &'static str {
        if matches!(self.language, "ar" | "prs") { "rtl" } else { "ltr" }
    }
}

/// A phone, a tablet on end, a tablet lying.
pub(crate) const SCREENS: [(i64, i64); 3] = [(320, 640), (810, 1080), (1080, 810)];

/// Where a child stands: the id of a question, or the class of another step.
pub(crate) const HERE: &str = "(s => s.id || s.className)(globalThis.rows.step())";
