//! Every page of an event that a tablet keeps for when there is no network: of each way, wording and
//! language that is offered, in the usual colours and size.

use super::answer;
use super::day;
use super::look::{Look, Way};
use super::page::Page;
use super::start;
use crate::domain::envelope::EnvelopeId;
use crate::domain::wording::Band;
use crate::flow::LiveEvent;
use crate::web::State;
use serde::Serialize;

/// A page, with the choices that it depends on: no other part of an address changes it.
#[derive(Debug, Serialize)]
pub(in crate::web) struct Listed {
    pub(in crate::web) page: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::web) way: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::web) words: Option<&'static str>,
    pub(in crate::web) lang: String,
    pub(in crate::web) url: String,
    /// Where it leads on at once, without being shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::web) to: Option<String>,
    #[serde(skip)]
    pub(in crate::web) html: String,
}

/// What an address means that does not say everything.
#[derive(Debug, Serialize)]
pub(in crate::web) struct Defaults {
    pub(in crate::web) way: &'static str,
    /// The wording, where the way is *pictures*, and where it is another.
    pub(in crate::web) words_of_pictures: &'static str,
    pub(in crate::web) words: &'static str,
    pub(in crate::web) lang: String,
}

/// What is meant where an address of the event does not say.
pub(in crate::web) fn defaults(live: &LiveEvent) -> Defaults {
    let words = |query: &str| Look::parse(query, &live.questionnaire).words.as_str();
    let usual = Look::parse("", &live.questionnaire);
    Defaults {
        way: usual.way.as_str(),
        words_of_pictures: words("way=pictures"),
        words: words(""),
        lang: usual.language.as_str().to_owned(),
    }
}

/// All pages.
pub(in crate::web) async fn listed(state: &State, live: &LiveEvent) -> Vec<Listed> {
    let event = &live.event.stored.code;
    let usual = Look::parse("", &live.questionnaire);
    let mut all = Vec::new();
    for language in &live.questionnaire.languages {
        let look = usual.in_language(language);
        let page = Page::new(state, live, &look).await;
        let url = format!("/e/{event}?{}", look.query());
        let lang = language.as_str().to_owned();
        all.push(Listed { page: "ways", way: None, words: None, lang, url, to: None, html: start::ways(&page).into_string() });
        for way in start::ways_offered(&page) {
            of_way(state, live, &look, way, &mut all).await;
        }
    }
    all
}

async fn of_way(state: &State, live: &LiveEvent, look: &Look, way: Way, all: &mut Vec<Listed>) {
    let (event, asks_alone) = (&live.event.stored.code, live.event.stored.asks_alone);
    let bands = start::words_offered(&live.questionnaire, way);
    let Some(first) = bands.first() else { return };
    let next = if asks_alone { "alone" } else { "welcome" };
    let at = look.in_words(way, *first);
    let page = Page::new(state, live, &at).await;
    let to = start::only_words(&live.questionnaire, &at).map(|only| only.address(event, next));
    let html = if to.is_some() { String::new() } else { start::words(&page).into_string() };
    let lang = look.language.as_str().to_owned();
    all.push(Listed { page: "words", way: Some(way.as_str()), words: None, lang, url: at.address(event, "words"), to, html });
    for band in bands {
        all.extend(of_words(state, live, &look.in_words(way, band), asks_alone).await);
    }
}

async fn of_words(state: &State, live: &LiveEvent, look: &Look, asks_alone: bool) -> Vec<Listed> {
    let event = &live.event.stored.code;
    let page = Page::new(state, live, look).await;
    let one = |name: &'static str, url: String, html: maud::Markup| Listed {
        page: name,
        way: Some(look.way.as_str()),
        words: Some(Band::as_str(look.words)),
        lang: look.language.as_str().to_owned(),
        url,
        to: None,
        html: html.into_string(),
    };
    let mut pages = vec![
        one("welcome", look.address(event, "welcome"), start::welcome(&page)),
        // The page is the same under every id.
        one("answer", look.with_envelope(EnvelopeId::new([0; 16])).address(event, "answer"), answer::answer(&page, None)),
        one("for-tablet", look.address(event, "for-tablet"), day::parts(&page)),
        one("not-now", look.address(event, "not-now"), start::not_now(&page)),
        one("thanks", look.address(event, "thanks"), answer::thanks(&page)),
    ];
    if asks_alone {
        pages.push(one("alone", look.address(event, "alone"), start::alone(&page)));
        pages.push(one("not-alone", look.address(event, "alone") + "&no=1", start::not_alone(&page)));
    }
    pages
}
