"""What a rule finds, and how a finding is known again after other edits."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

BLOCK, WARN, INFO = "block", "warn", "info"
SEVERITIES = (BLOCK, WARN, INFO)


@dataclass(frozen=True)
class Issue:
    """One finding.

    ``severity``: block stops publishing, warn needs a look or a waiver, info never stops. ``block`` is the id of a
    block, or empty; ``field`` says which words of it (text, caption, cite, title, original, items) or, without a block,
    headline or dek. ``span`` are places in the plain words of that field. ``message`` is a template for ``params``, so
    that it can be translated; ``suggestion`` is what to write in place of the excerpt, where that is clear.
    """

    rule: str
    severity: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    block: str = ""
    field: str = "text"
    span: tuple[int, int] = (0, 0)
    excerpt: str = ""
    suggestion: str | None = None

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message

    @property
    def fingerprint(self) -> str:
        """What a waiver refers to: the rule, the block and the words, so that it survives edits elsewhere."""
        said = self.excerpt or " ".join(f"{name}={value}" for name, value in sorted(self.params.items()))
        words = " ".join(said.casefold().split())
        return hashlib.sha256("\x1f".join((self.rule, self.block, self.field, words)).encode()).hexdigest()[:16]
