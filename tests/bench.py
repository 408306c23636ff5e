"""Figures of speed: `make bench`. Processor time in one process, beside a bare Django view that returns a finished string.

Each page type is asked for through the WSGI handler at 200, 2,000 and 20,000 synthetic pieces, four times over:

* from memory: as kept by this process;
* from the database: memory is emptied before each request, as another process or a restart would find it;
* after printing: memory is emptied and the site stamp moved before each request, as if another piece had been printed;
* nothing kept: memory and the table of kept pages are emptied before each request, so the templates set the page anew.

The bare view hands back the bytes of the article page under the same middleware but the page cache's. It is asked in turn
with each page, so that both meet the same machine; figures are medians, ratios are to the bare view of the same turns.
`--quick` leaves 20,000 out.
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
MEMORY, DATABASE, PRINTED, NOTHING = "from memory", "from the database", "after printing", "nothing kept"
MOVE = "UPDATE press_sitestamp SET word = %s"
Row = tuple[float, float, int, int]  # milliseconds, times a bare view, queries, bytes


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
    return median(_spent(work) for _ in range(times))


def beside(
    work: Callable[[], object], bare: Callable[[], object], prepare: Callable[[], object], times: int
) -> tuple[float, float]:
    """Median milliseconds of one call, and how many times the other's that is; both are called in turn."""
    pairs = []
    for turn in range(times + 2):
        prepare()
        # Untimed, because a processor is slow to wake after waiting for the disk.
        bare()
        pair = _spent(work), _spent(bare)
        if turn >= 2:
            pairs.append(pair)
    spent, of_bare = (median(column) for column in zip(*pairs, strict=True))
    return spent, spent / of_bare


def _spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def measure(times: int) -> None:
    """Prints `name<TAB>milliseconds<TAB>ratio<TAB>queries<TAB>bytes` a line, in a process of its own."""
    import warnings

    import django

    warnings.filterwarnings("ignore", "No directory at")
    django.setup()
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    from django.core.cache import cache
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection
    from django.db.models import Count
    from django.http import HttpResponse
    from django.test import RequestFactory
    from django.urls import path
    from django.utils import timezone
    from taggit.models import Tag

    from journal import urls
    from journal.front import page_cache
    from journal.press.models import Galley, Version

    page_cache.release()
    listed = Version.objects.listed(timezone.now()).filter(slug__startswith="synthetic")
    article = listed.filter(kind="interview").order_by("-published_at")[0]
    film = article.film_links.order_by("position")[0].film
    finished: list[str] = []
    # At an address that the page cache passes over, so that the bare view pays nothing for it.
    bare_address = f"{page_cache.ELSEWHERE[-1]}/bare/"
    urls.urlpatterns.insert(0, path(bare_address[1:], lambda request: HttpResponse(finished[0])))
    handler, factory = WSGIHandler(), RequestFactory(SERVER_NAME="127.0.0.1")

    def ask(address: str) -> bytes:
        environ = factory.get(address).environ
        status: list[str] = []
        response = handler(environ, lambda given, headers: status.append(given))
        content = b"".join(response)
        response.close()
        assert status == ["200 OK"], (address, status)
        return content

    def move() -> None:
        cache.clear()
        with connection.cursor() as cursor:
            cursor.execute(MOVE, [os.urandom(16).hex()])

    def empty() -> None:
        cache.clear()
        Galley.objects.all().delete()

    topic = Tag.objects.annotate(pieces=Count("press_versiontopic_items")).order_by("-pieces", "pk").first()
    pages = {
        "article": article.get_absolute_url(),
        "home": "/",
        "section": "/interviews/",
        "film": film.get_absolute_url(),
        "topic": f"/topics/{topic.slug}/" if topic else "/features/",
        "feed": "/feeds/all.atom",
        "search": "/search/?q=the+sea",
        "search, rare": f"/search/?q={article.headline.split()[-1]}",
    }
    finished.append(ask(pages["article"]).decode())
    modes = {MEMORY: (lambda: None, 4), DATABASE: (cache.clear, 2), PRINTED: (move, 1), NOTHING: (empty, 1)}
    for name, address in pages.items():
        for mode, (prepare, often) in modes.items():
            spent = beside(lambda: ask(address), lambda: ask(bare_address), prepare, times * often)  # noqa: B023
            asked: list[str] = []

            def count(execute, sql, params, many, context, asked=asked):
                asked.append(sql)
                return execute(sql, params, many, context)

            prepare()
            with connection.execute_wrapper(count):
                size = len(ask(address))
            print(f"{name}: {mode}", *spent, len(asked), size, sep="\t", flush=True)
    print("bare", median_ms(lambda: ask(bare_address), times * 4), 1.0, 0, len(finished[0]), sep="\t")


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
        print(name, spent, 0.0, 0, len(data), sep="\t")


def in_a_process(environment: dict[str, str], *arguments: str) -> dict[str, Row]:
    """Runs this file with a task."""
    done = subprocess.run(
        [sys.executable, __file__, *arguments], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    return {row[0]: (float(row[1]), float(row[2]), int(row[3]), int(row[4])) for row in rows}


def report(found: dict[int, dict[str, Row]], read: dict[str, Row]) -> None:
    sizes = list(found)
    first, last = found[sizes[0]], found[sizes[-1]]
    # Of the ratios, not of the milliseconds: the machine may have been slower in one run than in the other.
    growth = {name: last[name][1] / first[name][1] for name in first}
    print(__doc__.split("\n\n", 1)[1])
    print("Processor time of one answer in ms, and how many times that of the bare view (x)\n")
    print(
        "".join([f"{'':<32}{'bytes':>9}{'queries':>9}", *(f"{f'{n:,} pieces':>20}" for n in sizes), f"{'growth':>8}"])
    )
    for name in sorted(first, key=lambda name: [MEMORY, DATABASE, PRINTED, NOTHING, ""].index(name.partition(": ")[2])):
        cells = "".join(f"{rows[name][0]:>10.2f} ({rows[name][1]:>5.1f} x)" for rows in found.values())
        print(f"{name:<32}{last[name][3]:>9,}{last[name][2]:>9}{cells}{growth[name]:>8.2f}")
    print(
        f"\nReading a transcript of {TURNS} turns, ms: {', '.join(f'{name} {row[0]:.1f}' for name, row in read.items())}"
    )

    def times(mode: str) -> str:
        pages = ("article", "home", "section", "film", "topic", "feed")
        return ", ".join(f"{page} {last[f'{page}: {mode}'][1]:.1f} x" for page in pages)

    def most(mode: str) -> str:
        names = [name for name in growth if name.endswith(mode) and not name.startswith("search")]
        top = max(names, key=lambda name: growth[name])
        searched = growth[f"search: {mode}"]
        return f"{growth[top]:.2f} ({top.partition(':')[0]}), search {searched:.2f}"

    print(f"\nAt {sizes[-1]:,} pieces")
    for mode in (MEMORY, DATABASE, PRINTED, NOTHING):
        print(f"  {mode + ':':<19} {times(mode)}; most growth {most(mode)}")
    article = ", ".join(f"{last[f'article: {mode}'][1]:.1f} x {mode}" for mode in (MEMORY, DATABASE, PRINTED, NOTHING))
    print(f"\nbench: article {article}; slowest transcript {max(row[0] for row in read.values()):.0f} ms")


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
