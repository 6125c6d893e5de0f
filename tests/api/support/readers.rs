//! An event at which children may write, opened beside the server over the same folder.

use sayso::domain::event::NewEvent;
use sayso::domain::policy::Promise;
use sayso::domain::safeguarding::Safeguarding;
use sayso::domain::staff::Role;
use sayso::flow::Flow;
use sayso::seal::Keyring;
use sayso::store::{Location, ReleaseFiles, Store};
use std::path::Path;
use time::macros::date;

/// Opens an event with the published questionnaire of this code, read by two readers, who are added. Gives its code.
pub(crate) async fn open_to_write(data: &Path, questionnaire: &str, asks_alone: bool) -> String {
    let store = Store::open(&Location::File(data.join("sayso.db"))).await.expect("opens");
    let files = ReleaseFiles::open(&data.join("releases")).expect("a folder");
    let flow = Flow::start(store, Keyring::open(&data.join("keys"), None).expect("keys"), files);
    let service = flow.store.services().await.expect("services").first().expect("a service").id;
    let all = flow.store.questionnaires().await.expect("questionnaires");
    let questionnaire = all.iter().find(|q| q.questionnaire().expect("reads").code.as_str() == questionnaire).expect("it is published").id;
    let staff = flow.store.all_staff().await.expect("staff");
    let write = flow.store.write().await.expect("writes");
    let mut readers = Vec::new();
    for role in ["reader", "deputy"] {
        let email = format!("{role}@writing.example");
        let known = staff.iter().find(|s| s.email == email).map(|s| s.id);
        let added = write.add_staff(&email, role, Role::Reader).await.expect("writes");
        readers.push(known.or(added).expect("there before, or now"));
    }
    write.commit().await.expect("writes");
    let new = NewEvent {
        name: "A day to write".to_owned(),
        service,
        questionnaire,
        promise: Promise::protected(),
        expected: 30,
        opens_on: date!(2026 - 01 - 05),
        closes_on: date!(2099 - 12 - 31),
        demonstration: false,
        asks_alone,
        tablets_only: false,
        shown_at: None,
        safeguarding: Some(Safeguarding { reader: readers[0], deputy: readers[1], read_by: Safeguarding::END_OF_DAY }),
    };
    let code = flow.open_event(&new).await.expect("opens").to_string();
    flow.store.close().await;
    code
}
