//! Journeys through `app` on a workspace of their own, with a clock and a random source that are inputs.

mod backup;
pub mod behind;
mod camera;
pub mod cli;
mod cli_answers;
mod cli_input;
mod cli_output;
mod cli_setup;
mod companions;
mod facts;
mod files;
mod grades;
pub mod imports;
mod interviews;
mod journey;
mod overlays;
mod own_values;
mod photos;
mod refusals;
pub mod support;
