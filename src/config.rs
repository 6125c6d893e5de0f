//! Settings: flags before environment before one TOML file before what is usual. All faults at once.

use crate::tls::Files;
use clap::Args;
use sayso::store::Location;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Settings as they are typed; every one may be missing.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Typed {
    /// A TOML file with settings (flags and environment come before it)
    #[arg(long, env = "SAYSO_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder of the embedded database and the keys [usual: ./sayso-data]
    #[arg(long, env = "SAYSO_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// A PostgreSQL database instead of the embedded one: postgres://…
    #[arg(long, env = "SAYSO_DATABASE", value_name = "ADDRESS", hide_env_values = true)]
    database: Option<String>,
    /// The folder of the keys; keep it out of the database's backups [usual: keys in the data folder]
    #[arg(long, env = "SAYSO_KEYS", value_name = "DIR")]
    keys: Option<PathBuf>,
    /// The folder of the release files; keep it out of the database's backups, and back it up by itself [usual: releases in the data folder]
    #[arg(long, env = "SAYSO_RELEASES", value_name = "DIR")]
    releases: Option<PathBuf>,
    /// The address to listen on [usual: 127.0.0.1:8080]
    #[arg(long, env = "SAYSO_LISTEN", value_name = "ADDRESS")]
    listen: Option<String>,
    /// The address at which people reach the server, such as https://ask.council.example
    #[arg(long, env = "SAYSO_ADDRESS", value_name = "ADDRESS")]
    address: Option<String>,
    /// A certificate with its chain, in PEM: serves over TLS. Taken anew when the file changes
    #[arg(long, env = "SAYSO_TLS_CERTIFICATE", value_name = "FILE")]
    tls_certificate: Option<PathBuf>,
    /// The key of the certificate, in PEM
    #[arg(long, env = "SAYSO_TLS_KEY", value_name = "FILE")]
    tls_key: Option<PathBuf>,
    /// Threads that serve pages [usual: one a core]
    #[arg(long, env = "SAYSO_WORKERS", value_name = "NUMBER")]
    workers: Option<String>,
    /// How the log is written: text or json [usual: text]
    #[arg(long, env = "SAYSO_LOG", value_name = "FORM")]
    log: Option<String>,
    /// Shows the gallery of the child's page, /e/CODE/gallery: for whoever draws or checks it
    #[arg(long)]
    gallery: bool,
}

impl Typed {
    /// Only a data folder and an address; everything else is usual.
    pub(crate) fn at(data: PathBuf, listen: String, gallery: bool) -> Self {
        Self { data: Some(data), listen: Some(listen), gallery, ..Self::default() }
    }
}

/// The settings file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    data: Option<PathBuf>,
    database: Option<String>,
    keys: Option<PathBuf>,
    releases: Option<PathBuf>,
    listen: Option<String>,
    address: Option<String>,
    tls_certificate: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    workers: Option<u16>,
    log: Option<String>,
    safeguarding: Option<SafeguardingFile>,
}

/// What children's own words need.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SafeguardingFile {
    /// Whom a reader calls, one a line: "Duty team: 01632 960111".
    call: Vec<String>,
    /// The folder of the organisation's lists.
    lists: Option<PathBuf>,
}

/// Settings as they are used.
#[derive(Clone)]
pub(crate) struct Config {
    pub(crate) data: PathBuf,
    pub(crate) location: Location,
    pub(crate) keys: PathBuf,
    pub(crate) releases: PathBuf,
    /// From the environment only: it stands in no file and on no command line.
    pub(crate) master_key: Option<String>,
    pub(crate) listen: SocketAddr,
    pub(crate) address: Option<String>,
    /// Served over TLS with it; none: a proxy does, or nobody.
    pub(crate) certificate: Option<Files>,
    pub(crate) workers: usize,
    pub(crate) json_log: bool,
    pub(crate) gallery: bool,
    /// Whom a reader calls when a child may be in danger.
    pub(crate) call: Vec<String>,
    /// The folder of the organisation's lists: alert words, and names by which a child could be known.
    pub(crate) lists: Option<PathBuf>,
}

