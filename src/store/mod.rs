//! All database work. SQLite is embedded; PostgreSQL is there where one machine is not enough.
//!
//! [`Store`] reads; [`Write`] is the only way to change anything and is one transaction.
//! Names of functions say what happens; conversions between rows and the domain live here, and a
//! row that does not fit is an error, never a default.

mod adult;
mod agreed;
mod clip;
mod envelope;
mod event;
mod hand;
mod questionnaire;
mod quote;
mod reading;
mod release;
mod release_file;
mod remark;
mod service;
mod staff;
mod tablet;
mod theme;
mod vote;
mod wide;

pub use clip::{ListedClip, NewClip};
pub use envelope::{Incoming, Verdict, Waiting};
pub use event::{Event, NewMade, StoredEvent};
pub use questionnaire::Published;
pub use quote::NewQuote;
pub use reading::Decided;
pub use release::{LedgerRow, Released, Withdrawn};
pub use release_file::{FileError, ReleaseFile, ReleaseFiles, TakenOut};
pub use remark::{KeptRemark, NewRemark, Unread};
pub use staff::Credentials;
pub use tablet::{Contact, NewCode};
pub use theme::ThemeTable;
pub use wide::Spent;

use migration::Migrator;
use sea_orm::sqlx::Connection;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use std::path::Path;

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database was written by a newer Sayso.
    #[error("the database was made by a newer version of Sayso ({0}); install that version, or restore a backup that this one made")]
    Newer(String),
    /// The database cannot be written.
    #[error(
        "the database can be read but not written ({0}); check the permissions of the file and its folder, and that the disk is not read-only"
    )]
    ReadOnly(String),
    /// The disk is full, or fails.
    #[error("the disk is full or fails ({0}); make room, nothing that was accepted is lost")]
    Full(String),
    /// Somebody reads the database, so that its log could not be emptied.
    #[error("a reader, perhaps a backup, keeps the database's log from being emptied")]
    Hindered,
    /// A row does not fit what it should be.
    #[error("a row of {0} does not fit")]
    BadRow(&'static str),
    /// A release file cannot be read or written.
    #[error(transparent)]
    ReleaseFile(FileError),
    /// Anything else that the database says.
    #[error("the database: {0}")]
    Database(DbErr),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        let text = error.to_string();
        let lower = text.to_lowercase();
        if lower.contains("readonly") || lower.contains("read-only") || lower.contains("unable to open database file") {
            Self::ReadOnly(text)
        } else if lower.contains("database or disk is full") || lower.contains("disk i/o error") || lower.contains("no space left") {
            Self::Full(text)
        } else if lower.contains("its file is missing") {
            Self::Newer(text)
        } else {
            Self::Database(error)
        }
    }
}

/// Tables of answers, with the random keys in whose order their rows are written anew.
const ANSWER_TABLES: [(&str, &str); 4] =
    [("envelope", "event_id, id"), ("kept_aside", "event_id, id"), ("receipt", "event_id, id"), ("response", "release_id, key")];

/// Tables of remarks, and of what readers do with them: read as they come, in whose order they would be.
const REMARK_TABLES: [(&str, &str); 4] =
    [("remark", "event_id, id"), ("reading", "event_id, remark_id"), ("remark_tag", "event_id, remark_id, tag"), ("quote", "id")];

/// How long SQLite waits for another process that writes.
const WAITS: std::time::Duration = std::time::Duration::from_secs(10);

/// Which database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// An SQLite file.
    File(std::path::PathBuf),
    /// A PostgreSQL address: `postgres://…`.
    Postgres(String),
}

impl Location {
    /// A database in a data folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self::File(folder.join("sayso.db"))
    }
}

/// The database, opened and up to date.
#[derive(Clone)]
pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

/// A transaction. Dropped without [`Write::commit`], it changes nothing.
pub struct Write {
    pub(in crate::store) tx: DatabaseTransaction,
}

