//! Tidy up the cache: thumbnails and other pictures that were made of what no inspection shows any more.

use crate::app::{App, AppError};
use crate::domain::{Consent, Rendition};
use crate::evidence::ShownPhotos;

/// The work of tidying up; it needs no access to the workspace while it runs.
pub type Tidying = Box<dyn FnOnce() -> Result<usize, AppError> + Send>;

/// What is to be done now: all pictures go that were there when the workspace was opened and are not shown. The work
/// says how many.
///
/// # Errors
/// What the store says, or [`AppError::File`] when the time of the opening cannot be read.
pub fn cache(app: &App) -> Result<Tidying, AppError> {
    let opened = app.opened_at()?;
    let mut shown = ShownPhotos::default();
    for Rendition { digest, overlay } in app.store.shown_photos()? {
        shown.originals.push(digest);
        let withdrawn = overlay.under(Consent::Withdrawn);
        shown.drawn.extend([overlay, withdrawn].map(|overlay| Rendition { digest, overlay }));
    }
    let photos = app.photos();
    Ok(Box::new(move || Ok(photos.tidy_cache(&shown, opened)?)))
}