const KEYS: &str = "data, database, keys, releases, listen, address, tls_certificate, tls_key, workers, log, safeguarding";
/// How many there are to call at most, and how long each line may be.
const MOST_CALLS: (usize, usize) = (12, 120);

impl Config {
    /// Puts settings together.
    pub(crate) fn read(typed: &Typed) -> Result<Self, Vec<String>> {
        let mut faults = Vec::new();
        let file = typed.config.as_deref().map(|path| read_file(path, &mut faults)).unwrap_or_default();
        let data = typed.data.clone().or(file.data).unwrap_or_else(|| PathBuf::from("sayso-data"));
        let location = match typed.database.clone().or(file.database) {
            None => Location::in_folder(&data),
            Some(address) if address.starts_with("postgres://") || address.starts_with("postgresql://") => Location::Postgres(address),
            Some(_) => {
                faults
                    .push("database: write an address that begins with postgres://, or leave it out for the embedded database".to_owned());
                Location::in_folder(&data)
            }
        };
        let usual = SocketAddr::from(([127, 0, 0, 1], 8080));
        let listen = typed.listen.clone().or(file.listen).map_or(usual, |text| {
            text.parse().unwrap_or_else(|_| {
                faults.push(format!("listen: “{text}” is not an address with a port, such as 127.0.0.1:8080"));
                usual
            })
        });
        let address = typed.address.clone().or(file.address).map(|a| a.trim_end_matches('/').to_owned());
        if let Some(address) = address.as_deref().filter(|a| !a.starts_with("http://") && !a.starts_with("https://")) {
            faults.push(format!("address: “{address}” does not begin with http:// or https://"));
        }
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let workers = typed.workers.clone().or(file.workers.map(|w| w.to_string())).map_or(cores, |text| {
            text.parse().ok().filter(|n| (1..=256).contains(n)).unwrap_or_else(|| {
                faults.push(format!("workers: “{text}” is not a whole number from 1 to 256"));
                cores
            })
        });
        let json_log = match typed.log.clone().or(file.log).as_deref() {
            None | Some("text") => false,
            Some("json") => true,
            Some(other) => {
                faults.push(format!("log: “{other}” is neither text nor json"));
                false
            }
        };
        let certificate = match (typed.tls_certificate.clone().or(file.tls_certificate), typed.tls_key.clone().or(file.tls_key)) {
            (Some(certificate), Some(key)) => Some(Files { certificate, key }),
            (None, None) => None,
            _ => {
                faults.push("tls: a certificate needs its key, and a key its certificate: set both or neither".to_owned());
                None
            }
        };
        if certificate.is_some() && address.as_deref().is_some_and(|a| a.starts_with("http://")) {
            faults.push("address: with a certificate people come over TLS, so it begins with https://".to_owned());
        }
        let keys = typed.keys.clone().or(file.keys).unwrap_or_else(|| data.join("keys"));
        let releases = typed.releases.clone().or(file.releases).unwrap_or_else(|| data.join("releases"));
        let SafeguardingFile { call, lists } = file.safeguarding.unwrap_or_default();
        let call: Vec<String> = call.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        if call.len() > MOST_CALLS.0 || call.iter().any(|line| line.is_empty() || line.chars().count() > MOST_CALLS.1) {
            let (most, longest) = MOST_CALLS;
            faults
                .push(format!("safeguarding, call: write up to {most} lines of 1 to {longest} letters, such as “Duty team: 01632 960111”"));
        }
        let master_key = std::env::var("SAYSO_MASTER_KEY").ok();
        if faults.is_empty() {
            let gallery = typed.gallery;
            Ok(Self { data, location, keys, releases, master_key, listen, address, certificate, workers, json_log, gallery, call, lists })
        } else {
            Err(faults)
        }
    }

