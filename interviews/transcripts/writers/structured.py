"""JSON: the labelled shape, with the inline markup beside the plain words so that nothing is lost on the way back."""

import json

from ..model import Transcript


def write(transcript: Transcript) -> bytes:
    """UTF-8 JSON, indented."""
    data = transcript.to_json()
    for turn, item in zip(transcript.turns, data["turns"], strict=True):
        item["markup"] = list(turn.paragraphs)
    data["intro_markup"] = list(transcript.intro)
    data["outro_markup"] = list(transcript.outro)
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
