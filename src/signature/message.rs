//! Signatures over short messages, such as the checkpoints of the log.

use super::error::SignatureError;
use der::DecodePem;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{DerSignature, VerifyingKey};
use x509_cert::Certificate;

/// Checks a signature that [`super::Identity::sign_message`] made. The certificate's validity is not looked at.
///
/// # Errors
/// [`SignatureError::BadCertificate`], [`SignatureError::BadKey`] when it is not of P-256, or
/// [`SignatureError::Mismatch`].
pub fn verify_message(certificate_pem: &str, message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
    let certificate = Certificate::from_pem(certificate_pem).map_err(SignatureError::BadCertificate)?;
    let info = certificate.tbs_certificate().subject_public_key_info();
    let point = info.subject_public_key.as_bytes().ok_or(SignatureError::BadKey)?;
    let key = VerifyingKey::from_sec1_bytes(point).map_err(|_| SignatureError::BadKey)?;
    let signature = DerSignature::from_bytes(signature).map_err(|_| SignatureError::Mismatch)?;
    key.verify(message, &signature).map_err(|_| SignatureError::Mismatch)
}
