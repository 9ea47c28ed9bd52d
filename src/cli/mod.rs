//! Arguments, configuration, progress, messages, exit codes.
