//! Answers on their way in: sealed envelopes and plain forms.

use crate::support::{Answer, Tablet, Visitor, World, answers, blobs, checked, fresh_id, tags, visible};
use sayso::domain::code::Code;
use sayso::domain::envelope::{Binding, EnvelopeId, PADDED, pad};
use sayso::domain::event::{EventCode, Version};
use sayso::domain::policy::Policy;
use sayso::seal::seal;

const TAKEN_IN: (u16, &str) = (200, "{\"receipt\":\"taken-in\"}");
const KEPT_ASIDE: (u16, &str) = (200, "{\"receipt\":\"kept-aside\"}");
const WAITING: &str = "SELECT count(*) FROM envelope";
const ASIDE: &str = "SELECT count(*) FROM kept_aside";

async fn open(world: &World) -> Tablet {
    Tablet::at(&world.server.base, &world.event().await).await
}

fn receipt(answer: &Answer) -> (u16, String) {
    (answer.status, answer.text())
}

fn expect(answer: &Answer, wanted: (u16, &str)) {
    assert_eq!(receipt(answer), (wanted.0, wanted.1.to_owned()));
}

/// A page for a child that says something kind, and no code.
fn assert_kind(answer: &Answer, status: u16) {
    let html = answer.text();
    assert_eq!(answer.status, status, "{html}");
    assert!(answer.is_page(), "{status}: {}", answer.header("content-type"));
    assert!(tags(&html).iter().any(|t| t.name == "h1" || t.get("class") == Some("ask")), "{html}");
    assert_no_codes(&html);
}

fn assert_no_codes(html: &str) {
    let text = visible(html).to_lowercase();
    for word in ["error", "exception", "invalid"] {
        assert!(!text.contains(word), "“{word}” in: {text}");
    }
    for number in text.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() == 3) {
        assert!(!("100"..="599").contains(&number), "{number} in: {text}");
    }
}

#[tokio::test]
async fn an_envelope_is_taken_in_once() {
    let world = World::new().await;
    let (tablet, id) = (open(&world).await, fresh_id());
    let sealed = tablet.seal(&id, &answers(&[("age", "8-11"), ("alone", "always")]));
    expect(&tablet.send(&id, &sealed).await, TAKEN_IN);
    expect(&tablet.send(&id, &sealed).await, TAKEN_IN);
    let other = tablet.seal(&id, &answers(&[("age", "8-11"), ("alone", "never")]));
    assert_kind(&tablet.send(&id, &other).await, 409);
    expect(&tablet.send(&id, &sealed).await, TAKEN_IN);
    assert_eq!((world.count(WAITING).await, world.count(ASIDE).await), (1, 0));
}

#[tokio::test]
async fn the_same_envelope_from_many_tablets_at_once_is_taken_in_once() {
    let world = World::new().await;
    let (tablet, id) = (open(&world).await, fresh_id());
    let sealed = tablet.seal(&id, &answers(&[("age", "8-11")]));
    let sends: Vec<_> = (0..12)
        .map(|_| {
            let (browser, path, bytes) = (Visitor::at(&world.server.base), tablet.path(&id), sealed.clone());
            tokio::spawn(async move { receipt(&browser.post_bytes(&path, "application/octet-stream", bytes).await) })
        })
        .collect();
    for send in sends {
        assert_eq!(send.await.expect("it ends"), (TAKEN_IN.0, TAKEN_IN.1.to_owned()));
    }
    assert_eq!(world.count(WAITING).await, 1);
}

