//! The CMS message of a signature by anyone (RFC 5652), taken apart and checked.
//!
//! It is read element by element rather than by `cms`: the signed attributes must be hashed as they stand, and one
//! strange certificate among others must not make the message unreadable.

use super::algorithm::{self, Hash};
use super::code::Problem;
use super::tlv::{self, Element};
use der::Decode;
use der::asn1::ObjectIdentifier;
use spki::AlgorithmIdentifierOwned;
use x509_cert::Certificate;

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const DATA: &str = "1.2.840.113549.1.7.1";
const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
const SIGNING_CERTIFICATE: &str = "1.2.840.113549.1.9.16.2.12";
const SIGNING_CERTIFICATE_V2: &str = "1.2.840.113549.1.9.16.2.47";

/// Certificates looked at in one message.
const CERTIFICATES: usize = 64;

/// A certificate with its exact bytes.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) certificate: Certificate,
    pub(super) der: Vec<u8>,
}

/// A message with one signer.
#[derive(Debug)]
pub(super) struct Message {
    /// The hash that the file's bytes are to be hashed with.
    pub(super) hash: Hash,
    pub(super) signer: Held,
    /// All certificates in the message.
    pub(super) certificates: Vec<Held>,
    /// The signed attributes as the SET OF that is signed.
    attributes: Vec<u8>,
    algorithm: AlgorithmIdentifierOwned,
    signature: Vec<u8>,
}

/// What a signed attribute holds: its first and only value.
struct Attributes<'a>(Vec<(String, Vec<Element<'a>>)>);

impl<'a> Attributes<'a> {
    fn parse(set: &Element<'a>) -> Option<Self> {
        let mut attributes = Vec::new();
        for attribute in set.children()? {
            let parts = attribute.children()?;
            let [kind, values] = parts[..] else { return None };
            attributes.push((object_identifier(kind)?, values.children()?));
        }
        Some(Self(attributes))
    }

    /// The single value of an attribute; `Err` when it comes twice or has several values.
    fn single(&self, kind: &str) -> Result<Option<Element<'a>>, Problem> {
        let mut found = self.0.iter().filter(|(name, _)| name == kind);
        match (found.next(), found.next()) {
            (None, _) => Ok(None),
            (Some((_, values)), None) if values.len() == 1 => Ok(values.first().copied()),
            _ => Err(Problem::AttributesMalformed),
        }
    }
}

fn object_identifier(element: Element<'_>) -> Option<String> {
    let oid: ObjectIdentifier = ObjectIdentifier::from_der(element.whole).ok()?;
    Some(oid.to_string())
}

/// Takes a message apart. `contents` may be filled up with zeros behind the message, which nobody signs.
pub(super) fn parse(contents: &[u8]) -> Result<Message, Problem> {
    let malformed = Problem::ContentsMalformed;
    let (info, padding) = tlv::take(contents).ok_or(malformed)?;
    if padding.iter().any(|&byte| byte != 0) {
        return Err(malformed);
    }
    let [kind, content] = info.sequence().ok_or(malformed)?[..] else { return Err(malformed) };
    if object_identifier(kind).as_deref() != Some(SIGNED_DATA) || content.tag != 0xA0 {
        return Err(malformed);
    }
    let (signed_data, _) = tlv::take(content.content).ok_or(malformed)?;
    let parts = signed_data.sequence().ok_or(malformed)?;
    let [version, algorithms, encapsulated, ..] = parts[..] else { return Err(malformed) };
    check_version(version, &[1, 3, 4, 5])?;
    check_encapsulated(encapsulated)?;
    let certificates = parts.iter().find(|part| part.tag == 0xA0).map(|part| part.children());
    let certificates = certificates.unwrap_or_else(|| Some(Vec::new())).ok_or(malformed)?;
    let certificates: Vec<Held> = certificates.iter().take(CERTIFICATES).filter_map(held).collect();
    let signers = parts.last().and_then(Element::set);
    let [signer] = signers.ok_or(malformed)?[..] else { return Err(Problem::SignerCount) };
    let message = signer_info(signer, certificates)?;
    // A reader that hashes ahead relies on this list (RFC 5652 §5.1).
    let listed = algorithms.set().ok_or(malformed)?;
    let named = listed.into_iter().any(|algorithm| algorithm::hash_algorithm(algorithm) == Ok(message.hash));
    if named { Ok(message) } else { Err(malformed) }
}

fn check_version(element: Element<'_>, allowed: &[u8]) -> Result<(), Problem> {
    match element.content {
        [version] if element.tag == tlv::INTEGER && allowed.contains(version) => Ok(()),
        _ => Err(Problem::ContentsMalformed),
    }
}

/// The message must be detached: content of its own would be what is signed instead of the file.
fn check_encapsulated(element: Element<'_>) -> Result<(), Problem> {
    let parts = element.sequence().ok_or(Problem::ContentsMalformed)?;
    let kind = parts.first().copied().and_then(object_identifier);
    if parts.len() > 1 {
        return Err(Problem::ContentInside);
    }
    if kind.as_deref() == Some(DATA) { Ok(()) } else { Err(Problem::ContentsMalformed) }
}

fn held(element: &Element<'_>) -> Option<Held> {
    let certificate = Certificate::from_der(element.whole).ok()?;
    Some(Held { certificate, der: element.whole.to_vec() })
}

