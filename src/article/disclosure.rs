//! What the reader is told about how an article came to be, computed from what really ran.

use super::{Article, Drafter, PubStatus, Review, Sentence};
use crate::event::{ResultState, Source};

/// The IPTC digital source types that this program can produce (`http://cv.iptc.org/newscodes/digitalsourcetype/`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceType {
    /// Text made by code from data.
    DataDrivenMedia,
    /// Text by a model alone.
    TrainedAlgorithmicMedia,
    /// A model's words around values that code put in.
    CompositeWithTrainedAlgorithmicMedia,
}

impl SourceType {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::DataDrivenMedia, Self::TrainedAlgorithmicMedia, Self::CompositeWithTrainedAlgorithmicMedia];

    /// The IPTC code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DataDrivenMedia => "dataDrivenMedia",
            Self::TrainedAlgorithmicMedia => "trainedAlgorithmicMedia",
            Self::CompositeWithTrainedAlgorithmicMedia => "compositeWithTrainedAlgorithmicMedia",
        }
    }

    /// The type with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The concept's URI in the IPTC vocabulary.
    pub fn uri(self) -> String {
        format!("http://cv.iptc.org/newscodes/digitalsourcetype/{}", self.code())
    }

    /// The name of the concept in English.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DataDrivenMedia => "Data-driven media",
            Self::TrainedAlgorithmicMedia => "Created using Generative AI",
            Self::CompositeWithTrainedAlgorithmicMedia => "Composite with elements created using Generative AI",
        }
    }

    /// The member of schema.org's `IPTCDigitalSourceEnumeration`, which has addresses of its own (schema.org 30.0).
    pub const fn schema_org(self) -> &'static str {
        match self {
            Self::DataDrivenMedia => "https://schema.org/DataDrivenMediaDigitalSource",
            Self::TrainedAlgorithmicMedia => "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
            Self::CompositeWithTrainedAlgorithmicMedia => "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
        }
    }
}

/// The digital source type of sentences (headline and standfirst among them).
///
/// Only one value is allowed, and it has to be the one that discloses most. Without a model the text is data turned into words by
/// code, IPTC's own example of `dataDrivenMedia`. As soon as a model worded one sentence, its words stand around names and
/// figures that code put in: `compositeWithTrainedAlgorithmicMedia`. Only where every sentence is the model's and none of them
/// carries a fact would it be `trainedAlgorithmicMedia`, the work of a model alone.
pub fn digital_source_type<'a>(sentences: impl IntoIterator<Item = &'a Sentence>) -> SourceType {
    let (mut by_model, mut by_phrases, mut facts) = (false, false, false);
    for sentence in sentences {
        match sentence.drafter {
            Drafter::Model => by_model = true,
            Drafter::Phrases => by_phrases = true,
        }
        facts |= !sentence.facts.is_empty();
    }
    match (by_model, by_phrases || facts) {
        (false, _) => SourceType::DataDrivenMedia,
        (true, true) => SourceType::CompositeWithTrainedAlgorithmicMedia,
        (true, false) => SourceType::TrainedAlgorithmicMedia,
    }
}

/// The line for the reader: what wrote it, with what, from which source, and who reviewed it.
///
/// `tool` is the program's name with its version; `model` is the name of the model, where one worded a sentence.
pub fn disclosure(tool: &str, model: Option<&str>, source: &Source, review: Option<&Review>) -> String {
    let credit = source.credit.as_deref().unwrap_or(&source.provider).trim_end_matches('.');
    // "Data: F1DB" says itself what it is.
    let credit = if credit.contains(": ") { credit.to_owned() } else { format!("Source: {credit}") };
    let wording = match model {
        Some(model) => format!("names and figures come from the data, the language model {model} chose the wording"),
        None => "fixed phrases alone".to_owned(),
    };
    let reviewed = match review {
        Some(Review { reviewer, role: Some(role), .. }) => format!("reviewed by {reviewer}, {role}"),
        Some(Review { reviewer, role: None, .. }) => format!("reviewed by {reviewer}"),
        None => "not reviewed by a person".to_owned(),
    };
    format!("Written by software ({tool}) from results data: {wording}; {reviewed}. {credit}.")
}

