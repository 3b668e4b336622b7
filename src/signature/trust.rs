//! Whom we trust, and whether a signer's certificate leads there (RFC 5280 §6, the parts that apply).

use super::algorithm;
use super::certificate::{self, Validity};
use super::cms_check::Held;
use super::error::SignatureError;
use super::verdict::Trust;
use crate::domain::Moment;
use der::{Decode, Encode};
use std::collections::HashSet;
use x509_cert::Certificate;

/// Signatures of certificates checked while a chain is sought.
const CHECKS: usize = 64;
/// Authorities between the signer and the trusted one.
const DEPTH: usize = 8;

/// Certificates that are trusted: of persons, by themselves, and of authorities, with all they issue.
#[derive(Debug, Clone, Default)]
pub struct TrustStore {
    held: Vec<Held>,
}

impl TrustStore {
    /// A store that trusts nobody.
    #[must_use]
    pub const fn new() -> Self {
        Self { held: Vec::new() }
    }

    /// Adds the certificates of a PEM text, which may hold several.
    ///
    /// # Errors
    /// [`SignatureError::BadCertificate`] when one cannot be read, or there is none.
    pub fn add_pem(&mut self, pem: &str) -> Result<(), SignatureError> {
        let certificates = Certificate::load_pem_chain(pem.as_bytes()).map_err(SignatureError::BadCertificate)?;
        if certificates.is_empty() {
            return Err(SignatureError::BadCertificate(der::Error::from(der::ErrorKind::Failed)));
        }
        for certificate in certificates {
            let der = certificate.to_der()?;
            self.held.push(Held { certificate, der });
        }
        Ok(())
    }

    /// Adds one certificate in DER.
    ///
    /// # Errors
    /// [`SignatureError::BadCertificate`].
    pub fn add_der(&mut self, der: &[u8]) -> Result<(), SignatureError> {
        let certificate = Certificate::from_der(der).map_err(SignatureError::BadCertificate)?;
        self.held.push(Held { certificate, der: der.to_vec() });
        Ok(())
    }

    /// How many certificates are trusted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether nobody is trusted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Whether a signer is trusted at `now`. `others` are certificates that came with the signature.
    pub(super) fn assess(&self, signer: &Held, others: &[Held], now: Moment) -> Trust {
        if self.held.iter().any(|held| held.der == signer.der) {
            return Trust::Direct;
        }
        let mut search = Search { store: self, others, now, checks: CHECKS, seen: HashSet::new() };
        if search.leads_to_trust(signer, 0) { Trust::Chain } else { Trust::Unknown }
    }
}

struct Search<'a> {
    store: &'a TrustStore,
    others: &'a [Held],
    now: Moment,
    checks: usize,
    seen: HashSet<&'a [u8]>,
}

impl<'a> Search<'a> {
    /// `below` authorities lie between `current` and the signer.
    fn leads_to_trust(&mut self, current: &Held, below: usize) -> bool {
        if below > DEPTH || !certificate::critical_extensions_known(&current.certificate) {
            return false;
        }
        let store = self.store;
        if store.held.iter().any(|anchor| self.issued(current, anchor, below)) {
            return true;
        }
        let others: &'a [Held] = self.others;
        others.iter().any(|issuer| {
            !self.seen.contains(issuer.der.as_slice())
                && self.issued(current, issuer, below)
                && self.seen.insert(&issuer.der)
                && self.leads_to_trust(issuer, below + 1)
        })
    }

    fn issued(&mut self, subject: &Held, issuer: &Held, below: usize) -> bool {
        let tbs = subject.certificate.tbs_certificate();
        let above = issuer.certificate.tbs_certificate();
        let allowed = tbs.issuer() == above.subject()
            && certificate::authority(&issuer.certificate).is_some_and(|most| below <= most)
            && certificate::validity(&issuer.certificate, self.now) == Validity::Valid
            && !algorithm::is_weak_key(above.subject_public_key_info());
        if !allowed || self.checks == 0 {
            return false;
        }
        self.checks -= 1;
        let Some(signature) = subject.certificate.signature().as_bytes() else { return false };
        let Ok(signed) = tbs.to_der() else { return false };
        let algorithm = subject.certificate.signature_algorithm();
        let key = above.subject_public_key_info();
        algorithm::verify(key, algorithm, None, &signed, signature).is_ok_and(|hash| !hash.is_weak())
    }
}
