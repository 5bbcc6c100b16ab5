"""Writes the YAML examples of a page to files, each under the name that its first line gives it."""

import pathlib
import re
import sys

page, folder = map(pathlib.Path, sys.argv[1:])
found = 0
for text in re.findall(r"^```yaml\n(.*?)^```$", page.read_text(), re.DOTALL | re.MULTILINE):
    first = text.splitlines()[0]
    if not first.startswith("# "):
        sys.exit(f"{page}: an example does not say in its first line which file it is: {first}")
    path = folder / str(found) / first.removeprefix("# ").strip()
    path.parent.mkdir(parents=True)
    path.write_text(text)
    found += 1
if found == 0:
    sys.exit(f"{page}: no examples")
