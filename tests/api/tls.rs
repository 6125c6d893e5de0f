//! TLS by the program itself: a certificate made here, shown to whoever connects, and taken anew when its files change.

use crate::support::{Server, World, add_staff, serve};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Makes a certificate for this machine, valid for two days.
fn make(folder: &Path, name: &str) -> CertificateDer<'static> {
    let (certificate, key) = (folder.join(format!("{name}.pem")), folder.join(format!("{name}.key")));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-keyout")
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .output()
        .expect("this test needs openssl: install it (apt-get install openssl)");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    CertificateDer::from_pem_file(&certificate).expect("a certificate")
}

/// Asks over TLS, trusting one certificate and no other. Gives what the server answers.
fn ask(server: &Server, trusted: &CertificateDer<'static>, request: &str) -> Result<String, String> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).expect("a certificate");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    let config = Arc::new(config.with_root_certificates(roots).with_no_client_auth());
    let name = ServerName::try_from("localhost").expect("a name");
    let connection = ClientConnection::new(config, name).expect("a client");
    let tcp = TcpStream::connect(server.base.trim_start_matches("http://")).map_err(|e| e.to_string())?;
    tcp.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    let mut stream = StreamOwned::new(connection, tcp);
    stream.write_all(request.as_bytes()).map_err(|e| e.to_string())?;
    let mut answer = Vec::new();
    // The end may come without a farewell; what was read counts.
    let _end = stream.read_to_end(&mut answer);
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
}

#[tokio::test]
async fn the_program_serves_over_tls_and_takes_a_new_certificate_without_a_restart() {
    let mut world = World::new().await;
    let event = world.event().await;
    world.server.stop();
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second) = (make(folder.path(), "first"), make(folder.path(), "second"));
    let (certificate, key) = (folder.path().join("ask.pem"), folder.path().join("ask.key"));
    let put = |name: &str| {
        std::fs::copy(folder.path().join(format!("{name}.pem")), &certificate).expect("copies");
        std::fs::copy(folder.path().join(format!("{name}.key")), &key).expect("copies");
    };
    put("first");
    let mut command = serve(world.folder.path());
    command.arg("--tls-certificate").arg(&certificate).arg("--tls-key").arg(&key);
    let mut server = Server::run(command);

    let page = ask(&server, &first, &get(&format!("/e/{event}"))).expect("an answer");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("content-security-policy"), "{page}");
    assert!(page.contains("strict-transport-security: max-age=63072000"), "{page}");
    assert!(ask(&server, &second, &get("/healthz")).is_err(), "whoever trusts another certificate does not talk to it");
    // Without TLS nobody talks to it, and nothing is told in the clear.
    let mut plain = TcpStream::connect(server.base.trim_start_matches("http://")).expect("it connects");
    plain.set_read_timeout(Some(Duration::from_secs(5))).expect("a timeout");
    plain.write_all(get("/healthz").as_bytes()).expect("sends");
    let mut said = Vec::new();
    let _end = plain.read_to_end(&mut said);
    assert!(!String::from_utf8_lossy(&said).contains("alive"), "{}", String::from_utf8_lossy(&said));
    // Cookies are for TLS alone.
    let link = add_staff(world.folder.path(), "tls@council.example", "Tls", "officer");
    let signed_in = ask(&server, &first, &get(&link)).expect("an answer");
    assert!(signed_in.contains("set-cookie: __Host-sayso=") && signed_in.contains("Secure"), "{signed_in}");

    // Harmed: the one before is shown on. Whole again: it is taken anew.
    std::fs::write(&certificate, "half a certific").expect("writes");
    let begun = Instant::now();
    while !server.log().contains("the new certificate cannot be used") {
        assert!(begun.elapsed() < Duration::from_secs(20), "{}", server.log());
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(ask(&server, &first, &get("/healthz")).expect("an answer").contains("alive"));
    put("second");
    let begun = Instant::now();
    while !ask(&server, &second, &get("/healthz")).is_ok_and(|answer| answer.contains("alive")) {
        assert!(begun.elapsed() < Duration::from_secs(20), "{}", server.log());
        std::thread::sleep(Duration::from_millis(200));
    }
    assert!(ask(&server, &first, &get("/healthz")).is_err());
    server.stop();
}

#[test]
fn a_certificate_that_cannot_be_used_is_told_at_the_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, _) = (make(folder.path(), "one"), make(folder.path(), "other"));
    let start = |certificate: &str, key: &str| {
        let mut command = serve(folder.path());
        command.arg("--tls-certificate").arg(folder.path().join(certificate)).arg("--tls-key").arg(folder.path().join(key));
        let out = command.output().expect("it runs");
        assert_eq!(out.status.code(), Some(1));
        String::from_utf8_lossy(&out.stderr).into_owned()
    };
    let told = start("one.pem", "other.key");
    assert!(told.contains("other.key") && told.contains("does not fit"), "{told}");
    let told = start("none.pem", "one.key");
    assert!(told.contains("none.pem"), "{told}");
}
