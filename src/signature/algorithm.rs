//! Hash functions and signature algorithms of signatures by others.

use super::code::Problem;
use super::tlv;
use der::asn1::ObjectIdentifier;
use der::{Decode, Encode};
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::{Pkcs1v15Sign, Pss, RsaPublicKey};
use sha1::Sha1;
use sha2::digest::DynDigest;
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef};
use std::io;

/// RSA keys below this many bits prove nothing.
const RSA_BITS: u32 = 2048;

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    /// Read, but weak.
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    pub(super) fn of(oid: &ObjectIdentifier) -> Result<Self, Problem> {
        match oid.to_string().as_str() {
            "1.3.14.3.2.26" => Ok(Self::Sha1),
            "2.16.840.1.101.3.4.2.1" => Ok(Self::Sha256),
            "2.16.840.1.101.3.4.2.2" => Ok(Self::Sha384),
            "2.16.840.1.101.3.4.2.3" => Ok(Self::Sha512),
            // MD2, MD4, MD5, RIPEMD-160.
            "1.2.840.113549.2.2" | "1.2.840.113549.2.4" | "1.2.840.113549.2.5" | "1.3.36.3.2.1" => {
                Err(Problem::WeakDigest)
            }
            _ => Err(Problem::AlgorithmUnsupported),
        }
    }

    pub(super) const fn is_weak(self) -> bool {
        matches!(self, Self::Sha1)
    }

    pub(super) fn hasher(self) -> Hasher {
        Hasher(match self {
            Self::Sha1 => Box::new(Sha1::new()),
            Self::Sha256 => Box::new(Sha256::new()),
            Self::Sha384 => Box::new(Sha384::new()),
            Self::Sha512 => Box::new(Sha512::new()),
        })
    }

    pub(super) fn digest(self, bytes: &[u8]) -> Vec<u8> {
        let mut hasher = self.hasher();
        hasher.0.update(bytes);
        hasher.finish()
    }
}

/// A hash being taken; bytes are written to it.
pub(super) struct Hasher(Box<dyn DynDigest>);

impl Hasher {
    pub(super) fn finish(self) -> Vec<u8> {
        self.0.finalize().into_vec()
    }
}

impl io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A scheme and the hash it is used with.
enum Scheme {
    Ecdsa(Hash),
    Pkcs1(Hash),
    Pss { hash: Hash, salt_bytes: usize },
}

impl Scheme {
    const fn hash(&self) -> Hash {
        match self {
            Self::Ecdsa(hash) | Self::Pkcs1(hash) | Self::Pss { hash, .. } => *hash,
        }
    }
}

/// The scheme of an algorithm; `digest` is what a CMS signer names beside algorithms that leave the hash open.
fn scheme(algorithm: &AlgorithmIdentifierOwned, digest: Option<Hash>) -> Result<Scheme, Problem> {
    match algorithm.oid.to_string().as_str() {
        "1.2.840.10045.4.1" => Ok(Scheme::Ecdsa(Hash::Sha1)),
        "1.2.840.10045.4.3.2" => Ok(Scheme::Ecdsa(Hash::Sha256)),
        "1.2.840.10045.4.3.3" => Ok(Scheme::Ecdsa(Hash::Sha384)),
        "1.2.840.10045.4.3.4" => Ok(Scheme::Ecdsa(Hash::Sha512)),
        "1.2.840.10045.2.1" => digest.map(Scheme::Ecdsa).ok_or(Problem::AlgorithmUnsupported),
        "1.2.840.113549.1.1.1" => digest.map(Scheme::Pkcs1).ok_or(Problem::AlgorithmUnsupported),
        "1.2.840.113549.1.1.5" => Ok(Scheme::Pkcs1(Hash::Sha1)),
        "1.2.840.113549.1.1.11" => Ok(Scheme::Pkcs1(Hash::Sha256)),
        "1.2.840.113549.1.1.12" => Ok(Scheme::Pkcs1(Hash::Sha384)),
        "1.2.840.113549.1.1.13" => Ok(Scheme::Pkcs1(Hash::Sha512)),
        "1.2.840.113549.1.1.10" => pss(algorithm),
        "1.2.840.113549.1.1.2" | "1.2.840.113549.1.1.3" | "1.2.840.113549.1.1.4" => Err(Problem::WeakDigest),
        _ => Err(Problem::AlgorithmUnsupported),
    }
}

