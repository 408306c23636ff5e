import pytest

from journal.cinema import crew


def test_jobs_stand_in_trade_order_and_unknown_ones_last():
    rows = [("Gaffer", "G"), ("Editor", "E"), ("Director", "D1"), ("Screenplay", "S"), ("Director", "D2")]
    assert crew.in_trade_order(rows) == [
        ("Director", ["D1", "D2"]),
        ("Screenplay", ["S"]),
        ("Editor", ["E"]),
        ("Gaffer", ["G"]),
    ]


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("cinematographer", "Director of Photography"),
        ("DIRECTOR", "Director"),
        ("Actress", "Actor"),
        ("Focus Puller", "Focus Puller"),
    ],
)
def test_words_of_the_trade_are_read(text, job):
    assert crew.read_job(text) == job


def test_every_job_has_a_known_department():
    assert set(crew.JOBS.values()) <= set(crew.DEPARTMENTS)
    assert crew.department_of("Focus Puller") == "Crew"
