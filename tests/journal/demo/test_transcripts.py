"""The raw transcripts that come with the demo, for trying the import."""

from pathlib import Path

from interviews.transcripts import read
from journal.demo import loading

RAW = loading.HERE / "transcripts"


def test_the_old_page_is_read_with_its_stamps_and_its_continuation() -> None:
    found = read((RAW / "the-salt-ledger.txt").read_bytes(), filename="the-salt-ledger.txt")
    assert [(speaker.label, speaker.role) for speaker in found.speakers] == [
        ("Q", "interviewer"),
        ("MCH", "interviewee"),
        ("TLA", "interviewee"),
    ]
    assert (found.meta.published, found.meta.updated) == ("2012-10-12T06:40:00-04:00", "2012-12-10T06:35:00-05:00")
    assert [len(turn.paragraphs) for turn in found.turns if len(turn.paragraphs) > 1] == [2]


def test_it_has_the_faults_that_the_desk_is_there_to_find() -> None:
    words = Path(RAW / "the-salt-ledger.txt").read_text("utf-8")
    faults = ["can't goes", "decided no to", "A directors who", "other.. and", "TLA:[laughing]", " -- ", "receipts..."]
    assert [fault for fault in faults if fault not in words] == []
    assert (words.count("Amias"), words.count("Amos")) == (4, 2)


def test_the_recording_keeps_the_time_of_every_turn() -> None:
    found = read((RAW / "noctuary.vtt").read_bytes(), filename="noctuary.vtt")
    assert {speaker.name or speaker.label for speaker in found.speakers} == {
        "Ruth Kessel-Byrne",
        "Wren Abernathy-Soto",
    }
    times = [turn.time for turn in found.turns]
    assert None not in times
    assert times == sorted(times)
