//! Every format on the sample article: its golden form, its strictness, and what it does with hostile names.

use super::*;
use crate::article::{Chart, PubStatus, Review, Series, Status, sample};
use crate::english::Profile;
use crate::english::text::strip_unsafe;
use crate::event::{Competitor, Gap, Mark};
use proptest::prelude::*;
use serde_json::Value;
use std::path::Path;

/// Names as they come from open registrations.
const HOSTILE: [&str; 10] = [
    "</script><script>alert(1)</script>",
    "{{7*7}} {% raw %}",
    "a|b",
    "O'Brien \"Ace\" & Co",
    "*bold* _it_ [x](javascript:1)",
    "]]> --> <!--",
    "שלמה כהן",
    "---",
    "=HYPERLINK(1)",
    "# 1. `x` \\",
];

/// The article templates with some put in the place of their own.
fn templates<'a>(ours: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let own = [
        ("article/article.html.j2", include_str!("../../templates/article/article.html.j2")),
        ("article/article.md.j2", include_str!("../../templates/article/article.md.j2")),
        ("article/article.txt.j2", include_str!("../../templates/article/article.txt.j2")),
        ("article/body.html.j2", include_str!("../../templates/article/body.html.j2")),
        ("article/chart.html.j2", include_str!("../../templates/article/chart.html.j2")),
        ("article/foot.html.j2", include_str!("../../templates/article/foot.html.j2")),
        ("article/table.html.j2", include_str!("../../templates/article/table.html.j2")),
        ("article/text.html.j2", include_str!("../../templates/article/text.html.j2")),
    ];
    let mut all: Vec<(&str, &str)> = own.into_iter().filter(|(name, _)| ours.iter().all(|(other, _)| other != name)).collect();
    all.extend(ours);
    all
}

fn renderer() -> Renderer {
    Renderer::new(templates(&[])).unwrap()
}

/// The sample, reviewed and usable, with a chart.
fn usable() -> Article {
    let mut event = sample::grand_prix();
    event.rows[3].gap = Some(Gap::Mark(Mark::time(9_100, 3)));
    let mut article = sample::article_of(&event);
    article.event.url = Some("https://results.example/2024/14.json".into());
    article.review = Some(Review { reviewer: "A. Editor".into(), role: None, at: sample::NOW.into(), sha256: article.reviewable_sha256() });
    article.status = Status { pubstatus: PubStatus::Usable, reasons: Vec::new() };
    article.refresh();
    article
}

/// The sample with one hostile name everywhere that a feed's text can stand.
fn hostile(name: &str) -> Article {
    let mut event = sample::grand_prix();
    event.name = name.into();
    event.venue.city = Some(name.into());
    event.venue.name = Some(name.into());
    event.competition = Some(name.into());
    event.source.credit = Some(name.into());
    for row in &mut event.rows {
        if let Competitor::Athlete(person) = &mut row.competitor {
            person.full = name.into();
            person.family = name.into();
        }
        row.team.as_mut().unwrap().name = format!("{name} team");
    }
    event.rows[3].gap = Some(Gap::Mark(Mark::time(9_100, 3)));
    let mut article = sample::article_of(&event);
    article.headline.text = format!("{name} wins");
    article.body[0].sentences[0].text = name.into();
    article.byline = Some(name.into());
    article.facts[0].id = format!("win:\"><{}", article.facts[0].id);
    let id = article.facts[0].id.clone();
    article.headline.facts = vec![id.clone()];
    article.body[0].sentences[0].facts = vec![id];
    article.notices.push(name.into());
    article.status.reasons.push(name.into());
    article.refresh();
    assert_eq!(article.check(), []);
    article
}

fn xml(page: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(page, options).unwrap_or_else(|error| panic!("{error}\n{page}"))
}

fn jsonld(page: &str) -> Value {
    let document = xml(page);
    let script = document.descendants().find(|node| node.has_tag_name("script")).unwrap();
    serde_json::from_str(script.text().unwrap()).unwrap()
}

