"""Family X, first half: grammar and spelling of English, where a rule beats a dictionary.

Each of these rules gives at most a few false alarms in 100,000 words; together they find faults that no
spelling checker sees. Words in cited titles are never theirs to judge.
"""

import re
from collections.abc import Iterator

from journal.document.messages import gettext_noop as _

from .issues import WARN, Issue
from .lexicon import BASE_VERBS, PLURAL_BEFORE_NOUN, PLURALS, THIRD_PERSON
from .proof import Passage, Proof
from .style import Style


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DOUBLED = re.compile(r"\b([A-Za-z]+)[ \n]+\1\b(?!['’-])")
# "He had had enough", "that that", "no no": written on purpose.
MAY_DOUBLE = _set(
    "had that no very so really long far many much more too ha la blah bye now never yes well there here her is do did "
    "knock tut chop pom dum tick tock quack boo aye hear come go oh ah hey please sorry"
)
MODAL = re.compile(
    r"\b(?P<modal>can['’]?t|cannot|could(?:n['’]t)?|wo(?:n['’]t)|would(?:n['’]t)?|should(?:n['’]t)?|must(?:n['’]t)?"
    r"|do(?:n['’]t)|does(?:n['’]t)|did(?:n['’]t)|will|can)"
    r"(?P<adverb> (?:also|always|even|ever|just|never|not|often|only|really|simply|still|usually))?"
    r" (?P<verb>[a-z]+)\b(?!['’-])(?P<next> [a-z]+)?",
)
# Nouns as often as modals: "his will makes".
CAREFUL_MODALS = frozenset({"will", "can", "must"})
DETERMINERS = _set("the a an his her my your our their its this that free good ill last own of no every each")
NOT_TO = re.compile(r"\b(?P<before>[A-Za-z]+) no to (?P<verb>[a-z]+)\b")
MAY_SAY_NO = _set(
    "say says said saying vote votes voted voting answer answers answered answering a an the yes is was with definite "
    "clear big of or and in oh ah there have has had see saw sees find found be been being are were made makes"
)
ARTICLE_PLURAL = re.compile(r"\b(?P<article>[Aa]n?|[Ee]ach|[Ee]very|[Aa]nother) (?P<noun>[a-z]{3,})\b(?!['’-])")
NOUN_ENDINGS = tuple(
    _set("ers ors ists ians ments nesses tions sions ships hoods isms ances ences ities ages graphs grams logues antes")
)
NOT_NOUN_ENDINGS = ("ss", "us", "is", "ics", "xers")
ARTICLE = re.compile(r"(?P<article>\b(?:a|an)|(?:^|(?<=[.!?…]\s)|(?<=[\"“‘(]))(?:A|An)) (?P<word>[\w-]+)")
# Vowels that sound like consonants, h that is not heard, and words that are said both ways.
A_BEFORE = re.compile(
    r"eu|ew|one\b|one-|ones|once|ouija|uni(?!n|m[aeip]|dent)|unanim|us[aeiu]|ubiq|ugand|uk[ru]|ura[lnt]|uro|urug|ut[eio]",
    re.IGNORECASE,
)
AN_BEFORE = re.compile(r"hono[u]?r|honest|hour|heir|[aeiou]", re.IGNORECASE)
EITHER = re.compile(r"(?:histor|hotel|habitual|hyster|horrif|heroic|herb|homage|y)", re.IGNORECASE)
NUMBER = re.compile(r"(?P<an>8\d*|11|18)(?:\b|[a-z-])")

