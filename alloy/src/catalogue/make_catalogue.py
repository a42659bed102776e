#!/usr/bin/env python3
"""Writes the component catalogue from a JSON description of Alloy's components.

usage: make_catalogue.py components.json > catalogue.txt

Equal bodies are written once: `shape` lines give each body a number, `component` lines name one.
"""
import json
import re
import sys


class Body:
    def __init__(self):
        self.arguments = {}
        self.blocks = {}


def required(entry):
    # what the decoder enforces outranks what the documentation says
    return entry.get("codeRequired", entry["required"])


def add_arguments(body, arguments):
    for argument in arguments:
        kind = argument.get("codeType") or argument["type"]
        name = argument["name"]
        # the documentation writes an inner block's argument as `block` > `argument` here and there
        inner = re.fullmatch(r"(\w+)(?:` > `|\.)(\w+)", name)
        if inner and "vcenter" not in name:
            child = body.blocks.setdefault(inner[1], (Body(), False, True))[0]
            child.arguments[inner[2]] = ("".join(kind.split()), False)
            continue
        if not re.fullmatch(r"\w+", name):
            continue
        body.arguments[name] = ("".join(kind.split()), required(argument))


def tree(entry):
    top = Body()
    add_arguments(top, entry["arguments"])
    for block in sorted(entry.get("blocks", []), key=lambda b: b["path"].count(" > ")):
        body = top
        *parents, name = [part.split()[0] for part in block["path"].split(" > ")]
        for parent in parents:
            body = body.blocks.setdefault(parent, (Body(), False, True))[0]
        child = body.blocks[name][0] if name in body.blocks else Body()
        add_arguments(child, block["arguments"])
        body.blocks[name] = (child, required(block), block.get("repeatable", True))
    return top


def number(body, shapes):
    parts = []
    for name, (kind, must) in sorted(body.arguments.items()):
        parts.append(f"{name}{'!' if must else ''}:{kind}")
    for name, (child, must, many) in sorted(body.blocks.items()):
        marks = ("!" if must else "") + ("*" if many else "")
        parts.append(f"{name}{marks}={number(child, shapes)}")
    line = " ".join(parts)
    return shapes.setdefault(line, len(shapes))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        data = json.load(file)
    shapes = {}
    entries = []
    for kind, listed in (("component", data["components"]), ("config", data["configBlocks"])):
        for entry in sorted(listed, key=lambda e: e["name"]):
            exports = ",".join(
                f"{e['name']}:{(e.get('codeType') or e['type']).replace(' ', '')}"
                for e in entry.get("exports", []))
            stability = entry.get("stabilityInCode") or entry["stability"]
            label = "label" if entry["labelRequired"] else "nolabel"
            body = number(tree(entry), shapes)
            entries.append(f"{kind} {entry['name']} {stability} {label} {body} {exports or '-'}")
    print("# Components of Grafana Alloy: arguments and blocks as its decoder takes them.")
    print(f"# Facts from {data['source']['repo']} at {data['source']['commit']}.")
    print("# name!:type is a required argument, name!*=n a required, repeatable block of shape n.")
    for line, shape in shapes.items():
        print(f"shape {shape} {line}".rstrip())
    for line in entries:
        print(line)


main()
