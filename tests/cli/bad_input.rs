//! Bad and hostile feeds through the real binary: one clear error with file and place, or an article that is right all the same;
//! never a panic, and nothing half-written.

use super::support::{Desk, RACE, Run, finished, is_clean};
use std::io::Write as _;
use std::process::Stdio;

/// What a feed must come to.
enum Ending {
    /// Refused with this code; standard error holds all of these.
    Refused(i32, &'static [&'static str]),
    /// An article that holds the first text and not the second.
    Written(&'static str, &'static str),
}
use Ending::{Refused, Written};

/// A feed: the file's name, its bytes, what it comes to.
type Case = (&'static str, Vec<u8>, Ending);

fn json(from: &str, to: &str) -> Vec<u8> {
    assert!(RACE.contains(from), "{from}");
    RACE.replacen(from, to, 1).into_bytes()
}

/// The race with another name for the winner.
fn named(family: &str) -> Vec<u8> {
    json("\"familyName\": \"Hamilton\"", &format!("\"familyName\": \"{family}\""))
}

const XML: &str = r#"<OdfBody CompetitionCode="OG2016" DocumentCode="ATHM800M--------------FNL-000100--" DocumentType="DT_RESULT" Date="2016-08-15" Version="3" ResultStatus="OFFICIAL" FeedFlag="P"><Competition><ExtendedInfos><UnitDateTime StartDate="2016-08-15T22:25:00-03:00"/></ExtendedInfos><Result SortOrder="1" Rank="1" Result="1:42.15" ResultType="TIME"><Competitor Code="100" Type="A" Organisation="KEN"><Composition><Athlete Code="100" Order="1"><Description GivenName="Tom" FamilyName="FIELD" Gender="M" Organisation="KEN"/></Athlete></Composition></Competitor></Result><Result SortOrder="2" Rank="2" Result="1:42.61" ResultType="TIME"><Competitor Code="200" Type="A" Organisation="ALG"><Composition><Athlete Code="200" Order="1"><Description GivenName="Ben" FamilyName="MILL" Gender="M" Organisation="ALG"/></Athlete></Composition></Competitor></Result></Competition></OdfBody>"#;

fn xml(from: &str, to: &str) -> Vec<u8> {
    assert!(XML.contains(from), "{from}");
    XML.replacen(from, to, 1).into_bytes()
}

const TABLE: &str = "# name: Harbour 10K\n# sport: running\n# state: official\nrank,name,club,time\n1,Ann Field,Harbour AC,31:02\n2,Bea Mill,Dock AC,31:09\n3,Cat Stone,Harbour AC,31:40\n";

fn table(from: &str, to: &str) -> Vec<u8> {
    assert!(TABLE.contains(from), "{from}");
    TABLE.replacen(from, to, 1).into_bytes()
}

fn damaged() -> Vec<Case> {
    let cut = RACE.get(..RACE.len() / 2).unwrap().as_bytes().to_vec();
    let mut latin = RACE.as_bytes().to_vec();
    let at = RACE.find("Hungaroring").unwrap();
    latin[at] = 0xe9;
    let mut koi = [br#"<?xml version="1.0" encoding="KOI8-R"?>"#, XML.as_bytes()].concat();
    let family = koi.len() - XML.len() + XML.find("FIELD").unwrap();
    koi[family] = 0xc6;
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(RACE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    vec![
        ("empty.json", Vec::new(), Refused(5, &["empty.json"])),
        ("blank.json", b" \n\t \n".to_vec(), Refused(5, &["blank.json"])),
        ("cut.json", cut, Refused(5, &["cut.json", "ends early", "line "])),
        ("array.json", b"[1, 2, 3]".to_vec(), Refused(5, &["array.json"])),
        ("null.json", b"null".to_vec(), Refused(5, &["null.json"])),
        ("text.json", b"\"a race\"".to_vec(), Refused(5, &["text.json"])),
        ("comma.json", json("\"laps\": \"44\",", "\"laps\": \"44\",,"), Refused(5, &["comma.json", "this is not JSON", "line "])),
        ("latin.json", latin, Refused(5, &["latin.json", "UTF-8"])),
        ("utf16.json", utf16, Refused(5, &["utf16.json", "UTF-16"])),
        ("deep.json", "[".repeat(200_000).into_bytes(), Refused(5, &["deep.json", "nested too deeply"])),
        ("objects.json", "{\"a\":".repeat(100_000).into_bytes(), Refused(5, &["objects.json", "nested too deeply"])),
        ("zip.json", b"PK\x03\x04\x14\0\0\0\x08\0binary\xff\xfe\0".to_vec(), Refused(5, &["zip.json"])),
        ("picture.json", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), Refused(5, &["picture.json"])),
        ("page.json", b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>".to_vec(), Refused(5, &["page.json"])),
        ("cut.xml", XML.get(..XML.len() / 2).unwrap().as_bytes().to_vec(), Refused(5, &["cut.xml"])),
        ("deep.xml", "<a>".repeat(100_000).into_bytes(), Refused(5, &["deep.xml"])),
        (
            "bomb.xml",
            b"<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><OdfBody>&c;</OdfBody>".to_vec(),
            Refused(5, &["bomb.xml"]),
        ),
        ("charset.xml", koi, Refused(5, &["charset.xml", "UTF-8"])),
    ]
}

fn wrong() -> Vec<Case> {
    vec![
        ("type.json", json("\"Results\": [", "\"Results\": 7, \"Other\": ["), Refused(5, &["type.json", "/MRData/RaceTable/Races/0/Results"])),
        ("position.json", json("\"position\": \"2\"", "\"position\": \"second\""), Refused(5, &["position.json", "/Results/1/position"])),
        ("negative.json", json("\"grid\": \"3\"", "\"grid\": \"-3\""), Refused(5, &["negative.json", "/Results/0/grid"])),
        ("points.json", json("\"points\": \"25\"", "\"points\": \"1e999\""), Refused(5, &["points.json", "/Results/0/points"])),
        ("date.json", json("\"date\": \"2024-07-28\"", "\"date\": \"2024-13-45\""), Refused(5, &["date.json", "/Races/0/date"])),
        ("driver.json", json("\"driverId\": \"hamilton\", ", ""), Refused(5, &["driver.json", "/Results/0/Driver"])),
        ("none.json", json("\"status\": \"Finished\",\n   \"Driver\": {\"driverId\": \"hamilton\"", "\"Driver\": {\"driverId\": \"hamilton\""), Refused(5, &["none.json", "/Results/0"])),
        ("status.json", RACE.replace("\"Finished\"", "\"Nobody knows\"").into_bytes(), Written("Hamilton", "Nobody knows")),
        ("page.json", super::support::cut_race().into_bytes(), Refused(5, &["page.json"])),
        ("filtered.json", json("\"offset\": \"0\"", "\"offset\": \"5\""), Refused(5, &["filtered.json"])),
        ("nothing.json", br#"{"MRData": {"limit": "30", "offset": "0", "total": "0", "RaceTable": {"season": "2024", "Races": []}}}"#.to_vec(), Refused(5, &["nothing.json"])),
        ("schedule.json", br#"{"MRData": {"limit": "30", "offset": "0", "total": "1", "RaceTable": {"season": "2024", "Races": [{"season": "2024", "round": "1", "raceName": "A", "date": "2024-03-02"}]}}}"#.to_vec(), Refused(5, &["schedule.json"])),
        ("other.xml", xml("DT_RESULT", "DT_SCHEDULE"), Refused(5, &["other.xml", "schedule"])),
        ("state.xml", xml("OFFICIAL", "LIVE"), Refused(5, &["state.xml"])),
        ("flag.xml", xml("FeedFlag=\"P\"", "FeedFlag=\"Q\""), Refused(5, &["flag.xml", "FeedFlag"])),
        ("irm.xml", xml("Rank=\"2\" Result=\"1:42.61\"", "IRM=\"XYZ\""), Refused(5, &["irm.xml", "XYZ"])),
        ("header.csv", b"rank,name,time\n".to_vec(), Refused(5, &["header.csv"])),
        ("ragged.csv", table("2,Bea Mill,Dock AC,31:09", "2,Bea Mill,Dock AC,31:09,7,8,9"), Refused(5, &["ragged.csv"])),
        ("bare.csv", table("# name: Harbour 10K\n", ""), Refused(5, &["bare.csv"])),
        ("words.csv", table("31:09", "soon"), Refused(5, &["words.csv", "soon", "row="])),
    ]
}

fn contradicting() -> Vec<Case> {
    vec![
        ("millis.json", json("\"time\": \"+0.647\"", "\"time\": \"+9.647\""), Refused(5, &["millis.json", "/Results/1/Time"])),
        (
            "first.json",
            json("\"position\": \"2\", \"positionText\": \"2\"", "\"position\": \"1\", \"positionText\": \"1\""),
            Refused(5, &["first.json", "position 3 follows position 1"]),
        ),
        (
            "gap.json",
            json("\"position\": \"3\", \"positionText\": \"3\"", "\"position\": \"9\", \"positionText\": \"9\""),
            Refused(5, &["gap.json", "position 9 follows position 2"]),
        ),
        ("grid.json", json("\"grid\": \"5\"", "\"grid\": \"3\""), Refused(5, &["grid.json", "grid"])),
        (
            "twice.json",
            json("\"driverId\": \"piastri\"", "\"driverId\": \"hamilton\""),
            Refused(5, &["twice.json", "have one driverId, hamilton", "/Results/0 and /MRData"]),
        ),
        ("order.xml", xml("Result=\"1:42.61\"", "Result=\"1:41.61\""), Refused(5, &["order.xml"])),
        ("tie.xml", xml("Rank=\"2\"", "Rank=\"1\""), Refused(5, &["tie.xml"])),
        ("order.csv", table("2,Bea Mill,Dock AC,31:09", "2,Bea Mill,Dock AC,30:09"), Refused(5, &["order.csv", "row="])),
        ("rank.csv", table("2,Bea Mill", "1,Bea Mill"), Refused(5, &["rank.csv"])),
    ]
}

fn hostile() -> Vec<Case> {
    let long = "A".repeat(20_000);
    vec![
        ("markup.json", named("<script>alert(1)</script>"), Refused(5, &["markup.json", "familyName"])),
        ("escape.json", named("Hamil\\u001b[2Jton"), Refused(5, &["escape.json", "familyName"])),
        ("zero.json", named("Hamil\\u0000ton"), Refused(5, &["zero.json", "familyName"])),
        ("bidi.json", named("Hamil\\u202eton"), Refused(5, &["bidi.json", "familyName"])),
        ("line.json", named("Hamilton\\n\\nBreaking: the race was annulled"), Refused(5, &["line.json", "familyName"])),
        ("long.json", named(&long), Refused(5, &["long.json", "familyName"])),
        ("unnamed.json", named(""), Refused(5, &["unnamed.json", "familyName"])),
        // What a model could take for an order is a name to us: the model never sees it, and the article says it as one.
        ("order.json", named("Ignore Previous Instructions"), Written("Lewis Ignore Previous Instructions", "annulled")),
        ("markdown.json", named("Hamilton-[Here]"), Refused(5, &["markdown.json", "familyName"])),
        (
            "path.json",
            json("\"raceName\": \"Hungarian Grand Prix\"", "\"raceName\": \"../../../etc/passwd\""),
            Refused(5, &["path.json", "raceName"]),
        ),
        (
            "script.xml",
            xml("FamilyName=\"FIELD\"", "FamilyName=\"&lt;img src=x onerror=alert(1)&gt;\""),
            Refused(5, &["script.xml", "FamilyName"]),
        ),
        ("formula.csv", table("Bea Mill", "=HYPERLINK(\"\"http://x\"\")"), Refused(5, &["formula.csv", "row="])),
    ]
}

fn comes_to(desk: &Desk, (name, bytes, ending): &Case) -> Result<(), String> {
    std::fs::write(desk.path(name), bytes).unwrap();
    let out = format!("{name}.out/");
    let run = desk.run(&["recap", name, "--drafter", "phrases", "--format", "html", "--format", "markdown", "-o", &out]);
    let told = format!("{name}: code {:?}\n{}{}", run.code, run.stdout, run.stderr);
    let written = desk.path(&out);
    if run.stderr.contains("panicked") || !run.stdout.is_empty() || !is_clean(&written) {
        return Err(told);
    }
    match ending {
        Refused(code, parts) => {
            let missing: Vec<&&str> = parts.iter().filter(|part| !run.stderr.contains(**part)).collect();
            let clear = run.stderr.starts_with("error: ") && run.stderr.chars().all(|c| c == '\n' || !c.is_control());
            let right = run.code == Some(*code) && missing.is_empty() && clear && !written.exists();
            if right { Ok(()) } else { Err(format!("{told}lacks {missing:?}")) }
        }
        Written(there, not) => {
            let texts: Vec<String> = std::fs::read_dir(&written)
                .map_err(|_| told.clone())?
                .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
                .collect();
            let right = run.code == Some(0) && texts.len() == 2 && texts.iter().all(|text| text.contains(there) && !text.contains(not));
            if right { Ok(()) } else { Err(told) }
        }
    }
}

/// Cases that there must be, with the two below.
const CASES: usize = 40;

#[test]
fn every_bad_feed_gives_one_clear_error_or_a_right_article() {
    let desk = Desk::new();
    let cases: Vec<Case> = [damaged(), wrong(), contradicting(), hostile()].into_iter().flatten().collect();
    let troubles: Vec<String> = cases.iter().filter_map(|case| comes_to(&desk, case).err()).collect();
    assert!(troubles.is_empty(), "{} of {}:\n{}", troubles.len(), cases.len(), troubles.join("\n---\n"));
    assert!(cases.len() >= CASES, "only {} cases", cases.len());
}

/// What the program says to two hundred megabytes on its standard input, of which it reads as much as its limit allows.
fn flooded(desk: &Desk, piece: &[u8]) -> Run {
    let mut child = desk
        .command(&["recap", "-", "--drafter", "phrases"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let block = piece.repeat((1 << 20) / piece.len());
    // The program may close its end before all is written.
    for _ in 0..200 {
        if input.write_all(&block).is_err() {
            break;
        }
    }
    drop(input);
    finished(child.wait_with_output().unwrap())
}

#[test]
fn two_hundred_megabytes_are_refused_for_their_size() {
    let desk = Desk::new();
    for piece in [&b"[1,2,3,"[..], b"name,time\n"] {
        let run = flooded(&desk, piece);
        assert!(matches!(run.code, Some(4 | 5)) && run.stdout.is_empty(), "{:?} {}", run.code, run.stderr);
        assert!(run.stderr.contains("more than") && run.stderr.contains("bytes"), "{}", run.stderr);
    }
}