# What gives the confusion away, the whole pattern, what is meant. The first is looked for before the pattern, since
# thirty patterns that ignore case are slow.
CONFUSED: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = tuple(
    (tuple(signs.split("|")), re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), right)
    for signs, pattern, right in (
        ("ould of|must of|might of", r"(?:could|should|would|must|might) of(?! course)", "have"),
        ("'s own|’s own", r"it['’]s own", "its own"),
        ("peaked ", r"peaked (?:my|his|her|our|their|your|the) (?:interest|curiosity)", "piqued"),
        ("world premier", r"world premier", "premiere"),
        ("cannon", r"cannon of (?:world cinema|film|cinema|western|works?)|(?:film|literary|western) cannon", "canon"),
        ("intensive purposes", r"for all intensive purposes", "for all intents and purposes"),
        ("slight of hand", r"slight of hand", "sleight of hand"),
        ("principle ", r"(?:the|its|his|her) principle (?:role|cast|photography|actors?|characters?)", "principal"),
        ("tow the line", r"(?:tow|tows|towed|towing) the line", "toe the line"),
        ("further adieu", r"further adieu", "further ado"),
        ("bare with", r"bare with (?:me|us|it)", "bear with"),
        ("complimentary", r"complimentary (?:pieces?|films?|roles?|colou?rs?)", "complementary"),
        (
            " then ",
            r"(?:less|more|rather|better|worse|older|younger|different) then (?:the|an?|his|her|any|most|it)",
            "than",
        ),
        ("loose ", r"loose (?:his|her|their|my|your) (?:mind|way|job|life|temper|grip|nerve)", "lose"),
        ("sneak peak", r"sneak peaks?", "sneak peek"),
        ("wreck havoc|reek havoc", r"w?rec?k havoc|reek havoc", "wreak havoc"),
        ("tender hooks", r"tender hooks", "tenterhooks"),
        ("baited breath", r"baited breath", "bated breath"),
        ("hone in on|honing in on|honed in on", r"hon(?:e|es|ed|ing) in on", "home in on"),
        ("seeded", r"deep[- ]seeded", "deep-seated"),
        ("free reign", r"free reign", "free rein"),
        ("pouring over", r"pouring over (?:the|his|her|their) (?:scripts?|letters?|notes|footage)", "poring over"),
        ("'s film|’s film|'s career|’s career|'s debut|’s debut", r"who['’]s (?:films?|career|debut)", "whose"),
        ("marshall law", r"marshall law", "martial law"),
        ("statue of limitations", r"statue of limitations", "statute of limitations"),
        ("mute point", r"mute point", "moot point"),
    )
)


def _english(proof: Proof) -> Iterator[Passage]:
    return (passage for passage in proof.passages if passage.is_english and passage.field != "title")


def _issue(
    rule: str, message: str, passage: Passage, start: int, end: int, suggestion: str | None = None, **params: object
) -> Issue:
    excerpt = passage.text[start:end]
    params = {"words": excerpt, **params}
    return Issue(rule, WARN, message, params, passage.id, passage.field, (start, end), excerpt, suggestion)


def doubled_word(proof: Proof, style: Style) -> Iterator[Issue]:
    """X01: the same word twice running."""
    for passage in _english(proof):
        for match in DOUBLED.finditer(passage.text):
            word = match[1]
            # Two capitals are a name: Duran Duran, New York, New York.
            if word[0].isupper() or word.casefold() in MAY_DOUBLE or passage.is_title(*match.span()):
                continue
            yield _issue("X01", _("“%(words)s”: the word stands twice."), passage, *match.span(), word)


def modal_with_third_person(proof: Proof, style: Style) -> Iterator[Issue]:
    """X02: "can't goes"."""
    for passage in _english(proof):
        for match in MODAL.finditer(passage.text):
            base = THIRD_PERSON.get(match["verb"])
            if base is None or passage.is_title(*match.span()) or not _is_modal(match, passage.text):
                continue
            start, end = match.start(), match.end("verb")
            right = f"{passage.text[start : match.start('verb')]}{base}"
            yield _issue("X02", _("“%(words)s”: after this word the verb has no -s."), passage, start, end, right)


