//! Which clips there are, remembered for a moment: several servers may stand over one database.

use super::{Flow, FlowError};
use crate::domain::clip::{Media, Name, SIGN, TextHash, plain};
use crate::domain::wording::Language;
use crate::seal::{digest, hex};
use crate::store::{ListedClip, NewClip};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long the list is remembered: another server's officer may have added one.
const REMEMBERED: Duration = Duration::from_secs(2);

/// A clip, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip(ListedClip);

impl Clip {
    /// The address of the file. It changes when the file does, so it can be kept for good.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/clips/{}.{}", self.0.name, self.0.media.ending)
    }

    /// The address of the captions, of a signed video.
    #[must_use]
    pub fn captions(&self) -> Option<String> {
        self.0.captions.then(|| format!("/clips/{}.vtt", self.0.name))
    }

    /// The kind of file.
    #[must_use]
    pub fn media(&self) -> Media {
        self.0.media
    }

    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> u32 {
        self.0.size
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.0.name
    }
}

/// All clips that there are.
#[derive(Debug, Default)]
pub struct Clips {
    version: u64,
    by_text: HashMap<(Language, TextHash), Clip>,
}

/// The hash of a text, by which its clips are kept.
#[must_use]
pub fn text_hash(text: &str) -> TextHash {
    let digits = hex(&digest(plain(text).as_bytes()));
    TextHash::parse(&digits).unwrap_or_else(|| unreachable!("a digest is 64 digits"))
}

impl Clips {
    fn of(listed: Vec<ListedClip>) -> Self {
        let names: String = listed.iter().map(|c| format!("{}.{}\n", c.name, c.media.ending)).collect();
        let version = if listed.is_empty() { 0 } else { digest(names.as_bytes()).iter().take(8).fold(0, |n, b| (n << 8) | u64::from(*b)) };
        Self { version, by_text: listed.into_iter().map(|c| ((c.name.language.clone(), c.name.text.clone()), Clip(c))).collect() }
    }

    /// A number that changes when a clip is added, replaced or removed, and is the same on all servers
    /// over one database: part of the key of whatever is rendered with clips.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The recording of a text in its language; [`SIGN`] for its signed video.
    #[must_use]
    pub fn find(&self, language: &Language, text: &str) -> Option<&Clip> {
        if self.by_text.is_empty() { None } else { self.by_text.get(&(language.clone(), text_hash(text))) }
    }

    /// The signed video of a text.
    #[must_use]
    pub fn signed(&self, text: &str) -> Option<&Clip> {
        self.find(&Language::parse(SIGN)?, text)
    }

    /// Whether anything of these texts is signed: whether *signed* is offered.
    #[must_use]
    pub fn any_signed<'t>(&self, mut texts: impl Iterator<Item = &'t str>) -> bool {
        texts.any(|text| self.signed(text).is_some())
    }

    /// The clip with this very name.
    #[must_use]
    pub fn named(&self, name: &Name) -> Option<&Clip> {
        self.by_text.get(&(name.language.clone(), name.text.clone())).filter(|clip| clip.0.name == *name)
    }
}

pub(super) type Remembered = Option<(Instant, Arc<Clips>)>;

impl Flow {
    /// All clips that there are, at most two seconds old. If the database does not answer, those that
    /// there were: a page without a voice is better than none.
    pub async fn clips(&self) -> Arc<Clips> {
        let (known, fresh) = match self.clips.read().ok().as_deref() {
            Some(Some((since, clips))) => (Arc::clone(clips), since.elapsed() < REMEMBERED),
            _ => (Arc::default(), false),
        };
        if fresh {
            return known;
        }
        let clips = match self.store.clips().await {
            Ok(listed) => Arc::new(Clips::of(listed)),
            Err(error) => {
                tracing::error!(%error, "the list of clips could not be read");
                known
            }
        };
        if let Ok(mut remembered) = self.clips.write() {
            *remembered = Some((Instant::now(), Arc::clone(&clips)));
        }
        clips
    }

