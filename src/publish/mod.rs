//! Names, atomic writes, journal, withholding.
