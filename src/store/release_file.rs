//! Releases as files, outside the database: a database restored from an older backup takes them
//! from here, so that noise is never drawn twice for the same answers.
//!
//! `CODE-NUMBER.json` holds what the ledger holds, and stays; so does `CODE-NUMBER.withdrawn.json`. `CODE-NUMBER.receipts` says which
//! envelopes were counted, sealed under the event's key; it goes with the receipts. `CODE.taken-out` lists the
//! random ids of quotes that were withdrawn, and stays.

use super::{NewMade, StoreError, Withdrawn};
use crate::domain::disclosure::Protected;
use crate::domain::event::EventCode;
use crate::domain::quote::QuoteId;
use crate::domain::release::Release;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use time::Date;

/// What can go wrong with release files.
#[derive(Debug, thiserror::Error)]
#[error("the release file {path}: {why}")]
pub struct FileError {
    path: String,
    why: String,
}

/// A release with what is needed to put it into a database again.
#[derive(Debug, Clone)]
pub struct ReleaseFile {
    /// The event.
    pub event: EventCode,
    /// Whether the event was closed by it; an early look leaves it open.
    pub closes: bool,
    /// Children who came, in all.
    pub came: u32,
    /// The release.
    pub release: Protected<Release>,
    /// Which envelopes it counted, sealed; none once their time was over.
    pub receipts: Option<Vec<u8>>,
    /// The pool or wide table that it is of, to be made again where the database does not know it.
    pub made: Option<NewMade>,
}

/// That a quote was withdrawn: by whom, and on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenOut {
    /// The quote.
    pub quote: QuoteId,
    /// Who withdrew it.
    pub by: i32,
    /// The day.
    pub on: Date,
}

/// How the names of lists of withdrawn quotes end.
const TAKEN_OUT: &str = "taken-out";

/// A release file as it is written.
#[derive(Serialize, Deserialize)]
struct Document {
    sayso_release: u8,
    event: String,
    closes: bool,
    came: u32,
    fixed_on: String,
    release: Release,
    made: Option<NewMade>,
}

/// The folder of release files.
#[derive(Debug, Clone)]
pub struct ReleaseFiles {
    folder: PathBuf,
}

impl ReleaseFiles {
    /// Opens the folder, making it if need be.
    ///
    /// # Errors
    /// [`FileError`] if it cannot be made.
    pub fn open(folder: &Path) -> Result<Self, FileError> {
        fs::create_dir_all(folder).map_err(|e| fault(folder, e))?;
        Ok(Self { folder: folder.to_owned() })
    }

    fn path(&self, event: &EventCode, number: u32, ending: &str) -> PathBuf {
        self.folder.join(format!("{event}-{number}.{ending}"))
    }

    /// Writes a release down, flushed, before the database has it. One that is there is never overwritten.
    ///
    /// # Errors
    /// [`FileError`] if it cannot be written, or is there already.
    pub fn write(&self, file: &ReleaseFile) -> Result<(), FileError> {
        let number = file.release.number;
        let document = Document {
            sayso_release: 1,
            event: file.event.to_string(),
            closes: file.closes,
            came: file.came,
            fixed_on: file.release.released_on.to_string(),
            release: Release::clone(&file.release),
            made: file.made.clone(),
        };
        let (json, receipts) = (self.path(&file.event, number, "json"), self.path(&file.event, number, "receipts"));
        if json.exists() {
            return Err(fault(&json, "it is there already"));
        }
        let text = serde_json::to_vec_pretty(&document).map_err(|e| fault(&json, e))?;
        if let Some(sealed) = &file.receipts {
            put(&receipts, sealed).map_err(|e| fault(&receipts, e))?;
        }
        // Last, and by renaming: a file with this name is a whole one.
        put(&json, &text).map_err(|e| fault(&json, e))
    }

    /// The release of an event under a number, if it was written down.
    ///
    /// # Errors
    /// [`FileError`] if there is one that does not read.
    pub fn read(&self, event: &EventCode, number: u32) -> Result<Option<ReleaseFile>, FileError> {
        let path = self.path(event, number, "json");
        if !path.exists() {
            return Ok(None);
        }
        let bytes = fs::read(&path).map_err(|e| fault(&path, e))?;
        let document: Document = serde_json::from_slice(&bytes).map_err(|e| fault(&path, e))?;
        if document.event != event.as_str() || document.release.number != number {
            return Err(fault(&path, "it is the release of another event"));
        }
        let receipts = self.path(event, number, "receipts");
        let receipts = if receipts.exists() { Some(fs::read(&receipts).map_err(|e| fault(&receipts, e))?) } else { None };
        Ok(Some(ReleaseFile {
            event: event.clone(),
            closes: document.closes,
            came: document.came,
            release: Protected::from_ledger(document.release),
            receipts,
            made: document.made,
        }))
    }

