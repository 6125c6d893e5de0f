//! The organisation's lists: read from their folder at the start, and by `sayso lists`.

use crate::cli::{Outcome, say};
use crate::config::Config;
use sayso::domain::remark::Organisation;
use sayso::domain::remark::organisation::LARGEST;
use std::io::Read;
use std::path::Path;

/// Reads the folder named in the settings. Nothing that is wrong there stops anything: it is told.
pub(crate) fn read(folder: Option<&Path>) -> Organisation {
    let Some(folder) = folder else { return Organisation::default() };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let mut none = Organisation::default();
            none.tell(&folder.display().to_string(), None, format!("the folder of the lists does not open ({error}); no list was read"));
            return none;
        }
    };
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort_unstable();
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        match bytes(&path) {
            Ok(bytes) => files.push((name, bytes)),
            Err(error) => unread.push((name, error)),
        }
    }
    let mut lists = Organisation::read(&files);
    for (name, error) in unread {
        lists.tell(&name, None, format!("the file does not open ({error})"));
    }
    lists
}

/// A file, as far as it is read: one byte too many tells that it is too large.
fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(u64::try_from(LARGEST).unwrap_or(u64::MAX) + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// `sayso lists`: tells what is broken in them, and how much was read.
pub(crate) fn check(config: &Config) -> Outcome {
    let Some(folder) = config.lists.as_deref() else {
        say("No folder of lists is set: write lists = \"FOLDER\" under [safeguarding] in the settings file.");
        return Ok(());
    };
    let lists = read(Some(folder));
    let names = lists.names();
    let all = [
        ("homes", &names.homes),
        ("schools", &names.schools),
        ("staff", &names.staff),
        ("streets", &names.streets),
        ("towns", &names.towns),
        ("other names", &names.other),
    ];
    let told: Vec<String> = all.iter().map(|(what, list)| format!("{} {what}", list.len())).collect();
    say(&format!("{}: {}.", folder.display(), told.join(", ")));
    let faults: Vec<String> = lists.faults().iter().map(ToString::to_string).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_folder_is_read_and_what_is_wrong_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("homes.txt"), "Maple House\n").expect("writes");
        std::fs::write(folder.path().join("staff.txt"), vec![b'a'; super::LARGEST + 1]).expect("writes");
        std::fs::write(folder.path().join(".hidden"), "x").expect("writes");
        let lists = read(Some(folder.path()));
        assert_eq!(lists.names().homes, ["Maple House"]);
        assert_eq!(lists.faults().len(), 1, "{:?}", lists.faults());
        let gone = read(Some(&folder.path().join("nowhere")));
        assert!(gone.faults()[0].why.contains("does not open") && gone.score("he grabbed me") > 0);
        assert!(read(None).faults().is_empty());
    }
}
