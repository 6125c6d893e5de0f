//! From the tables of one question to what is said and shown of it.

use super::compare::{Difference, Estimates, compare};
use super::evidence::Evidence;
use super::group;
use super::reconcile::{self, Cells};
use super::{About, Certainty, Figure, Finding, Form, Panel, Part, Pooled, Shown, Span};
use crate::domain::framework;
use crate::domain::questionnaire::{Draw, Kind, Pool, Question, Questionnaire, Row};
use crate::domain::release::Release;
use crate::domain::tally::Cell;
use crate::domain::words;

/// Makes the finding of a question from releases of one questionnaire; none if one of them has no
/// table of it.
pub(super) fn of(releases: &[&Release], questionnaire: &Questionnaire, question: &Question, about: &About) -> Option<Finding> {
    let mut all = Evidence::over(question, releases)?;
    let by = question.breakdown.as_ref().and_then(|b| questionnaire.question(b.as_str()));
    let common = by.map(|by| group::common(by, releases)).unwrap_or_default();
    let (titles, mut groups): (Vec<String>, Vec<Evidence<'_>>) = common
        .iter()
        .filter_map(|g| Some((by.map(|by| group::label(by, &g.choices))?, Evidence::of(question, &g.sources(question, releases)?)?)))
        .unzip();
    reconcile_all(&mut all, &mut groups);

    let form = all.form();
    let mut plain = panel(&all, "All children".to_owned(), form);
    if question.draw == Draw::Cloud && question.kind != Kind::Themes {
        for row in &mut plain.rows {
            row.as_read = as_read(questionnaire, question, row);
        }
    }
    let groups_form = groups.iter().map(Evidence::form).chain([form]).min().unwrap_or(Form::Words);
    let panels: Vec<Panel> = groups.iter().zip(titles).map(|(e, title)| panel(e, title, groups_form)).collect();
    let estimates: Vec<Estimates> = groups.iter().map(estimates).collect();
    let comparison = compare(&panels, &estimates);
    let pools = pools(&all, form);
    Some(Finding {
        code: question.code.clone(),
        number: 0,
        kind: question.kind,
        draw: question.draw,
        asked: question.report.clone(),
        short: question.short.clone(),
        tags: question.tags.iter().filter_map(|tag| framework::told(tag)).collect(),
        asked_of: asked_of(questionnaire, question),
        sentence: sentence(question, &plain, about),
        headline: headline(question, &plain),
        second: second(question, &plain, &pools, comparison.as_ref(), &question.rows()),
        all_beside: panel(&all, plain.title.clone(), groups_form),
        edges: edges(&all, form),
        withheld: by.filter(|_| panels.is_empty()).map(|by| withheld(by, releases)),
        all: plain,
        groups: panels,
        groups_form,
        comparison,
        pools,
    })
}

/// What children read where a report has a short form: each wording once, with its ages if there are several. None
/// where it is the short form itself.
fn as_read(questionnaire: &Questionnaire, question: &Question, row: &Shown) -> Vec<String> {
    let Some(choice) = question.choice(row.code.as_str()) else { return Vec::new() };
    let first = questionnaire.first_language();
    let mut read: Vec<(&str, Vec<String>)> = Vec::new();
    for band in questionnaire.wordings.iter().filter(|band| choice.bands.is_empty() || choice.bands.contains(band)) {
        let Some(text) = choice.wording.find(*band, &first, &first) else { continue };
        match read.iter_mut().find(|(known, _)| *known == text) {
            Some((_, bands)) => bands.push(band.as_str().replace('-', " to ")),
            None => read.push((text, vec![band.as_str().replace('-', " to ")])),
        }
    }
    match read.as_slice() {
        [(one, _)] if *one == row.label => Vec::new(),
        [(one, _)] => vec![format!("“{one}”")],
        several => several.iter().map(|(text, bands)| format!("“{text}” ({})", words::and(bands))).collect(),
    }
}

/// Why a planned breakdown is not shown.
fn withheld(by: &Question, releases: &[&Release]) -> String {
    let by = words::small(&by.short);
    if releases.iter().all(|r| r.policy.breaks_down()) {
        format!("Planned by {by}, but not shown: fewer than 10 would be in a group, or outside the groups.")
    } else {
        format!("Planned by {by}, but not shown: a breakdown is made only where every count was changed at random.")
    }
}

fn reconcile_all(all: &mut Evidence<'_>, groups: &mut [Evidence<'_>]) {
    if groups.iter().map(|g| g.took_part).sum::<u32>() != all.took_part {
        return;
    }
    let mut cells: Vec<Cells> = groups.iter().map(|g| g.estimates.clone()).collect();
    reconcile::with_groups(&mut all.estimates, &mut cells);
    for (group, cells) in groups.iter_mut().zip(cells) {
        group.estimates = cells;
    }
}