/// RSASSA-PSS parameters (RFC 4055 §3.1). Missing ones mean SHA-1; mask and hash must use the same function.
fn pss(algorithm: &AlgorithmIdentifierOwned) -> Result<Scheme, Problem> {
    let wrong = Problem::AlgorithmUnsupported;
    let parameters = algorithm.parameters.as_ref().ok_or(wrong)?.to_der().map_err(|_| wrong)?;
    let (sequence, _) = tlv::take(&parameters).ok_or(wrong)?;
    let (mut hash, mut mask, mut salt_bytes) = (Hash::Sha1, Hash::Sha1, 20);
    for part in sequence.children().ok_or(wrong)? {
        let (inner, _) = tlv::take(part.content).ok_or(wrong)?;
        match part.tag {
            0xA0 => hash = hash_algorithm(inner)?,
            0xA1 => {
                let function = inner.children().and_then(|children| children.get(1).copied()).ok_or(wrong)?;
                mask = hash_algorithm(function)?;
            }
            0xA2 => {
                let bytes = inner.content;
                if inner.tag != tlv::INTEGER || bytes.len() > 2 {
                    return Err(wrong);
                }
                salt_bytes = bytes.iter().fold(0, |salt, &byte| salt << 8 | usize::from(byte));
            }
            0xA3 => {}
            _ => return Err(wrong),
        }
    }
    if hash == mask { Ok(Scheme::Pss { hash, salt_bytes }) } else { Err(wrong) }
}

/// The hash of an AlgorithmIdentifier.
pub(super) fn hash_algorithm(element: tlv::Element<'_>) -> Result<Hash, Problem> {
    let identifier = AlgorithmIdentifierOwned::from_der(element.whole).map_err(|_| Problem::AlgorithmUnsupported)?;
    Hash::of(&identifier.oid)
}

/// Checks a signature over `message` and returns the hash it used. A weak hash or key is not refused here.
pub(super) fn verify(
    key: &SubjectPublicKeyInfoOwned,
    algorithm: &AlgorithmIdentifierOwned,
    digest: Option<Hash>,
    message: &[u8],
    signature: &[u8],
) -> Result<Hash, Problem> {
    let scheme = scheme(algorithm, digest)?;
    let hash = scheme.hash();
    let digest = hash.digest(message);
    match scheme {
        Scheme::Ecdsa(_) => ecdsa(key, &digest, signature)?,
        Scheme::Pkcs1(hash) => {
            let padding = match hash {
                Hash::Sha1 => Pkcs1v15Sign::new::<Sha1>(),
                Hash::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
                Hash::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
                Hash::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
            };
            rsa_key(key)?.verify(padding, &digest, signature).map_err(|_| Problem::SignatureMismatch)?;
        }
        Scheme::Pss { hash, salt_bytes } => {
            let key = rsa_key(key)?;
            match hash {
                Hash::Sha1 => key.verify(Pss::<Sha1>::new_with_salt(salt_bytes), &digest, signature),
                Hash::Sha256 => key.verify(Pss::<Sha256>::new_with_salt(salt_bytes), &digest, signature),
                Hash::Sha384 => key.verify(Pss::<Sha384>::new_with_salt(salt_bytes), &digest, signature),
                Hash::Sha512 => key.verify(Pss::<Sha512>::new_with_salt(salt_bytes), &digest, signature),
            }
            .map_err(|_| Problem::SignatureMismatch)?;
        }
    }
    Ok(hash)
}

fn ecdsa(key: &SubjectPublicKeyInfoOwned, digest: &[u8], signature: &[u8]) -> Result<(), Problem> {
    let curve = key.algorithm.parameters.as_ref().and_then(|curve| curve.decode_as::<ObjectIdentifier>().ok());
    let curve = curve.map(|curve| curve.to_string()).unwrap_or_default();
    let point = key.subject_public_key.as_bytes().ok_or(Problem::AlgorithmUnsupported)?;
    let mismatch = |_| Problem::SignatureMismatch;
    match curve.as_str() {
        "1.2.840.10045.3.1.7" => {
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(mismatch)?;
            let signature = p256::ecdsa::Signature::from_der(signature).map_err(mismatch)?;
            key.verify_prehash(digest, &signature).map_err(mismatch)
        }
        "1.3.132.0.34" => {
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(mismatch)?;
            let signature = p384::ecdsa::Signature::from_der(signature).map_err(mismatch)?;
            key.verify_prehash(digest, &signature).map_err(mismatch)
        }
        _ => Err(Problem::AlgorithmUnsupported),
    }
}

fn rsa_key(key: &SubjectPublicKeyInfoOwned) -> Result<RsaPublicKey, Problem> {
    let bytes = key.to_der().map_err(|_| Problem::AlgorithmUnsupported)?;
    let info = SubjectPublicKeyInfoRef::from_der(&bytes).map_err(|_| Problem::AlgorithmUnsupported)?;
    RsaPublicKey::try_from(info).map_err(|_| Problem::AlgorithmUnsupported)
}

/// Whether the key is too short to prove anything.
pub(super) fn is_weak_key(key: &SubjectPublicKeyInfoOwned) -> bool {
    use rsa::traits::PublicKeyParts;
    rsa_key(key).is_ok_and(|key| key.n().bits() < RSA_BITS)
}
