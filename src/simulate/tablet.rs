//! A tablet that does not exist, on the day of an event: enrolled by a code, it seals what children answer,
//! holds it, and lets go of an envelope only when the receipt for its very bytes is there. As the outbox of
//! the child's page does it (`assets/child/outbox.js`): in an order drawn at random, eight at once.

use super::run::RunError;
use crate::domain::code::Code;
use crate::domain::envelope::{Binding, EnvelopeId};
use crate::domain::event::{EventCode, Version};
use crate::domain::outbox::{self, Sealed, from_base64};
use crate::domain::policy::Policy;
use crate::domain::response::Letter;
use crate::seal::{SystemBits, digest, hex, random_bytes, seal, shuffle};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use tokio::task::JoinSet;

/// So many envelopes of one tablet are under way at once.
const AT_ONCE: usize = 8;
/// For so long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the network of a hall is at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// All arrives, and so does what is answered.
    Good,
    /// It breaks while an envelope is on its way: half of it arrives.
    Cut,
    /// Envelopes arrive, and the acknowledgement is lost on the way back.
    Mute,
    /// Nothing leaves the tablet.
    Away,
}

/// What an attempt to send came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    /// The receipt for these very bytes.
    Receipt,
    /// Another answer.
    Refused(u16),
    /// No answer.
    Nothing,
}

/// What a round of sending came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// Attempts that were begun.
    pub tried: usize,
    /// Envelopes that were acknowledged, and are held no more.
    pub acknowledged: usize,
    /// The last answer that was no receipt.
    pub refused: Option<u16>,
}

/// The tablet.
pub struct Tablet {
    client: reqwest::Client,
    base: String,
    event: EventCode,
    name: String,
    credential: String,
    key: Vec<u8>,
    version: Version,
    policy: Policy,
    outbox: HashMap<EnvelopeId, Vec<u8>>,
}

