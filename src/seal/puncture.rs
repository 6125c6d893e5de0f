//! A key for every remark out of one secret, such that single ones can be taken away for good.
//!
//! The secret is the root of a tree of hashes (Goldreich, Goldwasser and Micali 1986): a node's two
//! children are hashes of it, a key is a leaf, and which leaf is a remark's follows from its id. To
//! destroy one key the root is replaced by the nodes beside the way to that leaf: they give every other
//! key, and never that one again. So nothing need be written when a remark comes, and nothing that is
//! kept tells when one came or how many did; and a remark that was destroyed is unreadable in every
//! backup of the database, while the one beside it, which nobody has read yet, is not.

use super::random::random_bytes;
use crate::domain::disclosure::laplace::OutOfRandomness;
use crate::domain::envelope::RemarkId;
use sha2::{Digest as _, Sha256};

/// Levels of the tree. Among 5,000 remarks two share a leaf once in twenty million events; they would be
/// destroyed together.
const DEPTH: u8 = 48;

/// Bytes of a node as it is kept: depth, way, seed.
const NODE: usize = 1 + 8 + 32;

/// Bytes of the salt: without it, which leaf an id has could be chosen by whoever makes the id.
const SALT: usize = 16;

/// A node: all leaves whose first `depth` bits are `way` follow from its seed.
#[derive(Clone, PartialEq, Eq)]
struct Node {
    depth: u8,
    way: u64,
    seed: [u8; 32],
}

impl Node {
    /// The first leaf below it, among 2^48.
    fn first(&self) -> u64 {
        self.way << (DEPTH - self.depth)
    }

    fn covers(&self, leaf: u64) -> bool {
        leaf >> (DEPTH - self.depth) == self.way
    }

    fn child(&self, bit: u64) -> Self {
        let side = if bit == 0 { b"0" } else { b"1" };
        let seed = Sha256::new().chain_update(b"sayso branch 1 ").chain_update(side).chain_update(self.seed).finalize().into();
        Self { depth: self.depth + 1, way: self.way << 1 | bit, seed }
    }

    /// Its two children: the one on the way to a leaf, and the one beside it.
    fn fork(&self, leaf: u64) -> (Self, Self) {
        let bit = leaf >> (DEPTH - self.depth - 1) & 1;
        (self.child(bit), self.child(1 - bit))
    }
}

/// The tree as it is left. No `Debug`: it is a secret.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Tree {
    salt: [u8; SALT],
    /// In order; no two cover one leaf.
    nodes: Vec<Node>,
}

impl Tree {
    /// A whole tree.
    pub(super) fn fresh() -> Result<Self, OutOfRandomness> {
        Ok(Self { salt: random_bytes()?, nodes: vec![Node { depth: 0, way: 0, seed: random_bytes()? }] })
    }

    fn leaf(&self, id: &RemarkId) -> u64 {
        let digest = Sha256::new().chain_update(b"sayso leaf 1 ").chain_update(self.salt).chain_update(id.bytes()).finalize();
        digest.iter().take(usize::from(DEPTH / 8)).fold(0, |leaf, byte| leaf << 8 | u64::from(*byte))
    }

    /// The place of the node that covers a leaf; none if the leaf was taken away.
    fn at(&self, leaf: u64) -> Option<usize> {
        let after = self.nodes.partition_point(|node| node.first() <= leaf);
        after.checked_sub(1).filter(|at| self.nodes.get(*at).is_some_and(|node| node.covers(leaf)))
    }

    /// Whether a remark's key is still there.
    pub(super) fn holds(&self, id: &RemarkId) -> bool {
        self.at(self.leaf(id)).is_some()
    }

    /// A remark's key; none once it was taken away.
    pub(super) fn key(&self, id: &RemarkId) -> Option<[u8; 32]> {
        let leaf = self.leaf(id);
        let mut node = self.nodes.get(self.at(leaf)?)?.clone();
        while node.depth < DEPTH {
            node = node.fork(leaf).0;
        }
        Some(node.seed)
    }

