//! An article as a model reads it: house copy, then what has been written, with stand-ins in the place of values.

use super::chooser::Job;
use super::house::{HouseCopy, HousePiece};
use super::runs::{Runs, Shared};
use super::standin::{StandInTables, StandIns};
use crate::english::text::sentence_case;
use crate::event::Sport;
use crate::grammar::{Edge, Lattice, Node, Piece, Wording};
use crate::lm::lattice::{WordEdge, WordLattice, WordNode};
use crate::plan::Plan;

/// The article so far, and how a lattice looks after it.
#[derive(Debug, Clone)]
pub struct Reading {
    stand_ins: StandIns,
    headlines: String,
    standfirsts: String,
    body: String,
    /// Where the article begins behind the house copy.
    article: usize,
    /// Runs of words of the house copy.
    runs: Runs,
}

impl Reading {
    /// An article of which nothing is written yet.
    pub fn new(house: &HouseCopy, tables: &StandInTables, plan: &Plan) -> Self {
        let sport = plan.event.sport;
        let pieces = house.for_sport(sport);
        let lines = |line: fn(&HousePiece) -> &str| pieces.iter().flat_map(|piece| [line(piece), "\n"]).collect::<String>();
        let body = house_text(house, sport);
        Self {
            stand_ins: StandIns::of(plan, tables),
            headlines: format!("Headlines:\n{}", lines(|piece| &piece.headline)),
            standfirsts: format!("Summaries:\n{}", lines(|piece| &piece.standfirst)),
            article: body.len(),
            body,
            runs: Runs::of(house),
        }
    }

    /// The text before a part: house copy and the article so far, or the house headlines for a headline.
    pub(super) fn before(&self, role: &str) -> &str {
        match role {
            "headline" => &self.headlines,
            "standfirst" => &self.standfirsts,
            _ => &self.body,
        }
    }

    /// What a part should not repeat: of a paragraph the one before it, of the lines above the text, which are written last, all of it.
    pub(super) fn said(&self, role: &str) -> &str {
        match role {
            "headline" => "",
            "standfirst" => self.body.get(self.article..).unwrap_or_default(),
            _ => self.body.trim_end().rsplit("\n\n").next().unwrap_or_default(),
        }
    }

    /// How much of a text stands in the house copy.
    pub(super) fn shared(&self, text: &str) -> Shared {
        self.runs.shared(text)
    }

    /// The text of an edge.
    pub(super) fn piece(&self, edge: &Edge, job: &Job<'_>) -> String {
        self.stand_ins.piece(&edge.piece, edge.opens, job.surface)
    }

    /// The lattice as the model sees it: the same nodes and edges, with stand-ins, and with what a wording costs.
    pub(super) fn words(&self, lattice: &Lattice, job: &Job<'_>, cost: &dyn Fn(Wording) -> u32) -> WordLattice {
        let edge = |edge: &Edge| {
            let counted = !matches!(edge.piece, Piece::Slot(_));
            WordEdge { text: self.piece(edge, job), to: edge.to, counted, cost: cost(edge.wording), tag: 0 }
        };
        let node = |node: &Node| WordNode { stack: node.said, closes: node.boundary, edges: node.edges.iter().map(edge).collect() };
        let mut words = WordLattice { nodes: lattice.nodes.iter().map(node).collect(), start: lattice.start, end: lattice.end };
        // A part begins a line of its own, so its first word has no space before it.
        for edge in words.nodes.get_mut(words.start).into_iter().flat_map(|node| &mut node.edges) {
            edge.text = sentence_case(edge.text.trim_start());
        }
        words
    }

    /// Goes on to the end of a paragraph.
    pub(super) fn take(&mut self, lattice: &Lattice, path: &[(usize, usize)], job: &Job<'_>) {
        let edges = path.iter().filter_map(|step| lattice.edge(*step));
        let text: String = edges.map(|edge| self.piece(edge, job)).collect();
        self.body.push_str(text.trim_start());
        self.body.push_str("\n\n");
    }
}

/// The house copy of a sport, as a model reads it.
pub(super) fn house_text(house: &HouseCopy, sport: Sport) -> String {
    let bodies = house.for_sport(sport).into_iter().flat_map(|piece| [piece.body.join("\n\n"), "\n\n\n".to_owned()]);
    bodies.collect()
}