fn signer_info(signer: Element<'_>, certificates: Vec<Held>) -> Result<Message, Problem> {
    let malformed = Problem::ContentsMalformed;
    let parts = signer.sequence().ok_or(malformed)?;
    let mut parts = parts.into_iter();
    let mut next = || parts.next().ok_or(malformed);
    let (version, identifier, digest) = (next()?, next()?, next()?);
    check_version(version, &[1, 3])?;
    let attributes = next()?;
    if attributes.tag != 0xA0 {
        return Err(Problem::AttributesMalformed);
    }
    let (algorithm, signature) = (next()?, next()?);
    if signature.tag != tlv::OCTET_STRING {
        return Err(malformed);
    }
    let hash = algorithm::hash_algorithm(digest)?;
    let algorithm = AlgorithmIdentifierOwned::from_der(algorithm.whole).map_err(|_| malformed)?;
    let signer = find_signer(identifier, &certificates).ok_or(Problem::CertificateMissing)?.clone();
    Ok(Message {
        hash,
        signer,
        certificates,
        // What is signed is the attributes as SET OF, not under their tag [0] (RFC 5652 §5.4).
        attributes: tlv::encode(tlv::SET, attributes.content),
        algorithm,
        signature: signature.content.to_vec(),
    })
}

/// By issuer and serial number, or by subject key identifier `[0]`.
fn find_signer<'a>(identifier: Element<'_>, certificates: &'a [Held]) -> Option<&'a Held> {
    use x509_cert::ext::pkix::SubjectKeyIdentifier;
    if identifier.tag == 0x80 {
        return certificates.iter().find(|held| {
            let found = held.certificate.tbs_certificate().get_extension::<SubjectKeyIdentifier>();
            matches!(found, Ok(Some((_, key))) if key.0.as_bytes() == identifier.content)
        });
    }
    let parts = identifier.sequence()?;
    let [issuer, serial] = parts[..] else { return None };
    if serial.tag != tlv::INTEGER {
        return None;
    }
    let issuer = x509_cert::name::Name::from_der(issuer.whole).ok()?;
    certificates.iter().find(|held| {
        let tbs = held.certificate.tbs_certificate();
        *tbs.issuer() == issuer && unsigned(tbs.serial_number().as_bytes()) == unsigned(serial.content)
    })
}

/// An INTEGER's bytes without the zero that keeps it positive.
fn unsigned(bytes: &[u8]) -> &[u8] {
    match bytes {
        [0, rest @ ..] if !rest.is_empty() => rest,
        _ => bytes,
    }
}

impl Message {
    /// Checks the message against the digest of the file's bytes: everything that is wrong.
    pub(super) fn check(&self, file_digest: &[u8]) -> Vec<Problem> {
        let mut problems = Vec::new();
        let set = tlv::take(&self.attributes).map(|(set, _)| set);
        match set.as_ref().and_then(Attributes::parse) {
            Some(attributes) => self.check_attributes(&attributes, file_digest, &mut problems),
            None => problems.push(Problem::AttributesMalformed),
        }
        let key = self.signer.certificate.tbs_certificate().subject_public_key_info();
        match algorithm::verify(key, &self.algorithm, Some(self.hash), &self.attributes, &self.signature) {
            Ok(hash) if hash.is_weak() => problems.push(Problem::WeakDigest),
            Ok(_) => {}
            Err(problem) => problems.push(problem),
        }
        if self.hash.is_weak() {
            problems.push(Problem::WeakDigest);
        }
        if algorithm::is_weak_key(key) {
            problems.push(Problem::WeakKey);
        }
        problems
    }

    fn check_attributes(&self, attributes: &Attributes<'_>, file_digest: &[u8], problems: &mut Vec<Problem>) {
        match attributes.single(CONTENT_TYPE) {
            Ok(Some(kind)) if object_identifier(kind).as_deref() == Some(DATA) => {}
            Ok(_) | Err(_) => problems.push(Problem::AttributesMalformed),
        }
        match attributes.single(MESSAGE_DIGEST) {
            Ok(Some(digest)) if digest.tag == tlv::OCTET_STRING => {
                if digest.content != file_digest {
                    problems.push(Problem::DigestMismatch);
                }
            }
            Ok(_) | Err(_) => problems.push(Problem::AttributesMalformed),
        }
        // Old forms of signature have neither; where one is there it must name the certificate.
        for (kind, default) in [(SIGNING_CERTIFICATE_V2, Hash::Sha256), (SIGNING_CERTIFICATE, Hash::Sha1)] {
            match attributes.single(kind) {
                Ok(None) => {}
                Ok(Some(value)) => match names_certificate(value, default, &self.signer.der) {
                    Some(true) => {}
                    Some(false) => problems.push(Problem::SigningCertificateMismatch),
                    None => problems.push(Problem::AttributesMalformed),
                },
                Err(problem) => problems.push(problem),
            }
        }
    }
}

/// Whether the first `ESSCertID` or `ESSCertIDv2` is the hash of the certificate; `None` when it cannot be read.
fn names_certificate(value: Element<'_>, default: Hash, certificate: &[u8]) -> Option<bool> {
    let first = *value.children()?.first()?.children()?.first()?;
    let parts = first.children()?;
    let (hash, digest) = match parts.first()? {
        part if part.tag == tlv::SEQUENCE => (algorithm::hash_algorithm(*part).ok()?, parts.get(1)?),
        part => (default, part),
    };
    (digest.tag == tlv::OCTET_STRING).then(|| hash.digest(certificate) == digest.content)
}
