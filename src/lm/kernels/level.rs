//! Which instructions this processor has.

/// The instructions that a product may use. A value of a vector level exists only where the processor was asked and has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level(Kind);

/// The levels, slowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// No instruction that not every processor has.
    Portable,
    /// AVX2.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// AVX2 and AVX-VNNI.
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    /// AVX-512 F, BW and VNNI.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Level {
    /// The plain implementation.
    pub const PORTABLE: Self = Self(Kind::Portable);

    /// The fastest level of this processor.
    pub fn detect() -> Self {
        Self::available().last().copied().unwrap_or(Self::PORTABLE)
    }

    /// Every level of this processor, slowest first.
    #[cfg(target_arch = "x86_64")]
    pub fn available() -> Vec<Self> {
        use std::is_x86_feature_detected as has;
        let avx2 = has!("avx2");
        let vnni = avx2 && has!("avxvnni");
        let wide = avx2 && has!("avx512f") && has!("avx512bw") && has!("avx512vnni");
        let levels = [(Kind::Portable, true), (Kind::Avx2, avx2), (Kind::AvxVnni, vnni), (Kind::Avx512, wide)];
        levels.into_iter().filter(|(_, there)| *there).map(|(kind, _)| Self(kind)).collect()
    }

    /// Every level of this processor.
    #[cfg(not(target_arch = "x86_64"))]
    pub fn available() -> Vec<Self> {
        vec![Self::PORTABLE]
    }

    pub(super) fn kind(self) -> Kind {
        self.0
    }
}
