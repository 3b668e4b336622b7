//! Looking through a camera without a window.

use super::support::Desk;
use fieldseal::app::camera::Sight;
use fieldseal::app::service::Service;
use fieldseal::evidence::ScriptedCameras;
use std::sync::Arc;
use std::time::Duration;

/// What is seen first, apart from frames.
fn end(service: &Service) -> Sight {
    for _ in 0..60_000 {
        match service.sight() {
            Some(Sight::Lost(error)) => return Sight::Lost(error),
            Some(Sight::Found(..) | Sight::Frame(_)) => {}
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    }
    panic!("the camera goes on for ever");
}

fn looking(prepare: impl FnOnce(&ScriptedCameras)) -> Service {
    let desk = Desk::new();
    desk.cameras.plug_in("Example");
    prepare(&desk.cameras);
    let mut service = Service::start(desk.app, Arc::new(|| ()));
    service.look_through(None);
    service
}

#[test]
fn a_camera_that_sends_nothing_or_nothing_that_can_be_shown_is_given_up() {
    let nothing = looking(|_| ());
    let rubbish = looking(|cameras| (0..100).for_each(|_| cameras.show("Example", vec![0xFF, 0xD8, 0xFF, 0xD9])));
    for service in [nothing, rubbish] {
        let Sight::Lost(error) = end(&service) else { panic!() };
        assert_eq!(error.code(), "camera-silent");
        service.close().unwrap();
    }
}
