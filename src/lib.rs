//! Fieldseal: on-site inspections of suppliers without a network, and one signed PDF report at the end of the day.
//!
//! # Map
//!
//! Layers from low to high. A layer names nothing outside its row; `tests/it/architecture.rs` reads the sources and
//! fails on a forbidden name, on a layer that is missing here, and on a row whose folder is gone.
//!
//! | layer | what it is | may name | only it may name (crates) |
//! | --- | --- | --- | --- |
//! | `assets` | fonts, locales, checklists, rule sets as bytes | - | - |
//! | `words` | every text for people: messages by key and language | assets, domain | fluent_bundle, unic_langid |
//! | `domain` | what an inspection is; pure | - | - |
//! | `form` | the checklist language: template, expressions, grading, scoring | domain | regex, quick_xml, base64, calamine, rust_xlsxwriter, csv, zip |
//! | `evidence` | photos and files as content named by SHA-256 | assets, domain | image, zune_jpeg, fast_image_resize, jpeg_encoder, moxcms, heifer, memchr, tiny_skia, skrifa, linuxvideo |
//! | `store` | the only SQL: one event log, tables derived from it | domain | rusqlite |
//! | `pdf` | PDF file structure: streaming reader and writer | - | flate2 |
//! | `report` | an inspection as laid-out PDF pages | assets, words, domain, form, pdf | printpdf, lopdf, parley, subsetter |
//! | `signature` | keys, certificates, PAdES: bytes to signed bytes to verdict | domain, pdf | cms, x509_cert, p256, p384, rsa, pkcs8, spki, der, const_oid |
//! | `app` | one verb a file, one gate for change, the only clock and id source | assets, words, domain, form, evidence, store, pdf, report, signature | directories, getrandom, zip |
//! | `cli` | words in, `app` calls, words out | words, domain, app | clap |
//! | `ui` | egui screens: read snapshots, send commands | assets, words, domain, form, app | egui, eframe, rfd, winit |

pub mod app;
pub mod assets;
pub mod cli;
pub mod domain;
pub mod evidence;
pub mod form;
pub mod pdf;
pub mod report;
pub mod signature;
pub mod store;
#[cfg(feature = "window")]
pub mod ui;
pub mod words;
