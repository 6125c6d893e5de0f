//! Remarks: sealed to a key of their own on their way, and each under a key of its own where it lies.
//!
//! One file an event, `CODE.remarks.key`, beside the event's own and destroyed by itself: answers go on
//! their day whether or not everything was read, and words go thirty days after they were read.

use super::envelope::{PrivateKey, PublicKey, key_pair, public_of};
use super::keyring::{KeyError, Keyring, lock_under, unlock_under};
use super::puncture::Tree;
use super::{DoesNotOpen, SEALED_BYTES, envelope};
use crate::domain::code::Code;
use crate::domain::disclosure::laplace::OutOfRandomness;
use crate::domain::envelope::{PADDED, RemarkBinding, RemarkId, pad, unpad};
use crate::domain::event::EventCode;
use hpke::{Deserializable, Serializable};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

const INFO: &[u8] = b"sayso remark 1";

/// What a remark is padded to where it lies: room for a whole envelope, since one that does not open is
/// kept as it came, and is not to be told from others by its length.
const ROOM: usize = SEALED_BYTES + 8;

/// Seals a remark to an event's public key for remarks, as a tablet does.
///
/// # Errors
/// [`DoesNotOpen`] if the key is none or the text does not fit the padding.
pub fn seal_remark(public: &[u8], id: &RemarkId, binding: &RemarkBinding<'_>, text: &str) -> Result<Vec<u8>, DoesNotOpen> {
    let padded = pad(text.as_bytes(), PADDED).ok_or(DoesNotOpen)?;
    envelope::seal_to(public, INFO, &binding.associated_data(id), &padded)
}

/// What lies in the database of a remark.
#[derive(Clone, PartialEq, Eq)]
pub enum Kept {
    /// What a child wrote.
    Words(String),
    /// An envelope that does not open, as it came.
    Aside(Vec<u8>),
}

/// The keys of one event's remarks. No `Debug`.
pub struct RemarkKeys {
    private: PrivateKey,
    public: PublicKey,
    tree: Tree,
}

impl RemarkKeys {
    fn fresh() -> Result<Self, OutOfRandomness> {
        let (private, public) = key_pair();
        Ok(Self { private, public, tree: Tree::fresh()? })
    }

    /// The public key to which tablets seal remarks: 65 bytes.
    #[must_use]
    pub fn public(&self) -> Vec<u8> {
        self.public.to_bytes().to_vec()
    }

    /// Opens a remark's envelope; gives the text. Bytes that are no text become the sign for that, so that the
    /// rest can be read.
    ///
    /// # Errors
    /// [`DoesNotOpen`] if it was sealed for another event, id or question, or was harmed.
    pub fn open(&self, id: &RemarkId, binding: &RemarkBinding<'_>, sealed: &[u8]) -> Result<String, DoesNotOpen> {
        let padded = envelope::open_with(&self.private, INFO, &binding.associated_data(id), sealed)?;
        unpad(&padded).map(|text| String::from_utf8_lossy(text).into_owned()).ok_or(DoesNotOpen)
    }

    /// Whether a remark's own key is still there. If not, what lies in the database cannot be read any more.
    #[must_use]
    pub fn holds(&self, id: &RemarkId) -> bool {
        self.tree.holds(id)
    }

    /// Seals what is to lie in the database, under a key of this remark alone.
    ///
    /// # Errors
    /// [`DoesNotOpen`] if it is too long, its key was destroyed, or there is no randomness.
    pub fn lock(&self, id: &RemarkId, question: &Code, kept: &Kept) -> Result<Vec<u8>, DoesNotOpen> {
        let (kind, bytes) = match kept {
            Kept::Words(text) => (0_u8, text.as_bytes()),
            Kept::Aside(bytes) => (1, bytes.as_slice()),
        };
        let padded = pad(&[&[kind], bytes].concat(), ROOM).ok_or(DoesNotOpen)?;
        lock_under(&self.tree.key(id).ok_or(DoesNotOpen)?, row(id, question).as_bytes(), &padded)
    }

    /// Opens what lies in the database.
    ///
    /// # Errors
    /// [`DoesNotOpen`] if its key was destroyed, it is another row's, or was harmed.
    pub fn unlock(&self, id: &RemarkId, question: &Code, sealed: &[u8]) -> Result<Kept, DoesNotOpen> {
        let padded = unlock_under(&self.tree.key(id).ok_or(DoesNotOpen)?, row(id, question).as_bytes(), sealed)?;
        match unpad(&padded).and_then(<[u8]>::split_first) {
            Some((0, text)) => String::from_utf8(text.to_vec()).map(Kept::Words).map_err(|_| DoesNotOpen),
            Some((1, bytes)) => Ok(Kept::Aside(bytes.to_vec())),
            _ => Err(DoesNotOpen),
        }
    }

