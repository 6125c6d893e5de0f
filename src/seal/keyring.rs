//! Keys: one file an event, in a folder outside the database and outside its backups, under a
//! master key. Destroying an event's file destroys its answers everywhere.

use super::DoesNotOpen;
use super::RemarkKeys;
use super::envelope::{PrivateKey, PublicKey, key_pair, public_of};
use super::random::random_bytes;
use super::token::hex;
use crate::domain::disclosure::laplace::OutOfRandomness;
use crate::domain::event::EventCode;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hpke::{Deserializable, Serializable};
use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

/// What can go wrong with keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The folder or a file in it could not be read or written.
    #[error("the key folder {path}: {cause}")]
    Folder {
        /// Where.
        path: String,
        /// Why.
        cause: std::io::Error,
    },
    /// The master key is not 64 hexadecimal digits.
    #[error("the master key is not 64 hexadecimal digits")]
    NotAMasterKey,
    /// An event's key file does not open under this master key.
    #[error("an event's key does not open under this master key")]
    WrongMasterKey,
    /// No randomness.
    #[error(transparent)]
    OutOfRandomness(#[from] OutOfRandomness),
}

const NONCE: usize = 12;

/// Seals with a fresh nonce, which stands before the ciphertext.
fn lock(key: &Aes256Gcm, associated: &[u8], text: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    let nonce = random_bytes::<NONCE>().map_err(|_| DoesNotOpen)?;
    let payload = Payload { msg: text, aad: associated };
    let ciphertext = key.encrypt(&Nonce::from(nonce), payload).map_err(|_| DoesNotOpen)?;
    Ok([nonce.as_slice(), &ciphertext].concat())
}

fn unlock(key: &Aes256Gcm, associated: &[u8], sealed: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    let (nonce, ciphertext) = sealed.split_first_chunk::<NONCE>().ok_or(DoesNotOpen)?;
    key.decrypt(&Nonce::from(*nonce), Payload { msg: ciphertext, aad: associated }).map_err(|_| DoesNotOpen)
}

/// Seals under a key that is used for nothing else.
pub(super) fn lock_under(key: &[u8; 32], associated: &[u8], text: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    lock(&Aes256Gcm::new(key.into()), associated, text)
}

/// Opens what [`lock_under`] sealed.
pub(super) fn unlock_under(key: &[u8; 32], associated: &[u8], sealed: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    unlock(&Aes256Gcm::new(key.into()), associated, sealed)
}

/// The keys of one event. No `Debug`.
pub struct EventKeys {
    private: PrivateKey,
    public: PublicKey,
    data: Aes256Gcm,
    data_bytes: [u8; 32],
}

impl EventKeys {
    /// Fresh keys.
    ///
    /// # Errors
    /// [`OutOfRandomness`] if the system gives none.
    pub fn fresh() -> Result<Self, OutOfRandomness> {
        let (private, public) = key_pair();
        Ok(Self::new(private, public, random_bytes::<32>()?))
    }

    fn new(private: PrivateKey, public: PublicKey, data_bytes: [u8; 32]) -> Self {
        Self { private, public, data: Aes256Gcm::new(&data_bytes.into()), data_bytes }
    }

    /// The public key to which tablets seal: 65 bytes.
    #[must_use]
    pub fn public(&self) -> Vec<u8> {
        self.public.to_bytes().to_vec()
    }

    pub(super) fn private(&self) -> &PrivateKey {
        &self.private
    }

    /// Seals what is to lie in the database under the event's data key, bound to its row's key.
    ///
    /// # Errors
    /// [`DoesNotOpen`] if there is no randomness.
    pub fn lock(&self, row: &[u8], text: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
        lock(&self.data, row, text)
    }

    /// Opens what lies in the database.
    ///
    /// # Errors
    /// [`DoesNotOpen`] if it is another row's or was harmed.
    pub fn unlock(&self, row: &[u8], sealed: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
        unlock(&self.data, row, sealed)
    }

    fn to_bytes(&self) -> Vec<u8> {
        [self.private.to_bytes().as_slice(), &self.data_bytes].concat()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (private, data) = bytes.split_at_checked(32)?;
        let private = PrivateKey::from_bytes(private).ok()?;
        let public = public_of(&private);
        Some(Self::new(private, public, data.try_into().ok()?))
    }
}

/// The key folder, opened.
pub struct Keyring {
    folder: PathBuf,
    master: Aes256Gcm,
    open: RwLock<HashMap<EventCode, Arc<EventKeys>>>,
    /// Those of remarks.
    pub(super) remarks: RwLock<HashMap<EventCode, Arc<RemarkKeys>>>,
}

