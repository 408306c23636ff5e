"""Runs `processing` in a process of its own with little memory and time, so that a hostile file hurts nobody else.

`develop` and `render` are called from the site; the module run as a program is the other side of the door.
"""

import errno
import json
import resource
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from journal.pictures import processing
from journal.pictures.processing import DAMAGED, NO_ROOM, TOO_COSTLY, Developed, Made, PictureError

ROOT = Path(__file__).resolve().parents[2]
# Address space, which is more than what is resident: the libraries alone map some 200 MB.
MEMORY = 512 * 1024 * 1024
# Somebody waits while a picture is developed; nobody waits for its renditions.
CPU_SECONDS = {"develop": 10, "render": 90}
WALL_FACTOR = 3
FILE_BYTES = 32 * 1024 * 1024
FULL = {errno.ENOSPC, errno.EDQUOT}


def develop(source: Path, folder: Path) -> Developed:
    """As `processing.develop`, within the limits. Raises PictureError, also where the limits were reached."""
    answer = _ask({"verb": "develop", "source": str(source), "folder": str(folder)})
    return Developed(**answer | {"safe": Made(*answer["safe"])})


def render(source: Path, folder: Path, *, crops: Iterable[str], focal_x: int, focal_y: int) -> list[Made]:
    """As `processing.render`, within the limits. Raises PictureError, also where the limits were reached."""
    question = {"verb": "render", "source": str(source), "folder": str(folder), "crops": list(crops)}
    return [Made(*made) for made in _ask(question | {"focal_x": focal_x, "focal_y": focal_y})["made"]]


def _ask(question: dict[str, Any]) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "journal.pictures.darkroom"],
            input=json.dumps(question).encode(),
            capture_output=True,
            cwd=ROOT,
            timeout=CPU_SECONDS[question["verb"]] * WALL_FACTOR,
            check=False,
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError) as error:
        # Killed by a limit: there is no answer, or half of one.
        raise PictureError(TOO_COSTLY) from error
    if "error" in answer:
        raise PictureError(answer["error"], **answer["params"])
    return answer


def _limit(verb: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS[verb], CPU_SECONDS[verb]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    source, folder = Path(question["source"]), Path(question["folder"])
    try:
        if question["verb"] == "develop":
            return processing.develop(source, folder)._asdict()
        focus = {name: question[name] for name in ("focal_x", "focal_y")}
        return {"made": processing.render(source, folder, crops=question["crops"], **focus)}
    except PictureError as error:
        return {"error": error.message, "params": error.params}
    except MemoryError:
        return {"error": TOO_COSTLY, "params": {}}
    except Exception as error:
        if getattr(error, "errno", None) in FULL:
            return {"error": NO_ROOM, "params": {}}
        # Decoders raise what they like on broken input; this process exists so that it ends here.
        return {"error": DAMAGED, "params": {}}


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    _limit(asked["verb"])
    json.dump(_answer(asked), sys.stdout)
