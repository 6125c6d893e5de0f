//! Clips: recorded, served in pieces, refused, removed; a questionnaire without the voice that it
//! promises is not published; what an officer says besides when an event is opened.

use crate::support::{Answer, Person, Server, Visitor, World, tags, visible};
use sayso::domain::clip::TextHash;
use sayso::flow::text_hash;
use std::time::{Duration, Instant};

/// Words that nobody has recorded.
const SPOKEN: &str = r#"
code = "otters"
title = "Otters"
source = "Made up for this test"
languages = ["en"]
spoken = ["en"]
wordings = ["8-11"]
[welcome."8-11".en]
who = "We look after the otters."
why = "We want to know how they are."
what = "We count the otters’ answers."
[[question]]
code = "wet"
kind = "one"
report = "Wet?"
wording = { "8-11" = { en = "Was the otter wet today?" } }
choice = [{ code = "dripping", report = "Dripping wet" }, { code = "dry", report = "Dry as a bone" }]
"#;

/// The words that are asked, in the order of the page.
const WORDS: [&str; 6] = [
    "We look after the otters.",
    "We want to know how they are.",
    "We count the otters’ answers.",
    "Was the otter wet today?",
    "Dripping wet",
    "Dry as a bone",
];

/// The same without a promise.
fn unspoken() -> String {
    SPOKEN.replace("spoken = [\"en\"]\n", "")
}

/// A real WAV file: a tone of 8-bit samples.
fn wav(samples: u8) -> Vec<u8> {
    let length = u32::from(samples);
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((36 + length).to_le_bytes());
    bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data");
    bytes.extend(length.to_le_bytes());
    bytes.extend((0..samples).map(|i| if i % 8 < 4 { 0xc0 } else { 0x40 }));
    bytes
}

