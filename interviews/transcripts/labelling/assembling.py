"""From labelled parts to a `Transcript`: turns, speakers, meta data, decisions and accounts."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from journal.document import inline
from journal.document.messages import gettext_noop as _

from .. import declared
from .. import stamps as dates
from ..accounting import count, left_over
from ..model import Decision, Kind, Meta, Role, Speaker, Transcript, Turn
from ..source import Block, Source, markup, tidy
from . import channels, frontmatter, mentions, roles, shape, signs
from .chevrons import by_chevrons
from .declaring import by_declaration
from .ending import Ending
from .furniture import is_credit
from .labelset import LabelSet, decide, front_names
from .parts import ANSWERER, ASKER, Part
from .people import Person, fold, ranked
from .questions import sentences
from .splitting import split_lost_lines, split_styled, without_chevrons
from .vocabulary import is_numbered, is_role_word
from .writing import cased, markup_of

MOST_COMPARED = 2_000  # paragraphs; every one is held against every other
ROLE_QUESTION = _("Who asks the questions?")
TURN_QUESTION = _("Who says this? %(reason)s")
ORDER_REASON = "which voice asks is a guess"


def label(source: Source, *, site_zone: str, expected: Sequence[str] = ()) -> Transcript:
    """Find out who speaks in a source and put everything in its place."""
    blocks = [block for block in source.blocks if block.text or block.kind == "rule"]
    if not any(block.speaker is not None for block in blocks) and declared.find(blocks) is None:
        blocks = split_styled(split_lost_lines(without_chevrons(blocks)))
    found = _conversation(blocks, source, expected)
    return _Assembly(source, found, blocks, site_zone, expected).transcript()


@dataclass(frozen=True, slots=True)
class Conversation:
    parts: list[Part]
    labels: LabelSet
    channel: str


def _conversation(blocks: Sequence[Block], source: Source, expected: Sequence[str]) -> Conversation:
    none = LabelSet()
    if taken := by_declaration(blocks):
        return Conversation(taken[0], taken[1], "declared")
    if parts := channels.by_cues(blocks):
        return Conversation(parts, none, "cues")
    fields = front_names(source.meta.get(key, "") for key in ("title", "dek", "byline"))
    labels = decide(blocks, [*expected, *source.names.values(), *fields])
    styled = signs.by_style(blocks)
    strong = len(labels.speakers()) > 1
    if labels.hits and (strong or not styled or len(labels.hits) >= _openings(styled)):
        parts = channels.by_bare_answers(blocks, labels) or channels.by_labels(blocks, labels)
        if parts and (strong or len({part.who for part in parts if part.kind == "speech"}) > 1):
            return Conversation(parts, labels, "labels")
    others: list[tuple[str, Callable[[Sequence[Block]], list[Part] | None]]] = [
        ("chevrons", by_chevrons),
        ("quotes", signs.by_quotes if source.format == "email" else lambda _blocks: None),
        ("style", lambda _blocks: styled),
        ("dashes", signs.by_dashes),
        ("numbers", signs.by_numbers),
        ("shape", shape.by_sentences if source.speech_only else shape.by_shape),
    ]
    for name, channel in others:
        if name == "shape" and not source.speech_only:
            known = [Person.of(who) for who in (*expected, *_leading_names(blocks, source))]
            if found := shape.by_opening_labels(blocks, known):
                return Conversation(found[0], found[1], "opening labels")
        if parts := channel(blocks):
            return Conversation(parts, none, name)
    if source.speech_only:
        return Conversation([channels.speech(block, ASKER, uncertain=shape.GUESS) for block in blocks], none, "none")
    return Conversation([Part(block, "front", block.rich) for block in blocks], none, "none")


def _openings(parts: Sequence[Part]) -> int:
    return sum(part.opens and part.who == ASKER for part in parts)


def _leading_names(blocks: Sequence[Block], source: Source) -> list[str]:
    """Names in what may be the front matter: every block before the talk can have begun, headings and meta data."""
    texts = [source.meta.get(key, "") for key in ("title", "dek", "byline")]
    for block in blocks[:14]:
        texts.append(block.text[:1500])
    return front_names(texts)


class _Assembly:
    """Builds one transcript; every part ends in exactly one bucket."""

    def __init__(
        self, source: Source, found: Conversation, blocks: Sequence[Block], site_zone: str, expected: Sequence[str]
    ) -> None:
        self.source, self.found, self.blocks, self.site_zone, self.expected = source, found, blocks, site_zone, expected
        self.decisions: list[Decision] = []
        self.exact = found.channel == "declared" or bool(source.declared)
        for speaker in source.declared:
            found.labels.roles[speaker.label] = speaker.role
            if speaker.name:
                found.labels.people[speaker.label] = Person.of(speaker.name)
        parts = found.parts
        lead = next((i for i, part in enumerate(parts) if part.kind in ("speech", "narration")), len(parts))
        while lead and parts[lead - 1].kind == "heading":
            lead -= 1
        has_turns = lead < len(parts)
        fronts = list(parts[:lead])
        self.front = frontmatter.sort(
            [replace(part.block, rich=part.rich) for part in fronts if part.text],
            source.meta,
            has_turns,
            plain=source.screenplay,
        )
        prose = not (source.speech_only or source.format == "email")
        self.ending = Ending(parts[lead:], source.screenplay, prose)
        self.body = [Part(block, "heading", block.rich) for block in self.front.headings] + self._without_pull_quotes(
            self.ending.parts
        )

    def _without_pull_quotes(self, parts: list[Part]) -> list[Part]:
        """A bare paragraph or a block quotation that repeats sentences of another paragraph word for word is a pull
        quote; one that leaves words out counts sentence by sentence."""
        if len(parts) > MOST_COMPARED:
            return parts
        kept = []
        texts = [fold(part.text) for part in parts]
        for position, part in enumerate(parts):
            quote = texts[position]
            if part.kind == "speech" and not part.opens and len(quote.split()) >= 6:
                others = [text for at, text in enumerate(texts) if at != position and len(text) > len(quote)]
                whole = any(quote in text for text in others)
                cut = [fold(sentence) for sentence in sentences(part.text)]
                pieces = part.block.kind == "quoted" and any(all(words in text for words in cut) for text in others)
                if whole or pieces:
                    part = replace(part, kind="droppable")
            kept.append(part)
        return kept

    def transcript(self) -> Transcript:
        speakers, turns = self._speakers(self._turns())
        meta = self._meta()
        intro = tuple(markup(block.rich) for block in self.front.intro)
        films, people = mentions.found(self.front.intro, meta, [speaker.name for speaker in speakers])
        other, droppable = self._rest()
        result = Transcript(
            meta=meta,
            speakers=tuple(speakers),
            intro=intro,
            turns=tuple(turns),
            outro=tuple(markup(part.rich) for part in self.ending.outro),
            other=other,
            droppable=droppable,
            films=films,
            people=people,
            format=self.source.format,
            why=self.source.why,
        )
        return self._accounted(replace(result, decisions=(*self.decisions, *_turn_decisions(turns))))

    def _rest(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        inside = {
            kind: [part.text for part in self.body if part.kind == kind and part.text]
            for kind in ("other", "droppable")
        }
        other = [*self.front.other, *inside["other"], *self.ending.other, *self.source.other]
        droppable = [*self.front.droppable, *inside["droppable"], *self.ending.droppable, *self.source.droppable]
        return tuple(filter(None, map(tidy, other))), tuple(filter(None, map(tidy, droppable)))

    def _turns(self) -> list[tuple[str | None, Turn]]:
        """Parts joined into turns: the longest run of one speaker; headings and narration stand between."""
        turns: list[tuple[str | None, Turn]] = []
        for part in self.body:
            if part.kind in ("other", "droppable", "front"):
                continue
            who = part.who if part.kind == "speech" else None
            kind: Kind = part.kind if part.kind in ("heading", "narration") else "speech"
            words = markup_of(part, exact=self.exact)
            if not words:
                continue
            last = turns[-1] if turns else None
            if last and last[0] == who and last[1].kind == kind == "speech":
                turns[-1] = (who, _grown(last[1], words, part))
            else:
                turns.append((who, Turn(None, (words,), kind, part.time, part.uncertain)))
        return turns

    def _speakers(self, turns: list[tuple[str | None, Turn]]) -> tuple[list[Speaker], list[Turn]]:
        spoken = [(who, " ".join(turn.words())) for who, turn in turns if who is not None]
        keys = list(dict.fromkeys(who for who, _text in spoken))
        people = self._people(keys, spoken)
        subjects = self._subjects()
        askers = [self.source.names[role] for role in ("interviewer",) if role in self.source.names]
        given, unsure = roles.assign(
            spoken, self._asides(keys), people, self.front.byline, [*askers, *self._credited()]
        )
        given |= self.found.labels.roles
        given |= {key: "interviewer" if key == ASKER else "interviewee" for key in keys if key in (ASKER, ANSWERER)}
        keys = self._side_names(keys, people, given, subjects)
        if unsure & set(keys) and not self.exact:
            self.decisions.append(
                Decision(
                    "speakers", ROLE_QUESTION, tuple(map(self._label, keys)), self._label(_first(keys, given)), 0.6
                )
            )
        speakers = [self._speaker(key, given.get(key, "other"), people.get(key)) for key in keys]
        index = {key: number for number, key in enumerate(keys)}
        return speakers, [replace(turn, speaker=index[who] if who is not None else None) for who, turn in turns]

    def _label(self, key: str) -> str:
        if key in (ASKER, ANSWERER):
            return ""
        printed = self.found.labels.printed.get(key)
        return printed[0] if printed else key

    def _speaker(self, key: str, role: Role, person: Person | None) -> Speaker:
        printed = self.found.labels.printed.get(key, [key])
        variants = tuple(printed[1:]) if key not in (ASKER, ANSWERER) else ()
        return Speaker(self._label(key), role, cased(person.name) if person else "", variants)

    def _asides(self, keys: Sequence[str]) -> dict[str, set[str]]:
        asides = {key: set(values) for key, values in self.found.labels.asides.items()}
        for key in keys:
            if paren := re.search(r"\(([^()]+)\)", key):
                asides.setdefault(key, set()).add(paren[1])
        return asides

    def _credited(self) -> list[str]:
        """Who the credits say led the conversation."""
        notes = [*self.front.source_notes, *self.ending.source_notes]
        led = [
            note
            for note in notes
            if is_credit(note)
            and re.search(
                r"interview|gespräch|recueillis|entrevista|intervista|取材|聞き手|conversation", note, re.IGNORECASE
            )
        ]
        meeting = [
            name for text in (self.front.dek, *(b.text for b in self.front.intro)) for name in mentions.met_by(text)
        ]
        return [*front_names(led)[:1], *meeting]

    def _people(self, keys: Sequence[str], spoken: Sequence[tuple[str, str]]) -> dict[str, Person]:
        people = {key: person for key, person in self.found.labels.people.items() if key in keys}
        text = "\n".join(words for _who, words in spoken)
        for key in keys:
            if key in people or key in (ASKER, ANSWERER):
                continue
            if self.found.channel == "numbers":
                people[key] = Person.of(key)  # the line above the questions names who answers them
            elif self.found.channel == "cues" and (name := mentions.name_in_label(key, text, self._front_text())):
                people[key] = Person.of(name)
        mentions.said_aloud(spoken, people)
        return people

    def _front_text(self) -> str:
        front = self.front
        return "\n".join((front.title, front.dek, *(block.text for block in front.intro), *self.source.names.values()))

    def _subjects(self) -> list[str]:
        """Names of the headline, the dek and the introduction, the likeliest guest first."""
        front = self.front
        texts = [(block.text, 2) for block in front.intro] + [
            (front.dek, 2),
            (front.title, 3),
            *((n, 1) for n in front.source_notes),
        ]
        names = [name for name in ranked(texts) if fold(name) != fold(front.byline)]
        return mentions.likely_people(names, [text for text, _weight in texts], self.expected)

    def _side_names(
        self, keys: list[str], people: dict[str, Person], given: dict[str, Role], subjects: Sequence[str]
    ) -> list[str]:
        """A single guest without a name is the piece's subject; publications are named as printed."""
        for role, name in self.source.names.items():
            key = ASKER if role == "interviewer" else ANSWERER
            if key in keys and key not in people:
                people[key] = Person.of(name)
        guests = [key for key in keys if given.get(key) == "interviewee"]
        taken = {fold(person.name) for person in people.values()}
        free = [name for name in subjects if fold(name) not in taken]
        if len(guests) == 1 and guests[0] not in people and free:
            people[guests[0]] = Person.of(free[0])
        elif (
            len(guests) == 1
            and guests[0] not in people
            and (guests[0] == ANSWERER or is_numbered(fold(guests[0])) or is_role_word(fold(guests[0])))
        ):
            said = mentions.addressed(
                [(who, turn) for who, turn in self._said() if given.get(who) == "interviewer"], taken
            )
            if said:
                people[guests[0]] = Person.of(said)
        return keys

    def _said(self) -> Iterable[tuple[str, str]]:
        return [(part.who, part.text) for part in self.body if part.kind == "speech"]

    def _meta(self) -> Meta:
        front = self.front
        lines = list(front.stamp_lines)
        container = [(key, self.source.meta[key]) for key in ("published", "updated") if self.source.meta.get(key)]
        texts = [*lines, *(f"{key} {value}" for key, value in container)]
        context = "\n".join((front.title, front.dek, *(block.text[:600] for block in front.intro[:3])))
        english = mentions.is_english(context + " ".join(part.text for part in self.body[:4]))
        stamps = dates.read_stamps(texts, site_zone=self.site_zone, context=context, english=english)
        published = next((s for s in stamps if s.kind in ("published", "") and s.value), None)
        updated = next((s for s in reversed(stamps) if s.kind == "updated" and s.value), None)
        for stamp in stamps:
            self._ask_date(stamp, published)
        notes = [self.source.meta.get("source_note", ""), *front.source_notes, *self.ending.source_notes]
        return Meta(
            title=front.title,
            dek=front.dek,
            byline=front.byline,
            published=published.value if published else "",
            updated=updated.value if updated else "",
            source_note=" ".join(filter(None, notes)),
            stamps=tuple(stamps),
        )

    def _ask_date(self, stamp: dates.Stamp, published: dates.Stamp | None) -> None:
        place = f"meta.{stamp.kind or 'published'}"
        if stamp.question:
            self.decisions.append(
                Decision(place, stamp.question, stamp.readings, stamp.value, 0.5, {"stamp": stamp.source_text})
            )
        elif stamp is published and len(stamp.value) == 19:
            self.decisions.append(
                Decision(place, dates.NO_ZONE, (self.site_zone,), stamp.value, 0.5, {"stamp": stamp.source_text})
            )

    def _accounted(self, result: Transcript) -> Transcript:
        """Count the words; whatever is in no bucket is kept as unassigned text in ``other``."""
        came = [part.text for part in self.found.parts if part.text]
        came += [*self.source.other, *self.source.droppable, *self.source.meta.values()]
        # a byline's "By" and the small words of a date line are known for what they are
        gone = count([*_everything(result), *self.front.consumed, *self.front.stamp_lines])
        wanted = count(came)
        if wanted - gone:
            lost = left_over(came, wanted - gone)
            result = replace(result, other=(*result.other, *lost))
            gone += count(lost)
        return replace(result, words_in=wanted.total(), words_out=(wanted & gone).total())


