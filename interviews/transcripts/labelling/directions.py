"""Stage directions: notes of sound or gesture in brackets, parentheses or italics.

What stays in the text: editorial insertions ("[her co-writer]"), the transcriber's marks ("[inaudible]",
"[crosstalk]"), translations, years and other asides. A bracket is a direction when its words are those of sound or
gesture, when it is a sentence of its own, or when it stands where no word of the sentence is missing.
"""

import re

from ..source import Rich, Span
from ..wordlists import words
from .people import fold

BRACKET = re.compile(r"\[([^\[\]]{1,160})\]|［([^［］]{1,80})］|【([^【】]{1,40})】")
PARENTHESIS = re.compile(r"\(([^()]{1,160})\)|（([^（）]{1,80})）")
# The transcriber's marks and the editor's: kept as words.
KEPT = re.compile(
    r"^(?:inaudible|unintelligible|indistinct|crosstalk|cross-talk|overlapping(?: speech| talk)?|unclear"
    r"|sic|phonetic|ph|redacted|expletive|bleep\w*"
    r"|inaudibile?|incomprensible|ininteligible|inaudível|unverständlich|онлайн|неразборчиво|不明|聞き取れず|聴取不能"
    r"|\.\.\.|…|\?+|ed\.?|eds\.?|note)\b",
    re.IGNORECASE,
)
SOUNDS = frozenset(
    fold(word)
    for word in words(
        "laughs laughing laughter laugh chuckles chuckling chuckle giggles giggling smiles smiling smile "
        "grins grinning sighs sighing sigh pause pauses paused pausing beat silence nods nodding shrugs "
        "shrugging applause clapping claps cheers cheering boos whistles whistling coughs coughing cough "
        "sneezes sniffs gasps gasping groans sobs crying cries weeps weeping tears whispers whispering "
        "mutters shouts shouting sings singing hums humming winks blinks gestures gesturing points "
        "pointing mimes miming imitates imitating mimics snorts yawns music soundbite phone knock "
        "doorbell interruption interrupts interrupting sarcastically ironically softly quietly excitedly "
        "emphatically thinks thinking hesitates hesitating hesitation frowns grimaces blushes exhales "
        "inhales breathes sips drinks eats chews yells screams snaps general audience both ltr "
        "chuckling-softly rires rire rit sourit sourire souriant silence hesite hesitation "
        "applaudissements soupire soupir eclats pause temps riant lacht lachen lachend lachelt gelachter "
        "schmunzelt grinst applaus pause seufzt stille beifall nickt lachend zogert uberlegt risas rie "
        "rien sonrie sonriendo riendo suspira aplausos silencio pausa asiente carcajadas carcajada ride "
        "ridono risate risata ridendo sorride sorridendo sospira applausi silenzio pausa annuisce risos "
        "ri rindo sorri sorrindo aplausos suspira gargalhadas lacht gelach glimlacht skratt skrattar ler "
        "latter ler griner nauraa smiech smieje sie smiech usmiecha sie smich směje smeje смеется смех "
        "смеются улыбается пауза аплодисменты вздыхает "
        "笑 笑い 爆笑 苦笑 一同笑 全員笑 会場笑 拍手 沈黙 微笑 笑顔 即答 一同爆笑 笑声 大笑 "
        "掌声 웃음 일동웃음 박수 می خندد خنده می خندند لبخند مکث با خنده خنده حضار خنده جمعی تشویق صחוק יضحك يضحك "
        "ضحك تصفيق צוחק צוחקת צחוק מחייך מחיאות כפיים gulumsuyor guluyor gulusmeler alkis kahkaha"
    )
)
# Present-tense verbs with which a note of gesture begins; the third person or the -ing form of them is matched.
GESTURE = (
    "laugh chuckle giggle smile grin sigh pause nod shrug clap cheer whistle cough sneeze gasp groan sob "
    "cry weep whisper mutter shout sing hum wink"
    " gesture point mime imitate mimic snort yawn think hesitate frown grimace blush exhale inhale "
    "breathe sip drink eat chew yell scream snap"
    " shake raise lower hold lift open close shut turn look stare glance wave tap knock bang drop pick "
    "put take reach grab lean sit stand get walk move step"
    " leave enter return draw write sketch show light pour stir touch rub scratch pull push throw catch "
    "spread cross fold bend kneel jump dance play stop start"
    " speak address switch search rummage read check glare gaze peer roll raise clear slap pat hug kiss "
    "bow wipe dab remove adjust straighten demonstrate"
    " indicate interrupt imitate count consider answer phone consult fetch bring find hand give act "
    "place lie wait watch listen sniff squint air cup"
)
_STEMS = set(GESTURE.split())
FOLLOWS = re.compile(
    r"^(?:the|a|an|his|her|their|my|its|up|down|at|to|out|off|into|over|through|back|again|around|for|with"
    r"|in|on|away|it|them|him|himself|herself"
    r"|and|about|towards?|from|across|something|some|one|two|both|like|loudly|softly|quietly|hard|silently"
    r"|slowly|together|[a-z]+ly)\b",
    re.IGNORECASE,
)
TO_SOMEBODY = re.compile(
    r"^(?:to|turning to|speaking to|addressing|an|zu|à|a|al|alla) (?:the |le |la |l['’]|den |die "
    r"|der )?[\w’'-]+(?: [\w’'-]+)?$",
    re.IGNORECASE,
)
AS_ROLE = re.compile(
    r"^(?:as|playing|singing|speaking|in|en|auf|en) [A-Z(][\w .,'’-]+$|^(?:imitating|reading|reciting)\b", re.IGNORECASE
)
THROUGH = re.compile(
    r"^(?:speaking )?(?:through|via|with|mit|par|über) (?:an? |the |his |her |le |la "
    r"|l['’])?(?:interpreter|translator|dolmetscher\w*|interprète|traducteur|traductrice|intérprete)$",
    re.IGNORECASE,
)
SOUNDBITE = re.compile(r"^(?:SOUNDBITE|SOUND ?BITE|MUSIC|APPLAUSE|LAUGHTER|CHEERING|CROSSTALK OF|BEGIN|END)\b")
SENTENCE_VERB = re.compile(
    r"\b(?:is|are|was|has|had|holds?|gets?|goes|points?|stands?|sits?|looks?|shows?|turns?|takes?|puts?"
    r"|opens?|closes?|raises?|leaves?|laughs?|smiles?|apologi[sz]es"
    r"|comes?|walks?|picks?|pours?|brings?|begins?|starts?|stops?|plays?|rings?|knocks?|enters?|arrives?"
    r"|passes|pauses?|thinks?|drinks?|moves?|makes?|waves?|draws?|gives?|lifts?|nods?)\b"
)
SENTENCE_OPENER = re.compile(
    r"^(?:Il|Elle|Ils|On|Er|Sie|Ella|Él|El|La|Lei|Lui|He|She|They|Both|All|Everyone|Everybody|Somebody"
    r"|Someone|There|A|An|The|Un|Une|Ein|Eine) \w+",
    re.UNICODE,
)
REACH = 12
EDGE_BEFORE = re.compile(r"(?:^|[.!?…:;—–。！？\"”»』」)\]])\s*$")
EDGE_AFTER = re.compile(r"^\s*(?:$|[.!?…,;—–。！？])")
INSERTION = re.compile(
    r"^(?:the|a|an|his|her|their|our|my|this|that|its|which|who|whose|i\.e|e\.g|in|from|of|at|by|with|for)\b",
    re.IGNORECASE,
)


