//! Staff: roles, and authority as a value that must be held.

use super::safeguarding::Safeguarding;
use super::service::{Service, line};
use std::fmt;

/// What a member of staff is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Runs the installation: staff, services, everything an officer may.
    Administrator,
    /// A rights officer: questionnaires, events, closing, who sees what.
    Officer,
    /// Reads children's own words, at events for which he or she is named; sees no figures before others do.
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
    /// The services given to a manager or inspector; those at which a reader works.
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

/// May read what children wrote at one event, and decide on it. Held by the reader and the deputy named
/// for the event, and by nobody else: not by whoever runs it, nor by an administrator.
#[derive(Debug, Clone)]
pub struct MayRead {
    staff: i32,
    event: i32,
}

impl MayRead {
    /// Who reads.
    #[must_use]
    pub fn staff(&self) -> i32 {
        self.staff
    }

    /// Whether this is about an event.
    #[must_use]
    pub fn covers(&self, event: i32) -> bool {
        self.event == event
    }
}

impl Staff {
    /// The authority to read what children wrote at an event of a service, if this person is its reader or
    /// deputy, and was not given the service, or one above or below it, after the event was opened.
    #[must_use]
    pub fn may_read(&self, event: i32, named: Option<&Safeguarding>, service: i32, services: &[Service]) -> Option<MayRead> {
        let line = line(services, service);
        let may = self.role == Role::Reader && named.is_some_and(|n| n.names(self.id)) && !self.services.iter().any(|s| line.contains(s));
        may.then_some(MayRead { staff: self.id, event })
    }

    /// Whether this person reads what children write, at whichever events he or she is named for.
    #[must_use]
    pub fn is_reader(&self) -> bool {
        self.role == Role::Reader
    }

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
    use crate::domain::safeguarding::Safeguarding;
    use crate::domain::service::Service;

    #[test]
    fn only_who_is_named_reads_and_only_that_event() {
        let services = [Service { id: 2, name: String::new(), parent: None }, Service { id: 3, name: String::new(), parent: Some(2) }];
        let staff = |id, role, given: &[i32]| Staff { id, name: String::new(), email: String::new(), role, services: given.to_vec() };
        let named = Safeguarding { reader: 1, deputy: 7, read_by: Safeguarding::END_OF_DAY };
        let may = |s: &Staff| s.may_read(9, Some(&named), 3, &services);
        for id in [1, 7] {
            let held = may(&staff(id, Role::Reader, &[])).expect("is named");
            assert!(held.covers(9) && !held.covers(8) && held.staff() == id);
        }
        assert!(may(&staff(4, Role::Reader, &[])).is_none(), "another reader");
        assert!(staff(1, Role::Reader, &[]).may_read(9, None, 3, &services).is_none(), "nobody is named");
        for role in Role::ALL.into_iter().filter(|r| *r != Role::Reader) {
            assert!(may(&staff(1, role, &[])).is_none(), "{role}");
        }
        assert!(may(&staff(1, Role::Reader, &[2])).is_none(), "was given the service above meanwhile");
    }

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