#[test]
fn each_format_has_its_golden_form() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/article");
    let mut differing = Vec::new();
    for (name, article) in [("withheld", sample::article()), ("usable", usable())] {
        for format in Format::ALL {
            let file = folder.join(format!("{name}.{}", format.extension()));
            let made = renderer().render(&article, format).unwrap();
            if std::env::var_os("STRINGER_UPDATE_GOLDEN").is_some() {
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(&file, &made).unwrap();
            }
            if std::fs::read_to_string(&file).unwrap_or_default() != made {
                differing.push(file);
            }
        }
    }
    assert!(differing.is_empty(), "these differ (set STRINGER_UPDATE_GOLDEN to rewrite them): {differing:?}");
}

#[test]
fn formats_are_known_by_name_and_extension() {
    for format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(format));
        assert_eq!(format.extension().parse(), Ok(format));
        assert_eq!(Format::of_file(&format!("x.{}", format.extension())), Some(format));
    }
    assert_eq!(Format::of_file("ninjs.json"), Some(Format::Json), "a name is not an extension");
    assert_eq!(Format::of_file("article.docx"), None);
    let error = "docx".parse::<Format>().unwrap_err().to_string();
    assert_eq!(error, "\"docx\" is no format: choose one of markdown, html, ninjs, text, json");
}

#[test]
fn a_template_fault_names_template_and_line() {
    let faults = [
        ("a\n{{ headlin }}", "article/article.txt.j2:2"),
        ("a\nb\n{{ headline.txt }}", "article/article.txt.j2:3"),
        ("{{ event.url }}", "article/article.txt.j2:1"),
        ("\n{{ event.url|tojson }}", "article/article.txt.j2:2"),
        ("{{ headline.text|safe }}", "article/article.txt.j2:1"),
        ("{{ event.url|default('x') }}", "article/article.txt.j2:1"),
        ("{% autoescape false %}{{ slug }}{% endautoescape %}", "article/article.txt.j2:1"),
        ("{{ table.rows }}", "article/article.txt.j2:1"),
        ("\n\n{% if x %", "article/article.txt.j2:3"),
        ("{{ headline.text|wrap }}", "article/article.txt.j2:1"),
    ];
    for (text, at) in faults {
        let error = Renderer::new(templates(&[("article/article.txt.j2", text)]))
            .and_then(|made| made.render(&sample::article(), Format::Text))
            .unwrap_err();
        assert_eq!((error.kind, error.at.as_str()), (RenderErrorKind::Template, at), "{text}: {error}");
    }
}

#[test]
fn a_fault_in_an_included_template_is_named_there() {
    let templates = templates(&[("article/foot.html.j2", "<p>\n{{ nobody }}</p>")]);
    let error = Renderer::new(templates).unwrap().render(&sample::article(), Format::Html).unwrap_err();
    assert_eq!(error.at, "article/foot.html.j2:2", "{error}");
}

#[test]
fn a_template_that_never_stops_writing_is_stopped() {
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
    let error =
        Renderer::new(templates(&[("article/article.txt.j2", endless)])).unwrap().render(&sample::article(), Format::Text).unwrap_err();
    assert_eq!(error.kind, RenderErrorKind::TooLong, "{error}");
}

#[test]
fn a_record_that_contradicts_itself_is_not_rendered() {
    let mut article = sample::article();
    article.table.rows[0].pop();
    for format in Format::ALL {
        let error = renderer().render(&article, format).unwrap_err();
        assert_eq!(error.kind, RenderErrorKind::Record);
        assert!(error.to_string().contains("/table/rows/0"), "{error}");
    }
}

#[test]
fn a_template_of_the_desk_takes_the_place_of_ours_and_may_include_its_own() {
    let ours = templates(&[
        ("article/article.txt.j2", "{{ headline.text }} ({% include 'article/desk.txt.j2' %})"),
        ("article/desk.txt.j2", "ours"),
    ]);
    let text = Renderer::new(ours).unwrap().render(&sample::article(), Format::Text).unwrap();
    assert_eq!(text, "Hamilton wins Belgian Grand Prix (ours)\n");
}

#[test]
fn html_is_well_formed_with_an_accessible_table_and_one_script() {
    let page = renderer().render(&usable(), Format::Html).unwrap();
    let document = xml(&page);
    let count = |tag: &str| document.descendants().filter(|node| node.tag_name().name() == tag).count();
    assert_eq!((count("script"), count("caption"), count("h1"), count("title"), count("desc")), (1, 1, 1, 2, 1));
    assert!(document.descendants().filter(|node| node.has_tag_name("th")).all(|node| node.attribute("scope").is_some()));
    assert!(!page.contains("noindex"));
    let data = jsonld(&page);
    assert_eq!(data["digitalSourceType"], "https://schema.org/DataDrivenMediaDigitalSource");
    assert_eq!(data["about"]["startDate"], "2024-07-28");
    assert_eq!(data["isBasedOn"], "https://results.example/2024/14.json");
    assert_eq!(data["editor"]["name"], "A. Editor");
}

