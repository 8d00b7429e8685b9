"""Measures annotate, dateparser's search_dates and pyarabic's tokenizer in turn, on the same texts, on one core.

Started by bench/run. Prints MB/s (10^6 bytes of UTF-8 text a second; median of the rounds) and the ratios, paired round
by round, and keeps every round's seconds in bench/runs/DATE-machine.json. Times are processor seconds of the one
thread that works, so that other work on the machine weighs less; wall seconds are kept beside them.
"""
import argparse, datetime, glob, gzip, importlib.metadata, json, os, pathlib, platform, re, statistics, subprocess, sys, time, warnings

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("HIWAR_SHARED", ROOT.parent / "shared"))
WORK = ROOT / "target" / "bench"
BENCH = ROOT / "target" / "release" / "examples" / "bench"
QUICK = 4


def reports():
    """Rows with `text`, and where they are from."""
    corpus = SHARED / "corpus" / "news_ar.jsonl.gz"
    if corpus.exists():
        with gzip.open(corpus, "rt", encoding="utf8") as lines:
            return [json.loads(line) for line in lines if line.strip()], "../shared/corpus/" + corpus.name
    rows = []
    for path in sorted(glob.glob(str(ROOT / "sample" / "*.txt"))):
        raw = pathlib.Path(path).read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("windows-1256")
        rows.append({"text": text})
    for line in (ROOT / "sample" / "reports.jsonl").read_text("utf8").splitlines():
        rows.append(json.loads(line))
    return rows * 40, "sample/, 40 times"


def some(rows, size):
    """Every n-th report, so that all outlets are among them, until `size` bytes."""
    total = sum(len(r["text"].encode()) for r in rows)
    step, taken, out = max(1, int(total / size)), 0, []
    for row in rows[::step]:
        if taken >= size:
            break
        out.append(row)
        taken += len(row["text"].encode())
    return out


def write(name, rows):
    WORK.mkdir(parents=True, exist_ok=True)
    keep = ("text", "published", "title", "outlet")
    path = WORK / name
    path.write_text("".join(json.dumps({k: r[k] for k in keep if r.get(k)}, ensure_ascii=False) + "\n" for r in rows), "utf8")
    return path


def ours(path, passes):
    out = subprocess.run([BENCH, path, str(passes)], check=True, stdout=subprocess.PIPE, text=True)
    own = json.loads(out.stdout)
    mean = lambda step, clock: sum(r[step][clock] for r in own["rounds"]) / passes
    return own | {"mean": {s: {c: mean(s, c) for c in ("cpu", "wall")} for s in own["rounds"][0]}}


def peer(work, texts, passes):
    cpu, wall = time.thread_time(), time.perf_counter()
    for _ in range(passes):
        for text in texts:
            work(text)
    return {"cpu": (time.thread_time() - cpu) / passes, "wall": (time.perf_counter() - wall) / passes}


def machine():
    model = platform.processor() or platform.machine()
    try:
        model = re.search(r"model name\s*:\s*(.+)", pathlib.Path("/proc/cpuinfo").read_text()).group(1)
    except (OSError, AttributeError):
        pass
    return {"name": model, "cores": os.cpu_count(), "system": platform.system() + " " + platform.release(), "python": platform.python_version()}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--rounds", type=int, default=5)
    ap.add_argument("--mb", type=float, default=0.5, help="megabytes of text that all three read")
    ap.add_argument("--dry", action="store_true", help="keep no file in bench/runs")
    a = ap.parse_args()
    warnings.filterwarnings("ignore")
    from dateparser.search import search_dates
    from pyarabic.araby import tokenize

    rows, source = reports()
    sample = some(rows, a.mb * 1e6)
    texts = [r["text"] for r in sample]
    size = sum(len(t.encode()) for t in texts)
    path, whole = write("sample.jsonl", sample), write("whole.jsonl", rows)
    dates = lambda text: search_dates(text, languages=["ar"])
    for warm in (dates, tokenize):
        warm(texts[0])
    print(f"{source}: {len(rows)} reports; all three read the same {len(sample)} of them, {size / 1e6:.2f} MB, {a.rounds} rounds", flush=True)

    rounds = []
    for n in range(a.rounds):
        # The quick ones read the texts several times, so that each is timed over more than a moment.
        own = ours(path, QUICK)
        rounds.append({**own["mean"], "pyarabic": peer(tokenize, texts, QUICK), "dateparser": peer(dates, texts, 1)})
        print(f"\rround {n + 1} of {a.rounds}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    all_of_it = ours(whole, 1)

    speed = lambda key: statistics.median(size / r[key]["cpu"] / 1e6 for r in rounds)
    ratio = lambda key: statistics.median(r[key]["cpu"] / r["annotate"]["cpu"] for r in rounds)
    print(f"{'':44}{'MB/s':>9}")
    for name, key in (
        ("hiwar annotate, every layer", "annotate"),
        ("  of this: tokens and their fold", "tokens"),
        ("  of this: tokens and every look-up", "page"),
        ("pyarabic tokenize, tokens alone", "pyarabic"),
        ("dateparser search_dates, times alone", "dateparser"),
    ):
        print(f"{name:44}{speed(key):9.2f}")
    seconds = all_of_it["mean"]["annotate"]["cpu"]
    print(f"{'hiwar annotate, the whole ' + format(all_of_it['bytes'] / 1e6, '.1f') + ' MB':44}{all_of_it['bytes'] / seconds / 1e6:9.2f}")
    goals = {"dateparser": 20, "pyarabic": 0.5}
    for key, goal in goals.items():
        print(f"annotate is {ratio(key):.2f} times as fast as {key} (goal: {goal:g})")

    if not a.dry:
        where = machine()
        day = datetime.date.today().isoformat()
        slug = re.sub(r"[^a-z0-9]+", "-", where["name"].lower()).strip("-")
        out = ROOT / "bench" / "runs" / f"{day}-{slug}.json"
        commit = subprocess.run(["git", "-C", ROOT, "describe", "--always", "--dirty"], capture_output=True, text=True).stdout.strip()
        peers = {p: importlib.metadata.version(p) for p in ("dateparser", "pyarabic")}
        run = {
            "date": day, "machine": where, "commit": commit, "peers": peers, "source": source, "texts": len(sample), "bytes": size,
            "mb_per_s": {k: round(speed(k), 3) for k in ("annotate", "tokens", "page", "pyarabic", "dateparser")},
            "times_as_fast": {k: round(ratio(k), 2) for k in goals}, "seconds": rounds, "whole": {k: all_of_it[k] for k in ("texts", "bytes", "rounds")},
        }
        out.write_text(json.dumps(run, indent=1) + "\n", "utf8")
        print(f"raw times: {out.relative_to(ROOT)}")


main()
