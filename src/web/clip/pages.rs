//! The page on which an officer gives a questionnaire a voice, and signs it.

use super::rows::{GeneratedVoice, Row, list, recorder, remover, signings, voices};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::wording::Language;
use crate::flow::Clips;
use crate::store::Published;
use crate::web::part::shell::{Page, Place};
use crate::web::session::Signed;
use maud::{Markup, html};

/// All texts by language, and what is heard or seen of each.
pub(super) fn voice(signed: &Signed, published: &Published, q: &Questionnaire, clips: &Clips, generated: GeneratedVoice<'_>) -> Markup {
    let trail = [
        ("/questionnaires".to_owned(), "Questionnaires".to_owned()),
        (format!("/questionnaires/{}", published.id), format!("{}, version {}", published.title, published.version.number)),
    ];
    let page = Page { trail: &trail, ..Page::new("Voice and signing", Place::Questionnaires, signed) };
    let languages: Vec<(&Language, Vec<Row<'_>>)> = q.languages.iter().map(|l| (l, voices(q, l, clips, generated))).collect();
    let signings = signings(q, clips);
    page.show(html! {
        (recorder())
        (remover(signed, published.id))
        header.title {
            h1 { "Voice and signing" }
            p.lead { "What a child can listen to, or see signed. A person’s recording comes before the generated voice. It belongs to the words: wherever a questionnaire has the very same words, it is used, at once." }
            nav.get aria-label="On this page" {
                @for (language, _) in &languages { a href={ "#voice-" (language.as_str()) } { (language.name()) } " " }
                a href="#signing" { "British Sign Language" }
            }
        }
        section.notice {
            h2 { "Before you record" }
            p { "Ask whoever lends a voice or a face: every child who is asked can hear and see it, and it stays until somebody deletes it here. Record adults only, and no child’s name. Read the words exactly as they stand." }
        }
        @for (language, rows) in &languages {
            section.clip-part #{ "voice-" (language.as_str()) } {
                h2 { (language.name()) }
                p { (have(q, language, rows)) }
                (list(rows, true))
            }
        }
        section.clip-part #signing {
            h2 { "British Sign Language" }
            p { (signed_so_far(&signings)) }
            p.note { "A video with captions for each question and each choice. Show the signer from the head to the hips, at least 320 pixels wide, in even light. Have it signed by a Deaf person or a registered translator." }
            (list(&signings, true))
        }
    })
}

fn have(q: &Questionnaire, language: &Language, rows: &[Row<'_>]) -> String {
    let (all, lack) = (rows.len(), rows.iter().filter(|row| row.lacks()).count());
    let name = language.name();
    let state = match lack {
        0 => "Every text has a voice.".to_owned(),
        n => format!("{n} of {all} texts have no voice."),
    };
    if q.spoken.contains(language) {
        format!("{name} is declared as spoken. {state}")
    } else if lack == 0 {
        format!("{state} {name} is not declared as spoken, so that is not needed.")
    } else {
        format!(
            "{state} {name} is not declared as spoken, so that is allowed; the tablet’s own voice is used where it has one for the language."
        )
    }
}

fn signed_so_far(rows: &[Row<'_>]) -> String {
    match (rows.len(), rows.iter().filter(|row| !row.lacks()).count()) {
        (_, 0) => "Nothing is signed yet. Children are offered signing once there is a video.".to_owned(),
        (all, n) if n == all => "Every question and choice is signed.".to_owned(),
        (all, n) => format!("{n} of {all} questions and choices are signed. Children are offered signing; the others are shown in words."),
    }
}
