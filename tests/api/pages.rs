//! What every page holds: headers, nothing from elsewhere, a language, a title, a heading (invariant 7).

use crate::routes::{Names, paths};
use crate::support::{Answer, MUNRO, Visitor, World, fresh_id, rows, tags, values, visible};
use actix_web::http::Method;

const HEADERS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

fn assert_headers(told: &str, answer: &Answer) {
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none';"), "{told}: {policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*'), "{told}: {policy}");
    for needed in ["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
        assert!(policy.contains(needed), "{told}: {policy}");
    }
    for (name, value) in HEADERS {
        assert_eq!(answer.header(name), value, "{told}: {name}");
    }
    assert!(!answer.header("cache-control").is_empty(), "{told}: cache-control");
    assert!(answer.header("server").is_empty() && answer.header("x-powered-by").is_empty(), "{told}");
}

fn assert_own_origin(told: &str, html: &str, base: &str) {
    for attribute in ["src", "href", "action", "formaction", "srcset", "poster", "data", "xlink:href", "background"] {
        for value in values(html, attribute) {
            let local = (value.starts_with('/') && !value.starts_with("//")) || value.starts_with('#') || value.starts_with('?');
            let fine = local || value == "data:," || value.starts_with("tel:") || value.starts_with(&format!("{base}/"));
            assert!(fine, "{told}: {attribute}=\"{value}\"");
        }
    }
    for tag in tags(html) {
        assert!(tag.get("style").is_none(), "{told}: an inline style on <{}>", tag.name);
        assert!(tag.name != "style" && tag.name != "base" && tag.name != "iframe", "{told}: <{}>", tag.name);
        assert!(tag.name != "script" || tag.get("src").is_some_and(|s| s.starts_with("/assets/")), "{told}: an inline script");
        let on = tag.attributes.iter().find(|(name, _)| name.starts_with("on"));
        assert!(on.is_none(), "{told}: {on:?} on <{}>", tag.name);
        assert!(tag.get("http-equiv").is_none(), "{told}: http-equiv");
    }
}

fn assert_page(told: &str, html: &str) {
    // What a template holds is not on the page.
    let html = html.split("<template id=\"quiet\"").next().unwrap_or_default();
    let tags = tags(html);
    assert!(html.to_lowercase().starts_with("<!doctype html>"), "{told}");
    let lang = tags.iter().find(|t| t.name == "html").and_then(|t| t.get("lang"));
    assert!(lang.is_some_and(|l| !l.is_empty()), "{told}: no language");
    let title = html.split("<title>").nth(1).and_then(|t| t.split("</title>").next()).unwrap_or_default();
    assert!(!title.trim().is_empty(), "{told}: no title");
    let h1 = tags.iter().filter(|t| t.name == "h1").count();
    let asks = tags.iter().filter(|t| t.name == "h2" && t.get("class") == Some("ask")).count();
    // The long page has one heading for each step that the script shows by itself.
    let steps = tags.iter().filter(|t| t.name == "section" || t.name == "fieldset").count();
    let most = if html.contains("id=\"answers\"") { steps } else { 1 };
    assert!(h1 <= most && h1 + asks >= 1, "{told}: {h1} × h1, {asks} × h2.ask");
    let mut ids: Vec<_> = tags.iter().filter_map(|t| t.get("id")).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{told}: an id stands twice");
    // “#answers” also closes the help on pages without questions.
    for target in values(html, "href").iter().filter(|h| h.starts_with('#') && *h != "#answers") {
        assert!(ids.contains(&&target[1..]), "{told}: nothing is at {target}");
    }
}

fn assert_all(told: &str, answer: &Answer, base: &str) {
    assert_headers(told, answer);
    if answer.is_page() && answer.status != 303 {
        let html = answer.text();
        assert_own_origin(told, &html, base);
        assert_page(told, &html);
    }
}

