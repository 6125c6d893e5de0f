//! A slide: the finding, the question, the chart, and under it base, fixed date and protection.

use super::bars::{Beside, end};
use super::canvas::{Anchor, Area, Canvas, Frame, Ink, colour};
use super::cloud::{self, Cloud, Place};
use super::mark::explain;
use super::measure::{Weight, lines, set, width};
use super::stacked::{SLIDE, Stacked};
use super::{Picture, describe};
use crate::domain::disclosure::Protected;
use crate::domain::policy::Policy;
use crate::domain::questionnaire::Kind;
use crate::domain::report::{Certainty, Finding, Form, Part, Report};
use crate::domain::words;

const WIDTH: f64 = 1600.0;
const HEIGHT: f64 = 900.0;
const MARGIN: f64 = 80.0;
const RIGHT: f64 = WIDTH - MARGIN;
/// How much of it a cloud takes.
const CLOUD: f64 = 800.0;
/// The widest that a line of text may be.
const ROOM: f64 = WIDTH - 2.0 * MARGIN;

/// Draws a finding as a slide.
pub(super) fn slide(report: &Protected<Report>, finding: &Finding) -> Option<Picture> {
    if finding.all.form == Form::Words {
        return None;
    }
    let mut canvas = Canvas::default();
    canvas.fill(Area { x: 0.0, y: 0.0, w: WIDTH, h: HEIGHT }, colour::PAPER);
    canvas.fill(Area { x: 0.0, y: 0.0, w: WIDTH, h: 12.0 }, colour::BRAND);
    let top = header(&mut canvas, finding);
    let bottom = footer(&mut canvas, report, finding);
    chart(&mut canvas, finding, (top, bottom));
    canvas.finish(&Frame {
        width: 1600,
        height: 900,
        class: "slide",
        id: format!("chart-{}-slide", finding.code),
        title: &finding.asked,
        description: &describe::panel(finding),
        sized: true,
    })
}

/// The chart between header and footer.
fn chart(canvas: &mut Canvas, finding: &Finding, (top, bottom): (f64, f64)) {
    let room = bottom - top;
    if let Some(stacked) = Stacked::of(finding, SLIDE).filter(|s| s.height() <= room - 20.0) {
        // A little above the middle.
        stacked.draw(canvas, top + 10.0 + (room - 20.0 - stacked.height()) * 0.6);
        return;
    }
    let place = Place { x: MARGIN, top: top + 10.0, width: CLOUD, height: room - 10.0, factors: &cloud::SLIDE, text: 20.0 };
    if let Some(cloud) = Cloud::of(finding, &place) {
        // In the middle of its room, with the same figures as bars beside it.
        let place = Place { top: place.top + (place.height - cloud.height()) / 2.0, ..place };
        if let Some(cloud) = Cloud::of(finding, &place) {
            cloud.draw(canvas);
        }
        beside_cloud(canvas, finding, (top, bottom));
        return;
    }
    let axis = 600.0;
    if let Some(words) = finding.all.certainty.explained() {
        explain(canvas, (axis, top + 26.0), words, 26.0);
    }
    let plot = top + 58.0;
    let ticks = 24.0;
    let rows = lines(finding.all.rows.len()).max(1.0);
    let pitch = ((bottom - plot - ticks * 1.6) / rows).min(64.0);
    // A label of two lines stands only where rows leave room for it.
    let labels: &[(f64, usize)] = match pitch {
        p if p >= 58.0 => &[(28.0, 1), (26.0, 1), (24.0, 1), (24.0, 2), (22.0, 2), (20.0, 2)],
        p if p >= 52.0 => &[(28.0, 1), (26.0, 1), (24.0, 1), (22.0, 2), (20.0, 2)],
        p if p >= 46.0 => &[(26.0, 1), (24.0, 1), (22.0, 1), (20.0, 2)],
        _ => &[(24.0, 1), (22.0, 1), (20.0, 1)],
    };
    let value = (pitch * 0.62).clamp(20.0, 30.0);
    let beside = Beside {
        x: MARGIN,
        top: plot,
        axis,
        axis_width: 880.0,
        end: end(&finding.all),
        right: RIGHT,
        pitch,
        thick: (pitch * 0.58).min(34.0),
        labels,
        values: (value, (value - 4.0).max(20.0)),
        ticks,
        factor: (pitch / 36.0).clamp(1.1, 1.5),
    };
    beside.draw(canvas, finding);
}

/// The figures of a cloud as bars, from the end of the cloud to the right margin.
fn beside_cloud(canvas: &mut Canvas, finding: &Finding, (top, bottom): (f64, f64)) {
    let (x, ticks, plot) = (MARGIN + CLOUD + 50.0, 20.0, top + 46.0);
    let pitch = ((bottom - plot - ticks * 1.6) / lines(finding.all.rows.len()).max(1.0)).min(44.0);
    let longest = finding.all.rows.iter().map(|row| width(&row.label, 22.0, Weight::Regular)).fold(0.0, f64::max);
    let axis = x + (longest + 24.0).clamp(120.0, 280.0);
    if let Some(words) = finding.all.certainty.explained() {
        explain(canvas, (axis, top + 22.0), words, 20.0);
    }
    let value = (pitch * 0.6).clamp(20.0, 24.0);
    let beside = Beside {
        x,
        top: plot,
        axis,
        axis_width: RIGHT - axis - 170.0,
        end: end(&finding.all),
        right: RIGHT,
        pitch,
        thick: (pitch * 0.5).min(20.0),
        labels: &[(22.0, 1), (20.0, 1)],
        values: (value, 20.0),
        ticks,
        factor: (pitch / 40.0).clamp(0.7, 1.1),
    };
    beside.draw(canvas, finding);
}

