#[cfg(feature = "window")]
mod window;
