//! A signed video on a tablet: kept if there is room, and played without a network.

use super::storage::quota;
use super::wire::Weather;
use super::{Hall, answer, in_order};
use crate::tab::Tab;
use sayso::flow::text_hash;
use std::time::Duration;

/// A question that the officer signs, as it is asked from eight years on.
const ASKED: &str = "Does your social worker talk with you on your own?";
const CAPTIONS: &str = "WEBVTT\n\n00:00.000 --> 00:01.000\nDoes your social worker talk with you on your own?\n";

/// A real recording, as the officer's page makes it: of a canvas that flickers, and so is large. Gives its bytes.
async fn sign(hall: &Hall) -> usize {
    let (tab, hash) = (&hall.officer, text_hash(ASKED));
    tab.go(&hall.server.url("/account")).await;
    let at = format!("/clips?language=bfi&text={}&captions={}", hash.as_str(), CAPTIONS.len());
    tab.run(&format!(
        "globalThis.recorded = (async () => {{
            const canvas = Object.assign(document.createElement('canvas'), {{ width: 640, height: 480 }}), pen = canvas.getContext('2d');
            const draw = setInterval(() => {{
                const picture = pen.createImageData(640, 480);
                for (let at = 0; at < picture.data.length; at += 65536) crypto.getRandomValues(picture.data.subarray(at, at + 65536));
                pen.putImageData(picture, 0, 0);
            }}, 50);
            const recorder = new MediaRecorder(canvas.captureStream(20), {{ mimeType: 'video/webm;codecs=vp8', videoBitsPerSecond: 20e6 }}), parts = [];
            recorder.ondataavailable = ({{ data }}) => parts.push(data);
            recorder.start();
            await new Promise((go) => setTimeout(go, 4000));
            await new Promise((go) => {{ recorder.onstop = go; recorder.stop() }});
            clearInterval(draw);
            const video = new Blob(parts), body = new Blob([{CAPTIONS:?}, video]);
            const sent = await fetch('{at}', {{ method: 'POST', headers: {{ 'x-csrf-token': document.querySelector('input[name=csrf]').value, 'content-type': 'application/octet-stream' }}, body }});
            if (sent.status !== 201) throw new Error(`${{sent.status}} ${{await sent.text()}}`);
            return video.size;
        }})()"
    ))
    .await;
    tab.ask("globalThis.recorded").await
}

/// How many videos a tablet has kept.
async fn kept(tab: &Tab) -> usize {
    tab.ask("(async () => { let videos = 0; for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) videos += url.endsWith('.webm'); return videos })()").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_video_plays_without_a_network_and_is_kept_only_if_letters_have_room() {
    let hall = Hall::open().await;
    let bytes = sign(&hall).await;
    assert!(bytes > 1_000_000, "{bytes}");
    let tab = hall.tablet().await;
    assert_eq!(kept(&tab).await, 1);
    hall.wire.turn(Weather::Cut);
    tab.go(&hall.wire.url(&format!("{}/answer?way=signed&words=8-11", hall.event))).await;
    tab.until("!document.querySelector('.foot').hidden").await;
    // A piece of it, as a player asks, and the captions.
    let piece: String = tab
        .ask("fetch(document.querySelector('video source').src, { headers: { range: 'bytes=100-1099' } }).then(async (a) => `${a.status} ${(await a.arrayBuffer()).byteLength} ${a.headers.get('content-range')} ${a.headers.get('content-type')}`)")
        .await;
    assert_eq!(piece, format!("206 1000 bytes 100-1099/{bytes} video/webm"));
    let captions: String = tab.ask("fetch(document.querySelector('video track').src).then((a) => a.text())").await;
    assert_eq!(captions, CAPTIONS);
    for _ in 0..20 {
        if tab.ask::<bool>("!!document.querySelector('.question:not([hidden]) video')").await {
            break;
        }
        tab.click("#next").await;
    }
    tab.run("globalThis.video = document.querySelector('.question:not([hidden]) video'); video.muted = true; void video.play()").await;
    tab.until("video.currentTime > 0.5 && video.videoWidth === 640").await;
    // On to its end and back: each is a piece of its own.
    tab.run("video.currentTime = 3").await;
    tab.until("video.ended || video.currentTime > 3").await;
    tab.run("video.currentTime = 0.2; void video.play()").await;
    tab.until("video.currentTime > 0.2 && video.currentTime < 3 && !video.error").await;
    tab.close().await;

    // Another tablet has room for pages and letters, and not for the video besides.
    hall.wire.turn(Weather::Fine);
    let small = hall.browser.tab(true).await;
    small.go(&hall.wire.url("/quiet")).await;
    quota(&small, Some(12_500_000.0)).await;
    hall.enrol(&small).await;
    // What was taken out may be counted for a while; then the officer looks again, as the page says.
    for _ in 0..6 {
        if small.soon("document.querySelector('[data-check=space]').dataset.found === 'yes'", Duration::from_secs(8)).await {
            break;
        }
        small.run("document.querySelector('#again').click()").await;
    }
    in_order(&small).await;
    assert_eq!(kept(&small).await, 0);
    hall.wire.turn(Weather::Cut);
    answer(&small, &hall).await;
    assert!(small.text().await.contains("kept safe on this tablet"));
    hall.browser.stop().await;
}
