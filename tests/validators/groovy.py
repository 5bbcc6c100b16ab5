"""Reads the Groovy examples of a page: groovy.py PAGE

There is no light validator of Jenkins' own; what can be held here is that an example is Groovy, that its
blocks are those of a declarative pipeline, one inside the other, and that what it hands to a shell is
shell.
"""

import pathlib
import re
import subprocess
import sys

import tree_sitter
import tree_sitter_groovy

# What may stand directly inside what.
BLOCKS = {
    None: {"pipeline"},
    "pipeline": {"agent", "environment", "options", "post", "stages", "tools", "triggers"},
    "stages": {"stage"},
    "stage": {"agent", "environment", "options", "post", "steps", "tools", "when"},
}

parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_groovy.language()))
page = pathlib.Path(sys.argv[1])


def wrong(line, what):
    sys.exit(f"{page}: Groovy example, line {line}: {what}")


def check(text):
    todo = [parser.parse(text.encode()).root_node]
    while todo:
        node = todo.pop()
        if node.type == "ERROR" or node.is_missing:
            wrong(node.start_point[0] + 1, f"no Groovy: {node.text.decode()[:60]!r}")
        todo.extend(node.children)
    inside = []
    for number, line in enumerate(text.splitlines(), 1):
        for shell in re.findall(r"^\s*sh '(.*)'$", line):
            subprocess.run(["bash", "-n", "-c", shell], check=True)
        opened = re.match(r"\s*(\w+)(?:\('[^']*'\))?\s*\{", line)
        if opened:
            around = inside[-1] if inside else None
            if around in BLOCKS and opened[1] not in BLOCKS[around]:
                wrong(number, f"{opened[1]} may not stand in {around or 'a Jenkinsfile'}")
            inside.append(opened[1])
        inside = inside[: len(inside) - line.count("}")] if "}" in line else inside
    if "steps {" not in text:
        wrong(1, "no steps")


examples = re.findall(r"^```groovy\n(.*?)^```$", page.read_text(), re.DOTALL | re.MULTILINE)
if not examples:
    sys.exit(f"{page}: no Groovy examples")
for example in examples:
    check(example)
