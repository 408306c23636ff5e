"""Figures of the writing surface: `make bench`. From a key to the paint after it, in headless Chromium, in interviews of
20 and 200 turns; and from asking for the form to a text that can be written in.

Medians of many keys in the middle of the text. Where Playwright or Chromium is not installed nothing is measured, and
it says so.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
SIZES = (20, 200)  # turns
KEYS = 120
OPENINGS = 5
LIMIT = 50  # milliseconds from a key to the paint, at the median, in 200 turns
SAID = "It came in low over the yard, and we waited for it with a kettle on. " * 5
WITNESS = """() => {
    window.took = [];
    document.querySelector(".ProseMirror").addEventListener("keydown", () => {
        const start = performance.now();
        window.painted = new Promise((done) => requestAnimationFrame(() => setTimeout(() => {
            window.took.push(performance.now() - start);
            done();
        })));
    }, true);
}"""
CARET = """(words) => {
    const editor = document.querySelector(".ProseMirror");
    editor.focus();
    const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && !walker.currentNode.data.startsWith(words));
    getSelection().collapse(walker.currentNode, words.length);
    return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)));
}"""


def prepare() -> None:
    """Makes an editor who is signed in and the interviews; prints the key of the session and the addresses as JSON."""
    import django

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import Group, User
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from interviews.models import Interview
    from journal.desk import saving

    user = User.objects.create_user("bench", is_staff=True)
    user.groups.add(Group.objects.get(name="editors"))
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    voices = [
        {"label": label, "role": role, "person": None, "contributor": None, "name": "", "described_as": ""}
        for label, role in (("Q", "interviewer"), ("MC", "interviewee"))
    ]
    addresses = {}
    for size in SIZES:
        made = Interview(kind="interview")
        text = [
            {"id": f"t{at:07d}", "type": "turn", "by": "Q" if at % 2 else "MC", "text": f"Turn {at}. {SAID.strip()}"}
            for at in range(size)
        ]
        changes = {"headline": f"{size} turns", "document": text, "form": {"participants": voices}}
        saving.start(article=made, changes=changes, by=user, now=timezone.now())
        addresses[size] = f"/desk/interviews/interview/{made.pk}/change/"
    print(json.dumps({"session": session.session_key, "addresses": addresses}))


def serve(environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], str]:
    """A server of the site on a free port, and its address, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "manage.py"), "runserver", f"127.0.0.1:{port}", "--noreload"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _try in range(300):
        try:
            urlopen(f"{address}/robots.txt", timeout=5).close()
            return server, address
        except URLError:
            time.sleep(0.2)
    server.kill()
    raise SystemExit("bench of the surface: the site did not start")


def opened(page: Any, address: str) -> float:
    """Milliseconds from asking for the form to a text that can be written in."""
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(".editor.is-ready .ProseMirror").wait_for()
    return (time.perf_counter() - start) * 1000


def typed(page: Any, size: int) -> list[float]:
    """Milliseconds from each key to the paint after it, in the middle of the text."""
    page.evaluate(CARET, f"Turn {size // 2}. ")
    page.evaluate(WITNESS)
    for at in range(KEYS):
        page.keyboard.press("eas in"[at % 6].replace(" ", "Space"))
        page.evaluate("() => window.painted")
    return page.evaluate("window.took")


def measure(address: str, known: dict[str, Any], chromium: str) -> dict[int, tuple[float, float, float]]:
    """Size -> median and 95th percentile from key to paint, median of opening."""
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": known["session"], "url": f"{address}/desk/"}])
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())  # "leave without saving?"
        for size in SIZES:
            where = address + known["addresses"][str(size)]
            openings = [opened(page, where) for _time in range(OPENINGS)]
            took = typed(page, size)
            found[size] = (median(took), quantiles(took, n=20)[-1], median(openings))
        browser.close()
    return found


def report(found: dict[int, tuple[float, float, float]]) -> None:
    print("The writing surface in headless Chromium, ms\n")
    print(f"{'':<22}{'key to paint':>14}{'95th':>10}{'opening':>10}")
    for size, (middle, high, opening) in found.items():
        print(f"{f'{size} turns':<22}{middle:>14.1f}{high:>10.1f}{opening:>10.0f}")
    middle = found[SIZES[-1]][0]
    print(
        f"\nbench of the surface: key to paint {middle:.1f} ms at the median in {SIZES[-1]} turns "
        f"({middle / found[SIZES[0]][0]:.2f} x that of {SIZES[0]}; wanted: under {LIMIT} ms)"
    )


def main() -> None:
    if sys.argv[1:] == ["--prepare"]:
        sys.path[:0] = [str(ROOT)]
        return prepare()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        import playwright  # noqa: F401
    except ImportError:
        chromium = None
    if chromium is None:
        print("bench of the surface: not measured, for want of Playwright or Chromium (make e2e installs the first)")
        return None
    with tempfile.TemporaryDirectory(prefix="intertitle-bench-") as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "DEBUG": "True",
            "DJANGO_SETTINGS_MODULE": "journal.settings",
        }
        migrate = [sys.executable, str(ROOT / "manage.py"), "migrate", "-v0"]
        subprocess.run(migrate, env=environment, check=True, stdout=subprocess.DEVNULL)
        made = subprocess.run(
            [sys.executable, __file__, "--prepare"], env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
        server, address = serve(environment)
        try:
            found = measure(address, json.loads(made.stdout), chromium)
        finally:
            server.terminate()
            server.wait()
        report(found)
    return None


if __name__ == "__main__":
    main()