    fn to_bytes(&self) -> Vec<u8> {
        [self.private.to_bytes().as_slice(), &self.tree.to_bytes()].concat()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (private, tree) = bytes.split_at_checked(32)?;
        let private = PrivateKey::from_bytes(private).ok()?;
        Some(Self { public: public_of(&private), private, tree: Tree::from_bytes(tree)? })
    }
}

/// To what a row is bound.
fn row(id: &RemarkId, question: &Code) -> String {
    format!("remark {id} {question}")
}

fn name(event: &EventCode) -> String {
    format!("remarks {event}")
}

impl Keyring {
    fn remarks_file(&self, event: &EventCode) -> PathBuf {
        self.folder().join(format!("{event}.remarks.key"))
    }

    /// Makes the keys of a new event's remarks and writes them down, flushed, before they are used.
    ///
    /// # Errors
    /// [`KeyError`] if they cannot be written.
    pub fn create_for_remarks(&self, event: &EventCode) -> Result<Arc<RemarkKeys>, KeyError> {
        let keys = RemarkKeys::fresh()?;
        self.write_sealed(&self.remarks_file(event), &name(event), &keys.to_bytes())?;
        Ok(self.remember_for_remarks(event, keys))
    }

    /// The keys of an event's remarks; none if it has none, or once they were destroyed.
    ///
    /// # Errors
    /// [`KeyError`] if the file cannot be read or does not open.
    pub fn load_for_remarks(&self, event: &EventCode) -> Result<Option<Arc<RemarkKeys>>, KeyError> {
        if let Some(keys) = self.remarks.read().ok().and_then(|open| open.get(event).cloned()) {
            return Ok(Some(keys));
        }
        Ok(self.read_for_remarks(event)?.map(|keys| self.remember_for_remarks(event, keys)))
    }

    fn read_for_remarks(&self, event: &EventCode) -> Result<Option<RemarkKeys>, KeyError> {
        let Some(bytes) = self.read_sealed(&self.remarks_file(event), &name(event))? else { return Ok(None) };
        RemarkKeys::from_bytes(&bytes).map(Some).ok_or(KeyError::WrongMasterKey)
    }

    /// Destroys the own keys of some remarks: they are unreadable from here on in every copy and backup of the
    /// database. What another server destroyed meanwhile stays destroyed: the file is read afresh.
    ///
    /// # Errors
    /// [`KeyError`] if the file cannot be read or written; then none is destroyed.
    pub fn destroy_remarks(&self, event: &EventCode, ids: &[RemarkId]) -> Result<(), KeyError> {
        let Some(mut keys) = self.read_for_remarks(event)? else { return Ok(()) };
        let before = keys.tree.clone();
        for id in ids {
            keys.tree.puncture(id);
        }
        if keys.tree != before {
            self.replace_sealed(&self.remarks_file(event), &name(event), &keys.to_bytes())?;
        }
        self.remember_for_remarks(event, keys);
        Ok(())
    }

    /// Destroys all keys of an event's remarks.
    ///
    /// # Errors
    /// [`KeyError`] if the file cannot be removed.
    pub fn destroy_for_remarks(&self, event: &EventCode) -> Result<(), KeyError> {
        if let Ok(mut open) = self.remarks.write() {
            open.remove(event);
        }
        self.remove_flushed(&self.remarks_file(event))
    }

    /// Whether there are keys for an event's remarks, even such as do not open.
    #[must_use]
    pub fn has_keys_for_remarks(&self, event: &EventCode) -> bool {
        fs::exists(self.remarks_file(event)).unwrap_or(true)
    }

    fn remember_for_remarks(&self, event: &EventCode, keys: RemarkKeys) -> Arc<RemarkKeys> {
        let keys = Arc::new(keys);
        if let Ok(mut open) = self.remarks.write() {
            open.insert(event.clone(), Arc::clone(&keys));
        }
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, seal_remark};
    use crate::domain::code::Code;
    use crate::domain::envelope::{RemarkBinding, RemarkId};
    use crate::domain::event::EventCode;
    use crate::seal::{KeyError, Keyring, SEALED_BYTES};

