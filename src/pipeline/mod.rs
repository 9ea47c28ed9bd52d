//! The order of the stages for one event and for a batch.
