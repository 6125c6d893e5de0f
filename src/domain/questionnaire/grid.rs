//! Grids: one question over several rows, each of which is a question of its own once it is read.

use super::GridRow;
use super::Question;
use super::check::Place;
use super::fault::Faults;
use super::reader::Reader;
use crate::domain::code::Code;
use crate::domain::words;

/// Whether a question is a grid.
pub(super) fn is(reader: &mut Reader<'_, '_>) -> bool {
    reader.value("kind").is_some_and(|kind| kind.get_ref().as_str() == Some("grid"))
}

/// The rows of a grid as questions, with their places in the file. `grid` holds what all of them share.
pub(super) fn expand(reader: &mut Reader<'_, '_>, grid: &Question, place: &Place, faults: &mut Faults<'_>) -> (Vec<Question>, Vec<Place>) {
    if grid.profile.is_some() {
        faults.add(&reader.place("profile"), "a grid does not ask who a child is", "Take the line out, or ask one question for each row");
    }
    if grid.sentence.as_ref().is_some_and(|sentence| !sentence.contains("{row}")) {
        faults.add(&place.sentence, "the sentence of a grid has no {row} in it", "Write {row} where the words of the row go");
    }
    let short_is_own = reader.has("short");
    let rows = reader.tables("row", faults);
    if rows.is_empty() {
        faults.add(&place.at, format!("the grid “{}” has no row", grid.code), "Begin each row with [[question.row]]");
    }
    let of = rows.len();
    let mut questions = Vec::new();
    let mut places = Vec::new();
    for (number, mut row) in (1..).zip(rows) {
        let code = row.need_code("code", faults);
        let report = row.need("report", faults);
        let wording = row.wording("wording", faults);
        let picture = row.text("picture", faults);
        let code_at = row.place("code");
        let picture_at = if picture.is_some() { row.place("picture") } else { place.picture.clone() };
        row.finish(faults);
        let joined = code.map(|code| format!("{}-{code}", grid.code));
        let code = match joined.as_deref().map(Code::parse) {
            Some(Ok(code)) => code,
            Some(Err(_)) => {
                let what =
                    format!("the code of the grid and that of the row make “{}”, which is longer than 40", joined.unwrap_or_default());
                faults.add(&code_at, what, "Give the row a shorter code, or the grid");
                continue;
            }
            // That it is missing or no code has been told.
            None => continue,
        };
        questions.push(Question {
            code,
            grid: Some(GridRow { grid: grid.code.clone(), stem: grid.wording.clone(), row: number, of }),
            short: if short_is_own { format!("{}: {}", grid.short, words::small(&report)) } else { over(&grid.report, &report) },
            report: over(&grid.report, &report),
            sentence: grid.sentence.as_ref().map(|sentence| sentence.replace("{row}", &words::small(&report))),
            profile: None,
            picture: picture.or_else(|| grid.picture.clone()),
            wording,
            ..grid.clone()
        });
        places.push(Place { code: code_at, picture: picture_at, ..place.clone() });
    }
    (questions, places)
}

/// A row under its stem, as one text for reports: "How safe do you feel: at school?"
fn over(stem: &str, row: &str) -> String {
    match stem.strip_suffix('?') {
        Some(stem) => format!("{}: {}?", stem.trim_end_matches([' ', ':', '…']), row.trim_end_matches(['?', '.'])),
        None => format!("{}: {row}", stem.trim_end_matches([' ', ':', '…', '.'])),
    }
}

#[cfg(test)]
mod tests {
    use super::over;

    #[test]
    fn a_row_and_its_stem_read_as_one_question() {
        assert_eq!(over("How safe do you feel in these places?", "at school"), "How safe do you feel in these places: at school?");
        assert_eq!(over("How much do you agree …", "I am listened to."), "How much do you agree: I am listened to.");
    }
}
