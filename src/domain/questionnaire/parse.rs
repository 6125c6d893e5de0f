//! From a questionnaire file to a [`Questionnaire`], or to all of its faults.

use super::check::{self, Places};
use super::fault::{Fault, Faults};
use super::grid;
use super::kind::Bin;
use super::reader::{Reader, code};
use super::{Choice, Draw, Kind, Pool, Profile, Question, Questionnaire, ShowIf, Theme, Welcome};
use crate::domain::code::Code;
use crate::domain::wording::{Language, Wording};
use toml::de::DeTable;

/// The largest file that is read, in bytes.
pub(super) const LARGEST_FILE: usize = 1 << 20;

/// With more lines than these that are no TOML, a file is none: one fault says so, and not thousands.
const BROKEN: usize = 50;

/// The words of which one at least begins a line in whatever is meant as a questionnaire.
const OURS: [&str; 7] = ["code", "title", "source", "languages", "wordings", "welcome", "question"];

/// Reads a questionnaire file that is to be published.
///
/// # Errors
/// All faults at once, in the order of the file, each with line, column and how to mend it.
pub fn parse(text: &str) -> Result<Questionnaire, Vec<Fault>> {
    // What a browser puts in the place of bytes that are no UTF-8.
    if let Some(at) = text.find('\u{fffd}') {
        return Err(no_text(text, at));
    }
    read_file(text, true)
}

/// Reads what was published. Whatever has become of its drawings since: a picture that goes must not take the
/// questionnaire, and the answers to it, with it.
///
/// # Errors
/// As [`parse`].
pub fn parse_published(text: &str) -> Result<Questionnaire, Vec<Fault>> {
    read_file(text, false)
}

/// The one fault of a file that is no text, or has lost letters.
fn no_text(text: &str, at: usize) -> Vec<Fault> {
    let mut faults = Faults::new(text);
    faults.add(&(at..at), "this is not a text file", "Choose the questionnaire's own file; it ends in .toml and is saved as UTF-8");
    faults.finish()
}

fn read_file(text: &str, drawn: bool) -> Result<Questionnaire, Vec<Fault>> {
    let mut faults = Faults::new(text);
    if text.len() > LARGEST_FILE {
        faults.add(&(0..0), "the file is larger than 1 MB", "Take out what is not a questionnaire");
        return Err(faults.finish());
    }
    if let Some(at) = text.find('\0') {
        return Err(no_text(text, at));
    }
    let (table, broken) = DeTable::parse_recoverable(text);
    let is_none = OURS.iter().all(|key| table.get_ref().get(*key).is_none());
    if let Some(first) = broken.first().filter(|_| broken.len() > BROKEN || is_none) {
        let what = if broken.len() > 1 { "this is not TOML, here and in places below" } else { "this is not TOML" };
        let mend = "Choose the questionnaire's own file, or mend this line and check again; docs/QUESTIONNAIRES.md shows how it begins";
        faults.add(&first.span().unwrap_or(0..0), what, mend);
        return Err(faults.finish());
    }
    for error in &broken {
        let at = error.span().unwrap_or(0..0);
        faults.add(&at, format!("this is not TOML: {}", error.message()), "Look for a missing quote, bracket or equals sign on this line");
    }
    let mut top = Reader::new(table.get_ref(), 0..0);
    let mut places = Places::default();
    let questionnaire = read(&mut top, &mut places, &mut faults);
    top.finish(&mut faults);
    // What TOML itself could not read would only lead to faults that are none.
    if broken.is_empty() {
        check::check(&questionnaire, &places, &mut faults);
        if drawn {
            check::drawings(&questionnaire, &places, &mut faults);
        }
    }
    if faults.is_empty() { Ok(questionnaire) } else { Err(faults.finish()) }
}

fn read(top: &mut Reader<'_, '_>, places: &mut Places, faults: &mut Faults<'_>) -> Questionnaire {
    let fallback = |c: Option<Code>| c.unwrap_or_else(check::unnamed);
    let code = fallback(top.need_code("code", faults));
    let title = top.need("title", faults);
    let source = top.need("source", faults);
    let languages = languages(top, faults);
    let spoken = some_of(&languages, "spoken", top, faults);
    let awaiting_reader = some_of(&languages, "awaiting_reader", top, faults);
    let wordings = top.bands("wordings", faults);
    places.wordings = top.place("wordings");
    let retention_days = top.number("retention_days", 1..=3660, faults).unwrap_or(90);
    let budget = top.decimal("budget", faults).unwrap_or(3.0);
    places.budget = top.place("budget");
    places.welcome = top.place("welcome");
    let welcome = welcome(top, faults);
    let mut questions = Vec::new();
    for mut reader in top.tables("question", faults) {
        let mut place = check::Place { at: reader.at.clone(), ..check::Place::default() };
        let is_grid = grid::is(&mut reader);
        let question = question(&mut reader, &mut place, is_grid, faults);
        if is_grid {
            let (rows, row_places) = grid::expand(&mut reader, &question, &place, faults);
            questions.extend(rows);
            places.questions.extend(row_places);
        } else {
            questions.push(question);
            places.questions.push(place);
        }
        reader.finish(faults);
    }
    Questionnaire {
        code,
        title,
        source,
        languages,
        spoken,
        awaiting_reader,
        wordings,
        retention_days: u16::try_from(retention_days).unwrap_or(90),
        budget,
        welcome,
        questions,
    }
}

