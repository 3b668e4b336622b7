//! The window, driven by accessible labels and looked at through a renderer of our own.

mod behind;
mod camera;
mod checklists;
mod cpu_renderer;
mod dropped;
mod facts;
mod gallery;
mod grades;
mod harness;
mod imports;
mod journey;
mod photos;
mod screens;
mod stage;
