//! The record becomes the bytes of one format.
