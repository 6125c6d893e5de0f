//! Services: a home, a team, a council; a tree.

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its row.
    pub id: i32,
    /// Its name.
    pub name: String,
    /// The service above it.
    pub parent: Option<i32>,
}

/// A tree of services in reading order: each with its depth, children under their parent.
#[must_use]
pub fn tree(services: &[Service]) -> Vec<(usize, &Service)> {
    let mut order = Vec::new();
    below(services, None, 0, &mut order);
    order
}

fn below<'a>(services: &'a [Service], parent: Option<i32>, depth: usize, order: &mut Vec<(usize, &'a Service)>) {
    // A council's tree is shallow; the bound keeps a circle in bad data from going round for good.
    if depth > 12 {
        return;
    }
    let mut here: Vec<&Service> = services.iter().filter(|s| s.parent == parent).collect();
    here.sort_by(|a, b| a.name.cmp(&b.name));
    for service in here {
        order.push((depth, service));
        below(services, Some(service.id), depth + 1, order);
    }
}

/// A service and all below it.
#[must_use]
pub fn with_all_below(services: &[Service], root: i32) -> Vec<i32> {
    let mut ids = vec![root];
    let mut next = 0;
    while let Some(id) = ids.get(next).copied() {
        let children = services.iter().filter(|s| s.parent == Some(id)).map(|s| s.id);
        let new: Vec<i32> = children.filter(|id| !ids.contains(id)).collect();
        ids.extend(new);
        next += 1;
    }
    ids
}

/// A service with all above it and all below it.
#[must_use]
pub fn line(services: &[Service], id: i32) -> Vec<i32> {
    let mut ids = with_all_below(services, id);
    let mut at = id;
    while let Some(parent) = services.iter().find(|s| s.id == at).and_then(|s| s.parent).filter(|p| !ids.contains(p)) {
        ids.push(parent);
        at = parent;
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::{Service, line, tree, with_all_below};

    #[test]
    fn a_tree_reads_parents_first() {
        let service = |id, name: &str, parent| Service { id, name: name.to_owned(), parent };
        let all = [service(1, "Council", None), service(2, "Home B", Some(1)), service(3, "Home A", Some(1)), service(4, "Other", None)];
        let names: Vec<_> = tree(&all).iter().map(|(depth, s)| (*depth, s.name.as_str())).collect();
        assert_eq!(names, [(0, "Council"), (1, "Home A"), (1, "Home B"), (0, "Other")]);
        assert_eq!(with_all_below(&all, 1), [1, 2, 3]);
        assert_eq!((line(&all, 2), line(&all, 1)), (vec![2, 1], vec![1, 2, 3]), "neither a sister nor another council");
        let circle = [service(5, "A", Some(6)), service(6, "B", Some(5))];
        assert_eq!(line(&circle, 5), [5, 6], "bad data goes round once");
    }
}
