"""How languages say one part of a whole: ein Drittel, un quart, треть, ثلث, üçte bir, 三分之一."""

from __future__ import annotations

SINGLE_PARTS: dict[str, dict[int, str]] = {
    "ar": {3: r"[وبلف]?ثلث", 4: r"[وبلف]?ربع(?!\s(?:ساعة|ال?نهائي|قرن|سنوي))"},
    "cs": {3: r"třetin[auyou]{1,2}", 4: r"čtvrtin[auyou]{1,2}", 5: r"pětin[auyou]{1,2}", 10: r"desetin[auyou]{1,2}"},
    "de": {n: rf"(?:k?eine?[ms]?)\s(?:\p{{Ll}}+\s)?{part}s?" for n, part in
           {3: "Drittel", 4: r"Viertel(?!\s(?:nach|vor|über))", 5: "Fünftel", 10: "Zehntel"}.items()},
    "en": {n: rf"(?:(?:an?|one)[\s-]{part}\sof(?!\s(?:an?|one)\s)|one[\s-]{part}(?=[\s.,;]))" for n, part in
           {3: "third", 4: "quarter", 5: "fifth", 10: "tenth"}.items()},
    "es": {3: "un tercio|(?:una|la) tercera parte", 4: r"un cuarto de l[ao]s?|(?:una|la) cuarta parte",
           5: "un quinto de|(?:una|la) quinta parte", 10: "(?:una|la) décima parte"},
    "et": {3: r"(?:üks\s)?kolmandik(?:ku|ul|ule|uks)?",
           4: r"(?:üks\s)?(?:nelja|veera)ndik(?:ku|ul|ule|uks)?|veerand(?=\s\p{L}+st(?!\p{L}))",
           5: r"(?:üks\s)?viiendik(?:ku|ul|ule|uks)?", 10: r"(?:üks\s)?kümnendik(?:ku|ul|ule|uks)?"},
    "fa": {3: r"یک[\s\u200c]?سوم", 4: r"یک[\s\u200c]?چهارم", 5: r"یک[\s\u200c]?پنجم", 10: r"یک[\s\u200c]?دهم"},
    "fr": {3: r"(?:un|le) tiers(?=\sd)", 4: r"(?:un|le) quart(?=\sd)(?!\sd(?:['’]heure|e finale|e siècle))",
           5: r"(?:un|le) cinquième(?=\sd)", 10: r"(?:un|le) dixième(?=\sd)"},
    "he": {3: "[וכלב]?שליש", 4: "[וכלב]?רבע(?! (?:גמר|שעה))", 5: "[וכלב]?חמישית", 10: "[וכלב]?עשירית"},
    "it": {3: r"un terzo(?=\sd)", 4: r"un quarto(?=\sd)(?!\sd(?:['’]ora|i finale|i secolo))", 5: r"un quinto(?=\sd)",
           10: r"un decimo(?=\sd)"},
    "pt": {3: "um terço|(?:um)?a terça parte", 4: r"um quarto d[ao]s?|(?:um)?a quarta parte",
           5: "um quinto d[ao]s?|(?:um)?a quinta parte", 10: "um décimo d[ao]s?|(?:um)?a décima parte"},
    "ro": {3: "o treime|treimea", 4: r"o pătrime|pătrimea|un sfert(?!\sde\s(?:oră|secol))", 5: "o cincime|cincimea",
           10: "o zecime|zecimea"},
    "ru": {3: "треть(?:ю)?|трети", 4: r"четверть(?:ю)?(?!\s(?:часа|века|финала))", 5: "пят(?:ая|ую) часть",
           10: "десят(?:ая|ую) часть"},
    "tr": {3: r"üçte biri?\p{Ll}*", 4: r"dörtte biri?\p{Ll}*", 5: r"beşte biri?\p{Ll}*", 10: r"onda biri?\p{Ll}*"},
    "uk": {3: "третин[ауи]", 4: r"чверть(?!\s(?:години|століття|фіналу))", 5: "п['’ʼ]ят[ау] частин[ау]",
           10: "десят[ау] частин[ау]"},
    "zh": {3: "三分之一", 4: "四分之一", 5: "五分之一", 10: "十分之一"},
}  # fmt: skip
"""By language and number of parts, patterns for one of them; what is an ordinal (der dritte) or a time is none."""
COUNTED: dict[str, str] = {
    "cs": r"(?:dvě|dvou|dvěma|tři|třech|čtyři)", "et": r"(?:kaks|kahe|kolm|kolme|neli)",
    "ru": r"(?:две|двух|двумя|три|тр[её]х|первой|второй|последней)", "uk": r"(?:дві|двох|двома|три|трьох)",
    "he": "(?:שני|שלושה)",
}  # fmt: skip
"""Words before a part that say that there are several of it."""
