//! Addresses: which are accepted, where a redirect may lead, and how an address is shown.

use super::error::{NetError, NetErrorKind};
use reqwest::Url;

/// Parts of the names of query parameters whose values are never shown; lower case, without hyphens and underscores.
const SECRET_PARTS: [&str; 9] = ["token", "secret", "passw", "signature", "credential", "auth", "apikey", "accesskey", "jwt"];
/// Whole names of the same kind. A `session_key` of a feed is no secret.
const SECRET_NAMES: [&str; 8] = ["key", "pass", "pwd", "sig", "policy", "sessionid", "keypairid", "subscriptionkey"];
/// A longer value of any parameter is not shown either.
const LONGEST_SHOWN: usize = 32;

/// Reads an address; only http and https with a host pass. The fragment is dropped.
pub(super) fn parse(text: &str) -> Result<Url, NetError> {
    let refuse = |detail: String| NetError::new(NetErrorKind::Scheme, show_text(text), detail);
    let mut url = Url::parse(text).map_err(|error| refuse(String::new()).because(error))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refuse(format!("\"{}\" is neither http nor https", url.scheme())));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(refuse("it has no host".to_owned()));
    }
    url.set_fragment(None);
    Ok(url)
}

/// Where a redirect from `current` leads. Allowed are the host and port of `named` (or the same host over https), and
/// the hosts of `allow_hosts`, where an entry with a leading point stands for all below it; never from https to http.
/// User and password go along to the named host alone.
pub(super) fn redirected(named: &Url, current: &Url, location: &str, allow_hosts: &[&str]) -> Result<Url, NetError> {
    let refuse = |kind, detail: String| Err(NetError::new(kind, show(named), detail));
    let Ok(mut next) = current.join(location) else {
        return refuse(NetErrorKind::Redirect, "the new address is malformed".to_owned());
    };
    if !matches!(next.scheme(), "http" | "https") {
        return refuse(NetErrorKind::Scheme, format!("it redirects to \"{}:\"", next.scheme()));
    }
    let host = next.host_str().unwrap_or_default().to_owned();
    if current.scheme() == "https" && next.scheme() == "http" {
        return refuse(NetErrorKind::Redirect, format!("it leads from https to http on {host}"));
    }
    let upgraded = named.scheme() == "http" && next.scheme() == "https";
    let same_port = next.port_or_known_default() == named.port_or_known_default();
    let same_host = named.host_str() == Some(host.as_str());
    let (user, password) = if same_host { (named.username(), named.password()) } else { ("", None) };
    // These fail only for addresses without a host, which have no credentials either.
    let _ = next.set_username(user);
    let _ = next.set_password(password);
    next.set_fragment(None);
    let listed = allow_hosts.iter().any(|entry| *entry == host || (entry.starts_with('.') && host.ends_with(entry)));
    if (same_host && (same_port || upgraded)) || listed {
        return Ok(next);
    }
    let port = next.port().map_or_else(String::new, |port| format!(":{port}"));
    refuse(NetErrorKind::Redirect, format!("it leads to another host, {host}{port}"))
}

/// An address without user, password, fragment, and the values of parameters that look like secrets.
pub(super) fn show(url: &Url) -> String {
    let mut shown = url.clone();
    let _ = shown.set_username("");
    let _ = shown.set_password(None);
    shown.set_fragment(None);
    let query = url.query().map(|query| query.split('&').map(show_parameter).collect::<Vec<_>>().join("&"));
    shown.set_query(None);
    query.map_or_else(|| shown.to_string(), |query| format!("{shown}?{query}"))
}

/// A parameter, its value replaced by `...` if it must not be seen.
fn show_parameter(parameter: &str) -> String {
    let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
    let plain = name.to_ascii_lowercase().replace(['-', '_'], "");
    let secret = SECRET_NAMES.contains(&plain.as_str()) || SECRET_PARTS.iter().any(|part| plain.contains(part));
    if (secret && !value.is_empty()) || value.len() > LONGEST_SHOWN {
        format!("{name}=...")
    } else if name.len() > LONGEST_SHOWN {
        "...".to_owned()
    } else {
        parameter.to_owned()
    }
}