    /// Events and numbers of all releases that were written down, in order.
    ///
    /// # Errors
    /// [`FileError`] if the folder cannot be read.
    pub fn list(&self) -> Result<Vec<(EventCode, u32)>, FileError> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(|e| fault(&self.folder, e))? {
            let name = entry.map_err(|e| fault(&self.folder, e))?.file_name();
            let parts = name.to_str().and_then(|n| n.strip_suffix(".json")).and_then(|n| n.split_once('-'));
            if let Some((code, number)) = parts.and_then(|(code, number)| Some((EventCode::parse(code)?, number.parse().ok()?))) {
                found.push((code, number));
            }
        }
        found.sort();
        Ok(found)
    }

    /// Writes down that a release was withdrawn, so that a restored database withdraws it too.
    ///
    /// # Errors
    /// [`FileError`] if it cannot be written.
    pub fn withdraw(&self, event: &EventCode, number: u32, withdrawn: &Withdrawn) -> Result<(), FileError> {
        let path = self.path(event, number, "withdrawn.json");
        let text = serde_json::to_vec_pretty(withdrawn).map_err(|e| fault(&path, e))?;
        put(&path, &text).map_err(|e| fault(&path, e))
    }

    /// Whether a release was withdrawn, and why.
    ///
    /// # Errors
    /// [`FileError`] if what was written down does not read.
    pub fn withdrawn(&self, event: &EventCode, number: u32) -> Result<Option<Withdrawn>, FileError> {
        let path = self.path(event, number, "withdrawn.json");
        if !path.exists() {
            return Ok(None);
        }
        let bytes = fs::read(&path).map_err(|e| fault(&path, e))?;
        serde_json::from_slice(&bytes).map(Some).map_err(|e| fault(&path, e))
    }

    /// Writes down that a quote was withdrawn, so that a restored database does not show it again.
    ///
    /// # Errors
    /// [`FileError`] if it cannot be written.
    pub fn take_out_quote(&self, event: &EventCode, taken: TakenOut) -> Result<(), FileError> {
        let mut all = self.taken_out_quotes(event)?;
        if all.iter().any(|known| known.quote == taken.quote) {
            return Ok(());
        }
        all.push(taken);
        // In no order in which it was done.
        all.sort_unstable_by_key(|taken| taken.quote);
        let path = self.folder.join(format!("{event}.{TAKEN_OUT}"));
        let lines: String = all.iter().map(|taken| format!("{} {} {}\n", taken.quote, taken.by, taken.on.to_julian_day())).collect();
        put(&path, lines.as_bytes()).map_err(|e| fault(&path, e))
    }

    /// The quotes of an event that were withdrawn.
    ///
    /// # Errors
    /// [`FileError`] if what was written down does not read.
    pub fn taken_out_quotes(&self, event: &EventCode) -> Result<Vec<TakenOut>, FileError> {
        let path = self.folder.join(format!("{event}.{TAKEN_OUT}"));
        if !path.exists() {
            return Ok(Vec::new());
        }
        let text = fs::read_to_string(&path).map_err(|e| fault(&path, e))?;
        let read = |line: &str| {
            let [quote, by, on] = line.split(' ').collect::<Vec<_>>().try_into().ok()?;
            Some(TakenOut { quote: QuoteId::parse(quote)?, by: by.parse().ok()?, on: Date::from_julian_day(on.parse().ok()?).ok()? })
        };
        text.lines().map(|line| read(line).ok_or_else(|| fault(&path, "a line is no quote"))).collect()
    }

    /// The events of which quotes were withdrawn.
    ///
    /// # Errors
    /// [`FileError`] if the folder cannot be read.
    pub fn events_with_quotes_taken_out(&self) -> Result<Vec<EventCode>, FileError> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(|e| fault(&self.folder, e))? {
            let name = entry.map_err(|e| fault(&self.folder, e))?.file_name();
            let code = name.to_str().and_then(|n| n.strip_suffix(TAKEN_OUT)).and_then(|n| n.strip_suffix('.'));
            found.extend(code.and_then(EventCode::parse));
        }
        found.sort();
        Ok(found)
    }

    /// Removes what says which envelopes an event's releases counted.
    ///
    /// # Errors
    /// [`FileError`] if a file cannot be removed.
    pub fn forget_receipts(&self, event: &EventCode) -> Result<(), FileError> {
        for (code, number) in self.list()? {
            let path = self.path(&code, number, "receipts");
            if code == *event && path.exists() {
                fs::remove_file(&path).map_err(|e| fault(&path, e))?;
            }
        }
        Ok(())
    }
}

impl From<FileError> for StoreError {
    fn from(error: FileError) -> Self {
        Self::ReleaseFile(error)
    }
}

fn fault(path: &Path, why: impl std::fmt::Display) -> FileError {
    FileError { path: path.display().to_string(), why: why.to_string() }
}

/// Writes a file, flushed together with its folder; it appears whole or not at all.
fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let draft = path.with_extension("draft");
    let mut file = fs::File::create(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&draft, path)?;
    match path.parent() {
        Some(folder) => fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}