#[test]
fn what_is_not_to_be_published_says_so_in_every_format() {
    let article = sample::article();
    let made = |format| renderer().render(&article, format).unwrap();
    assert!(made(Format::Html).contains("<meta name=\"robots\" content=\"noindex\" />"));
    assert_eq!(jsonld(&made(Format::Html))["creativeWorkStatus"], "Draft");
    assert!(made(Format::Markdown).contains("draft: true\n"));
    let item: Value = serde_json::from_str(&made(Format::Ninjs)).unwrap();
    assert_eq!(item["pubStatus"], "withheld");
    let bodies = item["bodies"].as_array().unwrap();
    assert!(bodies.iter().all(|body| body["value"].as_str().unwrap().contains("WITHHELD, not for publication")));
    for format in [Format::Html, Format::Markdown, Format::Text] {
        assert!(made(format).contains("WITHHELD, not for publication: not reviewed"), "{format}");
    }
    let mut test = sample::article();
    test.event.test = true;
    assert!(renderer().render(&test, Format::Text).unwrap().contains("TEST, not for publication"));
}

#[test]
fn hostile_names_stay_text_in_html() {
    for name in HOSTILE {
        let page = renderer().render(&hostile(name), Format::Html).unwrap();
        let document = xml(&page);
        assert_eq!(document.descendants().filter(|node| node.has_tag_name("script")).count(), 1, "{name}");
        let shown = |tag: &str| document.descendants().find(|node| node.has_tag_name(tag)).and_then(|node| node.text()).unwrap().to_owned();
        assert_eq!(shown("h1"), format!("{name} wins"));
        assert!(document.descendants().any(|node| node.attribute("scope") == Some("row") && node.text() == Some(name)), "{name}");
        assert_eq!(jsonld(&page)["about"]["name"], name);
    }
}

#[test]
fn hostile_names_stay_text_in_markdown() {
    for name in HOSTILE {
        let page = renderer().render(&hostile(name), Format::Markdown).unwrap();
        let (front, body) = page.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
        for line in front.lines() {
            let (key, value) = line.split_once(": ").unwrap();
            let value: Value = serde_json::from_str(value).unwrap_or_else(|error| panic!("{key}: {error}: {value}"));
            if key == "title" {
                assert_eq!(value, format!("{name} wins"));
            }
        }
        assert!(!body.contains("<script") && !body.contains("{{") && !body.contains("[x](java"), "{body}");
        let rows: Vec<&str> = body.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(rows.len(), 9, "{body}");
        for row in rows {
            assert_eq!(row.replace("\\|", "").matches('|').count(), 8, "{row}");
        }
    }
}

#[test]
fn hostile_names_stay_text_in_json_and_plain_text() {
    for name in HOSTILE {
        let item: Value = serde_json::from_str(&renderer().render(&hostile(name), Format::Ninjs).unwrap()).unwrap();
        assert_eq!(item["headlines"][0]["value"], format!("{name} wins"));
        let html = format!("<div>{}</div>", item["bodies"][0]["value"].as_str().unwrap());
        assert_eq!(xml(&html).descendants().filter(|node| node.has_tag_name("script")).count(), 0);
        let record: Article = serde_json::from_str(&renderer().render(&hostile(name), Format::Json).unwrap()).unwrap();
        assert_eq!(record, hostile(name));
        let text = renderer().render(&hostile(name), Format::Text).unwrap();
        assert!(text.contains(&format!("{name} wins")), "{text}");
    }
}

#[test]
fn invisible_characters_of_the_feed_are_refused_in_copy_and_dropped_elsewhere() {
    let mut article = sample::article();
    article.event.venue = Some("Spa\u{202e}\u{200b}\u{1b}[31m".into());
    for format in [Format::Html, Format::Markdown, Format::Ninjs, Format::Text] {
        let made = renderer().render(&article, format).unwrap();
        assert!(!made.contains(['\u{202e}', '\u{200b}', '\u{1b}']), "{format}");
    }
    article.byline = Some("Desk\u{202e}".into());
    assert!(renderer().render(&article, Format::Html).is_err());
}

