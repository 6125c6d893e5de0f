//! What every page of a child has: the bar with *Listen*, *Help* and *Hide this* in the same places,
//! the panels behind them, and the dull page.

use super::look::{Look, Way};
use super::panels::{self, At};
use super::voice::Voice;
use crate::domain::wording::Band;
use crate::flow::LiveEvent;
use crate::web::State;
use crate::web::asset::{address, picture};
use crate::web::part::say::{Say, languages};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A drawing of ours. Only drawings embedded in the binary come here.
pub(super) fn drawing(name: &str) -> Markup {
    PreEscaped(picture(name).to_owned())
}

/// What the pages of one event are made of.
pub(super) struct Page<'a> {
    pub(super) live: &'a LiveEvent,
    pub(super) look: &'a Look,
    pub(super) say: Say,
    pub(super) voice: Voice,
}

impl<'a> Page<'a> {
    pub(super) async fn new(state: &State, live: &'a LiveEvent, look: &'a Look) -> Self {
        let clips = state.flow.clips().await;
        Self { live, look, say: look.say(), voice: Voice::new(look, clips) }
    }

    /// A message that can be listened to.
    pub(super) fn says(&self, id: &str) -> Markup {
        self.voice.speak("", &self.say.text(id))
    }

    /// The address of another page of the event, without the envelope's id.
    pub(super) fn to(&self, page: &str) -> String {
        self.look.without_envelope().address(&self.live.event.stored.code, page)
    }

    /// The button that opens the panel *Look*.
    pub(super) fn look_button(&self) -> Markup {
        html! { a #look .control href="#looks" { (drawing("icon-look")) " " (self.says("look")) } }
    }

    /// The event's first page, in this look.
    pub(super) fn beginning(&self) -> String {
        format!("/e/{}?{}", self.live.event.stored.code, self.look.without_envelope().query())
    }

    /// The page around its main part. `at`: where its panel *Look* leads; none: it has no such panel.
    pub(super) fn show(&self, title: &str, at: Option<At>, main: Markup) -> Markup {
        let writes = self.live.remark_key().is_some();
        let questions = at == Some(At::Questions);
        let of = Shell {
            title,
            say: &self.say,
            voice: &self.voice,
            band: self.look.words,
            theme: self.look.theme,
            size: self.look.size,
            way: self.look.way,
            questions,
            writes,
            votes: self.live.vote.is_some(),
        };
        let panels = html! {
            (panels::help(&self.say, &self.voice, questions, Some(&self.live.event.stored.numbers)))
            @if let Some(at) = at { (panels::looks(self, at)) }
            (panels::rest(&self.say, &self.voice))
        };
        shell(&of, &main, &panels)
    }
}

struct Shell<'a> {
    title: &'a str,
    say: &'a Say,
    voice: &'a Voice,
    band: Band,
    theme: &'a str,
    size: &'a str,
    way: Way,
    questions: bool,
    /// Whether children may write here.
    writes: bool,
    /// Whether it is a vote in the room.
    votes: bool,
}

fn shell(of: &Shell<'_>, main: &Markup, panels: &Markup) -> Markup {
    let (say, voice) = (of.say, of.voice);
    html! {
        (DOCTYPE)
        html lang=(say.language.as_str()) dir=(say.direction()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (of.title) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href=(address("child.css"));
                @if of.writes { link rel="stylesheet" href=(address("write.css")); }
                @if of.votes { link rel="stylesheet" href=(address("vote.css")); }
                script type="module" blocking="render" src=(address("child.js")) {}
            }
            body.child data-band=(of.band) data-theme=(of.theme) data-size=(of.size) data-way=(of.way.as_str()) data-later=(address("later.js")) data-tablet=(address("tablet.js")) {
                header.bar {
                    button #listen .control.listen type="button" hidden data-listen=(say.text("listen")) data-stop=(say.text("stop")) {
                        (drawing("icon-listen")) (drawing("icon-stop")) (voice.speak("", &say.text("listen")))
                    }
                    @if of.questions { p #progress .place hidden data-words=(progress_words(say)) data-digits=(say.text("digits")) {} }
                    a.control href="#help" { (drawing("icon-help")) (voice.speak("", &say.text("help"))) }
                    a.control.hide-this href="/quiet" { (drawing("icon-hide")) (voice.speak("", &say.text("hide-this"))) }
                    p #unheard .problem role="status" hidden {
                        @for (what, id) in [("some", "listen-some"), ("none", "listen-none")] { span data-says=(what) hidden { (voice.speak("", &say.text(id))) } }
                    }
                }
                (main)
                (panels)
                // What *Hide this* shows in place, with or without a network.
                template #quiet data-title=(say.text("hidden-title")) { (dull(say)) }
            }
        }
    }
}

/// "3 of 10" with places for the numbers, as the script fills it.
fn progress_words(say: &Say) -> String {
    say.with("progress", &[("here", "{n}".to_owned()), ("all", "{all}".to_owned())])
}

/// A page that says one kind thing.
pub(in crate::web) fn kind(say: &Say, title: &str, text: &str) -> Markup {
    let voice = Voice::generated_only(say.language.clone());
    kind_page(say, title, &voice, &html! { h1.ask { (voice.speak("", title)) } p { (voice.speak("", text)) } })
}

/// A page that says one kind thing in every language, where nobody knows which the child reads.
pub(in crate::web) fn kind_in_all(title: &str, text: &str) -> Markup {
    let english = Say::english();
    let voice = Voice::generated_only(english.language.clone());
    let others = languages().into_iter().filter(|language| *language != english.language).map(|language| Say::new(language, Band::From8));
    let main = html! {
        h1.ask { (voice.speak("", &english.text(title))) }
        p { (voice.speak("", &english.text(text))) }
        @for say in others {
            div lang=(say.language.as_str()) dir=(say.direction()) { p { b { (say.text(title)) } } p { (say.text(text)) } }
        }
    };
    kind_page(&english, &english.text(title), &voice, &main)
}

fn kind_page(say: &Say, title: &str, voice: &Voice, main: &Markup) -> Markup {
    let of = Shell {
        title,
        say,
        voice,
        band: say.band().unwrap_or(Band::From8),
        theme: "usual",
        size: "1",
        way: Way::Words,
        questions: false,
        writes: false,
        votes: false,
    };
    shell(&of, &html! { main.kind { (main) } }, &panels::help(say, voice, false, None))
}

fn dull(say: &Say) -> Markup {
    html! { h1 { (say.text("hidden-title")) } p { (say.text("hidden-text")) } }
}

/// What makes a browser forget the pages before, where no script does.
pub(super) fn forgotten() -> Markup {
    html! { noscript { img src="/e/forget" alt="" width="1" height="1"; } }
}

/// A dull page with nothing of ours on it.
pub(super) fn quiet(say: &Say) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(say.language.as_str()) {
            head { meta charset="utf-8"; meta name="viewport" content="width=device-width, initial-scale=1"; title { (say.text("hidden-title")) } link rel="icon" href="data:,"; }
            body { (dull(say)) (forgotten()) }
        }
    }
}
