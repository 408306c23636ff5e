"""Mail: headers, quoted lines, the "On … wrote:" line and the signature are taken apart; questions answered between the
lines are the quoted blocks."""

import re
from collections.abc import Sequence
from email import message_from_string, policy
from email.message import EmailMessage
from email.utils import parseaddr

from ..source import Block, Rich, Source, tidy
from . import plain

HEADER = re.compile(
    r"^\s*(?:>\s*)?(?P<name>From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Received|Message-ID|MIME-Version"
    r"|Content-[\w-]+|X-[\w-]+|De|À|A|Para|Envoyé|Objet|Asunto|Fecha|Von|An|Gesendet|Betreff|Datum|Da"
    r"|Oggetto|Data|Van|Aan|Onderwerp|Return-Path|References|In-Reply-To)\s?:\s(?P<value>.*)$"
)
SENDER = frozenset(["from", "de", "von", "da", "van"])
RECEIVER = frozenset(["to", "à", "a", "para", "an", "aan"])
WROTE = re.compile(
    r"^\s*(?:On\b.{5,200}\bwrote|Le\b.{5,200}\ba écrit|Am\b.{5,200}\bschrieb(?:\b.{0,80})?"
    r"|El\b.{5,200}\bescribió|Il\b.{5,200}\bha scritto|Op\b.{5,200}\bschreef(?:\b.{0,60})?"
    r"|.{3,120}<[^<>@\s]+@[^<>\s]+>\s?(?:wrote|a écrit|schrieb|escribió|ha scritto))\s?:\s*$",
    re.IGNORECASE,
)
DIVIDER = re.compile(
    r"^\s*(?:-{2,}\s*(?:Original Message|Forwarded message|Message d['’]origine|Ursprüngliche Nachricht"
    r"|Mensaje original)\s*-{2,}|_{10,})\s*$",
    re.IGNORECASE,
)
SIGNATURE = re.compile(r"^(?:--|—|__)\s*$")
QUOTE = re.compile(r"^\s*(?:>\s?)+")
SENT_FROM = re.compile(
    r"^(?:Sent from my|Envoyé de mon|Von meinem|Enviado desde mi|Inviato da|Get Outlook)\b.{0,60}$", re.IGNORECASE
)


def looks(text: str) -> bool:
    """A mail opens with headers, two of them at least, From among them; or answers quoted lines after "On … wrote:"."""
    rows = text.lstrip().split("\n")[:40]
    names = []
    for row in rows:
        match = HEADER.match(row)
        if not match and row.strip() and not row[:1].isspace():
            break
        if match:
            names.append(match["name"].casefold())
    headed = len(set(names)) >= 2 and bool(SENDER & set(names)) and rows[0].strip() != ""
    quoted = sum(bool(re.match(r"^>", row)) for row in text.split("\n"))
    return headed or (quoted >= 2 and any(WROTE.match(row) for row in text.split("\n")))


def read(text: str, why: str) -> Source:
    """Blocks of a mail; ``names`` tells who wrote the answers (From) and who asked (To)."""
    text = _body_of_mime(text)
    rows = text.lstrip("\n").split("\n")
    dropped: list[str] = []
    names: dict[str, str] = {}
    start = _headers(rows, dropped, names)
    body = _without_signature(rows[start:], names, dropped)
    if not any(QUOTE.match(row) for row in body):
        source = plain.read("\n".join(body), why)
        return Source("email", why, source.blocks, droppable=(*dropped, *source.droppable), names={})
    return Source("email", why, _blocks(body, dropped), droppable=tuple(filter(None, dropped)), names=names)


def _body_of_mime(text: str) -> str:
    """A saved message with MIME parts, decoded; anything else as it is."""
    if not re.search(r"^Content-(?:Type|Transfer-Encoding):", text[:8000], re.MULTILINE | re.IGNORECASE):
        return text
    message = message_from_string(text, policy=policy.default)
    if not isinstance(message, EmailMessage):
        return text
    part = message.get_body(preferencelist=("plain",))
    if part is None:
        return text
    try:
        content = part.get_content()
    except (LookupError, ValueError, KeyError):
        return text
    heads = [f"{name}: {message[name]}" for name in ("From", "To", "Date", "Subject") if message[name]]
    return "\n".join([*heads, "", str(content).replace("\r\n", "\n")])


def _headers(rows: Sequence[str], dropped: list[str], names: dict[str, str]) -> int:
    position = 0
    for position, row in enumerate(rows):
        match = HEADER.match(row)
        if not match:
            if row[:1] in " \t" and row.strip() and position:
                dropped.append(tidy(row))
                continue
            return position
        dropped.append(tidy(row))
        name = _person(match["value"])
        if match["name"].casefold() in SENDER and name:
            names.setdefault("interviewee", name)
        elif match["name"].casefold() in RECEIVER and name:
            names.setdefault("interviewer", name)
    return position


def _person(value: str) -> str:
    name, _address = parseaddr(value)
    return tidy(name or ("" if "@" in value else value)).strip("\"'")


def _without_signature(rows: Sequence[str], names: dict[str, str], dropped: list[str]) -> list[str]:
    """Everything from the signature's dashes on is dropped, and the name that signs right above it."""
    body = list(rows)
    cut = next((i for i in range(len(body) - 1, -1, -1) if SIGNATURE.match(body[i])), None)
    if cut is not None and len(body) - cut <= 14 and not any(QUOTE.match(row) for row in body[cut:]):
        dropped += [tidy(row) for row in body[cut:] if row.strip()]
        body = body[:cut]
    while body and (not body[-1].strip() or SENT_FROM.match(body[-1])):
        if body[-1].strip():
            dropped.append(tidy(body[-1]))
        body.pop()
    signed = {
        names.get("interviewee", ""),
        names.get("interviewee", " ").split(" ")[0],
        names.get("interviewer", ""),
    } - {""}
    if body and tidy(body[-1]).strip(" .,–—-") in signed:
        dropped.append(tidy(body.pop()))
    return body


def _blocks(rows: Sequence[str], dropped: list[str]) -> list[Block]:
    """Paragraphs with their lines joined; a wrapped "On … wrote:" line is found over two lines."""
    blocks: list[Block] = []
    current: list[str] = []
    quoted = False

    def close() -> None:
        words = tidy(" ".join(current))
        current.clear()
        if not words:
            return
        if WROTE.match(words) or DIVIDER.match(words) or (HEADER.match(words) and not quoted):
            dropped.append(words)
        else:
            blocks.append(Block(Rich(words), kind="quoted" if quoted else "text"))

    for row in rows:
        quote = QUOTE.match(row)
        words = row[quote.end() :] if quote else row
        if bool(quote) != quoted or not words.strip():
            close()
            quoted = bool(quote)
        if words.strip():
            current.append(words)
        if WROTE.match(tidy(" ".join(current))):
            close()
    close()
    return blocks
