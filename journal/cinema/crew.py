"""Departments and jobs under TMDB's names, so that imports need no mapping, and their order on a film page."""

from collections.abc import Iterable
from typing import TypeVar

Item = TypeVar("Item")

ACTING = "Acting"
DIRECTING = "Directing"
WRITING = "Writing"
DEPARTMENTS = (
    DIRECTING,
    WRITING,
    ACTING,
    "Production",
    "Camera",
    "Editing",
    "Sound",
    "Art",
    "Costume & Make-Up",
    "Visual Effects",
    "Lighting",
    "Crew",
)

# job -> department: every job that an editor is offered. Others are taken as they come, with their department.
JOBS = {
    "Director": DIRECTING,
    "Co-Director": DIRECTING,
    "Assistant Director": DIRECTING,
    "Screenplay": WRITING,
    "Writer": WRITING,
    "Story": WRITING,
    "Novel": WRITING,
    "Characters": WRITING,
    "Dialogue": WRITING,
    "Producer": "Production",
    "Executive Producer": "Production",
    "Co-Producer": "Production",
    "Casting": "Production",
    "Director of Photography": "Camera",
    "Camera Operator": "Camera",
    "Still Photographer": "Camera",
    "Editor": "Editing",
    "Production Design": "Art",
    "Art Direction": "Art",
    "Set Decoration": "Art",
    "Costume Design": "Costume & Make-Up",
    "Makeup Artist": "Costume & Make-Up",
    "Original Music Composer": "Sound",
    "Music": "Sound",
    "Sound Designer": "Sound",
    "Sound": "Sound",
    "Sound Re-Recording Mixer": "Sound",
    "Visual Effects Supervisor": "Visual Effects",
    "Visual Effects": "Visual Effects",
    "Gaffer": "Lighting",
    "Lighting Technician": "Lighting",
    "Stunt Coordinator": "Crew",
    "Choreographer": "Crew",
    "Actor": ACTING,
    "Voice": ACTING,
    "Self": ACTING,
    "Narrator": ACTING,
}

# The trade order of domain practice; a film page shows these, and everything else behind "full credits".
SHOWN = (
    "Director",
    "Co-Director",
    "Screenplay",
    "Writer",
    "Story",
    "Novel",
    "Producer",
    "Director of Photography",
    "Editor",
    "Production Design",
    "Costume Design",
    "Original Music Composer",
    "Music",
    "Sound Designer",
)
DIRECTORS = ("Director", "Co-Director")
WRITERS = ("Screenplay", "Writer")

# Headings and abbreviations of the trade for the same jobs.
ALIASES = {
    "cinematographer": "Director of Photography",
    "cinematography": "Director of Photography",
    "dop": "Director of Photography",
    "dp": "Director of Photography",
    "screenwriter": "Screenplay",
    "composer": "Original Music Composer",
    "production designer": "Production Design",
    "costume designer": "Costume Design",
    "sound design": "Sound Designer",
    "cast": "Actor",
    "acting": "Actor",
    "actress": "Actor",
    "directed by": "Director",
    "written by": "Writer",
}


def read_job(text: str) -> str:
    """The job meant by a TMDB name or a word of the trade in any case; an unknown job as it was written."""
    folded = text.strip().casefold()
    return ALIASES.get(folded) or _BY_NAME.get(folded) or text.strip()


def department_of(job: str) -> str:
    """The department of a job; Crew where we do not know it."""
    return JOBS.get(job, "Crew")


def position(job: str) -> int:
    """Where a job stands on the page; jobs that are not shown there come after all that are."""
    return _POSITIONS.get(job, len(SHOWN))


def in_trade_order(rows: Iterable[tuple[str, Item]]) -> list[tuple[str, list[Item]]]:
    """(job, item) pairs grouped by job, jobs in trade order, items in the order given."""
    groups: dict[str, list[Item]] = {}
    for job, item in rows:
        groups.setdefault(job, []).append(item)
    return sorted(groups.items(), key=lambda group: (position(group[0]), group[0]))


_POSITIONS = {job: number for number, job in enumerate(SHOWN)}
_BY_NAME = {job.casefold(): job for job in JOBS}
