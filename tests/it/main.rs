mod store;
#[cfg(feature = "window")]
mod window;
