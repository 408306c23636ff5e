"""The helper that makes renditions beside the server leaves nothing behind, however the server ends."""

import time
from pathlib import Path

import pytest

from journal.demo.management.commands import up

PROGRAM = """
import os, pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(__file__).with_name("new").write_text(f"{os.getpid()} {child.pid} {' '.join(sys.argv[1:])}")
os.rename(pathlib.Path(__file__).with_name("new"), pathlib.Path(__file__).with_name("running"))
time.sleep(600)
"""


def is_alive(pid: str) -> bool:
    status = Path("/proc") / pid / "stat"
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for(what) -> None:
    for _ in range(600):
        if what():
            return
        time.sleep(0.1)
    pytest.fail("It did not happen within a minute.")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit, OSError])
def test_nothing_runs_on_when_the_server_stops(settings, tmp_path, end):
    settings.BASE_DIR = tmp_path
    (tmp_path / "manage.py").write_text(PROGRAM)
    seen: list[str] = []

    def serve() -> None:
        with up._renditions():
            wait_for((tmp_path / "running").exists)
            seen.extend((tmp_path / "running").read_text().split())
            assert [is_alive(pid) for pid in seen[:2]] == [True, True]
            raise end

    with pytest.raises(end):
        serve()
    helper, child, *asked = seen
    assert asked == ["make_renditions", "--watch"]
    wait_for(lambda: not is_alive(helper) and not is_alive(child))
