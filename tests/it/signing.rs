//! Signing and verifying through the public interface, without an outside judge.

mod kit;
mod later_revisions;
mod round_trip;
mod tampering;