/// The lines that must stand in an article of this source and state: test data, a result that is not final, terms that forbid
/// commercial use.
pub fn notices(source: &Source, state: ResultState, test: bool) -> Vec<String> {
    let mut lines = Vec::new();
    if test {
        lines.push("TEST: made from test data, not for publication.".to_owned());
    }
    match state {
        ResultState::Official => {}
        ResultState::Provisional => lines.push("The result is provisional.".to_owned()),
        ResultState::Unofficial | ResultState::Unconfirmed => lines.push("The result is unofficial.".to_owned()),
        ResultState::Partial | ResultState::Intermediate | ResultState::Live | ResultState::StartList => {
            lines.push("The result is not final.".to_owned());
        }
    }
    if source.commercial == Some(false) {
        lines.push(match &source.licence {
            Some(licence) => format!("The data may not be used commercially ({licence})."),
            None => "The data may not be used commercially.".to_owned(),
        });
    }
    lines
}

impl Article {
    /// Computes again what depends on the sentences, the review and the source: digital source type, disclosure, the counts by
    /// drafter. Call it after each change of those.
    pub fn refresh(&mut self) {
        let kind = digital_source_type(self.sentences());
        kind.code().clone_into(&mut self.digital_source_type);
        let by_model = self.sentences().any(|sentence| sentence.drafter == Drafter::Model);
        let name = self.provenance.model.as_ref().map_or("(unnamed)", |model| model.name.as_str());
        let tool = format!("{} {}", self.provenance.tool, self.provenance.version);
        self.disclosure = disclosure(&tool, by_model.then_some(name), &self.source, self.valid_review());
        self.provenance.drafted = self.drafted();
    }

    /// Whether it is marked so that nobody can take it for finished copy.
    pub fn is_marked(&self) -> bool {
        self.status.pubstatus != PubStatus::Usable || self.event.test
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_type_follows_from_who_worded_the_sentences() {
        let phrases = Sentence::phrases("A won.", &["win:a"]);
        let mut model = phrases.clone();
        model.drafter = Drafter::Model;
        let mut bare = model.clone();
        bare.facts.clear();
        assert_eq!(digital_source_type([&phrases]), SourceType::DataDrivenMedia);
        assert_eq!(digital_source_type([&phrases, &model]), SourceType::CompositeWithTrainedAlgorithmicMedia);
        assert_eq!(digital_source_type([&model]), SourceType::CompositeWithTrainedAlgorithmicMedia);
        assert_eq!(digital_source_type([&bare]), SourceType::TrainedAlgorithmicMedia);
        assert_eq!(digital_source_type([&bare, &phrases]), SourceType::CompositeWithTrainedAlgorithmicMedia);
    }

    #[test]
    fn the_line_says_what_with_what_from_where_and_who_checked() {
        let mut article = sample::article();
        assert_eq!(
            article.disclosure,
            "Written by software (stringer 0.1.0) from results data: fixed phrases alone; not reviewed by a person. Source: F1DB, CC BY 4.0."
        );
        article.headline.drafter = Drafter::Model;
        article.review = Some(Review {
            reviewer: "A. Editor".into(),
            role: Some("duty editor".into()),
            at: sample::NOW.into(),
            sha256: article.reviewable_sha256(),
        });
        article.refresh();
        assert!(
            article.disclosure.contains("the language model Small 1 chose the wording; reviewed by A. Editor, duty editor."),
            "{}",
            article.disclosure
        );
        article.source.credit = Some("Data: F1DB.".into());
        article.headline.text.push('!');
        article.refresh();
        assert!(article.disclosure.ends_with(". Data: F1DB."), "{}", article.disclosure);
        assert!(article.disclosure.contains("not reviewed by a person."), "a review of another text does not count");
    }

    #[test]
    fn terms_tests_and_states_give_notices() {
        let mut source = sample::grand_prix().source;
        assert_eq!(notices(&source, ResultState::Official, false), Vec::<String>::new());
        source.commercial = Some(false);
        source.licence = Some("CC BY-NC-SA 4.0".into());
        let lines = notices(&source, ResultState::Unofficial, true);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].contains("CC BY-NC-SA 4.0"));
    }
}
