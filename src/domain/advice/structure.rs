//! Rules on how a questionnaire is built: scales, faces, how many questions, safety, who helped.

use super::text::tokens;
use super::{Advice, Note, Place, What};
use crate::domain::questionnaire::{Question, Questionnaire};
use crate::domain::wording::{Band, Language};

/// Words that are about being safe or not.
const SAFETY: [&str; 37] = [
    "safe",
    "safer",
    "unsafe",
    "safety",
    "hurt",
    "hurts",
    "hurting",
    "scared",
    "scary",
    "scare",
    "scares",
    "frightened",
    "afraid",
    "hit",
    "hits",
    "hitting",
    "harm",
    "harmed",
    "harms",
    "bully",
    "bullied",
    "bullies",
    "bullying",
    "abuse",
    "abused",
    "threaten",
    "threatened",
    "threatens",
    "danger",
    "dangerous",
    "restrained",
    "restraint",
    "restrain",
    "punch",
    "kick",
    "slap",
    "beaten",
];
/// Words that are about how often or how much. Faces cannot say that.
const AMOUNT: [&str; 18] = [
    "often",
    "enough",
    "always",
    "never",
    "sometimes",
    "usually",
    "mostly",
    "rarely",
    "much",
    "many",
    "lot",
    "lots",
    "times",
    "daily",
    "weekly",
    "more",
    "less",
    "every",
];
const FEELING: [&str; 16] = [
    "feel", "feels", "feeling", "feelings", "felt", "happy", "happier", "sad", "like", "enjoy", "worried", "angry", "lonely", "calm",
    "bored", "proud",
];

/// Advice on one question's answers and what they look like.
pub(super) fn question(questionnaire: &Questionnaire, question: &Question) -> Vec<Advice> {
    let mut list = Vec::new();
    let place = || Place::Question(question.code.clone());
    for band in &questionnaire.wordings {
        let notes = options(question, *band).into_iter().chain(faces(questionnaire, question, *band));
        for note in notes {
            add(&mut list, place(), Some(*band), note);
        }
    }
    if let Some(word) = unsaid_safety(questionnaire, question) {
        let reason = format!("“{word}” may be about being safe, and the question does not say “safety = true”.");
        let suggestion = "If it is, set it: the child is then asked after this question if she would like to talk to someone.";
        add(&mut list, place(), None, Note::new(What::SafetyUnsaid, reason, suggestion));
    }
    list
}

/// Advice on the questionnaire as a whole.
pub(super) fn whole(questionnaire: &Questionnaire) -> Vec<Advice> {
    let mut list = Vec::new();
    for band in &questionnaire.wordings {
        let most = match band {
            Band::From4 => 10,
            Band::From8 => 20,
            Band::From12 | Band::From16 => 34,
        };
        let count = questionnaire.questions.len();
        if count > most {
            let reason = format!("It has {count} questions; at this age {most} are enough before children tire and tap anything.");
            let note = Note::new(What::Questions, reason, "Leave out what you will not act on, or make two questionnaires.");
            add(&mut list, Place::Questionnaire, Some(*band), note);
        }
    }
    let helper = questionnaire.questions.iter().position(asks_who_helped);
    let asked = |q: &Question| q.show_if.is_none();
    let last = questionnaire.questions.iter().rposition(asked);
    if helper.is_none() {
        let reason = "No question asks who helped. An answer given next to a member of staff may be another answer.";
        let suggestion = "Ask “Who helped you with these questions?” at the end, with “Nobody” among the answers.";
        add(&mut list, Place::Questionnaire, None, Note::new(What::NoHelper, reason, suggestion));
    } else if helper < last {
        let reason = "“Who helped you?” is not the last question, so help with the later ones is not told.";
        add(&mut list, Place::Questionnaire, None, Note::new(What::NoHelper, reason, "Put it at the end."));
    }
    list
}

fn add(list: &mut Vec<Advice>, place: Place, band: Option<Band>, note: Note) {
    match list.iter_mut().find(|known| known.place == place && known.what == note.what && known.reason == note.reason) {
        Some(known) => known.bands.extend(band),
        None => list.push(Advice {
            place,
            also: Vec::new(),
            bands: band.into_iter().collect(),
            language: None,
            text: String::new(),
            what: note.what,
            reason: note.reason,
            suggestion: note.suggestion,
        }),
    }
}

