//! The predicates of `templates/lexicon/`: patterns, definitions, thresholds, examples.
