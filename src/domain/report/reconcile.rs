//! One reconciled set of figures: groups and their total, and the cells of a table and its base,
//! agree. Least squares on the released integers; costs no protection, since it adds nothing to them.

/// Estimates of the cells of one table.
pub(super) type Cells = Vec<f64>;

/// Projects a table whose cells add up to its known base onto that sum.
pub(super) fn to_base(cells: &mut Cells, base: f64) {
    let Ok(n) = u32::try_from(cells.len()) else { return };
    if n == 0 {
        return;
    }
    let off = (cells.iter().sum::<f64>() - base) / f64::from(n);
    cells.iter_mut().for_each(|c| *c -= off);
}

/// Projects a total and groups that together are everybody onto groups adding up to the total, cell by cell.
///
/// Together with [`to_base`] on each table this is the least-squares solution: the projections
/// commute, since the bases of the groups add up to the base of the total.
pub(super) fn with_groups(total: &mut Cells, groups: &mut [Cells]) {
    let Ok(n) = u32::try_from(groups.len()) else { return };
    if n == 0 {
        return;
    }
    let n = f64::from(n);
    for (i, all) in total.iter_mut().enumerate() {
        let sum: f64 = groups.iter().filter_map(|g| g.get(i)).sum();
        let agreed = (n * *all + sum) / (n + 1.0);
        for group in groups.iter_mut() {
            if let Some(cell) = group.get_mut(i) {
                *cell += (agreed - sum) / n;
            }
        }
        *all = agreed;
    }
}

#[cfg(test)]
mod tests {
    use super::{to_base, with_groups};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn groups_bases_and_total_agree(a in proptest::collection::vec(-5i32..60, 4), b in proptest::collection::vec(-5i32..60, 4), all in proptest::collection::vec(-5i32..120, 4)) {
            let cells = |v: &[i32]| v.iter().map(|x| f64::from(*x)).collect::<Vec<f64>>();
            let (mut all, mut groups) = (cells(&all), vec![cells(&a), cells(&b)]);
            to_base(&mut all, 100.0);
            to_base(&mut groups[0], 60.0);
            to_base(&mut groups[1], 40.0);
            with_groups(&mut all, &mut groups);
            for i in 0..4 {
                prop_assert!((groups[0][i] + groups[1][i] - all[i]).abs() < 1e-9);
            }
            for (cells, base) in [(&all, 100.0), (&groups[0], 60.0), (&groups[1], 40.0)] {
                prop_assert!((cells.iter().sum::<f64>() - base).abs() < 1e-9);
            }
        }
    }
}
