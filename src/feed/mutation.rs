//! Seeded damage to a document, for tests of decoders.

/// One to four changes: a byte replaced, a stretch removed, doubled or moved, or digits changed.
pub(crate) fn mutated(bytes: &[u8], state: &mut u64) -> Vec<u8> {
    let mut next = |below: usize| {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        usize::try_from(*state >> 33).unwrap() % below.max(1)
    };
    let mut out = bytes.to_vec();
    for _ in 0..=next(4) {
        let at = next(out.len());
        let end = (at + 1 + next(40)).min(out.len());
        match next(6) {
            0 => out[at] = b"<>\"'&;:,.-+=0 9AX?\n\t/"[next(20)],
            1 => drop(out.drain(at..end)),
            2 => {
                let piece = out[at..end].to_vec();
                let to = next(out.len());
                out.splice(to..to, piece);
            }
            3 => out.truncate(at + 1),
            _ => {
                if let Some(digit) = out.iter_mut().skip(at).find(|byte| byte.is_ascii_digit()) {
                    *digit = b"0123456789"[next(10)];
                }
            }
        }
        if out.is_empty() {
            break;
        }
    }
    out
}