    /// Takes a remark's key away. False if it was gone.
    pub(super) fn puncture(&mut self, id: &RemarkId) -> bool {
        let leaf = self.leaf(id);
        let Some(at) = self.at(leaf) else { return false };
        let mut node = self.nodes.remove(at);
        let mut left = Vec::new();
        while node.depth < DEPTH {
            let (on, beside) = node.fork(leaf);
            left.push(beside);
            node = on;
        }
        left.sort_unstable_by_key(Node::first);
        self.nodes.splice(at..at, left);
        true
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.salt.to_vec();
        for node in &self.nodes {
            bytes.push(node.depth);
            bytes.extend(node.way.to_be_bytes());
            bytes.extend(node.seed);
        }
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (salt, rest) = bytes.split_first_chunk::<SALT>()?;
        let (nodes, rest) = rest.as_chunks::<NODE>();
        let read = |node: &[u8; NODE]| {
            let (depth, rest) = node.split_first()?;
            let (way, seed) = rest.split_first_chunk::<8>()?;
            let way = u64::from_be_bytes(*way);
            (*depth <= DEPTH && way >> *depth == 0).then_some(Node { depth: *depth, way, seed: seed.try_into().ok()? })
        };
        let nodes: Vec<Node> = nodes.iter().map(read).collect::<Option<_>>()?;
        let apart = nodes.is_sorted_by(|one, two| one.first() + (1 << (DEPTH - one.depth)) <= two.first());
        (rest.is_empty() && apart).then_some(Self { salt: *salt, nodes })
    }
}

#[cfg(test)]
mod tests {
    use super::{DEPTH, Tree};
    use crate::domain::envelope::RemarkId;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn what_was_taken_away_is_gone_and_every_other_key_is_as_it_was(
            ids in proptest::collection::hash_set(any::<[u8; 16]>(), 2..40),
            gone in proptest::collection::vec(any::<bool>(), 40),
        ) {
            let ids: Vec<RemarkId> = ids.into_iter().map(RemarkId::new).collect();
            let whole = Tree::fresh().expect("randomness");
            let mut tree = whole.clone();
            for (id, _) in ids.iter().zip(&gone).filter(|(_, gone)| **gone) {
                prop_assert!(tree.puncture(id) && !tree.puncture(id));
            }
            let tree = Tree::from_bytes(&tree.to_bytes()).expect("reads back");
            for (id, gone) in ids.iter().zip(&gone) {
                prop_assert_eq!((tree.key(id), tree.holds(id)), if *gone { (None, false) } else { (whole.key(id), true) });
                // No node that is left lies on the way to a leaf that was taken away: nothing leads there.
                let leaf = tree.leaf(id);
                prop_assert!(!*gone || !tree.nodes.iter().any(|n| n.covers(leaf)));
            }
            let covered: u128 = tree.nodes.iter().map(|n| 1_u128 << (DEPTH - n.depth)).sum();
            let taken = gone.iter().take(ids.len()).filter(|gone| **gone).count();
            prop_assert_eq!(covered, (1_u128 << DEPTH) - u128::try_from(taken).expect("few"), "and nothing else is lost");
        }
    }

    #[test]
    fn keys_are_all_different_and_those_of_this_tree() {
        let (one, two) = (Tree::fresh().expect("randomness"), Tree::fresh().expect("randomness"));
        let (a, b) = (RemarkId::new([1; 16]), RemarkId::new([2; 16]));
        assert!(one.key(&a) != one.key(&b) && one.key(&a) != two.key(&a) && one.leaf(&a) != two.leaf(&a));
        assert_eq!(one.key(&a), one.key(&a));
    }

    #[test]
    fn what_is_no_tree_is_not_read() {
        let mut tree = Tree::fresh().expect("randomness");
        tree.puncture(&RemarkId::new([7; 16]));
        let bytes = tree.to_bytes();
        assert!(Tree::from_bytes(&bytes).is_some_and(|read| read == tree));
        assert!(Tree::from_bytes(&bytes[..bytes.len() - 1]).is_none());
        let mut deep = bytes.clone();
        deep[16] = DEPTH + 1;
        assert!(Tree::from_bytes(&deep).is_none());
        let twice = [bytes.as_slice(), &bytes[16..]].concat();
        assert!(Tree::from_bytes(&twice).is_none(), "nodes that overlap");
    }

    /// Five thousand keys are found in far less than the time in which a queue opens, and the file in which
    /// the secret lies stays small when thousands were destroyed.
    #[test]
    fn a_tree_that_lost_thousands_is_small() {
        let ids: Vec<RemarkId> = (0..5000_u128).map(|i| RemarkId::new(i.to_be_bytes())).collect();
        let mut tree = Tree::fresh().expect("randomness");
        for id in &ids[..2000] {
            tree.puncture(id);
        }
        assert!(tree.to_bytes().len() < 4_000_000, "{}", tree.to_bytes().len());
        assert_eq!(ids.iter().filter(|id| tree.key(id).is_some()).count(), 3000);
    }
}
