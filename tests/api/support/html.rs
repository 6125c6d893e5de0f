//! Just enough reading of HTML to check pages. The pages are ours: well formed, attributes quoted.

/// A start tag with its attributes.
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute; empty if it has none; none if it is not there.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// All start tags of a page.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/').expect("a tag ends");
        let mut tag = Tag { name: rest[..end].to_owned(), attributes: Vec::new() };
        rest = rest[end..].trim_start();
        while !rest.starts_with('>') && !rest.starts_with("/>") {
            let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c)).expect("a name ends");
            let name = rest[..end].to_owned();
            rest = &rest[end..];
            let mut value = String::new();
            if let Some(quoted) = rest.strip_prefix("=\"") {
                let end = quoted.find('"').expect("a value ends");
                quoted[..end].clone_into(&mut value);
                rest = &quoted[end + 1..];
            }
            tag.attributes.push((name, value));
            rest = rest.trim_start();
        }
        tags.push(tag);
    }
    tags
}

/// What a person reads: the text outside of tags and `<title>`.
pub(crate) fn visible(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        if let Some((tag, after)) = piece.split_once('>')
            && !tag.starts_with("title")
        {
            text.push_str(after);
            text.push(' ');
        }
    }
    text
}

/// The values of an attribute, in the order of the page.
pub(crate) fn values(html: &str, attribute: &str) -> Vec<String> {
    tags(html).iter().filter_map(|tag| tag.get(attribute)).map(|v| v.replace("&amp;", "&")).collect()
}

/// Whether an input with this name and value is ticked.
pub(crate) fn checked(html: &str, name: &str, value: &str) -> bool {
    tags(html)
        .iter()
        .any(|t| t.name == "input" && t.get("name") == Some(name) && t.get("value") == Some(value) && t.get("checked").is_some())
}

/// How many rows the bodies of a page's tables have.
pub(crate) fn rows(html: &str) -> usize {
    html.split("<tbody>").skip(1).filter_map(|body| body.split("</tbody>").next()).map(|body| body.matches("<tr>").count()).sum()
}