/// A piece of a headline that does not break.
type Token = (String, Weight);

/// Finding and question; returns where the chart may begin.
fn header(canvas: &mut Canvas, finding: &Finding) -> f64 {
    let findings = findings(&finding.headline);
    let lines_in = |size: f64| -> Vec<Vec<Token>> { findings.iter().flat_map(|tokens| rich(tokens, size)).collect() };
    let sizes = [46.0, 42.0, 38.0, 34.0, 30.0];
    let size = sizes.into_iter().find(|size| lines_in(*size).len() <= 2).unwrap_or(30.0);
    let mut y = 54.0;
    for line in lines_in(size) {
        y += size * 1.25;
        let mut x = MARGIN;
        for (text, weight) in line {
            let ink = if weight == Weight::Bold { Ink::bold(size) } else { Ink::plain(size) };
            canvas.text(text.as_str(), (x, y - size * 0.25), ink, Anchor::Start);
            x += ink.width(&text) + space(size);
        }
    }
    let asked = match &finding.asked_of {
        Some(asked_of) => format!("“{}” {asked_of}.", finding.asked),
        None => format!("“{}”", finding.asked),
    };
    let question = set(&asked, &[(27.0, 1), (25.0, 2), (22.0, 2), (20.0, 2)], Weight::Regular, ROOM);
    let leading = question.size * 1.3;
    y += 44.0;
    canvas.lines(&question, (MARGIN, y), leading, Ink::grey(question.size));
    y + leading * (question.count() - 1.0) + 12.0
}

fn space(size: f64) -> f64 {
    width(" ", size, Weight::Regular)
}

/// The headline's findings, each in pieces: words in bold, a range in brackets as one piece.
fn findings(headline: &[Part]) -> Vec<Vec<Token>> {
    let mut findings: Vec<Vec<Token>> = Vec::new();
    for part in headline {
        match part {
            Part::Strong(text) => findings.push(text.split_whitespace().map(|w| (w.to_owned(), Weight::Bold)).collect()),
            Part::Plain(text) => {
                let range = text.trim().trim_end_matches('.');
                if let Some(finding) = findings.last_mut().filter(|_| !range.is_empty()) {
                    finding.push((range.to_owned(), Weight::Regular));
                }
            }
        }
    }
    findings
}

/// Breaks pieces into lines, as few as can be and evenly long.
fn rich(tokens: &[Token], size: f64) -> Vec<Vec<Token>> {
    let fill = |room: f64| {
        let mut lines: Vec<Vec<Token>> = Vec::new();
        let mut x = f64::INFINITY;
        for (text, weight) in tokens {
            let wide = width(text, size, *weight);
            match lines.last_mut().filter(|_| x + space(size) + wide <= room) {
                Some(line) => {
                    line.push((text.clone(), *weight));
                    x += space(size) + wide;
                }
                None => {
                    lines.push(vec![(text.clone(), *weight)]);
                    x = wide;
                }
            }
        }
        lines
    };
    let mut lines = fill(ROOM);
    let mut room = ROOM - 8.0;
    while lines.len() > 1 && room > ROOM / 2.0 {
        let narrower = fill(room);
        if narrower.len() > lines.len() {
            break;
        }
        lines = narrower;
        room -= 8.0;
    }
    lines.into_iter().map(joined).collect()
}

/// Neighbours of one weight as one text, so that the words keep their own spaces.
fn joined(line: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::new();
    for (text, weight) in line {
        match joined.last_mut().filter(|(_, last)| *last == weight) {
            Some((before, _)) => {
                before.push(' ');
                before.push_str(&text);
            }
            None => joined.push((text, weight)),
        }
    }
    joined
}

/// Base, fixed date and protection; returns where the chart must end.
fn footer(canvas: &mut Canvas, report: &Protected<Report>, finding: &Finding) -> f64 {
    let base = set(&base(report, finding), &[(22.0, 1), (20.0, 2)], Weight::Regular, ROOM);
    let protection = set(&protection(report), &[(20.0, 2)], Weight::Regular, ROOM);
    let leading = 28.0;
    let last = 866.0 - leading * (protection.count() - 1.0);
    let first = last - 33.0 - leading * (base.count() - 1.0);
    canvas.lines(&base, (MARGIN, first), leading, Ink::plain(base.size));
    canvas.lines(&protection, (MARGIN, last), leading, Ink::grey(protection.size));
    let rule = first - 38.0;
    canvas.fill(Area { x: MARGIN, y: rule, w: ROOM, h: 2.0 }, colour::HAIRLINE);
    rule - 8.0
}

/// "131 of 150 children took part; about 123 answered this question. Eastmere, 12 March 2026. Fixed on 12 March 2026."
fn base(report: &Protected<Report>, finding: &Finding) -> String {
    let took_part = if report.attended > report.took_part {
        format!("{} of {}", words::grouped(report.took_part), words::children(report.attended))
    } else {
        words::children(report.took_part)
    };
    let about = if finding.all.certainty == Certainty::Exact { "" } else { "about " };
    let did = if finding.kind == Kind::Themes { "wrote" } else { "answered this question" };
    let answered = finding.all.answered.map_or_else(String::new, |n| format!("; {about}{} {did}", words::grouped(n)));
    let about = &report.about;
    format!("{took_part} took part{answered}. {}, {}. Fixed on {}.", about.service, about.held, words::day(report.fixed_on))
}

/// How the figures were protected, and whether they are made up.
fn protection(report: &Protected<Report>) -> String {
    let mut parts: Vec<&str> = report.policies().into_iter().map(Policy::told).collect();
    if report.about.demonstration {
        parts.push("Demonstration: the figures are made up.");
    }
    parts.join(" ")
}
