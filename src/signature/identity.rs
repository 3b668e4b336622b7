//! A person's signing identity: a key and the certificate issued with it.

use super::certificate::{CertificateFacts, Validity};
use super::error::SignatureError;
use super::tlv;
use crate::domain::{Digest, Moment};
use der::asn1::{OctetString, UtcTime};
use der::pem::{LineEnding, PemLabel};
use der::{Decode, DecodePem, Encode, EncodePem, SecretDocument};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{DerSignature, SigningKey};
use p256::pkcs8::EncodePublicKey;
use pkcs8::pkcs5::{self, pbes2, scrypt};
use pkcs8::{DecodePrivateKey, EncodePrivateKey, EncryptedPrivateKeyInfoOwned, EncryptedPrivateKeyInfoRef};
use spki::{SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef};
use std::fmt;
use std::time::Duration;
use x509_cert::Certificate;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder, CertificateBuilder};
use x509_cert::certificate::TbsCertificate;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectKeyIdentifier};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::{self as x509_time, Time};
use zeroize::Zeroizing;

/// Fills a slice with bytes that nobody can foresee.
pub type Random<'a> = dyn FnMut(&mut [u8]) + 'a;

/// Work factor of scrypt (RFC 7914): N = 2^14, r = 8, p = 5. As much work as N = 2^17, p = 1, in the 16 MB that
/// OpenSSL allows.
const SCRYPT_LOG_N: u8 = 14;
const SCRYPT_R: u32 = 8;
const SCRYPT_P: u32 = 5;

/// Signing documents (RFC 9336), and mail: without the second NSS and Poppler do not take the first.
const EXTENDED_KEY_USAGES: [der::oid::ObjectIdentifier; 2] =
    [super::certificate::DOCUMENT_SIGNING, super::certificate::EMAIL_PROTECTION];

/// For whom a certificate is issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The person's name as it is signed.
    pub name: String,
    /// The organisation the person works for; may be empty.
    pub organisation: String,
}

/// An unlocked signing identity. The key is wiped from memory when this is dropped.
pub struct Identity {
    key: SigningKey,
    certificate: Certificate,
    certificate_der: Vec<u8>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({}, key redacted)", self.fingerprint())
    }
}

impl Identity {
    /// A new ECDSA P-256 key and a certificate issued by itself, valid from `valid_from` through `valid_until`.
    ///
    /// # Errors
    /// [`SignatureError::EmptyName`], [`SignatureError::BadValidity`].
    pub fn create(
        subject: &Subject,
        valid_from: Moment,
        valid_until: Moment,
        random: &mut Random<'_>,
    ) -> Result<Self, SignatureError> {
        if subject.name.trim().is_empty() {
            return Err(SignatureError::EmptyName);
        }
        if valid_until.utc_ms <= valid_from.utc_ms {
            return Err(SignatureError::BadValidity);
        }
        let key = new_key(random);
        let mut serial = [0; 16];
        random(&mut serial);
        // Positive, and of full length.
        serial[0] = serial[0] & 0x7F | 0x40;
        let public = key.verifying_key().to_public_key_der().map_err(signing)?;
        let mut builder = CertificateBuilder::new(
            SelfIssued { name: distinguished_name(subject)? },
            SerialNumber::new(&serial)?,
            x509_time::Validity::new(time(valid_from)?, time(valid_until)?),
            SubjectPublicKeyInfoOwned::from_der(public.as_bytes())?,
        )
        .map_err(signing)?;
        let blob = builder.finalize(&key).map_err(signing)?;
        let signature: DerSignature = key.try_sign(&blob).map_err(signing)?;
        let signature = der::asn1::BitString::from_bytes(signature.as_bytes())?;
        let certificate = builder.assemble(signature, &key).map_err(signing)?;
        let certificate_der = certificate.to_der()?;
        Ok(Self { key, certificate, certificate_der })
    }