/// The beginning of a WebM file with one track.
fn webm(codec: &str) -> Vec<u8> {
    [b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm".as_slice(), &[0; 60], b"\x86\x85", codec.as_bytes(), &[1; 500]].concat()
}

const CAPTIONS: &str = "WEBVTT\n\n00:00.000 --> 00:02.000\nWas the otter wet today?\n";

fn at(language: &str, text: &str) -> String {
    format!("/clips?language={language}&text={}", text_hash(text).as_str())
}

/// Puts a voice in; gives its address.
async fn speak(person: &Person, text: &str, bytes: Vec<u8>) -> String {
    let answer = person.post_raw(&at("en", text), bytes).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    address(&answer, "address")
}

fn address(answer: &Answer, which: &str) -> String {
    let told: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
    told[which].as_str().unwrap_or_default().to_owned()
}

/// The row of a text on a page.
fn row(html: &str, language: &str, text: &str) -> String {
    let marker = format!("data-language=\"{language}\" data-text=\"{}\"", text_hash(text).as_str());
    let at = html.find(&marker).unwrap_or_else(|| panic!("no row of “{text}” in {language}"));
    html[at..].split("</li>").next().expect("it ends").to_owned()
}

async fn ranged(visitor: &Visitor, path: &str, range: &str) -> Answer {
    Answer::of(visitor.client.get(format!("{}{path}", visitor.base)).header("range", range).send().await.expect("an answer")).await
}

#[tokio::test]
async fn a_recording_is_put_in_replaced_and_removed() {
    let world = World::asking(&unspoken()).await;
    let (text, child) = (WORDS[3], Visitor::at(&world.server.base));
    let page = format!("/questionnaires/{}/voice", world.questionnaire);
    let before = world.officer.get(&page).await.text();
    assert!(row(&before, "en", text).contains("No voice"), "{before}");
    for words in WORDS {
        assert!(!row(&before, "en", words).is_empty());
    }
    let first = speak(&world.officer, text, wav(80)).await;
    let heard = child.get(&first).await;
    assert_eq!((heard.status, heard.header("content-type"), &heard.body), (200, "audio/wav", &wav(80)));
    assert_eq!(heard.headers.get("accept-ranges").map(|v| v.as_bytes()), Some(b"bytes".as_slice()));
    assert!(heard.headers["cache-control"].to_str().expect("text").contains("immutable"));
    assert!(!heard.headers.contains_key("set-cookie"), "a child gets no cookie");
    let shown = row(&world.officer.get(&page).await.text(), "en", text);
    assert!(shown.contains("Your recording") && shown.contains(&first), "{shown}");
    // Another recording takes its place under another address.
    let second = speak(&world.administrator, text, webm("A_OPUS")).await;
    assert!(second != first && second.ends_with(".webm"), "{second}");
    assert_eq!((child.get(&first).await.status, child.get(&second).await.header("content-type")), (404, "audio/webm"));
    // It belongs to the words, whichever questionnaire has them.
    let other = world.officer.publish(&unspoken().replace("otters\"\ntitle", "more-otters\"\ntitle")).await;
    assert_ne!(other, world.questionnaire);
    let there = world.officer.get(&format!("/questionnaires/{other}/voice")).await.text();
    assert!(row(&there, "en", text).contains(&second), "{there}");
    // Any officer may delete it.
    let (clip, id) = (format!("en-{}", text_hash(text).as_str()), world.questionnaire.to_string());
    let fields = [("clip", clip.as_str()), ("questionnaire", id.as_str())];
    let gone = world.person("officer").await.post("/clips/remove", &fields).await;
    assert_eq!((gone.status, gone.header("location")), (303, page.as_str()));
    assert_eq!(child.get(&second).await.status, 404);
    assert!(row(&world.officer.get(&page).await.text(), "en", text).contains("No voice"));
}

#[tokio::test]
async fn a_clip_comes_in_pieces() {
    let world = World::asking(&unspoken()).await;
    let child = Visitor::at(&world.server.base);
    let file = wav(156);
    let address = speak(&world.officer, WORDS[4], file.clone()).await;
    for (range, status, place, body) in [
        ("bytes=0-3", 206, "bytes 0-3/200", &file[..4]),
        ("bytes=44-", 206, "bytes 44-199/200", &file[44..]),
        ("bytes=-6", 206, "bytes 194-199/200", &file[194..]),
        ("bytes=0-1000", 206, "bytes 0-199/200", &file[..]),
        ("bytes=200-", 416, "bytes */200", &[]),
        ("bytes=0-1,4-5", 200, "", &file[..]),
        ("lines=1-2", 200, "", &file[..]),
    ] {
        let piece = ranged(&child, &address, range).await;
        assert_eq!((piece.status, piece.header("content-range"), piece.body.as_slice()), (status, place, body), "{range}");
        assert!(["", "identity"].contains(&piece.header("content-encoding")), "{range}: {}", piece.header("content-encoding"));
    }
    // A browser that takes gzip gets the bytes as they are: a range of something compressed is another.
    let request = child.client.get(format!("{}{address}", child.base)).header("accept-encoding", "gzip").header("range", "bytes=0-3");
    assert_eq!(Answer::of(request.send().await.expect("an answer")).await.body, b"RIFF");
    for wrong in
        ["/clips/", "/clips/en.wav", &address.replace(".wav", ".mp3"), &address.replace(".wav", ".vtt"), &address.replace("/en-", "/cy-")]
    {
        assert_eq!(child.get(wrong).await.status, 404, "{wrong}");
    }
}

#[tokio::test]
async fn a_signed_video_comes_with_its_captions() {
    let world = World::asking(&unspoken()).await;
    let (text, child) = (WORDS[3], Visitor::at(&world.server.base));
    let page = format!("/questionnaires/{}/voice", world.questionnaire);
    assert!(visible(&world.officer.get(&page).await.text()).contains("Nothing is signed yet."));
    let with = |captions: &str| format!("{}&captions={}", at("bfi", text), captions.len());
    let body = [CAPTIONS.as_bytes(), &webm("V_VP9")].concat();
    let put = world.officer.post_raw(&with(CAPTIONS), body).await;
    assert_eq!(put.status, 201, "{}", put.text());
    let (video, captions) = (address(&put, "address"), address(&put, "captions"));
    let seen = child.get(&video).await;
    assert_eq!((seen.status, seen.header("content-type"), &seen.body), (200, "video/webm", &webm("V_VP9")));
    let read = child.get(&captions).await;
    assert_eq!((read.status, read.header("content-type"), read.text().as_str()), (200, "text/vtt; charset=utf-8", CAPTIONS));
    let html = world.officer.get(&page).await.text();
    let shown = row(&html, "bfi", text);
    assert!(shown.contains("Your video") && shown.contains(&video) && shown.contains(&captions), "{shown}");
    assert!(visible(&html).contains("1 of 3 questions and choices are signed."), "{html}");
    let players: Vec<_> = tags(&html).into_iter().filter(|t| t.name == "video").collect();
    assert!(players.iter().all(|t| t.get("controls").is_some() && t.get("autoplay").is_none()) && players.len() == 1);
    // The welcome is not signed, and a voice is not a sign.
    assert!(!html.contains(&format!("data-language=\"bfi\" data-text=\"{}\"", text_hash(WORDS[0]).as_str())));
    assert!(row(&html, "en", text).contains("No voice"));
}

#[tokio::test]
async fn what_is_no_clip_is_refused_in_kind_words() {
    let world = World::asking(&unspoken()).await;
    let (speech, signed) = (at("en", WORDS[0]), format!("{}&captions={}", at("bfi", WORDS[3]), CAPTIONS.len()));
    let with = |captions: &str, video: Vec<u8>| [captions.as_bytes(), &video].concat();
    let mut large = wav(100);
    large.resize((2 << 20) + 1, 0);
    let mut huge = webm("V_VP8");
    huge.resize((16 << 20) + 1, 0);
    let bad_captions = CAPTIONS.replace("WEBVTT", "WEBTEXT");
    let bad = format!("{}&captions={}", at("bfi", WORDS[3]), bad_captions.len());
    let hash = text_hash(WORDS[0]);
    for (path, body, status, words) in [
        (&speech, large, 413, "up to 2 MB"),
        (&signed, with(CAPTIONS, huge), 413, "up to 16 MB"),
        (&speech, b"<!doctype html><script>alert(1)</script>".to_vec(), 415, "do not know this kind of file"),
        (&speech, webm("V_VP9"), 415, "no sound"),
        (&signed, with(CAPTIONS, webm("A_OPUS")), 415, "no picture"),
        (&signed, with(CAPTIONS, wav(50)), 415, "may be MP4 or WebM"),
        (&speech, Vec::new(), 422, "nothing in this file"),
        (&at("bfi", WORDS[3]), webm("V_VP9"), 422, "needs captions"),
        (&bad, with(&bad_captions, webm("V_VP9")), 422, "not WebVTT"),
        (&format!("/clips?language=en&text={}", &hash.as_str()[1..]), wav(50), 422, "which text"),
        (&format!("/clips?language=E&text={}", hash.as_str()), wav(50), 422, "which text"),
    ] {
        let answer = world.officer.post_raw(path, body).await;
        assert_eq!(answer.status, status, "{words}: {}", answer.text());
        assert!(answer.text().contains(words) && answer.header("content-type").starts_with("text/plain"), "{}", answer.text());
    }
    // Whoever may not, and whoever has another page's token, changes nothing.
    for role in ["inspector", "manager", "reader"] {
        assert_eq!(world.person(role).await.post_raw(&speech, wav(50)).await.status, 403, "{role}");
    }
    assert_eq!(Visitor::at(&world.server.base).post_bytes(&speech, "audio/wav", wav(50)).await.status, 401);
    assert_eq!(world.officer.browser().post_bytes(&speech, "audio/wav", wav(50)).await.status, 409);
    assert_eq!(world.count("SELECT count(*) FROM clip").await, 0);
    assert!(TextHash::parse(hash.as_str()).is_some(), "the hash that was cut short was one");
}

#[tokio::test]
async fn a_questionnaire_without_the_voice_that_it_promises_is_not_published() {
    let world = World::asking(&unspoken()).await;
    let send = async |what: &str| world.officer.post("/questionnaires/new", &[("file", SPOKEN), ("do", what)]).await;
    let refused = send("publish").await;
    assert_eq!(refused.status, 422);
    assert!(visible(&refused.text()).contains("6 texts have no voice yet"), "{}", refused.text());
    for words in WORDS {
        assert!(row(&refused.text(), "en", words).contains("No voice"), "{words}");
    }
    assert!(refused.text().contains("code = &quot;otters&quot;"), "the file is still there");
    let checked = send("check").await;
    assert_eq!(checked.status, 200);
    assert!(visible(&checked.text()).contains("6 texts have no voice yet") && !checked.text().contains("You can publish it."));
    // Each is recorded right there, before anything is published.
    for (i, words) in WORDS.iter().enumerate() {
        let left = WORDS.len() - i;
        let page = visible(&send("publish").await.text());
        assert!(page.contains(&format!("{left} text{} no voice yet", if left == 1 { " has" } else { "s have" })), "{page}");
        speak(&world.officer, words, wav(50)).await;
    }
    assert_eq!(world.count("SELECT count(*) FROM questionnaire").await, 1);
    assert!(visible(&send("check").await.text()).contains("You can publish it."));
    let published = send("publish").await;
    assert_eq!(published.status, 303, "{}", published.text());
    let page = visible(&world.officer.get(published.header("location")).await.text());
    assert!(page.contains("English") && page.contains("(spoken)"), "{page}");
}

#[tokio::test]
async fn whoever_publishes_is_told_which_words_wait_for_a_reader() {
    let world = World::asking(&unspoken()).await;
    let waiting = unspoken().replace("languages = [\"en\"]", "languages = [\"en\"]\nawaiting_reader = [\"en\"]");
    let words = "The English words have not been read by a native speaker who works with children.";
    let checked = world.officer.post("/questionnaires/new", &[("file", &waiting), ("do", "check")]).await;
    assert!(visible(&checked.text()).contains(words), "{}", checked.text());
    let id = world.officer.publish(&waiting).await;
    assert!(visible(&world.officer.get(&format!("/questionnaires/{id}")).await.text()).contains(words));
    assert!(!visible(&world.officer.get(&format!("/questionnaires/{}", world.questionnaire)).await.text()).contains(words));
}

#[tokio::test]
async fn the_microphone_is_allowed_where_a_recorder_is_and_nowhere_else() {
    let world = World::asking(&unspoken()).await;
    let (id, event) = (world.questionnaire, world.event().await);
    let silent = world.officer.post("/questionnaires/new", &[("file", SPOKEN), ("do", "publish")]).await;
    for answer in [world.officer.get(&format!("/questionnaires/{id}/voice")).await, silent] {
        let uses = answer.header("permissions-policy");
        assert!(uses.contains("microphone=(self)") && uses.contains("camera=()"), "{uses}");
        assert!(answer.text().contains("clips."), "its script");
    }
    for path in
        [format!("/questionnaires/{id}"), "/questionnaires/new".to_owned(), "/events".to_owned(), format!("/e/{event}"), "/none".to_owned()]
    {
        let answer = world.officer.get(&path).await;
        assert!(answer.header("permissions-policy").contains("microphone=()"), "{path}: {}", answer.header("permissions-policy"));
    }
}

#[tokio::test]
async fn the_log_does_not_tell_that_a_child_listened_and_another_server_has_the_clip_too() {
    let mut world = World::asking(&unspoken()).await;
    let address = speak(&world.officer, WORDS[5], wav(60)).await;
    let other = Server::start(world.folder.path());
    let child = Visitor::at(&other.base);
    let begun = Instant::now();
    while child.get(&address).await.status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(5), "the other server does not find it");
    }
    let here = Visitor::at(&world.server.base);
    assert_eq!(here.get(&address).await.status, 200);
    assert_eq!(ranged(&here, &address, "bytes=0-1").await.status, 206);
    assert_eq!(here.get("/clips/nothing.webm").await.status, 404);
    assert_eq!(here.get("/assets/nothing.mp3").await.status, 404);
    world.server.stop();
    let log = world.server.log();
    assert!(log.contains("/clips"), "that an officer added one is told: {log}");
    assert!(!log.contains("/clips/") && !log.contains("/assets/") && !log.contains("unmatched"), "{log}");
}