impl Tablet {
    /// Enrols at a server (`http://HOST:PORT`) by a code as it is read out, and takes what sealing needs from the page
    /// of questions, which a real tablet keeps.
    ///
    /// # Errors
    /// [`RunError`] if the server does not answer or refuses, or its page is not as expected.
    pub async fn enrol(base: &str, code: &str) -> Result<Self, RunError> {
        let client = reqwest::Client::builder().timeout(PATIENCE).build().map_err(RunError::Client)?;
        let told = client.post(format!("{base}/e/tablet")).json(&json!({ "code": code })).send().await.map_err(away)?;
        if !told.status().is_success() {
            return Err(RunError::NotEnrolled(told.status().as_u16()));
        }
        let told: Value = told.json().await.map_err(away)?;
        let text = |name: &str| told.get(name).and_then(Value::as_str).ok_or(RunError::Page).map(str::to_owned);
        let (event, name, credential) = (text("event")?, text("tablet")?, text("credential")?);
        let page = format!("{base}/e/{event}/answer?envelope={}", "0".repeat(32));
        let page = client.get(page).bearer_auth(&credential).send().await.map_err(away)?.text().await.map_err(away)?;
        let of = |name: &str| attribute(&page, name).ok_or(RunError::Page);
        let (questionnaire, number) = of("data-version")?.split_once('/').ok_or(RunError::Page)?;
        Ok(Self {
            event: EventCode::parse(&event).ok_or(RunError::Page)?,
            version: Version {
                code: Code::parse(questionnaire).map_err(|_| RunError::Page)?,
                number: number.parse().map_err(|_| RunError::Page)?,
            },
            policy: Policy::parse(of("data-policy")?).ok_or(RunError::Page)?,
            key: from_base64(of("data-key")?).ok_or(RunError::Page)?,
            client,
            base: base.to_owned(),
            name,
            credential,
            outbox: HashMap::new(),
        })
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many envelopes it holds.
    #[must_use]
    pub fn holds(&self) -> usize {
        self.outbox.len()
    }

    /// A child answers: sealed at once, and held. Gives the id under which it is.
    ///
    /// # Errors
    /// [`RunError`] if it cannot be sealed.
    pub fn answer(&mut self, letter: &Letter) -> Result<EnvelopeId, RunError> {
        let id = EnvelopeId::new(random_bytes::<16>()?);
        let text = serde_json::to_vec(letter).map_err(|_| RunError::Seal)?;
        let binding = Binding { event: &self.event, version: &self.version, policy: self.policy };
        let sealed = seal(&self.key, &id, &binding, &text)?;
        self.outbox.insert(id, sealed);
        Ok(id)
    }

    /// Sends what it holds. Where no answer comes, what is under way is waited for and the rest stays for later: the
    /// network or the server is away. So it is where the tablet is shut out (401).
    ///
    /// # Errors
    /// [`RunError`] if the system gives no randomness.
    pub async fn send(&mut self, link: Link) -> Result<Sent, RunError> {
        let mut left: Vec<EnvelopeId> = self.outbox.keys().copied().collect();
        shuffle(&mut left, &mut SystemBits::default())?;
        let (mut sent, mut stop) = (Sent::default(), link == Link::Away);
        let mut under_way = JoinSet::new();
        loop {
            while !stop && under_way.len() < AT_ONCE {
                let Some(id) = left.pop() else { break };
                let Some(bytes) = self.outbox.get(&id) else { continue };
                sent.tried += 1;
                under_way.spawn(attempt(self.client.clone(), self.base.clone(), self.request(&id), link, bytes.clone()));
            }
            let Some(done) = under_way.join_next().await else { return Ok(sent) };
            let Ok((id, came)) = done else { continue };
            match came {
                Came::Receipt => {
                    self.outbox.remove(&id);
                    sent.acknowledged += 1;
                }
                Came::Refused(status) => {
                    sent.refused = Some(status);
                    stop |= status == 401;
                }
                Came::Nothing => stop = true,
            }
        }
    }

    /// Says whether it holds answers: yes or no, never how many.
    ///
    /// # Errors
    /// [`RunError`] if the server does not take it.
    pub async fn greet(&self) -> Result<(), RunError> {
        let url = format!("{}/e/{}/heartbeat", self.base, self.event);
        let said = self.client.post(url).bearer_auth(&self.credential).json(&json!({ "holds": !self.outbox.is_empty() }));
        match said.send().await.map_err(away)?.status() {
            status if status.is_success() => Ok(()),
            status => Err(RunError::NotEnrolled(status.as_u16())),
        }
    }

    /// What it holds, as the file that an officer hands in.
    #[must_use]
    pub fn file(&self) -> String {
        let sealed: Vec<Sealed> = self.outbox.iter().map(|(id, bytes)| Sealed::Answers(*id, bytes.clone())).collect();
        outbox::write(&self.event, &sealed)
    }

    fn request(&self, id: &EnvelopeId) -> Request {
        Request { id: *id, path: format!("/e/{}/envelope/{id}", self.event), credential: self.credential.clone() }
    }
}

/// Where an envelope goes, and under which credential.
struct Request {
    id: EnvelopeId,
    path: String,
    credential: String,
}

async fn attempt(client: reqwest::Client, base: String, to: Request, link: Link, bytes: Vec<u8>) -> (EnvelopeId, Came) {
    let id = to.id;
    let came = match link {
        Link::Away => Came::Nothing,
        Link::Good => heard(&client, &base, &to, bytes).await,
        Link::Cut | Link::Mute => {
            // A client that does not read what it is answered is none that a library is made for.
            let done = tokio::task::spawn_blocking(move || unheard(&base, &to, &bytes, link == Link::Cut)).await;
            debug_assert!(done.is_ok());
            Came::Nothing
        }
    };
    (id, came)
}

/// Sends, and takes the answer for a receipt only if it is one for these very bytes.
async fn heard(client: &reqwest::Client, base: &str, to: &Request, bytes: Vec<u8>) -> Came {
    let held = hex(&digest(&bytes));
    let sending = client.post(format!("{base}{}", to.path)).header("content-type", "application/octet-stream").bearer_auth(&to.credential);
    let Ok(answer) = sending.body(bytes).send().await else { return Came::Nothing };
    let status = answer.status().as_u16();
    let arrived = answer.headers().get("receipt-digest").is_some_and(|digest| digest.as_bytes() == held.as_bytes());
    let Ok(said) = answer.json::<Value>().await else { return if status == 200 { Came::Nothing } else { Came::Refused(status) } };
    let receipt = said.get("receipt").and_then(Value::as_str).is_some_and(|word| ["taken-in", "kept-aside"].contains(&word));
    if status == 200 && arrived && receipt { Came::Receipt } else { Came::Refused(status) }
}

/// Sends over a connection that breaks: in the middle, or when the answer begins to come back.
fn unheard(base: &str, to: &Request, bytes: &[u8], in_the_middle: bool) -> std::io::Result<()> {
    let host = base.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {}\r\ncontent-type: application/octet-stream\r\ncontent-length: {}\r\n\r\n",
        to.path,
        to.credential,
        bytes.len()
    );
    stream.write_all(head.as_bytes())?;
    if in_the_middle {
        return stream.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default());
    }
    stream.write_all(bytes)?;
    // It has come back as far as the hall; the tablet never hears of it.
    stream.read_exact(&mut [0])
}

/// The value of an attribute in a page of ours.
pub(super) fn attribute<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = page.split_once(&format!(" {name}=\""))?;
    after.split('"').next()
}

pub(super) fn away(error: reqwest::Error) -> RunError {
    RunError::Client(error.without_url())
}
