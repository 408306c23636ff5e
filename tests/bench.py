"""Figures of speed: `make bench`. Processor time of gunicorn's worker, beside a bare Django view under the same server.

Each page type is asked for over one connection at 200, 2,000 and 20,000 synthetic pieces, four times over:

* from memory: as kept by this process;
* from the database: memory is emptied before each request, as another process or a restart would find it;
* after printing: memory is emptied and the site stamp moved before each request, as if another piece had been printed;
* nothing kept: memory and the table of kept pages are emptied before each request, so the templates set the page anew.

The bare view hands back the bytes of the article page under the same middleware but the page cache's. It is asked in turn
with each page, so that both meet the same machine; figures are medians, ratios are to the bare view of the same turns.
`--quick` leaves 20,000 out. Processor time is read from Linux's /proc, in nanoseconds.
"""

import argparse
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from statistics import median
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
SIZES = (200, 2_000, 20_000)
TURNS = 120
MEMORY, DATABASE, PRINTED, NOTHING = "from memory", "from the database", "after printing", "nothing kept"
MODES = {MEMORY: ("nothing", 4), DATABASE: ("memory", 2), PRINTED: ("stamp", 1), NOTHING: ("everything", 1)}
PLACE = "healthz/bench/"
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
    spent = []
    for _turn in range(times):
        start = time.process_time()
        work()
        spent.append((time.process_time() - start) * 1000)
    return median(spent)


class Server:
    """The site under gunicorn with one worker, as README starts it but for the number of workers."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = (
            "-k gthread -w 1 --threads 1 --keep-alive 60 --log-level error --pythonpath tests bench_site:application"
        )
        bind = f"127.0.0.1:{self.port}"
        self._master = subprocess.Popen([sys.executable, "-m", "gunicorn", "-b", bind, *command.split()], cwd=ROOT)
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        while not self._answers():
            time.sleep(0.2)
        children = Path(f"/proc/{self._master.pid}/task/{self._master.pid}/children").read_text().split()
        self._tasks = Path(f"/proc/{children[0]}/task")

    def stop(self) -> None:
        self._master.terminate()
        self._master.wait()

    def ask(self, address: str) -> bytes:
        self._connection.request("GET", address)
        response = self._connection.getresponse()
        content = response.read()
        assert response.status == 200, (address, response.status)
        return content

    def spent(self, address: str) -> float:
        """Milliseconds of processor time that the worker took for one answer."""
        start = self._cpu()
        self.ask(address)
        # The worker closes the request after the last byte has left.
        time.sleep(0.002)
        return (self._cpu() - start) / 1e6

    def _cpu(self) -> int:
        return sum(int((task / "schedstat").read_text().split()[0]) for task in self._tasks.iterdir())

    def _answers(self) -> bool:
        assert self._master.poll() is None, "gunicorn did not start"
        with suppress(OSError):
            self.ask("/healthz")
            return True
        self._connection.close()
        return False


def beside(server: Server, address: str, what_to_forget: str, times: int) -> tuple[float, float]:
    """Median milliseconds of one answer, and how many times the bare view's that is; both are asked in turn."""
    pairs = []
    for turn in range(times + 2):
        server.ask(f"/{PLACE}forget/{what_to_forget}/")
        # Untimed, because a processor is slow to wake after waiting for the disk.
        server.ask(f"/{PLACE}bare/")
        pair = server.spent(address), server.spent(f"/{PLACE}bare/")
        if turn >= 2:
            pairs.append(pair)
    spent, of_bare = (median(column) for column in zip(*pairs, strict=True))
    return spent, spent / of_bare


def addresses() -> dict[str, str]:
    """One page of each type, of the synthetic pieces."""
    import django

    django.setup()
    from django.db.models import Count
    from django.utils import timezone
    from taggit.models import Tag

    from journal.press.models import Version

    listed = Version.objects.listed(timezone.now()).filter(slug__startswith="synthetic")
    article = listed.filter(kind="interview").order_by("-published_at")[0]
    film = article.film_links.order_by("position")[0].film
    topic = Tag.objects.annotate(pieces=Count("press_versiontopic_items")).order_by("-pieces", "pk").first()
    return {
        "article": article.get_absolute_url(),
        "home": "/",
        "section": "/interviews/",
        "film": film.get_absolute_url(),
        "topic": f"/topics/{topic.slug}/" if topic else "/features/",
        "feed": "/feeds/all.atom",
        "search": "/search/?q=the+sea",
        "search, rare": f"/search/?q={article.headline.split()[-1]}",
    }


def measure(times: int) -> None:
    """Prints `name<TAB>milliseconds<TAB>ratio<TAB>queries<TAB>bytes` a line, in a process of its own."""
    pages = addresses()
    server = Server()
    try:
        server.ask(f"/{PLACE}finish/?address={quote(pages['article'])}")
        for name, address in pages.items():
            for mode, (what_to_forget, often) in MODES.items():
                spent = beside(server, address, what_to_forget, times * often)
                server.ask(f"/{PLACE}forget/{what_to_forget}/")
                queries = int(server.ask(f"/{PLACE}queries/?address={quote(address)}"))
                print(f"{name}: {mode}", *spent, queries, len(server.ask(address)), sep="\t", flush=True)
        bare = f"/{PLACE}bare/"
        print("bare", median(server.spent(bare) for _ in range(times * 4)), 1.0, 0, len(server.ask(bare)), sep="\t")
    finally:
        server.stop()


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
