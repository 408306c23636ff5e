"""Chat exports: WhatsApp of either telephone, Telegram and Signal copies. A message is a line that opens with
date, time and name; system lines and attachments are nobody's words."""

import re

from ..source import Block, Rich, Source, tidy

DATE = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4})"
CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f\u00a0]?[AaPp]\.?[\s\u00a0]?[Mm]\.?)?"
STAMP = rf"(?:\[{DATE},?\s{CLOCK}\]|{DATE},?\s(?:at\s|um\s|à\s)?{CLOCK}\s[-–]|\[{CLOCK},\s{DATE}\])"
MESSAGE = re.compile(rf"^[\u200e\u200f\u202a-\u202e]*(?P<stamp>{STAMP})[\s\u00a0]+(?P<rest>.*)$")
NAMED = re.compile(r"^(?P<name>[^:：\n]{1,60}?)[:：]\s?(?P<text>.*)$")
SYSTEM = re.compile(
    r"end-to-end encrypted|chiffrés de bout en bout|Ende-zu-Ende|cifrados de extremo|crittografia end"
    r"|created group|changed the (?:subject|group)|added you|left$|joined using|security code"
    r"|missed (?:voice|video) call"
    r"|this message was deleted|you deleted this message|ce message a été supprimé"
    r"|diese nachricht wurde gelöscht|se eliminó este mensaje|waiting for this message",
    re.IGNORECASE,
)
ATTACHED = re.compile(
    r"<[^<>]*(?:attached|omitted|angehängt|weggelassen|adjunto|omitido|joint|omis|allegato|omesso"
    r"|bijgevoegd|weggelaten)[^<>]*>|(?:image|video|audio|sticker|gif|document|photo|voice message"
    r"|contact card|location) omitted"
    r"|\S+\.(?:jpe?g|png|mp4|opus|pdf|webp|m4a|heic) \((?:file attached|datei angehängt|fichier joint"
    r"|archivo adjunto)\)",
    re.IGNORECASE,
)
EDITED = re.compile(r"\s*<[^<>]*(?:edited|bearbeitet|modifié|editó|modificato)[^<>]*>\s*$", re.IGNORECASE)


def looks(text: str) -> int:
    """How many of the lines open a message."""
    return sum(bool(MESSAGE.match(line)) for line in text.split("\n")[:400])


def read(text: str, why: str) -> Source:
    """Blocks of a chat."""
    blocks: list[Block] = []
    droppable: list[str] = []
    speaker: str | None = None
    for line in text.split("\n"):
        match = MESSAGE.match(line)
        if not match:
            if words := tidy(line):
                blocks.append(Block(Rich(words), speaker=speaker, gap=True))
            continue
        named = NAMED.match(match["rest"])
        if not named or SYSTEM.search(match["rest"]):
            droppable.append(tidy(named["text"] if named else match["rest"]))
            continue
        speaker = tidy(named["name"]).removeprefix("~").strip()
        _message(speaker, named["text"], blocks, droppable)
    return Source("chat", why, blocks, droppable=tuple(filter(None, droppable)), speech_only=True)


def _message(speaker: str, text: str, blocks: list[Block], droppable: list[str]) -> None:
    droppable += [tidy(match[0]) for match in ATTACHED.finditer(text)]
    edited = EDITED.search(text)
    if edited:
        droppable.append(tidy(edited[0]))
    words = tidy(ATTACHED.sub("", EDITED.sub("", text)))
    if words:
        blocks.append(Block(Rich(words), speaker=speaker, gap=True))