    /// Whether people reach the server over TLS.
    pub(crate) fn tls(&self) -> bool {
        self.certificate.is_some() || self.address.as_deref().is_some_and(|a| a.starts_with("https://"))
    }
}

fn read_file(path: &Path, faults: &mut Vec<String>) -> File {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            faults.push(format!("the settings file {}: {error}", path.display()));
            return File::default();
        }
    };
    // Each key is read by itself, so that one fault does not hide the next.
    let table: toml::Table = match toml::from_str(&text) {
        Ok(table) => table,
        Err(error) => {
            faults.push(format!("the settings file {} is not TOML: {}", path.display(), error.message()));
            return File::default();
        }
    };
    let mut good = toml::Table::new();
    for (key, value) in table {
        let single = toml::Table::from_iter([(key.clone(), value.clone())]);
        match single.try_into::<File>() {
            Ok(_) => {
                good.insert(key, value);
            }
            Err(error) => faults.push(format!("the settings file, “{key}”: {} (the settings are {KEYS})", error.message())),
        }
    }
    good.try_into().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Config, Typed};

    #[test]
    fn all_faults_are_told_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sayso.toml");
        std::fs::write(&path, "listn = \"127.0.0.1:1\"\nworkers = \"many\"\nlog = \"xml\"\n").expect("writes");
        let typed = Typed { config: Some(path), listen: Some("nowhere".into()), address: Some("ask.example".into()), ..Typed::default() };
        let faults = Config::read(&typed).err().expect("faults");
        assert_eq!(faults.len(), 5, "{faults:#?}");
    }

    #[test]
    fn whom_to_call_and_the_lists_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sayso.toml");
        let read = |text: &str| {
            std::fs::write(&path, text).expect("writes");
            Config::read(&Typed { config: Some(path.clone()), ..Typed::default() })
        };
        let good = read("[safeguarding]\ncall = [\"Duty  team: 01632 960111\"]\nlists = \"/etc/sayso/lists\"\n");
        let good = good.unwrap_or_else(|faults| panic!("{faults:?}"));
        assert_eq!(good.call, ["Duty team: 01632 960111"]);
        assert_eq!(good.lists.as_deref(), Some(std::path::Path::new("/etc/sayso/lists")));
        for bad in ["[safeguarding]\ncalls = []\n", "[safeguarding]\ncall = [\" \"]\n", "[safeguarding]\ncall = \"one\"\n"] {
            assert_eq!(read(bad).err().expect("a fault").len(), 1, "{bad}");
        }
        assert!(read("").unwrap_or_else(|faults| panic!("{faults:?}")).call.is_empty());
    }

    #[test]
    fn flags_come_before_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sayso.toml");
        std::fs::write(&path, "listen = \"127.0.0.1:1\"\naddress = \"https://ask.example/\"\n").expect("writes");
        let config = Config::read(&Typed { config: Some(path), listen: Some("127.0.0.1:2".into()), ..Typed::default() })
            .unwrap_or_else(|faults| panic!("{faults:?}"));
        assert_eq!(config.listen.port(), 2);
        assert_eq!(config.address.as_deref(), Some("https://ask.example"));
        assert!(config.tls());
    }

    #[test]
    fn a_certificate_has_its_key_and_makes_it_tls() {
        let read = |certificate: Option<&str>, key: Option<&str>, address: Option<&str>| {
            let typed = Typed {
                tls_certificate: certificate.map(Into::into),
                tls_key: key.map(Into::into),
                address: address.map(Into::into),
                ..Typed::default()
            };
            Config::read(&typed).map(|config| config.tls())
        };
        assert!(matches!(read(Some("a.pem"), Some("a.key"), None), Ok(true)));
        assert!(matches!(read(None, None, None), Ok(false)));
        for (certificate, key, address) in
            [(Some("a.pem"), None, None), (None, Some("a.key"), None), (Some("a.pem"), Some("a.key"), Some("http://ask.example"))]
        {
            assert_eq!(read(certificate, key, address).expect_err("a fault").len(), 1);
        }
    }
}
