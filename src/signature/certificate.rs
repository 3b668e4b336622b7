//! What a certificate says (RFC 5280).

use crate::domain::{Digest, Moment};
use der::oid::ObjectIdentifier;
use serde::Serialize;
use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};
use x509_cert::name::Name;
use x509_cert::time::Time;

/// id-kp-documentSigning (RFC 9336).
pub(super) const DOCUMENT_SIGNING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.36");
/// id-kp-emailProtection (RFC 5280).
pub(super) const EMAIL_PROTECTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.4");
/// anyExtendedKeyUsage, Adobe's Authentic Documents, Microsoft's document signing.
const OTHER_SIGNING: [ObjectIdentifier; 3] = [
    ObjectIdentifier::new_unwrap("2.5.29.37.0"),
    ObjectIdentifier::new_unwrap("1.2.840.113583.1.1.5"),
    ObjectIdentifier::new_unwrap("1.3.6.1.4.1.311.10.3.12"),
];

/// What a certificate says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CertificateFacts {
    /// The common name; the whole name where there is none.
    pub name: String,
    /// The organisation, empty when not given.
    pub organisation: String,
    /// The common name of who issued it.
    pub issuer_name: String,
    /// Whether it was issued by its own holder.
    pub self_issued: bool,
    /// The serial number, hexadecimal.
    pub serial_hex: String,
    /// SHA-256 of its DER.
    pub fingerprint: Digest,
    /// From when it holds.
    pub valid_from: Moment,
    /// Until when it holds.
    pub valid_until: Moment,
}

impl CertificateFacts {
    pub(super) fn of(certificate: &Certificate, der: &[u8]) -> Self {
        let tbs = certificate.tbs_certificate();
        let validity = tbs.validity();
        Self {
            name: common_name(tbs.subject()),
            organisation: attribute(tbs.subject(), &const_oid::db::rfc4519::O).unwrap_or_default(),
            issuer_name: common_name(tbs.issuer()),
            self_issued: tbs.subject() == tbs.issuer(),
            serial_hex: hex::encode(tbs.serial_number().as_bytes()),
            fingerprint: Digest::of(der),
            valid_from: moment(validity.not_before),
            valid_until: moment(validity.not_after),
        }
    }
}

fn common_name(name: &Name) -> String {
    attribute(name, &const_oid::db::rfc4519::CN).unwrap_or_else(|| name.to_string())
}

/// The text of the last attribute of a kind; the encodings of old certificates are read as far as they are plain.
fn attribute(name: &Name, kind: &ObjectIdentifier) -> Option<String> {
    let value = name.iter().filter(|attribute| attribute.oid == *kind).last()?.value.clone();
    let bytes = value.value();
    match der::Tagged::tag(&value) {
        der::Tag::BmpString => {
            let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            Some(String::from_utf16_lossy(&units))
        }
        _ => Some(String::from_utf8_lossy(bytes).into_owned()),
    }
}

fn moment(time: Time) -> Moment {
    let ms = time.to_unix_duration().as_millis();
    Moment { utc_ms: i64::try_from(ms).unwrap_or(i64::MAX), utc_offset_min: 0 }
}

/// How a certificate stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Validity {
    NotYet,
    Valid,
    Over,
}

pub(super) fn validity(certificate: &Certificate, at: Moment) -> Validity {
    let validity = certificate.tbs_certificate().validity();
    // Certificates count whole seconds; the last one is included.
    let second = at.utc_ms.div_euclid(1000);
    if second < moment(validity.not_before).utc_ms / 1000 {
        Validity::NotYet
    } else if second > moment(validity.not_after).utc_ms / 1000 {
        Validity::Over
    } else {
        Validity::Valid
    }
}

/// Whether the holder may sign documents: key usage and extended key usage allow it or are not restricted.
pub(super) fn may_sign_documents(certificate: &Certificate) -> bool {
    let tbs = certificate.tbs_certificate();
    let usage = match tbs.get_extension::<KeyUsage>() {
        Ok(None) => true,
        Ok(Some((_, usage))) => usage.digital_signature() || usage.non_repudiation(),
        Err(_) => false,
    };
    let extended = match tbs.get_extension::<ExtendedKeyUsage>() {
        Ok(None) => true,
        Ok(Some((_, usages))) => usages
            .0
            .iter()
            .any(|usage| *usage == DOCUMENT_SIGNING || *usage == EMAIL_PROTECTION || OTHER_SIGNING.contains(usage)),
        Err(_) => false,
    };
    usage && extended
}

/// Whether the holder may issue certificates, and how many further authorities may lie below it.
pub(super) fn authority(certificate: &Certificate) -> Option<usize> {
    let tbs = certificate.tbs_certificate();
    let Ok(Some((_, constraints))) = tbs.get_extension::<BasicConstraints>() else { return None };
    let signs = match tbs.get_extension::<KeyUsage>() {
        Ok(None) => true,
        Ok(Some((_, usage))) => usage.key_cert_sign(),
        Err(_) => false,
    };
    (constraints.ca && signs).then(|| constraints.path_len_constraint.map_or(usize::MAX, usize::from))
}

/// Critical extensions that this layer understands; any other makes a chain unusable (RFC 5280 §4.2).
pub(super) fn critical_extensions_known(certificate: &Certificate) -> bool {
    const KNOWN: [&str; 4] = ["2.5.29.15", "2.5.29.19", "2.5.29.37", "2.5.29.14"];
    let extensions = certificate.tbs_certificate().extensions();
    extensions.is_none_or(|extensions| {
        extensions
            .iter()
            .filter(|extension| extension.critical)
            .all(|extension| KNOWN.iter().any(|known| extension.extn_id == ObjectIdentifier::new_unwrap(known)))
    })
}
