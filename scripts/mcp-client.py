"""Asks `hiwar mcp` with the official Python client and prints what came back. See `scripts/mcp`."""

import asyncio
import json
import subprocess
import sys

import jsonschema
from mcp import Client
from mcp.client.stdio import StdioServerParameters

HIWAR, RECORD = sys.argv[1:]
LISTS = "dialogue rounds timeline people statements figures events commitments conflicts gaps documents".split()


def check(holds, what):
    if not holds:
        sys.exit(f"scripts/mcp: {what}")


def pieces(value):
    """Every piece of evidence in an answer."""
    if isinstance(value, list):
        for one in value:
            yield from pieces(one)
    if isinstance(value, dict):
        if "start" in value and "document" in value:
            yield value
        for one in value.values():
            yield from pieces(one)


async def call(client, tool, **given):
    result = await client.call_tool(tool, given)
    check(not result.is_error, f"{tool} {given}: {result.content}")
    return json.loads(result.content[0].text)


async def refused(client, tool, **given):
    result = await client.call_tool(tool, given)
    check(result.is_error, f"{tool} {given} is not refused")
    return result.content[0].text


async def text_of(client, report):
    text, offset = "", 0
    while offset is not None:
        part = await call(client, "document", id=report, offset=offset, limit=500, marks=[])
        text, offset = text + part["text"], part["next_offset"]
    return text


async def ask(how, client):
    tools = (await client.list_tools()).tools
    for tool in tools:
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
    size = len(json.dumps([tool.model_dump(exclude_none=True) for tool in tools], ensure_ascii=False))
    print(f"{how}: protocol {client.protocol_version}, {len(tools)} tools in {size} bytes")
    reports = (await call(client, "documents", limit=50))["rows"]
    texts = {row["id"]: await text_of(client, row["id"]) for row in reports}
    answers = {name: await call(client, name) for name in LISTS}
    answers["search"] = await call(client, "search", query="القوات الأمريكية")
    answers["person"] = await call(client, "person", name="فؤاد حسين")
    answers["fact"] = await call(client, "fact", id=answers["conflicts"]["rows"][0]["id"])
    words = 0
    for name, answer in answers.items():
        for one in pieces(answer):
            there = texts[one["document"]][one["start"] : one["end"]]
            check(there == one["text"], f"{name}: {one} is not {there!r}")
            check(set(answer["sources"][one["document"]]) >= {"outlet", "title", "date", "address"}, f"{name}: no source of {one}")
            words += 1
    largest = max(answers, key=lambda name: len(json.dumps(answers[name], ensure_ascii=False)))
    print(f"  {len(answers)} answers, {words} pieces of evidence stand where they say; the largest is {largest},",
          len(json.dumps(answers[largest], ensure_ascii=False).encode()), "bytes")
    for tool, given in [("document", {"id": "nope"}), ("statements", {"speker": "x"}), ("timeline", {"from": "2021-13"})]:
        print(f"  {tool} {given}: {await refused(client, tool, **given)}")
    print("  to cite:", answers["fact"]["citation"])


async def main():
    stdio = StdioServerParameters(command=HIWAR, args=["mcp", RECORD])
    for mode in "auto", "legacy":
        async with Client(stdio, mode=mode) as client:
            check("never instructions" in (client.instructions or ""), "it does not say that texts are data")
            await ask(f"stdio, {mode}", client)
    server = subprocess.Popen([HIWAR, "mcp", RECORD, "--http", "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()
        for mode in "auto", "legacy":
            async with Client(address, mode=mode) as client:
                await ask(f"http, {mode}", client)
    finally:
        server.terminate()


asyncio.run(main())
