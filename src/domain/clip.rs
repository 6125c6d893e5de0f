//! Clips: a person's recording of a text, or a signed video of it. They belong to the text, so one
//! serves every questionnaire that has the very same words, and may be there before it is published.

use super::wording::Language;
use std::fmt;

/// British Sign Language, as clips name it (ISO 639-3).
pub const SIGN: &str = "bfi";
/// The largest captions, in bytes.
pub const LARGEST_CAPTIONS: usize = 64 * 1024;

/// What a clip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A voice.
    Speech,
    /// A signed video with captions.
    Signing,
}

impl Kind {
    /// What a clip in a language is.
    #[must_use]
    pub fn of(language: &Language) -> Self {
        if language.as_str() == SIGN { Self::Signing } else { Self::Speech }
    }

    /// The most bytes that one may have.
    #[must_use]
    pub fn largest(self) -> usize {
        match self {
            Self::Speech => 2 << 20,
            Self::Signing => 16 << 20,
        }
    }
}

/// A kind of file in which clips come: how its name ends, and what it is called on the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Media {
    /// How the name ends.
    pub ending: &'static str,
    /// Its media type.
    pub content_type: &'static str,
}

/// Every kind of file that browsers record or that an officer may choose.
const MEDIA: [Media; 7] = [MP3, WAV, OGG, WEBM, M4A, SIGNED_WEBM, SIGNED_MP4];
const MP3: Media = Media { ending: "mp3", content_type: "audio/mpeg" };
const WAV: Media = Media { ending: "wav", content_type: "audio/wav" };
const OGG: Media = Media { ending: "ogg", content_type: "audio/ogg" };
const WEBM: Media = Media { ending: "webm", content_type: "audio/webm" };
const M4A: Media = Media { ending: "m4a", content_type: "audio/mp4" };
const SIGNED_WEBM: Media = Media { ending: "webm", content_type: "video/webm" };
const SIGNED_MP4: Media = Media { ending: "mp4", content_type: "video/mp4" };

/// Why a file was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nothing in it.
    #[error("There is nothing in this file. Record or choose it again.")]
    Empty,
    /// Too many bytes.
    #[error("This is too large: {} may have up to {} MB. Make it shorter, or save it smaller.", kind_words(*.0), .0.largest() >> 20)]
    TooLarge(Kind),
    /// None of the kinds of file that browsers play.
    #[error("We do not know this kind of file. {}", may_be(*.0))]
    NotKnown(Kind),
    /// No sound, or no picture.
    #[error("{}", nothing_in_it(*.0))]
    NothingToPlay(Kind),
    /// No captions came with a video.
    #[error("A signed video needs captions, for children who read them. Choose a file that ends in .vtt.")]
    NoCaptions,
    /// The captions are none.
    #[error("The captions are not WebVTT: the file begins with the line WEBVTT and has at least one line with -->.")]
    NotCaptions,
    /// The captions have too many bytes.
    #[error("The captions are too large: up to 64 KB.")]
    LongCaptions,
}

fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Speech => "a recording",
        Kind::Signing => "a signed video",
    }
}

fn may_be(kind: Kind) -> &'static str {
    match kind {
        Kind::Speech => "A recording may be MP3, M4A, WebM, Ogg or WAV.",
        Kind::Signing => "A signed video may be MP4 or WebM.",
    }
}

fn nothing_in_it(kind: Kind) -> &'static str {
    match kind {
        Kind::Speech => "There is no sound in this file. Choose a recording.",
        Kind::Signing => "There is no picture in this file. Choose a video.",
    }
}

impl Media {
    /// The kind of file with this media type.
    #[must_use]
    pub fn parse(content_type: &str) -> Option<Self> {
        MEDIA.into_iter().find(|m| m.content_type == content_type)
    }

