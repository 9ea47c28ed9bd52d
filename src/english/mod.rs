//! Numerals, ordinals, lists, plurals, possessives, dates and times in prose; AP and UK profiles.
