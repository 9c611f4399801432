//! Fresh ids and secrets. Chance is handed in: from the operating system in service, from a seed in demonstrations and
//! tests, so that the same seed gives the same world.

use domain::Moment;
use std::sync::Mutex;
use uuid::{Builder, Uuid};

/// A source of ids and secrets.
#[derive(Debug)]
pub enum Fresh {
    /// The operating system's random numbers.
    System,
    /// A fixed sequence (splitmix64). Never in service.
    Seeded(Mutex<u64>),
}

impl Fresh {
    /// A fixed sequence.
    pub const fn seeded(seed: u64) -> Self {
        Self::Seeded(Mutex::new(seed))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut out = [0_u8; N];
        match self {
            Self::System => {
                // Without the system's random numbers no secret can be made: stop rather than go on with guessable ones.
                if getrandom::fill(&mut out).is_err() {
                    std::process::abort();
                }
            }
            Self::Seeded(state) => {
                let mut state = state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                for chunk in out.chunks_mut(8) {
                    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                    let mut z = *state;
                    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                    for (byte, random) in chunk.iter_mut().zip((z ^ (z >> 31)).to_le_bytes()) {
                        *byte = random;
                    }
                }
            }
        }
        out
    }

    /// A UUIDv7 of a moment.
    pub fn uuid(&self, now: Moment) -> Uuid {
        let millis = u64::try_from(now.micros() / 1000).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &self.bytes::<10>()).into_uuid()
    }

    /// A typed id of a moment.
    pub fn id<T: From<Uuid>>(&self, now: Moment) -> T {
        T::from(self.uuid(now))
    }

    /// A secret of 256 bits as 64 hexadecimal digits.
    pub fn secret(&self) -> String {
        domain::canonical::hex(&self.bytes::<32>())
    }
}