/// Seals under a promise that this program does not know, as a later one might.
fn seal_under_another_policy(tablet: &Tablet, id: &EnvelopeId, text: &[u8]) -> Vec<u8> {
    use hpke::{Deserializable, Kem, OpModeS, Serializable, aead::AesGcm256, kdf::HkdfSha256, kem::DhP256HkdfSha256};
    let key = <DhP256HkdfSha256 as Kem>::PublicKey::from_bytes(&tablet.key).expect("a key");
    let bound = String::from_utf8(tablet.binding().associated_data(id)).expect("text").replace("|protected", "|rounded");
    let padded = pad(text, PADDED).expect("it fits");
    let (encapsulated, ciphertext) = hpke::single_shot_seal::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
        &OpModeS::Base,
        &key,
        b"sayso envelope 1",
        &padded,
        bound.as_bytes(),
    )
    .expect("seals");
    [encapsulated.to_bytes().to_vec(), ciphertext].concat()
}

#[tokio::test]
async fn what_does_not_open_or_fit_is_kept_aside_and_counted_on_the_events_page() {
    let world = World::new().await;
    let tablet = open(&world).await;
    let text = answers(&[("age", "8-11")]);
    let other_event = EventCode::parse("bcdefghj").expect("a code");
    let other_version = Version { code: Code::parse("messages-for-munro").expect("a code"), number: 2 };
    let ids: Vec<_> = (0..8).map(|_| fresh_id()).collect();
    let sealed = |id, event, version| seal(&tablet.key, id, &Binding { event, version, policy: Policy::Protected }, &text).expect("seals");
    let mut harmed = tablet.seal(&ids[4], &text);
    harmed[100] ^= 1;
    let sent = [
        ("for another event", sealed(&ids[0], &other_event, &tablet.version)),
        ("for another version", sealed(&ids[1], &tablet.event, &other_version)),
        ("under another id", tablet.seal(&fresh_id(), &text)),
        ("under another promise", seal_under_another_policy(&tablet, &ids[3], &text)),
        ("harmed on the way", harmed),
        ("no envelope at all", b"hello".to_vec()),
        ("no set of answers", tablet.seal(&ids[6], b"hello")),
        ("an answer that was not offered", tablet.seal(&ids[7], &answers(&[("age", "eighty")]))),
    ];
    for (id, (what, bytes)) in ids.iter().zip(&sent) {
        assert_eq!(receipt(&tablet.send(id, bytes).await), (KEPT_ASIDE.0, KEPT_ASIDE.1.to_owned()), "{what}");
        assert_eq!(tablet.send(id, bytes).await.status, 200, "{what}, again");
    }
    assert_kind(&tablet.send(&ids[0], &sent[1].1).await, 409);
    assert_eq!((world.count(WAITING).await, world.count(ASIDE).await), (0, 8));
    let page = world.officer.get(&format!("/events/{}", tablet.event)).await.text();
    assert!(visible(&page).contains("8 could not be read and are kept aside"), "{page}");
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_kindly() {
    let world = World::new().await;
    let (tablet, id) = (open(&world).await, fresh_id());
    assert_kind(&tablet.send(&id, &vec![7; 17 * 1024]).await, 413);
    let long = "a".repeat(17 * 1024);
    assert_kind(&tablet.send_form(&id, &[("age", &long)]).await, 413);
    assert_eq!((world.count(WAITING).await, world.count(ASIDE).await), (0, 0));
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused_kindly_and_nothing_is_kept() {
    let world = World::new().await;
    let (tablet, id) = (open(&world).await, fresh_id());
    for bytes in [b"age=%FF".to_vec(), b"age=\xff".to_vec(), b"%FF=8-11".to_vec(), b"\xc3\x28".to_vec(), b"age=%".to_vec()] {
        let told = String::from_utf8_lossy(&bytes).into_owned();
        let answer = tablet.browser.post_bytes(&tablet.form_path(&id), "application/x-www-form-urlencoded", bytes).await;
        assert_eq!(answer.status, 422, "{told}");
        assert_kind(&answer, 422);
        assert!(visible(&answer.text()).contains("We could not read one of your answers"), "{told}: {}", visible(&answer.text()));
    }
    assert_eq!((world.count(WAITING).await, world.count(ASIDE).await), (0, 0));
}

#[tokio::test]
async fn a_choice_that_is_not_there_is_told_and_what_was_ticked_is_kept() {
    let world = World::new().await;
    let (tablet, id) = (open(&world).await, fresh_id());
    let sent = [("age", "8-11"), ("alone", "nonsense"), ("ways", "meeting"), ("ways", "write-or-draw"), ("home", "skip")];
    let answer = tablet.send_form(&id, &sent).await;
    assert_kind(&answer, 422);
    let html = answer.text();
    for (question, choice) in [("age", "8-11"), ("ways", "meeting"), ("ways", "write-or-draw"), ("home", "skip")] {
        assert!(checked(&html, question, choice), "{question} {choice} is no longer ticked");
    }
    let ticked = tags(&html).iter().filter(|t| t.get("checked").is_some() && t.get("name").is_some()).count();
    assert_eq!(ticked, 4);
    let problem = html.find("id=\"q-alone\"").map(|at| &html[at..at + 2500]).expect("the question");
    assert!(problem.contains("class=\"problem\""), "the question is not marked: {problem}");
    assert_eq!(world.count(WAITING).await, 0);
    // Mended and sent again from the same page, it is taken in.
    let again = tablet.send_form(&id, &[("age", "8-11"), ("alone", "always")]).await;
    assert_eq!(again.status, 303, "{}", again.text());
    assert_eq!(world.count(WAITING).await, 1);
}

const UP_TO_TWO: &str = r#"
code = "up-to-two"
title = "Up to two"
source = "Made up for a test"
languages = ["en"]
wordings = ["8-11"]
[welcome."8-11".en]
who = "Us."
why = "To test."
what = "Nothing."
[[question]]
code = "wishes"
kind = "many"
limit = 2
report = "What do you wish for?"
[question.wording]
"8-11" = { en = "What do you wish for?" }
[[question.choice]]
code = "time"
report = "Time"
[[question.choice]]
code = "space"
report = "Space"
[[question.choice]]
code = "cake"
report = "Cake"
"#;

#[tokio::test]
async fn too_many_ticks_are_told_and_kept() {
    let world = World::asking(UP_TO_TWO).await;
    let (tablet, id) = (open(&world).await, fresh_id());
    let all = [("wishes", "time"), ("wishes", "space"), ("wishes", "cake")];
    let answer = tablet.send_form(&id, &all).await;
    assert_kind(&answer, 422);
    let html = answer.text();
    assert!(all.iter().all(|(q, c)| checked(&html, q, c)), "{html}");
    assert!(visible(&html).contains("You can choose 2. Take one away first."), "{}", visible(&html));
    assert_eq!(world.count(WAITING).await, 0);
    assert_eq!(tablet.send_form(&id, &all[..2]).await.status, 303);
    assert_eq!(world.count(WAITING).await, 1);
}

#[tokio::test]
async fn a_double_click_counts_once_and_the_first_answers_are_kept() {
    let world = World::new().await;
    let (tablet, id) = (open(&world).await, fresh_id());
    let sent = [("age", "8-11"), ("ways", "meeting"), ("ways", "write-or-draw")];
    let (one, two) = tokio::join!(tablet.send_form(&id, &sent), tablet.send_form(&id, &sent));
    for answer in [&one, &two] {
        assert_eq!(answer.status, 303);
        assert!(answer.header("location").starts_with(&format!("/e/{}/thanks?", tablet.event)), "{}", answer.header("location"));
        assert!(!answer.header("location").contains(&id.to_string()), "the id stays in the address");
    }
    // Others under the same id are thanked for alike: nobody can try out what was sent (`tests/attack/before.rs`).
    let held = blobs(&world.file(), "SELECT sealed FROM envelope").await;
    let changed = tablet.send_form(&id, &[("age", "12-15")]).await;
    assert_eq!((changed.status, changed.header("location")), (303, one.header("location")));
    assert_eq!(blobs(&world.file(), "SELECT sealed FROM envelope").await, held, "and the first are kept");
    let thanks = tablet.browser.get(one.header("location")).await;
    assert_kind(&thanks, 200);
}

#[tokio::test]
async fn an_event_that_is_not_there_has_a_kind_page() {
    let world = World::new().await;
    let child = Visitor::at(&world.server.base);
    let id = fresh_id();
    for code in ["bcdefghj", "abc", "ABCDEFGH", "%00%ff", "abcdefg0", "a'--"] {
        for page in ["", "/welcome", "/answer", "/thanks", "/nothing"] {
            assert_kind(&child.get(&format!("/e/{code}{page}")).await, 404);
        }
        assert_kind(&child.post(&format!("/e/{code}/answer"), &[("age", "8-11")]).await, 404);
        let path = format!("/e/{code}/envelope/{id}");
        assert_kind(&child.post_bytes(&path, "application/octet-stream", b"hello".to_vec()).await, 404);
    }
    let event = world.event().await;
    for id in ["abc", &"g".repeat(32), &"A".repeat(32)] {
        let path = format!("/e/{event}/envelope/{id}");
        assert_kind(&child.post_bytes(&path, "application/octet-stream", b"hello".to_vec()).await, 404);
    }
}

#[tokio::test]
async fn the_childs_pages_hold_no_codes() {
    let world = World::new().await;
    let event = world.event().await;
    let child = Visitor::at(&world.server.base);
    for look in ["", "?words=12-15&theme=contrast&size=3", "?words=none&lang=xx&theme=&size=9&envelope=no"] {
        for page in ["", "/welcome", "/thanks"] {
            assert_kind(&child.get(&format!("/e/{event}{page}{look}")).await, 200);
        }
    }
    for words in ["8-11", "12-15", "16%2B"] {
        assert_kind(&child.get(&format!("/e/{event}/answer?words={words}&envelope={}", fresh_id())).await, 200);
    }
    assert_kind(&child.get("/quiet").await, 200);
    // A code that was written down in capitals leads to the same event.
    assert_kind(&child.get(&format!("/e/{}", event.to_uppercase())).await, 200);
}

#[tokio::test]
async fn a_closed_event_says_so_and_still_keeps_what_comes() {
    let world = World::new().await;
    let tablet = world.answered(10).await;
    assert_eq!(world.officer.close(tablet.event.as_str(), 10).await.status, 303);
    for page in ["", "/welcome", "/answer"] {
        assert_kind(&tablet.browser.get(&format!("/e/{}{page}", tablet.event)).await, 410);
    }
    let (late, form) = (fresh_id(), fresh_id());
    let sealed = tablet.seal(&late, &answers(&[("age", "8-11")]));
    expect(&tablet.send(&late, &sealed).await, TAKEN_IN);
    let answer = tablet.send_form(&form, &[("age", "8-11")]).await;
    assert_eq!(answer.status, 303);
    let thanks = tablet.browser.get(answer.header("location")).await;
    assert_kind(&thanks, 200);
    assert!(visible(&thanks.text()).contains("came after the end"), "{}", visible(&thanks.text()));
    let kept = world.count("SELECT (SELECT count(*) FROM envelope) + (SELECT count(*) FROM kept_aside)").await;
    assert_eq!(kept, 2);
}

#[tokio::test]
async fn an_envelope_that_was_released_is_not_counted_again() {
    let world = World::new().await;
    let tablet = open(&world).await;
    let letters = crate::support::some_letters(10);
    let sealed = tablet.seal_all(&letters);
    for (id, bytes) in &sealed {
        expect(&tablet.send(id, bytes).await, TAKEN_IN);
    }
    assert_eq!(world.officer.close(tablet.event.as_str(), 10).await.status, 303);
    for (id, bytes) in &sealed {
        expect(&tablet.send(id, bytes).await, TAKEN_IN);
    }
    assert_eq!(world.count(WAITING).await, 0);
}
