//! Releases: the ledger, and the released responses.

use super::{Store, StoreError, Write};
use crate::domain::code::Code;
use crate::domain::disclosure::Protected;
use crate::domain::policy::Policy;
use crate::domain::release::{GroupBase, ProtectedTable, Release};
use crate::domain::tally::{Cell, Group};
use entity::{ledger, release, response, withdrawal};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::Date;

/// A row of the ledger.
pub type LedgerRow = ledger::Model;

/// What stands in the column `cell` of a head count, which is public and not protected.
const BASE: &str = "base";

/// The scale of wide tables.
const WIDE: &str = "20/1";

/// What a policy does to a cell, as it stands in the ledger.
fn scale(policy: Policy) -> &'static str {
    match policy {
        Policy::Protected => "4/3",
        Policy::Rounded => "5",
        Policy::PlainCounts => "",
    }
}

/// A release as it stands in the ledger.
#[derive(Debug, Clone)]
pub struct Released {
    /// Its row.
    pub id: i32,
    /// The release.
    pub release: Protected<Release>,
    /// Whether it was withdrawn, and why.
    pub withdrawn: Option<Withdrawn>,
}

/// That a release was a mistake.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Withdrawn {
    /// The day.
    pub on: Date,
    /// Why.
    pub reason: String,
}

/// Rows of one insert: far below SQLite's limit of bound values.
const CHUNK: usize = 1000;

fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::BadRow("ledger"))
}

fn parse<'a, T: serde::Deserialize<'a>>(text: &'a str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::BadRow("ledger"))
}

fn whole(n: u32) -> Result<i32, StoreError> {
    i32::try_from(n).map_err(|_| StoreError::BadRow("release"))
}

impl Write {
    /// Appends a release to the ledger; gives its row.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn append(&self, event: i32, new: &Protected<Release>) -> Result<i32, StoreError> {
        let head = release::ActiveModel {
            event_id: Set(event),
            number: Set(whole(new.number)?),
            released_on: Set(new.released_on),
            policy: Set(new.policy.as_str().to_owned()),
            attended: Set(whole(new.attended)?),
            took_part: Set(whole(new.took_part)?),
            ..Default::default()
        };
        let id = release::Entity::insert(head).exec(&self.tx).await?.last_insert_id;
        let mut rows = Vec::new();
        for base in &new.groups {
            rows.push((base.group.by.to_string(), Some(json(&base.group)?), BASE.to_owned(), Some(i64::from(base.took_part)), ""));
        }
        for table in &new.tables {
            let grouping = table.group.as_ref().map(json).transpose()?;
            for (cell, value) in &table.cells {
                rows.push((
                    table.question.to_string(),
                    grouping.clone(),
                    json(cell)?,
                    *value,
                    if new.wide { WIDE } else { scale(new.policy) },
                ));
            }
        }
        let mut models = Vec::with_capacity(rows.len());
        for (position, (question, grouping, cell, value, scale)) in (0..).zip(rows) {
            models.push(ledger::ActiveModel {
                release_id: Set(id),
                position: Set(position),
                question: Set(question),
                grouping: Set(grouping),
                cell: Set(cell),
                value: Set(value),
                scale: Set(scale.to_owned()),
            });
        }
        for chunk in models.chunks(CHUNK) {
            ledger::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(&self.tx).await?;
        }
        Ok(id)
    }

    /// The rows of an event's releases.
    pub(super) async fn releases_of(&self, event: i32) -> Result<Vec<i32>, StoreError> {
        let heads = release::Entity::find().filter(release::Column::EventId.eq(event)).all(&self.tx).await?;
        Ok(heads.into_iter().map(|h| h.id).collect())
    }

    /// Keeps released responses: (fresh random key, sealed).
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn keep_responses(&self, release: i32, responses: Vec<([u8; 16], Vec<u8>)>) -> Result<(), StoreError> {
        let mut left = responses
            .into_iter()
            .map(|(key, sealed)| response::ActiveModel { release_id: Set(release), key: Set(key.to_vec()), sealed: Set(sealed) })
            .peekable();
        while left.peek().is_some() {
            let chunk: Vec<_> = left.by_ref().take(CHUNK).collect();
            response::Entity::insert_many(chunk).exec_without_returning(&self.tx).await?;
        }
        Ok(())
    }
}

