//! `http://HOST[:PORT]/v1#NAME`: where a server is, and which of its models is meant.

use super::super::{LmError, LmErrorKind};
use crate::net::sha256_hex;

/// Most characters of a model's name.
const LONGEST_NAME: usize = 200;

/// Where a model is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address before `/completions`, without a slash at its end.
    pub base: String,
    /// What the server calls the model.
    pub model: String,
    digest: String,
}

impl Address {
    /// Whether a text after `--model` means a server.
    pub fn is_one(text: &str) -> bool {
        text.starts_with("http://") || text.starts_with("https://")
    }

    /// Reads an address.
    ///
    /// # Errors
    /// `Format` where the name of the model is missing, or a user and a password stand in it, which would get into records.
    pub fn parse(text: &str) -> Result<Self, LmError> {
        let plain = text.split('?').next().and_then(|text| text.rsplit('@').next()).unwrap_or_default();
        let shown: String = plain.chars().take(LONGEST_NAME).collect();
        let fault = |what: &str| Err(LmError::new(LmErrorKind::Format, format!("the model server {shown:?} {what}")));
        let Some((base, model)) = text.split_once('#').filter(|(_, model)| !model.trim().is_empty()) else {
            return fault("names no model: it must look like http://HOST:PORT/v1#NAME");
        };
        if model.chars().count() > LONGEST_NAME || model.chars().any(char::is_control) {
            return fault("has a name of a model that is too long or holds control characters");
        }
        if base.contains(['@', '?']) {
            return fault("must be a plain address; a key goes into STRINGER_SERVER_KEY");
        }
        let base = base.trim_end_matches('/').to_owned();
        let digest = sha256_hex(format!("{base}#{model}").as_bytes());
        Ok(Self { base, model: model.to_owned(), digest })
    }

    /// In place of the digest of a file: changes with the address and the name. That a server has put another model under the same name,
    /// nobody can tell.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_base_and_a_model() {
        let address = Address::parse("http://127.0.0.1:8080/v1/#org/model").unwrap();
        assert_eq!((address.base.as_str(), address.model.as_str()), ("http://127.0.0.1:8080/v1", "org/model"));
        assert_ne!(address.digest(), Address::parse("http://127.0.0.1:8080/v1#model").unwrap().digest());
        assert!(Address::is_one("https://a/v1#m") && !Address::is_one("hf:a/b/c") && !Address::is_one("httpd.gguf"));
    }

    #[test]
    fn an_address_without_a_model_or_with_a_password_is_refused() {
        for (text, why) in [
            ("http://a/v1", "http://HOST:PORT/v1#NAME"),
            ("http://a/v1#", "http://HOST:PORT/v1#NAME"),
            ("http://ann:pw@a/v1#m", "STRINGER_SERVER_KEY"),
            ("http://a/v1?key=pw#m", "STRINGER_SERVER_KEY"),
            ("http://a/v1#m\u{7}", "control characters"),
        ] {
            let message = Address::parse(text).unwrap_err().message;
            assert!(message.contains(why) && !message.contains("pw"), "{message}");
        }
    }
}
