use super::*;

/// Kinds and texts of the blocks; every byte of a block is traced back to the file.
fn read(text: &str, format: DocumentFormat) -> Vec<(BlockKind, String)> {
    let document = Document::read(text, format).unwrap();
    for block in &document.blocks {
        for (at, c) in block.text.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()) {
            let place = block.in_file(&(at..at + c.len_utf8()));
            assert_eq!(text.get(place), Some(c.to_string().as_str()), "{c} of {}", block.text);
        }
    }
    document.blocks.into_iter().map(|block| (block.kind, block.text)).collect()
}

fn para(text: &str) -> (BlockKind, String) {
    (BlockKind::Paragraph, text.to_owned())
}

#[test]
fn markdown_gives_its_prose_without_markup() {
    let text = "---\ntitle: \"No copy\"\n---\n\n# Hamilton *wins*\n\n**He won by 0.647 seconds.**\n\nSPA, Belgium — Hamilton [beat](http://x) Piastri\nby \\*0.647\\* seconds.\n\n- Pérez was `seventh`.\n\n| a | b |\n|---|---|\n\n```\ncode\n```\n";
    assert_eq!(
        read(text, DocumentFormat::Markdown),
        [
            (BlockKind::Headline, "Hamilton wins".to_owned()),
            (BlockKind::Standfirst, "He won by 0.647 seconds.".to_owned()),
            (BlockKind::Dateline, "SPA, Belgium".to_owned()),
            para("Hamilton beat Piastri by *0.647* seconds."),
            para("Pérez was seventh."),
        ]
    );
}

#[test]
fn html_gives_its_prose_without_tags_scripts_and_tables() {
    let text = "<html><head><title>x</title></head><body><h1>P&eacute;rez &amp; co</h1><p class=\"standfirst\">Short.</p><p>Hamilton <b>won</b>&#8217;.</p><script>var a = '<p>no</p>';</script><table><tr><td>1</td></tr></table><!-- <p>no</p> --></body></html>";
    assert_eq!(
        read(text, DocumentFormat::Html),
        [(BlockKind::Headline, "Pérez & co".to_owned()), (BlockKind::Standfirst, "Short.".to_owned()), para("Hamilton won’."),]
    );
}

#[test]
fn plain_text_has_paragraphs_and_perhaps_a_headline() {
    let text = "Hamilton wins\n\nHamilton won\nat Spa.\n\n\nPiastri was second.\n";
    assert_eq!(
        read(text, DocumentFormat::Text),
        [(BlockKind::Headline, "Hamilton wins".to_owned()), para("Hamilton won at Spa."), para("Piastri was second.")]
    );
}

#[test]
fn json_gives_the_strings_that_are_copy_with_their_escapes() {
    let text = r#"{"headline": {"text": "P\u00e9rez wins"}, "facts": ["no"], "body": [{"role": "lede", "sentences": [{"text": "He \"won\".", "alternatives": ["no"]}]}]}"#;
    assert_eq!(read(text, DocumentFormat::Json), [(BlockKind::Headline, "Pérez wins".to_owned()), para("He \"won\".")]);
    let html = r#"{"headline": "H wins", "body_html": "<p>A &amp; b.<\/p>\n<p>C.<\/p>"}"#;
    assert_eq!(read(html, DocumentFormat::Json), [(BlockKind::Headline, "H wins".to_owned()), para("A & b."), para("C.")]);
}

#[test]
fn a_file_without_prose_is_refused() {
    assert_eq!(Document::read("", DocumentFormat::Text).unwrap_err().to_string(), "it holds no prose");
    assert!(Document::read("{\"a\": ", DocumentFormat::Json).unwrap_err().to_string().starts_with("it is no JSON"));
    assert_eq!(Document::read("{\"id\": \"a\"}", DocumentFormat::Json).unwrap_err().to_string(), "it holds no prose");
    assert_eq!(DocumentFormat::of_name("a/b.MD"), Some(DocumentFormat::Markdown));
    assert_eq!(DocumentFormat::of_name("a/b.pdf"), None);
}
