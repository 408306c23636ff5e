"""Any transcript in, a publishable Q&A out: reading and writing transcripts, without Django.

`read` is the way in for text and bytes that are small or trusted; `limits.read_limited` for whatever people upload.
"""

from .model import Decision, Film, Meta, Speaker, Transcript, TranscriptError, Turn
from .readers import FORMATS
from .reading import read

__all__ = ["FORMATS", "Decision", "Film", "Meta", "Speaker", "Transcript", "TranscriptError", "Turn", "read"]
