//! Document planning: paragraphs, the facts of each in order, who may be called what.
