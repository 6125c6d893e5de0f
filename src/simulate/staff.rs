//! An officer who does not exist: signs in by a link, and closes an event as the page does.

use super::run::RunError;
use super::tablet::{attribute, away};
use crate::domain::event::EventCode;

/// The officer, signed in.
pub struct Staff {
    client: reqwest::Client,
    base: String,
}

impl Staff {
    /// Signs in at a server (`http://HOST:PORT`) by the token of a link.
    ///
    /// # Errors
    /// [`RunError`] if the server does not answer, or the link does not sign in.
    pub async fn by_link(base: &str, token: &str) -> Result<Self, RunError> {
        let client = reqwest::Client::builder().cookie_store(true).build().map_err(RunError::Client)?;
        let signed_in = client.get(format!("{base}/sign-in/{token}")).send().await.map_err(away)?;
        if !signed_in.status().is_success() {
            return Err(RunError::Refused(signed_in.status().as_u16()));
        }
        Ok(Self { client, base: base.to_owned() })
    }

    /// Closes an event, to which so many children came.
    ///
    /// # Errors
    /// [`RunError`] if the server refuses.
    pub async fn close(&self, event: &EventCode, attended: usize) -> Result<(), RunError> {
        let page = self.client.get(format!("{}/events/{event}", self.base)).send().await.map_err(away)?.text().await.map_err(away)?;
        let (_, form) = page.split_once("name=\"csrf\"").ok_or(RunError::Page)?;
        let csrf = attribute(form, "value").ok_or(RunError::Page)?;
        let attended = attended.to_string();
        let fields = [("csrf", csrf), ("attended", &attended), ("sure", "yes")];
        let closed = self.client.post(format!("{}/events/{event}/close", self.base)).form(&fields).send().await.map_err(away)?;
        // Closed, it goes on to the summary; the same page again is one with faults.
        if closed.status().is_success() { Ok(()) } else { Err(RunError::Refused(closed.status().as_u16())) }
    }
}
