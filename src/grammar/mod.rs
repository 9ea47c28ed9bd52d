//! The phrase files, compiled: a paragraph plan becomes a packed lattice of its realisations.
