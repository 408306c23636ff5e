"""Languages of films and titles: BCP 47 tags, of which we know the language and the scripts that occur in titles."""

import re

NAMES = {
    "aa": "Afar",
    "ab": "Abkhaz",
    "af": "Afrikaans",
    "ak": "Akan",
    "am": "Amharic",
    "an": "Aragonese",
    "ar": "Arabic",
    "arc": "Aramaic",
    "as": "Assamese",
    "ase": "American Sign Language",
    "ay": "Aymara",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "ber": "Berber",
    "bfi": "British Sign Language",
    "bg": "Bulgarian",
    "bm": "Bambara",
    "bn": "Bengali",
    "bo": "Tibetan",
    "br": "Breton",
    "bs": "Bosnian",
    "ca": "Catalan",
    "ce": "Chechen",
    "chn": "Chinook Jargon",
    "ckb": "Central Kurdish",
    "cmn": "Mandarin",
    "co": "Corsican",
    "cr": "Cree",
    "cs": "Czech",
    "cy": "Welsh",
    "da": "Danish",
    "de": "German",
    "dz": "Dzongkha",
    "ee": "Ewe",
    "el": "Greek",
    "en": "English",
    "eo": "Esperanto",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "ff": "Fula",
    "fi": "Finnish",
    "fil": "Filipino",
    "fj": "Fijian",
    "fo": "Faroese",
    "fr": "French",
    "fsl": "French Sign Language",
    "fy": "West Frisian",
    "ga": "Irish",
    "gd": "Scottish Gaelic",
    "gl": "Galician",
    "gn": "Guarani",
    "grc": "Ancient Greek",
    "gsg": "German Sign Language",
    "gsw": "Swiss German",
    "gu": "Gujarati",
    "ha": "Hausa",
    "hak": "Hakka",
    "haw": "Hawaiian",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "ht": "Haitian Creole",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "ig": "Igbo",
    "is": "Icelandic",
    "it": "Italian",
    "iu": "Inuktitut",
    "ja": "Japanese",
    "jv": "Javanese",
    "ka": "Georgian",
    "kab": "Kabyle",
    "kk": "Kazakh",
    "kl": "Greenlandic",
    "km": "Khmer",
    "kn": "Kannada",
    "ko": "Korean",
    "kok": "Konkani",
    "ks": "Kashmiri",
    "ku": "Kurdish",
    "ky": "Kyrgyz",
    "la": "Latin",
    "lad": "Ladino",
    "lb": "Luxembourgish",
    "lg": "Ganda",
    "ln": "Lingala",
    "lo": "Lao",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mai": "Maithili",
    "mg": "Malagasy",
    "mh": "Marshallese",
    "mi": "Māori",
    "mk": "Macedonian",
    "ml": "Malayalam",
    "mn": "Mongolian",
    "mr": "Marathi",
    "ms": "Malay",
    "mt": "Maltese",
    "my": "Burmese",
    "nah": "Nahuatl",
    "nan": "Min Nan",
    "nap": "Neapolitan",
    "nb": "Norwegian Bokmål",
    "ne": "Nepali",
    "nl": "Dutch",
    "nn": "Norwegian Nynorsk",
    "no": "Norwegian",
    "nv": "Navajo",
    "ny": "Chewa",
    "oc": "Occitan",
    "om": "Oromo",
    "or": "Odia",
    "os": "Ossetian",
    "pa": "Punjabi",
    "pcm": "Nigerian Pidgin",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "qu": "Quechua",
    "rm": "Romansh",
    "rn": "Kirundi",
    "ro": "Romanian",
    "rom": "Romani",
    "ru": "Russian",
    "rw": "Kinyarwanda",
    "sa": "Sanskrit",
    "sah": "Yakut",
    "sc": "Sardinian",
    "scn": "Sicilian",
    "sco": "Scots",
    "sd": "Sindhi",
    "se": "Northern Sámi",
    "sgn": "Sign languages",
    "sh": "Serbo-Croatian",
    "si": "Sinhala",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sm": "Samoan",
    "smn": "Inari Sámi",
    "sn": "Shona",
    "so": "Somali",
    "sq": "Albanian",
    "sr": "Serbian",
    "ss": "Swati",
    "st": "Sotho",
    "su": "Sundanese",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "te": "Telugu",
    "tet": "Tetum",
    "tg": "Tajik",
    "th": "Thai",
    "ti": "Tigrinya",
    "tk": "Turkmen",
    "tl": "Tagalog",
    "tlh": "Klingon",
    "tn": "Tswana",
    "to": "Tongan",
    "tpi": "Tok Pisin",
    "tr": "Turkish",
    "ts": "Tsonga",
    "tt": "Tatar",
    "tw": "Twi",
    "ty": "Tahitian",
    "tzm": "Tamazight",
    "ug": "Uyghur",
    "uk": "Ukrainian",
    "und": "Undetermined",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vec": "Venetian",
    "vi": "Vietnamese",
    "wa": "Walloon",
    "wo": "Wolof",
    "wuu": "Wu Chinese",
    "xh": "Xhosa",
    "yi": "Yiddish",
    "yo": "Yoruba",
    "yue": "Cantonese",
    "zh": "Chinese",
    "zu": "Zulu",
    "zxx": "No spoken words",
}

SCRIPTS = {
    "Latn": "Latin",
    "Cyrl": "Cyrillic",
    "Arab": "Arabic",
    "Hans": "simplified",
    "Hant": "traditional",
    "Deva": "Devanagari",
}

# What other catalogues write for the same languages.
ALIASES = {"cn": "yue", "xx": "zxx", "mo": "ro", "iw": "he", "in": "id", "ji": "yi", "jp": "ja", "gr": "el", "cz": "cs"}

_TAG = re.compile(r"(?P<language>[a-z]{2,3})(?:-(?P<script>[A-Z][a-z]{3}))?(?:-(?P<region>[A-Z]{2}|\d{3}))?")


def is_known(tag: str) -> bool:
    """Whether the tag is well formed ("pt-BR", "zh-Hant") and its language and script are in our lists."""
    match = _TAG.fullmatch(tag)
    return match is not None and match["language"] in NAMES and match["script"] in {None, *SCRIPTS}


def base(tag: str) -> str:
    """The language of a tag: "pt" of "pt-BR", "" of ""."""
    return tag.split("-", 1)[0].lower()


def name(tag: str) -> str:
    """The English name, with the script where the tag names one; the tag itself where it is unknown."""
    match = _TAG.fullmatch(tag)
    if not match or match["language"] not in NAMES:
        return tag
    label = NAMES[match["language"]]
    script = SCRIPTS.get(match["script"] or "")
    return f"{label} ({script})" if script else label


def read(text: str) -> str | None:
    """The tag meant by a tag, an alias or an English name in any case ("french", "iw"); None if unknown."""
    text = text.strip()
    language, *rest = text.replace("_", "-").split("-")
    tag = "-".join([ALIASES.get(language.lower(), language.lower()), *(_cased(part) for part in rest)])
    return tag if is_known(tag) else _BY_NAME.get(text.casefold())


def _cased(part: str) -> str:
    return part.title() if len(part) == 4 else part.upper()


_BY_NAME = {label.casefold(): tag for tag, label in NAMES.items()} | {
    "mandarin chinese": "cmn",
    "farsi": "fa",
    "silent": "zxx",
}
