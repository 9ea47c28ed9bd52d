//! Reads finished copy and proves it against the event.
