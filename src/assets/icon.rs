//! The icons of the icon font by name. Written by `assets/fonts/icons.py`; do not edit.
//!
//! # To change
//! - an icon more: add its name to `assets/fonts/icons.txt` and run the script.

/// Lucide `archive`.
pub const ARCHIVE: char = '\u{f041}';
/// Lucide `archive-restore`.
pub const ARCHIVE_RESTORE: char = '\u{f2cd}';
/// Lucide `arrow-down`.
pub const ARROW_DOWN: char = '\u{f042}';
/// Lucide `arrow-left`.
pub const ARROW_LEFT: char = '\u{f048}';
/// Lucide `arrow-right`.
pub const ARROW_RIGHT: char = '\u{f049}';
/// Lucide `arrow-up`.
pub const ARROW_UP: char = '\u{f04a}';
/// Lucide `badge-check`.
pub const BADGE_CHECK: char = '\u{f241}';
/// Lucide `ban`.
pub const BAN: char = '\u{f051}';
/// Lucide `bell`.
pub const BELL: char = '\u{f059}';
/// Lucide `book-open`.
pub const BOOK_OPEN: char = '\u{f05f}';
/// Lucide `building-2`.
pub const BUILDING_2: char = '\u{f290}';
/// Lucide `calendar`.
pub const CALENDAR: char = '\u{f063}';
/// Lucide `calendar-clock`.
pub const CALENDAR_CLOCK: char = '\u{f304}';
/// Lucide `camera`.
pub const CAMERA: char = '\u{f064}';
/// Lucide `check`.
pub const CHECK: char = '\u{f06c}';
/// Lucide `check-check`.
pub const CHECK_CHECK: char = '\u{f38e}';
/// Lucide `chevron-down`.
pub const CHEVRON_DOWN: char = '\u{f06d}';
/// Lucide `chevron-left`.
pub const CHEVRON_LEFT: char = '\u{f06e}';
/// Lucide `chevron-right`.
pub const CHEVRON_RIGHT: char = '\u{f06f}';
/// Lucide `chevron-up`.
pub const CHEVRON_UP: char = '\u{f070}';
/// Lucide `chevrons-up-down`.
pub const CHEVRONS_UP_DOWN: char = '\u{f211}';
/// Lucide `circle`.
pub const CIRCLE: char = '\u{f076}';
/// Lucide `circle-alert`.
pub const CIRCLE_ALERT: char = '\u{f077}';
/// Lucide `circle-check`.
pub const CIRCLE_CHECK: char = '\u{f226}';
/// Lucide `circle-check-big`.
pub const CIRCLE_CHECK_BIG: char = '\u{f07c}';
/// Lucide `circle-dashed`.
pub const CIRCLE_DASHED: char = '\u{f4b0}';
/// Lucide `circle-dot`.
pub const CIRCLE_DOT: char = '\u{f345}';
/// Lucide `circle-help`.
pub const CIRCLE_HELP: char = '\u{f082}';
/// Lucide `circle-minus`.
pub const CIRCLE_MINUS: char = '\u{f07e}';
/// Lucide `circle-plus`.
pub const CIRCLE_PLUS: char = '\u{f081}';
/// Lucide `circle-x`.
pub const CIRCLE_X: char = '\u{f084}';
/// Lucide `clipboard-check`.
pub const CLIPBOARD_CHECK: char = '\u{f219}';
/// Lucide `clipboard-list`.
pub const CLIPBOARD_LIST: char = '\u{f086}';
/// Lucide `clipboard-paste`.
pub const CLIPBOARD_PASTE: char = '\u{f3e8}';
/// Lucide `clock`.
pub const CLOCK: char = '\u{f087}';
/// Lucide `cloud-off`.
pub const CLOUD_OFF: char = '\u{f08d}';
/// Lucide `command`.
pub const COMMAND: char = '\u{f09a}';
/// Lucide `contrast`.
pub const CONTRAST: char = '\u{f09d}';
/// Lucide `copy`.
pub const COPY: char = '\u{f09e}';
/// Lucide `crop`.
pub const CROP: char = '\u{f0ab}';
/// Lucide `diamond`.
pub const DIAMOND: char = '\u{f2d2}';
/// Lucide `diff`.
pub const DIFF: char = '\u{f30c}';
/// Lucide `dot`.
pub const DOT: char = '\u{f44f}';
/// Lucide `download`.
pub const DOWNLOAD: char = '\u{f0b2}';
/// Lucide `ellipsis`.
pub const ELLIPSIS: char = '\u{f0b6}';
/// Lucide `ellipsis-vertical`.
pub const ELLIPSIS_VERTICAL: char = '\u{f0b7}';
/// Lucide `eraser`.
pub const ERASER: char = '\u{f28f}';
/// Lucide `external-link`.
pub const EXTERNAL_LINK: char = '\u{f0b9}';
/// Lucide `eye`.
pub const EYE: char = '\u{f0ba}';
/// Lucide `eye-off`.
pub const EYE_OFF: char = '\u{f0bb}';
/// Lucide `factory`.
pub const FACTORY: char = '\u{f29f}';
/// Lucide `file`.
pub const FILE: char = '\u{f0c0}';
/// Lucide `file-badge`.
pub const FILE_BADGE: char = '\u{f30f}';
/// Lucide `file-check`.
pub const FILE_CHECK: char = '\u{f0c1}';
/// Lucide `file-down`.
pub const FILE_DOWN: char = '\u{f318}';
/// Lucide `file-json`.
pub const FILE_JSON: char = '\u{f36b}';
/// Lucide `file-lock`.
pub const FILE_LOCK: char = '\u{f31e}';
/// Lucide `file-plus`.
pub const FILE_PLUS: char = '\u{f0c9}';
/// Lucide `file-search`.
pub const FILE_SEARCH: char = '\u{f0cb}';
/// Lucide `file-spreadsheet`.
pub const FILE_SPREADSHEET: char = '\u{f326}';
/// Lucide `file-text`.
pub const FILE_TEXT: char = '\u{f0cc}';
/// Lucide `file-warning`.
pub const FILE_WARNING: char = '\u{f319}';
/// Lucide `file-x`.
pub const FILE_X: char = '\u{f0cd}';
/// Lucide `filter`.
pub const FILTER: char = '\u{f0dc}';
/// Lucide `fingerprint`.
pub const FINGERPRINT: char = '\u{f2cb}';
/// Lucide `flag`.
pub const FLAG: char = '\u{f0d1}';
/// Lucide `folder`.
pub const FOLDER: char = '\u{f0d7}';
/// Lucide `folder-open`.
pub const FOLDER_OPEN: char = '\u{f247}';
/// Lucide `gauge`.
pub const GAUGE: char = '\u{f1bf}';
/// Lucide `git-branch`.
pub const GIT_BRANCH: char = '\u{f0e2}';
/// Lucide `globe`.
pub const GLOBE: char = '\u{f0e8}';
/// Lucide `graduation-cap`.
pub const GRADUATION_CAP: char = '\u{f234}';
/// Lucide `grid-2x2`.
pub const GRID_2X2: char = '\u{f4ff}';
/// Lucide `hand`.
pub const HAND: char = '\u{f1d7}';
/// Lucide `hard-drive`.
pub const HARD_DRIVE: char = '\u{f0ed}';
/// Lucide `hard-drive-download`.
pub const HARD_DRIVE_DOWNLOAD: char = '\u{f4e5}';
/// Lucide `hash`.
pub const HASH: char = '\u{f0ef}';
/// Lucide `hexagon`.
pub const HEXAGON: char = '\u{f0f3}';
/// Lucide `history`.
pub const HISTORY: char = '\u{f1f5}';
/// Lucide `hourglass`.
pub const HOURGLASS: char = '\u{f296}';
/// Lucide `house`.
pub const HOUSE: char = '\u{f0f5}';
/// Lucide `image`.
pub const IMAGE: char = '\u{f0f6}';
/// Lucide `image-off`.
pub const IMAGE_OFF: char = '\u{f1c0}';
/// Lucide `image-plus`.
pub const IMAGE_PLUS: char = '\u{f1f7}';
/// Lucide `inbox`.
pub const INBOX: char = '\u{f0f7}';
/// Lucide `info`.
pub const INFO: char = '\u{f0f9}';
/// Lucide `key-round`.
pub const KEY_ROUND: char = '\u{f4a3}';
/// Lucide `keyboard`.
pub const KEYBOARD: char = '\u{f284}';
/// Lucide `languages`.
pub const LANGUAGES: char = '\u{f0fe}';
/// Lucide `layout-grid`.
pub const LAYOUT_GRID: char = '\u{f0ff}';
/// Lucide `layout-list`.
pub const LAYOUT_LIST: char = '\u{f1d9}';
/// Lucide `lightbulb`.
pub const LIGHTBULB: char = '\u{f1c2}';
/// Lucide `link`.
pub const LINK: char = '\u{f102}';
/// Lucide `link-2-off`.
pub const LINK_2_OFF: char = '\u{f104}';
/// Lucide `list`.
pub const LIST: char = '\u{f106}';
/// Lucide `list-checks`.
pub const LIST_CHECKS: char = '\u{f1d0}';
/// Lucide `list-filter`.
pub const LIST_FILTER: char = '\u{f460}';
/// Lucide `list-tree`.
pub const LIST_TREE: char = '\u{f408}';
/// Lucide `loader-circle`.
pub const LOADER_CIRCLE: char = '\u{f10a}';
/// Lucide `lock`.
pub const LOCK: char = '\u{f10b}';
/// Lucide `lock-keyhole`.
pub const LOCK_KEYHOLE: char = '\u{f531}';
/// Lucide `lock-open`.
pub const LOCK_OPEN: char = '\u{f10c}';
/// Lucide `log-out`.
pub const LOG_OUT: char = '\u{f10e}';
/// Lucide `mail`.
pub const MAIL: char = '\u{f10f}';
/// Lucide `map-pin`.
pub const MAP_PIN: char = '\u{f111}';
/// Lucide `maximize`.
pub const MAXIMIZE: char = '\u{f112}';
/// Lucide `menu`.
pub const MENU: char = '\u{f115}';
/// Lucide `message-square`.
pub const MESSAGE_SQUARE: char = '\u{f117}';
/// Lucide `minus`.
pub const MINUS: char = '\u{f11c}';
/// Lucide `monitor`.
pub const MONITOR: char = '\u{f11d}';
/// Lucide `moon`.
pub const MOON: char = '\u{f11e}';
/// Lucide `move`.
pub const MOVE: char = '\u{f121}';
/// Lucide `octagon`.
pub const OCTAGON: char = '\u{f126}';
/// Lucide `octagon-alert`.
pub const OCTAGON_ALERT: char = '\u{f127}';
/// Lucide `octagon-x`.
pub const OCTAGON_X: char = '\u{f128}';
/// Lucide `package`.
pub const PACKAGE: char = '\u{f129}';
/// Lucide `palette`.
pub const PALETTE: char = '\u{f1dd}';
/// Lucide `panel-left`.
pub const PANEL_LEFT: char = '\u{f12a}';
/// Lucide `panel-right`.
pub const PANEL_RIGHT: char = '\u{f431}';
/// Lucide `paperclip`.
pub const PAPERCLIP: char = '\u{f12d}';
/// Lucide `pen-line`.
pub const PEN_LINE: char = '\u{f130}';
/// Lucide `pencil`.
pub const PENCIL: char = '\u{f1f9}';
/// Lucide `phone`.
pub const PHONE: char = '\u{f133}';
/// Lucide `pin`.
pub const PIN: char = '\u{f259}';
/// Lucide `play`.
pub const PLAY: char = '\u{f13c}';
/// Lucide `plus`.
pub const PLUS: char = '\u{f13d}';
/// Lucide `printer`.
pub const PRINTER: char = '\u{f141}';
/// Lucide `qr-code`.
pub const QR_CODE: char = '\u{f1df}';
/// Lucide `redo-2`.
pub const REDO_2: char = '\u{f2a0}';
/// Lucide `refresh-cw`.
pub const REFRESH_CW: char = '\u{f145}';
/// Lucide `rotate-ccw`.
pub const ROTATE_CCW: char = '\u{f148}';
/// Lucide `rotate-cw`.
pub const ROTATE_CW: char = '\u{f149}';
/// Lucide `save`.
pub const SAVE: char = '\u{f14d}';
/// Lucide `scale`.
pub const SCALE: char = '\u{f212}';
/// Lucide `scan-line`.
pub const SCAN_LINE: char = '\u{f258}';
/// Lucide `search`.
pub const SEARCH: char = '\u{f151}';
/// Lucide `send`.
pub const SEND: char = '\u{f152}';
/// Lucide `settings`.
pub const SETTINGS: char = '\u{f154}';
/// Lucide `shield`.
pub const SHIELD: char = '\u{f158}';
/// Lucide `shield-alert`.
pub const SHIELD_ALERT: char = '\u{f1fe}';
/// Lucide `shield-check`.
pub const SHIELD_CHECK: char = '\u{f1ff}';
/// Lucide `shield-question-mark`.
pub const SHIELD_QUESTION_MARK: char = '\u{f40e}';
/// Lucide `shield-x`.
pub const SHIELD_X: char = '\u{f200}';
/// Lucide `signature`.
pub const SIGNATURE: char = '\u{f5f2}';
/// Lucide `sliders-horizontal`.
pub const SLIDERS_HORIZONTAL: char = '\u{f29a}';
/// Lucide `smartphone`.
pub const SMARTPHONE: char = '\u{f163}';
/// Lucide `sparkles`.
pub const SPARKLES: char = '\u{f412}';
/// Lucide `square`.
pub const SQUARE: char = '\u{f167}';
/// Lucide `square-check`.
pub const SQUARE_CHECK: char = '\u{f559}';
/// Lucide `square-x`.
pub const SQUARE_X: char = '\u{f175}';
/// Lucide `stamp`.
pub const STAMP: char = '\u{f3bb}';
/// Lucide `star`.
pub const STAR: char = '\u{f176}';
/// Lucide `sticky-note`.
pub const STICKY_NOTE: char = '\u{f303}';
/// Lucide `sun`.
pub const SUN: char = '\u{f178}';
/// Lucide `table`.
pub const TABLE: char = '\u{f17d}';
/// Lucide `tag`.
pub const TAG: char = '\u{f17f}';
/// Lucide `text-cursor-input`.
pub const TEXT_CURSOR_INPUT: char = '\u{f265}';
/// Lucide `thumbs-down`.
pub const THUMBS_DOWN: char = '\u{f189}';
/// Lucide `thumbs-up`.
pub const THUMBS_UP: char = '\u{f18a}';
/// Lucide `trash-2`.
pub const TRASH_2: char = '\u{f18e}';
/// Lucide `trending-up`.
pub const TRENDING_UP: char = '\u{f191}';
/// Lucide `triangle`.
pub const TRIANGLE: char = '\u{f192}';
/// Lucide `triangle-alert`.
pub const TRIANGLE_ALERT: char = '\u{f193}';
/// Lucide `undo-2`.
pub const UNDO_2: char = '\u{f2a1}';
/// Lucide `unlink`.
pub const UNLINK: char = '\u{f19c}';
/// Lucide `upload`.
pub const UPLOAD: char = '\u{f19e}';
/// Lucide `user`.
pub const USER: char = '\u{f19f}';
/// Lucide `user-check`.
pub const USER_CHECK: char = '\u{f1a0}';
/// Lucide `user-plus`.
pub const USER_PLUS: char = '\u{f1a2}';
/// Lucide `users`.
pub const USERS: char = '\u{f1a4}';
/// Lucide `video`.
pub const VIDEO: char = '\u{f1a5}';
/// Lucide `wifi-off`.
pub const WIFI_OFF: char = '\u{f1af}';
/// Lucide `wrench`.
pub const WRENCH: char = '\u{f1b1}';
/// Lucide `x`.
pub const X: char = '\u{f1b2}';
/// Lucide `zoom-in`.
pub const ZOOM_IN: char = '\u{f1b6}';
/// Lucide `zoom-out`.
pub const ZOOM_OUT: char = '\u{f1b7}';

