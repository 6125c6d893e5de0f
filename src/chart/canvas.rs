//! What charts are drawn on: rectangles and text at explicit places, set down by plotters.
//!
//! Plotters rounds to whole pixels, so everything is drawn at four times its size and the
//! `viewBox` brings it back. It divides text sizes by 1.24, so they are multiplied before.
//! What it repeats on every element is taken out again, and moves to the root.

use super::Picture;
use super::measure::{self, Set, Weight};
use plotters::prelude::{DrawingBackend, FontFamily, FontStyle, RGBColor, SVGBackend, ShapeStyle, TextStyle};
use plotters::style::FontDesc;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// How much larger everything is drawn.
const SCALE: f64 = 4.0;
/// What plotters divides text sizes by.
const TEXT_TRAP: f64 = 1.24;
/// The font, as the charts name it.
const FONT: &str = "Atkinson Hyperlegible Next";

/// Colours by their use.
pub(super) mod colour {
    use plotters::prelude::RGBColor;

    /// Ink.
    pub(in crate::chart) const INK: RGBColor = RGBColor(0x0b, 0x0c, 0x0c);
    /// Second ink.
    pub(in crate::chart) const GREY: RGBColor = RGBColor(0x48, 0x49, 0x49);
    /// Hairlines and gridlines.
    pub(in crate::chart) const HAIRLINE: RGBColor = RGBColor(0xd5, 0xd8, 0xda);
    /// Axes.
    pub(in crate::chart) const AXIS: RGBColor = RGBColor(0x6f, 0x77, 0x7b);
    /// Paper.
    pub(in crate::chart) const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);
    /// Bars, and the first of the chart colours.
    pub(in crate::chart) const BRAND: RGBColor = RGBColor(0x12, 0x43, 0x6d);
    /// The bars of all children beside groups.
    pub(in crate::chart) const ALL: RGBColor = RGBColor(0x3d, 0x3d, 0x3d);
    /// The chart colours, in order.
    pub(in crate::chart) const PALETTE: [RGBColor; 6] =
        [BRAND, RGBColor(0x28, 0xa1, 0x97), RGBColor(0x80, 0x16, 0x50), RGBColor(0xf4, 0x6a, 0x25), ALL, RGBColor(0xa2, 0x85, 0xd1)];
}

/// A rectangle: left, top, width, height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ink {
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) colour: RGBColor,
}

impl Ink {
    /// Regular ink.
    pub(super) fn plain(size: f64) -> Self {
        Self { size, weight: Weight::Regular, colour: colour::INK }
    }

    /// Bold ink.
    pub(super) fn bold(size: f64) -> Self {
        Self { size, weight: Weight::Bold, colour: colour::INK }
    }

    /// Regular grey.
    pub(super) fn grey(size: f64) -> Self {
        Self { size, weight: Weight::Regular, colour: colour::GREY }
    }

    /// The same in white.
    pub(super) fn white(self) -> Self {
        Self { colour: colour::PAPER, ..self }
    }

    /// How wide a text is in it.
    pub(super) fn width(&self, text: &str) -> f64 {
        measure::width(text, self.size, self.weight)
    }
}

/// Where a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
}

enum Shape {
    Filled(Area, RGBColor),
    Text(String, (f64, f64), Ink, Anchor),
}

/// Shapes in the order in which they are drawn.
#[derive(Default)]
pub(super) struct Canvas(Vec<Shape>);

/// What stands around the shapes of a finished picture.
pub(super) struct Frame<'a> {
    pub(super) width: u32,
    pub(super) height: u32,
    /// The class beside `chart`.
    pub(super) class: &'static str,
    /// The beginning of its ids.
    pub(super) id: String,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// Whether it has a size of its own (else it takes that of its column).
    pub(super) sized: bool,
}

impl Canvas {
    /// Fills a rectangle.
    pub(super) fn fill(&mut self, area: Area, colour: RGBColor) {
        self.0.push(Shape::Filled(area, colour));
    }

    /// Writes a text at a baseline.
    pub(super) fn text(&mut self, text: impl Into<String>, (x, baseline): (f64, f64), ink: Ink, anchor: Anchor) {
        let text: String = text.into().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.0.push(Shape::Text(text, (x, baseline), ink, anchor));
    }

    /// Writes lines one below the other, the first at the baseline.
    pub(super) fn lines(&mut self, set: &Set, (x, baseline): (f64, f64), leading: f64, ink: Ink) {
        let mut y = baseline;
        for line in &set.lines {
            self.text(line.as_str(), (x, y), Ink { size: set.size, ..ink }, Anchor::Start);
            y += leading;
        }
    }

