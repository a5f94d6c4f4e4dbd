"""Comparatives that are the opposite of each other, by language: more and less, better and worse, at least, at most."""

from __future__ import annotations

import regex

Poles = tuple[regex.Pattern[str], regex.Pattern[str]]
"""How a language says the one end of a scale, and the other."""


def _poles(more: str, less: str, part: str = r"(?<![\p{L}\p{M}])(?:%s)(?![\p{L}\p{M}])") -> Poles:
    return regex.compile(part % more, regex.I), regex.compile(part % less, regex.I)


MORE, BETTER, AT_LEAST, LATER, OLDER, BIGGER = "more", "better", "at least", "later", "older", "bigger"
ENGLISH: dict[str, Poles] = {
    MORE: _poles("more than", "(?:less|fewer) than"),
    BETTER: _poles(r"better|best", r"worse|worst"),
    AT_LEAST: _poles(r"at least|minimum|no (?:less|fewer) than", r"at most|maximum|up to|no more than|not more than"),
    LATER: _poles(r"later than|latest", r"earlier than|earliest|sooner"),
    OLDER: _poles(r"older|oldest|elder|eldest", r"younger|youngest"),
    BIGGER: _poles(r"(?:big|larg|great)(?:g?er|g?est)", r"small(?:er|est)"),
}
ALSO_ENGLISH: dict[str, Poles] = {
    MORE: _poles(
        r"more|over|above|beyond|exceed\p{L}*|top(?:s|ped)", r"less|fewer|under|below|short|within|almost|nearly"
    ),
}
"""What else English says for either end of a scale: where it stands, the rule keeps out."""
DENIED = regex.compile(
    r"(?:(?<!\p{L})(?:не|ни|nicht|keine?|no|non|não|nem|nu|mitte|pas|not|ne|לא|نه)|n['’]t|لا|ليس|ليست|لم|不)\s*$",
    regex.I,
)
"""What stands right before a comparative that is denied ("no more than")."""
SOURCE: dict[str, dict[str, Poles]] = {
    "de": {
        MORE: _poles("mehr als", "weniger als"),
        BETTER: _poles(r"besser\p{L}*|besten?", r"schlechter\p{L}*|schlechtesten?|schlimm(?:er|st)\p{L}*"),
        AT_LEAST: _poles("mindestens|wenigstens|zumindest", "höchstens|maximal"),
        LATER: _poles("später als|spätestens", "früher als|frühestens"),
        OLDER: _poles(r"ältere?[nrms]?|ältesten?", r"jüngere?[nrms]?|jüngsten?"),
        BIGGER: _poles(r"größere?[nrms]?|größten?", r"kleinere?[nrms]?|kleinsten?"),
    },
    "fr": {
        MORE: _poles("plus (?:de|que|(?:d|qu)(?=[’']))", "moins (?:de|que|(?:d|qu)(?=[’']))"),
        BETTER: _poles("meilleure?s?|mieux", "pires?"),
        AT_LEAST: _poles("au moins|au minimum", "au plus|au maximum|tout au plus"),
        OLDER: _poles("plus âgée?s?|plus vieux|aînée?s?", "plus jeunes?"),
        BIGGER: _poles("plus grande?s?", "plus petite?s?"),
    },
    "es": {
        MORE: _poles(r"más de(?!\s+l[oa]s?\s+que)|más que", r"menos de(?!\s+l[oa]s?\s+que)|menos que"),
        BETTER: _poles("mejor(?:es)?", "peor(?:es)?"),
        AT_LEAST: _poles("al menos|por lo menos|como mínimo", "como máximo|a lo sumo"),
        BIGGER: _poles("más grandes?", "más pequeñ[oa]s?"),
    },
    "it": {
        MORE: _poles(
            r"più (?:di(?!\s+quant)|che|d(?=[’']))", r"meno (?:di(?!\s+quant)|che|d(?=[’']))"
        ),
        BETTER: _poles(r"miglior[ei]?|meglio", r"peggior[ei]?|peggio"),
        AT_LEAST: _poles("almeno|come minimo", "al massimo|tutt’al più"),
        BIGGER: _poles("più grand[ei]", "più piccol[oaie]"),
    },
    "ru": {
        MORE: _poles("более|больше|свыше", "менее|меньше"),
        BETTER: _poles(r"лучше|лучш\p{L}+", r"хуже|худш\p{L}+"),
        AT_LEAST: _poles("не менее|как минимум|по меньшей мере|по крайней мере", "не более|максимум|не больше"),
        OLDER: _poles("старше", "младше|моложе"),
        BIGGER: _poles(r"крупнее|крупнейш\p{L}+|наибольш\p{L}+", r"мельче|наименьш\p{L}+"),
    },
    "cs": {
        MORE: _poles("více než|víc než", "méně než|míň než"),
        BETTER: _poles(r"lépe|líp|lepší\p{L}*|nejlepší\p{L}*", r"hůře?|horší\p{L}*|nejhorší\p{L}*"),
        AT_LEAST: _poles("alespoň|aspoň|nejméně|minimálně", "nanejvýš|maximálně|nejvýše"),
        OLDER: _poles(r"starší\p{L}*|nejstarší\p{L}*", r"mladší\p{L}*|nejmladší\p{L}*"),
        BIGGER: _poles(r"větší\p{L}*|největší\p{L}*", r"menší\p{L}*|nejmenší\p{L}*"),
    },
    "ar": {
        MORE: _poles("[وبل]?[أا]كثر من", "[وبل]?[أا]قل من"),
        BETTER: _poles("(?:ال)?[أا]فضل|(?:ال)?[أا]حسن", "(?:ال)?[أا]سو[أا]"),
        AT_LEAST: _poles("على ال[أا]قل", "على ال[أا]كثر|كحد [أا]قصى"),
        OLDER: _poles("[أا]كبر سنا", "[أا]صغر سنا"),
    },
    "pt": {
        MORE: _poles(
            r"(?<!nada )mais (?:de(?!\s+(?:uma vez|perto))|(?:do )?que(?=\s\d))",
            r"(?<!nada )menos (?:de|(?:do )?que(?=\s\d))",
        ),
        BETTER: _poles("melhor(?:es)?", "pior(?:es)?"),
        AT_LEAST: _poles("pelo menos|ao menos|no mínimo", "no máximo|quando muito"),
    },
    "uk": {
        MORE: _poles("більше|понад", "менше"),
        BETTER: _poles(r"краще|найкращ\p{L}+", r"гірше|найгірш\p{L}+"),
        AT_LEAST: _poles("щонайменше|принаймні|не менше", "щонайбільше|максимум|не більше"),
        OLDER: _poles("старше", "молодше"),
    },
    "ro": {
        MORE: _poles("mai mul[tț][eiă]? de(?:cât)?", "mai puțin[eiă]? de(?:cât)?"),
        AT_LEAST: _poles("cel puțin", "cel mult"),
    },
    "tr": {
        MORE: _poles(r"(?<=\d['’])[dt][ea]n (?:daha )?fazla", r"(?<=\d['’])[dt][ea]n (?:daha )?az"),
        AT_LEAST: _poles(r"en az(?=\s\d)", r"en fazla(?=\s\d)"),
    },
    "fa": {
        MORE: _poles("بیش(?:تر)? از(?! حد| پیش)", "کمتر از"),
        AT_LEAST: _poles("دست[\u200c ]?کم|حداقل", "حداکثر"),
    },
    "he": {
        MORE: _poles(r"(?:יותר|למעלה) מ(?!די)[־-]?\p{L}*", r"פחות מ(?!די)[־-]?\p{L}*"),
        AT_LEAST: _poles("לפחות", "לכל היותר"),
    },
    "et": {MORE: _poles("rohkem kui|enam kui", "vähem kui"), AT_LEAST: _poles("vähemalt", "kõige rohkem")},
    "zh": {
        MORE: _poles("多于|超过|以上", "少于|不到|不足|以下", "%s"),
        BETTER: _poles("更好|最好|最佳", "更糟|更差|最差|最糟|更坏|最坏", "%s"),
        AT_LEAST: _poles("至少|最少", "至多|最多", "%s"),
    },
}  # fmt: skip
