//! The table of layers in the documentation of the crate.

/// A row of the table.
pub struct Row {
    pub layer: String,
    /// The layers that it may name.
    pub may_name: Vec<String>,
    /// The crates that it alone may name.
    pub own_crates: Vec<String>,
}

/// The table.
pub struct Map {
    pub rows: Vec<Row>,
}

impl Map {
    /// Reads the table from the documentation of `lib.rs`; what is wrong with it comes beside it.
    pub fn read(lib: &str) -> (Self, Vec<String>) {
        let (mut rows, mut found) = (Vec::new(), Vec::new());
        for line in lib.lines().filter_map(|line| line.strip_prefix("//! | `")) {
            let columns: Vec<&str> = line.trim_end_matches([' ', '|']).split('|').map(str::trim).collect();
            let [layer, _, may_name, own_crates] = columns.as_slice() else {
                found.push(format!("src/lib.rs: a row of the map has not four columns: {line}"));
                continue;
            };
            rows.push(Row {
                layer: layer.trim_matches('`').to_owned(),
                may_name: names(may_name),
                own_crates: names(own_crates),
            });
        }
        (Self { rows }, found)
    }

    /// The row of a layer.
    pub fn row(&self, layer: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.layer == layer)
    }

    /// The layers that alone may name a crate; none for a crate that all may name.
    pub fn owners(&self, name: &str) -> Vec<&str> {
        let owners = self.rows.iter().filter(|row| row.own_crates.iter().any(|own| own == name));
        owners.map(|row| row.layer.as_str()).collect()
    }
}

fn names(column: &str) -> Vec<String> {
    column.split(',').map(|name| name.trim().trim_matches('`')).filter(|name| *name != "-").map(str::to_owned).collect()
}
