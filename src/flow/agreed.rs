//! What a group agreed: typed, read back, shown as that, never counted.

use super::{Flow, FlowError};
use crate::domain::agreed::{Agreed, AgreedText};
use crate::domain::code::Code;
use crate::domain::staff::MayRun;
use crate::store::Event;
use time::Date;

impl Flow {
    /// Keeps what a group agreed, about a question or about the whole; gives its row.
    ///
    /// # Errors
    /// [`FlowError`] if the event's questionnaire has no such question, or the database fails.
    pub async fn add_agreed(
        &self,
        (_, by): (&MayRun, i32),
        event: &Event,
        question: Option<&Code>,
        text: &AgreedText,
        on: Date,
    ) -> Result<i32, FlowError> {
        if let Some(question) = question {
            let published = self.store.questionnaire(event.stored.questionnaire).await?;
            let asked = published.ok_or(FlowError::Broken("its questionnaire is gone"))?.questionnaire()?;
            if asked.question(question.as_str()).is_none() {
                return Err(FlowError::Broken("there is no such question"));
            }
        }
        let write = self.store.write().await?;
        let id = write.add_agreed(event.stored.id, question, text, by, on).await?;
        write.commit().await?;
        Ok(id)
    }

    /// Removes it. False if there was none.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn remove_agreed(&self, _: &MayRun, event: &Event, id: i32) -> Result<bool, FlowError> {
        let write = self.store.write().await?;
        let gone = write.remove_agreed(event.stored.id, id).await?;
        write.commit().await?;
        Ok(gone)
    }

    /// What was agreed at an event.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn agreed(&self, event: &Event) -> Result<Vec<Agreed>, FlowError> {
        Ok(self.store.agreed(event.stored.id).await?)
    }
}