    fn code(text: &str) -> Code {
        Code::parse(text).expect("a code")
    }

    #[test]
    fn a_remark_opens_only_where_it_belongs_and_is_as_long_as_any_envelope() {
        let folder = tempfile::tempdir().expect("a folder");
        let ring = Keyring::open(folder.path(), None).expect("opens");
        let (event, other) = (EventCode::parse("abcdefgh").expect("a code"), EventCode::parse("bcdefghj").expect("a code"));
        let keys = ring.create_for_remarks(&event).expect("creates");
        let (question, id) = (code("words"), RemarkId::new([1; 16]));
        let bind = RemarkBinding { event: &event, question: &question };
        let most = "\u{1f600}".repeat(1000);
        for text in ["They listen.", &most, "شكرا", "\u{202e}<b>"] {
            let sealed = seal_remark(&keys.public(), &id, &bind, text).expect("seals");
            assert_eq!(sealed.len(), SEALED_BYTES);
            assert_eq!(keys.open(&id, &bind, &sealed).as_deref(), Ok(text));
            assert!(keys.open(&RemarkId::new([2; 16]), &bind, &sealed).is_err(), "another id");
            assert!(keys.open(&id, &RemarkBinding { event: &other, ..bind.clone() }, &sealed).is_err(), "another event");
            assert!(keys.open(&id, &RemarkBinding { question: &code("more"), ..bind.clone() }, &sealed).is_err(), "another question");
        }
        let answers = ring.create(&event).expect("creates");
        assert_ne!(answers.public(), keys.public(), "a key of its own");
        assert!(seal_remark(&keys.public(), &id, &bind, &"\u{1f600}".repeat(1024)).is_err(), "too long");
    }

    #[test]
    fn one_remark_is_destroyed_and_the_others_are_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let ring = Keyring::open(folder.path(), None).expect("opens");
        let event = EventCode::parse("abcdefgh").expect("a code");
        let keys = ring.create_for_remarks(&event).expect("creates");
        let question = code("words");
        let ids: Vec<RemarkId> = (0..20).map(|i| RemarkId::new([i; 16])).collect();
        let kept = |i: usize| if i == 3 { Kept::Aside(vec![7; SEALED_BYTES]) } else { Kept::Words(format!("text {i}")) };
        let rows: Vec<Vec<u8>> = ids.iter().enumerate().map(|(i, id)| keys.lock(id, &question, &kept(i)).expect("locks")).collect();
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "lengths tell something");
        // Another server that has the keys open, and destroys another one.
        let elsewhere = Keyring::open(folder.path(), None).expect("opens");
        elsewhere.load_for_remarks(&event).expect("loads").expect("is there");
        ring.destroy_remarks(&event, &ids[..3]).expect("destroys");
        elsewhere.destroy_remarks(&event, &ids[5..6]).expect("destroys");
        let keys = Keyring::open(folder.path(), None).expect("opens").load_for_remarks(&event).expect("loads").expect("is there");
        for (i, (id, row)) in ids.iter().zip(&rows).enumerate() {
            let gone = i < 3 || i == 5;
            assert_eq!(keys.holds(id), !gone, "{i}");
            assert!(keys.unlock(id, &question, row).is_ok_and(|k| k == kept(i)) != gone, "{i}");
            assert!(keys.unlock(id, &code("more"), row).is_err() && keys.unlock(&RemarkId::new([99; 16]), &question, row).is_err());
        }
        assert!(keys.lock(&ids[0], &question, &kept(0)).is_err(), "nothing is sealed again under a key that is gone");
        assert!(ring.has_keys_for_remarks(&event));
        ring.destroy_for_remarks(&event).expect("destroys");
        assert!(!ring.has_keys_for_remarks(&event) && ring.load_for_remarks(&event).expect("loads").is_none());
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "the master key alone is left");
    }

    #[test]
    fn keys_open_under_the_same_master_key_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let event = EventCode::parse("abcdefgh").expect("a code");
        Keyring::open(folder.path(), None).expect("opens").create_for_remarks(&event).expect("creates");
        let wrong = Keyring::open(folder.path(), Some(&"ab".repeat(32))).expect("opens");
        assert!(matches!(wrong.load_for_remarks(&event), Err(KeyError::WrongMasterKey)));
        assert!(matches!(wrong.destroy_remarks(&event, &[RemarkId::new([1; 16])]), Err(KeyError::WrongMasterKey)));
    }
}
