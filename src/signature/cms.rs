//! The CMS message that a signature consists of (RFC 5652, ETSI EN 319 122-1), as we write it.

use super::error::SignatureError;
use super::identity::Identity;
use super::tlv;
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use const_oid::db::{rfc5911, rfc5912};
use der::asn1::{ObjectIdentifier, OctetString, SetOfVec};
use der::{Any, Decode, Encode};
use sha2::{Digest as _, Sha256};
use spki::AlgorithmIdentifierOwned;
use x509_cert::attr::{Attribute, Attributes};

/// id-aa-signingCertificateV2 (RFC 5035).
pub(super) const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// A detached SignedData over a document whose SHA-256 is `digest`: PAdES B-B, so without a signing time of its own.
pub(super) fn signed_data(identity: &Identity, digest: &[u8; 32]) -> Result<Vec<u8>, SignatureError> {
    let attributes = signed_attributes(identity, digest)?;
    let signature = identity.sign_message(&attributes.to_der()?)?;
    let certificate = identity.certificate().tbs_certificate();
    let sha256 = AlgorithmIdentifierOwned { oid: rfc5912::ID_SHA_256, parameters: None };
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: certificate.issuer().clone(),
            serial_number: certificate.serial_number().clone(),
        }),
        digest_alg: sha256.clone(),
        signed_attrs: Some(attributes),
        signature_algorithm: AlgorithmIdentifierOwned { oid: rfc5912::ECDSA_WITH_SHA_256, parameters: None },
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let certificates = vec![CertificateChoices::Certificate(identity.certificate().clone())];
    let signed = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![sha256])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: rfc5911::ID_DATA, econtent: None },
        certificates: Some(CertificateSet::try_from(certificates)?),
        crls: None,
        signer_infos: SignerInfos::try_from(vec![signer])?,
    };
    let message = ContentInfo { content_type: rfc5911::ID_SIGNED_DATA, content: Any::encode_from(&signed)? };
    Ok(message.to_der()?)
}

fn signed_attributes(identity: &Identity, digest: &[u8; 32]) -> Result<Attributes, SignatureError> {
    let attribute = |oid, value: &[u8]| -> Result<Attribute, der::Error> {
        Ok(Attribute { oid, values: SetOfVec::try_from(vec![Any::from_der(value)?])? })
    };
    let content_type = tlv::encode(tlv::OBJECT_IDENTIFIER, rfc5911::ID_DATA.as_bytes());
    Ok(SetOfVec::try_from(vec![
        attribute(rfc5911::ID_CONTENT_TYPE, &content_type)?,
        attribute(rfc5911::ID_MESSAGE_DIGEST, &tlv::encode(tlv::OCTET_STRING, digest))?,
        attribute(SIGNING_CERTIFICATE_V2, &signing_certificate(identity)?)?,
    ])?)
}

/// `SigningCertificateV2` with one `ESSCertIDv2`: SHA-256 by default, so the algorithm is left out (RFC 5035 §4).
fn signing_certificate(identity: &Identity) -> Result<Vec<u8>, SignatureError> {
    let certificate = identity.certificate().tbs_certificate();
    let hash = tlv::encode(tlv::OCTET_STRING, &Sha256::digest(identity.certificate_der()));
    let directory_name = tlv::encode(0xA4, &certificate.issuer().to_der()?);
    let serial = tlv::encode(tlv::INTEGER, certificate.serial_number().as_bytes());
    let issuer_serial = tlv::encode(tlv::SEQUENCE, &[tlv::encode(tlv::SEQUENCE, &directory_name), serial].concat());
    let id = tlv::encode(tlv::SEQUENCE, &[hash, issuer_serial].concat());
    Ok(tlv::encode(tlv::SEQUENCE, &tlv::encode(tlv::SEQUENCE, &id)))
}
