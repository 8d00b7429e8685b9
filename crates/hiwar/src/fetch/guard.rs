//! What may be asked for: a feed is written by others and may point anywhere.

use super::Trouble;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::Url;

/// What is said of an address of the own network.
pub const PRIVATE: &str = "leads into the own network or to this machine, which a feed has no business in";

/// An address that may be asked: http or https, with a host, without a name and password.
///
/// # Errors
/// Why not.
pub fn admitted(address: &str) -> Result<Url, Trouble> {
    let url = Url::parse(address)
        .map_err(|e| Trouble::new(format!("is no address ({e})"), "write it as https://…"))?;
    if !matches!(url.scheme(), "http" | "https") {
        let what = format!("leads to {}:, not to a web page", url.scheme());
        return Err(Trouble::new(what, "give an http or https address"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        let what = "holds a name or a password";
        return Err(Trouble::new(what, "give the address without it"));
    }
    Ok(url)
}

/// Finds the addresses of a host and leaves out those that are not public, so that what was looked at is what is asked.
#[derive(Debug)]
pub struct Public {
    inner: DefaultResolver,
    private: bool,
}

/// A host all of whose addresses are of the own network.
#[derive(Debug)]
pub struct Private;

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PRIVATE)
    }
}

impl std::error::Error for Private {}

impl Public {
    /// `private`: all addresses are allowed.
    pub fn new(private: bool) -> Self {
        Self {
            inner: DefaultResolver::default(),
            private,
        }
    }
}

impl Resolver for Public {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut public = self.empty();
        for address in found.iter().filter(|a| self.private || is_public(a.ip())) {
            public.push(*address);
        }
        if public.is_empty() {
            return Err(ureq::Error::Other(Box::new(Private)));
        }
        Ok(public)
    }
}

/// Whether an address is one of the open network: not of this machine, this network, a carrier's, or for no host at all
/// (IANA's special-purpose registries).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => {
            let first = v6.segments()[0];
            // ::ffff:127.0.0.1 is 127.0.0.1, and 64:ff9b::127.0.0.1 may be.
            let inner = v6.to_ipv4().or_else(|| {
                let [a, b, .., c, d] = v6.segments();
                (a == 0x64 && b == 0xff9b).then(|| Ipv4Addr::from((u32::from(c) << 16) | u32::from(d)))
            });
            // Global unicast is 2000::/3; 2002::/16 and 2001:0::/32 carry other addresses inside.
            let open =
                first & 0xe000 == 0x2000 && first != 0x2002 && !(first == 0x2001 && v6.segments()[1] < 0x200);
            inner.map_or(open, is_public_v4)
        }
    }
}

fn is_public_v4(v4: Ipv4Addr) -> bool {
    let [a, b, ..] = v4.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let special = a == 0 || a >= 240 || a == 198 && (18..20).contains(&b) || a == 192 && b == 0;
    let local = v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_multicast();
    !(shared || special || local || v4.is_documentation())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_open_network_is_public() {
        let public = [
            "8.8.8.8",
            "1.1.1.1",
            "2606:4700::1111",
            "192.1.2.3",
            "100.128.0.1",
        ];
        let closed = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
        ];
        let check = |a: &str| is_public(a.parse().unwrap());
        assert_eq!(public.map(check), [true; 5]);
        for address in closed {
            assert!(!check(address), "{address}");
        }
    }

    #[test]
    fn only_web_addresses_are_admitted() {
        for bad in [
            "file:///etc/passwd",
            "ftp://a.example/x",
            "https://a:b@host.example/",
            "no address",
            "javascript:alert(1)",
        ] {
            assert!(admitted(bad).is_err(), "{bad}");
        }
        assert!(admitted("https://host.example/a?b").is_ok());
    }
}
