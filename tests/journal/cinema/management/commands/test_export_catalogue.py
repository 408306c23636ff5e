import io

from django.core.management import call_command


def test_people_are_written_to_a_file_that_spreadsheets_open(a_person, tmp_path):
    a_person("Agnès Varda")
    out, path = io.StringIO(), tmp_path / "people.csv"
    call_command("export_catalogue", "people", str(path), stdout=out)
    assert out.getvalue().startswith("1 people written to ")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfname,")
    assert "Agnès Varda" in path.read_text(encoding="utf-8-sig")
