import io

import pytest
from django.core.management import CommandError, call_command

from journal.cinema.models import Film

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    def call(text, *args):
        path = tmp_path / "films.csv"
        path.write_text(text, encoding="utf-8")
        out, err = io.StringIO(), io.StringIO()
        call_command("import_catalogue", str(path), "--format", "films", *args, stdout=out, stderr=err)
        return out.getvalue().splitlines(), err.getvalue().splitlines()

    return call


def test_refused_rows_are_named_with_their_line(run):
    out, err = run("title,year\nSea Smoke,2022\nNoctuary,1700\n")
    assert out == ["imported: 1 film new; 1 refused"]
    assert err == ["line 3: The year must lie between 1874 and 2100."]
    assert Film.objects.get().title == "Sea Smoke"


def test_a_dry_run_lists_what_would_change(run):
    Film.objects.create(title="Sea Smoke", year=2022)
    out, _err = run("title,year,runtime\nSea Smoke,2022,96\nNoctuary,2025,14\n", "--dry-run")
    assert out == [
        "line 2: changed film Sea Smoke (2022) runtime: None -> 96",
        "line 3: new film Noctuary (2025)",
        "would be imported: 1 film changed, 1 film new; 0 refused",
    ]
    assert Film.objects.get().runtime is None


def test_columns_are_mapped(run):
    run("Filmtitel,Jahr\nWinterhafen,2024\n", "--map", "Filmtitel=title", "--map", "Jahr=year")
    assert Film.objects.get().year == 2024


@pytest.mark.parametrize(("text", "args"), [("Titel\nX\n", ()), ("title\nX\n", ("--map", "nonsense"))])
def test_a_file_or_a_map_that_makes_no_sense_is_refused(run, text, args):
    with pytest.raises(CommandError):
        run(text, *args)
    assert Film.objects.count() == 0


def test_a_missing_file_is_said():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_catalogue", "nowhere.csv", "--format", "films")