def _everything(result: Transcript) -> Iterable[str]:
    """Every text of a transcript, as the words that a reader or an editor sees."""
    meta = result.meta
    yield from (meta.title, meta.dek, meta.byline, meta.published, meta.updated, meta.source_note)
    yield from (stamp.source_text for stamp in meta.stamps)
    yield from map(inline.plain, (*result.intro, *result.outro))
    yield from (*result.other, *result.droppable)
    for turn in result.turns:
        yield from turn.words()
        yield from turn.directions()


def _grown(turn: Turn, written: str, part: Part) -> Turn:
    time = turn.time
    if part.time:
        time = (turn.time[0], max(part.time[1], turn.time[1])) if turn.time else part.time
    paragraphs = turn.paragraphs
    if part.block.gap or not paragraphs or not part.block.speaker:
        paragraphs = (*paragraphs, written)
    else:
        paragraphs = (*paragraphs[:-1], f"{paragraphs[-1]} {written}")
    return replace(turn, paragraphs=paragraphs, time=time, uncertain=turn.uncertain or part.uncertain)


def _turn_decisions(turns: Sequence[Turn]) -> list[Decision]:
    return [
        Decision(f"turn {number}", TURN_QUESTION, (), str(turn.speaker), 0.6, {"reason": turn.uncertain})
        for number, turn in enumerate(turns, 1)
        if turn.uncertain
    ]


def _first(keys: Sequence[str], given: dict[str, Role]) -> str:
    return next((key for key in keys if given.get(key) == "interviewer"), keys[0] if keys else "")
