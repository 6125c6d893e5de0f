//! What was changed between what a child wrote and what would be shown of it, word by word.

use maud::{Markup, html};
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};

/// What would be shown, with everything that was taken out struck through and everything that was put in underlined.
/// Without the original it stands as it is.
pub(super) fn changed(original: Option<&str>, text: &str) -> Markup {
    let Some(original) = original else { return html! { p.remark dir="auto" { (text) } } };
    let diff = TextDiff::from_words(original, text);
    // Changes that touch stand together: one line through three words reads better than three.
    let mut pieces: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match pieces.last_mut() {
            Some((tag, words)) if *tag == change.tag() => words.push_str(change.value()),
            _ => pieces.push((change.tag(), change.value().to_owned())),
        }
    }
    html! {
        p.remark dir="auto" {
            @for (tag, words) in &pieces {
                @match tag {
                    ChangeTag::Equal => (words),
                    ChangeTag::Delete => del { span.said { "taken out: " } (words) },
                    ChangeTag::Insert => ins { span.said { "put in: " } (words) },
                }
            }
        }
    }
}

/// A word without what does not make it another: case and marks.
fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words that stand outside brackets in a quote and that the child did not write there.
pub(super) fn not_hers<'t>(original: &str, text: &'t str) -> Vec<&'t str> {
    let mut outside = Vec::new();
    let mut rest = text;
    while let Some((before, (_, after))) = rest.split_once('[').and_then(|(before, more)| Some((before, more.split_once(']')?))) {
        outside.push(before);
        rest = after;
    }
    outside.push(rest);
    let words: Vec<&str> = outside.into_iter().flat_map(str::split_whitespace).filter(|word| !bare(word).is_empty()).collect();
    let hers: Vec<String> = original.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    let shown: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let put_in = capture_diff_slices(Algorithm::Myers, &hers, &shown).into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    put_in.flat_map(|op| words.get(op.new_range()).unwrap_or_default().to_vec()).collect()
}

#[cfg(test)]
mod tests {
    use super::{changed, not_hers};

    #[test]
    fn every_word_that_was_taken_out_or_put_in_is_shown() {
        let page = changed(Some("My worker Karen takes me for chips"), "My worker […] takes me [out]").into_string();
        for part in ["<del><span class=\"said\">taken out: </span>Karen</del>", "</span>[…]</ins>", "for chips</del>", "[out]</ins>"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        let same = changed(Some("I like it"), "I like it").into_string();
        assert!(!same.contains("<del") && !same.contains("<ins"), "{same}");
        assert!(!changed(Some("<b>x</b> he"), "<i>y</i>").into_string().contains("<b>"));
        assert!(changed(None, "I like it").into_string().contains("I like it"));
    }

    #[test]
    fn words_that_the_child_did_not_write_are_found_outside_brackets_only() {
        let wrote = "he takes me for chips in his red car and we talk that is the best bit";
        assert_eq!(not_hers(wrote, "We go out and we talk. That is the best bit."), ["We", "go", "out"]);
        assert!(not_hers(wrote, "He takes me [out] and we talk: that is the best bit!").is_empty(), "case and marks are no words");
        assert!(not_hers("If you cant do it dont say it", "If you can’t do it, don’t say it.").is_empty());
        assert_eq!(not_hers(wrote, "<b>x</b> he takes me"), ["<b>x</b>"]);
        assert!(not_hers(wrote, "[She says] he takes me […]").is_empty());
        assert_eq!(not_hers(wrote, "he takes me [open"), ["[open"], "a bracket that does not close hides nothing");
    }
}