impl Keyring {
    /// Opens a key folder, making it and a master key if there is none. A master key given from
    /// outside (64 hexadecimal digits) is used instead of the file `master.key`.
    ///
    /// # Errors
    /// [`KeyError`] if the folder cannot be used or the master key is none.
    pub fn open(folder: &Path, master: Option<&str>) -> Result<Self, KeyError> {
        let at = |cause| KeyError::Folder { path: folder.display().to_string(), cause };
        fs::create_dir_all(folder).map_err(at)?;
        let file = folder.join("master.key");
        let text = match master {
            Some(text) => text.to_owned(),
            None if file.exists() => fs::read_to_string(&file).map_err(at)?,
            None => {
                let fresh = hex(&random_bytes::<32>()?);
                write_private(&file, fresh.as_bytes()).map_err(at)?;
                fresh
            }
        };
        let key = parse_hex(text.trim()).ok_or(KeyError::NotAMasterKey)?;
        Ok(Self { folder: folder.to_owned(), master: Aes256Gcm::new(&key.into()), open: RwLock::default(), remarks: RwLock::default() })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    fn file(&self, event: &EventCode) -> PathBuf {
        self.folder.join(format!("{event}.key"))
    }

    /// Writes a new file, sealed under the master key and bound to a name.
    pub(super) fn write_sealed(&self, file: &Path, name: &str, bytes: &[u8]) -> Result<(), KeyError> {
        let sealed = lock(&self.master, name.as_bytes(), bytes).map_err(|_| OutOfRandomness)?;
        write_private(file, &sealed).map_err(|cause| at(file, cause))
    }

    /// Puts a file in the place of another: whole or not at all.
    pub(super) fn replace_sealed(&self, file: &Path, name: &str, bytes: &[u8]) -> Result<(), KeyError> {
        let draft = file.with_extension("draft");
        // Left by one that was interrupted.
        self.remove_flushed(&draft)?;
        self.write_sealed(&draft, name, bytes)?;
        fs::rename(&draft, file).map_err(|cause| at(file, cause))?;
        self.flush().map_err(|cause| at(file, cause))
    }

    /// Reads a file; none if there is none.
    pub(super) fn read_sealed(&self, file: &Path, name: &str) -> Result<Option<Vec<u8>>, KeyError> {
        let sealed = match fs::read(file) {
            Ok(sealed) => sealed,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(at(file, cause)),
        };
        unlock(&self.master, name.as_bytes(), &sealed).map(Some).map_err(|_| KeyError::WrongMasterKey)
    }

    /// Removes a file, if it is there, and flushes the folder.
    pub(super) fn remove_flushed(&self, file: &Path) -> Result<(), KeyError> {
        match fs::remove_file(file) {
            Ok(()) => self.flush().map_err(|cause| at(file, cause)),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(cause) => Err(at(file, cause)),
        }
    }

    fn flush(&self) -> std::io::Result<()> {
        fs::File::open(&self.folder)?.sync_all()
    }

    /// Makes the keys of a new event and writes them down, flushed, before they are used.
    ///
    /// # Errors
    /// [`KeyError`] if they cannot be written.
    pub fn create(&self, event: &EventCode) -> Result<Arc<EventKeys>, KeyError> {
        let keys = Arc::new(EventKeys::fresh()?);
        self.write_sealed(&self.file(event), event.as_str(), &keys.to_bytes())?;
        self.remember(event, &keys);
        Ok(keys)
    }

    /// The keys of an event; none once they were destroyed.
    ///
    /// # Errors
    /// [`KeyError`] if the file cannot be read or does not open.
    pub fn load(&self, event: &EventCode) -> Result<Option<Arc<EventKeys>>, KeyError> {
        if let Some(keys) = self.open.read().ok().and_then(|open| open.get(event).cloned()) {
            return Ok(Some(keys));
        }
        let Some(bytes) = self.read_sealed(&self.file(event), event.as_str())? else { return Ok(None) };
        let keys = Arc::new(EventKeys::from_bytes(&bytes).ok_or(KeyError::WrongMasterKey)?);
        self.remember(event, &keys);
        Ok(Some(keys))
    }

    /// Destroys the keys of an event: what they sealed is lost in every copy and backup.
    ///
    /// # Errors
    /// [`KeyError`] if the file cannot be removed.
    pub fn destroy(&self, event: &EventCode) -> Result<(), KeyError> {
        if let Ok(mut open) = self.open.write() {
            open.remove(event);
        }
        self.remove_flushed(&self.file(event))
    }

    fn remember(&self, event: &EventCode, keys: &Arc<EventKeys>) {
        if let Ok(mut open) = self.open.write() {
            open.insert(event.clone(), Arc::clone(keys));
        }
    }
}

fn at(file: &Path, cause: std::io::Error) -> KeyError {
    KeyError::Folder { path: file.display().to_string(), cause }
}

fn parse_hex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut key = [0; 32];
    for (byte, pair) in key.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}

/// Writes a file that only its owner may read, flushed to disk together with its folder.
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    match path.parent() {
        Some(folder) => fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{KeyError, Keyring};
    use crate::domain::event::EventCode;

    #[test]
    fn keys_come_back_under_the_same_master_key_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let event = EventCode::parse("abcdefgh").expect("a code");
        let keys = Keyring::open(folder.path(), None).expect("opens").create(&event).expect("creates");
        let locked = keys.lock(b"row", b"text").expect("locks");
        let again = Keyring::open(folder.path(), None).expect("opens").load(&event).expect("loads").expect("is there");
        assert_eq!(again.unlock(b"row", &locked).expect("unlocks"), b"text");
        assert!(again.unlock(b"other row", &locked).is_err());
        assert_eq!(again.public(), keys.public());
        let wrong = Keyring::open(folder.path(), Some(&"ab".repeat(32))).expect("opens");
        assert!(matches!(wrong.load(&event), Err(KeyError::WrongMasterKey)));
        assert!(matches!(Keyring::open(folder.path(), Some("zz")), Err(KeyError::NotAMasterKey)));
        let gone = EventCode::parse("zzzzzzzz").expect("a code");
        assert!(Keyring::open(folder.path(), None).expect("opens").load(&gone).expect("loads").is_none());
    }
}
