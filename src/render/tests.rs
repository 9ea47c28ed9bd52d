//! Formats on the sample article.
use super::*;
use crate::article::sample;
