"""With hashed names every script imports the hashed file, so that no cache mixes two states of the site."""

import re
from pathlib import Path
from typing import Any

from django.core.management import call_command


def test_modules_import_modules_by_their_hashed_names(settings: Any, tmp_path: Path):
    settings.STATIC_ROOT = tmp_path
    hashed = {"BACKEND": "journal.static_storage.HashedModulesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashed}
    call_command("collectstatic", "--noinput", verbosity=0)
    modules = [
        path for path in (tmp_path / "js" / "editor").glob("*.js") if re.search(r"\.[0-9a-f]{12}\.js$", path.name)
    ]
    assert len(modules) > 15
    for module in modules:
        for target in re.findall(r'^(?:import|\}) .*from "(.+)";$', module.read_text(encoding="utf-8"), re.M):
            assert re.search(r"\.[0-9a-f]{12}\.js$", target), (module.name, target)
            assert (module.parent / target).exists(), (module.name, target)