fn panel(e: &Evidence<'_>, title: String, form: Form) -> Panel {
    let shows_numbers = form != Form::Words;
    // How many answered rests on who took part alone: of few texts it is told, whatever is told of what is in them.
    let shows_base = shows_numbers || Form::of(e.took_part) != Form::Words;
    let rows = e.question().rows().into_iter().map(|row| {
        let cell = Cell::Row(row.code.clone());
        Shown {
            figure: e.figure(form, std::slice::from_ref(&cell)),
            ledger: e.published(&cell).filter(|_| shows_numbers),
            code: row.code,
            label: row.report,
            as_read: Vec::new(),
            apart: row.apart,
        }
    });
    Panel {
        title,
        took_part: e.took_part,
        of: e.most(),
        answered: (shows_base && !e.of_all()).then(|| e.base().children.round() as u32),
        skipped: e.known(&[Cell::Skipped]).filter(|_| shows_base).map(|known| Span::new(known, e.took_part)),
        form,
        certainty: e.certainty,
        of_all: e.of_all(),
        rows: rows.collect(),
    }
}

fn estimates(e: &Evidence<'_>) -> Estimates {
    let answered = e.base().children;
    let shares = e.question().rows().into_iter().map(|row| {
        let known = e.known(&[Cell::Row(row.code)]);
        let (value, half) = known.map_or((0.0, answered), |k| (k.value, k.above.max(k.below)));
        let p = value / answered;
        (p, half * p.hypot(1.0) / answered)
    });
    Estimates { shares: shares.collect() }
}

fn pools(e: &Evidence<'_>, form: Form) -> Vec<Pooled> {
    let question = e.question();
    if !question.kind.pooled() || !question.same_in_all_wordings() || form == Form::Words {
        return Vec::new();
    }
    let rows = question.rows();
    let in_pool =
        |row: &Row, pool: &Pool| !row.apart && question.choice(row.code.as_str()).is_some_and(|c| c.pool.as_ref() == Some(&pool.code));
    let pooled = question.pools.iter().map(|pool| {
        let indexes: Vec<usize> = rows.iter().enumerate().filter(|(_, row)| in_pool(row, pool)).map(|(i, _)| i).collect();
        let cells: Vec<Cell> = indexes.iter().filter_map(|i| rows.get(*i)).map(|row| Cell::Row(row.code.clone())).collect();
        Pooled { label: pool.report.clone(), figure: e.figure(form, &cells), rows: indexes }
    });
    pooled.filter(|p| !p.rows.is_empty() && p.figure != Figure::HeldBack).collect()
}

/// Running totals of answers that stand in order, one after each but the last; none if one of them is held back.
fn edges(e: &Evidence<'_>, form: Form) -> Vec<Figure> {
    if !e.question().kind.ordered() || form == Form::Words {
        return Vec::new();
    }
    let on_scale: Vec<Cell> = e.question().rows().into_iter().filter(|r| !r.apart).map(|r| Cell::Row(r.code)).collect();
    (1..on_scale.len()).map(|n| e.figure(form, on_scale.get(..n).unwrap_or_default())).collect()
}

/// "18% said ‘always’ (give or take 3)."; of themes "18% of those who wrote mentioned ‘moving’ (give or take 3)."
fn said(kind: Kind, panel: &Panel, row: &Shown) -> [Part; 2] {
    let (figure, range) = told(kind, panel, row);
    let end = range.map_or_else(|| ". ".to_owned(), |range| format!(" ({range}). "));
    [Part::Strong(format!("{figure} {}", words::answered(kind, &row.label))), Part::Plain(end)]
}

/// A figure in a sentence with its range. Themes are of those who wrote, so their figures say so.
fn told(kind: Kind, panel: &Panel, row: &Shown) -> (String, Option<String>) {
    let (figure, range) = row.figure.told();
    let figure = match (kind, row.figure) {
        (Kind::Themes, Figure::Count(span)) if figure.ends_with(&format!(" of {}", span.of)) => {
            let about = if span.certainty == Certainty::Likely { " of about " } else { " of " };
            format!("{} who {}", figure.replacen(" of ", about, 1), panel.whose())
        }
        (Kind::Themes, _) => format!("{figure} of those who {}", panel.whose()),
        _ => figure,
    };
    (figure, range)
}

/// The rows that lead: both ends of a scale; else what most said.
fn leading<'a>(question: &Question, panel: &'a Panel) -> Vec<&'a Shown> {
    let on_scale: Vec<&Shown> = panel.rows.iter().filter(|r| !r.apart).collect();
    let leading: Vec<&Shown> = match on_scale.as_slice() {
        [first, .., last] if question.kind.pooled() => vec![first, last],
        _ => panel.most_first().into_iter().filter_map(|i| panel.rows.get(i)).take(1).collect(),
    };
    let shown = |rows: Vec<&'a Shown>| rows.into_iter().filter(|r| r.figure != Figure::HeldBack).collect::<Vec<_>>();
    match shown(leading) {
        // Both ends of a scale may be held back: then what most said.
        none if none.is_empty() => {
            shown(panel.most_first().into_iter().filter_map(|i| panel.rows.get(i)).collect()).into_iter().take(1).collect()
        }
        some => some,
    }
}