/// A text that may be no address, shown with the same care.
pub(super) fn show_text(text: &str) -> String {
    if let Ok(url) = Url::parse(text)
        && url.has_host()
    {
        return show(&url);
    }
    let plain = text.split(['?', '#']).next().unwrap_or_default();
    let plain = plain.rsplit('@').next().unwrap_or_default();
    format!("\"{}\"", plain.chars().take(80).collect::<String>().escape_debug())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_http_and_https_with_a_host_are_addresses() {
        assert_eq!(parse("https://example.org/a?b=1#c").unwrap().as_str(), "https://example.org/a?b=1");
        for text in ["file:///etc/passwd", "ftp://example.org/", "example.org/a", "", "http://", "data:text/plain,a", "//example.org"] {
            assert_eq!(parse(text).unwrap_err().kind, NetErrorKind::Scheme, "{text}");
        }
    }

    #[test]
    fn addresses_are_shown_without_secrets() {
        for (text, shown) in [
            ("https://ann:pw@example.org/a", "https://example.org/a"),
            ("https://example.org/a?season=2024&api_key=abc#t", "https://example.org/a?season=2024&api_key=..."),
            ("https://example.org/?X-Amz-Signature=ff&Expires=1", "https://example.org/?X-Amz-Signature=...&Expires=1"),
            ("https://example.org/?session_key=9158", "https://example.org/?session_key=9158"),
            ("https://example.org/?q=0123456789012345678901234567890123456789", "https://example.org/?q=..."),
            ("https://example.org/?0123456789012345678901234567890123456789", "https://example.org/?..."),
        ] {
            assert_eq!(show(&Url::parse(text).unwrap()), shown);
        }
        assert_eq!(show_text("ann:pw@exa mple?token=1"), "\"exa mple\"");
        assert_eq!(show_text("htp:\u{1b}[31m"), "\"htp:\\u{1b}[31m\"");
        let error = parse("ftp://ann:pw@example.org/?token=abc").unwrap_err().to_string();
        assert!(error.contains("ftp") && !error.contains("pw") && !error.contains("abc"), "{error}");
    }

    #[test]
    fn redirects_stay_on_the_named_host() {
        let follow = |from: &str, to: &str, hosts: &[&str]| {
            let named = Url::parse(from).unwrap();
            redirected(&named, &named, to, hosts).map(String::from).map_err(|error| (error.kind, error.detail))
        };
        assert_eq!(follow("http://a.org/x", "/y", &[]).unwrap(), "http://a.org/y");
        assert_eq!(follow("http://a.org/x", "https://a.org/y", &[]).unwrap(), "https://a.org/y");
        assert_eq!(follow("https://u:p@a.org/x", "https://A.org/y#z", &[]).unwrap(), "https://u:p@a.org/y");
        assert_eq!(follow("https://u:p@a.org/x", "https://q@cdn.b.org/y", &[".b.org"]).unwrap(), "https://cdn.b.org/y");
        let (kind, detail) = follow("https://a.org/x", "https://b.org/y", &["c.org"]).unwrap_err();
        assert_eq!((kind, detail.contains("b.org")), (NetErrorKind::Redirect, true));
        for (from, to, hosts) in [
            ("https://a.org/", "http://a.org/", &[][..]),
            ("https://a.org/", "https://a.org:8443/", &[]),
            ("https://a.org/", "https://evil-b.org/", &[".b.org"]),
            ("https://a.org/", "https://a.org.evil.org/", &[]),
            ("https://a.org/", "//b.org/", &[]),
        ] {
            assert_eq!(follow(from, to, hosts).unwrap_err().0, NetErrorKind::Redirect, "{to}");
        }
        assert_eq!(follow("https://a.org/", "file:///etc/passwd", &[]).unwrap_err().0, NetErrorKind::Scheme);
    }
}
