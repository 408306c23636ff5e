"""Figures of the catalogue's speed: part of `make bench`. Pages of the demo's own records, asked for in the demo
catalogue and in one of 50,000 films and 200,000 people around it.

Processor time of one answer in one process, through the whole middleware, without kept pages; medians, the best of
rounds that take turns, so that what else the machine does falls on both. `--quick` makes a tenth of the catalogue.
SQLite files in a temporary folder; `--database postgresql://…/{name}` measures in two databases that are there.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILMS, PEOPLE, FESTIVALS = 50_000, 200_000, 300
CREDITS_EACH = 6
QUICKER = 10
BATCH = 5_000
GOAL = 1.5
CONSONANTS = ("b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "v", "z")
VOWELS = ("a", "e", "i", "o", "u", "au", "ei")
JOBS = (("Directing", "Director"), ("Writing", "Screenplay"), ("Camera", "Director of Photography"))

# name -> address. The desk's are asked for by an editor in chief.
PAGES = {
    "film": "/films/parasite-2019/",
    "film, titles alike": "/films/suspiria-1977/",
    "person": "/people/steve-mcqueen-director/",
    "person who spoke": "/people/signe-brattvag-oyen/",
    "A–Z of films": "/films/",
    "A–Z of people": "/people/",
    "A–Z of people, inside": "/people/?after=m&row=0",
    "festival": "/festivals/vallmora/",
    "edition": "/festivals/vallmora/2025/",
    "quotations": "/quotes/",
    "quotations by speaker": "/quotes/?speaker=maeve-corrigan-hale",
    "quotations, words": "/quotes/?q=wind",
    "desk: film typed": "/desk/autocomplete/?app_label=cinema&model_name=credit&field_name=film&term=susp",
    "desk: person typed": "/desk/autocomplete/?app_label=cinema&model_name=credit&field_name=person&term=mcqu",
    "desk: broad start": "/desk/autocomplete/?app_label=cinema&model_name=credit&field_name=person&term=ma",
    "desk: films searched": "/desk/cinema/film/?q=suspiria",
    "desk: people searched": "/desk/cinema/person/?q=mcqueen",
    "desk: misspelt": "/desk/cinema/person/?q=kieslovsky",
}


def environment(database: str, media: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": database,
        "MEDIA_ROOT": str(media),
        "SECRET_KEY": "bench-" + "0" * 50,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "http://127.0.0.1:8000",
        "DEBUG": "",
        "DJANGO_SETTINGS_MODULE": "journal.settings",
    }


def set_up() -> None:
    """Django, for a task that runs in a process of its own."""
    import warnings

    import django

    sys.path[:0] = [str(ROOT)]
    warnings.filterwarnings("ignore", "No directory at")
    django.setup()
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


def words(chance: random.Random, number: int) -> list[str]:
    """So many different made-up words."""
    found: dict[str, None] = {}
    while len(found) < number:
        syllables = chance.randint(2, 3)
        word = "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(syllables))
        found[word + chance.choice(("", "n", "r", "s", "t"))] = None
    return list(found)


def generate(films: int, people: int, festivals: int) -> None:
    """Adds a made-up catalogue, the same every time. Search keys and all; written in batches."""
    from django.db import connection, transaction

    from journal.cinema import names, titles
    from journal.cinema.models import Film, FilmKey, Person, PersonKey
    from journal.cinema.querysets import word_keys
    from journal.press import guards

    chance = random.Random(65)
    given, family, vocabulary = words(chance, 2_000), words(chance, 20_000), words(chance, 8_000)

    def a_person(number: int) -> Person:
        name = f"{chance.choice(given)} {chance.choice(family)}".title()
        sort = names.sort_key(names.sort_name(name, names.GIVEN_FIRST))
        return Person(name=name, slug=f"made-up-{number}", sort_key=sort, disambiguation=f"made up {number}")

    def a_film(number: int) -> Film:
        title = " ".join(chance.choice(vocabulary) for _ in range(chance.randint(1, 4))).capitalize()
        title = f"The {title}" if chance.random() < 0.3 else title
        key = titles.sort_key(title, "en")
        year = chance.randint(1920, 2025)
        return Film(title=title, year=year, slug=f"made-up-{number}", sort_key=key, disambiguation=f"made up {number}")

    def written(model: Any, key: Any, owner: str, texts: Callable[[Any], list[str]], rows: Iterator[Any]) -> list[int]:
        numbers: list[int] = []
        for part in in_parts(rows):
            made = model.objects.bulk_create(part)
            numbers += [one.pk for one in made]
            longest = key._meta.get_field("key").max_length
            key.objects.bulk_create(
                key(**{f"{owner}_id": one.pk}, key=text, whole=whole)
                for one in made
                for text, whole in word_keys(texts(one), longest).items()
            )
        return numbers

    # A trigger writes the site stamp for every row; once is enough for a million.
    guards.remove(connection)
    with transaction.atomic():
        of_people = written(Person, PersonKey, "person", lambda one: [one.name], map(a_person, range(people)))
        of_films = written(Film, FilmKey, "film", lambda one: [one.title], map(a_film, range(films)))
        connect(chance, of_films, of_people)
        show(chance, of_films, festivals)
    guards.install(connection)


def in_parts(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while part := [row for row, _count in zip(rows, range(BATCH), strict=False)]:
        yield part


def connect(chance: random.Random, films: list[int], people: list[int]) -> None:
    """Credits: three behind the camera, the rest in front of it."""
    from journal.cinema.models import Credit

    def credits() -> Iterator[Credit]:
        for film in films:
            for place, person in enumerate(chance.sample(people, CREDITS_EACH)):
                department, job = JOBS[place] if place < len(JOBS) else ("Acting", "Actor")
                yield Credit(film_id=film, person_id=person, department=department, job=job, billing=place)

    for part in in_parts(credits()):
        Credit.objects.bulk_create(part)


def show(chance: random.Random, films: list[int], festivals: int) -> None:
    """Festivals of ten editions, each of which shows thirty films."""
    from journal.cinema.models import Edition, Festival, Selection, Strand

    made = Festival.objects.bulk_create(
        Festival(name=f"Made-up Days {n}", slug=f"made-up-{n}", search_key=f"made up days {n}")
        for n in range(festivals)
    )
    editions = Edition.objects.bulk_create(Edition(festival=one, year=2010 + n) for one in made for n in range(10))
    strands = Strand.objects.bulk_create(Strand(edition=one, name="Competition") for one in editions)
    shown = (Selection(strand=one, film_id=film) for one in strands for film in chance.sample(films, 30))
    for part in in_parts(shown):
        Selection.objects.bulk_create(part)


def measure(times: int) -> None:
    """Prints `name<TAB>milliseconds<TAB>queries` a line for the site of the environment."""
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client

    from journal.front import page_cache

    page_cache.visit = lambda request, now: None  # no page is kept: what making it costs is what is asked
    client = Client(SERVER_NAME="127.0.0.1")
    chief = User.objects.filter(is_superuser=False, groups__name="editor_in_chief").first()
    client.force_login(chief, backend="django.contrib.auth.backends.ModelBackend")

    def ask(address: str) -> None:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)

    for name, address in PAGES.items():
        asked: list[str] = []

        def count(execute, sql, params, many, context, asked=asked):
            asked.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            ask(address)
        print(f"{name}\t{median_ms(lambda where=address: ask(where), times)}\t{len(asked)}")


def median_ms(work: Callable[[], object], times: int) -> float:
    """Median processor time of one call, in milliseconds, after two calls to warm up."""
    work(), work()
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return median(spent) * 1000


def in_a_process(of: dict[str, str], *arguments: str) -> dict[str, tuple[float, int]]:
    """Runs this file with a task; gives name -> (milliseconds, queries)."""
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, env=of, check=True, stdout=subprocess.PIPE, text=True)
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    return {name: (float(spent), int(queries)) for name, spent, queries in rows}


def manage(of: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *command], env=of, check=True, stdout=subprocess.DEVNULL)


def report(small: list[dict], large: list[dict], films: int, people: int) -> None:
    best = [
        {name: (min(one[name][0] for one in rounds), rounds[0][name][1]) for name in PAGES} for rounds in (small, large)
    ]
    print(f"{'':<26}{'queries':>8}{'demo, ms':>12}{'large, ms':>12}{'ratio':>8}")
    ratios = {}
    for name in PAGES:
        (before, queries), (after, queries_large) = best[0][name], best[1][name]
        ratios[name] = after / before
        shown = str(queries) if queries == queries_large else f"{queries}/{queries_large}"
        print(f"{name:<26}{shown:>8}{before:>12.2f}{after:>12.2f}{ratios[name]:>8.2f}")
    worst = max(ratios, key=lambda name: ratios[name])
    within = sum(ratio <= GOAL for ratio in ratios.values())
    print(
        f"\nbench catalogue: at {films:,} films and {people:,} people {within} of {len(ratios)} pages within "
        f"{GOAL} x of the demo; film {ratios['film']:.2f}, person {ratios['person']:.2f}, "
        f"A–Z {max(ratios['A–Z of films'], ratios['A–Z of people']):.2f}, "
        f"desk search {max(ratio for name, ratio in ratios.items() if name.startswith('desk')):.2f}; "
        f"most {ratios[worst]:.2f} ({worst})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the catalogue")
    parser.add_argument("--folder", type=Path, help="where the databases are kept, to be used again")
    parser.add_argument("--database", help="the address of databases that are there, {name} for demo and large")
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--generate", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure or options.generate:
        set_up()
        if options.generate:
            return generate(FILMS // options.generate, PEOPLE // options.generate, FESTIVALS // options.generate)
        return measure(options.times)
    part = QUICKER if options.quick else 1
    with tempfile.TemporaryDirectory(prefix="intertitle-bench-") as temporary:
        folder = options.folder or Path(temporary)
        address = options.database or f"sqlite:///{folder}/{{name}}.sqlite3"
        demo, large = (environment(address.format(name=name), folder / "media") for name in ("demo", "large"))
        if not (folder / "made").exists():
            for of in [demo] if not options.database else [demo, large]:
                manage(of, "migrate", "-v0")
                manage(of, "demo")
            if not options.database:
                shutil.copy(folder / "demo.sqlite3", folder / "large.sqlite3")
            in_a_process(large, "--generate", str(part))
            (folder / "made").touch()
        rounds = [
            [in_a_process(of, "--measure", "--times", str(options.times)) for of in (demo, large)]
            for _ in range(options.rounds)
        ]
        report([one[0] for one in rounds], [one[1] for one in rounds], FILMS // part, PEOPLE // part)
    return None


if __name__ == "__main__":
    main()
