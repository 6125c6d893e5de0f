//! Made-up remarks, sealed and sent as the child's page does: each by itself, to a key of its own.

use super::RunError;
use crate::domain::code::Code;
use crate::domain::envelope::{RemarkBinding, RemarkId};
use crate::seal::{SystemBits, random_bytes, seal_remark, shuffle};

/// A sealed remark under its id.
pub type SealedRemark = (RemarkId, Vec<u8>);

/// Seals texts to an event's key for remarks, each under a fresh id, in no order.
///
/// # Errors
/// [`RunError`] if the key is none, a text is too long, or there is no randomness.
pub fn seal_remarks(public: &[u8], binding: &RemarkBinding<'_>, texts: &[&str]) -> Result<Vec<SealedRemark>, RunError> {
    let sealed = texts.iter().map(|text| {
        let id = RemarkId::new(random_bytes::<16>()?);
        Ok((id, seal_remark(public, &id, binding, text)?))
    });
    let mut sealed = sealed.collect::<Result<Vec<SealedRemark>, RunError>>()?;
    shuffle(&mut sealed, &mut SystemBits::default())?;
    Ok(sealed)
}

/// Sends remarks to a question, one after the other, to an event's address (`http://…/e/CODE`).
///
/// # Errors
/// [`RunError`] with the first that was not taken in.
pub async fn send_remarks(address: &str, question: &Code, remarks: &[SealedRemark]) -> Result<(), RunError> {
    let client = reqwest::Client::new();
    for (id, bytes) in remarks {
        let answer = client.post(format!("{address}/remark/{question}/{id}")).body(bytes.clone()).send().await;
        let status = answer.map_err(|error| RunError::Client(error.without_url()))?.status();
        if !status.is_success() {
            return Err(RunError::NotTaken(status.as_u16()));
        }
    }
    Ok(())
}
