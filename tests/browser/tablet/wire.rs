//! The wifi of a village hall: everything goes through here, until it is cut.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU8, AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the wifi does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Weather {
    Fine,
    /// Nothing comes through.
    Cut,
    /// A letter breaks off in its middle.
    CutInside,
    /// A letter arrives, and the answer to it is lost.
    Deaf,
    /// All but letters comes through.
    NoLetters,
}

/// A wire between tablets and the server, at an address of its own that stays.
pub(super) struct Wire {
    port: u16,
    server: Arc<AtomicU16>,
    weather: Arc<AtomicU8>,
    /// How often each letter was sent.
    letters: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Wire {
    pub(super) async fn to(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let wire = Self {
            port: listener.local_addr().expect("an address").port(),
            server: Arc::new(AtomicU16::new(server)),
            weather: Arc::new(AtomicU8::new(Weather::Fine as u8)),
            letters: Arc::default(),
        };
        let (server, weather, letters) = (Arc::clone(&wire.server), Arc::clone(&wire.weather), Arc::clone(&wire.letters));
        tokio::spawn(async move {
            while let Ok((tablet, _)) = listener.accept().await {
                let (server, weather, letters) = (server.load(Ordering::SeqCst), Arc::clone(&weather), Arc::clone(&letters));
                tokio::spawn(carry(tablet, server, weather, letters));
            }
        });
        wire
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(super) fn turn(&self, weather: Weather) {
        self.weather.store(weather as u8, Ordering::SeqCst);
    }

    /// Another server is at the other end.
    pub(super) fn lead_to(&self, server: u16) {
        self.server.store(server, Ordering::SeqCst);
    }

    /// How often each letter was sent so far.
    pub(super) fn letters(&self) -> BTreeMap<String, usize> {
        self.letters.lock().expect("letters").clone()
    }
}

/// The id of the letter that a piece of a request begins.
fn letter(piece: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(piece);
    let (_, rest) = text.split_once("POST /e/")?;
    let (_, rest) = rest.split_once("/envelope/")?;
    rest.split(' ').next().map(str::to_owned)
}

async fn carry(mut tablet: TcpStream, server: u16, weather: Arc<AtomicU8>, letters: Arc<Mutex<BTreeMap<String, usize>>>) {
    let is = |what: Weather| weather.load(Ordering::SeqCst) == what as u8;
    if is(Weather::Cut) {
        return;
    }
    let Ok(mut server) = TcpStream::connect(("127.0.0.1", server)).await else { return };
    let (mut up, mut down) = (vec![0; 16 << 10], vec![0; 16 << 10]);
    let mut sending = false;
    loop {
        tokio::select! {
            read = tablet.read(&mut up) => {
                let Ok(n @ 1..) = read else { return };
                if is(Weather::Cut) { return }
                if let Some(id) = letter(&up[..n]) {
                    sending = true;
                    *letters.lock().expect("letters").entry(id).or_default() += 1;
                    if is(Weather::NoLetters) { return }
                    if is(Weather::CutInside) {
                        let _part = server.write_all(&up[..n / 2]).await;
                        return;
                    }
                }
                if server.write_all(&up[..n]).await.is_err() { return }
            }
            read = server.read(&mut down) => {
                let Ok(n @ 1..) = read else { return };
                // The server has it on its disk; nobody hears of it.
                if is(Weather::Cut) || (sending && is(Weather::Deaf)) { return }
                sending = false;
                if tablet.write_all(&down[..n]).await.is_err() { return }
            }
        }
    }
}
