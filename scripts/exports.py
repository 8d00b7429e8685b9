"""Opens each export of sample/'s record with the reader that its users use. Run by `scripts/exports`."""

import csv
import filecmp
import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from urllib.parse import unquote

HIWAR, OUT, ONLY = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
RECORD = OUT / "sample.hiwar"


def hiwar(*args):
    return subprocess.run([HIWAR, *map(str, args)], check=True, capture_output=True, text=True).stdout


def show(kind):
    return json.loads(hiwar("show", kind, RECORD, "--json"))


def same(a, b):
    """Whether two exports are byte for byte the same."""
    if a.is_file():
        return a.read_bytes() == b.read_bytes()
    names = sorted(p.name for p in a.iterdir())
    return names == sorted(p.name for p in b.iterdir()) and not any(filecmp.cmpfiles(a, b, names, shallow=False)[1:])


def texts():
    """The text of each report, as it was read."""
    lines = hiwar("read", "--format", "jsonl", *SOURCES).strip().split("\n")
    return {d["id"]: d["text"] for d in map(json.loads, lines)}


SOURCES = sorted(p for p in Path("sample").iterdir() if p.suffix in (".txt", ".jsonl"))


def check_csv(path):
    from frictionless import Package, system

    with system.use_context(trusted=True):
        report = Package(str(path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:5]
    rows = list(csv.DictReader((path / "evidence.csv").open(encoding="utf-8", newline="")))
    for row in rows:
        assert TEXTS[row["document"]][int(row["start"]) : int(row["end"])] == row["text"], row
    told = {(r["table"], r["column"]) for r in csv.DictReader((path / "dictionary.csv").open(encoding="utf-8"))}
    for table in path.glob("*.csv"):
        if table.stem == "dictionary":
            continue
        for column in next(csv.reader(table.open(encoding="utf-8", newline=""))):
            assert (table.stem, column) in told, f"{table.stem}.{column} is not in the dictionary"
    return f"{len(list(path.glob('*.csv')))} tables, {len(rows)} places, all at their words"


def check_ics(path):
    from icalendar import Calendar

    raw = path.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") and max(map(len, raw.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(raw)
    assert not calendar.errors
    events, todos = calendar.walk("VEVENT"), calendar.walk("VTODO")
    for item in events + todos:
        assert not item.errors and item["UID"] and item["DTSTAMP"] and item["X-HIWAR-EVIDENCE"], item
    for event in events:
        assert event["DTSTART"].dt < event["DTEND"].dt
    assert len(todos) == sum(1 for c in show("commitments") if c["due"])
    assert Calendar.from_ical(calendar.to_ical()) == calendar
    return f"{len(events)} VEVENT, {len(todos)} VTODO"


def check_web_annotation(path):
    from rdflib import Graph

    page = json.loads(path.read_text(encoding="utf-8"))
    items = page["items"]
    places = 0
    for item in items:
        for target in item["target"]:
            position, quote = target["selector"]
            source = target["source"]["canonical"].removeprefix("urn:sha256:")
            text = BY_SHA[source]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"], item["id"]
            assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
            places += 1
    # The context lies on the network; its terms are mapped here, which is enough to see that the graph holds.
    page["@context"] = {"@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type"}
    graph = Graph().parse(data=json.dumps(page), format="json-ld")
    return f"{len(items)} annotations, {places} targets, {len(graph)} triples"


def check_plover(path):
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").strip("\n").split("\n")]
    for event in lines:
        assert event["id"] and event["actor"] and len(event["event"]) == 1 and event["quad_code"] in (1, 2, 3, 4)
        info = event["text_info"]
        assert TEXTS[info["text_story"]][info["start"] : info["end"]] == event["text"]
    assert len(lines) == sum(1 for e in show("events") if e["actors"])
    return f"{len(lines)} events"


def check_polecat(path):
    rows = list(csv.reader((path / "events.txt").open(encoding="utf-8", newline=""), delimiter="\t"))
    assert len(rows[0]) == 40 and all(len(row) == 40 and all(row) for row in rows)
    for row in rows[1:]:
        assert row[1] == "None" or len(row[1]) == 10, row[1]
    extras = list(csv.DictReader((path / "extras.txt").open(encoding="utf-8", newline=""), delimiter="\t"))
    assert {e["Event ID"] for e in extras} == {row[0] for row in rows[1:]}
    for e in extras:
        assert TEXTS[e["Document"]][int(e["Start"]) : int(e["End"])] == e["Text"]
    return f"{len(rows) - 1} events, {len(extras)} places"


def check_gexf(path):
    import networkx

    graph = networkx.read_gexf(path)
    assert graph.number_of_edges() > 0 and graph.is_directed()
    for a, b, data in graph.edges(data=True):
        assert TEXTS[data["document"]][data["text_start"] : data["text_end"]] == data["text"], data
    kinds = sorted({d["kind"] for _, _, d in graph.edges(data=True)})
    return f"{graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges ({', '.join(kinds)})"


def check_markdown(path):
    import pypandoc

    text = path.read_text(encoding="utf-8")
    tree = json.loads(pypandoc.convert_text(text, "json", format="markdown"))
    kinds = [node["t"] for node in walk(tree["blocks"])]
    notes = kinds.count("Note")
    assert notes == text.count("\n[^"), "a footnote without its mark"
    assert not {"Image", "Link", "Code", "CodeBlock", "Math", "RawInline"} & set(kinds), "a report's words turned into markup"
    assert tree["blocks"][0]["t"] == "Div" and ["dir", "rtl"] in tree["blocks"][0]["c"][0][2]
    return f"{kinds.count('Header')} headings, {notes} footnotes"


def walk(value):
    """Every node of a pandoc tree."""
    if isinstance(value, dict):
        if "t" in value:
            yield value
        yield from walk(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from walk(item)


def check_timelinejs(path):
    timeline = json.loads(path.read_text(encoding="utf-8"))
    known = {"year", "month", "day"}
    for slide in timeline["events"] + timeline["eras"]:
        start = slide["start_date"]
        assert start["year"] and set(start) <= known and slide["text"]["headline"]
    for slide in timeline["events"]:
        assert slide["evidence"]
        for e in slide["evidence"]:
            assert TEXTS[e["document"]][e["start"] : e["end"]] == e["text"]
    ids = [slide["unique_id"] for slide in timeline["events"]]
    assert len(ids) == len(set(ids))
    return f"{len(ids)} slides, {len(timeline['eras'])} eras"


def check_bibtex(path):
    import bibtexparser
    import pypandoc

    library = bibtexparser.parse_file(str(path))
    assert not library.failed_blocks and len(library.entries) == len(show("documents"))
    items = json.loads(pypandoc.convert_file(str(path), "csljson", format="biblatex"))
    assert len(items) == len(library.entries)
    return f"{len(items)} entries"


def check_csl_json(path):
    import pypandoc

    items = json.loads(pypandoc.convert_file(str(path), "csljson", format="csljson"))
    assert len(items) == len(show("documents"))
    return f"{len(items)} entries"


def check_json_ld(path):
    from pyld import jsonld
    from rdflib import Graph, URIRef

    data = json.loads(path.read_text(encoding="utf-8"))
    expanded = jsonld.expand(data)
    graph = Graph().parse(path, format="json-ld")
    kind = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    kinds = {}
    for node in graph.objects(None, kind):
        kinds[str(node).rsplit("/", 1)[-1]] = kinds.get(str(node).rsplit("/", 1)[-1], 0) + 1
    assert kinds["Quotation"] == len(show("statements")) and kinds["Observation"] == len(show("figures"))
    for node in data["@graph"]:
        for e in node.get("hiwar:evidence", []):
            document = unquote(e["hiwar:document"]["@id"].removeprefix("urn:hiwar:document:"))
            assert TEXTS[document][e["hiwar:start"] : e["hiwar:end"]] == e["hiwar:text"]
    return f"{len(expanded)} nodes, {len(graph)} triples"


def check_ftm(path):
    from followthemoney import model
    from followthemoney.statement import CSV, read_path_statements

    ids, links = set(), []
    kinds = {}
    for line in (path / "entities.ftm.json").open(encoding="utf-8"):
        raw = json.loads(line)
        dirty = model.get_proxy(raw, cleaned=True)
        clean = model.get_proxy(raw, cleaned=False)
        try:
            dirty.schema.validate(raw)
        except Exception as error:
            raise AssertionError(f"{raw['id']}: {getattr(error, 'errors', error)}") from error
        # Readers compose letters and marks; what they clean beyond that should be clean already.
        composed = {k: [unicodedata.normalize("NFC", v) for v in vs] for k, vs in raw["properties"].items()}
        assert clean.to_dict()["properties"] == composed, (raw, clean.to_dict())
        ids.add(raw["id"])
        kinds[raw["schema"]] = kinds.get(raw["schema"], 0) + 1
        for prop, values in raw["properties"].items():
            p = dirty.schema.get(prop)
            if p.type.name == "entity":
                links += [(raw["id"], prop, value, p.range) for value in values]
    schemata = {json.loads(line)["id"]: json.loads(line)["schema"] for line in (path / "entities.ftm.json").open(encoding="utf-8")}
    for source, prop, target, wanted in links:
        assert target in ids, f"{source}.{prop} points at nothing: {target}"
        assert model.get(schemata[target]).is_a(wanted), f"{source}.{prop}: {schemata[target]} is no {wanted.name}"
    told = {(r["schema"], r["prop"], r["prop_type"]) for r in csv.DictReader((path / "statements.csv").open(encoding="utf-8", newline=""))}
    for schema, prop, kind in told:
        assert model.get(schema).get(prop).type.name == kind, (schema, prop, kind)
    statements = list(read_path_statements(path / "statements.csv", CSV))
    assert {s.entity_id for s in statements} == ids and all(s.id for s in statements)
    return f"{len(ids)} entities ({', '.join(f'{n} {k}' for k, n in sorted(kinds.items()))}), {len(statements)} statements"


def check_brat(path):
    marks = 0
    for ann in sorted(path.glob("*.ann")):
        text = ann.with_suffix(".txt").read_bytes().decode()
        assert text in TEXTS.values(), ann
        known = set()
        for line in ann.read_text(encoding="utf-8").strip("\n").split("\n"):
            name, rest = line.split("\t", 1)
            if name.startswith("T"):
                places, words = rest.split("\t")
                kind, spans = places.split(" ", 1)
                spans = [tuple(map(int, s.split())) for s in spans.split(";")]
                assert " ".join(text[a:b] for a, b in spans) == words, line
                known.add(name)
                marks += 1
            elif name.startswith("R"):
                assert all(arg.split(":")[1] in known for arg in rest.split()[1:])
    return f"{len(list(path.glob('*.ann')))} reports, {marks} annotations"


def check_docx(path):
    import zipfile

    import docx
    import pypandoc

    document = docx.Document(str(path))
    parts = zipfile.ZipFile(path)
    notes = parts.read("word/footnotes.xml").decode().count("<w:footnote ") - 2
    marks = parts.read("word/document.xml").decode().count("<w:footnoteReference ")
    assert notes == marks > 0
    tree = json.loads(pypandoc.convert_file(str(path), "json", format="docx"))
    kinds = [node["t"] for node in walk(tree["blocks"])]
    assert kinds.count("Note") == notes
    headings = [p.text for p in document.paragraphs if p.style.name.lower().startswith("heading")]
    assert kinds.count("Header") == len(headings)
    return f"{len(document.paragraphs)} paragraphs, {len(headings)} headings, {notes} footnotes"


def check_parquet(path):
    import pyarrow.parquet

    tables = {p.stem: pyarrow.parquet.read_table(p) for p in sorted(path.glob("*.parquet"))}
    assert tables["statements"].num_rows == len(show("statements"))
    for row in tables["evidence"].to_pylist():
        assert TEXTS[row["document"]][row["start"] : row["end"]] == row["text"]
    assert str(tables["figures"].schema.field("value").type) == "double"
    return f"{len(tables)} tables, {sum(t.num_rows for t in tables.values())} rows"


def main():
    global TEXTS, BY_SHA
    import hashlib

    OUT.mkdir(parents=True, exist_ok=True)
    RECORD.unlink(missing_ok=True)
    hiwar("build", *SOURCES, "-o", RECORD)
    TEXTS = texts()
    BY_SHA = {hashlib.sha256(t.encode()).hexdigest(): t for t in TEXTS.values()}
    failed = 0
    for name, check in {n: c for n, c in CHECKS.items() if not ONLY or n in ONLY}.items():
        a, b = OUT / name, OUT / f"{name}.again"
        for path in (a, b):
            subprocess.run(["rm", "-rf", path], check=True)
            hiwar("export", name, RECORD, "-o", path)
        try:
            assert same(a, b), "two runs differ"
            print(f"{name:<15} {check(a)}")
        except Exception as error:  # every reader fails in its own way
            failed += 1
            print(f"{name:<15} FAILED: {type(error).__name__}: {error}")
    sys.exit(1 if failed else 0)


CHECKS = {
    name.removeprefix("check_").replace("_", "-"): check
    for name, check in list(globals().items())
    if name.startswith("check_")
}
main()
