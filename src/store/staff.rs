//! Staff, what is given to them, their sessions and one-time links.

use super::{Store, StoreError, Write};
use crate::domain::staff::{Role, Staff};
use entity::{session, sign_in_link, staff, staff_service};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// What is needed to check a password.
pub struct Credentials {
    /// The member of staff.
    pub staff: i32,
    /// The argon2id hash; none before a password was set.
    pub password_hash: Option<String>,
}

impl Store {
    /// All members of staff, by name.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn all_staff(&self) -> Result<Vec<Staff>, StoreError> {
        let rows = staff::Entity::find().order_by_asc(staff::Column::Name).all(&self.read).await?;
        let given = staff_service::Entity::find().all(&self.read).await?;
        rows.into_iter().map(|row| to_domain(row, &given)).collect()
    }

    /// How a member of staff signs in, by address (written in any case).
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn credentials(&self, email: &str) -> Result<Option<Credentials>, StoreError> {
        let row = staff::Entity::find().filter(staff::Column::Email.eq(email.trim().to_lowercase())).one(&self.read).await?;
        Ok(row.map(|row| Credentials { staff: row.id, password_hash: row.password_hash }))
    }

    /// The session under a digest: who it is, its CSRF token, when it began and was last used.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn session(&self, digest: &[u8]) -> Result<Option<(Staff, String, i64, i64)>, StoreError> {
        let Some(row) = session::Entity::find_by_id(digest.to_vec()).one(&self.read).await? else { return Ok(None) };
        let Some(who) = staff::Entity::find_by_id(row.staff_id).one(&self.read).await? else { return Ok(None) };
        let given = staff_service::Entity::find().filter(staff_service::Column::StaffId.eq(row.staff_id)).all(&self.read).await?;
        Ok(Some((to_domain(who, &given)?, row.csrf, row.started_at, row.seen_at)))
    }
}

fn to_domain(row: staff::Model, given: &[staff_service::Model]) -> Result<Staff, StoreError> {
    Ok(Staff {
        role: Role::parse(&row.role).ok_or(StoreError::BadRow("staff"))?,
        services: given.iter().filter(|g| g.staff_id == row.id).map(|g| g.service_id).collect(),
        id: row.id,
        name: row.name,
        email: row.email,
    })
}

impl Write {
    /// Adds a member of staff; gives the row, or none if the address is taken.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn add_staff(&self, email: &str, name: &str, role: Role) -> Result<Option<i32>, StoreError> {
        let email = email.trim().to_lowercase();
        if staff::Entity::find().filter(staff::Column::Email.eq(&email)).one(&self.tx).await?.is_some() {
            return Ok(None);
        }
        let row = staff::ActiveModel {
            email: Set(email),
            name: Set(name.to_owned()),
            role: Set(role.as_str().to_owned()),
            password_hash: Set(None),
            ..Default::default()
        };
        Ok(Some(staff::Entity::insert(row).exec(&self.tx).await?.last_insert_id))
    }

    /// Sets a password hash.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn set_password(&self, staff: i32, hash: &str) -> Result<(), StoreError> {
        let row = staff::ActiveModel { id: Set(staff), password_hash: Set(Some(hash.to_owned())), ..Default::default() };
        staff::Entity::update(row).exec(&self.tx).await?;
        Ok(())
    }

    /// Gives a member of staff exactly these services.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn give_services(&self, staff: i32, services: &[i32]) -> Result<(), StoreError> {
        staff_service::Entity::delete_many().filter(staff_service::Column::StaffId.eq(staff)).exec(&self.tx).await?;
        let rows = services.iter().map(|service| staff_service::ActiveModel { staff_id: Set(staff), service_id: Set(*service) });
        staff_service::Entity::insert_many(rows).exec(&self.tx).await?;
        Ok(())
    }

    /// Adds a one-time link.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn add_link(&self, digest: &[u8], staff: i32, expires_at: i64) -> Result<(), StoreError> {
        let row = sign_in_link::ActiveModel { digest: Set(digest.to_vec()), staff_id: Set(staff), expires_at: Set(expires_at) };
        sign_in_link::Entity::insert(row).exec_without_returning(&self.tx).await?;
        Ok(())
    }

    /// Uses a one-time link up; gives the member of staff if it was good at this time.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn use_link(&self, digest: &[u8], now: i64) -> Result<Option<i32>, StoreError> {
        let Some(row) = sign_in_link::Entity::find_by_id(digest.to_vec()).one(&self.tx).await? else { return Ok(None) };
        let used = sign_in_link::Entity::delete_by_id(digest.to_vec()).exec(&self.tx).await?;
        Ok((used.rows_affected == 1 && row.expires_at > now).then_some(row.staff_id))
    }

    /// Begins a session.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn add_session(&self, digest: &[u8], staff: i32, csrf: &str, now: i64) -> Result<(), StoreError> {
        let row = session::ActiveModel {
            digest: Set(digest.to_vec()),
            staff_id: Set(staff),
            csrf: Set(csrf.to_owned()),
            started_at: Set(now),
            seen_at: Set(now),
        };
        session::Entity::insert(row).exec_without_returning(&self.tx).await?;
        Ok(())
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn session_seen(&self, digest: &[u8], now: i64) -> Result<(), StoreError> {
        let row = session::ActiveModel { digest: Set(digest.to_vec()), seen_at: Set(now), ..Default::default() };
        session::Entity::update(row).exec(&self.tx).await?;
        Ok(())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn end_session(&self, digest: &[u8]) -> Result<(), StoreError> {
        session::Entity::delete_by_id(digest.to_vec()).exec(&self.tx).await?;
        Ok(())
    }
}
