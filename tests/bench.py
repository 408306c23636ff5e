"""Figures of speed: `make bench`. Processor time in one process, beside a bare Django view under the same middleware.

Each page type is asked for through the WSGI handler, without a page cache (``uncached``) and with it (``cached``), at
200, 2,000 and 20,000 synthetic pieces; the bare view hands back a finished string of the size of the article page.
Figures are medians; ratios are to the bare view of the same run. `--quick` leaves 20,000 out.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SIZES = (200, 2_000, 20_000)
TURNS = 120


def make_database(folder: Path, size: int) -> dict[str, str]:
    """The environment of a site with that many pieces, made where it is not there yet."""
    where = folder / str(size)
    where.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{where}/bench.sqlite3",
        "MEDIA_ROOT": f"{where}/media",
        "SECRET_KEY": "bench-" + "0" * 50,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "http://127.0.0.1:8000",
        "DEBUG": "",
        "DJANGO_SETTINGS_MODULE": "journal.settings",
    }
    if not (where / "made").exists():
        for command in (["migrate", "-v0"], ["demo", "--scale", str(size)]):
            manage = [sys.executable, str(ROOT / "manage.py"), *command]
            subprocess.run(manage, env=environment, check=True, stdout=subprocess.DEVNULL)
        (where / "made").touch()
    return environment


def median_ms(work: Callable[[], object], times: int) -> float:
    """Median processor time of one call, in milliseconds, after two calls to warm up."""
    work(), work()
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return median(spent) * 1000


def measure(times: int) -> None:
    """Prints `name<TAB>milliseconds` a line for the site of the environment. Runs in a process of its own."""
    import warnings

    import django

    warnings.filterwarnings("ignore", "No directory at")
    django.setup()
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    from django.core.cache import cache
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection
    from django.http import HttpResponse
    from django.test import RequestFactory
    from django.urls import path
    from django.utils import timezone

    from journal import urls
    from journal.front import page_cache
    from journal.press.models import Version

    page_cache.release()
    listed = Version.objects.listed(timezone.now()).filter(slug__startswith="synthetic")
    article = listed.filter(kind="interview").order_by("-published_at")[0]
    film = article.film_links.order_by("position")[0].film
    finished: list[str] = []
    urls.urlpatterns.insert(0, path("bare/", lambda request: HttpResponse(finished[0])))
    handler, factory = WSGIHandler(), RequestFactory(SERVER_NAME="127.0.0.1")

    def ask(address: str) -> bytes:
        environ = factory.get(address).environ
        status: list[str] = []
        response = handler(environ, lambda given, headers: status.append(given))
        content = b"".join(response)
        response.close()
        assert status == ["200 OK"], (address, status)
        return content

    def uncached(address: str) -> bytes:
        cache.clear()
        return ask(address)

    pages = {
        "article": article.get_absolute_url(),
        "home": "/",
        "section": "/interviews/",
        "film": film.get_absolute_url(),
        "topic": f"/topics/{article.topics.all()[0].slug}/" if article.topics.exists() else "/features/",
        "feed": "/feeds/all.atom",
        "search": "/search/?q=the+sea",
        "search, rare": f"/search/?q={article.headline.split()[-1]}",
    }
    finished.append(ask(pages["article"]).decode())
    print(f"bare\t{median_ms(lambda: ask('/bare/'), times * 4)}\t0\t{len(finished[0])}")
    for name, address in pages.items():
        cache.clear()
        asked: list[str] = []

        def count(execute, sql, params, many, context, asked=asked):
            asked.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            size = len(ask(address))
        print(f"{name}\t{median_ms(lambda where=address: uncached(where), times)}\t{len(asked)}\t{size}")
        print(f"{name}, cached\t{median_ms(lambda where=address: ask(where), times)}\t1\t{size}")
    print(f"bare again\t{median_ms(lambda: ask('/bare/'), times * 4)}\t0\t{len(finished[0])}")


def transcripts() -> None:
    """Prints what reading a transcript of 120 turns costs, a format a line."""
    sys.path[:0] = [str(ROOT)]
    from interviews import transcripts as reading

    answer = " ".join(["We built the pier twice, once in the water and once on the ice."] * 6)
    turns = [
        ("Ana Brandt" if n % 2 else "Q", f"{answer} ({n})" if n % 2 else f"Why did you go there {n}?")
        for n in range(TURNS)
    ]
    stamp = "00:{:02}:{:02}"
    texts = {
        "txt": "\n\n".join(f"{who}: {said}" for who, said in turns),
        "md": "\n\n".join(f"**{who}:** {said}" for who, said in turns),
        "html": "".join(f"<p><b>{who}:</b> {said}</p>" for who, said in turns),
        "srt": "\n\n".join(
            f"{n + 1}\n{stamp.format(*divmod(n * 5, 60))},000 --> {stamp.format(*divmod(n * 5 + 4, 60))},000\n{who}: {said}"
            for n, (who, said) in enumerate(turns)
        ),
        "vtt": "WEBVTT\n\n"
        + "\n\n".join(
            f"{stamp.format(*divmod(n * 5, 60))}.000 --> {stamp.format(*divmod(n * 5 + 4, 60))}.000\n<v {who}>{said}"
            for n, (who, said) in enumerate(turns)
        ),
    }
    for name, text in texts.items():
        data = text.encode()
        spent = median_ms(lambda data=data, name=name: reading.read(data, filename=f"talk.{name}"), 5)
        print(f"{name}\t{spent}\t0\t{len(data)}")


def in_a_process(environment: dict[str, str], *arguments: str) -> dict[str, tuple[float, int, int]]:
    """Runs this file with a task; gives name -> (milliseconds, queries, bytes)."""
    done = subprocess.run(
        [sys.executable, __file__, *arguments], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    return {name: (float(spent), int(queries), int(size)) for name, spent, queries, size in rows}


def report(found: dict[int, dict[str, tuple[float, int, int]]], read: dict[str, tuple[float, int, int]]) -> None:
    sizes = list(found)
    bare = {size: min(rows["bare"][0], rows["bare again"][0]) for size, rows in found.items()}
    print("Processor time of one answer in ms, and how many times that of a bare view (x)\n")
    print("".join([f"{'':<22}{'queries':>8}", *(f"{f'{size:,} pieces':>22}" for size in sizes), f"{'growth':>9}"]))
    growth, ratios = {}, {}
    for name in [name for name in found[sizes[0]] if name != "bare again"]:
        cells = []
        for size in sizes:
            spent = found[size][name][0]
            ratios[name, size] = spent / bare[size]
            cells.append(f"{spent:>12.2f} ({ratios[name, size]:>5.1f} x)")
        growth[name] = found[sizes[-1]][name][0] / found[sizes[0]][name][0]
        print(f"{name:<22}{found[sizes[-1]][name][1]:>8}{''.join(f'{cell:>22}' for cell in cells)}{growth[name]:>9.2f}")
    print(
        f"\nReading a transcript of {TURNS} turns, ms: "
        + ", ".join(f"{name} {row[0]:.1f}" for name, row in read.items())
    )
    last = sizes[-1]
    grown = max(
        (value, name)
        for name, value in growth.items()
        if "cached" not in name and not name.startswith(("bare", "search"))
    )
    print(
        f"\nbench: at {last:,} pieces article {ratios['article', last]:.1f} x bare uncached, "
        f"{ratios['article, cached', last]:.1f} x cached; home {ratios['home', last]:.1f} x, "
        f"feed {ratios['feed', last]:.1f} x, search {ratios['search', last]:.1f} x; most growth {grown[0]:.2f} ({grown[1]}), "
        f"search {growth['search']:.2f}; slowest transcript {max(row[0] for row in read.values()):.0f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="without 20,000 pieces")
    parser.add_argument("--folder", type=Path, help="where the databases are kept, to be used again")
    parser.add_argument("--sizes", type=lambda text: [int(part) for part in text.split(",")])
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--transcripts", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        sys.path[:0] = [str(ROOT)]
        return measure(options.times)
    if options.transcripts:
        return transcripts()
    with tempfile.TemporaryDirectory(prefix="intertitle-bench-") as temporary:
        folder = options.folder or Path(temporary)
        sizes = options.sizes or [size for size in SIZES if not (options.quick and size == SIZES[-1])]
        found = {}
        for size in sizes:
            environment = make_database(folder, size)
            found[size] = in_a_process(environment, "--measure", "--times", str(options.times))
        report(found, in_a_process({**os.environ, "DEBUG": "True"}, "--transcripts"))
    return None


if __name__ == "__main__":
    main()
