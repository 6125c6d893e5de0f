//! The child's scripts as one file: each module in a scope of its own, in the order in which they
//! need one another, without their comments. So a tablet on poor wifi asks once.
//!
//! It reads the few forms that our modules are written in, and the tests hold them to it:
//! `import { a, b } from "./x.js";` on a line, and `export` before `const`, `let`, `function`,
//! `async function` or `class` at the start of a line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Puts modules together, from the one that is started.
pub(super) fn bundle(modules: &BTreeMap<String, String>, first: &str) -> String {
    let mut out = String::from("\"use strict\";\n");
    let exports = add(modules, first, &mut BTreeSet::new(), &mut out);
    if !exports.is_empty() {
        let _infallible = writeln!(out, "export const {{{}}} = {};", exports.join(","), scope(first));
    }
    out
}

/// Adds a module after those that it needs. Gives what it exports.
fn add(modules: &BTreeMap<String, String>, name: &str, done: &mut BTreeSet<String>, out: &mut String) -> Vec<String> {
    let Some(text) = modules.get(name) else { return Vec::new() };
    if !done.insert(name.to_owned()) {
        return Vec::new();
    }
    let text = without_comments(text);
    let (mut body, mut exports) = (String::new(), Vec::new());
    for line in text.lines() {
        if let Some((names, from)) = import(line) {
            add(modules, from, done, out);
            let _infallible = writeln!(body, "const {{{names}}} = {};", scope(from));
        } else if let Some(rest) = line.strip_prefix("export ") {
            exports.extend(exported(rest));
            body.push_str(rest);
            body.push('\n');
        } else {
            body.push_str(line);
            body.push('\n');
        }
    }
    // The arguments are read where the scope ends, so that what is declared late is there.
    let _infallible = writeln!(out, "const {} = (() => {{\n{body}return {{{}}};\n}})();", scope(name), exports.join(","));
    exports
}

/// The names and the file of a line that imports.
fn import(line: &str) -> Option<(&str, &str)> {
    let (names, rest) = line.strip_prefix("import {")?.split_once('}')?;
    Some((names.trim(), rest.trim().strip_prefix("from \"./")?.strip_suffix("\";")?))
}

/// The names that a declaration exports: `const A = 1, B = 2;` exports two.
fn exported(declaration: &str) -> Vec<String> {
    let words = declaration.trim_start_matches("async ");
    let (kind, rest) = words.split_once(' ').unwrap_or_default();
    let name = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '$').collect::<String>();
    match kind {
        // Plain numbers one after the other, as `WRONG = 3, WAIT = 10_000`.
        "const" | "let" if rest.ends_with(';') && !rest.contains("=>") && !rest.contains('(') => {
            rest.split(',').filter(|part| part.contains('=')).map(name).collect()
        }
        _ => vec![name(rest)],
    }
}

fn scope(name: &str) -> String {
    format!("$_{}", name.trim_end_matches(".js"))
}

/// Takes out comments that stand on lines of their own, JSDoc within a line, and indentation.
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in text.lines() {
        let mut line = line.trim().to_owned();
        if inside {
            let Some(end) = line.find("*/") else { continue };
            line = line.get(end + 2..).unwrap_or_default().trim().to_owned();
            inside = false;
        }
        while let Some(start) = line.find("/**") {
            let (before, after) = line.split_at(start);
            let Some(end) = after.find("*/") else {
                inside = true;
                line = before.trim_end().to_owned();
                break;
            };
            line = format!("{before}{}", after.get(end + 2..).unwrap_or_default().trim_start());
        }
        if !line.is_empty() && !line.starts_with("//") {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{bundle, exported, without_comments};
    use std::collections::BTreeMap;

    #[test]
    fn modules_stand_in_the_order_in_which_they_need_one_another() {
        let module = |text: &str| text.to_owned();
        let modules = BTreeMap::from([
            ("a.js".to_owned(), module("// @ts-check\nimport { b, other } from \"./b.js\";\nb(other);\n")),
            (
                "b.js".to_owned(),
                module(
                    "import { c } from \"./c.js\";\n/** Says. @param {string} x */\nexport function b(x) {\n  c(x);\n}\nexport const other = 1;\n",
                ),
            ),
            ("c.js".to_owned(), module("const hidden = 1;\nexport const c = (x) => x;\n")),
        ]);
        let whole = "\"use strict\";\nconst $_c = (() => {\nconst hidden = 1;\nconst c = (x) => x;\nreturn {c};\n})();\n\
            const $_b = (() => {\nconst {c} = $_c;\nfunction b(x) {\nc(x);\n}\nconst other = 1;\nreturn {b,other};\n})();\n\
            const $_a = (() => {\nconst {b, other} = $_b;\nb(other);\nreturn {};\n})();\n";
        assert_eq!(bundle(&modules, "a.js"), whole);
        assert!(bundle(&modules, "b.js").ends_with("export const {b,other} = $_b;\n"), "what is started may give something");
    }

    #[test]
    fn what_is_exported_is_found() {
        assert_eq!(exported("const A = 3, B = 10_000;"), ["A", "B"]);
        assert_eq!(exported("const f = (x, y) => x;"), ["f"]);
        assert_eq!(exported("async function seal({ key }) {"), ["seal"]);
        assert_eq!(exported("class Break {"), ["Break"]);
    }

    #[test]
    fn comments_go_and_what_looks_like_one_in_a_line_stays() {
        assert_eq!(
            without_comments("// a\n/** b\n * c */\nlet x = 1; // stays\nfetch(\"http://x\");\nconst y = /** @type {A} */ (z);\n"),
            "let x = 1; // stays\nfetch(\"http://x\");\nconst y = (z);\n"
        );
    }
}
