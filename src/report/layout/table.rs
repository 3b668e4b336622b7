//! Tables: a head that is repeated, hairlines between rows, cells of blocks.

use super::block::{Block, Cell, Row, Table, Width};
use super::item::{Frame, Ground, Item, Strip};
use super::place::{Layouter, keep_together, share_out, side_by_side};
use super::style::{Colour, HAIRLINE_PT};
use super::text::{Align, RichText};
use super::tree::Role;
use std::rc::Rc;

/// Between two columns.
const GUTTER_PT: f32 = 9.0;
/// Above and below the words of a row.
const PADDING_PT: f32 = 4.0;
/// Left of the first and right of the last column.
const EDGE_PT: f32 = 5.0;

impl Layouter {
    pub(super) fn table(&mut self, table: &Table, width_pt: f32) -> Vec<Strip> {
        let asked: Vec<Width> = table.columns.iter().map(|column| column.width).collect();
        let widths = share_out(&asked, GUTTER_PT, width_pt - 2.0 * EDGE_PT);
        self.tree.open(Role::Table);
        let mut strips = self.table_head(table, &widths, width_pt);
        // A head that had to be broken would fill page after page if it were repeated.
        let repeated = match &strips[..] {
            [head] => Some(Rc::new(as_decoration(head.clone()))),
            _ => None,
        };
        for (place, row) in table.rows.iter().enumerate() {
            let mut row_strips = self.table_row(table, row, &widths, width_pt);
            row_strips.iter_mut().for_each(|strip| strip.head.clone_from(&repeated));
            let next_continues = table.rows.get(place + 1).is_some_and(|next| next.continues);
            if let Some(last) = row_strips.last_mut()
                && next_continues
            {
                last.keep_with_next = true;
            }
            strips.append(&mut row_strips);
        }
        self.tree.close();
        strips
    }

    fn table_head(&mut self, table: &Table, widths: &[f32], width_pt: f32) -> Vec<Strip> {
        if table.head.is_empty() {
            return Vec::new();
        }
        self.tree.open(Role::Row);
        let mut cells = Vec::new();
        let mut x_pt = EDGE_PT;
        for ((text, width), column) in table.head.iter().zip(widths).zip(&table.columns) {
            let node = self.tree.add(Role::HeadCell);
            let text = aligned(text, column.align);
            let mut strips = vec![Strip { height_pt: PADDING_PT, ..Strip::default() }];
            strips.extend(self.line_strips(&text, *width, Some(node)));
            strips.push(Strip { height_pt: PADDING_PT, ..Strip::default() });
            cells.push((x_pt, strips));
            x_pt += width + GUTTER_PT;
        }
        self.tree.close();
        let mut strips = side_by_side(cells, false);
        let last = strips.len().saturating_sub(1);
        for (place, strip) in strips.iter_mut().enumerate() {
            let frame = Frame { x_pt: 0.0, y_pt: 0.0, width_pt, height_pt: strip.height_pt };
            strip.grounds.push(Ground { depth: 0, frame, colour: Colour::WASH });
            if place == last {
                let line = Frame { y_pt: strip.height_pt - 0.8, height_pt: 0.8, ..frame };
                strip.grounds.push(Ground { depth: 1, frame: line, colour: Colour::ACCENT });
                strip.keep_with_next = true;
            }
        }
        strips
    }

    fn table_row(&mut self, table: &Table, row: &Row, widths: &[f32], width_pt: f32) -> Vec<Strip> {
        self.tree.open(Role::Row);
        let above_pt = if row.continues { 0.0 } else { PADDING_PT };
        let mut cells = Vec::new();
        let mut x_pt = EDGE_PT;
        let mut column = 0;
        for cell in &row.cells {
            let span = cell.span.max(1);
            let spanned = widths.get(column..(column + span).min(widths.len())).unwrap_or_default();
            let gutters = spanned.len().saturating_sub(1) as f32;
            let cell_pt = spanned.iter().sum::<f32>() + GUTTER_PT * gutters;
            let align = table.columns.get(column).map(|column| column.align).unwrap_or_default();
            cells.push((x_pt, self.table_cell(cell, align, cell_pt, above_pt)));
            x_pt += cell_pt + GUTTER_PT;
            column += span;
        }
        self.tree.close();
        let mut strips = side_by_side(cells, false);
        if let Some(last) = strips.last_mut() {
            last.height_pt += PADDING_PT;
        }
        for (place, strip) in strips.iter_mut().enumerate() {
            let frame = Frame { x_pt: 0.0, y_pt: 0.0, width_pt, height_pt: strip.height_pt };
            if let Some(colour) = row.ground {
                strip.grounds.push(Ground { depth: 0, frame, colour });
            }
            if place == 0 && !row.continues {
                let line = Frame { height_pt: HAIRLINE_PT, ..frame };
                strip.grounds.push(Ground { depth: 1, frame: line, colour: Colour::HAIRLINE });
            }
        }
        strips
    }

    fn table_cell(&mut self, cell: &Cell, align: Align, width_pt: f32, above_pt: f32) -> Vec<Strip> {
        let node = self.tree.open(if cell.heads_row { Role::HeadCell } else { Role::Cell });
        if let Some(node) = self.tree.node_mut(node) {
            node.column_span = cell.span.max(1);
            node.heads_row = cell.heads_row;
        }
        let blocks: Vec<Block> = cell.blocks.iter().map(|block| block_aligned(block, align)).collect();
        let mut strips = self.place(&blocks, width_pt);
        self.tree.close();
        if above_pt > 0.0 {
            strips.insert(0, Strip { height_pt: above_pt, keep_with_next: true, ..Strip::default() });
        }
        if strips.len() <= 3 {
            keep_together(&mut strips);
        }
        strips
    }
}

fn aligned(text: &RichText, align: Align) -> RichText {
    if text.align == Align::Start { text.clone().aligned(align) } else { text.clone() }
}

fn block_aligned(block: &Block, align: Align) -> Block {
    if let Block::Text(text) = block { Block::Text(aligned(text, align)) } else { block.clone() }
}

/// A head on a later page is no second head: readers were told the head once.
fn as_decoration(head: Strip) -> Strip {
    let items = head.items.into_iter().map(|item| Item::decoration(item.shape)).collect();
    Strip { items, ..head }
}