fn languages(top: &mut Reader<'_, '_>, faults: &mut Faults<'_>) -> Vec<Language> {
    let mut languages = Vec::new();
    for (tag, at) in top.list("languages", faults) {
        match Language::parse(&tag) {
            Some(language) if languages.contains(&language) => {
                faults.add(&at, format!("the language “{tag}” stands twice"), "Take one out");
            }
            Some(language) => languages.push(language),
            None => faults.add(&at, format!("“{tag}” is not a language"), "Write a tag such as en, cy or ar"),
        }
    }
    if languages.is_empty() {
        faults.add(&top.place("languages"), "no language is named", "Add a line: languages = [\"en\"]");
    }
    languages
}

/// Languages of the questionnaire that a list names.
fn some_of(languages: &[Language], key: &'static str, top: &mut Reader<'_, '_>, faults: &mut Faults<'_>) -> Vec<Language> {
    let mut named = Vec::new();
    for (tag, at) in top.list(key, faults) {
        match languages.iter().find(|l| l.as_str() == tag) {
            Some(language) if named.contains(language) => {
                faults.add(&at, format!("the language “{tag}” stands twice in “{key}”"), "Take one out");
            }
            Some(language) => named.push(language.clone()),
            None => faults.add(
                &at,
                format!("“{tag}” is not one of the languages of this questionnaire"),
                "Write it under “languages” too, or take it out",
            ),
        }
    }
    named
}

fn welcome(top: &mut Reader<'_, '_>, faults: &mut Faults<'_>) -> Welcome {
    let mut welcome = Welcome::default();
    let Some(bands) = top.table("welcome", faults) else { return welcome };
    for (name, value) in bands.entries() {
        let Some(band) = super::reader::band(name.get_ref(), &name.span(), faults) else { continue };
        let Some(languages) = value.get_ref().as_table() else {
            faults.add(&value.span(), "the welcome names no language", format!("Begin it with [welcome.\"{band}\".en]"));
            continue;
        };
        for (tag, texts) in languages.iter() {
            let (Some(language), Some(table)) = (Language::parse(tag.get_ref()), texts.get_ref().as_table()) else {
                faults.add(
                    &tag.span(),
                    format!("“{}” is not a language with texts", tag.get_ref()),
                    format!("Begin it with [welcome.\"{band}\".en]"),
                );
                continue;
            };
            let mut reader = Reader::new(table, texts.span());
            let put = |into: &mut Wording, text: String| {
                into.0.entry(band).or_default().insert(language.clone(), text);
            };
            put(&mut welcome.who, reader.need("who", faults));
            put(&mut welcome.why, reader.need("why", faults));
            put(&mut welcome.what, reader.need("what", faults));
            reader.finish(faults);
        }
    }
    welcome
}

fn question(reader: &mut Reader<'_, '_>, place: &mut check::Place, is_grid: bool, faults: &mut Faults<'_>) -> Question {
    let question_code = reader.need_code("code", faults).unwrap_or_else(check::unnamed);
    let limit = reader.number("limit", 1..=100, faults).and_then(|n| u8::try_from(n).ok());
    let kind = kind(reader, limit, is_grid, faults);
    place.no_kind = kind.is_none();
    let kind = kind.unwrap_or(Kind::One);
    if place.no_kind {
        // It may have been meant as a grid.
        let _rows = reader.value("row");
    }
    let draw = draw(reader, faults);
    let profile = profile(reader, faults);
    let report = reader.need("report", faults);
    let short = reader.text("short", faults).unwrap_or_else(|| report.clone());
    let breakdown = reader.code("breakdown", faults);
    let merge = reader.lists("merge", faults);
    let merge = merge.iter().map(|set| set.iter().filter_map(|(text, at)| code(text, at, faults)).collect()).collect();
    let show_if = show_if(reader, faults);
    let tags = reader.list("tags", faults);
    place.tags = tags.iter().map(|(_, at)| at.clone()).collect();
    for (key, into) in [
        ("code", &mut place.code),
        ("breakdown", &mut place.breakdown),
        ("merge", &mut place.merge),
        ("show_if", &mut place.show_if),
        ("sentence", &mut place.sentence),
        ("draw", &mut place.draw),
        ("picture", &mut place.picture),
    ] {
        *into = reader.place(key);
    }
    let mut choices = Vec::new();
    for mut inner in reader.tables("choice", faults) {
        place.choices.push(check::ChoicePlace {
            code: inner.place("code"),
            pool: inner.place("pool"),
            picture: inner.place("picture"),
            from: inner.place("from"),
        });
        choices.push(choice(&mut inner, faults));
        inner.finish(faults);
    }
    let mut pools = Vec::new();
    for mut inner in reader.tables("pool", faults) {
        let code = inner.need_code("code", faults).unwrap_or_else(check::unnamed);
        place.pools.push(inner.place("code"));
        pools.push(Pool { code, report: inner.need("report", faults) });
        inner.finish(faults);
    }
    let mut themes = Vec::new();
    for mut inner in reader.tables("theme", faults) {
        let code = inner.need_code("code", faults).unwrap_or_else(check::unnamed);
        place.themes.push(inner.place("code"));
        themes.push(Theme { code, report: inner.need("report", faults) });
        inner.finish(faults);
    }
    Question {
        code: question_code,
        grid: None,
        kind,
        draw,
        report,
        short,
        sentence: reader.text("sentence", faults),
        profile,
        breakdown,
        merge,
        show_if,
        tags: tags.into_iter().map(|(tag, _)| tag).collect(),
        picture: reader.text("picture", faults),
        safety: reader.yes("safety", faults),
        wording: reader.wording("wording", faults),
        hint: reader.wording("hint", faults),
        pools,
        choices,
        themes,
    }
}

