//! A child's tablet: it reads what the page says, seals, and sends.

use super::{Answer, Visitor, tags};
use sayso::domain::code::Code;
use sayso::domain::envelope::{Binding, EnvelopeId};
use sayso::domain::event::{EventCode, Version};
use sayso::domain::policy::Policy;
use sayso::domain::questionnaire::parse;
use sayso::domain::response::Letter;
use sayso::seal::{SystemBits, random_bytes, seal};
use sayso::simulate::Distribution;

/// A tablet on which the page of an event is open.
pub(crate) struct Tablet {
    pub(crate) browser: Visitor,
    pub(crate) event: EventCode,
    pub(crate) version: Version,
    pub(crate) policy: Policy,
    pub(crate) key: Vec<u8>,
}

impl Tablet {
    /// Opens the page of an event and reads from it what sealing needs.
    pub(crate) async fn at(base: &str, event: &str) -> Self {
        let page = Visitor::at(base).get(&format!("/e/{event}/answer?envelope={}", "0".repeat(32))).await;
        Self::read(&page, base, event)
    }

    /// Reads the same from a page of questions that was fetched otherwise.
    pub(crate) fn read(page: &Answer, base: &str, event: &str) -> Self {
        assert_eq!(page.status, 200, "{}", page.text());
        let browser = Visitor::at(base);
        let tags = tags(&page.text());
        let form = tags.iter().find(|t| t.get("id") == Some("answers")).expect("the form");
        let (code, number) = form.get("data-version").and_then(|v| v.split_once('/')).expect("a version");
        let version = Version { code: Code::parse(code).expect("a code"), number: number.parse().expect("a number") };
        assert_eq!(form.get("data-event"), Some(event));
        let policy = form.get("data-policy").and_then(Policy::parse).expect("a policy");
        let key = base64url(form.get("data-key").expect("a key"));
        Self { browser, event: EventCode::parse(event).expect("a code"), version, policy, key }
    }

    /// What this tablet binds into its envelopes.
    pub(crate) fn binding(&self) -> Binding<'_> {
        Binding { event: &self.event, version: &self.version, policy: self.policy }
    }

    /// Seals some bytes under an id, as the page does with a letter.
    pub(crate) fn seal(&self, id: &EnvelopeId, text: &[u8]) -> Vec<u8> {
        seal(&self.key, id, &self.binding(), text).expect("seals")
    }

    /// Seals answers, each under a fresh id.
    pub(crate) fn seal_all(&self, letters: &[Letter]) -> Vec<(EnvelopeId, Vec<u8>)> {
        sayso::simulate::seal_all(&self.key, &self.binding(), letters).expect("seals")
    }

    /// Where the envelope goes.
    pub(crate) fn path(&self, id: &EnvelopeId) -> String {
        format!("/e/{}/envelope/{id}", self.event)
    }

    /// Sends a sealed envelope.
    pub(crate) async fn send(&self, id: &EnvelopeId, sealed: &[u8]) -> Answer {
        self.browser.post_bytes(&self.path(id), "application/octet-stream", sealed.to_vec()).await
    }

    /// Seals and sends answers; every one is taken in.
    pub(crate) async fn send_all(&self, letters: &[Letter]) {
        for (id, sealed) in self.seal_all(letters) {
            let answer = self.send(&id, &sealed).await;
            assert_eq!((answer.status, answer.text().as_str()), (200, "{\"receipt\":\"taken-in\"}"));
        }
    }

    /// Where the plain form goes.
    pub(crate) fn form_path(&self, id: &EnvelopeId) -> String {
        format!("/e/{}/answer?words=8-11&lang=en&theme=usual&size=1&envelope={id}", self.event)
    }

    /// Sends the plain form, as a page without JavaScript does.
    pub(crate) async fn send_form(&self, id: &EnvelopeId, fields: &[(&str, &str)]) -> Answer {
        self.browser.post(&self.form_path(id), fields).await
    }
}

/// A fresh envelope id.
pub(crate) fn fresh_id() -> EnvelopeId {
    EnvelopeId::new(random_bytes().expect("randomness"))
}

/// Answers as a letter.
pub(crate) fn letter(pairs: &[(&str, &str)]) -> Letter {
    let mut letter = Letter::default();
    for (question, choice) in pairs {
        letter.answers.entry((*question).to_owned()).or_default().push((*choice).to_owned());
    }
    letter
}

/// Answers as the bytes that are sealed.
pub(crate) fn answers(pairs: &[(&str, &str)]) -> Vec<u8> {
    serde_json::to_vec(&letter(pairs)).expect("JSON")
}

/// So many made-up letters that answer the shipped questionnaire.
pub(crate) fn some_letters(children: usize) -> Vec<Letter> {
    let questionnaire = parse(super::MUNRO).expect("no fault");
    let many: Vec<String> = questionnaire.questions.iter().filter(|q| q.kind.ticks()).map(|q| q.code.to_string()).collect();
    let text = include_str!("../../../assets/demo/day.csv");
    let weights = Distribution::parse(text, &many).expect("it reads");
    weights.letters(children, 150, &mut SystemBits::default()).expect("letters")
}

/// Reads base64url without padding (RFC 4648 §5).
fn base64url(text: &str) -> Vec<u8> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_usize);
    for letter in text.chars() {
        held = (held << 6) | LETTERS.find(letter).expect("a letter of base64url");
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).expect("a byte"));
        }
    }
    bytes
}
