"""What a question looks like, for texts that do not say who speaks."""

import re

QUESTION_END = re.compile(
    r"[?？؟;]\s*[”\"’'»)\]」』]*\s*$|[?？؟]\s*(?:\([^)]*\))?$|(?:か|の|かね|でしょうか)[。？]\s*$|ください[。]?$"
)
ASKING = re.compile(
    r"^(?:and |so |but |then |okay,? |ok,? |now,? |well,? )?(?:what|why|how|when|where|who|which|whose|did"
    r"|do|does|is|are|was|were|can|could|would|will|have|has|had|should|tell (?:me|us)|talk about"
    r"|let's|let’s|let us|speaking of|i(?:'d|’d| would) like to|i want(?:ed)? to|may i|any|you(?:'ve|’ve"
    r"|'re|’re| said| have| were| talk| mention| made| shot| once| also)"
    r"|comment|pourquoi|quand|qui|quel(?:le)?s?|où|est-ce|qu['’]|avez|aviez|êtes|parlez|et |vous |votre|vos "
    r"|wie|warum|wann|wer|was|welche|wo|wieso|haben|hat|sind|ist|gab|können|könnten|würden|sie |ihr |und "
    r"|¿|qué|cómo|por qué|cuándo|quién|dónde|cuál|usted|su |perché|come|quando|chi|dove|quale|che cosa"
    r"|cosa|lei |suo |o que|como|por que|você)\b",
    re.IGNORECASE,
)
YOU = re.compile(
    r"\b(?:you|your|yours|yourself|you've|you're|you’d|vous|votre|vos|tu|ton|ta|sie|ihnen|ihr|ihre[nmrs]?"
    r"|ihrem|usted|ustedes|su|sus|tú|tu|lei|suo|sua|suoi|você|seu|sua|ты|вы|ваш\w*|вас|вам)\b|あなた|監督は|さんは"
    r"|شما",
    re.IGNORECASE,
)
ME = re.compile(
    r"\b(?:i|i'm|i’m|i've|i’ve|i'd|i’d|i'll|me|my|mine|myself|we|we're|we’re|we've|we’d|us|our|ours|je"
    r"|j['’]\w+|moi|mon|ma|mes|nous|notre|nos|ich|mir|mich|mein\w*|wir|uns|unser\w*|yo|mi|mis|me|nosotros"
    r"|nos|nuestr\w+|io|mio|mia|miei|noi|nostr\w+|eu|meu|minha|nós|я|мне|меня|мой|моя|мы|нас|нам)\b|私|僕|俺"
    r"|自分|من|ما",
    re.IGNORECASE,
)
SENTENCES = re.compile(r"(?<=[.!?…。！？؟])[\"”’»)\]」』]*\s+|(?<=[。！？])")
CONTRACTION = re.compile(r"\b\w+['’](?:s|t|re|ve|ll|d|m)\b|\b(?:yes|no|yeah|well|okay|oh)\b", re.IGNORECASE)


def ends_asking(text: str) -> bool:
    """Whether a text ends as a question does."""
    stripped = text.rstrip()
    return bool(re.search(r"[?？؟]\s*[”\"’'»)\]」』…]*$", stripped)) or bool(
        re.search(r"(?:ですか|ますか|でしょうか|ください|ませんか|のか|たか)[。]?$", stripped)
    )


def asks(text: str) -> bool:
    """Whether a text holds a question or an invitation to speak."""
    return ends_asking(text) or bool(re.search(r"[?？؟]", text)) or bool(ASKING.match(text))


def sentences(text: str) -> list[str]:
    return [part for part in SENTENCES.split(text) if part and part.strip()]


def speaks(text: str) -> bool:
    """Whether a text has the marks of speech: first or second person, contractions, exclamations."""
    return bool(YOU.search(text) or ME.search(text) or re.search(r"[!?？！]", text) or _contracted(text))


def _contracted(text: str) -> bool:
    return bool(
        re.search(
            r"\b\w+n['’]t\b|\b(?:it|that|there|he|she|what|who)['’]s\b|\w['’](?:re|ve|ll|d|m)\b", text, re.IGNORECASE
        )
    )
