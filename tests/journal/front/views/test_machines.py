from datetime import UTC, datetime

import pytest


@pytest.mark.django_db
def test_robots_keep_out_of_the_desk(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /desk/",
        "Disallow: /search/",
        "",
        "Sitemap: http://127.0.0.1:8000/sitemap.xml",
        "Sitemap: http://127.0.0.1:8000/sitemap-news.xml",
    ]


@pytest.mark.django_db
def test_security_txt_expires_within_the_year(client, set_clock):
    set_clock(datetime(2026, 3, 2, tzinfo=UTC))
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert "Expires: 2026-09-01T00:00:00Z" in lines
    assert "Canonical: http://127.0.0.1:8000/.well-known/security.txt" in lines


@pytest.mark.django_db
def test_health_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert (response.status_code, response.content, response["Cache-Control"]) == (200, b"ok\n", "no-store")
