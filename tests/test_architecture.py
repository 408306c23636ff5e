"""The import order of docs/architecture.md, enforced: by the syntax tree of every module and by every foreign key."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent

# package -> what it may import besides itself. The longest name that fits a module decides.
MAY_IMPORT: dict[str, set[str]] = {
    "journal.document": set(),
    "journal.copydesk": {"journal.document"},
    "journal.pictures": set(),
    "journal.cinema": {"journal.pictures"},
    "journal.press": {"journal.cinema", "journal.pictures", "journal.document"},
    "journal.desk": {"journal.press", "journal.cinema", "journal.pictures", "journal.document", "journal.copydesk"},
    "journal.front": {"journal.press", "journal.cinema", "journal.pictures", "journal.document"},
    "interviews": {
        "journal.desk",
        "journal.press",
        "journal.cinema",
        "journal.pictures",
        "journal.document",
        "journal.copydesk",
    },
    "interviews.transcripts": {"journal.document"},
}
# They put the house together and are imported by nobody.
COMPOSING = {
    "journal.apps",
    "journal.asgi",
    "journal.cache",
    "journal.context",
    "journal.demo",
    "journal.environment",
    "journal.middleware",
    "journal.settings",
    "journal.static_storage",
    "journal.urls",
    "journal.wsgi",
}
PURE_PACKAGES = {"journal.document", "journal.copydesk", "interviews.transcripts"}
# Pure modules inside apps: no models, no requests; wording and nothing else of Django.
PURE_MODULES = {
    "journal.cinema.names",
    "journal.cinema.titles",
    "journal.desk.wrong_forms",
    "journal.press.changes",
    "journal.press.copy",
    "journal.press.datelines",
}
WORDING = {"django.utils.translation"}
TOP_LEVEL = {
    "manage.py", "pyproject.toml", "journal", "interviews", "templates", "static", "tests", "README.md", "LICENSE",
    "Makefile", "docs",
}  # fmt: skip


def modules() -> Iterator[tuple[str, Path]]:
    for top in ("journal", "interviews"):
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imported(module: str, path: Path) -> Iterator[tuple[str, int]]:
    """(absolute name, line) of every import of a module, relative ones and those inside functions included."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            # `from journal import desk` names a package too.
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in {
            "import_module",
            "import_string",
            "__import__",
        }:
            yield from (
                (arg.value, node.lineno)
                for arg in node.args
                if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            )


def owner(name: str) -> str | None:
    """The package of ours that a dotted name belongs to."""
    known = [p for p in [*MAY_IMPORT, *COMPOSING] if name == p or name.startswith(f"{p}.")]
    return max(known, key=len, default=None)


def forbidden(module: str, path: Path) -> list[str]:
    home = owner(module)
    if home is None or home in COMPOSING:
        return []
    found = []
    for name, line in imported(module, path):
        target = owner(name)
        if target in (None, home) or target in MAY_IMPORT[home]:
            continue
        if home == "interviews" and target == "interviews.transcripts":
            continue
        found.append(f"{path.relative_to(ROOT)}:{line}: {home} may not import {name}")
    return found


def test_every_module_of_ours_has_a_place_in_the_order():
    assert [name for name, _ in modules() if owner(name) is None and name not in {"journal"}] == []


def test_imports_follow_the_order():
    assert [line for module, path in modules() for line in forbidden(module, path)] == []


@pytest.mark.parametrize(
    "source",
    [
        "from journal.desk import saving",
        "from journal import desk",
        "import journal.desk.models",
        "from ..desk import saving",
        "from .. import desk",
        "def late():\n    from journal.desk.models import Article",
        "import interviews.models",
        "from django.utils.module_loading import import_string\nimport_string('journal.desk.saving.save')",
    ],
)
def test_reaching_the_desk_from_the_front_is_found(source, tmp_path, monkeypatch):
    path = tmp_path / "journal" / "front" / "views.py"
    path.parent.mkdir(parents=True)
    path.write_text(source)
    monkeypatch.setattr("test_architecture.ROOT" if __name__ == "test_architecture" else f"{__name__}.ROOT", tmp_path)
    assert len(forbidden("journal.front.views", path)) == 1


def test_relations_follow_the_order():
    found = []
    for model in apps.get_models(include_auto_created=True):
        home = owner(model.__module__)
        if home is None:
            continue
        for field in model._meta.get_fields():
            if field.auto_created or not field.is_relation or not field.related_model:
                continue
            target = owner(field.related_model.__module__)
            if target not in (None, home) and target not in MAY_IMPORT[home]:
                found.append(f"{model.__name__}.{field.name} points at {field.related_model.__name__}")
    assert found == []


def test_the_press_has_no_way_up_to_the_desk():
    """A foreign key from the desk would give the press's records an attribute that leads to drafts."""
    found = []
    for model in apps.get_app_config("press").get_models():
        for relation in model._meta.related_objects:
            if (
                owner(relation.related_model.__module__) in {"journal.desk", "interviews"}
                and relation.get_accessor_name()
            ):
                found.append(f"{model.__name__}.{relation.get_accessor_name()}")
    assert found == []


def test_pure_code_knows_no_django():
    found = []
    for module, path in modules():
        package = owner(module)
        if package not in PURE_PACKAGES and module not in PURE_MODULES:
            continue
        allowed = WORDING if module in PURE_MODULES else set()
        for name, line in imported(module, path):
            base = name.rpartition(".")[0]
            if name.split(".")[0] == "django" and not {name, base} & allowed:
                found.append(f"{path.relative_to(ROOT)}:{line}: {name}")
    assert found == []


def test_imports_stand_at_the_top():
    found = []
    for _, path in modules():
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                found += [
                    f"{path.relative_to(ROOT)}:{node.lineno}"
                    for node in ast.walk(function)
                    if isinstance(node, ast.Import | ast.ImportFrom)
                ]
    assert found == []


def test_markup_is_trusted_in_two_places_that_escape_it():
    found = []
    for module, path in modules():
        names = {name for name, _ in imported(module, path)}
        if {"django.utils.safestring.mark_safe", "django.utils.safestring.SafeString"} & names:
            found.append(module)
    # A body made by the one renderer, and JSON-LD, which is data in a script element and escaped for it.
    assert found == ["journal.front.templatetags.front", "journal.press.templatetags.press"]


def test_templates_trust_nothing():
    found = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        found += [
            f"{path.relative_to(ROOT)}: {sign}"
            for sign in ("|safe", "autoescape off", " style=", "<style", " onclick=")
            if sign in text
        ]
    assert found == []


def test_top_level_shows_what_the_product_is():
    listed = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert listed - TOP_LEVEL - {"var", "node_modules", "media"} == set()
