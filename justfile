# The same commands as in README.md and CONTRIBUTING.md, for those who have `just`.

# What there is
default:
    @just --list

# A debug build of the workspace
build:
    cargo build --workspace

# The main job on sample/: sample.hiwar and page.html
sample:
    scripts/sample

# Every test, as the build machine runs them
test:
    scripts/test

# The language data alone: quick, for work on lang/
check:
    cargo run --quiet -p hiwar -- lang check --data .

# The seed reports against their gold (needs ../shared)
score *args:
    scripts/score {{args}}

# Speed, beside dateparser and pyarabic
bench *args:
    bench/run {{args}}

# Every export of sample/'s record, opened by the readers of its users (needs PyPI)
exports *args:
    scripts/exports {{args}}

# Every page of the site in a browser (needs npm and Chromium)
browser *args:
    scripts/browser {{args}}

fmt:
    cargo fmt --all

lint:
    cargo clippy --workspace --all-targets -- -D warnings
