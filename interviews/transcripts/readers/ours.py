"""Our own JSON: what `Transcript.to_json` and the JSON export write, read back without any guessing."""

from typing import Any

from ..source import Block, BlockKind, Rich, Source, tidy


def is_export(data: Any) -> bool:
    return (
        isinstance(data, dict)
        and isinstance(data.get("turns"), list)
        and isinstance(data.get("speakers"), list)
        and all(isinstance(turn, dict) and "paragraphs" in turn for turn in data["turns"])
    )


def blocks_of_export(data: dict[str, Any], why: str) -> Source:
    """Blocks with speakers as the export names them; directions come back in brackets before the words."""
    raw = data.get("meta")
    meta = {key: tidy(value) for key, value in (raw if isinstance(raw, dict) else {}).items() if isinstance(value, str)}
    speakers = [item if isinstance(item, dict) else {} for item in data["speakers"]]
    blocks = [Block(Rich(tidy(str(text)))) for text in data.get("intro") or ()]
    for turn in data["turns"]:
        number = turn.get("speaker")
        known = isinstance(number, int) and not isinstance(number, bool) and 0 <= number < len(speakers)
        speaker = (
            str(speakers[number].get("label") or speakers[number].get("name") or f"Speaker {number + 1}")
            if known
            else None
        )
        kind: BlockKind = {"heading": "heading", "narration": "narration"}.get(turn.get("kind"), "text")  # type: ignore[assignment]
        for direction in turn.get("directions") or ():
            blocks.append(Block(Rich(f"[{tidy(str(direction))}]"), speaker=speaker))
        for words in turn.get("paragraphs") or ():
            blocks.append(
                Block(Rich(tidy(str(words))), kind=kind, level=2 if kind == "heading" else 0, speaker=speaker)
            )
    other = tuple(tidy(str(text)) for key in ("outro", "other", "droppable") for text in data.get(key) or ())
    return Source("json", f"{why}: our own export", [block for block in blocks if block.text], meta=meta, other=other)