/// Every icon with its name, for palettes and for the test that each can be drawn.
pub const ALL: [(&str, char); 176] = [
    ("archive", ARCHIVE),
    ("archive-restore", ARCHIVE_RESTORE),
    ("arrow-down", ARROW_DOWN),
    ("arrow-left", ARROW_LEFT),
    ("arrow-right", ARROW_RIGHT),
    ("arrow-up", ARROW_UP),
    ("badge-check", BADGE_CHECK),
    ("ban", BAN),
    ("bell", BELL),
    ("book-open", BOOK_OPEN),
    ("building-2", BUILDING_2),
    ("calendar", CALENDAR),
    ("calendar-clock", CALENDAR_CLOCK),
    ("camera", CAMERA),
    ("check", CHECK),
    ("check-check", CHECK_CHECK),
    ("chevron-down", CHEVRON_DOWN),
    ("chevron-left", CHEVRON_LEFT),
    ("chevron-right", CHEVRON_RIGHT),
    ("chevron-up", CHEVRON_UP),
    ("chevrons-up-down", CHEVRONS_UP_DOWN),
    ("circle", CIRCLE),
    ("circle-alert", CIRCLE_ALERT),
    ("circle-check", CIRCLE_CHECK),
    ("circle-check-big", CIRCLE_CHECK_BIG),
    ("circle-dashed", CIRCLE_DASHED),
    ("circle-dot", CIRCLE_DOT),
    ("circle-help", CIRCLE_HELP),
    ("circle-minus", CIRCLE_MINUS),
    ("circle-plus", CIRCLE_PLUS),
    ("circle-x", CIRCLE_X),
    ("clipboard-check", CLIPBOARD_CHECK),
    ("clipboard-list", CLIPBOARD_LIST),
    ("clipboard-paste", CLIPBOARD_PASTE),
    ("clock", CLOCK),
    ("cloud-off", CLOUD_OFF),
    ("command", COMMAND),
    ("contrast", CONTRAST),
    ("copy", COPY),
    ("crop", CROP),
    ("diamond", DIAMOND),
    ("diff", DIFF),
    ("dot", DOT),
    ("download", DOWNLOAD),
    ("ellipsis", ELLIPSIS),
    ("ellipsis-vertical", ELLIPSIS_VERTICAL),
    ("eraser", ERASER),
    ("external-link", EXTERNAL_LINK),
    ("eye", EYE),
    ("eye-off", EYE_OFF),
    ("factory", FACTORY),
    ("file", FILE),
    ("file-badge", FILE_BADGE),
    ("file-check", FILE_CHECK),
    ("file-down", FILE_DOWN),
    ("file-json", FILE_JSON),
    ("file-lock", FILE_LOCK),
    ("file-plus", FILE_PLUS),
    ("file-search", FILE_SEARCH),
    ("file-spreadsheet", FILE_SPREADSHEET),
    ("file-text", FILE_TEXT),
    ("file-warning", FILE_WARNING),
    ("file-x", FILE_X),
    ("filter", FILTER),
    ("fingerprint", FINGERPRINT),
    ("flag", FLAG),
    ("folder", FOLDER),
    ("folder-open", FOLDER_OPEN),
    ("gauge", GAUGE),
    ("git-branch", GIT_BRANCH),
    ("globe", GLOBE),
    ("graduation-cap", GRADUATION_CAP),
    ("grid-2x2", GRID_2X2),
    ("hand", HAND),
    ("hard-drive", HARD_DRIVE),
    ("hard-drive-download", HARD_DRIVE_DOWNLOAD),
    ("hash", HASH),
    ("hexagon", HEXAGON),
    ("history", HISTORY),
    ("hourglass", HOURGLASS),
    ("house", HOUSE),
    ("image", IMAGE),
    ("image-off", IMAGE_OFF),
    ("image-plus", IMAGE_PLUS),
    ("inbox", INBOX),
    ("info", INFO),
    ("key-round", KEY_ROUND),
    ("keyboard", KEYBOARD),
    ("languages", LANGUAGES),
    ("layout-grid", LAYOUT_GRID),
    ("layout-list", LAYOUT_LIST),
    ("lightbulb", LIGHTBULB),
    ("link", LINK),
    ("link-2-off", LINK_2_OFF),
    ("list", LIST),
    ("list-checks", LIST_CHECKS),
    ("list-filter", LIST_FILTER),
    ("list-tree", LIST_TREE),
    ("loader-circle", LOADER_CIRCLE),
    ("lock", LOCK),
    ("lock-keyhole", LOCK_KEYHOLE),
    ("lock-open", LOCK_OPEN),
    ("log-out", LOG_OUT),
    ("mail", MAIL),
    ("map-pin", MAP_PIN),
    ("maximize", MAXIMIZE),
    ("menu", MENU),
    ("message-square", MESSAGE_SQUARE),
    ("minus", MINUS),
    ("monitor", MONITOR),
    ("moon", MOON),
    ("move", MOVE),
    ("octagon", OCTAGON),
    ("octagon-alert", OCTAGON_ALERT),
    ("octagon-x", OCTAGON_X),
    ("package", PACKAGE),
    ("palette", PALETTE),
    ("panel-left", PANEL_LEFT),
    ("panel-right", PANEL_RIGHT),
    ("paperclip", PAPERCLIP),
    ("pen-line", PEN_LINE),
    ("pencil", PENCIL),
    ("phone", PHONE),
    ("pin", PIN),
    ("play", PLAY),
    ("plus", PLUS),
    ("printer", PRINTER),
    ("qr-code", QR_CODE),
    ("redo-2", REDO_2),
    ("refresh-cw", REFRESH_CW),
    ("rotate-ccw", ROTATE_CCW),
    ("rotate-cw", ROTATE_CW),
    ("save", SAVE),
    ("scale", SCALE),
    ("scan-line", SCAN_LINE),
    ("search", SEARCH),
    ("send", SEND),
    ("settings", SETTINGS),
    ("shield", SHIELD),
    ("shield-alert", SHIELD_ALERT),
    ("shield-check", SHIELD_CHECK),
    ("shield-question-mark", SHIELD_QUESTION_MARK),
    ("shield-x", SHIELD_X),
    ("signature", SIGNATURE),
    ("sliders-horizontal", SLIDERS_HORIZONTAL),
    ("smartphone", SMARTPHONE),
    ("sparkles", SPARKLES),
    ("square", SQUARE),
    ("square-check", SQUARE_CHECK),
    ("square-x", SQUARE_X),
    ("stamp", STAMP),
    ("star", STAR),
    ("sticky-note", STICKY_NOTE),
    ("sun", SUN),
    ("table", TABLE),
    ("tag", TAG),
    ("text-cursor-input", TEXT_CURSOR_INPUT),
    ("thumbs-down", THUMBS_DOWN),
    ("thumbs-up", THUMBS_UP),
    ("trash-2", TRASH_2),
    ("trending-up", TRENDING_UP),
    ("triangle", TRIANGLE),
    ("triangle-alert", TRIANGLE_ALERT),
    ("undo-2", UNDO_2),
    ("unlink", UNLINK),
    ("upload", UPLOAD),
    ("user", USER),
    ("user-check", USER_CHECK),
    ("user-plus", USER_PLUS),
    ("users", USERS),
    ("video", VIDEO),
    ("wifi-off", WIFI_OFF),
    ("wrench", WRENCH),
    ("x", X),
    ("zoom-in", ZOOM_IN),
    ("zoom-out", ZOOM_OUT),
];