def _is_modal(match: re.Match[str], text: str) -> bool:
    """Whether the word before the verb is a modal and what follows is its verb: in "why can't dreams come true" it is
    not, and "will" is often a noun."""
    following = (match["next"] or "").strip()
    if following in BASE_VERBS and following not in ("like", "love", "need", "work", "place", "change", "show"):
        return False
    modal = match["modal"].casefold()
    before = text[: match.start()].rstrip().rpartition(" ")[2].casefold()
    if modal in CAREFUL_MODALS:
        return before not in DETERMINERS and match["verb"] not in PLURALS
    return True


def no_for_not(proof: Proof, style: Style) -> Iterator[Issue]:
    """X03: "asked no to come"."""
    for passage in _english(proof):
        for match in NOT_TO.finditer(passage.text):
            if match["verb"] not in BASE_VERBS | {"have"} or match["before"].casefold() in MAY_SAY_NO:
                continue
            if passage.is_title(*match.span()):
                continue
            start, end = match.end("before") + 1, match.end("verb")
            right = f"not to {match['verb']}"
            yield _issue("X03", _("“%(words)s”: “not to” is meant?"), passage, start, end, right)


def article_with_plural(proof: Proof, style: Style) -> Iterator[Issue]:
    """X04: "a films"."""
    for passage in _english(proof):
        for match in ARTICLE_PLURAL.finditer(passage.text):
            article, noun = match["article"].casefold(), match["noun"]
            if not _is_plural(noun) or passage.is_title(*match.span()):
                continue
            if article in ("each", "another") and noun in THIRD_PERSON:
                continue
            if _is_compound(noun, passage.text[match.end() :]):
                continue
            yield _issue("X04", _("“%(words)s”: one or several?"), passage, *match.span())


def _is_plural(noun: str) -> bool:
    if noun in PLURAL_BEFORE_NOUN:
        return False
    if noun in PLURALS:
        return True
    return noun.endswith(NOUN_ENDINGS) and not noun.endswith(NOT_NOUN_ENDINGS)


def _is_compound(noun: str, rest: str) -> bool:
    """Whether the plural stands before the noun that it belongs to, as in "a producers guild"."""
    following = re.match(r" ([a-z]+)", rest)
    return bool(following and following[1] in COLLECTIVES)


COLLECTIVES = _set(
    "guild union association award awards society committee meeting festival room ceremony workshop market "
    "collective club  strike conference cooperative prize retreat department lounge agency league circle jury "
    "team "
)


def wrong_article(proof: Proof, style: Style) -> Iterator[Issue]:
    """X05: "a actor", "an film"."""
    for passage in _english(proof):
        for match in ARTICLE.finditer(passage.text):
            article, word = match["article"], match["word"]
            right = _article_for(word)
            if right is None or right == article.casefold():
                continue
            if passage.is_title(*match.span()) or passage.text[match.end("article") :].startswith(" -"):
                continue
            fixed = f"{article[0]}{'n' if right == 'an' else ''} {word}"
            yield _issue("X05", _("“%(words)s”: “%(right)s”?"), passage, *match.span(), fixed, right=fixed)


def _article_for(word: str) -> str | None:
    """``a`` or ``an`` by the sound that the word begins with; None where both are heard or it cannot be known."""
    if word[0].isdigit():
        number = NUMBER.match(word)
        return "an" if number else "a"
    # Letters read out one by one ("an FBI agent"), and single letters, go by their names.
    letters = word.split("-")[0]
    if (letters.isupper() and len(letters) < 6) or len(letters) == 1 or not letters.isascii():
        return None
    if EITHER.match(letters):
        return None
    if A_BEFORE.match(letters):
        return "a"
    return "an" if AN_BEFORE.match(letters) else "a"


def confused_words(proof: Proof, style: Style) -> Iterator[Issue]:
    """X12: words that are taken for one another."""
    for passage in _english(proof):
        lowered = passage.text.lower()
        for signs, pattern, right in CONFUSED:
            if not any(sign in lowered for sign in signs):
                continue
            for match in pattern.finditer(passage.text):
                if not passage.is_title(*match.span()):
                    message = _("“%(words)s”: “%(right)s” is meant?")
                    yield _issue("X12", message, passage, *match.span(), right=right)
