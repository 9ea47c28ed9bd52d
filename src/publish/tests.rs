//! Interruptions, hostile names, folders that cannot be written, and who may publish.

use super::*;
use crate::article::{Article, PubStatus, hex, sample, slug};
use crate::render::Format;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

fn now() -> Timestamp {
    sample::NOW.parse().unwrap()
}

fn entry(key: &str, outcome: Outcome) -> Entry {
    Entry { key: key.into(), id: "tag:a,2024:b".into(), outcome, outputs: Vec::new(), message: None, at: sample::NOW.into(), ms: Some(12) }
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_write_replaces_the_whole_file_and_leaves_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new/folder/a.md");
    assert_eq!(write_atomic(&path, b"one").unwrap(), Written::New);
    assert_eq!(write_atomic(&path, b"two").unwrap(), Written::New);
    assert_eq!(write_atomic(&path, b"two").unwrap(), Written::Unchanged);
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(names_in(path.parent().unwrap()), ["a.md"]);
}

#[test]
fn a_reader_never_sees_a_part() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.md");
    let texts = [vec![b'a'; 300_000], vec![b'b'; 200_000]];
    write_atomic(&path, &texts[0]).unwrap();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| texts.iter().cycle().take(20).for_each(|text| assert!(write_atomic(&path, text).is_ok())));
        while !writer.is_finished() {
            let seen = fs::read(&path).unwrap();
            assert!(texts.contains(&seen), "{} bytes", seen.len());
        }
    });
}

#[test]
fn what_an_interrupted_run_left_is_swept_and_was_never_the_article() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.md");
    write_atomic(&path, b"whole").unwrap();
    fs::write(dir.path().join(".stringer-x1y2z3.part"), b"ha").unwrap();
    fs::write(dir.path().join("draft.part"), b"the user's own").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"whole");
    assert_eq!(sweep(dir.path()).unwrap(), [dir.path().join(".stringer-x1y2z3.part")]);
    assert_eq!(names_in(dir.path()), ["a.md", "draft.part"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_replaced_and_what_it_points_at_stays() {
    let dir = tempfile::tempdir().unwrap();
    let (outside, link) = (dir.path().join("outside"), dir.path().join("a.md"));
    fs::write(&outside, b"mine").unwrap();
    std::os::unix::fs::symlink(&outside, &link).unwrap();
    write_atomic(&link, b"mine").unwrap();
    assert!(!fs::symlink_metadata(&link).unwrap().file_type().is_symlink());
    write_atomic(&link, b"article").unwrap();
    assert_eq!(fs::read(&outside).unwrap(), b"mine");
}

#[cfg(unix)]
#[test]
fn published_files_can_be_read_by_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let (ours, plain) = (dir.path().join("a.md"), dir.path().join("b.md"));
    write_atomic(&ours, b"x").unwrap();
    fs::write(&plain, b"x").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&ours), mode(&plain));
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_named_with_what_to_do() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let path = dir.path().join("a.md");
    match write_atomic(&path, b"x") {
        Err(error) => {
            assert_eq!(error.kind, PublishErrorKind::Write);
            let text = error.to_string();
            assert!(text.starts_with(&format!("cannot write {}: Permission denied", path.display())), "{text}");
            assert!(text.ends_with("choose a folder that you may write to with --output"), "{text}");
        }
        Ok(_) => println!("skipped: this user may write to read-only folders"),
    }
}

#[test]
fn files_and_folders_in_the_wrong_place_are_named() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("file"), b"x").unwrap();
    let error = write_atomic(&dir.path().join("file/a.md"), b"x").unwrap_err().to_string();
    assert!(error.contains("a file stands where a folder is needed"), "{error}");
    let error = write_atomic(dir.path(), b"x").unwrap_err().to_string();
    assert!(error.contains("a folder stands where a file is needed"), "{error}");
}

#[test]
fn an_output_argument_is_a_stream_a_file_or_a_folder() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().to_str().unwrap();
    assert_eq!(Output::of(None), Output::Stdout);
    assert_eq!(Output::of(Some("-")), Output::Stdout);
    assert_eq!(Output::of(Some(folder)), Output::Dir(folder.into()));
    assert_eq!(Output::of(Some("not/there/")), Output::Dir("not/there/".into()));
    assert_eq!(Output::of(Some("a.md")), Output::File("a.md".into()));
}

#[test]
fn two_articles_never_share_a_name() {
    let mut names = Names::new();
    assert_eq!(names.name("final", "tag:a,1:1", "md").unwrap(), "final.md");
    assert_eq!(names.name("final", "tag:a,1:1", "md").unwrap(), "final.md", "the same article keeps its name");
    assert_eq!(names.name("final", "tag:a,1:1", "html").unwrap(), "final.html");
    let other = names.name("final", "tag:a,1:2", "md").unwrap();
    assert!(other.starts_with("final-") && other.strip_suffix(".md").is_some() && other.len() == "final-12345678.md".len(), "{other}");
    names.reserve("Heat-1.md", "tag:a,1:3");
    assert_ne!(names.name("heat-1", "tag:a,1:4", "md").unwrap(), "heat-1.md");
}

#[test]
fn hostile_slugs_are_refused_and_made_ones_fit_every_file_system() {
    for bad in ["", "..", "../x", "a/b", "a\\b", "nul", "a\0", "a.", "A", "c:x"] {
        let error = Names::new().name(bad, "tag:a,1:1", "md").unwrap_err();
        assert_eq!(error.kind, PublishErrorKind::Name, "{bad:?}");
    }
    for words in ["../../etc/passwd", "CON", "日本語", &"word ".repeat(90)] {
        let mut names = Names::new();
        for (id, format) in ["tag:a,1:1", "tag:a,1:2"].iter().flat_map(|id| Format::ALL.map(|format| (id, format))) {
            let name = names.name(&slug(words, None), id, format.extension()).unwrap();
            assert!(name.len() <= MAX_NAME && !name.contains(['/', '\\']), "{name}");
        }
    }
}

