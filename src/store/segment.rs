//! Cutting text for the full-text index: words as they are, Chinese, Japanese and Korean in pairs of characters.
//!
//! # Why
//! FTS5 takes a run of Chinese for one word, and its trigrams miss the words of two characters that most terms are.
//! Pairs find every term of two characters and more, exactly: 消防通道 is cut to `消防 防通 通道 道`, and the phrase
//! "防通 通道" stands there only where 防通道 was written. The last character stands alone as well, so that one
//! character is found as the beginning of a pair or by itself. The cost is about one index entry a character.

/// A word that cannot be searched for, between two lines: a phrase cannot reach across it. FTS5 takes characters of
/// private use for letters; we do not.
const BREAK: char = '\u{E000}';

/// The text as the index takes it: one token after another, apart by spaces; line ends keep phrases apart.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for line in text.lines() {
        if !out.is_empty() {
            out.push(BREAK);
            out.push(' ');
        }
        for token in tokens(line, true) {
            out.push_str(&token);
            out.push(' ');
        }
    }
    out
}

/// The FTS5 query that finds all of the words in `text`, the last letters of each possibly missing.
/// None when there is nothing to search for.
pub(super) fn query(text: &str) -> Option<String> {
    let terms: Vec<String> = text.split_whitespace().filter_map(term).collect();
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// One word of a query, as a phrase of tokens whose last one may go on.
fn term(text: &str) -> Option<String> {
    let tokens = tokens(text, false);
    (!tokens.is_empty()).then(|| format!("\"{}\" *", tokens.join(" ")))
}

/// `whole`: the text ends here, so the last character of a run at its end stands alone too.
fn tokens(text: &str, whole: bool) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut run: Vec<char> = Vec::new();
    let mut word = String::new();
    for character in text.chars().map(narrow) {
        if is_paired(character) {
            end_word(&mut word, &mut tokens);
            run.push(character);
        } else {
            end_run(&mut run, &mut tokens, true);
            if character.is_alphanumeric() || (is_mark(character) && !word.is_empty()) {
                word.push(character);
            } else {
                end_word(&mut word, &mut tokens);
            }
        }
    }
    end_word(&mut word, &mut tokens);
    end_run(&mut run, &mut tokens, whole);
    tokens
}

fn end_word(word: &mut String, tokens: &mut Vec<String>) {
    if !word.is_empty() {
        tokens.push(std::mem::take(word));
    }
}

fn end_run(run: &mut Vec<char>, tokens: &mut Vec<String>, ended: bool) {
    tokens.extend(run.windows(2).map(String::from_iter));
    if let Some(last) = run.last().filter(|_| ended || run.len() == 1) {
        tokens.push(last.to_string());
    }
    run.clear();
}

/// Full-width letters and digits, as Chinese input methods write them, are the same as ordinary ones.
fn narrow(character: char) -> char {
    match u32::from(character) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(character),
        0x3000 => ' ',
        _ => character,
    }
}

/// Combining marks belong to the letter before them.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character), 0x0300..=0x036F)
}

/// Scripts that are written without spaces between words.
fn is_paired(character: char) -> bool {
    matches!(u32::from(character),
        0x3005..=0x3007 // 々 〆 〇
        | 0x3040..=0x30FF // Hiragana, Katakana
        | 0x31F0..=0x31FF // Katakana extensions
        | 0x3400..=0x4DBF // Han, extension A
        | 0x4E00..=0x9FFF // Han
        | 0xAC00..=0xD7AF // Hangul
        | 0xF900..=0xFAFF // Han, compatibility
        | 0xFF66..=0xFF9F // half-width Katakana
        | 0x2_0000..=0x3_FFFF // Han, further extensions
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_cut_to_pairs_and_its_last_character() {
        assert_eq!(tokens("消防通道", true), ["消防", "防通", "通道", "道"]);
        assert_eq!(tokens("A栋3楼 exit", true), ["A", "栋", "3", "楼", "exit"]);
        assert_eq!(tokens("ＧＢ １２", true), ["GB", "12"]);
    }

    #[test]
    fn a_query_is_cut_the_same_way_and_may_go_on() {
        assert_eq!(query("消防通道").unwrap(), "\"消防 防通 通道\" *");
        assert_eq!(query("门").unwrap(), "\"门\" *");
        assert_eq!(query("A栋 fire").unwrap(), "\"A 栋\" * AND \"fire\" *");
        assert_eq!(query("消防exit").unwrap(), "\"消防 防 exit\" *");
    }

    #[test]
    fn signs_alone_ask_for_nothing_and_cannot_break_out() {
        assert_eq!(query(" \"* - ( "), None);
        assert_eq!(query("a\"b").unwrap(), "\"a b\" *");
    }
}
