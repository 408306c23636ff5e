import datetime

import pytest

from journal.cinema.reading.csv_files import date, read_films, read_people
from journal.cinema.reading.rows import BadFile, CreditFact, Named, Row


def films(text, mapping=None):
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_films(data, mapping or {}))


def test_a_film_with_all_that_a_row_can_say():
    (row,) = films(
        "Title;Year;Countries;Languages;Runtime;Director;Cast;Other titles;imdb\n"
        "The Salt Ledger;2012;UK|Ireland;English;107;Maeve Corrigan-Hale|Tobias Lindqvist-Adair;"
        '"Orla Pettigrew-Vane (Nell Varley)|Idris Okonjo-Bell";Brine;tt1234567\n'
    )
    assert row == Row(
        2,
        "film",
        {"title": "The Salt Ledger", "year": 2012, "runtime": 107, "countries": ["GB", "IE"], "languages": ["en"]},
        {"imdb": "tt1234567"},
        titles=[{"text": "Brine", "kind": "release"}],
        credits=[
            CreditFact(Named("Maeve Corrigan-Hale"), "Director", "Directing"),
            CreditFact(Named("Tobias Lindqvist-Adair"), "Director", "Directing", billing=1),
            CreditFact(Named("Orla Pettigrew-Vane"), "Actor", "Acting", "Nell Varley"),
            CreditFact(Named("Idris Okonjo-Bell"), "Actor", "Acting", "", 1),
        ],
    )


def test_columns_under_other_names_are_mapped_and_others_left_out():
    text = "Filmtitel,Regie,Notiz\nWinterhafen,Katharina Oberländer-Weiss,geheim\n"
    (row,) = films(text, {"Filmtitel": "title", "Regie": "director", "Notiz": "-"})
    assert row.fields == {"title": "Winterhafen"}
    assert [credit.person.name for credit in row.credits] == ["Katharina Oberländer-Weiss"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Title,Jahr\nHer,2013\n", "Columns that we do not know: 'Jahr'"),
        ("Year\n2013\n", "There is no column “title”."),
        ("Title,title\nHer,Her\n", "Two columns are called title."),
        ("", "There is no column “title”."),
    ],
)
def test_a_file_with_wrong_columns_is_refused_as_a_whole(text, words):
    with pytest.raises(BadFile) as refused:
        films(text)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Her,twelve,US", "year should be a whole number, not “twelve”."),
        ("Her,2013,Ruritania", "“Ruritania” is not known as one of countries."),
        (",2013,US", "There is no title."),
        ("Her,2013", "There are 2 cells for 3 columns."),
        ("=cmd|' /C calc'!A0,2013,US", "The cell title holds a formula: =cmd|' /C calc'!A0"),
        ("Her\0,2013,US", "The cell title is too long or holds characters that are no text."),
    ],
)
def test_a_wrong_row_is_refused_with_its_line_and_reason_and_the_others_are_read(line, reason):
    first, bad, last = films(f"title,year,countries\nUp,2009,US\n{line}\nUs,2019,US\n")
    assert (first.fields["title"], last.fields["title"]) == ("Up", "Us")
    assert (bad.line, str(bad)) == (3, reason)


def test_a_row_in_another_encoding_is_refused_alone():
    good, bad = films("title\nAgnès\n".encode() + "Agnès\n".encode("latin-1"))
    assert good.fields == {"title": "Agnès"}
    assert str(bad) == "The cell title is not UTF-8; save the file as UTF-8."


def test_a_spreadsheets_own_encodings_are_read():
    for data in ("title\nAgnès\n".encode("utf-8-sig"), "title\nAgnès\n".encode("utf-16")):
        assert [row.fields for row in films(data)] == [{"title": "Agnès"}]


def test_lines_are_counted_as_an_editor_sees_them():
    rows = films('title,synopsis\n"Up","two\nlines"\n\nHer,\n')
    assert [(row.line, row.fields["title"]) for row in rows] == [(3, "Up"), (5, "Her")]


def test_people_have_dates_of_any_precision():
    (row,) = read_people(b"name,name_order,born,died,other_names\nBong Joon Ho,family,1969-09-14,,Bong Joon-ho\n", {})
    assert row.fields == {
        "name": "Bong Joon Ho",
        "name_order": "family",
        "born": datetime.date(1969, 9, 14),
        "born_precision": "day",
    }
    assert row.names == [{"text": "Bong Joon-ho", "kind": "variant"}]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1969-09-14", (datetime.date(1969, 9, 14), "day")),
        ("1969-09", (datetime.date(1969, 9, 1), "month")),
        ("1969", (datetime.date(1969, 1, 1), "year")),
        ("c. 1890", (datetime.date(1890, 1, 1), "circa")),
    ],
)
def test_a_date_says_how_precise_it_is(text, found):
    assert date(text) == found


@pytest.mark.parametrize("text", ["14/09/1969", "1969-13-01", "1969-02-30", "yesterday"])
def test_what_is_no_date_is_refused(text):
    (bad,) = read_people(f"name,born\nX,{text}\n".encode(), {})
    assert "is not a date" in str(bad)
