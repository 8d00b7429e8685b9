//! Compressed inputs, unpacked as they are read: gzip (many members too, as crawl archives have) and zstd.

use std::io::{self, BufReader, Cursor, Read};

/// How much an unpacked input may grow before its ratio is looked at, in bytes.
const FREE: u64 = 256 << 20;
/// No text shrinks to less than a part in this many; what does is a bomb.
const RATIO: u64 = 400;
/// Packed in packed in packed is nobody's report.
pub const DEPTH: usize = 3;

/// The stream unpacked, where its first bytes say that it is compressed; else itself, whole.
///
/// # Errors
/// What the system says.
pub fn unpacked(start: Vec<u8>, rest: Box<dyn Read>) -> io::Result<(bool, Box<dyn Read>)> {
    let gzip = start.starts_with(b"\x1F\x8B");
    let zstd = start.starts_with(b"\x28\xB5\x2F\xFD");
    let whole = Cursor::new(start).chain(rest);
    if !gzip && !zstd {
        return Ok((false, Box::new(whole)));
    }
    let packed = BufReader::new(Counted {
        from: whole,
        count: 0,
    });
    let stream: Box<dyn Read> = if gzip {
        Box::new(Guarded::new(flate2::bufread::MultiGzDecoder::new(packed), |d| {
            d.get_ref().get_ref().count
        }))
    } else {
        Box::new(Guarded::new(
            zstd::stream::read::Decoder::with_buffer(packed)?,
            |d| d.get_ref().get_ref().count,
        ))
    };
    Ok((true, stream))
}

/// Counts what is read through it.
struct Counted<R> {
    from: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(into)?;
        self.count += n as u64;
        Ok(n)
    }
}

/// Stops where what comes out is out of all proportion to what went in.
struct Guarded<R> {
    from: R,
    out: u64,
    taken: fn(&R) -> u64,
}

impl<R: Read> Guarded<R> {
    fn new(from: R, taken: fn(&R) -> u64) -> Self {
        Self { from, out: 0, taken }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(into)?;
        self.out += n as u64;
        if self.out > FREE && self.out / RATIO > (self.taken)(&self.from) {
            let what = "it unpacks to more than 400 times its size";
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        Ok(n)
    }
}