#[test]
fn text_is_wrapped_and_ends_with_the_mark_of_its_language() {
    let mut article = sample::article();
    let text = renderer().render(&article, Format::Text).unwrap();
    assert!(text.lines().all(|line| line.chars().count() <= 72), "{text}");
    assert!(text.ends_with("\n\nends\n"));
    article.style = Profile::Ap;
    article.language = "en-US".into();
    assert!(renderer().render(&article, Format::Text).unwrap().ends_with("\n\n-30-\n"));
}

#[test]
fn lines_of_splits_are_drawn_with_names_apart() {
    let mut article = sample::article();
    let series = |label: &str, values: [i64; 3]| Series {
        label: label.into(),
        values: values.to_vec(),
        texts: values.iter().map(|v| format!("+{v}")).collect(),
    };
    article.chart = Some(Chart {
        kind: crate::article::ChartKind::Lines,
        title: "Gaps".into(),
        description: "Gaps in seconds.".into(),
        unit: "seconds".into(),
        points: vec!["1".into(), "2".into(), "F".into()],
        series: vec![series("A & B", [0, 10, 0]), series("C", [10, 0, 1]), series("D", [20, 90, 2])],
    });
    let page = renderer().render(&article, Format::Html).unwrap();
    let document = xml(&page);
    let names: Vec<i64> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "text" && node.attribute("text-anchor").is_none())
        .map(|node| node.attribute("y").unwrap().parse().unwrap())
        .collect();
    assert_eq!(names.len(), 3);
    assert!(names.windows(2).all(|pair| (pair[1] - pair[0]).abs() >= 14), "{names:?}");
}

proptest! {
    #[test]
    fn any_text_stays_text(name in "\\PC{1,40}") {
        prop_assume!(!strip_unsafe(&name).is_empty());
        let mut article = sample::article();
        article.event.competition = Some(name.clone());
        let shown = strip_unsafe(&name);
        article.headline.text = format!("x {shown} x");
        prop_assume!(article.check().is_empty());
        let page = renderer().render(&article, Format::Html).unwrap();
        let document = xml(&page);
        let title = document.descendants().find(|node| node.has_tag_name("h1")).and_then(|node| node.text()).unwrap().to_owned();
        prop_assert_eq!(title, format!("x {shown} x"));
        let data = jsonld(&page);
        prop_assert_eq!(data["about"]["superEvent"]["name"].as_str(), Some(shown.as_str()));
        let markdown = renderer().render(&article, Format::Markdown).unwrap();
        let front = markdown.lines().nth(1).and_then(|line| line.strip_prefix("title: ")).unwrap();
        prop_assert_eq!(serde_json::from_str::<String>(front).unwrap(), format!("x {shown} x"));
    }
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    for format in Format::ALL {
        let made = renderer().render(&usable(), format).unwrap();
        assert_eq!(made, renderer().render(&usable(), format).unwrap());
        assert!(made.ends_with('\n') && !made.ends_with("\n\n") && !made.contains('\r'), "{format}");
    }
}

#[test]
fn ninjs_is_valid_against_the_schema_of_iptc() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/schemas/ninjs");
    let read = |path: &str| std::fs::read_to_string(schemas.join(path)).ok().map(|text| serde_json::from_str::<Value>(&text).unwrap());
    let (Some(schema), Some(geo)) = (read("ninjs-schema_3.1.json"), read("validation/test_suite/GeoJSON-schema.json")) else {
        println!("skipped: the ninjs schemas are not there");
        return;
    };
    let registry = jsonschema::Registry::new().add("https://geojson.org/schema/GeoJSON.json", geo).unwrap().prepare().unwrap();
    let validator = jsonschema::options().with_registry(&registry).should_validate_formats(true).build(&schema).unwrap();
    for article in [sample::article(), usable(), hostile(HOSTILE[0])] {
        let item: Value = serde_json::from_str(&renderer().render(&article, Format::Ninjs).unwrap()).unwrap();
        let errors: Vec<String> = validator.iter_errors(&item).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}