def find(rich: Rich) -> list[tuple[int, int, int, int]]:
    """The directions in a text as (start, end, inner start, inner end): brackets from start to end, words inside."""
    text = rich.text
    found = []
    if "[" in text or "(" in text or "（" in text or "［" in text or "【" in text:
        for pattern, square in ((BRACKET, True), (PARENTHESIS, False)):
            for match in pattern.finditer(text):
                inner = next(group for group in match.groups() if group is not None)
                at = match.start() + 1
                if is_direction(inner, *_round(text, match.start(), match.end()), square):
                    found.append((match.start(), match.end(), at, at + len(inner)))
    found += [(span.start, span.end, span.start, span.end) for span in _italic(rich, found)]
    return sorted(found)


def _italic(rich: Rich, bracketed: list[tuple[int, int, int, int]]) -> list[Span]:
    """Italic notes without brackets: only words of the list, and only at an edge of a sentence."""
    found = []
    for span in rich.spans:
        words = rich.text[span.start : span.end]
        if span.mark != "i" or any(start <= span.end and end >= span.start for start, end, _a, _b in bracketed):
            continue
        edge = EDGE_BEFORE.search(_round(rich.text, span.start, span.end)[0]) and (
            EDGE_AFTER.search(_round(rich.text, span.start, span.end)[1]) or span.start == 0
        )
        if (edge and len(words.split()) <= 6 and _sounds(words) and words.strip() != rich.text.strip("() ")) or (
            edge and words.strip() == rich.text and _sounds(words) and len(words.split()) <= 8
        ):
            found.append(span)
    return found


