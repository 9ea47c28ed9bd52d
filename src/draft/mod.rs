//! Surface realisation: a lattice and a model (or first forms) become sentences.