    /// The encrypted key, PEM: PKCS#8 with PBES2, scrypt and AES-256-CBC (RFC 8018, RFC 7914). `openssl pkcs8` reads it.
    ///
    /// # Errors
    /// Never for a key made by this layer; the signature is that of the encoders.
    pub fn encrypt(&self, passphrase: &str, random: &mut Random<'_>) -> Result<String, SignatureError> {
        let (mut salt, mut iv) = ([0; 16], [0; 16]);
        random(&mut salt);
        random(&mut iv);
        let parameters = scrypt::Params::new(SCRYPT_LOG_N, SCRYPT_R, SCRYPT_P).map_err(signing)?;
        let parameters = pbes2::Parameters::generate_scrypt_aes256cbc(parameters, &salt, iv).map_err(signing)?;
        let key = self.key.to_pkcs8_der().map_err(signing)?;
        let encrypted = EncryptedPrivateKeyInfoOwned {
            encrypted_data: OctetString::new(parameters.encrypt(passphrase, key.as_bytes()).map_err(signing)?)?,
            encryption_algorithm: pkcs5::EncryptionScheme::from(parameters),
        };
        let document = SecretDocument::try_from(encrypted.to_der()?)?;
        Ok(document.to_pem(EncryptedPrivateKeyInfoRef::PEM_LABEL, LineEnding::LF)?.to_string())
    }

    /// Opens an encrypted key.
    ///
    /// # Errors
    /// [`SignatureError::WrongPassphrase`], [`SignatureError::BadKey`], [`SignatureError::BadCertificate`],
    /// [`SignatureError::KeyAndCertificateDiffer`].
    pub fn unlock(key_pem: &str, certificate_pem: &str, passphrase: &str) -> Result<Self, SignatureError> {
        let certificate = Certificate::from_pem(certificate_pem).map_err(SignatureError::BadCertificate)?;
        let (label, document) = SecretDocument::from_pem(key_pem).map_err(|_| SignatureError::BadKey)?;
        EncryptedPrivateKeyInfoRef::validate_pem_label(label).map_err(|_| SignatureError::BadKey)?;
        let encrypted =
            EncryptedPrivateKeyInfoRef::try_from(document.as_bytes()).map_err(|_| SignatureError::BadKey)?;
        if !bearable(&encrypted) {
            return Err(SignatureError::BadKey);
        }
        // A wrong passphrase shows as wrong padding, or, one time in some hundreds, as bytes that are no key.
        let key = encrypted.decrypt(passphrase).map_err(|_| SignatureError::WrongPassphrase)?;
        let key = SigningKey::from_pkcs8_der(key.as_bytes()).map_err(|_| SignatureError::WrongPassphrase)?;
        let public = key.verifying_key().to_public_key_der().map_err(signing)?;
        if certificate.tbs_certificate().subject_public_key_info().to_der()? != public.as_bytes() {
            return Err(SignatureError::KeyAndCertificateDiffer);
        }
        let certificate_der = certificate.to_der()?;
        Ok(Self { key, certificate, certificate_der })
    }

    /// The certificate, PEM (RFC 7468).
    ///
    /// # Errors
    /// Never for a certificate that was read or made here; the signature is that of the encoder.
    pub fn certificate_pem(&self) -> Result<String, SignatureError> {
        Ok(self.certificate.to_pem(LineEnding::LF)?)
    }

    /// SHA-256 of the certificate's DER, by which people compare certificates.
    #[must_use]
    pub fn fingerprint(&self) -> Digest {
        Digest::of(&self.certificate_der)
    }

    /// What the certificate says.
    #[must_use]
    pub fn facts(&self) -> CertificateFacts {
        CertificateFacts::of(&self.certificate, &self.certificate_der)
    }

    /// Signs a message: ECDSA P-256 with SHA-256, deterministic (RFC 6979), DER (RFC 3279 §2.2.3).
    ///
    /// # Errors
    /// Never in practice; the signature is that of the signer.
    pub fn sign_message(&self, message: &[u8]) -> Result<Vec<u8>, SignatureError> {
        let signature: DerSignature = self.key.try_sign(message).map_err(signing)?;
        Ok(signature.as_bytes().to_vec())
    }

    pub(super) fn require_valid(&self, at: Moment) -> Result<(), SignatureError> {
        match super::certificate::validity(&self.certificate, at) {
            Validity::Valid => Ok(()),
            Validity::NotYet | Validity::Over => Err(SignatureError::NotValidNow),
        }
    }

