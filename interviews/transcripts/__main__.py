"""``python -m interviews.transcripts CASES_DIR OUT_DIR``: read every transcript of a directory, write NAME.json each.

A case is NAME.ext beside NAME.expected.json. Exits with 1 when a file cannot be read, after reading the others.
"""

import json
import sys
from pathlib import Path

from .model import TranscriptError
from .reading import read


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m interviews.transcripts CASES_DIR OUT_DIR\n")
        return 2
    cases, out = map(Path, arguments)
    out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for path in sorted(cases.iterdir()):
        if path.name.endswith(".expected.json") or not (cases / f"{path.stem}.expected.json").exists():
            continue
        try:
            found = read(path.read_bytes(), filename=path.name).to_json()
        except TranscriptError as error:
            sys.stderr.write(f"{path.name}: {error}\n")
            failed += 1
            continue
        (out / f"{path.stem}.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
