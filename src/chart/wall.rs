//! A finding for the wall of a hall: broad bars, large words, nothing but the answers. What it is about, and its
//! base, stand as text around it.

use super::bars::Beside;
use super::canvas::{Canvas, Frame};
use super::mark::explain;
use super::measure::lines;
use super::page::whole;
use super::{Picture, describe};
use crate::domain::report::{Finding, Form};

const WIDTH: f64 = 1600.0;
/// Where bars begin, and how long the axis is.
const AXIS: f64 = 540.0;
const AXIS_WIDTH: f64 = 960.0;
/// The room for all rows together, if they are not too many.
const ROOM: f64 = 470.0;

/// Draws a finding; none for words only.
pub(super) fn wall(finding: &Finding) -> Option<Picture> {
    if finding.all.form == Form::Words {
        return None;
    }
    let mut canvas = Canvas::default();
    if let Some(words) = finding.all.certainty.explained() {
        explain(&mut canvas, (AXIS, 20.0), words, 30.0);
    }
    let pitch = (ROOM / lines(finding.all.rows.len()).max(1.0)).clamp(42.0, 104.0);
    // Two lines stand only where rows leave room for them.
    let labels: &[(f64, usize)] = match pitch {
        p if p >= 76.0 => &[(42.0, 1), (38.0, 1), (34.0, 1), (32.0, 2), (28.0, 2), (26.0, 2)],
        p if p >= 60.0 => &[(38.0, 1), (34.0, 1), (30.0, 1), (26.0, 2), (24.0, 2)],
        _ => &[(34.0, 1), (30.0, 1), (27.0, 1), (24.0, 1), (22.0, 1)],
    };
    let value = (pitch * 0.62).clamp(30.0, 44.0);
    let beside = Beside {
        x: 0.0,
        top: 56.0,
        axis: AXIS,
        axis_width: AXIS_WIDTH,
        right: WIDTH,
        pitch,
        thick: pitch * 0.66,
        labels,
        values: (value, (value * 0.72).max(26.0)),
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
            assert!(drawn.svg.contains("chart wall") && drawn.width == 1600 && drawn.height <= 660, "{children}: {}", drawn.height);
        }
        let few = scale(14, &[6, 3, 2, 1, 1, 1, 0]);
        assert_eq!(wall(&few, few.findings[0].code.as_str()), None);
    }
}
