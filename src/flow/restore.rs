//! Releases that were written down and are not in the database: taken from their files.
//!
//! So it is after a crash between file and commit, and in a database that was restored from a
//! backup made before the release. Noise is never drawn twice for the same answers.

use super::release::{RECEIPT, receipts_name};
use super::{Flow, FlowError};
use crate::domain::event::{EventCode, Kind, State};
use crate::seal::Digest;
use crate::store::StoreError;

/// A line of the receipts: the event, the envelope's id, the digest.
type Line = (EventCode, [u8; 16], Digest);

impl Flow {
    /// Takes every release, and every withdrawal, from its file that the database does not have. Gives how many were taken,
    /// and the files whose event is not in this database.
    ///
    /// # Errors
    /// [`FlowError`] if a file or the database cannot be read.
    pub async fn restore(&self) -> Result<(usize, Vec<EventCode>), FlowError> {
        let (mut taken, mut strange) = (0, Vec::new());
        let mut listed = Vec::new();
        for (code, number) in self.files.list().map_err(StoreError::from)? {
            let made = self.files.read(&code, number).map_err(StoreError::from)?.and_then(|file| file.made);
            listed.push((made.is_some_and(|made| !made.parts.is_empty()), code, number));
        }
        // What was made of other releases comes after them: it says which, and they must be known by then.
        listed.sort();
        for (_, code, number) in listed {
            let event = match self.store.event(&code).await? {
                Some(event) => event,
                None if self.make_again(&code, number).await? => {
                    self.store.event(&code).await?.ok_or(FlowError::Broken("a pool is gone"))?
                }
                None => {
                    strange.push(code);
                    continue;
                }
            };
            let known = self.store.releases(event.stored.id).await?;
            if known.iter().all(|r| r.release.number != number) {
                self.adopt(&code, number).await?;
                taken += 1;
            }
            if let Some(withdrawn) = self.files.withdrawn(&code, number).map_err(StoreError::from)? {
                let stands = self.store.releases(event.stored.id).await?;
                if let Some(release) = stands.iter().find(|r| r.release.number == number && r.withdrawn.is_none()) {
                    let write = self.store.write().await?;
                    write.withdraw(release.id, &withdrawn).await?;
                    write.commit().await?;
                }
            }
        }
        for code in self.files.events_with_quotes_taken_out().map_err(StoreError::from)? {
            if let Some(event) = self.store.event(&code).await? {
                self.withdraw_again(&event).await?;
            }
        }
        Ok((taken, strange))
    }

    /// Makes the pool or wide table of a release file again, if the database has its service and
    /// questionnaire; its release is taken then like any other.
    async fn make_again(&self, code: &EventCode, number: u32) -> Result<bool, FlowError> {
        let Some(new) = self.files.read(code, number).map_err(StoreError::from)?.and_then(|file| file.made) else { return Ok(false) };
        let service = self.store.services().await?.iter().any(|s| s.id == new.service);
        if !service || self.store.questionnaire(new.questionnaire).await?.is_none() {
            return Ok(false);
        }
        let write = self.store.write().await?;
        write.add_made(code, &new).await?;
        write.commit().await?;
        Ok(true)
    }

    /// Puts a release from its file into the ledger; the envelopes that it counted become receipts.
    pub(super) async fn adopt(&self, code: &EventCode, number: u32) -> Result<(), FlowError> {
        let file = self.files.read(code, number).map_err(StoreError::from)?.ok_or(FlowError::Broken("a release file is gone"))?;
        let event = self.store.event(code).await?.ok_or(FlowError::Broken("the event of a release file is gone"))?;
        let lines = match (&file.receipts, self.keys.load(code)?) {
            (Some(sealed), Some(keys)) => {
                let name = receipts_name(code, number);
                read(&keys.unlock(name.as_bytes(), sealed).map_err(|_| FlowError::Broken("the receipts of a release do not open"))?)
                    .ok_or(FlowError::Broken("the receipts of a release cannot be read"))?
            }
            _ => Vec::new(),
        };
        let mut counted = Vec::new();
        for (of, id, digest) in lines {
            let row = if of == *code { Some(event.stored.id) } else { self.store.event(&of).await?.map(|e| e.stored.id) };
            counted.extend(row.map(|row| (row, id, digest)));
        }
        let write = self.store.write().await?;
        let held = write.hold_event(event.stored.id).await?.ok_or(FlowError::Broken("the event is gone"))?;
        if file.receipts.is_none() && file.closes && held.state == State::Open {
            // Their time is over. What waits in a database from before the close was counted by it, all of it:
            // it must not be counted again, and nothing that comes could be known.
            write.empty_inbox(event.stored.id, false).await?;
            write.remove_receipts(event.stored.id).await?;
            write.end_event(event.stored.id).await?;
        }
        let id = write.append(event.stored.id, &file.release).await?;
        let mut parts = Vec::new();
        for (of, number) in file.made.iter().flat_map(|made| &made.parts) {
            let Some(of) = EventCode::parse(of) else { continue };
            let Some(event) = self.store.event(&of).await? else { continue };
            parts.extend(self.store.releases(event.stored.id).await?.iter().filter(|r| r.release.number == *number).map(|r| r.id));
            let themes = file.made.as_ref().is_some_and(|made| made.kind == Kind::Themes.as_str());
            if let (true, Some(table)) = (themes, file.release.tables.first()) {
                // They were counted.
                write.remove_tags(event.stored.id, std::slice::from_ref(&table.question)).await?;
            }
        }
        if !parts.is_empty() {
            // What a wide table spent stays spent.
            write.append_parts(id, &parts).await?;
        }
        for (row, id, digest) in counted {
            write.settle(row, id, digest).await?;
        }
        if file.closes && held.state == State::Open {
            write.close_event(event.stored.id, State::Fixed, file.came, file.release.released_on).await?;
        }
        write.commit().await?;
        self.forget(code);
        self.store.forget_history().await?;
        Ok(())
    }
}

fn read(bytes: &[u8]) -> Option<Vec<Line>> {
    let (lines, rest) = bytes.as_chunks::<RECEIPT>();
    if !rest.is_empty() {
        return None;
    }
    lines
        .iter()
        .map(|line| {
            let (code, rest) = line.split_at_checked(8)?;
            let (id, digest) = rest.split_at_checked(16)?;
            Some((EventCode::parse(std::str::from_utf8(code).ok()?)?, id.try_into().ok()?, digest.try_into().ok()?))
        })
        .collect()
}
