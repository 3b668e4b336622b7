//! Photos pass through: the same bytes, one at a time, never distorted.

use super::EN;
use super::stage::{NoPhotos, Photos, Stage, facts, photo};
use fieldseal::domain::*;
use fieldseal::pdf::{ObjectId, Reader};
use fieldseal::report::*;
use std::cell::Cell;
use std::error::Error;
use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;
use std::rc::Rc;

/// A picture whose pixels depend on `seed`.
pub fn jpeg(width_px: u16, height_px: u16, seed: u32) -> Vec<u8> {
    let noise = |place: u32| (place.wrapping_mul(2_654_435_761).wrapping_add(seed) >> 13) as u8;
    let pixels: Vec<u8> = (0..u32::from(width_px) * u32::from(height_px) * 3).map(noise).collect();
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    encoder.encode(&pixels, width_px, height_px, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}

/// The example with `count` photos of one size on its first finding.
pub fn with_photos(count: usize, width_px: u32, height_px: u32) -> Stage {
    let mut stage = Stage::example();
    let finding = stage.inspection.findings[0].id;
    stage.inspection.photos = (0..count)
        .map(|number| {
            let digest = Digest::of(&number.to_le_bytes());
            photo(number, digest, facts(width_px, height_px), "Gate", vec![EvidenceLink::Finding(finding)])
        })
        .collect();
    stage
}

fn written(stage: &Stage, photos: &dyn PhotoSource, out: &mut dyn Write) -> Result<ReportOutput, ReportError> {
    let evaluation = stage.evaluation(RecordCopy::Internal);
    let input = stage.input(ReportKind::Inspection, EN, &evaluation);
    write_report(&input, photos, out, &mut |_| ControlFlow::Continue(()))
}

#[test]
fn jpegs_are_in_the_file_byte_for_byte() {
    let stage = Stage::example();
    let mut wanted: Vec<Vec<u8>> = Vec::new();
    for photo in &stage.inspection.photos {
        let mut bytes = Vec::new();
        stage.photos.report_image(&Rendition::plain(photo.digest)).unwrap().reader.read_to_end(&mut bytes).unwrap();
        wanted.push(bytes);
    }
    let (bytes, _) = stage.report(ReportKind::Inspection, EN);
    let mut reader = Reader::open(Cursor::new(bytes)).unwrap();
    let mut found = Vec::new();
    for number in reader.numbers_named_by(0) {
        let Ok(object) = reader.get(ObjectId::new(number)) else { continue };
        let Some(dictionary) = object.object.as_dictionary() else { continue };
        if dictionary.is_name("Subtype", "Image") {
            assert!(dictionary.is_name("Filter", "DCTDecode"));
            found.push(reader.read_raw(object.stream.unwrap()).unwrap());
        }
    }
    wanted.sort();
    found.sort();
    assert_eq!(found.len(), stage.inspection.photos.len());
    assert!(found == wanted);
}

/// Counts the photos that are open at one time.
struct Counting {
    jpeg: Vec<u8>,
    open: Rc<Cell<i32>>,
    most: Rc<Cell<i32>>,
}

struct Counted(Cursor<Vec<u8>>, Rc<Cell<i32>>);

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.1.set(self.1.get() - 1);
    }
}

impl PhotoSource for Counting {
    fn report_image(&self, _: &Rendition) -> Result<ReportPhoto, Box<dyn Error + Send + Sync>> {
        self.open.set(self.open.get() + 1);
        self.most.set(self.most.get().max(self.open.get()));
        let reader = Counted(Cursor::new(self.jpeg.clone()), self.open.clone());
        Ok(ReportPhoto {
            width_px: 64,
            height_px: 48,
            components: 3,
            length_bytes: self.jpeg.len() as u64,
            reader: Box::new(reader),
        })
    }
}

/// Keeps nothing, and knows the largest piece it was given.
#[derive(Default)]
struct Sink {
    total_bytes: usize,
    largest_bytes: usize,
}

impl Write for Sink {
    fn write(&mut self, buffer: &[u8]) -> std::io::Result<usize> {
        self.total_bytes += buffer.len();
        self.largest_bytes = self.largest_bytes.max(buffer.len());
        Ok(buffer.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn photos_are_streamed_one_at_a_time() {
    let stage = with_photos(60, 64, 48);
    // A real picture, made long by what a reader of JPEG skips.
    let mut picture = jpeg(64, 48, 1);
    picture.extend(std::iter::repeat_n(0, 1_000_000));
    let photos = Counting { jpeg: picture, open: Rc::default(), most: Rc::default() };
    let mut sink = Sink::default();
    written(&stage, &photos, &mut sink).unwrap();
    assert_eq!((photos.open.get(), photos.most.get()), (0, 1));
    assert!(sink.total_bytes > 60_000_000);
    assert!(sink.largest_bytes < 1_000_000, "a photo was gathered before it was written");
}

#[test]
fn a_photo_that_cannot_be_had_stops_the_report() {
    let stage = with_photos(1, 64, 48);
    let error = written(&stage, &NoPhotos, &mut Vec::new()).unwrap_err();
    assert!(matches!(error, ReportError::Photo { .. }));
    assert!(error.source().unwrap().to_string().contains("was asked for"));
}

#[test]
fn a_photo_of_another_shape_than_its_facts_is_refused() {
    let stage = with_photos(1, 48, 64);
    let photos = Photos::Same { jpeg: jpeg(64, 48, 1), width_px: 64, height_px: 48 };
    let error = written(&stage, &photos, &mut Vec::new()).unwrap_err();
    assert!(matches!(error, ReportError::PhotoShape { width_px: 64, height_px: 48, components: 3, .. }));
}

#[test]
fn a_photo_that_ends_early_stops_the_report() {
    struct Short;
    impl PhotoSource for Short {
        fn report_image(&self, _: &Rendition) -> Result<ReportPhoto, Box<dyn Error + Send + Sync>> {
            let reader = Box::new(Cursor::new(vec![0; 10]));
            Ok(ReportPhoto { width_px: 64, height_px: 48, components: 3, length_bytes: 11, reader })
        }
    }
    let error = written(&with_photos(1, 64, 48), &Short, &mut Vec::new()).unwrap_err();
    assert!(matches!(error, ReportError::Write(_)));
}
