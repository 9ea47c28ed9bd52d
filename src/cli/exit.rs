//! The exit codes: one table, which `stringer help exit-codes` prints and scripts rely on.

use std::process::ExitCode;

/// How a run ended. Every error of the program belongs to exactly one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything was done. A reader that closes its end of a pipe early is no error.
    Done,
    /// A check failed, a fixture differs, an article was refused.
    Findings,
    /// The command line, the configuration or a template is wrong.
    Usage,
    /// A batch finished, and some of its events have no article.
    Batch,
    /// A feed or a file could not be fetched or read.
    Unreachable,
    /// A feed was read and is not a result that can be used.
    Invalid,
    /// There is no model, or it failed.
    Model,
    /// Something could not be written.
    Write,
    /// The run was interrupted from the keyboard, or asked to end: no file is half-written.
    Interrupted,
}

impl Exit {
    /// All of them, in the order of their codes.
    pub const ALL: [Self; 9] = [
        Self::Done,
        Self::Findings,
        Self::Usage,
        Self::Batch,
        Self::Unreachable,
        Self::Invalid,
        Self::Model,
        Self::Write,
        Self::Interrupted,
    ];

    /// The number that the process ends with.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Batch => 3,
            Self::Unreachable => 4,
            Self::Invalid => 5,
            Self::Model => 6,
            Self::Write => 7,
            Self::Interrupted => 130,
        }
    }

    /// What it means, for the table.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Findings => "findings: a check failed, a fixture differs, an article was refused",
            Self::Usage => "usage, configuration or a template is wrong",
            Self::Batch => "a batch finished, and some of its events failed",
            Self::Unreachable => "a feed could not be reached or a file not be read",
            Self::Invalid => "a feed is invalid, incomplete or no result",
            Self::Model => "the model is missing, unsound or failed",
            Self::Write => "something could not be written",
            Self::Interrupted => "interrupted",
        }
    }

    /// The table as `help exit-codes` prints it.
    pub fn table() -> String {
        let line = |exit: &Self| format!("{:>5}  {}\n", exit.code(), exit.meaning());
        format!("Exit codes\n\n{}", Self::ALL.iter().map(line).collect::<String>())
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_those_of_the_design_and_differ() {
        let codes: Vec<u8> = Exit::ALL.iter().map(|exit| exit.code()).collect();
        assert_eq!(codes, [0, 1, 2, 3, 4, 5, 6, 7, 130]);
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    }

    #[test]
    fn the_table_has_a_line_for_each() {
        let table = Exit::table();
        for exit in Exit::ALL {
            assert!(table.contains(&format!("{:>5}  {}\n", exit.code(), exit.meaning())), "{exit:?}");
        }
    }
}
