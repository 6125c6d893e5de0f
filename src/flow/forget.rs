//! Retention of remarks: a text goes thirty days after the decision on it, its own key first, so that no
//! backup of the database can be read for it; nothing goes that nobody has read, nor a referral without
//! its reference. Answers go on their own day, whatever is still to be read. And of hands that were raised.

use super::{Flow, FlowError};
use crate::domain::code::Code;
use crate::domain::envelope::RemarkId;
use crate::domain::event::Kind;
use crate::domain::hand::KEPT_DAYS;
use crate::store::StoredEvent;
use time::{Date, Duration};

/// What the purge of one event's remarks did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Forgotten {
    /// How many texts were destroyed.
    pub(super) texts: usize,
    /// How many rows went besides.
    pub(super) rows: u64,
}

impl Flow {
    /// Destroys what is due of an event's remarks. Once the days of its answers are over, themes that nobody let
    /// be counted are not counted any more.
    pub(super) async fn forget_remarks(&self, event: &StoredEvent, today: Date) -> Result<Forgotten, FlowError> {
        if event.kind != Kind::Event || (!self.keys.has_keys_for_remarks(&event.code) && self.store.remark_rows(event.id).await? == 0) {
            return Ok(Forgotten::default());
        }
        let over = self.is_over(event, today).await?;
        let write = self.store.write().await?;
        // Two servers at once wait for each other here.
        write.hold_event(event.id).await?;
        let readings = write.readings(event.id).await?;
        let due = |id: &RemarkId| readings.get(id).and_then(|reading| reading.due_on()).is_some_and(|on| on <= today);
        let there = write.remarks_there(event.id).await?;
        let due: Vec<RemarkId> = there.iter().copied().filter(|id| due(id)).collect();
        // Reads the file afresh even for none, so that this server forgets what another one destroyed.
        self.keys.destroy_remarks(&event.code, &due)?;
        let keys = self.keys.load_for_remarks(&event.code)?;
        // Those of an interrupted purge, and in a database restored from a backup, have no key any more either. Where
        // there is no file at all, perhaps a disk is missing: then nothing is given up before the event is over.
        let lost: Vec<RemarkId> = there.iter().copied().filter(|id| keys.as_ref().map_or(over, |keys| !keys.holds(id))).collect();
        write.empty_remarks(event.id, &lost).await?;
        write.part_quotes(event.id, &lost).await?;
        let texts = self.text_questions(event).await?;
        if over {
            write.remove_tags(event.id, &texts).await?;
        }
        let mut rows = 0;
        if event.ended {
            // Nothing comes again that must be known. Rows that are still to be counted by their themes wait for that.
            let counted = write.theme_tables(event.id).await?;
            let waiting: Vec<Code> = texts.into_iter().filter(|q| !over && !counted.iter().any(|table| table.question == *q)).collect();
            rows = write.remove_emptied(event.id, &waiting).await?;
        }
        write.commit().await?;
        if event.ended && lost.len() == there.len() {
            self.keys.destroy_for_remarks(&event.code)?;
        }
        self.forget(&event.code);
        Ok(Forgotten { texts: lost.len(), rows })
    }

    /// Destroys the hands of an event whose days are over; gives how many. Of an event that nobody closed none is, and
    /// none that nobody closed: somebody must say what came of it first.
    pub(super) async fn forget_hands(&self, event: &StoredEvent, today: Date) -> Result<u64, FlowError> {
        if event.closed_on.is_none_or(|on| today - on < Duration::days(KEPT_DAYS)) {
            return Ok(0);
        }
        let closed_before = (today - Duration::days(KEPT_DAYS - 1)).midnight().assume_utc().unix_timestamp();
        let write = self.store.write().await?;
        let gone = write.remove_hands(event.id, closed_before).await?;
        write.commit().await?;
        Ok(gone)
    }

    /// The questions of an event that have themes.
    async fn text_questions(&self, event: &StoredEvent) -> Result<Vec<Code>, FlowError> {
        let published = self.store.questionnaire(event.questionnaire).await?.ok_or(FlowError::Broken("its questionnaire is gone"))?;
        Ok(published.questionnaire()?.texts().filter(|q| !q.themes.is_empty()).map(|q| q.code.clone()).collect())
    }
}
