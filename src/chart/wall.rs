//! A finding for the wall of a hall: broad bars, large words, nothing but the answers. What it is about, and its
//! base, stand as text around it.

use super::bars::{Beside, end};
use super::canvas::{Canvas, Frame};
use super::mark::{Label, explain, gap};
use super::measure::{Weight, lines, width};
use super::page::whole;
use super::{Picture, describe};
use crate::domain::report::{Finding, Form, Panel, Shown};

const WIDTH: f64 = 1800.0;
/// Where bars begin: after the longest answer, between these.
const AXIS: (f64, f64) = (240.0, 560.0);
/// The room for all rows together, if they are not too many.
const ROOM: f64 = 470.0;

/// Draws a finding; none for words only.
pub(super) fn wall(finding: &Finding) -> Option<Picture> {
    if finding.all.form == Form::Words {
        return None;
    }
    let mut canvas = Canvas::default();
    let pitch = (ROOM / lines(finding.all.rows.len()).max(1.0)).clamp(42.0, 104.0);
    // Two lines stand only where rows leave room for them.
    let labels: &[(f64, usize)] = match pitch {
        p if p >= 76.0 => &[(42.0, 1), (38.0, 1), (34.0, 1), (32.0, 2), (28.0, 2), (26.0, 2)],
        p if p >= 60.0 => &[(38.0, 1), (34.0, 1), (30.0, 1), (26.0, 2), (24.0, 2)],
        _ => &[(34.0, 1), (30.0, 1), (27.0, 1), (24.0, 1), (22.0, 1)],
    };
    let value = (pitch * 0.62).clamp(30.0, 44.0);
    let values = (value, (value * 0.72).max(26.0));
    let largest = labels.first().map_or(42.0, |(size, _)| *size);
    let longest = finding.all.rows.iter().map(|row| width(&row.label, largest, Weight::Regular)).fold(0.0, f64::max);
    let axis = (longest + value * 0.8 + 4.0).clamp(AXIS.0, AXIS.1);
    if let Some(words) = finding.all.certainty.explained() {
        explain(&mut canvas, (axis, 20.0), words, 30.0);
    }
    let end = reach(&finding.all);
    let beside = Beside {
        x: 0.0,
        top: 56.0,
        axis,
        axis_width: long(&finding.all, WIDTH - axis, end, values),
        end,
        right: WIDTH,
        pitch,
        thick: pitch * 0.66,
        labels,
        values,
        ticks: 28.0,
        // Marks grow with the bars, and stay inside their rows.
        factor: (pitch / 52.0).clamp(0.9, 1.6),
    };
    let bottom = beside.draw(&mut canvas, finding);
    canvas.finish(&Frame {
        width: whole(WIDTH),
        height: whole(bottom),
        class: "wall",
        id: format!("chart-{}-wall", finding.code),
        title: &finding.asked,
        description: &describe::panel(finding),
        sized: false,
    })
}

/// Where the axis ends: at the first tick beyond every range, so that bars are as broad as they can be. It begins at
/// zero, and each figure says of how many it is.
fn reach(panel: &Panel) -> f64 {
    let step = if panel.form == Form::Shares { 25.0 } else { 5.0 };
    let highest = panel.rows.iter().filter_map(|row| row.figure.span()).map(|span| f64::from(span.high)).fold(0.0, f64::max);
    ((highest / step).ceil() * step).clamp(step, end(panel).max(step))
}

/// How long the axis can be, so that every figure stands whole beside its bar.
fn long(panel: &Panel, room: f64, end: f64, values: (f64, f64)) -> f64 {
    let beside = |row: &Shown| {
        let high = row.figure.span().map(|span| f64::from(span.high)).filter(|high| *high > 0.0)?;
        Some((room - Label::of(&row.figure).width(values) - 2.0 * gap(values)) * end / high)
    };
    panel.rows.iter().filter_map(beside).fold(room - 40.0, f64::min)
}

#[cfg(test)]
mod tests {
    use crate::chart::sample::scale;
    use crate::chart::{description, wall};

    #[test]
    fn the_wall_shows_the_figures_of_the_page_and_nothing_for_words_only() {
        for (children, cells) in [(30, [12, 6, 5, 3, 2, 1, 1]), (123, [40, 30, 20, 14, 10, 5, 4])] {
            let report = scale(children, &cells);
            let code = report.findings[0].code.as_str();
            let drawn = wall(&report, code).expect("a picture");
            assert!(drawn.svg.contains(&description(&report, code).expect("text")), "{children}");
            assert!(drawn.svg.contains("chart wall") && drawn.width == 1800 && drawn.height <= 660, "{children}: {}", drawn.height);
        }
        let few = scale(14, &[6, 3, 2, 1, 1, 1, 0]);
        assert_eq!(wall(&few, few.findings[0].code.as_str()), None);
    }
}