impl Write {
    /// Appends that a release was a mistake. Its figures are not shown any more; what they told about
    /// the answers stays told, so nothing is released in their place.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails, or it was withdrawn before.
    pub async fn withdraw(&self, release: i32, withdrawn: &Withdrawn) -> Result<(), StoreError> {
        let row =
            withdrawal::ActiveModel { release_id: Set(release), withdrawn_on: Set(withdrawn.on), reason: Set(withdrawn.reason.clone()) };
        withdrawal::Entity::insert(row).exec_without_returning(&self.tx).await?;
        Ok(())
    }
}

impl Store {
    /// The releases of an event, in order, withdrawn ones too.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn releases(&self, event: i32) -> Result<Vec<Released>, StoreError> {
        let mut releases = Vec::new();
        for (id, withdrawn) in self.release_ids(&[event]).await? {
            releases.push(Released { id, release: self.release(id).await?, withdrawn });
        }
        Ok(releases)
    }

    /// The rows of some events' releases, in order, and which were withdrawn.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn release_ids(&self, events: &[i32]) -> Result<Vec<(i32, Option<Withdrawn>)>, StoreError> {
        let ids: Vec<i32> = release::Entity::find()
            .filter(release::Column::EventId.is_in(events.iter().copied()))
            .order_by_asc(release::Column::EventId)
            .order_by_asc(release::Column::Number)
            .select_only()
            .column(release::Column::Id)
            .into_tuple()
            .all(&self.read)
            .await?;
        let withdrawn = withdrawal::Entity::find().filter(withdrawal::Column::ReleaseId.is_in(ids.iter().copied())).all(&self.read).await?;
        let of = |id: i32| withdrawn.iter().find(|w| w.release_id == id);
        Ok(ids.into_iter().map(|id| (id, of(id).map(|w| Withdrawn { on: w.withdrawn_on, reason: w.reason.clone() }))).collect())
    }

    /// A release by its row.
    ///
    /// # Errors
    /// [`StoreError`] if it is not there or the database fails.
    pub async fn release(&self, id: i32) -> Result<Protected<Release>, StoreError> {
        let head = release::Entity::find_by_id(id).one(&self.read).await?.ok_or(StoreError::BadRow("release"))?;
        let rows =
            ledger::Entity::find().filter(ledger::Column::ReleaseId.eq(id)).order_by_asc(ledger::Column::Position).all(&self.read).await?;
        Ok(Protected::from_ledger(to_domain(&head, &rows)?))
    }

    /// How many took part in each release, withdrawn ones too: (event, took part).
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn heads(&self) -> Result<Vec<(i32, u32)>, StoreError> {
        let heads = release::Entity::find().order_by_asc(release::Column::Id).all(&self.read).await?;
        heads.iter().map(|h| Ok((h.event_id, small(h.took_part)?))).collect()
    }

    /// The heads of all releases that stand: (event, its release's row, took part).
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn standing(&self) -> Result<Vec<(i32, i32, u32)>, StoreError> {
        let withdrawn: Vec<i32> = withdrawal::Entity::find().all(&self.read).await?.into_iter().map(|w| w.release_id).collect();
        let heads = release::Entity::find().order_by_asc(release::Column::Id).all(&self.read).await?;
        heads.iter().filter(|h| !withdrawn.contains(&h.id)).map(|h| Ok((h.event_id, h.id, small(h.took_part)?))).collect()
    }
}

fn small(n: i32) -> Result<u32, StoreError> {
    u32::try_from(n).map_err(|_| StoreError::BadRow("release"))
}

fn to_domain(head: &release::Model, rows: &[LedgerRow]) -> Result<Release, StoreError> {
    const BAD: StoreError = StoreError::BadRow("ledger");
    let mut groups = Vec::new();
    let mut tables: Vec<ProtectedTable> = Vec::new();
    for row in rows {
        let group: Option<Group> = row.grouping.as_deref().map(parse).transpose()?;
        if row.cell == BASE {
            let took_part = row.value.and_then(|n| u32::try_from(n).ok()).ok_or(BAD)?;
            groups.push(GroupBase { group: group.ok_or(BAD)?, took_part });
            continue;
        }
        let question = Code::parse(&row.question).map_err(|_| BAD)?;
        let cell: Cell = parse(&row.cell)?;
        match tables.last_mut().filter(|t| t.question == question && t.group == group) {
            Some(table) => table.cells.push((cell, row.value)),
            None => tables.push(ProtectedTable { question, group, cells: vec![(cell, row.value)] }),
        }
    }
    Ok(Release {
        number: small(head.number)?,
        released_on: head.released_on,
        policy: Policy::parse(&head.policy).ok_or(BAD)?,
        attended: small(head.attended)?,
        took_part: small(head.took_part)?,
        groups,
        wide: rows.iter().any(|row| row.scale == WIDE),
        tables,
    })
}
