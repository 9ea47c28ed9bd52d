//! What the tests of the command line share: a folder of their own, the real binary in it, feeds, and a server.

#![allow(dead_code, reason = "every test file uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot be set up has to fail")]

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

/// A small race in the form of the Ergast API, with invented results.
pub const RACE: &str = r#"{"MRData": {"xmlns": "", "series": "f1", "limit": "100", "offset": "0", "total": "4", "RaceTable": {"season": "2024", "round": "14", "Races": [
{"season": "2024", "round": "14", "raceName": "Hungarian Grand Prix", "date": "2024-07-28", "time": "13:00:00Z",
 "Circuit": {"circuitId": "hungaroring", "circuitName": "Hungaroring", "Location": {"locality": "Budapest", "country": "Hungary"}},
 "Results": [
  {"number": "44", "position": "1", "positionText": "1", "points": "25", "grid": "3", "laps": "44", "status": "Finished",
   "Driver": {"driverId": "hamilton", "givenName": "Lewis", "familyName": "Hamilton", "nationality": "British"},
   "Constructor": {"constructorId": "mercedes", "name": "Mercedes"}, "Time": {"millis": "4797566", "time": "1:19:57.566"}},
  {"number": "81", "position": "2", "positionText": "2", "points": "18", "grid": "5", "laps": "44", "status": "Finished",
   "Driver": {"driverId": "piastri", "givenName": "Oscar", "familyName": "Piastri", "nationality": "Australian"},
   "Constructor": {"constructorId": "mclaren", "name": "McLaren"}, "Time": {"millis": "4798213", "time": "+0.647"}},
  {"number": "16", "position": "3", "positionText": "3", "points": "15", "grid": "1", "laps": "44", "status": "Finished",
   "Driver": {"driverId": "leclerc", "givenName": "Charles", "familyName": "Leclerc", "nationality": "Monegasque"},
   "Constructor": {"constructorId": "ferrari", "name": "Ferrari"}, "Time": {"millis": "4805589", "time": "+8.023"}},
  {"number": "24", "position": "4", "positionText": "R", "points": "0", "grid": "19", "laps": "5", "status": "Hydraulics",
   "Driver": {"driverId": "zhou", "givenName": "Guanyu", "familyName": "Zhou", "nationality": "Chinese"},
   "Constructor": {"constructorId": "sauber", "name": "Sauber"}}
 ]}]}}}"#;

/// The race with another name, round and number of rows on the page.
pub fn race(round: &str, name: &str) -> String {
    RACE.replace("\"round\": \"14\"", &format!("\"round\": \"{round}\"")).replace("Hungarian Grand Prix", name)
}

/// Two races on one page.
pub fn two_races() -> String {
    let mut first: serde_json::Value = serde_json::from_str(RACE).unwrap();
    let second: serde_json::Value = serde_json::from_str(&race("15", "Dutch Grand Prix")).unwrap();
    let other = second["MRData"]["RaceTable"]["Races"][0].clone();
    first["MRData"]["RaceTable"]["Races"].as_array_mut().unwrap().push(other);
    first["MRData"]["RaceTable"].as_object_mut().unwrap().remove("round");
    first["MRData"]["total"] = "8".into();
    first.to_string()
}

/// The race with rows missing on the page.
pub fn cut_race() -> String {
    RACE.replace("\"total\": \"4\"", "\"total\": \"20\"").replace("\"limit\": \"100\"", "\"limit\": \"4\"")
}

/// A folder in which the program runs, with homes of its own.
pub struct Desk {
    folder: tempfile::TempDir,
}

/// What a run gave.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Desk {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With the race as `race.json`.
    pub fn with_race() -> Self {
        let desk = Self::new();
        desk.file("race.json", RACE);
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Names of the files in a folder, hidden ones too, in order.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(self.path(folder)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stringer"));
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name.starts_with("STRINGER_") || name.starts_with("XDG_") || name.to_lowercase().ends_with("_proxy") {
                command.env_remove(name);
            }
        }
        for name in ["CI", "SOURCE_DATE_EPOCH", "HF_HOME", "HF_HUB_CACHE", "OLLAMA_MODELS"] {
            command.env_remove(name);
        }
        command.current_dir(self.folder.path()).env("HOME", self.path("home")).args(args).stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Run {
        finished(self.command(args).output().unwrap())
    }

    /// As [`Desk::run`], with bytes on standard input.
    pub fn pipe(&self, args: &[&str], input: &str) -> Run {
        let mut child = self.command(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        finished(child.wait_with_output().unwrap())
    }

    /// Runs and expects success.
    pub fn ok(&self, args: &[&str]) -> Run {
        let run = self.run(args);
        assert_eq!(run.code, Some(0), "{args:?}: {}", run.stderr);
        run
    }

    /// Runs and expects this code, with a message that is no backtrace.
    pub fn fails(&self, code: i32, args: &[&str]) -> Run {
        let run = self.run(args);
        assert_eq!(run.code, Some(code), "{args:?}: {}{}", run.stdout, run.stderr);
        assert!(!run.stderr.contains("panicked") && !run.stderr.contains("RUST_BACKTRACE"), "{}", run.stderr);
        run
    }
}

pub fn finished(output: Output) -> Run {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A server that answers each path with a status and a body, on a port of its own, until the test ends.
pub fn serve(answers: Vec<(&'static str, u16, String)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut request = Vec::new();
            let mut buffer = [0; 1024];
            while !request.windows(4).any(|four| four == b"\r\n\r\n") {
                match stream.read(&mut buffer) {
                    Ok(0) | Err(_) => break,
                    Ok(count) => request.extend_from_slice(&buffer[..count]),
                }
            }
            let request = String::from_utf8_lossy(&request).into_owned();
            let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
            let found = answers.iter().find(|(wanted, _, _)| *wanted == path);
            let (status, body) = found.map_or((404, ""), |(_, status, body)| (*status, body.as_str()));
            let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\nETag: \"a\"\r\nConnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        }
    });
    address
}

/// Whether nothing of an interrupted write is left below a folder.
pub fn is_clean(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return true };
    entries.map(|entry| entry.unwrap().path()).all(|path| {
        let part = path.to_string_lossy().ends_with(".part");
        !part && (!path.is_dir() || is_clean(&path))
    })
}
