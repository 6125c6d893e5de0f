//! From the tables of one question to what is said and shown of it.

use super::compare::{Difference, Estimates, compare};
use super::noise::half_width;
use super::reconcile::{self, Cells};
use super::{About, Figure, Finding, Form, Panel, Part, Pooled, Shown, Span};
use crate::domain::framework;
use crate::domain::questionnaire::{Kind, Question, Questionnaire};
use crate::domain::release::{GroupBase, ProtectedTable, Release};
use crate::domain::tally::{self, Cell, Group};
use crate::domain::words;

/// The words for a group: its choices, joined.
pub(super) fn group_label(by: &Question, group: &Group) -> String {
    let names: Vec<String> = group.choices.iter().filter_map(|c| by.choice(c.as_str())).map(|c| c.report.clone()).collect();
    match names.as_slice() {
        [first, rest @ ..] => {
            let rest: Vec<String> = rest.iter().map(|n| words::small(n)).collect();
            words::and(&[std::slice::from_ref(first), &rest].concat())
        }
        [] => String::new(),
    }
}

/// One table with its reconciled estimates.
struct Estimated<'a> {
    table: &'a ProtectedTable,
    took_part: u32,
    cells: Cells,
}

/// Makes the finding of a question.
pub(super) fn of(release: &Release, questionnaire: &Questionnaire, question: &Question, number: usize, about: &About) -> Finding {
    let rows = question.rows();
    let by = question.breakdown.as_ref().and_then(|b| questionnaire.question(b.as_str()));
    let bases: Vec<&GroupBase> = by.map(|by| release.groups_by(&by.code).collect()).unwrap_or_default();
    let mut all = estimate(release, question, None, release.took_part);
    let mut groups: Vec<Estimated<'_>> =
        bases.iter().filter_map(|base| estimate(release, question, Some(&base.group), base.took_part)).collect();
    reconcile_all(&mut all, &mut groups, release.took_part);

    let panel = |e: &Estimated<'_>, title: String, form: Form| panel(question, e, title, form);
    let plain = all.as_ref().map_or_else(
        || Panel { title: String::new(), took_part: 0, answered: None, skipped: None, form: Form::Words, rows: Vec::new() },
        |e| panel(e, "All children".to_owned(), Form::of(e.took_part)),
    );
    let groups_form = groups.iter().map(|g| Form::of(g.took_part)).chain([plain.form]).min().unwrap_or(Form::Words);
    let panels: Vec<Panel> = groups
        .iter()
        .zip(&bases)
        .map(|(e, base)| panel(e, by.map(|by| group_label(by, &base.group)).unwrap_or_default(), groups_form))
        .collect();
    let estimates: Vec<Estimates> = groups.iter().map(|e| estimates(question, e)).collect();
    let comparison = compare(&panels, &estimates);
    let withheld = match (&question.breakdown, panels.is_empty()) {
        (Some(_), true) => by.map(|by| {
            format!("Planned by {}, but not shown: fewer than 10 would be in a group, or outside the groups.", words::small(&by.short))
        }),
        _ => None,
    };
    let pools = all.as_ref().map(|e| pools(question, e, plain.form)).unwrap_or_default();
    let edges = all.as_ref().map(|e| edges(question, e, plain.form)).unwrap_or_default();
    let all_beside = all.as_ref().map_or_else(|| plain.clone(), |e| panel(e, plain.title.clone(), groups_form));
    let headline = headline(question, &plain);
    let second = second(question, &plain, &pools, comparison.as_ref(), &rows);
    Finding {
        code: question.code.clone(),
        number,
        kind: question.kind,
        asked: question.report.clone(),
        short: question.short.clone(),
        tags: question.tags.iter().filter_map(|tag| framework::told(tag)).collect(),
        asked_of: asked_of(questionnaire, question),
        sentence: sentence(question, &plain, release.took_part, about),
        headline,
        second,
        all: plain,
        groups: panels,
        all_beside,
        edges,
        groups_form,
        withheld,
        comparison,
        pools,
    }
}

fn estimate<'a>(release: &'a Release, question: &Question, group: Option<&Group>, took_part: u32) -> Option<Estimated<'a>> {
    let table = release.table(&question.code, group)?;
    let mut cells: Cells = tally::cells(question).iter().map(|cell| as_f64(table.get(cell).unwrap_or(0))).collect();
    if !matches!(question.kind, Kind::Many { .. }) {
        reconcile::to_base(&mut cells, f64::from(took_part));
    }
    Some(Estimated { table, took_part, cells })
}

