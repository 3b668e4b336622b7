#![no_main]

// A decoder that panics has a mistake that is caught, and the file is refused; what nobody catches ends the program.
libfuzzer_sys::fuzz_target!(
    init: std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or("", std::panic::Location::file);
        if place.contains("fieldseal") {
            eprintln!("{info}");
        }
    })),
    |data: &[u8]| fieldseal_fuzz::photo(data)
);
