"""Figures of concurrency and crashes: `make races`. Real processes against a real database file (or DATABASE_URL's;
`make racespg` takes a PostgreSQL of its own).

lost updates        edits that 4 processes saved through the desk's form and that are gone afterwards, of 1,000
extra publications  versions beyond one a piece, after the same form was submitted many times at once, of 500
lost or torn        acknowledged publications that are missing or half written after kill -9, of 200 kills
"""

import argparse
import logging
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "journal" / "desk")]
FOLDER = tempfile.mkdtemp(prefix="intertitle-races-")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER}/races.sqlite3")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings")
os.environ["DEBUG"] = "True"

import django  # the environment comes first

django.setup()

import typist  # sets the test client up
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories import make_copy
from journal.desk import saving
from journal.desk.models import Article, Revision
from journal.document.blocks import Block, Document
from journal.press import ledger, publishing
from journal.press.copy import Participant
from journal.press.declaring import Signatures
from journal.press.models import Act, Piece, Version

WRITERS = 4


def in_processes(count: int, work: Callable[[int], None]) -> None:
    """Runs ``work(number)`` in real processes of their own and waits for all."""
    connections.close_all()
    children = []
    for number in range(count):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                work(number)
                code = 0
            finally:
                connections.close_all()
                os._exit(code)
        children.append(child)
    failed = [child for child in children if os.waitpid(child, 0)[1]]
    if failed:
        sys.exit(f"{len(failed)} of {count} processes failed")


def editor() -> User:
    user, _created = User.objects.get_or_create(username="races", defaults={"is_staff": True})
    user.groups.add(Group.objects.get(name="editor_in_chief"))
    return user


def signed_in() -> Client:
    client = Client()
    client.force_login(User.objects.get(username="races"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def new_article(headline: str, by: User) -> Article:
    article = Article()
    saving.start(
        article=article,
        changes={
            "kind": "feature",
            "headline": headline,
            "document": [{"id": f"p{n:07d}", "type": "paragraph", "text": f"Paragraph {n}."} for n in range(WRITERS)],
        },
        by=by,
        now=timezone.now(),
    )
    return article


def lost_updates(edits: int) -> int:
    article = new_article("Edited by four", editor())

    def work(number: int) -> None:
        client = signed_in()
        for edit in range(edits // WRITERS):
            typist.edit(client, article.pk, number, f"w{number}x{edit}")

    in_processes(WRITERS, work)
    text = " ".join(block["text"] for block in Article.objects.get(pk=article.pk).document)
    words = set(text.replace(".", " ").split())
    wanted = {f"w{number}x{edit}" for number in range(WRITERS) for edit in range(edits // WRITERS)}
    return len(wanted - words)


def extra_publications(rounds: int, at_once: int) -> int:
    by = editor()
    extra = 0
    for turn in range(rounds):
        article = new_article(f"Submitted many times {turn}", by)
        client = signed_in()
        form = publish_form(client, article)

        def submit(
            number: int, form: dict[str, str] = form, article: Article = article, client: Client = client
        ) -> None:
            mine = Client()
            mine.cookies = client.cookies

            def post() -> None:
                mine.post(publish_address(article), form)
                connections.close_all()

            threads = [threading.Thread(target=post) for _ in range(at_once // 2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

        in_processes(2, submit)
        article.refresh_from_db()
        printed = Version.objects.filter(headline=article.headline).count()
        acts = Act.objects.filter(piece__versions__headline=article.headline).distinct().count()
        extra += abs(printed - 1) + abs(acts - 1)
    return extra


def publish_address(article: Article) -> str:
    return reverse("admin:desk_publish", args=[article.pk])


def publish_form(client: Client, article: Article) -> dict[str, str]:
    """What the browser would send: every field of the publish form with its present value."""
    answer = client.get(publish_address(article))
    form = answer.context["form"]
    return {
        form.add_prefix(name): form[name].value() if form[name].value() is not None else "" for name in form.fields
    } | {"_publish": "1"}


def lost_or_torn(kills: int) -> tuple[int, int, int]:
    """(acknowledged, lost, torn) over that many kill -9 at random moments of a publish."""
    acknowledged: set[str] = set()
    for turn in range(kills):
        connections.close_all()
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            publish_until_killed(turn, writer)
        os.close(writer)
        with os.fdopen(reader) as lines:
            # Not before the first one is out, so that every kill strikes while the next is being published.
            first = lines.readline()
            time.sleep(random.uniform(0, 0.2))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            acknowledged.update(line.strip() for line in (first, *lines) if line.endswith("\n"))
    present = set(Version.objects.values_list("slug", flat=True))
    torn = Piece.objects.filter(versions=None).count()
    torn += sum(1 for _ in ledger.verify())
    torn += Version.objects.filter(acts=None).count() + Act.objects.filter(version=None).count()
    torn += sum(version.quotations.count() != 3 for version in Version.objects.filter(slug__startswith="killed-"))
    return len(acknowledged), len(acknowledged - present), torn


def publish_until_killed(turn: int, writer: int) -> None:
    turns = tuple(Block(id=f"t{n:07d}", type="turn", by="VF", text="Words.") for n in range(3))
    copy = make_copy(document=Document(turns), participants=(Participant("VF", "Vera Faro"),))
    for number in range(10_000):
        slug = f"killed-{turn}-{number}"
        publishing.publish(copy=copy, slug=slug, signed=Signatures(by=None), now=timezone.now())
        os.write(writer, f"{slug}\n".encode())


def database() -> str:
    """Which one the figures are of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        return f"{connection.display_name} {cursor.fetchone()[0]}"


def sound() -> str:
    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return str(cursor.fetchone()[0])


def main() -> int:
    logging.disable(logging.WARNING)  # a stale save is answered 409, a thousand times over
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--kills", type=int, default=200)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createroles", verbosity=0)
    print(f"database            {database()}")
    lost = lost_updates(options.edits)
    print(f"lost updates        {lost} of {options.edits} ({Revision.objects.count()} revisions, {WRITERS} processes)")
    extra = extra_publications(options.rounds, options.at_once)
    print(f"extra publications  {extra} of {options.rounds * options.at_once} submissions")
    acknowledged, gone, torn = lost_or_torn(options.kills)
    print(f"lost or torn        {gone} lost, {torn} torn of {acknowledged} acknowledged ({options.kills} kills)")
    health = sound()
    bad = lost + extra + gone + torn + (health != "ok")
    print(
        f"races on {connection.display_name}: {lost} lost updates, {extra} extra publications, {gone + torn} lost or torn,"
        f" database {health}"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