fn reconcile_all(all: &mut Option<Estimated<'_>>, groups: &mut [Estimated<'_>], took_part: u32) {
    let everybody = groups.iter().map(|g| g.took_part).sum::<u32>() == took_part;
    let Some(all) = all.as_mut().filter(|_| everybody) else { return };
    let mut cells: Vec<Cells> = groups.iter().map(|g| g.cells.clone()).collect();
    reconcile::with_groups(&mut all.cells, &mut cells);
    for (group, cells) in groups.iter_mut().zip(cells) {
        group.cells = cells;
    }
}

/// Published integers are far below 2^52.
fn as_f64(n: i64) -> f64 {
    n as f64
}

impl Estimated<'_> {
    fn cell(&self, question: &Question, cell: &Cell) -> f64 {
        let index = tally::cells(question).iter().position(|c| c == cell);
        index.and_then(|i| self.cells.get(i)).copied().unwrap_or(0.0)
    }

    /// Who answered: took part − released skipped − released not asked. Derived, never counted.
    fn answered(&self, question: &Question) -> f64 {
        let left_out = self.cell(question, &Cell::Skipped) + self.cell(question, &Cell::NotAsked);
        (f64::from(self.took_part) - left_out).clamp(1.0, f64::from(self.took_part))
    }

    fn figure(&self, question: &Question, form: Form, count: f64, cells: usize) -> Figure {
        Figure::new(form, count, f64::from(half_width(cells)), self.answered(question), self.took_part)
    }
}

fn panel(question: &Question, e: &Estimated<'_>, title: String, form: Form) -> Panel {
    let shows_numbers = form != Form::Words;
    let rows = question.rows().into_iter().map(|row| {
        let cell = Cell::Row(row.code.clone());
        Shown {
            figure: e.figure(question, form, e.cell(question, &cell), 1),
            ledger: e.table.get(&cell).filter(|_| shows_numbers),
            code: row.code,
            label: row.report,
            apart: row.apart,
        }
    });
    Panel {
        title,
        took_part: e.took_part,
        answered: shows_numbers.then(|| e.answered(question).round() as u32),
        skipped: shows_numbers.then(|| Span::new(e.cell(question, &Cell::Skipped), 3.0, e.took_part)),
        form,
        rows: rows.collect(),
    }
}

fn estimates(question: &Question, e: &Estimated<'_>) -> Estimates {
    let answered = e.answered(question);
    let half = f64::from(half_width(1));
    let shares = question.rows().into_iter().map(|row| {
        let p = e.cell(question, &Cell::Row(row.code)) / answered;
        (p, half * p.hypot(1.0) / answered)
    });
    Estimates { shares: shares.collect() }
}

fn pools(question: &Question, e: &Estimated<'_>, form: Form) -> Vec<Pooled> {
    if question.kind != Kind::Scale || !question.same_in_all_wordings() || form == Form::Words {
        return Vec::new();
    }
    let rows = question.rows();
    let on_scale: Vec<usize> = (0..rows.len()).filter(|i| rows.get(*i).is_some_and(|r| !r.apart)).collect();
    let sum =
        |indexes: &[usize]| indexes.iter().filter_map(|i| rows.get(*i)).map(|r| e.cell(question, &Cell::Row(r.code.clone()))).sum::<f64>();
    let mut pooled = Vec::new();
    for pool in &question.pools {
        let indexes: Vec<usize> = on_scale
            .iter()
            .copied()
            .filter(|i| rows.get(*i).and_then(|r| question.choice(r.code.as_str())).is_some_and(|c| c.pool.as_ref() == Some(&pool.code)))
            .collect();
        if indexes.is_empty() {
            continue;
        }
        pooled.push(Pooled { label: pool.report.clone(), figure: e.figure(question, form, sum(&indexes), indexes.len()), rows: indexes });
    }
    pooled
}

/// Running totals of a scale, one after each answer but the last.
fn edges(question: &Question, e: &Estimated<'_>, form: Form) -> Vec<Figure> {
    if question.kind != Kind::Scale || form == Form::Words {
        return Vec::new();
    }
    let on_scale: Vec<f64> = question.rows().into_iter().filter(|r| !r.apart).map(|r| e.cell(question, &Cell::Row(r.code))).collect();
    let totals = on_scale.iter().scan((0.0, 0), |(sum, cells), cell| {
        *sum += cell;
        *cells += 1;
        Some(e.figure(question, form, *sum, *cells))
    });
    totals.take(on_scale.len().saturating_sub(1)).collect()
}

/// "18% said ‘always’ (give or take 3)."
fn said(row: &Shown) -> [Part; 2] {
    let (figure, range) = row.figure.told();
    let end = range.map_or_else(|| ". ".to_owned(), |range| format!(" ({range}). "));
    [Part::Strong(format!("{figure} said {}", words::quoted(&words::small(&row.label)))), Part::Plain(end)]
}

