"""Run as a program: develops every file of a folder, each in a forked process under the darkroom's limits.

Prints one JSON object a line. Forking spares the start of an interpreter a file; what runs is the darkroom's own code.
"""

import json
import os
import sys
import time
from pathlib import Path

from journal.pictures import darkroom


def develop(source: Path, folder: Path) -> dict:
    reading, writing = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        darkroom._limit("develop")
        answer = darkroom._answer({"verb": "develop", "source": str(source), "folder": str(folder)})
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        words = pipe.read()
    _child, status, usage = os.wait4(child, 0)
    return {
        "answer": json.loads(words) if words else None,
        "status": status,
        "seconds": time.monotonic() - started,
        "cpu": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss / 1024,
    }


if __name__ == "__main__":
    corpus, target = Path(sys.argv[1]), Path(sys.argv[2])
    for number, line in enumerate((corpus / "manifest.jsonl").read_text().splitlines()):
        row = json.loads(line)
        folder = target / str(number)
        folder.mkdir()
        print(json.dumps(row | develop(corpus / row["file"], folder) | {"folder": str(folder)}))  # noqa: T201