def _round(text: str, start: int, end: int) -> tuple[str, str]:
    """A few characters on either side of a bracket: enough to tell an edge, however long the paragraph is."""
    before = text[max(0, start - REACH) : start]
    after = text[end : end + REACH]
    return (before if before.strip() or start <= REACH else "…" + before), after


def is_direction(inner: str, before: str = "", after: str = "", square: bool = True) -> bool:
    """Whether the words in a bracket tell of sound or gesture."""
    words = inner.strip()
    if not words or KEPT.match(words) or re.fullmatch(r"[\d\W]+", words):
        return False
    if SOUNDBITE.match(words) or THROUGH.match(words) or _sounds(words):
        return True
    alone = not before.strip() and not after.strip()
    opening = bool(EDGE_BEFORE.search(before))
    closing = bool(EDGE_AFTER.search(after))
    if re.search(r"[.!?]$", words) and words[:1].isupper() and opening and not re.search(r"\b(?:19|20)\d\d\b", words):
        return (
            square
            or alone
            or (bool(SENTENCE_VERB.search(words) or SENTENCE_OPENER.match(words)) and len(words.split()) > 1)
        )
    if alone:
        return square or bool(_gesture(words) or AS_ROLE.match(words) or TO_SOMEBODY.match(words) or words.isupper())
    if opening and (AS_ROLE.match(words) or TO_SOMEBODY.match(words)) and not before.strip():
        return True
    if TO_SOMEBODY.match(words) and opening and square:
        return True
    if INSERTION.match(words):
        return False
    return _gesture(words) and (square or opening or closing)


def _sounds(words: str) -> bool:
    """Whether a note starts or ends with a word of the list and is short enough to be nothing else."""
    folded = fold(words).split()
    if not folded or len(folded) > 9:
        return False
    joined = " ".join(folded)
    if joined in SOUNDS or (
        folded[0] in SOUNDS and (len(folded) <= 6 or folded[0] not in ("both", "general", "audience"))
    ):
        return (
            folded[0] not in ("both", "general", "audience", "pause", "beat")
            or len(folded) == 1
            or any(w in SOUNDS for w in folded[1:])
            or (folded[0] in ("pause", "beat") and len(folded) <= 3)
        )
    return (
        len(folded) <= 5
        and folded[-1] in SOUNDS
        and folded[-1] not in ("general", "audience", "both", "phone", "music", "temps", "beat", "points", "ri", "ler")
    )


def _gesture(words: str) -> bool:
    """Whether a note begins with a verb of gesture: "shakes her head", "pointing at the recorder", "Holds them up."."""
    first, _space, rest = words.partition(" ")
    first = first.casefold().strip(",.;")
    stem = _stem(first)
    if stem is None:
        adverb = re.match(r"^[a-z]+ly ", words)
        return adverb is not None and _gesture(words[adverb.end() :])
    return not rest or bool(FOLLOWS.match(rest)) or len(words.split()) >= 3


def _stem(word: str) -> str | None:
    for ending, back in (("ies", "y"), ("ying", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ing", ""), ("ing", "e")):
        if word.endswith(ending) and word[: -len(ending)] + back in _STEMS:
            return word
    if word.endswith("ing") and len(word) > 5 and word[:-4] in _STEMS and word[-4] == word[-5]:
        return word
    return None