    pub(super) const fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    pub(super) fn certificate_der(&self) -> &[u8] {
        &self.certificate_der
    }
}

pub(super) fn signing(error: impl fmt::Display) -> SignatureError {
    SignatureError::Signing(error.to_string())
}

/// Whether the work that a key file asks for is at most 64 times that of ours: the file may come from a stranger.
fn bearable(encrypted: &EncryptedPrivateKeyInfoRef<'_>) -> bool {
    let Some(parameters) = encrypted.encryption_algorithm.pbes2() else { return false };
    match &parameters.kdf {
        pbes2::Kdf::Scrypt(scrypt) => {
            let memory = scrypt.cost_parameter.saturating_mul(u64::from(scrypt.block_size)).saturating_mul(128);
            memory <= 1 << 30 && u64::from(scrypt.parallelization) <= 64
        }
        pbes2::Kdf::Pbkdf2(pbkdf2) => pbkdf2.iteration_count <= 100_000_000,
        _ => false,
    }
}

fn new_key(random: &mut Random<'_>) -> SigningKey {
    let mut secret = Zeroizing::new([0; 32]);
    loop {
        random(secret.as_mut_slice());
        // Refused is only zero and what lies above the group's order: one in four thousand million.
        if let Ok(key) = SigningKey::from_slice(secret.as_slice()) {
            return key;
        }
    }
}

/// A time of a certificate: whole seconds; UTCTime through 2049, GeneralizedTime after (RFC 5280 §4.1.2.5).
fn time(moment: Moment) -> Result<Time, SignatureError> {
    let seconds = u64::try_from(moment.utc_ms / 1000).map_err(|_| SignatureError::BadValidity)?;
    let since_1970 = Duration::from_secs(seconds);
    if let Ok(time) = UtcTime::from_unix_duration(since_1970) {
        return Ok(Time::UtcTime(time));
    }
    let time = der::asn1::GeneralizedTime::from_unix_duration(since_1970);
    time.map(Time::GeneralTime).map_err(|_| SignatureError::BadValidity)
}

/// `O=organisation, CN=name`.
fn distinguished_name(subject: &Subject) -> Result<Name, SignatureError> {
    let attribute = |oid: &der::oid::ObjectIdentifier, text: &str| {
        let oid = tlv::encode(tlv::OBJECT_IDENTIFIER, oid.as_bytes());
        let pair = [oid, tlv::encode(tlv::UTF8_STRING, text.trim().as_bytes())].concat();
        tlv::encode(tlv::SET, &tlv::encode(tlv::SEQUENCE, &pair))
    };
    let mut sequence = Vec::new();
    if !subject.organisation.trim().is_empty() {
        sequence.extend(attribute(&const_oid::db::rfc4519::O, &subject.organisation));
    }
    sequence.extend(attribute(&const_oid::db::rfc4519::CN, &subject.name));
    Ok(Name::from_der(&tlv::encode(tlv::SEQUENCE, &sequence))?)
}

/// What our certificates hold beside name and key.
struct SelfIssued {
    name: Name,
}

impl BuilderProfile for SelfIssued {
    fn get_issuer(&self, subject: &Name) -> Name {
        subject.clone()
    }

    fn get_subject(&self) -> Name {
        self.name.clone()
    }

    fn build_extensions(
        &self,
        key: SubjectPublicKeyInfoRef<'_>,
        _issuer_key: SubjectPublicKeyInfoRef<'_>,
        certificate: &TbsCertificate,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        let subject = certificate.subject();
        Ok(vec![
            BasicConstraints { ca: false, path_len_constraint: None }.to_extension(subject, &[])?,
            KeyUsage(KeyUsages::DigitalSignature | KeyUsages::NonRepudiation).to_extension(subject, &[])?,
            ExtendedKeyUsage(EXTENDED_KEY_USAGES.to_vec()).to_extension(subject, &[])?,
            SubjectKeyIdentifier::try_from(key)?.to_extension(subject, &[])?,
        ])
    }
}
