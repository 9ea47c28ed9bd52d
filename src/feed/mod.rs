//! Recognises a format and decodes it into events.
