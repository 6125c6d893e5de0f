//! What an organisation adds: its own alert words, and names by which a child could be known. A broken line is told, and
//! stops nothing else.

use super::alert::{AlertList, ENGLISH, LONGEST_LINE};
use super::names::Names;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

/// The most names that are read from one file.
pub const MOST_NAMES: usize = 20_000;
/// The largest file that is read, in bytes.
pub const LARGEST: usize = 2 << 20;

/// What is wrong with an organisation's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListFault {
    /// The file's name.
    pub file: String,
    /// The number of the line, from 1; none if it is about the whole file.
    pub line: Option<usize>,
    /// Why, and how to mend it.
    pub why: String,
}

impl fmt::Display for ListFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.file, self.why),
            None => write!(f, "{}: {}", self.file, self.why),
        }
    }
}

/// The lists of an organisation, with the list of alert words that comes with Sayso.
#[derive(Debug, Clone)]
pub struct Organisation {
    alerts: Vec<AlertList>,
    names: Names,
    faults: Vec<ListFault>,
}

/// The fewest letters in a row that make a word of another script.
const OTHER_WORD: usize = 3;

/// Whether a text has a word in other letters than Latin ones, alone or among others, so that an alert list in English
/// says nothing about it.
#[must_use]
pub fn is_in_other_letters(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        run = if c.is_alphabetic() && c > '\u{24f}' { run + 1 } else { 0 };
        run >= OTHER_WORD
    })
}

impl Default for Organisation {
    fn default() -> Self {
        Self::read(&[])
    }
}

impl Organisation {
    /// Reads files, each with its name. `alert-en.txt` adds to the alert words for English, `alert-pl.txt` holds those for
    /// Polish; `homes.txt`, `schools.txt`, `staff.txt`, `streets.txt`, `towns.txt` and `other.txt` hold names, one a line.
    #[must_use]
    pub fn read(files: &[(String, Vec<u8>)]) -> Self {
        let mut read = Self { alerts: Vec::new(), names: Names::default(), faults: Vec::new() };
        let mut english = String::new();
        for (file, bytes) in files {
            if bytes.len() > LARGEST {
                read.tell(file, None, format!("the file has more than {} MB and was not read", LARGEST >> 20));
                continue;
            }
            let lines = read.lines(file, bytes);
            match (file.as_str(), file.strip_prefix("alert-").and_then(|rest| rest.strip_suffix(".txt"))) {
                ("homes.txt", _) => read.names.homes = read.good(file, lines),
                ("schools.txt", _) => read.names.schools = read.good(file, lines),
                ("staff.txt", _) => read.names.staff = read.good(file, lines),
                ("streets.txt", _) => read.names.streets = read.good(file, lines),
                ("towns.txt", _) => read.names.towns = read.good(file, lines),
                ("other.txt", _) => read.names.other = read.good(file, lines),
                (_, Some("en")) => english = read.alert_lines(file, "en", lines),
                (_, Some(language)) if is_language(language) => {
                    let kept = read.alert_lines(file, language, lines);
                    read.alerts.extend(AlertList::parse(language, &kept));
                }
                _ => read.tell(
                    file,
                    None,
                    "no list has this name, so it is not read. Name it alert-en.txt (or another language), homes.txt, schools.txt, \
                     staff.txt, streets.txt, towns.txt or other.txt",
                ),
            }
        }
        // Too long together: then side by side, so that nothing is missed.
        match AlertList::parse("en", &format!("{ENGLISH}\n[soon]\n{english}")) {
            Ok(list) => read.alerts.push(list),
            Err(_) => read.alerts.extend([ENGLISH, &english].into_iter().filter_map(|list| AlertList::parse("en", list).ok())),
        }
        read
    }

    /// Adds a fault that was found outside: a folder that does not open.
    pub fn tell(&mut self, file: &str, line: Option<usize>, why: impl Into<String>) {
        self.faults.push(ListFault { file: file.to_owned(), line, why: why.into() });
    }

    /// What is wrong with the lists.
    #[must_use]
    pub fn faults(&self) -> &[ListFault] {
        &self.faults
    }

