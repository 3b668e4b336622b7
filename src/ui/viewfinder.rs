//! The camera on the screen: it runs while a screen looks through it, and is put away in the first frame in which none does.

use crate::app::camera::{Shot, Sight};
use crate::app::command::PhotoSource;
use crate::app::problem::Problem;
use crate::words::Words;
use egui::{ColorImage, Context, TextureHandle, TextureId, TextureOptions, Vec2};
use std::sync::Arc;

/// What is to be done with the camera.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CameraWish {
    /// Look through the one with this name, or the first.
    Open(Option<String>),
    /// Put it away.
    Away,
}

/// How it stands.
#[derive(Default)]
enum State {
    #[default]
    Away,
    Opening,
    Live {
        texture: TextureHandle,
        jpeg: Arc<[u8]>,
    },
    Lost(Problem),
}

/// What is seen through the camera.
#[derive(Debug)]
pub enum View<'a> {
    /// Nothing yet.
    Opening,
    /// A picture with its size in pixels.
    Live(TextureId, Vec2),
    /// Nothing any more.
    Lost(&'a Problem),
}

/// The camera.
#[derive(Default)]
pub struct Viewfinder {
    state: State,
    names: Vec<String>,
    chosen: usize,
    looked: bool,
    wish: Option<CameraWish>,
}

impl std::fmt::Debug for Viewfinder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "camera {} of {:?}", self.chosen, self.names)
    }
}

impl Viewfinder {
    /// Looks through the camera in this frame; it is opened when it was away.
    pub fn look(&mut self) -> View<'_> {
        self.looked = true;
        if matches!(self.state, State::Away) {
            self.open(None);
        }
        match &self.state {
            State::Away | State::Opening => View::Opening,
            State::Live { texture, .. } => View::Live(texture.id(), texture.size_vec2()),
            State::Lost(problem) => View::Lost(problem),
        }
    }

    /// The names of all cameras, and the place of the one that is looked through.
    #[must_use]
    pub fn cameras(&self) -> (&[String], usize) {
        (&self.names, self.chosen)
    }

    /// Looks through another camera, or again through the one that was lost.
    pub fn open(&mut self, name: Option<String>) {
        self.state = State::Opening;
        self.wish = Some(CameraWish::Open(name.or_else(|| self.names.get(self.chosen).cloned())));
    }

    /// What is seen right now, as a photo to be taken in.
    #[must_use]
    pub fn shot(&self) -> Option<PhotoSource> {
        let State::Live { jpeg, .. } = &self.state else { return None };
        let camera = self.names.get(self.chosen).cloned().unwrap_or_default();
        Some(PhotoSource::Captured { camera, jpeg: Arc::clone(jpeg) })
    }

    /// What is to be done after this frame.
    pub(super) fn take_wish(&mut self) -> Option<CameraWish> {
        let looked = std::mem::take(&mut self.looked);
        if !looked && !matches!(self.state, State::Away) {
            self.state = State::Away;
            self.wish = None;
            return Some(CameraWish::Away);
        }
        self.wish.take()
    }

    /// Something was seen, or cannot be seen.
    pub(super) fn arrive(&mut self, ctx: &Context, words: Words, sight: Sight) {
        match sight {
            Sight::Found(names, chosen) => (self.names, self.chosen) = (names, chosen),
            Sight::Lost(error) => self.state = State::Lost(Problem::of(&error, words)),
            Sight::Frame(Shot { jpeg, preview }) => {
                let size = [preview.width_px as usize, preview.height_px as usize];
                let image = ColorImage::from_rgba_unmultiplied(size, &preview.rgba);
                self.state = match std::mem::take(&mut self.state) {
                    State::Live { mut texture, .. } => {
                        texture.set(image, TextureOptions::LINEAR);
                        State::Live { texture, jpeg }
                    }
                    State::Away | State::Opening | State::Lost(_) => {
                        State::Live { texture: ctx.load_texture("camera", image, TextureOptions::LINEAR), jpeg }
                    }
                };
            }
        }
    }
}
