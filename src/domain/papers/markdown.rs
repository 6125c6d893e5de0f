//! Papers as CommonMark, with the tables of GitHub's dialect.

use super::{Block, Paper};

/// The papers as one CommonMark document with tables. All text is escaped: an event's name cannot
/// break a heading, a row or the document.
#[must_use]
pub fn markdown(papers: &[Paper]) -> String {
    let mut out = String::new();
    for (i, paper) in papers.iter().enumerate() {
        if i > 0 {
            out.push_str("---\n\n");
        }
        out.push_str(&format!("# {}\n\n{}\n\n", line(&paper.title), begin(paper.for_whom)));
        for block in &paper.blocks {
            push(&mut out, block);
            out.push('\n');
        }
    }
    out
}

fn push(out: &mut String, block: &Block) {
    match block {
        Block::Heading(text) => out.push_str(&format!("## {}\n", line(text))),
        Block::Text(text) => out.push_str(&format!("{}\n", begin(text))),
        Block::List(items) => items.iter().for_each(|item| out.push_str(&format!("- {}\n", begin(item)))),
        Block::Table { head, rows } => {
            row(out, head);
            row_of(out, head.iter().map(|_| "---".to_owned()));
            rows.iter().for_each(|cells| row(out, cells));
        }
        Block::Blank(text) => out.push_str(&format!("**{}:** {}\n", line(text), "_".repeat(40))),
    }
}

fn row(out: &mut String, cells: &[String]) {
    row_of(out, cells.iter().map(|cell| line(cell)));
}

fn row_of(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push('|');
    cells.for_each(|cell| out.push_str(&format!(" {cell} |")));
    out.push('\n');
}

/// Text on one line, shown as it is: white space is one blank, what could be markup is escaped.
fn line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let mut out = String::with_capacity(text.len());
    for c in words.collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The same where a block begins: what would make it a list or a rule is escaped too.
fn begin(text: &str) -> String {
    let mut out = line(text);
    let first = out.split(' ').next().unwrap_or_default();
    let number = first.bytes().take_while(u8::is_ascii_digit).count();
    if first.starts_with(['-', '+', '=']) {
        out.insert(0, '\\');
    } else if number > 0 && matches!(first.get(number..), Some("." | ")")) {
        out.insert(number, '\\');
    }
    out
}
