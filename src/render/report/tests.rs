//! Reports on two sentences: one wrong in a word, one that cannot be checked.

use super::*;
use crate::event::Cell;
use crate::verify::{Kind, Ruling, SentenceReport, Spot, Statement, rule_texts};
use std::collections::BTreeMap;

const TEXT: &str = "Pérez won by 0.7 s, <b>100%</b>.\nIt rained.\n";

fn statement(word: &str, ruling: Ruling, reason: &str) -> Statement {
    let start = TEXT.find(word).unwrap();
    Statement {
        rule: "F5".to_owned(),
        kind: Kind::Claim,
        predicate: Some("winning_margin".to_owned()),
        roles: BTreeMap::new(),
        positive: true,
        span: start..start + word.len(),
        text: word.to_owned(),
        ruling,
        reason: reason.to_owned(),
        cells: Vec::new(),
        spots: Vec::new(),
        certain: false,
        waived: None,
    }
}

fn report(waived: bool) -> ForeignReport {
    let mut wrong = statement("by 0.7 s", Ruling::Contradicted, "they were 0.6 s apart, 100% sure");
    wrong.cells = vec![Cell { source: "x".to_owned(), at: "/Time".to_owned(), raw: "+0.6 & <more>".to_owned() }];
    let start = TEXT.find("0.7 s").unwrap();
    wrong.spots = vec![Spot { span: start..start + 5, text: "0.7 s".to_owned(), fix: Some("0.6 s".to_owned()) }];
    wrong.certain = true;
    wrong.waived = waived.then(|| "looked into".to_owned());
    let first = SentenceReport {
        span: 0..TEXT.find('\n').unwrap(),
        text: "Pérez won".to_owned(),
        whole: true,
        statements: vec![statement("won", Ruling::Supported, "the feed says the same"), wrong],
    };
    let second = SentenceReport {
        span: TEXT.find("It").unwrap()..TEXT.len() - 1,
        text: "It rained.".to_owned(),
        whole: false,
        statements: vec![statement("It rained", Ruling::NotCheckable, "nothing reads it")],
    };
    ForeignReport { event: "tag:x".to_owned(), sentences: vec![first, second] }
}

fn in_format(format: ReportFormat, waived: bool) -> String {
    let report = report(waived);
    render(format, &[Checked { name: "a b,c.md", text: TEXT, report: &report }], &rule_texts()).unwrap()
}

#[test]
fn the_text_is_coloured_only_on_request() {
    let plain = in_format(ReportFormat::Text, false);
    assert_eq!(
        plain,
        "a b,c.md:1:1\n  Pérez won by 0.7 s, <b>100%</b>.\n    F5  contradicted: \"by 0.7 s\": they were 0.6 s apart, 100% sure\n        write \"0.7 s\" -> \"0.6 s\"\n        /Time = +0.6 & <more>\n\na b,c.md:2:1\n  It rained.\n    F5  not checkable: \"It rained\": nothing reads it\n\na b,c.md: 1 contradicted, 1 supported, 1 not checkable\n"
    );
    let report = report(false);
    let coloured = terminal(&[Checked { name: "a.md", text: TEXT, report: &report }], true, false);
    assert!(coloured.contains("\u{1b}[31;1m0.7 s\u{1b}[0m") && coloured.contains("\u{1b}[32mwon\u{1b}[0m"), "{coloured}");
}

#[test]
fn github_and_junit_escape_what_they_must() {
    let line = in_format(ReportFormat::Github, false);
    assert!(line.starts_with("::error file=a b%2Cc.md,line=1,endLine=1,col=14,endColumn=19,title=F5 \"by 0.7 s\"::"), "{line}");
    assert!(line.contains("100%25 sure"), "{line}");
    let junit = in_format(ReportFormat::Junit, false);
    assert!(junit.contains("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\""), "{junit}");
    assert!(is_escaped(&junit), "{junit}");
}

/// Every quotation mark and angle bracket of the text is escaped.
fn is_escaped(xml: &str) -> bool {
    xml.matches('<').count() == xml.matches('>').count() && !xml.contains("& ")
}

#[test]
fn a_waived_finding_is_no_failure_and_keeps_its_reason() {
    assert_eq!(in_format(ReportFormat::Github, true), "");
    let sarif = in_format(ReportFormat::Sarif, true);
    assert!(sarif.contains("\"justification\": \"looked into\""), "{sarif}");
    assert!(in_format(ReportFormat::Junit, true).contains("failures=\"0\" errors=\"0\" skipped=\"2\""));
}

#[test]
fn the_page_shows_evidence_and_escapes_the_copy() {
    let page = in_format(ReportFormat::Html, false);
    assert!(page.contains("<mark class=\"contradicted\" tabindex=\"0\" data-tip=\"F5 contradicted:"), "{page}");
    assert!(page.contains("/Time = +0.6 &amp; &lt;more&gt;") && !page.contains("<b>100%</b>"), "{page}");
}

#[test]
fn formats_are_known_by_name() {
    assert_eq!("sarif".parse::<ReportFormat>(), Ok(ReportFormat::Sarif));
    let error = "pdf".parse::<ReportFormat>().unwrap_err().to_string();
    assert_eq!(error, "\"pdf\" is no format of a report: choose one of text, json, junit, sarif, github, html");
}
