//! TLS: the certificate and its key, taken anew when their files change, without a restart.

use rustls::ServerConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

/// How often it is looked at whether a file changed.
const EVERY: Duration = Duration::from_secs(5);

/// Where a certificate (with its chain) and its key lie, in PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Files {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
}

/// What files are like, so that a change is seen: when each was written, and how long it is.
type Marks = [Option<(SystemTime, u64)>; 2];

impl Files {
    fn marks(&self) -> Marks {
        [&self.certificate, &self.key].map(|file| {
            let there = std::fs::metadata(file).ok()?;
            Some((there.modified().ok()?, there.len()))
        })
    }

    fn read(&self, provider: &CryptoProvider) -> Result<CertifiedKey, String> {
        let told = |file: &PathBuf, error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
        let chain: Result<Vec<_>, _> = CertificateDer::pem_file_iter(&self.certificate).map_err(|e| told(&self.certificate, &e))?.collect();
        let chain = chain.map_err(|e| told(&self.certificate, &e))?;
        if chain.is_empty() {
            return Err(told(&self.certificate, &"there is no certificate in it (PEM)"));
        }
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|e| told(&self.key, &e))?;
        CertifiedKey::from_der(chain, key, provider).map_err(|e| told(&self.key, &format!("the key does not fit the certificate ({e})")))
    }
}

/// The certificate that is shown to whoever connects now.
#[derive(Debug)]
struct Shown(RwLock<Arc<CertifiedKey>>);

impl ResolvesServerCert for Shown {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// A certificate that is kept up to date.
pub(crate) struct Tls {
    files: Files,
    provider: Arc<CryptoProvider>,
    shown: Arc<Shown>,
    marks: Marks,
}

impl Tls {
    /// Reads the files.
    pub(crate) fn open(files: Files) -> Result<Self, String> {
        let provider = Arc::new(ring::default_provider());
        let marks = files.marks();
        let shown = Arc::new(Shown(RwLock::new(Arc::new(files.read(&provider)?))));
        Ok(Self { files, provider, shown, marks })
    }

    /// How connections are made: TLS 1.2 and 1.3.
    pub(crate) fn config(&self) -> Result<Arc<ServerConfig>, String> {
        let config = ServerConfig::builder_with_provider(Arc::clone(&self.provider))
            .with_safe_default_protocol_versions()
            .map_err(|e| e.to_string())?
            .with_no_client_auth()
            .with_cert_resolver(Arc::clone(&self.shown) as Arc<dyn ResolvesServerCert>);
        Ok(Arc::new(config))
    }

    /// Takes the files anew if they changed. What cannot be used is not taken: the one before is shown on.
    fn renew(&mut self) {
        let marks = self.files.marks();
        if marks == self.marks {
            return;
        }
        self.marks = marks;
        match self.files.read(&self.provider) {
            Ok(fresh) => {
                *self.shown.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
                tracing::info!("the certificate was taken anew");
            }
            Err(error) => tracing::error!(%error, "the new certificate cannot be used; the one before is used on"),
        }
    }

    /// Does so for good.
    pub(crate) async fn keep(mut self) {
        let mut round = tokio::time::interval(EVERY);
        loop {
            round.tick().await;
            self.renew();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Files, Tls};

    #[test]
    fn what_is_no_certificate_is_told_with_its_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files { certificate: folder.path().join("ask.pem"), key: folder.path().join("ask.key") };
        let told = |files: &Files| Tls::open(files.clone()).err().expect("a fault");
        assert!(told(&files).contains("ask.pem"), "{}", told(&files));
        std::fs::write(&files.certificate, "not PEM").expect("writes");
        assert!(told(&files).contains("no certificate"), "{}", told(&files));
    }
}
