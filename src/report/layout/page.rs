//! From strips to pages.

use super::item::{Ground, Item, Strip};
use super::style::page::{BOTTOM_PT, CONTENT_HEIGHT_PT, SIDE_PT, TOP_PT};

/// A page. Coordinates are points from the paper's top left corner.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// What lies behind the content, in the order of painting.
    pub grounds: Vec<Ground>,
    /// The content in reading order.
    pub items: Vec<Item>,
    /// Where the content ends.
    pub end_pt: f32,
}

/// Fills pages with strips.
#[must_use]
pub fn paginate(strips: Vec<Strip>) -> Vec<Page> {
    let mut filler = Filler { pages: Vec::new(), page: Page::default(), y_pt: TOP_PT, empty: true };
    let mut strips = strips.into_iter().peekable();
    while let Some(first) = strips.next() {
        let mut group = vec![first];
        while group.last().is_some_and(|strip| strip.keep_with_next) {
            match strips.next_if(|next| !next.new_page) {
                Some(next) => group.push(next),
                None => break,
            }
        }
        filler.put(group);
    }
    filler.turn();
    filler.pages
}

struct Filler {
    pages: Vec<Page>,
    page: Page,
    y_pt: f32,
    empty: bool,
}

impl Filler {
    fn put(&mut self, group: Vec<Strip>) {
        if group.first().is_some_and(|strip| strip.new_page) {
            self.turn();
        }
        let height_pt: f32 = group.iter().map(|strip| strip.height_pt).sum();
        let head_pt = group.first().and_then(|strip| strip.head.as_ref()).map_or(0.0, |head| head.height_pt);
        let holds = height_pt + head_pt <= CONTENT_HEIGHT_PT;
        if holds && !self.fits(height_pt) {
            self.turn();
        }
        for strip in group {
            if !self.fits(strip.height_pt) {
                self.turn();
            }
            self.add(strip);
        }
    }

    fn fits(&self, height_pt: f32) -> bool {
        self.y_pt + height_pt <= BOTTOM_PT + 0.01
    }

    fn add(&mut self, strip: Strip) {
        if self.empty {
            if strip.gap {
                return;
            }
            self.empty = false;
            // A row as tall as a page goes without the repeated head rather than off the page.
            let room_pt = BOTTOM_PT - self.y_pt - strip.height_pt;
            if let Some(head) = strip.head.clone().filter(|head| head.height_pt <= room_pt + 0.01) {
                self.lay_down((*head).clone());
            }
        }
        self.lay_down(strip);
    }

    fn lay_down(&mut self, strip: Strip) {
        let y_pt = self.y_pt;
        self.page.items.extend(strip.items.into_iter().map(|item| item.moved(SIDE_PT, y_pt)));
        let moved =
            strip.grounds.into_iter().map(|ground| Ground { frame: ground.frame.moved(SIDE_PT, y_pt), ..ground });
        self.page.grounds.extend(moved);
        self.y_pt += strip.height_pt;
        if !strip.gap {
            self.page.end_pt = self.y_pt;
        }
    }

    fn turn(&mut self) {
        if !self.empty {
            let mut page = std::mem::take(&mut self.page);
            page.grounds = grown_together(page.grounds);
            self.pages.push(page);
        }
        self.page = Page::default();
        self.y_pt = TOP_PT;
        self.empty = true;
    }
}

/// Grounds of one colour that touch become one: two would show a seam on many screens.
fn grown_together(grounds: Vec<Ground>) -> Vec<Ground> {
    let mut grown: Vec<Ground> = Vec::with_capacity(grounds.len());
    for ground in grounds {
        let frame = ground.frame;
        let above = grown.iter_mut().rev().find(|other| {
            other.depth == ground.depth
                && other.colour == ground.colour
                && (other.frame.x_pt - frame.x_pt).abs() < 0.01
                && (other.frame.width_pt - frame.width_pt).abs() < 0.01
                && (other.frame.y_pt + other.frame.height_pt - frame.y_pt).abs() < 0.05
        });
        match above {
            Some(above) => above.frame.height_pt = frame.y_pt + frame.height_pt - above.frame.y_pt,
            None => grown.push(ground),
        }
    }
    grown.sort_by_key(|ground| ground.depth);
    grown
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    fn strip(height_pt: f32) -> Strip {
        Strip { height_pt, ..Strip::default() }
    }

    #[test]
    fn strips_that_belong_together_are_not_parted() {
        let mut first = strip(CONTENT_HEIGHT_PT - 30.0);
        first.keep_with_next = false;
        let heading = Strip { keep_with_next: true, ..strip(20.0) };
        let pages = paginate(vec![first, heading, strip(20.0)]);
        assert_eq!(pages.len(), 2);
        assert!((pages[1].end_pt - (TOP_PT + 40.0)).abs() < 0.1);
    }

    #[test]
    fn the_head_of_a_table_is_repeated() {
        let head = Rc::new(strip(15.0));
        let rows = (0..100).map(|_| Strip { head: Some(head.clone()), ..strip(20.0) });
        let pages = paginate(std::iter::once(strip(15.0)).chain(rows).collect());
        assert_eq!(pages.len(), 3);
        // 35 rows of 20 and a head of 15 are 715 of 711.89: the page takes 34.
        assert!((pages[1].end_pt - (TOP_PT + 15.0 + 34.0 * 20.0)).abs() < 0.1);
    }

    #[test]
    fn white_space_vanishes_at_the_top() {
        let pages = paginate(vec![strip(CONTENT_HEIGHT_PT), Strip::space(12.0), strip(20.0)]);
        assert!((pages[1].end_pt - (TOP_PT + 20.0)).abs() < 0.1);
    }
}
