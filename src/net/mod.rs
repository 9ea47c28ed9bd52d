//! HTTP with cache, retry, limits and an offline mode.
