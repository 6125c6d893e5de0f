//! Staff: roles, and authority as a value that must be held.

use std::fmt;

/// What a member of staff is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Runs the installation: staff, services, everything an officer may.
    Administrator,
    /// A rights officer: questionnaires, events, closing, who sees what.
    Officer,
    /// Reads children's own words (comes with the issue on them); sees no figures before others do.
    Reader,
    /// A service manager: released figures of the services given to him.
    Manager,
    /// An inspector: the same.
    Inspector,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 5] = [Role::Administrator, Role::Officer, Role::Reader, Role::Manager, Role::Inspector];

    /// Parses a role as it is stored and typed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == text)
    }

    /// The role as it is stored and typed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Officer => "officer",
            Role::Reader => "reader",
            Role::Manager => "manager",
            Role::Inspector => "inspector",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Role::Administrator => "Administrator",
            Role::Officer => "Officer",
            Role::Reader => "Reader",
            Role::Manager => "Manager",
            Role::Inspector => "Inspector",
        };
        f.write_str(text)
    }
}

/// A signed-in member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// The row.
    pub id: i32,
    /// The name shown.
    pub name: String,
    /// The address for signing in.
    pub email: String,
    /// The role.
    pub role: Role,
    /// The services given to a manager or inspector.
    pub services: Vec<i32>,
}

/// May run events and publish questionnaires. Held by officers and administrators.
#[derive(Debug, Clone)]
pub struct MayRun(());

/// May change staff and services. Held by administrators.
#[derive(Debug, Clone)]
pub struct MayAdminister(());

/// May view released figures, of all services or of some.
#[derive(Debug, Clone)]
pub struct MayView {
    /// None: all services.
    services: Option<Vec<i32>>,
}

impl Staff {
    /// The authority to run events, if this person has it.
    #[must_use]
    pub fn may_run(&self) -> Option<MayRun> {
        matches!(self.role, Role::Administrator | Role::Officer).then_some(MayRun(()))
    }

    /// The authority to administer, if this person has it.
    #[must_use]
    pub fn may_administer(&self) -> Option<MayAdminister> {
        matches!(self.role, Role::Administrator).then_some(MayAdminister(()))
    }

    /// The authority to view released figures, if this person has it.
    #[must_use]
    pub fn may_view(&self) -> Option<MayView> {
        match self.role {
            Role::Administrator | Role::Officer => Some(MayView { services: None }),
            Role::Manager | Role::Inspector => Some(MayView { services: Some(self.services.clone()) }),
            Role::Reader => None,
        }
    }
}

impl MayView {
    /// Whether figures of this service may be viewed.
    #[must_use]
    pub fn covers(&self, service: i32) -> bool {
        self.services.as_ref().is_none_or(|s| s.contains(&service))
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, Staff};

    #[test]
    fn roles_hold_what_they_should() {
        let staff = |role| Staff { id: 1, name: String::new(), email: String::new(), role, services: vec![2] };
        let held = |role| {
            let s = staff(role);
            (s.may_administer().is_some(), s.may_run().is_some(), s.may_view().map(|v| (v.covers(2), v.covers(3))))
        };
        assert_eq!(held(Role::Administrator), (true, true, Some((true, true))));
        assert_eq!(held(Role::Officer), (false, true, Some((true, true))));
        assert_eq!(held(Role::Reader), (false, false, None));
        assert_eq!(held(Role::Manager), (false, false, Some((true, false))));
        assert_eq!(held(Role::Inspector), (false, false, Some((true, false))));
    }
}
