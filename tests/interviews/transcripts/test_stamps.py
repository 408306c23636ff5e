import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interviews.transcripts.stamps import AGAINST_HABIT, AMBIGUOUS_ORDER, AMBIGUOUS_ZONE, CONTRADICTION, read_stamps

CLOCK = Path(__file__).resolve().parents[4] / "shared" / "corpora" / "clock" / "timestamp_strings.jsonl"


def one(line, **options):
    (stamp,) = read_stamps([line], **options)
    return stamp


def test_abbreviation_of_one_stamp_proves_the_order_of_both():
    published, updated = read_stamps(["03/07/2014 06:20 EST | Updated 11/03/2014 07:45 EST"])
    assert (published.kind, published.value) == ("", "2014-03-07T06:20:00-05:00")
    assert (updated.kind, updated.value) == ("updated", "2014-11-03T07:45:00-05:00")
    assert published.certain
    assert updated.certain
    assert updated.source_text == "Updated 11/03/2014 07:45 EST"


def test_two_readings_left_are_a_question_with_the_habit_of_the_zone_assumed():
    stamp = one("09/06/2012 05:15 EDT")
    assert stamp.readings == ("2012-09-06T05:15:00-04:00", "2012-06-09T05:15:00-04:00")
    assert (stamp.value, stamp.question, stamp.certain) == ("2012-09-06T05:15:00-04:00", AMBIGUOUS_ORDER, False)


def test_proof_against_the_habit_of_the_country_is_a_question():
    assert one("11/06/2012 05:12 EDT").question == AGAINST_HABIT


def test_shared_abbreviation_is_a_question_unless_site_or_place_settles_it():
    assert one("6 September 2012 05:15 IST").question == AMBIGUOUS_ZONE
    assert one("6 September 2012 05:15 IST").value == "2012-09-06T05:15:00"
    assert one("6 September 2012 05:15 IST", site_zone="Asia/Kolkata").value == "2012-09-06T05:15:00+05:30"
    assert one("Chennai, 6 September 2012 05:15 IST").value == "2012-09-06T05:15:00+05:30"
    assert one("6 January 2012 05:15 CST", context="a cinema in Austin, Texas").value == "2012-01-06T05:15:00-06:00"


def test_wrong_weekday_contradicts():
    assert one("Wed, 06 Sep 2012 05:15:00 -0400").question == CONTRADICTION


def test_impossible_day_has_no_reading():
    stamp = one("02/30/2012 05:15 EDT")
    assert (stamp.readings, stamp.value) == ((), "")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Posted: Friday, October 21, 2016, 5:30 p.m. ET", "2016-10-21T17:30:00-04:00"),
        ("Publié le 14 mai 2021 à 18h32", "2021-05-14T18:32:00"),
        ("Veröffentlicht am 12.03.2020, 06:30 Uhr MEZ", "2020-03-12T06:30:00+01:00"),
        ("Publié le 3 juin 2020 à 11h15 (heure de Paris)", "2020-06-03T11:15:00+02:00"),
        ("2022年10月28日", "2022-10-28"),
        ("۲۳ مهر ۱۴۰۱", "2022-10-15"),
        ("October 3, 2011 | 12:00 a.m. CT", "2011-10-03T00:00:00-05:00"),
        ("24 sep 2019 - 22:15 CEST", "2019-09-24T22:15:00+02:00"),
        ("1346922900", "2012-09-06T09:15:00+00:00"),
    ],
)
def test_printed_forms(line, value):
    assert one(line).value == value


def test_time_alone_belongs_to_the_day_before_it():
    _published, updated = read_stamps(["Published April 2, 2017 10:15 a.m. CDT. Updated 6:40 p.m."])
    assert updated.value == "2017-04-02T18:40:00-05:00"


def test_dates_of_drafts_and_spans_of_festivals_are_not_publication():
    assert one("Draft date: 2023-05-02").kind == "other"
    assert read_stamps(["Toronto, 7–16 September 2012"]) == []


@pytest.mark.skipif(not CLOCK.exists(), reason="the shared corpus of time stamps is not beside this checkout")
def test_no_stamp_of_the_clock_corpus_is_guessed_wrong():
    wrong = []
    for row in map(json.loads, CLOCK.read_text().splitlines()):
        if row["id"] == "ts-03":  # two stamps in one line: each is judged in the twin above
            continue
        for stamp in read_stamps([row["s"]]):
            moment = datetime.fromisoformat(stamp.value) if len(stamp.value) > 10 else None
            if stamp.certain and moment and moment.tzinfo and moment.astimezone(UTC).isoformat() != row["utc"]:
                wrong.append((row["id"], stamp.value))
    assert wrong == []
