//! People with a browser: visitors, and members of staff who are signed in.

use super::{SAYSO, Server, tags};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An answer of the server.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Takes an answer in whole.
    pub(crate) async fn of(response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, body: response.bytes().await.expect("a body").to_vec() }
    }

    /// The body as text; what is no text is shown as such.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().expect("text"))
    }

    /// Whether it is a page.
    pub(crate) fn is_page(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }
}

/// Somebody with a browser of their own, which follows no redirect by itself.
pub(crate) struct Visitor {
    pub(crate) client: reqwest::Client,
    pub(crate) base: String,
}

impl Visitor {
    /// Somebody who is not signed in.
    pub(crate) fn at(base: &str) -> Self {
        // A connection that was idle may be closed by the server at the very moment at which it is used again.
        let idle = std::time::Duration::from_secs(1);
        let client = reqwest::Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none()).pool_idle_timeout(idle);
        Self { client: client.build().expect("a client"), base: base.to_owned() }
    }

    /// Asks for a page.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::of(self.client.get(format!("{}{path}", self.base)).send().await.expect("an answer")).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        Answer::of(self.client.post(format!("{}{path}", self.base)).form(fields).send().await.expect("an answer")).await
    }

    /// Sends bytes of some type.
    pub(crate) async fn post_bytes(&self, path: &str, content_type: &str, bytes: Vec<u8>) -> Answer {
        let request = self.client.post(format!("{}{path}", self.base)).header("content-type", content_type).body(bytes);
        Answer::of(request.send().await.expect("an answer")).await
    }
}

/// A member of staff who is signed in.
pub(crate) struct Person {
    pub(crate) email: String,
    browser: Visitor,
    csrf: String,
}

static ADDED: AtomicUsize = AtomicUsize::new(1);

/// Adds somebody on the command line; gives the path of the link that signs in once.
pub(crate) fn add_staff(data: &Path, email: &str, name: &str, role: &str) -> String {
    let out = Command::new(SAYSO)
        .args(["staff", "add", "--email", email, "--name", name, "--role", role, "--data"])
        .arg(data)
        .output()
        .expect("sayso runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).expect("text");
    let link = text.lines().last().expect("a link");
    // The command does not know the port of the test's server: only the path counts.
    link[link.find("/sign-in/").expect("a link")..].to_owned()
}

impl Person {
    /// Adds somebody and signs in with the one-time link.
    pub(crate) async fn added(server: &Server, data: &Path, role: &str) -> Self {
        let email = format!("{role}{}@council.example", ADDED.fetch_add(1, Ordering::Relaxed));
        Self::named(server, data, &email, &format!("Some {role}"), role).await
    }

    /// Adds somebody with a given address and name.
    pub(crate) async fn named(server: &Server, data: &Path, email: &str, name: &str, role: &str) -> Self {
        let link = add_staff(data, email, name, role);
        let browser = Visitor::at(&server.base);
        let answer = browser.get(&link).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/account"), "{}", answer.text());
        let account = browser.get("/account").await;
        assert_eq!(account.status, 200, "{}", account.text());
        let csrf = token(&account.text()).expect("a form");
        Self { email: email.to_owned(), browser, csrf }
    }

    /// Goes on at another server over the same database.
    pub(crate) fn move_to(&mut self, server: &Server) {
        self.browser.base.clone_from(&server.base);
    }

    /// The browser, for what the helpers do not do.
    pub(crate) fn browser(&self) -> &Visitor {
        &self.browser
    }

    /// Asks for a page.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.browser.get(path).await
    }

    /// Sends a form with the session's token.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("csrf", self.csrf.as_str())];
        all.extend_from_slice(fields);
        self.browser.post(path, &all).await
    }

    /// Sends a form with a token that is none.
    pub(crate) async fn post_forged(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("csrf", "0123456789abcdef0123456789abcdef")];
        all.extend_from_slice(fields);
        self.browser.post(path, &all).await
    }

    /// Sends bytes with the session's token in a header.
    pub(crate) async fn post_raw(&self, path: &str, bytes: Vec<u8>) -> Answer {
        let request = self.browser.client.post(format!("{}{path}", self.browser.base)).header("x-csrf-token", &self.csrf);
        Answer::of(request.header("content-type", "application/octet-stream").body(bytes).send().await.expect("an answer")).await
    }

    /// Adds a service; gives its row.
    pub(crate) async fn add_service(&self, name: &str) -> i32 {
        let answer = self.post("/services", &[("name", name), ("parent", "")]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let page = self.get("/services").await.text();
        let before = page[..page.rfind(&format!("{name}</option>")).expect("it is in the list")].rfind("value=\"").expect("a value");
        page[before + 7..].split('"').next().and_then(|id| id.parse().ok()).expect("its row")
    }

    /// Publishes a questionnaire; gives its row.
    pub(crate) async fn publish(&self, file: &str) -> i32 {
        let answer = self.post("/questionnaires/new", &[("file", file), ("do", "publish")]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        answer.header("location").rsplit('/').next().and_then(|id| id.parse().ok()).expect("its row")
    }

    /// Opens an event; gives its code.
    pub(crate) async fn open_event(&self, name: &str, questionnaire: i32, service: i32) -> String {
        let (questionnaire, service) = (questionnaire.to_string(), service.to_string());
        let fields = [
            ("name", name),
            ("questionnaire", &questionnaire),
            ("service", &service),
            ("expected", "30"),
            ("opens", "2026-01-05"),
            ("closes", "2099-12-31"),
            ("policy", "protected"),
        ];
        let answer = self.post("/events/new", &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        answer.header("location").rsplit('/').next().expect("a code").to_owned()
    }

    /// Closes an event.
    pub(crate) async fn close(&self, event: &str, attended: u32) -> Answer {
        self.post(
            &format!("/events/{event}/close"),
            &[("attended", &attended.to_string()), ("sure", "yes"), ("unread", "yes"), ("fewer", "yes")],
        )
        .await
    }
}

/// The token in the forms of a page.
fn token(html: &str) -> Option<String> {
    tags(html).iter().find(|t| t.get("name") == Some("csrf")).and_then(|t| t.get("value")).map(str::to_owned)
}