/// None if there is no such kind.
fn kind(reader: &mut Reader<'_, '_>, limit: Option<u8>, is_grid: bool, faults: &mut Faults<'_>) -> Option<Kind> {
    let text = reader.need("kind", faults);
    let kind = match text.as_str() {
        // A row of a grid is on a scale if the grid has pooled groups.
        _ if is_grid && reader.has("pool") => Kind::Scale,
        _ if is_grid => Kind::One,
        "one" | "" => Kind::One,
        "many" => Kind::Many { limit },
        "scale" => Kind::Scale,
        "faces" => Kind::Faces,
        "pictures" => Kind::Pictures,
        "rank" => Kind::Rank,
        "number" => Kind::Number,
        "text" => Kind::Text,
        other => {
            faults.add(
                &reader.place("kind"),
                format!("there is no kind “{other}”"),
                "Write one, many, scale, faces, pictures, rank, number, text or grid",
            );
            return None;
        }
    };
    if text.is_empty() {
        return None;
    }
    if limit.is_some() && !kind.ticks() {
        faults.add(&reader.place("limit"), "only a question of kind “many” has a limit", "Take the line out");
    }
    Some(kind)
}

fn draw(reader: &mut Reader<'_, '_>, faults: &mut Faults<'_>) -> Draw {
    match reader.text("draw", faults).as_deref() {
        None => Draw::Usual,
        Some("cloud") => Draw::Cloud,
        Some(other) => {
            faults.add(&reader.place("draw"), format!("figures are not drawn as “{other}”"), "Write cloud, or take the line out");
            Draw::Usual
        }
    }
}

fn profile(reader: &mut Reader<'_, '_>, faults: &mut Faults<'_>) -> Option<Profile> {
    match reader.text("profile", faults)?.as_str() {
        "known" => Some(Profile::Known),
        "sensitive" => Some(Profile::Sensitive),
        other => {
            faults.add(
                &reader.place("profile"),
                format!("a profile question is not “{other}”"),
                "Write known (what staff know anyway) or sensitive",
            );
            None
        }
    }
}

fn show_if(reader: &mut Reader<'_, '_>, faults: &mut Faults<'_>) -> Option<ShowIf> {
    let mut inner = reader.table("show_if", faults)?;
    let question = inner.need_code("question", faults)?;
    let choices = inner.list("choices", faults);
    let at = inner.at.clone();
    inner.finish(faults);
    if choices.is_empty() {
        faults.add(&at, "“show_if” names no choice", "Write it like show_if = { question = \"…\", choices = [\"…\"] }");
    }
    let choices = choices.iter().filter_map(|(text, at)| code(text, at, faults)).collect();
    Some(ShowIf { question, choices })
}

fn choice(reader: &mut Reader<'_, '_>, faults: &mut Faults<'_>) -> Choice {
    Choice {
        code: reader.need_code("code", faults).unwrap_or_else(check::unnamed),
        report: reader.need("report", faults),
        pool: reader.code("pool", faults),
        bin: bin(reader, faults),
        picture: reader.text("picture", faults),
        bands: reader.bands("bands", faults),
        apart: reader.yes("apart", faults),
        exclusive: reader.yes("exclusive", faults),
        wording: reader.wording("wording", faults),
    }
}

/// The numbers that a choice stands for.
fn bin(reader: &mut Reader<'_, '_>, faults: &mut Faults<'_>) -> Option<Bin> {
    let bounds = 0..=u32::from(Bin::HIGHEST);
    let mut number = |key| reader.number(key, bounds.clone(), faults).and_then(|n| u16::try_from(n).ok());
    let (from, to) = (number("from"), number("to"));
    if let (None, Some(_)) = (from, to) {
        faults.add(&reader.place("to"), "“to” stands here without “from”", "Add a line: from = 0, or take this one out");
    }
    from.map(|from| Bin { from, to })
}