#[tokio::test]
async fn an_event_keeps_whether_it_asks_first_and_where_children_see_what_was_said() {
    let world = World::asking(&unspoken()).await;
    let (questionnaire, service) = (world.questionnaire.to_string(), world.service.to_string());
    let open = async |more: &[(&str, &str)]| {
        let mut fields = vec![
            ("name", "Summer day"),
            ("questionnaire", questionnaire.as_str()),
            ("service", service.as_str()),
            ("expected", "30"),
            ("opens", "2026-01-05"),
            ("closes", "2026-03-12"),
            ("policy", "protected"),
        ];
        fields.extend_from_slice(more);
        world.officer.post("/events/new", &fields).await
    };
    let form = world.officer.get("/events/new").await.text();
    assert!(visible(&form).contains("Ask each child first: can you answer without anyone seeing?"));
    assert!(visible(&form).contains("Where will children see what was said?"));
    assert!(visible(&form).contains("as you write it, in every language, under “After 12 March"), "{}", visible(&form));
    let plain = open(&[]).await;
    let shown = visible(&world.officer.get(plain.header("location")).await.text());
    assert!(shown.contains("Not asked first whether") && shown.contains("Not told where"), "{shown}");
    let said = open(&[("alone", "yes"), ("shown", "  on the wall\n in the hall. ")]).await;
    assert_eq!(said.status, 303, "{}", said.text());
    let shown = visible(&world.officer.get(said.header("location")).await.text());
    assert!(shown.contains("Asked first whether they can answer without anyone seeing."), "{shown}");
    assert!(shown.contains("after 12 March 2026 you can see what children said: on the wall in the hall."), "{shown}");
    let papers = visible(&world.officer.get(&format!("{}/papers", said.header("location"))).await.text());
    assert!(papers.contains("See what children said: on the wall in the hall."), "{papers}");
    assert!(papers.contains("The tablet first asks each child: “Can you answer without anyone seeing?”"), "{papers}");
    let long = open(&[("alone", "yes"), ("shown", &"ŵ".repeat(81))]).await;
    assert_eq!(long.status, 422);
    assert!(visible(&long.text()).contains("in up to 80 letters") && crate::support::checked(&long.text(), "alone", "yes"));
    assert_eq!(open(&[("shown", &"ŵ".repeat(80))]).await.status, 303);
}
