"""Figures of what a reader's browser gets: `make bench`. Bytes on the wire, the largest paint, what moves while loading.

The site runs as on a server (no DEBUG, collected and compressed files). A page is counted as a proxy would send it,
with gzip; files as the site sends them, with Brotli. Pictures are counted apart. A first visit each, on a phone.
"""

import gzip
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parent.parent
PHONE = {"width": 390, "height": 844}
ALLOWED = 40_000  # bytes of an article without its pictures, fonts included
STILL = 0.01  # layout shift
# Layout shift as the web's measure has it: the sum of what moved without being asked.
WATCH = """() => {
    window.shift = 0;
    window.largest = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({type: "layout-shift", buffered: true});
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.largest = entry.startTime;
    }).observe({type: "largest-contentful-paint", buffered: true});
}"""
TO_THE_END = """async () => {
    for (let top = 0; top < document.body.scrollHeight; top += 400) {
        scrollTo(0, top);
        await new Promise((done) => setTimeout(done, 30));
    }
}"""


class Weight(NamedTuple):
    """Bytes by kind; milliseconds to the largest paint; layout shift, without a unit."""

    page: int
    styles: int
    scripts: int
    fonts: int
    pictures: int
    largest: float
    shift: float

    @property
    def words(self) -> int:
        return self.page + self.styles + self.scripts + self.fonts


def examples() -> None:
    """Prints the name and address of one page of each kind."""
    import django

    django.setup()
    from django.utils import timezone

    from journal.cinema.models import Film
    from journal.press.models import Version

    print("home\t/")
    public = Version.objects.live(timezone.now()).select_related("piece")
    for kind in ("essay", "review", "interview", "feature"):
        found = sorted(public.filter(kind=kind), key=lambda version: version.words)
        if found:
            print(f"{kind}\t{found[len(found) // 2].get_absolute_url()}")
            print(f"longest {kind}\t{found[-1].get_absolute_url()}")
    print(f"film\t{Film.objects.filter(version_links__isnull=False).first().get_absolute_url()}")


def kind_of(path: str) -> str:
    endings = {".css": "styles", ".js": "scripts", ".woff2": "fonts", ".jpg": "pictures", ".avif": "pictures"}
    return endings.get(Path(urlsplit(path).path).suffix, "page")


def size(address: str) -> int:
    with urlopen(Request(address, headers={"Accept-Encoding": "br, gzip"}), timeout=30) as response:
        body = response.read()
        is_page = response.headers["Content-Type"].startswith("text/html")
        return len(gzip.compress(body, 6)) if is_page and not response.headers.get("Content-Encoding") else len(body)


def weigh(browser: Any, address: str) -> Weight:
    context = browser.new_context(viewport=PHONE, device_scale_factor=2)
    page = context.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.add_init_script(f"({WATCH})()")
    page.goto(address, wait_until="networkidle")
    largest = page.evaluate("window.largest")
    page.evaluate(TO_THE_END)
    page.wait_for_load_state("networkidle")
    shift = page.evaluate("window.shift")
    context.close()
    sums = dict.fromkeys(("page", "styles", "scripts", "fonts", "pictures"), 0)
    for one in {url for url in asked if url.startswith("http") and not url.endswith((".svg", ".ico"))}:
        sums[kind_of(one)] += size(one)
    return Weight(**sums, largest=largest, shift=shift)


def serve(environment: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "gunicorn", "-k", "gthread", "-w", "1", "--threads", "8", "journal.wsgi"]
    server = subprocess.Popen(
        [*command, "-b", f"127.0.0.1:{port}"], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL
    )
    for _try in range(300):
        try:
            urlopen(f"{environment['SITE_URL']}/robots.txt", timeout=5).close()
            return server
        except URLError:
            time.sleep(0.2)
    server.kill()
    raise SystemExit("bench of the wire: the site did not start")


def report(found: dict[str, Weight]) -> None:
    print("A first visit on a phone: kB on the wire, ms to the largest paint, layout shift\n")
    names = ("page", "styles", "scripts", "fonts", "words", "pictures")
    print(f"{'':<20}{''.join(f'{name:>10}' for name in names)}{'largest':>10}{'shift':>10}")
    for name, weight in found.items():
        cells = "".join(f"{getattr(weight, part) / 1000:>10.1f}" for part in names)
        print(f"{name:<20}{cells}{weight.largest:>10.0f}{weight.shift:>10.4f}")
    articles = sorted(weight.words / 1000 for name, weight in found.items() if name not in ("home", "film"))
    most = max(weight.shift for weight in found.values())
    # Letters beyond those of European names bring a second part of each face in which they stand.
    print(
        f"\nbench of the wire: articles {articles[0]:.1f} to {articles[-1]:.1f} kB without pictures "
        f"(wanted: {ALLOWED / 1000:.0f}); most layout shift {most:.4f} (wanted: {STILL})"
    )


def main() -> None:
    if sys.argv[1:] == ["--examples"]:
        sys.path[:0] = [str(ROOT)]
        return examples()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if chromium is None:
        print("bench of the wire: not measured, for want of Playwright or Chromium (make e2e installs the first)")
        return None
    with tempfile.TemporaryDirectory(prefix="intertitle-bench-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        environment = {
            **{name: value for name, value in os.environ.items() if name != "DEBUG"},
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "SECRET_KEY": "for-this-measurement-only-" + "0" * 40,
            "SITE_URL": f"http://127.0.0.1:{port}",
            "ALLOWED_HOSTS": "127.0.0.1",
            "DJANGO_SETTINGS_MODULE": "journal.settings",
        }
        for command in (["up", "--prepare-only"], ["make_renditions"], ["collectstatic", "--noinput", "-v0"]):
            manage = [sys.executable, str(ROOT / "manage.py"), *command]
            subprocess.run(manage, env=environment, check=True, stdout=subprocess.DEVNULL)
        listed = subprocess.run(
            [sys.executable, __file__, "--examples"], env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
        pages = dict(line.split("\t") for line in listed.stdout.splitlines())
        server = serve(environment, port)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
                report({name: weigh(browser, environment["SITE_URL"] + path) for name, path in pages.items()})
                browser.close()
        finally:
            server.terminate()
            server.wait()
    return None


if __name__ == "__main__":
    main()
