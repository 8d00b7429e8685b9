"""Holds scores against the minimums in scores.toml. Started by scripts/score: gate.py MINIMUMS SCORES DOCUMENTS GOLD."""
import json, pathlib, re, sys

minimums, scores, documents, gold = sys.argv[1:]
low = []


def least(name, got, want):
    if got < want:
        low.append(f"{name}: {got:g}, at least {want:g} is asked for")


# `key = number` under [sections]: read by hand, so that any Python 3 will do.
section, want = "", {}
for line in pathlib.Path(minimums).read_text("utf8").splitlines():
    line = line.split("#")[0].strip()
    if line.startswith("["):
        section = line.strip("[]")
    elif line:
        key, value = line.split("=")
        want[section, key.strip().strip('"')] = float(value)

got = json.loads(pathlib.Path(scores).read_text("utf8"))
dated = 0
golds = [json.loads(p.read_text("utf8")) for p in pathlib.Path(gold).glob("*.json")]
golds = {g["id"]: g["published"] for g in golds if "id" in g}
for row in json.loads(pathlib.Path(documents).read_text("utf8")):
    window, day = golds.get(row["id"]), row.get("published") or ""
    if window and re.match(r"\d{4}-\d\d", day):
        dated += window["earliest"][: len(day[:10])] <= day[:10] <= window["latest"][: len(day[:10])]

for (section, key), value in want.items():
    if section == "f1":
        least(key, got[key]["f1"], value)
    elif (section, key) == ("published", "alone"):
        least("publication dates of reports alone", got["published"]["right"], value)
    elif (section, key) == ("published", "together"):
        least("publication dates in the record", dated, value)
    elif section == "boilerplate":
        least("boilerplate " + key, got["boilerplate"][key], got["boilerplate"]["of" if key == "removed" else "quotes"] * value)
    else:
        sys.exit(f"{minimums}: [{section}] {key} is not known here")

print("\n".join(low) or f"all {len(want)} minimums of {minimums} hold")
sys.exit(bool(low))