impl Store {
    /// Opens a database, making it and bringing it up to date if need be.
    ///
    /// # Errors
    /// [`StoreError`] if it is newer than this program, cannot be written or cannot be reached.
    pub async fn open(location: &Location) -> Result<Self, StoreError> {
        match location {
            Location::File(file) => Self::open_sqlite(file).await,
            Location::Postgres(address) => {
                let mut options = ConnectOptions::new(address.clone());
                options.max_connections(12).sqlx_logging(false);
                options.map_sqlx_postgres_before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }));
                let pool = Database::connect(options).await?;
                Migrator::up(&pool, None).await?;
                let store = Self { read: pool.clone(), write: pool };
                store.warn_of_statement_logs().await?;
                Ok(store)
            }
        }
    }

    /// PostgreSQL can be set to log statements with their times, and so the order in which answers
    /// came. Only its administrator can switch that off, so it is said where it is on.
    async fn warn_of_statement_logs(&self) -> Result<(), StoreError> {
        for (setting, off) in [("log_statement", "none"), ("log_min_duration_statement", "-1"), ("log_min_duration_sample", "-1")] {
            let asked = Statement::from_string(DbBackend::Postgres, format!("SELECT current_setting('{setting}') AS value"));
            let row = self.read.query_one_raw(asked).await?;
            let value: String = row.map(|r| r.try_get("", "value")).transpose()?.unwrap_or_default();
            if value != off {
                tracing::warn!(setting, %value, "PostgreSQL logs statements: its log can tell when answers came; set it to {off}");
            }
        }
        Ok(())
    }

    async fn open_sqlite(file: &Path) -> Result<Self, StoreError> {
        let options = |read_only: bool, connections: u32| {
            let mut options = ConnectOptions::new("sqlite::memory:");
            let file = file.to_owned();
            options.max_connections(connections).sqlx_logging(false).map_sqlx_sqlite_opts(move |sqlite| {
                // Here and not in `after_connect`, so that every connection of the pool has them.
                sqlite
                    .in_memory(false)
                    .shared_cache(false)
                    .filename(&file)
                    .create_if_missing(!read_only)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .foreign_keys(true)
                    .busy_timeout(WAITS)
                    .pragma("secure_delete", "ON")
                    // 16 MiB for the one writer: a release touches every page of an event's inbox.
                    .pragma("cache_size", if read_only { "-2000" } else { "-16384" })
                    .pragma("query_only", if read_only { "ON" } else { "OFF" })
            });
            // A COMMIT that failed (a full disk) leaves the library thinking that a transaction is open, and
            // it would then begin savepoints that never reach the disk: such a connection is thrown away.
            options.map_sqlx_sqlite_before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }));
            options
        };
        let write = Database::connect(options(false, 1)).await?;
        Migrator::up(&write, None).await?;
        // Changes nothing, but is refused where nothing can be written: better now than at the first answer.
        write.execute_unprepared("UPDATE seaql_migrations SET version = version WHERE 0").await?;
        let read = Database::connect(options(true, 4)).await?;
        Ok(Self { read, write })
    }

    /// Begins a transaction that will write.
    ///
    /// # Errors
    /// [`StoreError`] if the database cannot be reached.
    pub async fn write(&self) -> Result<Write, StoreError> {
        // IMMEDIATE: a DEFERRED transaction that reads first fails with "locked" when it writes.
        let options = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
        Ok(Write { tx: self.write.begin_with_options(options).await? })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError`] if not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.read.ping().await?)
    }

    /// Closes all connections.
    pub async fn close(self) {
        let (read, write) = (self.read.close().await, self.write.close().await);
        for error in [read.err(), write.err()].into_iter().flatten() {
            tracing::warn!(%error, "closing the database");
        }
    }

    /// Empties SQLite's write-ahead log into the database: after a release, so that the log holds
    /// no earlier state. False if a reader (a backup) kept it from being emptied.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn forget_history(&self) -> Result<bool, StoreError> {
        if self.write.get_database_backend() != DbBackend::Sqlite {
            return Ok(true);
        }
        let asked = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)");
        let busy: Option<i32> = self.write.query_one_raw(asked).await?.map(|row| row.try_get_by_index(0)).transpose()?;
        Ok(busy == Some(0))
    }

    /// The same, if nobody reads at this moment: whoever is answering never waits for it. Left to the next time if
    /// somebody does.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn forget_history_if_free(&self) -> Result<(), StoreError> {
        if self.write.get_database_backend() == DbBackend::Sqlite {
            // In one piece: nobody else gets the connection while it does not wait.
            let at_once = format!("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout = {}", WAITS.as_millis());
            self.write.execute_unprepared(&at_once).await?;
        }
        Ok(())
    }

    /// Writes the answer side anew, in the order of its random keys: of the order in which rows
    /// came, and of rows that are gone, nothing is left in the files. Takes a moment in which
    /// nothing is taken in: for when nobody is answering.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn rewrite(&self) -> Result<(), StoreError> {
        if self.write.get_database_backend() == DbBackend::Sqlite {
            // Within a page of SQLite rows lie in the order in which they came, until VACUUM.
            self.write.execute_unprepared("VACUUM").await?;
            return if self.forget_history().await? { Ok(()) } else { Err(StoreError::Hindered) };
        }
        for (table, order) in ANSWER_TABLES.into_iter().chain(REMARK_TABLES) {
            self.rewrite_table(table, order).await?;
        }
        Ok(())
    }
}

impl Write {
    /// Makes the changes last: when this returns, they are flushed to disk.
    ///
    /// # Errors
    /// [`StoreError`] if they could not be kept; then nothing has changed.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.tx.commit().await?)
    }
}