    /// Tells from its bytes what a file is; what it is called counts for nothing.
    ///
    /// # Errors
    /// [`Refused`] if it is empty, too large, of no known kind, or has nothing to play in it.
    pub fn of(kind: Kind, bytes: &[u8]) -> Result<Self, Refused> {
        if bytes.is_empty() {
            return Err(Refused::Empty);
        }
        if bytes.len() > kind.largest() {
            return Err(Refused::TooLarge(kind));
        }
        let found = if is_webm(bytes) {
            return if webm_plays(kind, bytes) { Ok(by_kind(kind, WEBM, SIGNED_WEBM)) } else { Err(Refused::NothingToPlay(kind)) };
        } else if is_mp4(bytes) {
            return if mp4_plays(kind, bytes) { Ok(by_kind(kind, M4A, SIGNED_MP4)) } else { Err(Refused::NothingToPlay(kind)) };
        } else if bytes.starts_with(b"OggS") {
            Some(OGG)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") {
            Some(WAV)
        } else if bytes.starts_with(b"ID3") || is_mp3_frame(bytes) {
            Some(MP3)
        } else {
            None
        };
        found.filter(|_| kind == Kind::Speech).ok_or(Refused::NotKnown(kind))
    }
}

fn by_kind(kind: Kind, speech: Media, signing: Media) -> Media {
    match kind {
        Kind::Speech => speech,
        Kind::Signing => signing,
    }
}

/// EBML (RFC 8794 §11.2.1) with the document type of WebM near its beginning.
fn is_webm(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1a, 0x45, 0xdf, 0xa3]) && holds(bytes.get(..bytes.len().min(64)).unwrap_or_default(), b"webm")
}

/// Tracks stand before the media (WebM container guidelines), so the beginning tells the codecs.
fn webm_plays(kind: Kind, bytes: &[u8]) -> bool {
    let beginning = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or_default();
    let codecs: &[&[u8]] = match kind {
        Kind::Speech => &[b"A_OPUS", b"A_VORBIS", b"A_PCM", b"A_AAC"],
        Kind::Signing => &[b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG4"],
    };
    codecs.iter().any(|codec| holds(beginning, codec))
}

/// ISO base media (ISO/IEC 14496-12 §4.3), but for QuickTime's own, which not every browser plays.
fn is_mp4(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|brand| brand != b"qt  ")
}

/// Whether the movie's header names a track that is heard, or seen: `hdlr` with `soun` or `vide` (§8.4.3).
fn mp4_plays(kind: Kind, bytes: &[u8]) -> bool {
    let track: &[u8] = match kind {
        Kind::Speech => b"soun",
        Kind::Signing => b"vide",
    };
    let mut rest = bytes;
    while let Some((size, header)) = box_size(rest) {
        let whole = rest.get(..size).unwrap_or(rest);
        if whole.get(4..8) == Some(b"moov") {
            let inside = whole.get(header..).unwrap_or_default();
            return inside.windows(16).any(|w| w.starts_with(b"hdlr") && w.ends_with(track));
        }
        rest = rest.get(size..).unwrap_or_default();
    }
    false
}

/// The size of a box and of its header, in bytes.
fn box_size(bytes: &[u8]) -> Option<(usize, usize)> {
    let short = u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?);
    let (size, header) = match short {
        0 => (bytes.len(), 8),
        1 => (usize::try_from(u64::from_be_bytes(bytes.get(8..16)?.try_into().ok()?)).ok()?, 16),
        size => (usize::try_from(size).ok()?, 8),
    };
    (size >= header).then_some((size, header))
}

/// A frame of MPEG audio layer III (ISO/IEC 11172-3 §2.4.1.3).
fn is_mp3_frame(bytes: &[u8]) -> bool {
    let [0xff, second, third, ..] = bytes else { return false };
    second & 0xe0 == 0xe0 && second & 0x18 != 0x08 && second & 0x06 == 0x02 && !matches!(third >> 4, 0 | 15) && third & 0x0c != 0x0c
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|w| w == what)
}

/// Reads captions (W3C WebVTT §4.1). Line ends become those of the house.
///
/// # Errors
/// [`Refused`] if there are none, or they are no WebVTT.
pub fn captions(bytes: &[u8]) -> Result<String, Refused> {
    if bytes.is_empty() {
        return Err(Refused::NoCaptions);
    }
    if bytes.len() > LARGEST_CAPTIONS {
        return Err(Refused::LongCaptions);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::NotCaptions)?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let begins = text.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', ' ', '\t']));
    if begins && text.contains("-->") && !text.contains('\0') { Ok(text) } else { Err(Refused::NotCaptions) }
}