#[tokio::test]
async fn every_route_has_the_headers_and_loads_nothing_from_elsewhere() {
    let world = World::new().await;
    let base = &world.server.base;
    let (anonymous, inspector) = (Visitor::at(base), world.person("inspector").await);
    let row = i32::try_from(world.count(&format!("SELECT id FROM staff WHERE email = '{}'", inspector.email)).await).expect("a row");
    // One event of each kind: open, told in words, with charts, too few.
    let mut events = vec![world.event().await];
    for responses in [12, 70, 3] {
        let tablet = world.answered(responses).await;
        let attended = u32::try_from(responses).expect("small");
        assert_eq!(world.officer.close(tablet.event.as_str(), attended).await.status, 303);
        events.push(tablet.event.to_string());
    }
    for event in &events {
        let names = Names { event, question: "alone", questionnaire: world.questionnaire, person: row, asset: "none.css" };
        for (route, path) in paths(&names) {
            let told = format!("{} {path}", route.method);
            // Nothing is changed here: a POST carries no token.
            let get = route.method == Method::GET;
            let answer = if get { anonymous.get(&path).await } else { anonymous.post(&path, &[]).await };
            assert_all(&told, &answer, base);
            let staff = world.administrator.browser();
            let answer = if get { staff.get(&path).await } else { staff.post(&path, &[]).await };
            assert_all(&told, &answer, base);
            assert!(answer.status < 500, "{told}: {}", answer.status);
        }
    }
}

#[tokio::test]
async fn refusals_have_the_headers_too() {
    let world = World::new().await;
    let (base, event) = (&world.server.base, world.event().await);
    let visitor = Visitor::at(base);
    let large = vec![7_u8; 17 * 1024];
    let form = "application/x-www-form-urlencoded";
    let too_large = visitor.post_bytes(&format!("/e/{event}/envelope/{}", fresh_id()), "application/octet-stream", large.clone()).await;
    assert_eq!(too_large.status, 413);
    let too_large_form = visitor.post_bytes(&format!("/e/{event}/answer"), form, large).await;
    assert_eq!(too_large_form.status, 413);
    let huge = world.officer.browser().post_bytes("/questionnaires/new", form, vec![b'a'; 5 << 20]).await;
    assert_eq!(huge.status, 413, "{}", huge.text());
    let missing = visitor.get("/no/such/page").await;
    assert_eq!(missing.status, 404);
    let other = Answer::of(visitor.client.put(format!("{base}/events")).send().await.expect("an answer")).await;
    assert!([404, 405].contains(&other.status));
    let head = Answer::of(visitor.client.head(format!("{base}/sign-in")).send().await.expect("an answer")).await;
    let not_a_form = world.officer.browser().post_bytes("/services", "text/plain", b"name=x".to_vec()).await;
    for (told, answer) in [
        ("413", &too_large),
        ("413 form", &too_large_form),
        ("413 file", &huge),
        ("404", &missing),
        ("PUT", &other),
        ("HEAD", &head),
        ("no form", &not_a_form),
    ] {
        assert_headers(told, answer);
    }
    assert!((400..500).contains(&not_a_form.status) || not_a_form.status == 403, "{}", not_a_form.status);
}

