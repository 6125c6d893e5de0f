//! Envelopes: HPKE (RFC 9180) base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
//!
//! The child's page seals with WebCrypto (`assets/child/child.js`); `simulate` seals with [`seal`].

use super::{DoesNotOpen, EventKeys};
use crate::domain::envelope::{Binding, EnvelopeId, PADDED, pad};
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::DhP256HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};

/// Bytes of a public key: an uncompressed point of P-256.
pub const PUBLIC_KEY_BYTES: usize = 65;
/// Bytes of a sealed envelope: an encapsulated key, the padded letter, a tag.
pub const SEALED_BYTES: usize = PUBLIC_KEY_BYTES + PADDED + 16;

const INFO: &[u8] = b"sayso envelope 1";

pub(super) type PrivateKey = <DhP256HkdfSha256 as Kem>::PrivateKey;
pub(super) type PublicKey = <DhP256HkdfSha256 as Kem>::PublicKey;
type Encapsulated = <DhP256HkdfSha256 as Kem>::EncappedKey;

/// Makes a key pair.
pub(super) fn key_pair() -> (PrivateKey, PublicKey) {
    DhP256HkdfSha256::gen_keypair()
}

/// The public key of a private one.
pub(super) fn public_of(private: &PrivateKey) -> PublicKey {
    DhP256HkdfSha256::sk_to_pk(private)
}

/// Seals a letter to an event's public key, as a tablet does.
///
/// # Errors
/// [`DoesNotOpen`] if the key is none or the letter does not fit the padding.
pub fn seal(public: &[u8], id: &EnvelopeId, binding: &Binding<'_>, letter: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    let padded = pad(letter, PADDED).ok_or(DoesNotOpen)?;
    seal_to(public, INFO, &binding.associated_data(id), &padded)
}

/// Seals what is padded to a public key: an encapsulated key, the ciphertext, a tag.
pub(super) fn seal_to(public: &[u8], info: &[u8], associated: &[u8], padded: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    let public = PublicKey::from_bytes(public).map_err(|_| DoesNotOpen)?;
    let (encapsulated, ciphertext) =
        hpke::single_shot_seal::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(&OpModeS::Base, &public, info, padded, associated)
            .map_err(|_| DoesNotOpen)?;
    let mut sealed = encapsulated.to_bytes().to_vec();
    sealed.extend_from_slice(&ciphertext);
    Ok(sealed)
}

/// Opens an envelope; gives the padded letter.
///
/// # Errors
/// [`DoesNotOpen`] if it was sealed for another event, id, version or policy, or was harmed.
pub fn open(keys: &EventKeys, id: &EnvelopeId, binding: &Binding<'_>, sealed: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    open_with(keys.private(), INFO, &binding.associated_data(id), sealed)
}

/// Opens what [`seal_to`] sealed; still padded.
pub(super) fn open_with(private: &PrivateKey, info: &[u8], associated: &[u8], sealed: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    let (encapsulated, ciphertext) = sealed.split_at_checked(PUBLIC_KEY_BYTES).ok_or(DoesNotOpen)?;
    let encapsulated = Encapsulated::from_bytes(encapsulated).map_err(|_| DoesNotOpen)?;
    hpke::single_shot_open::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(&OpModeR::Base, private, &encapsulated, info, ciphertext, associated)
        .map_err(|_| DoesNotOpen)
}

#[cfg(test)]
mod tests {
    use super::{SEALED_BYTES, open, seal};
    use crate::domain::code::Code;
    use crate::domain::envelope::{Binding, EnvelopeId, unpad};
    use crate::domain::event::{EventCode, Version};
    use crate::domain::policy::Policy;
    use crate::seal::EventKeys;

    #[test]
    fn an_envelope_opens_only_where_it_belongs() {
        let keys = EventKeys::fresh().expect("keys");
        let event = EventCode::parse("abcdefgh").expect("a code");
        let other = EventCode::parse("bcdefghj").expect("a code");
        let code = Code::parse("munro").expect("a code");
        let (one, two) = (Version { code: code.clone(), number: 1 }, Version { code, number: 2 });
        let bind = |event, version| Binding { event, version, policy: Policy::Protected };
        let id = EnvelopeId::new([1; 16]);
        let sealed = seal(&keys.public(), &id, &bind(&event, &one), b"a letter").expect("seals");
        assert_eq!(sealed.len(), SEALED_BYTES);
        let opened = open(&keys, &id, &bind(&event, &one), &sealed).expect("opens");
        assert_eq!(unpad(&opened), Some(b"a letter".as_slice()));
        assert!(open(&keys, &EnvelopeId::new([2; 16]), &bind(&event, &one), &sealed).is_err(), "another id");
        assert!(open(&keys, &id, &bind(&other, &one), &sealed).is_err(), "another event");
        assert!(open(&keys, &id, &bind(&event, &two), &sealed).is_err(), "another version");
        assert!(open(&EventKeys::fresh().expect("keys"), &id, &bind(&event, &one), &sealed).is_err(), "another key");
        for i in [0, 70, sealed.len() - 1] {
            let mut harmed = sealed.clone();
            harmed[i] ^= 1;
            assert!(open(&keys, &id, &bind(&event, &one), &harmed).is_err(), "byte {i} harmed");
        }
        assert!(open(&keys, &id, &bind(&event, &one), b"short").is_err());
    }
}
