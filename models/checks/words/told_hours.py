"""How languages tell hours in words: halb neun, в половине девятого, a las tres de la tarde, الساعة السادسة والنصف.

H stands for the hour, in a word or in digits. Each form has the minutes that it adds to the hour or takes away.
"""

from __future__ import annotations

FORMS: dict[str, tuple[tuple[str, int], ...]] = {
    "ar": (
        (r"الساعة H والنصف", 30), (r"الساعة H والربع", 15), (r"الساعة H إلا (?:ال)?ربعا?", -15),
        (r"الساعة H(?! (?:و|إلا))", 0),
    ),
    "cs": (
        ("půl H", -30), ("čtvrt na H", -45), ("tři čtvrtě na H", -15), ("(?:v|ve|od|do|po|před) H hodin(?:y|u|ou)?", 0),
    ),
    "de": (
        ("halb H", -30), ("viertel nach H", 15), ("viertel vor H", -15), ("dreiviertel H", -15), ("um H uhr", 0),
    ),
    "en": (
        ("half past H", 30), ("quarter past H", 15), ("quarter to H", -15), ("H o['’]clock", 0),
        (r"H(?= (?:in the (?:morning|afternoon|evening)|at night)\b)", 0),
    ),
    "es": (
        ("a las? H y media", 30), ("a las? H y cuarto", 15), ("a las? H menos cuarto", -15),
        (r"a las? H(?= de la (?:mañana|tarde|noche)|[.,;)]|$| horas)", 0),
    ),
    "et": (
        ("kell pool H", -30), ("kell veerand H", -45), ("kell kolmveerand H", -15),
        ("kell (?!pool|kolmv|veer)H", 0),
    ),
    "fa": (("ساعت H و نیم", 30), ("ساعت H و ربع", 15), ("ساعت H(?! و (?:نیم|ربع))", 0)),
    "fr": (
        ("(?:à|vers|dès|de|avant|après) H ?h(?:eures?)? et demie?", 30),
        ("(?:à|vers|dès) H ?h(?:eures?)? et quart", 15),
        ("(?:à|vers|dès) H ?h(?:eures?)? moins le quart", -15),
        (r"(?:à|vers|dès) H ?h(?:eures?)?(?! ?\d|\p{L}| (?:et|moins))", 0),
    ),
    "he": (("בשעה H וחצי", 30), ("בשעה H ורבע", 15), ("בשעה H(?! ו)", 0)),
    "it": (
        ("(?:d?alle|verso le) H e mezz[ao]", 30), ("(?:d?alle|verso le) H e un quarto", 15),
        ("(?:d?alle|verso le) H meno un quarto", -15),
        (r"(?:d?alle|verso le)(?: ore)? H(?= (?:di|del) |[,;)]|\.(?!\d)|$)", 0),
    ),
    "ne": (("H बजे", 0),),
    "pt": (
        ("às H e meia", 30), ("às H e um quarto", 15), ("às H menos um quarto", -15),
        (r"às H(?:h| horas)?(?= da |[,;)]|\.(?!\d)|$)", 0),
    ),
    "ro": (
        ("la orele? H și jumătate", 30), ("la ora H și jumătate", 30), ("la ora H și un sfert", 15),
        ("la ora H fără un sfert", -15), (r"la ora H(?! (?:și|fără)|[:.]\d)", 0),
    ),
    "ru": (
        ("в половине H", -30), ("без четверти H", -15), ("(?:в|до|к|после|около) H час(?:ов|а|ам)", 0),
    ),
    "si": ((r"(?<=(?:පෙ[.]ව[.]|ප[.]ව[.]|උදේ|සවස|රාත්‍රී) )H(?:[.:](?P<minute>\d\d))?ට?", 0),),
    "tr": (("saat H buçuk(?:ta|tan|a)?", 30), (r"saat H(?! buçuk|[.:]\d)", 0)),
    "uk": (
        ("(?:о|об|до|після) пів на H", -30), ("за чверть H", -15), ("(?:о|об) H годині", 0),
        (r"(?:о|об) H(?<=ій|ій,)(?= (?:ранку|вечора|дня|ночі)|[.,;)]|$)", 0),
    ),
}  # fmt: skip
"""By language, the forms with the minutes beside the hour."""
NOON_FORMS: dict[str, tuple[tuple[str, int], ...]] = {
    "fr": ((r"midi et demie?", 750), (r"minuit et demie?", 30)),
    "it": ((r"mezzogiorno e mezz[oa]", 750),),
    "es": ((r"doce y media", 750),),
}
"""The same of what has no number, in minutes after midnight."""
