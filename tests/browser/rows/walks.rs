//! Every pair of page, band, language and screen, once: twelve walks. On each page rows 1 to 5, 9, 12
//! to 15, 18 and 32 to 35 are looked at; a fault names its row. And every theme, and the gallery.

use super::house::at_home;
use super::walk::{READING, Walk};
use super::{Look, SCREENS};

macro_rules! walks {
    ($($name:ident: $band:literal, $language:literal, $screen:literal, $pictures:literal;)*) => {
        $(
            #[test]
            fn $name() {
                at_home(|house| async move {
                    let walk = Walk::new(&house, Look::of($band, $language), SCREENS[$screen]).await;
                    let walk = if $pictures { walk.with_pictures() } else { walk };
                    walk.everything().await;
                });
            }
        )*
    };
}

// The screen is (band + language) mod 3. Colours are those of the band, so pictures are compared once a band.
walks! {
    walk_at_4_to_7_in_english: "4-7", "en", 0, true;
    walk_at_4_to_7_in_welsh: "4-7", "cy", 1, false;
    walk_at_4_to_7_in_arabic: "4-7", "ar", 2, false;
    walk_at_8_to_11_in_english: "8-11", "en", 1, true;
    walk_at_8_to_11_in_welsh: "8-11", "cy", 2, false;
    walk_at_8_to_11_in_arabic: "8-11", "ar", 0, false;
    walk_at_12_to_15_in_english: "12-15", "en", 2, true;
    walk_at_12_to_15_in_welsh: "12-15", "cy", 0, false;
    walk_at_12_to_15_in_arabic: "12-15", "ar", 1, false;
    walk_at_16_and_over_in_english: "16+", "en", 0, false;
    walk_at_16_and_over_in_welsh: "16+", "cy", 1, false;
    walk_at_16_and_over_in_arabic: "16+", "ar", 2, false;
}

/// Every page in a theme, in the colours of younger and of older children.
fn themed(theme: &'static str, younger: &'static str) {
    at_home(|house| async move {
        for (band, screen) in [(younger, SCREENS[2]), ("12-15", SCREENS[0])] {
            let walk = Walk::new(&house, Look::of(band, "en").themed(theme), screen).await;
            walk.with_pictures().everything().await;
        }
    });
}

#[test]
fn row_02_contrast_in_strong_colours() {
    themed("contrast", "8-11");
}

#[test]
fn row_02_contrast_in_cream() {
    themed("cream", "4-7");
}

/// Every kind of question at rest, answered, and to be mended, in every size of tile and both dark and
/// light: what the walks, which answer with the first choice, do not all meet.
#[test]
fn rows_01_to_04_12_32_33_in_the_gallery() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        let mut faults = Vec::new();
        for (band, theme) in [("4-7", "usual"), ("8-11", "cream"), ("12-15", "usual"), ("16+", "contrast")] {
            for state in ["rest", "chosen", "mending"] {
                let page = Look::of(band, "en").themed(theme).at(&house.gallery, &format!("/gallery?state={state}"));
                tab.go(&house.server.url(&page)).await;
                let mut found = tab.found(&["tiles", "controls", "gaps", "edges"]).await;
                found.extend(tab.found(&READING.map(|(_, probe)| probe)).await);
                found.extend(tab.ask::<Vec<String>>("globalThis.rows.audit()").await);
                faults.extend(found.iter().map(|what| format!("{state} at {band} in {theme}: {what}")));
            }
        }
        tab.close().await;
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

/// The questions of the gallery one at a time, on a phone and on both sides of a tablet.
#[test]
fn rows_of_every_kind_of_question() {
    at_home(|house| async move {
        for (band, screen) in [("4-7", 1), ("8-11", 0), ("12-15", 2)] {
            let mut walk = Walk::new(&house, Look::of(band, "en"), SCREENS[screen]).await.in_gallery();
            walk.questions(false).await;
            walk.send().await;
            walk.end().await;
        }
    });
}

/// Twice and three times the size on a phone, 400 % (which is 320 × 256), and spaced as WCAG 1.4.12 has it.
#[test]
fn rows_32_33_large_words_and_wide_spaces() {
    at_home(|house| async move {
        let looks = [Look::of("4-7", "en"), Look::of("8-11", "cy"), Look::of("12-15", "ar")];
        for (size, screen, spaced) in
            [("3", (320, 256), false), ("2", (320, 640), true), ("1", (1080, 810), true), ("3", (810, 1080), false)]
        {
            for look in looks {
                let mut walk = Walk::new(&house, look.sized(size), screen).await.reading(spaced);
                walk.pages().await;
                walk.questions(true).await;
                walk.end().await;
            }
            let mut walk = Walk::new(&house, looks[0].sized(size), screen).await.reading(spaced).in_gallery();
            walk.questions(false).await;
            walk.end().await;
        }
    });
}

/// Larger words with pictures and speakers beside each answer, which leave them the least room.
#[test]
fn rows_32_33_large_words_with_speakers() {
    at_home(|house| async move {
        let looks = [Look::of("4-7", "en"), Look::of("8-11", "en").spoken()];
        for (size, screen) in [("2", (1080, 810)), ("3", (810, 1080)), ("2", (320, 640)), ("3", (1080, 810)), ("1", (600, 960))] {
            for look in looks {
                let mut walk = Walk::new(&house, look.sized(size), screen).await.reading(false);
                walk.pages().await;
                walk.questions(true).await;
                walk.end().await;
            }
        }
    });
}