#[test]
fn a_journal_remembers_what_was_done() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path()).unwrap();
    journal.record(entry("a", Outcome::Withheld)).unwrap();
    journal.record(entry("b", Outcome::Failed)).unwrap();
    journal.record(entry("c", Outcome::Usable)).unwrap();
    journal.record(entry("c", Outcome::Refused)).unwrap();
    drop(journal);
    let journal = Journal::open(dir.path()).unwrap();
    assert_eq!(journal.entries().len(), 4);
    assert!(journal.done("a").is_some());
    assert!(journal.done("b").is_none() && journal.last("b").is_some());
    assert!(journal.done("c").is_none(), "the last outcome counts");
    assert!(journal.done("d").is_none());
}

#[test]
fn a_torn_last_line_is_cut_off_and_the_journal_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path()).unwrap();
    journal.record(entry("a", Outcome::Usable)).unwrap();
    journal.record(entry("b", Outcome::Usable)).unwrap();
    drop(journal);
    let path = dir.path().join(JOURNAL);
    let whole = fs::read(&path).unwrap();
    let first = whole.iter().position(|&b| b == b'\n').unwrap() + 1;
    for cut in first..whole.len() {
        fs::write(&path, &whole[..cut]).unwrap();
        let mut journal = Journal::open(dir.path()).unwrap();
        assert_eq!(journal.entries().len(), 1, "cut at byte {cut}");
        journal.record(entry("b", Outcome::Usable)).unwrap();
        assert_eq!(fs::read(&path).unwrap(), whole);
    }
}

#[test]
fn a_broken_line_in_the_middle_is_an_error_with_its_number() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path()).unwrap();
    journal.record(entry("a", Outcome::Usable)).unwrap();
    let path = dir.path().join(JOURNAL);
    let line = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{line}{{\"key\":\n{line}")).unwrap();
    let error = Journal::open(dir.path()).unwrap_err();
    assert_eq!(error.kind, PublishErrorKind::Journal);
    assert!(error.to_string().contains("line 2 is no entry"), "{error}");
}

#[test]
fn an_item_is_intact_while_its_files_are() {
    let dir = tempfile::tempdir().unwrap();
    write_atomic(&dir.path().join("a.md"), b"text").unwrap();
    let mut item = entry(&key(&["ab", "c"]), Outcome::Usable);
    item.outputs.push(OutputFile { name: "a.md".into(), sha256: hex(&Sha256::digest(b"text")) });
    assert!(item.is_intact(dir.path()));
    write_atomic(&dir.path().join("a.md"), b"changed").unwrap();
    assert!(!item.is_intact(dir.path()));
    assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
}

#[test]
fn a_resumed_batch_gives_no_name_away() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path()).unwrap();
    let mut item = entry("a", Outcome::Usable);
    item.outputs.push(OutputFile { name: "final.md".into(), sha256: String::new() });
    journal.record(item).unwrap();
    let mut names = Journal::open(dir.path()).unwrap().names();
    assert_eq!(names.name("final", "tag:a,2024:b", "md").unwrap(), "final.md");
    assert_ne!(names.name("final", "tag:a,2024:c", "md").unwrap(), "final.md");
}

#[test]
fn a_second_run_is_told_who_holds_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let lock = Lock::take(dir.path(), "batch, 15:00").unwrap();
    let error = Lock::take(dir.path(), "batch, 15:01").unwrap_err();
    assert_eq!(error.kind, PublishErrorKind::Locked);
    let text = error.to_string();
    assert!(text.contains(&format!("process {} (batch, 15:00) holds it", std::process::id())), "{text}");
    drop(lock);
    Lock::take(dir.path(), "batch, 15:02").unwrap();
}

#[test]
fn unreviewed_copy_is_withheld_unless_that_is_allowed() {
    let article = sample::article();
    let status = decide(&article, false, false, now());
    assert_eq!((status.pubstatus, status.reasons), (PubStatus::Withheld, vec!["not reviewed".to_owned()]));
    let status = decide(&article, true, false, now());
    assert_eq!((status.pubstatus, status.reasons), (PubStatus::Usable, vec![ALLOWED_UNREVIEWED.to_owned()]));
}

#[test]
fn only_a_review_of_this_text_by_now_makes_it_usable() {
    let mut article = sample::article();
    article.approve("A. Editor", Some("duty editor"), sample::NOW);
    let status = decide(&article, false, false, now());
    assert_eq!((status.pubstatus, status.reasons), (PubStatus::Usable, Vec::new()));
    let reason = |article: &Article, now| decide(article, false, false, now).reasons.join("; ");
    assert_eq!(reason(&article, "2024-07-28T14:59:59Z".parse().unwrap()), "not reviewed: the review is dated in the future");
    article.standfirst = None;
    assert_eq!(reason(&article, now()), "not reviewed: the text has changed since its review");
}

#[test]
fn tests_and_marked_fixtures_stay_withheld_whatever_is_allowed() {
    let mut article = sample::article();
    article.approve("A. Editor", None, sample::NOW);
    article.event.test = true;
    assert_eq!(decide(&article, true, true, now()).reasons, ["the feed marks its message as a test", "the fixture is marked as withheld"]);
    article.event.test = false;
    assert_eq!(decide(&article, true, true, now()).pubstatus, PubStatus::Withheld);
    article.status.pubstatus = PubStatus::Canceled;
    assert_eq!(decide(&article, true, false, now()).pubstatus, PubStatus::Canceled, "killed stays killed");
}