    /// The names of the lists.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Where alert words of any list stand in a text, in bytes: in order, and apart.
    #[must_use]
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        let mut all: Vec<Range<usize>> = self.alerts.iter().flat_map(|list| list.hits(text)).collect();
        all.sort_unstable_by_key(|hit| (hit.start, hit.end));
        let mut apart: Vec<Range<usize>> = Vec::new();
        for hit in all {
            match apart.last_mut() {
                Some(last) if hit.start < last.end => last.end = last.end.max(hit.end),
                _ => apart.push(hit),
            }
        }
        apart
    }

    /// How far up a remark goes among those that wait: what the list says that puts it highest.
    #[must_use]
    pub fn score(&self, text: &str) -> u32 {
        let listed = self.alerts.iter().map(|list| list.score(text)).max().unwrap_or(0);
        // What no list can read is not therefore harmless: it stands above all that has no alert word.
        listed.max(u32::from(is_in_other_letters(text)))
    }

    /// The lines of a file; those that are no text are told, and empty.
    fn lines(&mut self, file: &str, bytes: &[u8]) -> Vec<String> {
        let mut lines = Vec::new();
        for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let line = String::from_utf8(line.to_vec()).unwrap_or_else(|_| {
                self.tell(file, Some(at + 1), "this is not UTF-8 text. Save the file as UTF-8");
                String::new()
            });
            lines.push(line.trim_start_matches('\u{feff}').trim().to_owned());
        }
        lines
    }

    /// The names among some lines.
    fn good(&mut self, file: &str, lines: Vec<String>) -> Vec<String> {
        let mut names = Vec::new();
        for (at, line) in lines.into_iter().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if names.len() == MOST_NAMES {
                self.tell(file, Some(at + 1), format!("a list has up to {MOST_NAMES} names; from here on it was not read"));
                break;
            }
            if line.chars().any(char::is_control) {
                self.tell(file, Some(at + 1), "there is a control character in it. Type the line again");
            } else if line.chars().count() > LONGEST_LINE {
                self.tell(file, Some(at + 1), format!("it has more than {LONGEST_LINE} characters. Write one name a line"));
            } else if line.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
                self.tell(file, Some(at + 1), "it has fewer than two letters. Write one name a line");
            } else {
                names.push(line);
            }
        }
        names
    }

    /// A list of alert words without its broken lines, which are told.
    fn alert_lines(&mut self, file: &str, language: &str, mut lines: Vec<String>) -> String {
        if let Err(broken) = AlertList::parse(language, &lines.join("\n")) {
            let broken: BTreeSet<(usize, String)> = broken.0.into_iter().map(|b| (b.line, b.why)).collect();
            for (number, why) in broken {
                self.tell(file, Some(number), why.trim_end_matches('.'));
                if let Some(line) = number.checked_sub(1).and_then(|at| lines.get_mut(at)) {
                    line.clear();
                }
            }
            // What comes after the last line that a list may have.
            lines.truncate(super::alert::MOST_LINES);
        }
        lines.join("\n")
    }
}

fn is_language(text: &str) -> bool {
    (2..=12).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::Organisation;
    use crate::domain::remark::alert::MOST_LINES;

    fn read(files: &[(&str, &[u8])]) -> Organisation {
        Organisation::read(&files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_written_in_other_letters_stands_above_what_has_no_alert_word() {
        let lists = Organisation::default();
        assert_eq!(lists.score("She listens to me."), 0);
        assert_eq!(lists.score("Mae hi’n gwrando arna i, chwarae teg."), 0);
        for text in ["عمي يضربني في الليل", "Вона слухає", "他听我说"] {
            assert!(lists.score(text) > 0, "{text}");
        }
        assert!(lists.score("He hurts me at night") > lists.score("عمي يضربني في الليل"));
    }

    fn told(lists: &Organisation) -> Vec<String> {
        lists.faults().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn without_files_the_english_list_is_there() {
        let none = Organisation::default();
        assert!(none.faults().is_empty());
        assert!(none.score("he grabbed my arm and I am scared") > none.score("we had pizza"));
        assert!(none.hits("we had pizza").is_empty());
    }

    #[test]
    fn a_broken_line_is_told_by_its_number_and_stops_nothing_else() {
        let lists = read(&[
            ("alert-en.txt", b"zorbing\nself*harm*\n[nonsense]\nflumping\n"),
            ("alert-pl.txt", "# po polsku\nuderzy*\n".as_bytes()),
            ("homes.txt", b"Harbour View\n\n# a note\n!\nMaple House\r\n"),
            ("staff.txt", b"Karen Oyelaran\n\xff\xfe\nDarren Pugh"),
            ("children.txt", b"Amy"),
        ]);
        let told = told(&lists);
        assert_eq!(told.len(), 5, "{told:#?}");
        assert!(told[0].starts_with("alert-en.txt, line 2: ") && told[1].starts_with("alert-en.txt, line 3: "), "{told:#?}");
        assert!(told[2].starts_with("homes.txt, line 4: ") && told[3].starts_with("staff.txt, line 2: "), "{told:#?}");
        assert!(told[4].starts_with("children.txt: no list has this name"), "{told:#?}");
        for (text, words) in
            [("they are zorbing", "zorbing"), ("and flumping too", "flumping"), ("on mnie uderzył", "uderzył"), ("grabbed me", "grabbed")]
        {
            assert!(lists.score(text) > 0, "{text}");
            assert!(lists.hits(text).iter().any(|hit| text[hit.clone()].contains(words)), "{text}");
        }
        assert_eq!(lists.names().homes, ["Harbour View", "Maple House"]);
        assert_eq!(lists.names().staff, ["Karen Oyelaran", "Darren Pugh"]);
    }

    #[test]
    fn an_own_line_can_make_a_word_of_ours_harmless() {
        let text = "I was hit by a wave at Kill Lane";
        let own = read(&[("alert-en.txt", b"[harmless]\nhit by a wave\nkill lane\n")]);
        assert!(own.score(text) < Organisation::default().score(text));
    }

    #[test]
    fn lists_that_are_too_long_together_are_used_side_by_side() {
        let many: String = (0..MOST_LINES).map(|n| format!("zorb{}\n", "x".repeat(1 + n % 40))).collect();
        let lists = read(&[("alert-en.txt", (many + "flumping\n").as_bytes())]);
        assert!(told(&lists)[0].contains("a list has up to"), "{:#?}", told(&lists));
        assert!(lists.score("he grabbed my arm") > 0 && lists.score("zorbxxxx") > 0);
    }
}
