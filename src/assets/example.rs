//! The built-in example: its script and its photos.

/// What the example's auditor records, JSON.
pub const SCRIPT: &str = include_str!("../../assets/example/example.json");

macro_rules! photos {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../assets/example/photos/", $name)))),+]
    };
}

/// The photos by file name, as they came from the camera or the messenger.
pub const PHOTOS: &[(&str, &[u8])] = photos!(
    "01-robot-cell.jpg",
    "03-fire-main.jpg",
    "04-furnace-bay.jpg",
    "05-exit-corridor-b.jpg",
    "06-exit-corridor-b-gate-latch.jpg",
    "07-loading-passage.jpg",
    "08-stair-edges.jpg",
    "09-cable-tunnel.jpg",
    "10-lifting-ropes.jpg",
    "11-hall-3-shell.jpg",
    "13-office-ramp.jpg",
    "14-retention-pond.jpg",
    "IMG_20261118_101502.jpg",
    "WeChat Image_20261118142633.jpg",
    "mmexport1794985212345.jpg",
);