#[tokio::test]
async fn it_tells_that_it_lives_and_is_ready() {
    let world = World::new().await;
    let visitor = Visitor::at(&world.server.base);
    for path in ["/healthz", "/readyz"] {
        assert_eq!(visitor.get(path).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn assets_are_kept_for_good_and_come_compressed() {
    let world = World::new().await;
    let event = world.event().await;
    let visitor = Visitor::at(&world.server.base);
    let mut assets = values(&visitor.get(&format!("/e/{event}/answer?envelope={}", fresh_id())).await.text(), "href");
    assets.extend(values(&visitor.get(&format!("/e/{event}/answer?envelope={}", fresh_id())).await.text(), "src"));
    assets.extend(values(&visitor.get("/sign-in").await.text(), "href"));
    assets.retain(|a| a.starts_with("/assets/"));
    assert!(assets.len() >= 3, "{assets:?}");
    for asset in &assets {
        let plain = visitor.get(asset).await;
        assert_eq!(plain.status, 200, "{asset}");
        assert!(plain.header("cache-control").contains("immutable"), "{asset}: {}", plain.header("cache-control"));
        let request = visitor.client.get(format!("{}{asset}", world.server.base)).header("accept-encoding", "gzip");
        let packed = Answer::of(request.send().await.expect("an answer")).await;
        assert_eq!((packed.header("content-encoding"), packed.header("vary")), ("gzip", "Accept-Encoding"), "{asset}");
        assert_eq!(packed.body.get(..2), Some([0x1f, 0x8b].as_slice()), "{asset} is not gzip");
        assert!(packed.body.len() * 2 < plain.body.len(), "{asset}: {} of {} bytes", packed.body.len(), plain.body.len());
    }
    let fonts: Vec<String> = visitor
        .get(assets.iter().find(|a| a.contains("child")).expect("css"))
        .await
        .text()
        .split("url(\"")
        .skip(1)
        .map(|u| u.split('"').next().unwrap_or_default().to_owned())
        .collect();
    for font in fonts {
        let path = if font.starts_with('/') { font } else { format!("/assets/{font}") };
        assert_eq!(visitor.get(&path).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_page_of_questions_gets_a_fresh_envelope() {
    let world = World::new().await;
    let event = world.event().await;
    let visitor = Visitor::at(&world.server.base);
    let mut seen = Vec::new();
    for _ in 0..3 {
        let answer = visitor.get(&format!("/e/{event}/answer?words=12-15&theme=cream")).await;
        assert_eq!(answer.status, 303);
        assert_eq!(answer.header("cache-control"), "no-store");
        let to = answer.header("location");
        assert!(to.contains("words=12-15") && to.contains("theme=cream"), "{to}");
        let id = to.split("envelope=").nth(1).expect("an envelope").to_owned();
        assert!(id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
        let page = visitor.get(to).await;
        assert_eq!(page.status, 200);
        assert!(page.header("set-cookie").is_empty(), "a cookie for a child");
        assert!(!page.text().contains(&id), "the page itself names the envelope");
        assert!(!seen.contains(&id), "the same envelope twice");
        seen.push(id);
    }
}

#[tokio::test]
async fn a_summary_that_has_not_changed_is_not_sent_again() {
    let world = World::new().await;
    let tablet = world.answered(25).await;
    assert_eq!(world.officer.close(tablet.event.as_str(), 25).await.status, 303);
    for file in ["", "/all.csv", "/all.xlsx", "/alone.csv", "/alone.svg", "/alone.png"] {
        let path = format!("/summaries/{}{file}", tablet.event);
        let first = world.officer.get(&path).await;
        assert_eq!((first.status, first.header("cache-control")), (200, "private, no-cache"), "{path}");
        let browser = world.officer.browser();
        let request = browser.client.get(format!("{}{path}", browser.base)).header("if-none-match", first.header("etag"));
        let again = Answer::of(request.send().await.expect("an answer")).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(again.header("etag"), first.header("etag"), "{path}");
        assert_headers(&path, &again);
    }
}

#[tokio::test]
async fn a_file_with_ten_faults_is_told_all_ten_and_keeps_its_text() {
    let world = World::new().await;
    let spoil = [
        ("budget = 3.0", "budget = 9.0"),
        ("retention_days = 90", "retention_days = \"ninety\""),
        ("code = \"age\"", "code = \"Age!\""),
        ("code = \"family\"", "code = \"skip\""),
        ("picture = \"home-own\"", "pictur = \"home-own\""),
        ("\"munro-principles/3\"", "\"munro-principles/99\""),
        ("kind = \"many\"", "kind = \"several\""),
        ("pool = \"sometimes\"", "pool = \"seldom\""),
        ("breakdown = \"home\"", "breakdown = \"house\""),
        ("safety = true", "safety = \"perhaps\""),
    ];
    let mut text = format!("# A note with “quotes”, <angles> & more.\n{MUNRO}");
    for (from, to) in spoil {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let faults = sayso::domain::questionnaire::parse(&text).expect_err("faults");
    assert!(faults.len() >= spoil.len(), "{faults:#?}");
    let answer = world.officer.post("/questionnaires/new", &[("file", &text), ("do", "publish")]).await;
    assert_eq!(answer.status, 422);
    let html = answer.text();
    assert_eq!(rows(&html), faults.len(), "{faults:#?}");
    let kept =
        html.split("<textarea").nth(1).and_then(|t| t.split_once('>')).and_then(|(_, t)| t.split("</textarea>").next()).expect("the text");
    let kept = kept.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    assert_eq!(kept.trim(), text.trim(), "what was typed is kept");
    assert!(visible(&html).contains(&format!("There are {} faults in the file", faults.len())), "{}", visible(&html));
    assert_eq!(world.count("SELECT count(*) FROM questionnaire").await, 1);
}
