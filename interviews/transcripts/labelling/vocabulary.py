"""Words that transcripts in many languages use for the parts of a conversation."""

import re

from ..model import Role
from ..wordlists import phrases
from .people import fold

# Labels that say who speaks. "asker" and "answerer" are people, the rest stand for many or for the room.
ASKERS = (
    "q question questioner interviewer int intv interview iv i'viewer ask asker reporter journalist host "
    "moderator mod presenter"
    " anchor chair audience|audience member|audience question|member of the audience"
    "|question from the audience|question from audience"
    "|audience q|from the audience|from the floor|unidentified audience member|press|press question"
    "|student|critic|editor|facilitator|emcee|mc"
    "|p|pregunta|entrevistador|entrevistadora|periodista|publico|moderador|moderadora|entrevista|pergunta"
    "|entrevistadora|jornalista|plateia"
    "|question du public|journaliste|intervieweur|animateur|animatrice|moderateur|moderatrice|public"
    "|le public|une spectatrice|un spectateur|spectateur|spectatrice"
    "|frage|fragen|interviewerin|moderatorin|publikum|frage aus dem publikum|zuschauer|zuschauerin|reporterin|redaktion"
    "|domanda|d|intervistatore|intervistatrice|giornalista|pubblico|dal pubblico|moderatore|moderatrice"
    "|vraag|v|interviewster|publiek|fraga|fråga|sporsmal|sporgsmal|kysymys|pytanie|dziennikarz|otazka"
    "|вопрос|корреспондент|журналист|интервьюер|ведущий|ведущая"
    "|soru|sunucu|gazeteci|خبرنگار|مصاحبه گر|مجری|پرسش|سوال|سؤال|س|المحاور|صحفي|問|質問|聞き手|記者|司会|司会者"
    "|インタビュアー|観客|会場|編集部|提问|问|主持人|观众|질문|문|기자|사회자|관객|שאלה|ש|מראיין|מראיינת|מנחה"
)
ANSWERERS = (
    "a answer ans|respondent|interviewee|guest|subject|director|filmmaker|r|respuesta|entrevistado"
    "|entrevistada|resposta|reponse|rep"
    "|invite|invitee|realisateur|realisatrice|antwort|antworten|regisseur|regisseurin|risposta|regista"
    "|antwoord|svar|vastaus|odpowiedz|odp|odpoved|ответ|режиссер"
    "|cevap|yonetmen|پاسخ|جواب|ج|کارگردان|إجابة|المخرج|答|回答|監督|导演|回答|답|답변|감독|תשובה|ת|במאי"
)
OTHERS = (
    "interpreter|music|theme|promo|sound|sound effect|sfx|translator|the interpreter|publicist|pr|waiter"
    "|waitress|barista|narrator|announcer|voice|voice over|voiceover|technician|assistant|operator"
    "|interprete|traducteur|traductrice|serveur|serveuse|attache de presse|dolmetscher|dolmetscherin"
    "|ubersetzer|ubersetzerin|kellner|kellnerin"
    "|traductor|traductora|camarero|camarera|traduttore|cameriere|переводчик|переводчица|مترجم|通訳|翻译|통역"
    "|waiter|stewardess|driver|unidentified actor|actor in clip|clip"
    "|sound engineer|camera operator|security|staff|usher|receptionist"
)
GROUPS = (
    "all|both|everyone|everybody|together|all three|all four|all two|the two|the three|in unison|tous"
    "|tous les deux|tous deux|ensemble|les deux|alle|beide"
    "|alle drei|todos|todas|ambos|los dos|los tres|tutti|entrambi|ambedue|все|همه|一同|全員|二人|合唱"
)
# Not a single letter more: what opens a line before a colon and is never somebody speaking.
NEVER = frozenset(
    fold(word)
    for word in phrases(
        "note|nb|n.b.|ps|p.s.|update|updated|correction|corrected|editor's note|editors note|ed|warning"
        "|spoiler alert|spoilers|read more|read also|related|also|see also|photo|photos|photograph"
        "|photography|credit|image|picture|caption|source|copyright|tags|tag|filed under|categories"
        "|category|topics|http|https|subject|from|to|cc|date|re|fwd|title|author|by|words|text|time"
        "|location|place|published|posted|recorded|runtime|length|file|listen|watch|share|url|www|more"
        "|next|previous|first|second|third|finally|one thing|three things|example|for example|remember"
        "|anyway|look|listen|imagine|trivia|disclaimer|transcript|mise à jour|note de la rédaction|ndlr"
        "|crédit photo|photo credit|lire aussi|à lire aussi|anmerkung|anm|foto|fotos|quelle"
        "|lesen sie auch|erstens|zweitens|drittens|nota|fuente|lea también|leer también|leggi anche|fonte"
        "|premièrement|deuxièmement|un|deux|uno|dos|primero|segundo|撮影|写真|取材|文|取材・文|構成|出典|注"
        "|interview by"
        "|edited by|translated by|transcribed by|photographs|photographs by|traduction"
        "|propos recueillis par|title page|draft date|contact|kind|language|headline|dek|byline"
        "|standfirst|kicker|location|speakers|participants|present|attendees|duration"
    )
)

# Somebody in the room: "MAN IN AUDIENCE", "Frage aus dem Publikum".
ROOM = re.compile(
    r"\b(?:audience|publikum|publico|publique|pubblico|public|spectateur|spectatrice|zuschauer|zuschauerin"
    r"|espectador|spettatore|viewer|attendee)\b"
)


def _keys(words: str) -> frozenset[str]:
    head, *rest = words.split("|")
    return frozenset(fold(word) for word in (*head.split(), *rest) if fold(word))


ASKING, ANSWERING, STANDING_BY, CHORUS = map(_keys, (ASKERS, ANSWERERS, OTHERS, GROUPS))
# Machine labels: a word and a number.
NUMBERED = re.compile(
    r"^(?:speaker|spkr|spk|voice|voz|voix|stimme|sprecher|sprecherin|locuteur|hablante|orador|ponente"
    r"|interlocutore|participant"
    r"|person|unknown speaker|unknown|unidentified \w+|guest|caller|audience(?: member)?|actor|s|话者|話者"
    r"|speaker_|발언자|참석자|גובר|спикер)"
    r"\s*[#_]?\s*(?:\d{1,3}|[a-z])?$"
)
ASIDE_IN_LABEL = re.compile(
    r"[,(]\s*(?:host|byline|pr\b|publicist|press agent|interpreter|moderator|attachée? de presse)", re.IGNORECASE
)


def role_of(key: str) -> Role | None:
    """The role that a folded label states by itself."""
    bare = re.sub(r"\s*\d+$", "", key)
    if bare in ASKING:
        return "interviewer"
    if bare in ANSWERING or bare in CHORUS:
        return "interviewee"
    if ROOM.search(bare):
        return "interviewer"
    if bare in STANDING_BY or bare.startswith(("unidentified actor", "unidentified character")):
        return "other"
    return None


def is_role_word(key: str) -> bool:
    return role_of(key) is not None


def is_numbered(key: str) -> bool:
    return bool(NUMBERED.match(key)) and any(c.isdigit() for c in key)


def same_role_word(one: str, other: str) -> bool:
    """Whether two role words abbreviate one another: "Int." and "Interviewer"."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    return (
        (
            len(short) >= 2
            and long.startswith(short)
            and " " not in long
            and is_role_word(short)
            and is_role_word(long)
            and not any(c.isdigit() for c in long)
        )
        or {short, long} == {"q", "question"}
        or {short, long} == {"a", "answer"}
    )
