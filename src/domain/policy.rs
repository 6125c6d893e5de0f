//! Policies: how small numbers are protected. An event's policy is promised when it opens, bound
//! into every envelope, and never changed.

use super::staff::MayAdminister;
use serde::{Deserialize, Serialize};

/// How small numbers are protected. In the order of how strictly figures are shown: where
/// releases under several policies are put together, the greatest wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// As counted; nothing but the threshold of ten.
    PlainCounts,
    /// Every count is changed a little, once, at random (discrete Laplace, b = 4/3).
    Protected,
    /// To the nearest five; below ten and above a cap held back.
    Rounded,
}

impl Policy {
    /// All policies, in the order in which they are offered.
    pub const ALL: [Policy; 3] = [Policy::Protected, Policy::Rounded, Policy::PlainCounts];

    /// Parses a policy as it is stored and bound.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.as_str() == text)
    }

    /// The policy as it is stored and bound.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Policy::Protected => "protected",
            Policy::Rounded => "rounded",
            Policy::PlainCounts => "plain-counts",
        }
    }

    /// Its name, as staff and readers see it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Policy::Protected => "Protected",
            Policy::Rounded => "Rounded",
            Policy::PlainCounts => "Plain counts",
        }
    }

    /// Whether tables may also be split by a breakdown. Under the others a question has one table.
    #[must_use]
    pub fn breaks_down(self) -> bool {
        self == Policy::Protected
    }

    /// Whether one early look may be taken while the event is open.
    #[must_use]
    pub fn allows_early_look(self) -> bool {
        self == Policy::Protected
    }

    /// What it does to figures, in one sentence for readers.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Policy::Protected => "Counts may have been changed a little, at random, to protect who said what.",
            Policy::Rounded => {
                "Counts are rounded to the nearest 5, and small and very large ones are held back, to protect who said what."
            }
            Policy::PlainCounts => "Counts are shown as they are.",
        }
    }
}

/// A policy as it is promised when an event opens. Whoever holds one may promise it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    policy: Policy,
    reason: Option<String>,
}

/// Plain counts were asked for without saying why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("plain counts need a written reason of 10 to 500 letters, which is printed on the summary")]
pub struct NoReason;

impl Promise {
    /// The usual promise.
    #[must_use]
    pub fn protected() -> Self {
        Self { policy: Policy::Protected, reason: None }
    }

    /// Rounded figures.
    #[must_use]
    pub fn rounded() -> Self {
        Self { policy: Policy::Rounded, reason: None }
    }

    /// Plain counts: an administrator's decision, with a reason that is printed on the summary.
    ///
    /// # Errors
    /// [`NoReason`] if the reason is shorter than 10 letters or longer than 500.
    pub fn plain_counts(_: &MayAdminister, reason: &str) -> Result<Self, NoReason> {
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        if !(10..=500).contains(&reason.chars().count()) {
            return Err(NoReason);
        }
        Ok(Self { policy: Policy::PlainCounts, reason: Some(reason) })
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// Why plain counts are shown.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::{Policy, Promise};
    use crate::domain::staff::{Role, Staff};

    #[test]
    fn policies_read_back_and_the_strictest_is_the_greatest() {
        for policy in Policy::ALL {
            assert_eq!(Policy::parse(policy.as_str()), Some(policy));
        }
        assert_eq!(Policy::parse("none"), None);
        assert_eq!(Policy::ALL.into_iter().max(), Some(Policy::Rounded));
        assert_eq!(Policy::ALL.into_iter().min(), Some(Policy::PlainCounts));
    }

    #[test]
    fn plain_counts_need_an_administrator_and_a_reason() {
        let staff = |role| Staff { id: 1, name: String::new(), email: String::new(), role, services: Vec::new() };
        assert!(staff(Role::Officer).may_administer().is_none());
        let may = staff(Role::Administrator).may_administer().expect("an administrator");
        assert!(Promise::plain_counts(&may, "  because  ").is_err());
        assert!(Promise::plain_counts(&may, &"x".repeat(501)).is_err());
        let promise = Promise::plain_counts(&may, "  The council  publishes whole numbers ").expect("a reason");
        assert_eq!(promise.reason(), Some("The council publishes whole numbers"));
        assert_eq!(promise.policy(), Policy::PlainCounts);
    }
}