/// How many answers a scale offers. What has pooled groups is a scale, whatever it looks like.
fn options(question: &Question, band: Band) -> Option<Note> {
    if question.pools.is_empty() {
        return None;
    }
    let count = question.choices_for(band).filter(|choice| !choice.apart).count();
    let best = match band {
        Band::From4 => 3,
        Band::From8 => 4,
        Band::From12 | Band::From16 => 5,
    };
    // Faces lie on both sides of one in the middle, so that there are three or five.
    let three_faces = count == 3 && count_faces(question, band) == count;
    let five_faces = count == 5 && count_faces(question, band) == count && band != Band::From4;
    if count == best || three_faces || five_faces {
        return None;
    }
    let (reason, suggestion) = if count > best {
        let told = format!("Its scale has {count} answers; most children of this age can tell {best} apart.");
        (told, "Offer fewer here: then all ages are counted in the pooled groups. Keep it if all ages shall have the same answers.")
    } else {
        let told = format!("Its scale has {count} answers; children of this age can tell {best} apart.");
        (told, "Fewer are easier, and tell you less. Keep it if all ages shall have the same answers.")
    };
    Some(Note::new(What::Options, reason, suggestion))
}

/// How many of the answers offered in a wording show a face.
fn count_faces(question: &Question, band: Band) -> usize {
    let offered = question.choices_for(band).filter(|choice| !choice.apart);
    offered.filter(|choice| choice.picture.as_deref().is_some_and(|name| name.starts_with("face-"))).count()
}

/// That faces lie on both sides of a neutral one is no advice: a file where they do not is refused.
fn faces(questionnaire: &Questionnaire, question: &Question, band: Band) -> Option<Note> {
    if count_faces(question, band) == 0 {
        return None;
    }
    if question.safety {
        let reason = "A smiling face on a question about safety makes one answer the nice one, and may hide harm.";
        return Some(Note::new(What::FacesSafety, reason, "Take pictures that are not faces, such as thumbs or glass-0 to glass-4."));
    }
    let word = not_a_feeling(questionnaire, question)?;
    let reason = format!("It may be about how often, how much or how safe (“{word}”). A face then says how the child feels today.");
    Some(Note::new(What::FacesNotFeeling, reason, "Faces are for feelings only. Take glass-0 to glass-4, or words without pictures."))
}

/// The English texts of a question, and its words in reports.
fn asked(questionnaire: &Questionnaire, question: &Question) -> Vec<String> {
    let english = Language::english();
    let written = questionnaire.wordings.iter().filter_map(|band| question.wording.find(*band, &english, &english));
    std::iter::once(question.report.as_str()).chain(written).flat_map(tokens).map(|token| token.small).collect()
}

fn answers(question: &Question) -> Vec<String> {
    let english = Language::english();
    let written = question.choices.iter().filter(|c| !c.apart).flat_map(|choice| {
        let own = Band::ALL.into_iter().filter_map(|band| choice.wording.exact(band, &english));
        std::iter::once(choice.report.as_str()).chain(own)
    });
    written.flat_map(tokens).map(|token| token.small).collect()
}

/// The word by which a question is not about a feeling, if there is one.
fn not_a_feeling(questionnaire: &Questionnaire, question: &Question) -> Option<String> {
    let (asked, answers) = (asked(questionnaire, question), answers(question));
    let safety = asked.iter().find(|word| SAFETY.contains(&word.as_str()));
    let amount = || asked.iter().chain(&answers).find(|word| AMOUNT.contains(&word.as_str()));
    let feeling = asked.iter().any(|word| FEELING.contains(&word.as_str()));
    safety.or_else(|| if feeling { None } else { amount() }).cloned()
}

fn unsaid_safety(questionnaire: &Questionnaire, question: &Question) -> Option<String> {
    if question.safety {
        return None;
    }
    // Among answers, “safe” alone says little: “someone I feel safe with” is one of ten ways to be asked.
    let answered = answers(question).into_iter().filter(|word| !word.starts_with("safe"));
    asked(questionnaire, question).into_iter().chain(answered).find(|word| SAFETY.contains(&word.as_str()))
}

/// Whether a question asks who helped: by its code, or by its words in reports.
fn asks_who_helped(question: &Question) -> bool {
    let words: Vec<String> = tokens(&question.report).into_iter().map(|token| token.small).collect();
    let has = |word: &str| words.iter().any(|w| w == word);
    matches!(question.code.as_str(), "helped" | "helper" | "who-helped") || has("who") && (has("helped") || has("help") && has("answer"))
}