    /// Puts a clip in, in place of one of the same text in the same language.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn put_clip(
        &self,
        language: Language,
        text: TextHash,
        media: Media,
        bytes: Vec<u8>,
        captions: Option<String>,
    ) -> Result<Clip, FlowError> {
        // Captions belong to the content: with others the address is another.
        let whole = captions.as_ref().map(|captions| digest([digest(&bytes).as_slice(), captions.as_bytes()].concat().as_slice()));
        let content = hex(&whole.unwrap_or_else(|| digest(&bytes))).chars().take(12).collect();
        let name = Name { language, text, content };
        let size = u32::try_from(bytes.len()).map_err(|_| FlowError::Broken("a clip is larger than any may be"))?;
        let listed = ListedClip { name: name.clone(), media, captions: captions.is_some(), size };
        let write = self.store.write().await?;
        write.put_clip(NewClip { name, media, captions, bytes }).await?;
        write.commit().await?;
        self.forget_clips();
        Ok(Clip(listed))
    }

    /// Removes a clip. False if there was none.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn remove_clip(&self, language: &Language, text: &TextHash) -> Result<bool, FlowError> {
        let write = self.store.write().await?;
        let gone = write.remove_clip(language, text).await?;
        write.commit().await?;
        self.forget_clips();
        Ok(gone)
    }

    fn forget_clips(&self) {
        if let Ok(mut remembered) = self.clips.write() {
            *remembered = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Clips, text_hash};
    use crate::domain::clip::{Media, Name};
    use crate::domain::wording::Language;
    use crate::store::ListedClip;

    fn listed(language: &str, text: &str, content: &str) -> ListedClip {
        let language = Language::parse(language).expect("a tag");
        let (captions, media) = if language.as_str() == "bfi" { (true, "video/mp4") } else { (false, "audio/webm") };
        let name = Name { language, text: text_hash(text), content: content.repeat(12) };
        ListedClip { name, media: Media::parse(media).expect("known"), captions, size: 7 }
    }

    #[test]
    fn clips_are_found_by_text_and_language() {
        let en = Language::english();
        let clips = Clips::of(vec![listed("bfi", "How old are you?", "a"), listed("en", "Do your grown-ups listen?", "b")]);
        let hash = text_hash("How old are you?");
        assert_eq!(hash.as_str(), "9b181de483e0da61391cd385f16383f953401fdfee8ca2c46297bd812f3e0b5d", "sha256sum of the words");
        let signed = clips.signed("How old are you?").expect("is there");
        assert_eq!(signed.address(), format!("/clips/bfi-{}-aaaaaaaaaaaa.mp4", hash.as_str()));
        assert_eq!(signed.captions(), Some(format!("/clips/bfi-{}-aaaaaaaaaaaa.vtt", hash.as_str())));
        assert!(clips.find(&en, "How old are you?").is_none() && clips.find(&en, "How old are you").is_none());
        let spoken = clips.find(&en, "Do your grown\u{2011}ups listen?").expect("a hyphen is a hyphen");
        assert_eq!((spoken.captions(), spoken.size()), (None, 7));
        assert!(clips.any_signed(["Nothing", "How old are you?"].into_iter()) && !clips.any_signed(["Nothing"].into_iter()));
        assert!(clips.named(&Name { content: "b".repeat(12), ..signed.name().clone() }).is_none(), "an older file");
        assert!(clips.named(signed.name()).is_some());
    }

    #[test]
    fn the_version_changes_with_the_clips() {
        let one = || listed("en", "One", "a");
        let versions =
            [vec![], vec![one()], vec![listed("en", "One", "b")], vec![one(), listed("en", "Two", "a")]].map(|l| Clips::of(l).version());
        for (i, version) in versions.iter().enumerate() {
            assert!(!versions.iter().skip(i + 1).any(|v| v == version), "{versions:?}");
        }
        assert_eq!(Clips::of(vec![one()]).version(), Clips::of(vec![one()]).version());
    }
}
