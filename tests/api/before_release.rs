//! Before a release nothing depends on what was answered: invariant 4.

use crate::routes::{Names, paths};
use crate::support::{Person, Server, Tablet, Visitor, letter};
use actix_web::http::Method;
use sayso::domain::response::Letter;
use std::collections::BTreeMap;
use tempfile::TempDir;

/// What a route answers: status, kind of body, body.
type Seen = BTreeMap<String, (u16, String, String)>;

/// Takes out what is random or names the server: tokens, keys, the event's code, the port.
fn mask(text: &str, event: &str, base: &str) -> String {
    let mut text = text.replace(event, "EVENT").replace(base.trim_start_matches("http://"), "HOST");
    // The hash of a page that a tablet keeps: its code and key are in it.
    for begin in ["name=\"csrf\" value=\"", "data-key=\"", "envelope=", "\"hash\":\""] {
        let mut masked = String::new();
        let mut pieces = text.split(begin);
        masked.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let end = piece.find(|c: char| c == '"' || c == '&' || c.is_whitespace()).unwrap_or(piece.len());
            masked.push_str(begin);
            masked.push_str("MASKED");
            masked.push_str(&piece[end..]);
        }
        text = masked;
    }
    // The QR code is a picture of the event's link.
    if let (Some(from), true) = (text.find("<svg class=\"qr\""), text.contains("</svg>")) {
        let to = text[from..].find("</svg>").expect("it ends") + from;
        text.replace_range(from..to, "QR");
    }
    text
}

/// A server with an event at which these letters came in; everything that an officer, and anybody, can see.
async fn seen(letters: &[Letter]) -> Seen {
    let folder: TempDir = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path());
    let administrator = Person::named(&server, folder.path(), "a@council.example", "Administrator", "administrator").await;
    let officer = Person::named(&server, folder.path(), "o@council.example", "Officer", "officer").await;
    Person::named(&server, folder.path(), "i@council.example", "Inspector", "inspector").await;
    let service = administrator.add_service("Maple House").await;
    let questionnaire = officer.publish(crate::support::MUNRO).await;
    let event = officer.open_event("Summer day", questionnaire, service).await;
    Tablet::at(&server.base, &event).await.send_all(letters).await;
    let questions = sayso::domain::questionnaire::parse(crate::support::MUNRO).expect("no fault").questions;
    let anybody = Visitor::at(&server.base);
    let mut seen = Seen::new();
    for question in &questions {
        let names = Names { event: &event, question: question.code.as_str(), questionnaire, person: 3, asset: "child.css" };
        for (row, path) in paths(&names).into_iter().filter(|(row, _)| row.method == Method::GET) {
            let keep = |who: &str, answer: crate::support::Answer| {
                let body = mask(&answer.text(), &event, &server.base) + "\n" + &mask(answer.header("location"), &event, &server.base);
                let kind = answer.header("content-type").to_owned() + " " + answer.header("content-disposition");
                (format!("{who} {} {}", row.path, question.code), (answer.status, mask(&kind, &event, &server.base), body))
            };
            seen.extend([keep("officer", officer.get(&path).await), keep("anybody", anybody.get(&path).await)]);
        }
    }
    seen
}

#[tokio::test]
async fn before_a_release_no_page_depends_on_what_was_answered() {
    let all_say = |pairs: &[(&str, &str)]| vec![letter(pairs); 23];
    let always = all_say(&[("age", "8-11"), ("home", "foster"), ("alone", "always"), ("notice", "always"), ("ways", "meeting")]);
    let nothing = all_say(&[]);
    let mut varied = all_say(&[("age", "12-15"), ("alone", "never")]);
    varied.extend(crate::support::some_letters(23));
    varied.drain(..23);
    let (always, nothing, varied) = tokio::join!(seen(&always), seen(&nothing), seen(&varied));
    assert!(always.len() > 100, "{} routes", always.len());
    for other in [&nothing, &varied] {
        for (route, one) in &always {
            assert!(other.get(route) == Some(one), "{route} depends on what was answered:\n{one:#?}\n{:#?}", other.get(route));
        }
    }
}