    /// Draws everything; none only if plotters could not write to memory.
    pub(super) fn finish(self, frame: &Frame<'_>) -> Option<Picture> {
        let mut drawn = String::new();
        {
            let mut backend = SVGBackend::with_string(&mut drawn, (frame.width, frame.height));
            for shape in &self.0 {
                draw(&mut backend, shape)?;
            }
            backend.present().ok()?;
        }
        let shapes = drawn.split_once(">\n").map(|(_, rest)| rest)?.trim_end().strip_suffix("</svg>")?;
        let size = if frame.sized { format!(" width=\"{}\" height=\"{}\"", frame.width, frame.height) } else { String::new() };
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\"{size} class=\"chart {class}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"'{FONT}', sans-serif\"><title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{description}</desc>{shapes}</svg>",
            w = f64::from(frame.width) * SCALE,
            h = f64::from(frame.height) * SCALE,
            class = frame.class,
            id = escape(&frame.id),
            title = escape(frame.title),
            description = escape(frame.description),
            shapes = tidy(shapes),
        );
        Some(Picture { svg, width: frame.width, height: frame.height })
    }
}

/// Whole units of the enlarged drawing.
fn units(x: f64) -> i32 {
    // Charts are a few thousand units wide and high.
    (x * SCALE).round() as i32
}

fn draw(backend: &mut SVGBackend<'_>, shape: &Shape) -> Option<()> {
    match shape {
        Shape::Filled(area, colour) => {
            let (from, to) = ((units(area.x), units(area.y)), (units(area.x + area.w), units(area.y + area.h)));
            backend.draw_rect(from, to, &ShapeStyle { color: (*colour).into(), filled: true, stroke_width: 0 }, true).ok()
        }
        Shape::Text(text, (x, y), ink, anchor) => {
            let style = if ink.weight == Weight::Bold { FontStyle::Bold } else { FontStyle::Normal };
            let h = match anchor {
                Anchor::Start => HPos::Left,
                Anchor::Middle => HPos::Center,
            };
            let font = FontDesc::new(FontFamily::Name(FONT), ink.size * SCALE * TEXT_TRAP, style);
            let style = TextStyle::from(font).color(&ink.colour).pos(Pos::new(h, VPos::Top));
            backend.draw_text(text, &style, (units(*x), units(*y))).ok()
        }
    }
}

/// Takes out what plotters repeats: its values are the defaults, or stand on the root.
fn tidy(drawn: &str) -> String {
    const REPEATED: [&str; 6] = [
        "\n",
        " opacity=\"1\"",
        " stroke=\"none\"",
        " dy=\"0.76em\"",
        " text-anchor=\"start\"",
        " font-family=\"Atkinson Hyperlegible Next\"",
    ];
    let plain = REPEATED.iter().fold(drawn.to_owned(), |text, part| text.replace(part, ""));
    let plain = plain.replace("font-weight=\"bold\"", "font-weight=\"700\"");
    // Sizes come back as 63.99999999999999.
    let mut parts = plain.split(" font-size=\"");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (size, rest) = part.split_once('"').unwrap_or(("", part));
        let size = size.parse::<f64>().map_or_else(|_| size.to_owned(), |n| n.round().to_string());
        whole.push_str(&format!(" font-size=\"{size}\"{rest}"));
    }
    whole
}

/// Escapes a text for elements and attributes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            // XML 1.0 forbids control characters; a line break in a label is a space.
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Canvas, Frame, Ink, escape};

    #[test]
    fn text_is_escaped_and_as_large_as_asked() {
        let mut canvas = Canvas::default();
        canvas.text("<b> & \"it's\" font-size=\"2\"", (1.0, 20.0), Ink::bold(16.0), Anchor::Start);
        let frame = Frame { width: 100, height: 50, class: "wide", id: "a".into(), title: "<", description: "\"", sized: false };
        let svg = canvas.finish(&frame).expect("a picture").svg;
        assert!(svg.contains("<text x=\"4\" y=\"80\" font-size=\"64\" fill=\"#0B0C0C\" font-weight=\"700\">&lt;b&gt; &amp; &quot;it&apos;s&quot; font-size=&quot;2&quot;</text>"), "{svg}");
        assert!(svg.contains("viewBox=\"0 0 400 200\"") && !svg.contains("width=\"100\""));
        assert_eq!(escape("a\u{0}\n"), "a  ");
    }
}
