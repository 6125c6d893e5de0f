//! Pictures as PNG, drawn with the bundled fonts and no others.

use super::Picture;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, Options, Tree};
use std::sync::{Arc, LazyLock};

/// Why a picture could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The SVG could not be read.
    #[error("the chart could not be read")]
    Svg(#[from] usvg::Error),
    /// The picture has no size, or one that memory does not hold.
    #[error("the chart has no size that can be drawn")]
    Size,
    /// The pixels could not be packed.
    #[error("the chart could not be packed: {0}")]
    Pack(String),
}

const FAMILY: &str = "Atkinson Hyperlegible Next";

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(include_bytes!("../../assets/fonts/atkinson-400.ttf").to_vec());
    fonts.load_font_data(include_bytes!("../../assets/fonts/atkinson-700.ttf").to_vec());
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// How a picture's SVG is read.
pub(super) fn read(picture: &Picture) -> Result<Tree, PngError> {
    let options = Options { fontdb: Arc::clone(&FONTS), font_family: FAMILY.to_owned(), ..Options::default() };
    Ok(Tree::from_str(&picture.svg, &options)?)
}

/// Draws a picture at its own size on white, as PNG.
///
/// # Errors
/// [`PngError`] when the picture cannot be read, drawn or packed.
pub fn png(picture: &Picture) -> Result<Vec<u8>, PngError> {
    let tree = read(picture)?;
    let mut pixels = Pixmap::new(picture.width, picture.height).ok_or(PngError::Size)?;
    pixels.fill(Color::WHITE);
    // A few thousand pixels at most: f32 holds them exactly.
    let scale = |pixels: u32, units: f32| pixels as f32 / units;
    let size = tree.size();
    let fit = Transform::from_scale(scale(picture.width, size.width()), scale(picture.height, size.height()));
    resvg::render(&tree, fit, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PngError::Pack(error.to_string()))
}

/// Draws a square drawing at so many pixels, as PNG: an icon.
///
/// # Errors
/// [`PngError`] when it cannot be read, drawn or packed.
pub fn square(svg: &str, pixels: u32) -> Result<Vec<u8>, PngError> {
    png(&Picture { svg: svg.to_owned(), width: pixels, height: pixels })
}
