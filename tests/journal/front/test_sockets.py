"""Bytes that are no proper request, sent to the site as it is served: an answer or an end, and the next reader is served."""

import base64
import json
import os
import re
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROWS = Path(__file__).resolve().parents[4] / "shared" / "corpora" / "http" / "http_abuse.jsonl"
needs_corpora = pytest.mark.skipif(not ROWS.exists(), reason="the corpora do not lie beside the repository")
PATIENCE = 60  # seconds after which a connection counts as one that never ends
# What a server has to say to a transfer coding that it does not know (RFC 9112, 6.1), before the site hears of it.
UNKNOWN_CODING = 501
STATUS = re.compile(rb"^HTTP/1\.[01] (\d{3})", re.MULTILINE)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> Iterator[int]:
    """Of the site under the server that the README names, with a database of its own."""
    folder, port = tmp_path_factory.mktemp("served"), free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("DEBUG", "CACHE_URL")},
        "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
        "MEDIA_ROOT": f"{folder}/media",
        "STATIC_ROOT": f"{folder}/static",
        "SECRET_KEY": "for-this-test-only-" + "0" * 40,
        "SITE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "journal.settings",
    }
    root = settings.BASE_DIR
    for command in (["migrate"], ["collectstatic", "--noinput"]):
        subprocess.run([sys.executable, "manage.py", *command, "-v0"], cwd=root, env=environment, check=True)
    serve = [sys.executable, "-m", "gunicorn", "-k", "gthread", "-w", "1", "--threads", "4", "journal.wsgi"]
    log = (folder / "log").open("wb")
    server = subprocess.Popen([*serve, "-b", f"127.0.0.1:{port}"], cwd=root, env=environment, stdout=log, stderr=log)
    for _try in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            break
        except OSError:
            assert server.poll() is None, (folder / "log").read_text()
            time.sleep(0.1)
    talked(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")  # the first one waits for imports
    yield port
    server.terminate()
    server.wait()
    log.close()


def talked(port: int, words: bytes) -> bytes:
    """All that the site says to these bytes, until it ends the connection. Raises TimeoutError where it does not."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        heard = bytearray()
        try:
            connection.sendall(words)
            connection.shutdown(socket.SHUT_WR)
            while said := connection.recv(1 << 16):
                heard += said
        except (ConnectionResetError, BrokenPipeError):
            pass  # an end, too: the server had heard enough
        return bytes(heard)


def raw_rows() -> list[tuple[str, bytes, dict]]:
    """Rows that are bytes on a socket rather than a request."""
    found = []
    for line in ROWS.read_text().splitlines():
        row = json.loads(line)
        if "raw_zb64" in row:
            found.append((row["id"], zlib.decompress(base64.b64decode(row["raw_zb64"])), row["expect"]))
        elif "raw_b64" in row:
            found.append((row["id"], base64.b64decode(row["raw_b64"]), row["expect"]))
    return found


def faults(answer: bytes, expected: dict) -> list[str]:
    statuses = [int(status) for status in STATUS.findall(answer)]
    return [
        *(f"status {status}" for status in statuses if status >= 500 and status != UNKNOWN_CODING),
        *(["traceback"] if b"Traceback (most recent call last)" in answer else []),
        *(["more than one answer"] if expected.get("single_response") and len(statuses) > 1 else []),
        *(f"status {status}" for status in statuses if "status_in" in expected and status not in expected["status_in"]),
    ]


@needs_corpora
def test_no_bytes_on_a_socket_break_the_site_or_keep_it_from_the_next_reader(port):
    found, timed = [], []
    rows = raw_rows()
    for name, words, expected in rows:
        before = time.monotonic()
        answer = talked(port, words)
        timed.append((time.monotonic() - before, name))
        found += [(name, fault) for fault in faults(answer, expected)]
        after = talked(port, b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        if STATUS.findall(after) != [b"200"]:
            found.append((name, "the next reader is not served"))
    for seconds, name in sorted(timed, reverse=True)[:5]:
        sys.stdout.write(f"{seconds * 1000:7.1f} ms  {name}\n")
    assert found == []
    assert len(rows) > 50
