//! The publishable record.
