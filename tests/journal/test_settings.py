import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def check(**environment):
    keep = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env={**keep, **environment}, capture_output=True, text=True
    )


def test_without_a_secret_key_the_site_refuses_to_start_and_says_what_to_do():
    done = check()
    assert done.returncode != 0
    assert (
        done.stderr.strip()
        .splitlines()[-1]
        .startswith(
            "django.core.exceptions.ImproperlyConfigured: SECRET_KEY is not set. Set it to 50 or more random characters"
        )
    )


def test_with_a_secret_key_or_on_a_machine_of_ones_own_it_starts():
    assert check(SECRET_KEY="k" * 60).returncode == 0
    assert check(DEBUG="True").returncode == 0