/// The rows that lead: both ends of a scale; else what most said.
fn leading<'a>(question: &Question, panel: &'a Panel) -> Vec<&'a Shown> {
    let on_scale: Vec<&Shown> = panel.rows.iter().filter(|r| !r.apart).collect();
    match (question.kind, on_scale.as_slice()) {
        (Kind::Scale, [first, .., last]) => vec![first, last],
        _ => panel.most_first().into_iter().filter_map(|i| panel.rows.get(i)).take(1).collect(),
    }
}

fn headline(question: &Question, panel: &Panel) -> Vec<Part> {
    leading(question, panel).into_iter().flat_map(said).collect()
}

fn second(
    question: &Question,
    panel: &Panel,
    pools: &[Pooled],
    comparison: Option<&super::Comparison>,
    rows: &[crate::domain::questionnaire::Row],
) -> Vec<String> {
    let mut lines = Vec::new();
    if panel.form == Form::Words {
        let few = panel.rows.iter().any(|r| r.figure.short() == "few");
        lines.extend(few.then(|| "Few may still be someone.".to_owned()));
        return lines;
    }
    match question.kind {
        Kind::Scale => lines.extend(pools.first().filter(|p| p.rows.len() > 1).map(pooled_line)),
        Kind::One | Kind::Many { .. } => {
            let next = panel.most_first().get(1).and_then(|i| panel.rows.get(*i));
            lines.extend(next.map(|row| said(row).iter().map(part_text).collect::<String>().trim().to_owned()));
        }
    }
    if let Some(c) = comparison {
        let named = |d: Difference| -> Vec<String> {
            let which = c.rows.iter().zip(rows).filter(|(found, _)| **found == d);
            which.map(|(_, row)| words::quoted(&words::small(&row.report))).collect()
        };
        for (difference, title) in [(Difference::MoreInFirst, &c.titles.0), (Difference::MoreInSecond, &c.titles.1)] {
            let answers = named(difference);
            if !answers.is_empty() {
                lines.push(format!("{} was said more often in the group ‘{}’.", words::and(&answers), words::small(title)));
            }
        }
        if c.rows.iter().all(|d| *d == Difference::NotClear) {
            lines.push(format!("No clear difference between {} and {}.", words::small(&c.titles.0), words::small(&c.titles.1)));
        }
    }
    lines
}

fn part_text(part: &Part) -> &str {
    match part {
        Part::Strong(text) | Part::Plain(text) => text,
    }
}

/// "Fewer than half said ‘always or usually’: 42% (give or take 4)."
fn pooled_line(pool: &Pooled) -> String {
    let (figure, range) = pool.figure.told();
    let range = range.map_or_else(String::new, |r| format!(" ({r})"));
    let phrase = match pool.figure {
        Figure::Share(span) => words::phrase(f64::from(span.low), f64::from(span.high)),
        _ => None,
    };
    match phrase {
        Some(phrase) if figure.ends_with('%') => {
            format!("{} said {}: {figure}{range}.", words::capital(phrase), words::quoted(&pool.label))
        }
        _ => format!("{figure} said {}{range}.", words::quoted(&pool.label)),
    }
}

/// The sentence to quote: exactly what is copied, with base, place and date.
fn sentence(question: &Question, panel: &Panel, took_part: u32, about: &About) -> String {
    let clauses: Vec<String> = leading(question, panel)
        .into_iter()
        .enumerate()
        .map(|(i, row)| {
            let answer = words::quoted(&words::small(&row.label));
            let (figure, range) = row.figure.told();
            let figure = if i == 0 { figure } else { words::small(&figure) };
            let range = range.map_or_else(String::new, |r| format!(" ({r})"));
            let clause = match (&question.sentence, i) {
                (Some(clause), 0) => clause.replace("{choice}", &answer),
                (None, 0) => format!("{answer} when asked “{}”", question.report),
                _ => answer,
            };
            format!("{figure} said {clause}{range}")
        })
        .collect();
    format!("{}. {}", clauses.join("; "), super::base(took_part, about))
}

fn asked_of(questionnaire: &Questionnaire, question: &Question) -> Option<String> {
    let show_if = question.show_if.as_ref()?;
    let on = questionnaire.question(show_if.question.as_str())?;
    let names: Vec<String> =
        show_if.choices.iter().filter_map(|c| on.choice(c.as_str())).map(|c| words::quoted(&words::small(&c.report))).collect();
    Some(format!("Asked of those who said {} to “{}”", words::and(&names), on.report))
}