fn headline(question: &Question, panel: &Panel) -> Vec<Part> {
    match leading(question, panel) {
        none if none.is_empty() => vec![Part::Strong(nothing_to_tell(panel).to_owned()), Part::Plain(". ".to_owned())],
        rows => rows.into_iter().flat_map(|row| said(question.kind, panel, row)).collect(),
    }
}

/// What is said where no figure of a question may be shown.
fn nothing_to_tell(panel: &Panel) -> &'static str {
    if panel.of < panel.took_part { "Too few wrote to tell what they wrote about" } else { "Every figure here is held back" }
}

fn second(question: &Question, panel: &Panel, pools: &[Pooled], comparison: Option<&super::Comparison>, rows: &[Row]) -> Vec<String> {
    let mut lines = Vec::new();
    if panel.form == Form::Words {
        let few = panel.rows.iter().any(|r| r.figure.short() == "few");
        lines.extend(few.then(|| "Few may still be someone.".to_owned()));
        return lines;
    }
    if question.kind.pooled() {
        lines.extend(pools.first().filter(|p| p.rows.len() > 1).map(pooled_line));
    } else {
        let next = panel.most_first().get(1).and_then(|i| panel.rows.get(*i)).filter(|row| row.figure != Figure::HeldBack);
        lines.extend(next.map(|row| said(question.kind, panel, row).iter().map(part_text).collect::<String>().trim().to_owned()));
    }
    if let Some(c) = comparison {
        let named = |d: Difference| -> Vec<String> {
            let which = c.rows.iter().zip(rows).filter(|(found, _)| **found == d);
            which.map(|(_, row)| words::quoted(&words::small(&row.report))).collect()
        };
        for (difference, title) in [(Difference::MoreInFirst, &c.titles.0), (Difference::MoreInSecond, &c.titles.1)] {
            let answers = named(difference);
            if !answers.is_empty() {
                let were = if answers.len() == 1 { "was" } else { "were" };
                let said = if question.kind == Kind::Rank { "put first" } else { "said" };
                lines.push(format!("{} {were} {said} more often in the group ‘{}’.", words::and(&answers), words::small(title)));
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
        Figure::Share(span) => words::phrase(f64::from(span.value), f64::from(span.low), f64::from(span.high)),
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
fn sentence(question: &Question, panel: &Panel, about: &About) -> String {
    // A clause is made for what was said, not for what was written about.
    let own_clause = question.sentence.as_ref().filter(|_| question.kind != Kind::Themes);
    let clauses: Vec<String> = leading(question, panel)
        .into_iter()
        .enumerate()
        .map(|(i, row)| {
            let answer = words::quoted(&words::small(&row.label));
            let (figure, range) = told(question.kind, panel, row);
            let figure = if i == 0 { figure } else { words::small(&figure) };
            let range = range.map_or_else(String::new, |r| format!(" ({r})"));
            let clause = match (own_clause, i) {
                (Some(clause), 0) => format!("said {}", clause.replace("{choice}", &answer)),
                (None, 0) => format!("{} when asked “{}”", words::answered(question.kind, &row.label), question.report),
                _ => words::answered(question.kind, &row.label),
            };
            format!("{figure} {clause}{range}")
        })
        .collect();
    let base = if question.kind == Kind::Themes { wrote(panel, about) } else { None };
    let base = base.unwrap_or_else(|| super::base(panel.took_part, about));
    if clauses.is_empty() {
        return format!("{} (“{}”). {base}", nothing_to_tell(panel), question.report);
    }
    format!("{}. {base}", clauses.join("; "))
}

/// "About 16 of 74 children who took part wrote (likely 13 to 19), …": the base of themes, as far as is told how many
/// skipped a question.
fn wrote(panel: &Panel, about: &About) -> Option<String> {
    let skipped = panel.skipped?;
    let without = |n: u32| skipped.of.saturating_sub(n);
    let wrote = Figure::Count(Span { value: without(skipped.value), low: without(skipped.high), high: without(skipped.low), ..skipped });
    let (figure, range) = wrote.told();
    let of = format!(" of {}", skipped.of);
    let figure = figure.strip_suffix(&of).unwrap_or(&figure);
    let range = range.map_or_else(String::new, |r| format!(" ({r})"));
    Some(format!("{figure} of {} who took part wrote{range}, {}, {}.", words::children(panel.took_part), about.service, about.held))
}

fn asked_of(questionnaire: &Questionnaire, question: &Question) -> Option<String> {
    let show_if = question.show_if.as_ref()?;
    let on = questionnaire.question(show_if.question.as_str())?;
    let names: Vec<String> =
        show_if.choices.iter().filter_map(|c| on.choice(c.as_str())).map(|c| words::quoted(&words::small(&c.report))).collect();
    Some(match on.kind {
        Kind::Rank => format!("Asked of those who put {} first at “{}”", words::or(&names), on.report),
        _ => format!("Asked of those who said {} to “{}”", words::and(&names), on.report),
    })
}
