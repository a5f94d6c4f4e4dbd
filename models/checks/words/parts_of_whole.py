"""How languages name parts of a whole, where several are counted: Drittel, трети, üçte, سوم, 分之."""

from __future__ import annotations

PARTS: dict[str, tuple[str, str]] = {
    "ar": ("أرباع", "أثلاث|أخماس|أسداس|أسباع|أثمان|أعشار"),
    "cs": ("(?!)", r"(?:třetin|pětin|šestin|sedmin|osmin|devítin|desetin)\p{L}{0,3}"),
    "de": ("(?!)", "(?:drit|fünf|sechs|sieb|ach|neun|zehn)tel[ns]?"),
    "es": ("cuartas partes", "tercios|(?:terceras|quintas|sextas|séptimas|octavas|décimas) partes|quintos"),
    "et": (r"(?:nelja|veera)ndik\p{L}{0,3}", r"(?:kolma|viie|kuue|seitsme|kaheksa|kümne)ndik\p{L}{0,3}"),
    "fa": ("چهارم", "سوم|پنجم|ششم|هفتم|هشتم|دهم"),
    "en": ("(?!)", "thirds|(?:fif|six|seven|eigh|nin|ten)ths"),
    "fr": ("(?!)", "tiers|(?:cinqu|six|sept|huit|neuv|dix)ièmes"),
    "he": ("רבעים|רבעי", "שלישים|חמישיות|שישיות|שביעיות|עשיריות"),
    "it": ("(?!)", "terzi|quinti|sesti|settimi|ottavi|decimi"),
    "ne": (r"चौथा[इई]", r"तिहा[इई]"),
    "pt": ("quartas partes", "terços|quintos|sextos|oitavos|décimos|(?:terças|quintas|décimas) partes"),
    "ro": ("pătrimi", "treimi|cincimi|șesimi|șeptimi|optimi|zecimi"),
    "ru": ("(?!)", "трет(?:и|ей|ями?|ях)|(?:пят|шест|седьм|восьм)ы[хем]"),
    "si": ("හතරෙන්", "තුනෙන්|පහෙන්"),
    "tr": ("dörtte", "üçte|beşte|altıda|yedide|sekizde|onda"),
    "uk": ("(?!)", "третин(?:ами?|ах|и)?|(?:п'ят|шост|сьом|восьм)их"),
    "zh": ("四分之", "[三五六七八九十]分之"),
}  # fmt: skip
"""By language, what several quarters are called, and several thirds, fifths and so on.

No quarters where their word is a number of its own: drei Viertel."""
PARTS_FIRST = frozenset({"si", "tr", "zh"})
"""Languages that name the parts before they count them: üçte iki."""
ONE_FOURTH: dict[str, str] = {
    "es": "(?:una|la) cuarta parte", "et": r"(?:nelja|veera)ndik\p{L}{0,3}", "fa": "یک چهارم",
    "it": "un quarto(?= d)",
    "pt": "(?:um)?a quarta parte|um quarto(?= d)", "ne": r"एक चौथा[इई]", "ro": "o pătrime|pătrimea",
    "si": r"හතරෙන් එක\p{M}*ක\p{M}*", "tr": r"dörtte bir\p{L}*", "zh": "四分之一",
}  # fmt: skip
"""A quarter where its word is that of an ordinal, or is made of two numbers."""
