"""The language of a text, by its script and its smallest words. Pure.

A guess for a form field that an editor sees, not a fact. Little words decide because no text does without them, however
many titles in other languages it names.
"""

import re
from collections import Counter

OTHERWISE = "en"
ENOUGH = 3  # little words of a language, below which nothing is claimed
SCRIPTS = (
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7af]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[پچژگکی]"), "fa"),
    (re.compile("[\u0600-\u06ff]"), "ar"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[іїєґ]", re.IGNORECASE), "uk"),
    (re.compile("[\u0400-\u04ff]"), "ru"),
    (re.compile("[\u0370-\u03ff]"), "el"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
    (re.compile("[\u0900-\u097f]"), "hi"),
)
LITTLE = {
    "en": "the of and to in is was it that you we they i with for not this are have but what be at on as",
    "fr": "le la les des et est une un du dans que qui pas nous vous je c'est pour avec sur au ce elle il était mais",
    "de": "der die das und ist nicht ich ein eine zu mit den wir auf es sie war von dem für auch wie aber man",
    "es": "el la los las de y que en un una es no con por para lo se era como pero más yo nos del al",
    "it": "il lo la gli le di e che un una è non con per si era come ma più io noi del della nel ho",
    "pt": "o a os as de e que em um uma é não com por para se era como mas mais eu nós do da no na",
    "nl": "de het een en van is niet ik dat die te met we op was voor zijn ook maar als aan er om",
    "sv": "och att det som en är på i av för med inte jag vi den har ett om var men så till",
    "da": "og at det som en er på i af for med ikke jeg vi den har et om var men så til",
    "no": "og at det som en er på i av for med ikke jeg vi den har et om var men så til",
    "pl": "i w na z że się nie to jest do jak ale był co po dla czy tak od przez",
    "cs": "a v na se že je to s z ale jak byl co po pro tak od když jsem by",
    "tr": "ve bir bu da de için ne çok gibi ama var ben biz daha o ile kadar sonra",
    "fi": "ja on ei se että oli kun mutta niin mitä minä me hän myös joka kuin sitten",
    "ro": "și de la în că nu este un o pe cu din mai ce a fost pentru dar noi",
    "hu": "a az és hogy nem is egy ez de volt mint meg csak már ha el van",
}
WORDS = {language: frozenset(words.split()) for language, words in LITTLE.items()}
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
SAMPLE = 20_000


def guess(text: str) -> str:
    """A language tag; English where nothing speaks for another language."""
    sample = text[:SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    for script, language in SCRIPTS:
        # A quarter: a Japanese name in an English text is no Japanese text, and kanji always come with kana.
        if letters and len(script.findall(sample)) * (12 if language in ("ja", "fa", "uk") else 4) > letters:
            return language
    counts = Counter(WORD.findall(sample.casefold().replace("’", "'")))
    scores = {language: sum(counts[word] for word in words) for language, words in WORDS.items()}
    best = max(scores, key=lambda language: (scores[language], language == OTHERWISE))
    return best if scores[best] >= ENOUGH else OTHERWISE
