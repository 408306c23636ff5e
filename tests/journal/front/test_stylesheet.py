import re
import subprocess
from pathlib import Path

from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static/css"


def test_the_joined_stylesheet_is_current():
    before = (CSS / "site.css").read_bytes()
    subprocess.run([Path(settings.BASE_DIR) / ".ci/join_css"], check=True)
    after = (CSS / "site.css").read_bytes()
    (CSS / "site.css").write_bytes(before)
    assert before == after, "Run make css."


def test_joining_leaves_rules_whole():
    joined = (CSS / "site.css").read_text()
    assert joined.count("{") == joined.count("}")
    assert "/*" not in joined
    for name in re.findall(r'url\("\.\./([^"]+)"\)', joined):
        assert (CSS.parent / name).exists(), name


def test_a_page_asks_for_one_stylesheet(client, db):
    page = client.get("/").content.decode()
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', page) == ["/static/css/site.css"]
