# What the scripts need, and what to say where it is missing. Sourced, from the root of the repository.

# lacks WHAT REMEDY: one line, and the end.
lacks() {
    echo "hiwar: $1; $2" >&2
    exit 2
}

need_cc() {
    command -v cc >/dev/null || lacks "there is no C compiler (cc), which the bundled SQLite is built with" "install one: apt install gcc libc6-dev"
}

# need_rust [COMPONENT…]: cargo, new enough, with its components (fmt, clippy).
need_rust() {
    local wanted have part
    [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ] && PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
    wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
    command -v cargo >/dev/null && command -v rustc >/dev/null ||
        lacks "there is no Rust (cargo)" "install Rust $wanted or newer: https://rustup.rs"
    have=$(rustc --version | cut -d' ' -f2) ||
        lacks "rustc does not run" "install Rust $wanted or newer: https://rustup.rs"
    [ "$(printf '%s\n' "$wanted" "${have%%-*}" | sort -V | head -n 1)" = "$wanted" ] ||
        lacks "Rust $have is too old" "install Rust $wanted or newer: rustup update, or https://rustup.rs"
    for part in "$@"; do
        cargo "$part" --version >/dev/null 2>&1 ||
            lacks "cargo has no '$part'" "install it: rustup component add ${part/#fmt/rustfmt}"
    done
}

need_python() {
    command -v python3 >/dev/null || lacks "there is no python3" "install it: apt install python3 python3-venv"
}