/// The text that is hashed: a hyphen that keeps its word on one line is a hyphen.
#[must_use]
pub fn plain(text: &str) -> String {
    text.replace('\u{2011}', "-")
}

/// SHA-256 of a text, in 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextHash(String);

impl TextHash {
    /// Reads 64 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        is_hex(text, 64).then(|| Self(text.to_owned()))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The name of a clip in addresses, without its ending. It changes when the clip does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The language; [`SIGN`] for signing.
    pub language: Language,
    /// Which text.
    pub text: TextHash,
    /// The first 12 hexadecimal digits of SHA-256 of the file.
    pub content: String,
}

impl Name {
    /// Reads `LANGUAGE-TEXT-CONTENT.ending`; gives the ending too.
    #[must_use]
    pub fn parse(name: &str) -> Option<(Self, &str)> {
        let (stem, ending) = name.rsplit_once('.')?;
        let (rest, content) = stem.rsplit_once('-')?;
        let (language, text) = rest.rsplit_once('-')?;
        let (language, text) = (Language::parse(language)?, TextHash::parse(text)?);
        is_hex(content, 12).then(|| (Self { language, text, content: content.to_owned() }, ending))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.language.as_str(), self.text.as_str(), self.content)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, LARGEST_CAPTIONS, M4A, MEDIA, MP3, Media, Name, OGG, Refused, SIGNED_MP4, SIGNED_WEBM, WAV, WEBM, captions, plain};
    use Kind::{Signing, Speech};

    fn boxed(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
        let size = u32::try_from(inside.len() + 8).expect("small");
        [&size.to_be_bytes(), name.as_slice(), inside].concat()
    }

    fn mp4(brand: &[u8; 4], track: &[u8; 4]) -> Vec<u8> {
        let handler = boxed(b"hdlr", &[&[0; 8], track.as_slice(), &[0; 12]].concat());
        let movie = boxed(b"moov", &boxed(b"trak", &boxed(b"mdia", &handler)));
        // The header may stand at the end, after the media.
        [boxed(b"ftyp", &[brand.as_slice(), &[0; 4]].concat()), boxed(b"mdat", b"hdlr1234videsoun"), movie].concat()
    }

    fn webm(codec: &[u8]) -> Vec<u8> {
        [b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm".as_slice(), &[0; 40], b"\x86\x86", codec].concat()
    }

    #[test]
    fn files_are_known_by_their_bytes() {
        let wav = [b"RIFF\x24\0\0\0WAVEfmt ".as_slice(), &[0; 28]].concat();
        for (bytes, speech, signing) in [
            (b"ID3\x04\0\0".to_vec(), Ok(MP3), Err(Refused::NotKnown(Signing))),
            (vec![0xff, 0xfb, 0x90, 0x00], Ok(MP3), Err(Refused::NotKnown(Signing))),
            (vec![0xff, 0xf3, 0x44, 0xc4], Ok(MP3), Err(Refused::NotKnown(Signing))),
            (b"OggS\0\x02".to_vec(), Ok(OGG), Err(Refused::NotKnown(Signing))),
            (wav, Ok(WAV), Err(Refused::NotKnown(Signing))),
            (webm(b"A_OPUS"), Ok(WEBM), Err(Refused::NothingToPlay(Signing))),
            (webm(b"V_VP9"), Err(Refused::NothingToPlay(Speech)), Ok(SIGNED_WEBM)),
            (mp4(b"M4A ", b"soun"), Ok(M4A), Err(Refused::NothingToPlay(Signing))),
            (mp4(b"isom", b"vide"), Err(Refused::NothingToPlay(Speech)), Ok(SIGNED_MP4)),
            // An AAC frame without a container, a QuickTime film, Matroska, a page, half a RIFF, nothing.
            (vec![0xff, 0xf1, 0x50, 0x80], Err(Refused::NotKnown(Speech)), Err(Refused::NotKnown(Signing))),
            (mp4(b"qt  ", b"vide"), Err(Refused::NotKnown(Speech)), Err(Refused::NotKnown(Signing))),
            (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska".to_vec(), Err(Refused::NotKnown(Speech)), Err(Refused::NotKnown(Signing))),
            (b"<!doctype html><script>".to_vec(), Err(Refused::NotKnown(Speech)), Err(Refused::NotKnown(Signing))),
            (b"RIFF\x24\0\0\0AVI ".to_vec(), Err(Refused::NotKnown(Speech)), Err(Refused::NotKnown(Signing))),
            (Vec::new(), Err(Refused::Empty), Err(Refused::Empty)),
        ] {
            assert_eq!(Media::of(Speech, &bytes), speech, "{}", String::from_utf8_lossy(&bytes));
            assert_eq!(Media::of(Signing, &bytes), signing, "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn a_broken_box_ends_the_search() {
        let mut bytes = boxed(b"ftyp", b"isom\0\0\0\0");
        for size in [[0, 0, 0, 1], [0, 0, 0, 7], [0xff; 4], [0, 0, 0, 0]] {
            bytes.truncate(16);
            bytes.extend_from_slice(&size);
            bytes.extend_from_slice(b"free");
            assert_eq!(Media::of(Speech, &bytes), Err(Refused::NothingToPlay(Speech)), "{size:?}");
        }
    }

    #[test]
    fn sizes_have_a_limit() {
        for (kind, most) in [(Speech, 2 << 20), (Signing, 16 << 20)] {
            let mut bytes = if kind == Speech { webm(b"A_OPUS") } else { webm(b"V_VP8") };
            bytes.resize(most, 0);
            assert!(Media::of(kind, &bytes).is_ok());
            bytes.push(0);
            assert_eq!(Media::of(kind, &bytes), Err(Refused::TooLarge(kind)));
        }
        assert!(Refused::TooLarge(Speech).to_string().contains("2 MB") && Refused::TooLarge(Signing).to_string().contains("16 MB"));
    }

    #[test]
    fn captions_are_web_vtt() {
        let good = "WEBVTT\n\n00:00.000 --> 00:02.000\nHow old are you?\n";
        assert_eq!(captions(good.as_bytes()).as_deref(), Ok(good));
        assert_eq!(captions(format!("\u{feff}{}", good.replace('\n', "\r\n")).as_bytes()).as_deref(), Ok(good));
        assert!(captions(good.replace("WEBVTT", "WEBVTT made by hand").as_bytes()).is_ok());
        for bad in [good.replace("WEBVTT", "WEBVTTX"), good.replace("WEBVTT\n\n", ""), "WEBVTT\n\nHow old are you?".to_owned()] {
            assert_eq!(captions(bad.as_bytes()), Err(Refused::NotCaptions), "{bad}");
        }
        assert_eq!(captions(b"WEBVTT\n\n1 --> 2\n\xff"), Err(Refused::NotCaptions));
        assert_eq!(captions(b""), Err(Refused::NoCaptions));
        assert_eq!(captions(&vec![b' '; LARGEST_CAPTIONS + 1]), Err(Refused::LongCaptions));
    }

    #[test]
    fn names_read_back() {
        let text = "0123456789abcdef".repeat(4);
        for language in ["en", "bfi", "pt-BR"] {
            let name = format!("{language}-{text}-0123456789ab.webm");
            let (read, ending) = Name::parse(&name).expect("a name");
            assert_eq!((read.language.as_str(), ending, format!("{read}.webm")), (language, "webm", name.clone()));
        }
        for bad in
            ["", "en.webm", "en-abc-0123456789ab.webm", &format!("en-{text}-0123456789AB.webm"), &format!("../-{text}-0123456789ab.webm")]
        {
            assert!(Name::parse(bad).is_none(), "{bad}");
        }
        for media in MEDIA {
            assert_eq!(Media::parse(media.content_type), Some(media));
        }
        assert_eq!(plain("a grown\u{2011}up"), "a grown-up");
    }
}
