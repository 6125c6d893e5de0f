//! The route table with its names filled in, for tests that walk it.

use sayso::web::{RouteRow, route_table};

/// What stands for the names in a path.
pub(crate) struct Names<'a> {
    pub(crate) event: &'a str,
    pub(crate) question: &'a str,
    /// The row of a questionnaire.
    pub(crate) questionnaire: i32,
    /// The row of a manager or inspector.
    pub(crate) person: i32,
    /// The name of an asset.
    pub(crate) asset: &'a str,
}

/// Every row of the table with the path that is asked for.
pub(crate) fn paths(names: &Names<'_>) -> Vec<(RouteRow, String)> {
    let hex = "0123456789abcdef0123456789abcdef";
    let (questionnaire, person) = (names.questionnaire.to_string(), names.person.to_string());
    let fill = |row: &RouteRow| {
        let id = match row.path {
            path if path.starts_with("/e/") => hex,
            path if path.starts_with("/people") => &person,
            _ => &questionnaire,
        };
        let path = row
            .path
            .replace("{event}", names.event)
            .replace("{vote}", names.event)
            .replace("{subject}", &format!("all-1-{questionnaire}"))
            .replace("{question}", names.question)
            .replace("{envelope}", hex)
            .replace("{remark}", hex)
            .replace("{quote}", hex)
            .replace("{token}", hex)
            .replace("{name}", names.asset)
            .replace("{size}", "192")
            .replace("{tablet}", "1")
            .replace("{hand}", hex)
            .replace("{id}", id);
        // The board's events have no end, unless they are asked for once.
        let path = if path.ends_with("/live") { path + "?once=1" } else { path };
        assert!(!path.contains('{'), "{path}: a name that this test does not know; add it to Names");
        path
    };
    route_table().into_iter().map(|row| (row.clone(), fill(&row))).collect()
}
