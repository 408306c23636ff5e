"""A Redis that runs, and the same one gone, hanging, full and poisoned."""

import shutil
import signal
import subprocess
from collections.abc import Iterator

import pytest
import redis
from django.core.cache import cache
from django.utils import timezone

from factories import make_change, make_version

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("redis-server") is None, reason="redis-server is not on this machine"),
]


@pytest.fixture
def server(settings, tmp_path) -> Iterator[subprocess.Popen]:
    """A server of this test alone, which the site's cache uses."""
    socket = tmp_path / "redis.sock"
    process = subprocess.Popen(
        ["redis-server", "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    with redis.Redis(
        unix_socket_path=str(socket), retry=redis.retry.Retry(redis.backoff.ConstantBackoff(0.05), 200)
    ) as c:
        c.ping()
    address = f"unix://{socket}?db=0"
    settings.CACHES = {"default": {"BACKEND": "journal.cache.ForgivingRedisCache", "LOCATION": address}}
    yield process
    process.kill()
    process.wait()
    cache._cache.get_client().connection_pool.disconnect()


@pytest.fixture
def raw(server, settings) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(settings.CACHES["default"]["LOCATION"]) as client:
        yield client


def test_a_page_is_kept_in_redis_and_a_correction_is_seen_at_once(server, raw, client, django_assert_num_queries):
    version = make_version("One", slug="one")
    first = client.get("/features/one/")
    with django_assert_num_queries(1):
        assert client.get("/features/one/").content == first.content
    assert sum(key.startswith(b":1:page:") for key in raw.scan_iter()) == 1
    make_change(version, now=timezone.now(), headline="Won")
    assert b"<h1>Won</h1>" in client.get("/features/one/").content


@pytest.mark.parametrize("fault", [signal.SIGKILL, signal.SIGSTOP], ids=["gone", "hanging"])
def test_readers_get_their_page_while_redis_is(fault, server, client, caplog):
    make_version("One", slug="one")
    page = client.get("/features/one/").content
    server.send_signal(fault)
    if fault == signal.SIGKILL:
        server.wait()
    for _visit in range(3):
        response = client.get("/features/one/")
        assert (response.status_code, response.content) == (200, page)
    # Once, not for each reader: the others did not wait for it.
    assert [record.message.partition(".")[0] for record in caplog.records if record.name == "journal.cache"] == [
        "Redis does not answer; pages come from the database"
    ]


def test_readers_get_their_page_while_redis_is_full(server, raw, client):
    make_version("One", slug="one")
    raw.config_set("maxmemory", "1")
    assert [client.get("/features/one/").status_code for _visit in range(2)] == [200, 200]
    assert raw.dbsize() == 0


def test_nonsense_in_redis_is_a_miss(server, raw, client, caplog):
    make_version("One", slug="one")
    page = client.get("/features/one/").content
    for key in raw.scan_iter():
        raw.set(key, b"\x80\x05 nonsense \xff")
    response = client.get("/features/one/")
    assert (response.status_code, response.content) == (200, page)
    assert "cannot be read" in caplog.text


def test_counting_what_cannot_be_counted_says_so(server):
    cache.add("reports", 0)
    assert cache.incr("reports") == 1
    server.kill()
    server.wait()
    with pytest.raises(ValueError, match="not found"):
        cache.incr("reports")
    assert (cache.add("a", 1), cache.get("a", "none"), cache.delete("a"), cache.has_key("a")) == (
        False,
        "none",
        False,
        False,
    )
