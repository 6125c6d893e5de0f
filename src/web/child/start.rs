//! Before the questions: how to be asked, in which words, whether anyone can see, and who asks what for.

use super::look::{Look, Way};
use super::page::{Page, drawing};
use super::panels::{At, first_looks};
use crate::domain::policy::Policy;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::wording::{Band, Wording};
use crate::web::part::say::{Say, ending};
use maud::{Markup, html};

/// The ways in which this event can ask, in this language.
pub(super) fn ways_offered(page: &Page<'_>) -> Vec<Way> {
    let q = &page.live.questionnaire;
    let offered = |way: &Way| match way {
        Way::Pictures => q.wordings.contains(&Band::From4),
        Way::Words => q.wordings.iter().any(|band| *band != Band::From4),
        Way::Spoken => is_spoken(page),
        Way::Signed => page.voice.any_signed(q),
    };
    Way::ALL.into_iter().filter(offered).collect()
}

/// Whether the first question has speech that needs no voice of the browser's.
fn is_spoken(page: &Page<'_>) -> bool {
    let q = &page.live.questionnaire;
    let text = q.questions.first().and_then(|first| first.wording.find(page.look.words, &page.look.language, &q.first_language()));
    text.is_some_and(|text| page.voice.has(text))
}

/// The wordings that a way can be asked in.
pub(super) fn words_offered(questionnaire: &Questionnaire, way: Way) -> Vec<Band> {
    let fits = |band: &Band| match way {
        Way::Pictures => *band == Band::From4,
        Way::Words => *band != Band::From4,
        Way::Spoken | Way::Signed => true,
    };
    questionnaire.wordings.iter().copied().filter(fits).collect()
}

/// "How do you want your questions?"
pub(super) fn ways(page: &Page<'_>) -> Markup {
    let (say, look) = (&page.say, page.look);
    let event = &page.live.event.stored.code;
    let offered = ways_offered(page);
    let languages = &page.live.questionnaire.languages;
    let main = html! {
        main.welcome {
            p.greeting { (page.says("welcome-hello")) }
            h1.ask { (page.says("ways-title")) }
            @if languages.len() > 1 {
                nav.languages aria-label=(say.text("language")) {
                    @for language in languages {
                        @let there = look.without_envelope().in_language(language);
                        a.control href={ "/e/" (event) "?" (there.query()) } lang=(language.as_str()) aria-current=[(*language == look.language).then_some("true")] {
                            (Say::new(language.clone(), look.words).own_name())
                        }
                    }
                }
            } @else { div.promise { p { (page.says("promise")) } } }
            div.scene aria-hidden="true" { (drawing("group")) }
            form method="get" autocomplete="off" action={ "/e/" (event) "/words" } {
                input type="hidden" name="lang" value=(look.language.as_str());
                fieldset {
                    legend.unseen { (say.text("ways-title")) }
                    div.tiles data-n=(offered.len().max(2)) {
                        @for way in offered {
                            (tile(page, "way", way.as_str(), way_picture(way), &say.text(&format!("way-{}", way.as_str()))))
                        }
                    }
                }
                div.foot {
                    (first_looks(say, look))
                    button.control.primary type="submit" { (page.says("next")) " " (drawing("icon-next")) }
                }
            }
        }
    };
    page.show(&say.text("ways-title"), None, main)
}

fn tile(page: &Page<'_>, name: &str, value: &str, picture: &str, words: &str) -> Markup {
    html! {
        div.answer {
            label.tile {
                input type="radio" name=(name) value=(value);
                span.picture { (drawing(picture)) }
                (page.voice.speak("name", words))
            }
            (super::question::speaker(page, words))
        }
    }
}

fn way_picture(way: Way) -> &'static str {
    match way {
        Way::Pictures => "pictures",
        Way::Words => "way-words",
        Way::Spoken => "spoken",
        Way::Signed => "signed",
    }
}

fn words_picture(band: Band) -> &'static str {
    match band {
        Band::From4 => "pictures",
        Band::From8 => "words-short",
        Band::From12 | Band::From16 => "words-long",
    }
}

/// "Which questions do you want?" Any wording can be taken at any age: her age is asked apart.
pub(super) fn words(page: &Page<'_>) -> Markup {
    let (say, look) = (&page.say, page.look);
    let event = &page.live.event.stored.code;
    let offered = words_offered(&page.live.questionnaire, look.way);
    let next = if page.live.event.stored.asks_alone { "alone" } else { "welcome" };
    let main = html! {
        main.welcome.plain {
            h1.ask { (page.says("words-title")) }
            p { (page.says("words-hint")) }
            form method="get" autocomplete="off" action={ "/e/" (event) "/" (next) } {
                @for (name, value) in [("way", look.way.as_str()), ("lang", look.language.as_str()), ("theme", look.theme), ("size", look.size)] {
                    input type="hidden" name=(name) value=(value);
                }
                fieldset {
                    legend.unseen { (say.text("words-title")) }
                    div.tiles data-n=(offered.len().max(2)) {
                        @for band in offered {
                            (tile(page, "words", band.as_str(), words_picture(band), &say.text(&format!("words-{}", ending(band)))))
                        }
                    }
                }
                div.foot {
                    a.control href=(page.beginning()) { (drawing("icon-back")) " " (page.says("back")) }
                    (page.look_button())
                    button.control.primary type="submit" { (page.says("next")) " " (drawing("icon-next")) }
                }
            }
        }
    };
    page.show(&say.text("words-title"), Some(At::Page("words")), main)
}

