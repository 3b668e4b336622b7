"""Validates JSON documents against a JSON Schema (draft 2020-12), texts that hold JSON included.

usage: schema.py SCHEMA.json DOCUMENT.json...

Prints one line a problem; exit 0 when there is none, 1 otherwise.
"""

import json
import pathlib
import sys

from jsonschema import Draft202012Validator

schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
Draft202012Validator.check_schema(schema)
problems = []


def check(part, value, place):
    part = {"$defs": schema.get("$defs", {}), **part}
    for error in Draft202012Validator(part).iter_errors(value):
        problems.append(f"{place}{error.json_path[1:]}: {error.message[:300]}")


for path in sys.argv[2:]:
    document = json.loads(pathlib.Path(path).read_text())
    check(schema, document, path)
    # `contentSchema` is an annotation that validators pass over; the bodies of a record's items are held to it here.
    for index, item in enumerate(document.get("items", []) if isinstance(document, dict) else []):
        if isinstance(item, dict) and isinstance(item.get("body"), str) and item.get("kind") in schema.get("$defs", {}):
            check({"$ref": f"#/$defs/{item['kind']}"}, json.loads(item["body"]), f"{path} items[{index}].body")

print("\n".join(problems))
sys.exit(1 if problems else 0)
