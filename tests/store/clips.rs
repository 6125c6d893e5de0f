//! Clips, and what an officer says besides when an event is opened.

use crate::bench;
use sayso::domain::clip::{Media, SIGN};
use sayso::domain::event::NewEvent;
use sayso::domain::wording::Language;
use sayso::flow::text_hash;
use sayso::store::{Location, Store};
use std::sync::Arc;
use std::time::{Duration, Instant};

fn media(content_type: &str) -> Media {
    Media::parse(content_type).expect("a media type of ours")
}

pub(crate) async fn a_clip_is_put_in_replaced_and_removed(location: Location) {
    let b = bench(location.clone()).await;
    let (flow, en, bfi) = (&b.flow, Language::english(), Language::parse(SIGN).expect("a tag"));
    let text = "How old are you?";
    let hash = text_hash(text);
    let empty = flow.clips().await;
    assert!(empty.find(&en, text).is_none() && empty.version() == 0);
    let put = async |language: &Language, kind: &str, bytes: &[u8], captions: Option<&str>| {
        let captions = captions.map(str::to_owned);
        flow.put_clip(language.clone(), hash.clone(), media(kind), bytes.to_vec(), captions).await.expect("is kept")
    };
    // Zeros and bytes that are no text come back as they are.
    let voice = put(&en, "audio/webm", &[0, 255, 128, 0], None).await;
    let sign = put(&bfi, "video/mp4", &vec![7; 300_000], Some("WEBVTT\n\n00:00.000 --> 00:01.000\n“How old?”\n")).await;
    let clips = flow.clips().await;
    assert_eq!(clips.find(&en, text), Some(&voice), "at once, and as it was told");
    assert_eq!(clips.signed(text), Some(&sign));
    assert_eq!((voice.size(), sign.size(), voice.captions(), sign.captions().is_some()), (4, 300_000, None, true));
    assert_eq!(flow.store.clip(voice.name()).await.expect("reads").as_deref(), Some([0, 255, 128, 0].as_slice()));
    assert!(flow.store.captions(sign.name()).await.expect("reads").expect("is there").contains("“How old?”"));
    assert_eq!(flow.store.captions(voice.name()).await.expect("reads"), None);

    // Another one takes its place, under another address; so do other captions of the same video.
    let second = put(&en, "audio/ogg", b"other", None).await;
    assert!(second.address() != voice.address() && second.address().ends_with(".ogg"), "{}", second.address());
    assert_eq!(flow.store.clip(voice.name()).await.expect("reads"), None, "the old name leads nowhere");
    let again = put(&bfi, "video/mp4", &vec![7; 300_000], Some("WEBVTT\n\n00:00.000 --> 00:01.000\nHow old are you?\n")).await;
    assert_ne!(again.captions(), sign.captions());
    let replaced = flow.clips().await;
    assert_ne!(replaced.version(), clips.version());
    assert_eq!(replaced.find(&en, text), Some(&second));

    // Another server over the same database has the same list, and sees a change within seconds.
    let other = Store::open(&location).await.expect("opens");
    assert_eq!(other.clips().await.expect("reads").len(), 2);
    let write = other.write().await.expect("writes");
    assert!(write.remove_clip(&bfi, &hash).await.expect("removes"));
    write.commit().await.expect("commits");
    let begun = Instant::now();
    while flow.clips().await.signed(text).is_some() {
        assert!(begun.elapsed() < Duration::from_secs(5), "still there");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    other.close().await;
    // What is remembered is not read anew each time.
    assert!(Arc::ptr_eq(&flow.clips().await, &flow.clips().await));

    assert!(flow.remove_clip(&en, &hash).await.expect("removes"));
    assert!(!flow.remove_clip(&en, &hash).await.expect("removes"), "it is gone");
    assert!(flow.clips().await.find(&en, text).is_none());
    // An event's end takes no clip with it: it belongs to the words.
    put(&en, "audio/webm", b"stays", None).await;
    flow.purge(time::macros::date!(2099 - 01 - 01)).await.expect("purges");
    assert!(flow.clips().await.find(&en, text).is_some());
}

pub(crate) async fn an_event_keeps_what_the_officer_said(location: Location) {
    let b = bench(location).await;
    let shown_at = Some("on the wall in the hall, “Ŵyl”".to_owned());
    let said = b.open(&NewEvent { asks_alone: true, shown_at: shown_at.clone(), ..b.new.clone() }).await;
    assert_eq!((said.event.stored.asks_alone, &said.event.stored.shown_at), (true, &shown_at));
    assert_eq!((b.live.event.stored.asks_alone, &b.live.event.stored.shown_at), (false, &None), "as the others");
}