/// "Can you answer without anyone seeing?" Nothing of it is kept.
pub(super) fn alone(page: &Page<'_>) -> Markup {
    let say = &page.say;
    let way = |href: &str, picture: &str, words: &str| {
        html! {
            div.answer {
                a.tile href=(href) { span.picture { (drawing(picture)) } (page.voice.speak("name", &say.text(words))) }
                (super::question::speaker(page, &say.text(words)))
            }
        }
    };
    let main = html! {
        main.welcome.plain {
            h1.ask { (page.says("alone-title")) }
            div.form {
                div.tiles data-n="2" {
                    (way(&page.to("welcome"), "yes", "alone-yes"))
                    (way(&format!("{}&no=1", page.to("alone")), "no", "alone-no"))
                }
                div.foot { a.control href=(page.beginning()) { (drawing("icon-back")) " " (page.says("back")) } (page.look_button()) }
            }
        }
    };
    page.show(&say.text("alone-title"), Some(At::Page("alone")), main)
}

/// For a child who cannot: what may help, and a break.
pub(super) fn not_alone(page: &Page<'_>) -> Markup {
    let say = &page.say;
    let main = html! {
        main.thanks.intro {
            div.scene aria-hidden="true" { (drawing("alone")) }
            h1.ask { (page.says("alone-help")) }
            p { (page.says("alone-wait")) }
            div.actions {
                a.control href=(page.to("alone")) { (drawing("icon-back")) " " (page.says("back")) }
                (page.look_button())
                a #break .control.only-js href="#pause" { (drawing("icon-pause")) " " (page.says("pause")) }
                a.control.primary href=(page.to("welcome")) { (page.says("next")) " " (drawing("icon-next")) }
            }
        }
    };
    page.show(&say.text("alone-help"), Some(At::Page("alone")), main)
}

/// Who asks, why, and what happens to the answers, in the words that the child chose.
pub(super) fn welcome(page: &Page<'_>) -> Markup {
    let (say, look) = (&page.say, page.look);
    let q = &page.live.questionnaire;
    let words = |wording: &Wording| page.voice.speak("", wording.find(look.words, &look.language, &q.first_language()).unwrap_or_default());
    let before_start = say.text("before-start");
    let main = html! {
        main.thanks.intro {
            div.scene aria-hidden="true" { (drawing("group")) }
            h1.ask { (page.says("welcome-hello")) }
            p { (words(&q.welcome.who)) }
            p { (words(&q.welcome.why)) }
            p { (words(&q.welcome.what)) }
            p { (page.says("promise")) " " (page.says(counts(page.live.event.stored.policy))) }
            p { (page.says("your-choice")) " " (page.says("skip-hint")) @if !before_start.is_empty() { " " (page.voice.speak("", &before_start)) } }
            div.actions {
                a.control href=(page.beginning()) { (drawing("icon-back")) " " (page.says("back")) }
                (page.look_button())
                a.control href=(page.to("not-now")) { (page.says("not-now")) }
                a.control.primary href=(page.to("answer")) { (page.says("start")) " " (drawing("icon-next")) }
            }
        }
    };
    page.show(&say.text("welcome-hello"), Some(At::Page("welcome")), main)
}

/// What is promised about the counts.
fn counts(policy: Policy) -> &'static str {
    match policy {
        Policy::Protected => "counts-protected",
        Policy::Rounded => "counts-rounded",
        Policy::PlainCounts => "counts-plain",
    }
}

/// For a child who does not want to take part.
pub(super) fn not_now(page: &Page<'_>) -> Markup {
    let main = html! {
        main.kind {
            h1.ask { (page.says("not-now-title")) }
            p { (page.says("not-now-text")) }
            a.control href=(page.to("welcome")) { (drawing("icon-back")) " " (page.says("back")) }
        }
    };
    page.show(&page.say.text("not-now-title"), None, main)
}

/// The look of whoever pressed *Next* without choosing a wording, or of whom only one fits.
pub(super) fn only_words(questionnaire: &Questionnaire, look: &Look) -> Option<Look> {
    match words_offered(questionnaire, look.way).as_slice() {
        [] => Some(look.clone()),
        [only] => Some(look.in_words(look.way, *only)),
        _ => None,
    }
}
