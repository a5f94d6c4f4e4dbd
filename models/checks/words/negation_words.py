"""How languages deny: words that plainly do, and all that might, so that a rule knows when to keep out.

`PLAIN` holds what always turns a statement round; `ANY` every sign of denial, lack, limit or contrast, word for word
or as a part of a word. What is in `ANY` and not in `PLAIN` can be rendered with or without a "not".
"""

from __future__ import annotations

import regex


def _words(*alternatives: str) -> regex.Pattern[str]:
    return regex.compile(r"(?<![\p{L}\p{M}])(?:" + "|".join(alternatives) + r")(?![\p{L}\p{M}])", regex.I)


def _parts(*alternatives: str) -> regex.Pattern[str]:
    return regex.compile("|".join(alternatives), regex.I)


PLAIN_ENGLISH = regex.compile(
    r"(?<![\p{L}\p{M}])(?:(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|must) not"
    r"|(?:is|are|was|were|do|does|did|has|have|had|wo|would|ca|could|should|must)n['’]t|cannot)(?![\p{L}\p{M}])",
)
"""A verb that is denied."""
ANY_ENGLISH = _parts(
    r"\b(?:no|not|nor|non)\b", r"n['’]t\b", r"\b(?:none|never|nobody|nothing|nowhere|neither|cannot|without|nor)\b",
    r"less\b", r"less(?:ly|ness)\b", r"\bnon-?\p{Ll}", r"\bun(?!it|i[cfqv]|der|ited)\p{Ll}{3}",
    r"\bdis(?:a|q|cont|interest|like|loy|miss|obe|order|pro|put|reg|"
    r"repair|respect|rupt|satis|trust)", r"\bmis[stu]",
    r"\bi[nmrl](?:possib|regul|legal|legit|capab|abil|visib|valid|effic|suffic|complet|correct|depend"
    r"|conclus|accur|adequ|definit|different|eligib|sens|secur|stab|tact|nocen|relev|moral|mobil|patien"
    r"|perfect|probab)",
    r"\b(?:lack|fail|refus|den[iy]|reject|declin|exclu|rul\p{Ll}+ out|prevent|avoid|miss|absen|bann|bans?\b"
    r"|barr|bars?\b|forb|prohib|stop"
    r"|halt|ceas|refrain|oppos|object|few|little|hardly|barely|scarce|rare|seldom|only|nothing but|except"
    r"|unless|until|till"
    r"|instead|rather|yet|still|beyond|free|too|away|short|against|contrary|doubt|hesitat|block|withh|withdr|keep|kept"
    r"|escap|spar|abandon|drop|lose|losing|loss|lost|empty|wrong|pending|remain|exempt|anything but|sole|merely"
    r"|scath|tore into|tear into|lambast|highest (?:\p{L}+\s)?since|strongest|as (?:it|they) (?:is|are)\b|record"
    r"|vain|zero|nil|gone|null|void|cancel|scrap|differen|otherwise|difficult|unlike|far from|out of|before"
    r"|resist|reluct"
    r"|struggl|suspend|stall|just|but|any|even|every|all|if|whether|always|already|ever|alone|other|long|late"
    r"|early|same|first|le(?:ft|ave|aving)\s+(?:off|out|unsaid)|omit|froz|freez|stagnat)",
)  # fmt: skip
"""Every sign of denial, lack, limit or contrast in English: what may stand for a "not" of the source."""
QUESTION = regex.compile(r"[?؟？¿]")

PLAIN: dict[str, regex.Pattern[str]] = {
    "de": _words("nicht", "keine?[nmrs]?", "niemand(?:en|em)?"),
    "fr": regex.compile(
        r"(?<!\p{L})(?:ne\s+|n['’])(?:\p{L}+['’])?\p{L}+(?:\s\p{L}+)?\s+(?:pas|jamais|rien)(?!\p{L})", regex.I
    ),
    "it": _words(r"non(?!\s\p{L}+[ae]nt[ei]\b)"),
    "cs": _words("není", "nejsou", "nebyl[aoiy]?", "nemá", "nemají", "nebude", "nebudou", "nemůže",
                 r"ni(?:kdy|kdo|c)(?:\s\p{L}+)?\sne\p{L}+", "nechce", "nechtěl[aoiy]?",
                 "nepodepsal[aiy]?", "nepřišel", "nepřišl[aoiy]",
                 "nesmí", "nepotvrdil[aoiy]?"),
    "ar": _words("[وف]?لم", "[وف]?لن", "[وف]?ليس", "[وف]?ليست", "[وف]?ليسوا"),
    "zh": _parts("没有", "并不", "并非", "不会", "不能", "(?<!要)不是", "从未", "并未", "尚未"),
}  # fmt: skip
"""By source language, what always denies a statement."""

ANY: dict[str, regex.Pattern[str]] = {
    "de": _parts(
        r"nich", r"(?<=nicht )etwa", r"\bkein", r"\bnie", r"\bohne", r"los(?:e[rnms]?|igkeit\p{L}*)?\b",
        r"\bun(?!d\b|s\b|ter|gar|ser)\p{L}",
        r"\bmiss", r"\bweder", r"\bkaum", r"\bwenig", r"\bstatt\b", r"\banstatt", r"weiger", r"ablehn", r"abgelehn",
        r"\blehn", r"\bnur\b", r"\bbloß", r"\bsondern", r"\baußer", r"verzicht", r"verhind", r"fehl", r"mangel",
        r"ausgeschl", r"ausschl", r"schließ", r"schloss", r"einge?stell", r"stell\p{L}*\b.*\bein\b", r"verbo[te]",
        r"verbie", r"schwer", r"schwier", r"\bleer", r"\bnein", r"\bbevor",
        r"frei\b", r"\bgegen", r"\bselten", r"\banders", r"bestr[ei]", r"dement", r"\bals\sdass", r"\binsta",
        r"\bin(?:okay|aktiv|stabil)",
        r"\bbislang", r"\berst\b", r"\bnoch\b", r"\bfern", r"scheiter", r"versag", r"vermeid", r"vermied", r"davor",
        r"schw[ei]{2}g", r"vorenth", r"anonym", r"unterla", r"unterlie", r"erspar", r"entfall",
        r"entfiel", r"erstmal", r"überforder", r"fremd",
        r"ausf(?:iel|äll|all)", r"abbr[eao]ch", r"abgebroch", r"br[eia]ch\p{L}*\b.*\bab\b",
    ),
    "fr": _parts(
        r"\bn['’]", r"\bne\b", r"\bpas\b", r"\bnon\b", r"\bni\b", r"\bsans\b", r"\bjamais", r"\brien", r"\baucun",
        r"\bnul", r"\bpersonne\b", r"\bpeu\b", r"\bguère", r"\bin", r"\bim", r"\bdé", r"\bdés", r"\bmal", r"\brefus",
        r"\bignor", r"\bmanqu", r"\babsen", r"\béch", r"\binterd", r"\bempêch", r"\bexclu", r"\bsauf", r"\bseul",
        r"\bplutôt",
        r"\bfaute", r"\bdifficil", r"\btrop\b", r"\bni[ae]", r"\brejet", r"\brare", r"\bdéfaut", r"\bavant\b", r"\bir",
        r"\bencore", r"\bcontre", r"\bdis", r"\bsinon", r"\bau lieu", r"\bloin", r"\billi?[ée]g", r"\bmoins", r"\bhors",
    ),
    "it": _parts(
        r"\bnon", r"\bn[eé]\b", r"\bmai\b", r"\bniente", r"\bnulla", r"\bnessun", r"\bsenza", r"\bi[nm]\p{L}{3}",
        r"\bs[bcdfglmpqrv]\p{L}{3}", r"\bfinch", r"\bquanto non", r"\bchi non", r"\bse non", r"lontan",
        r"\bdis", r"\bneanche", r"\bnemmeno", r"\bneppure", r"\bpoc[oh]", r"\bappena", r"\bmanc", r"\brifiut",
        r"\bi(?:ll|rr|gn)\p{L}", r"\bneg", r"\bevit", r"\besclu", r"\btranne", r"\bsolo", r"\bdifficil", r"\bprima",
        r"\bancora", r"\bcontro",
        r"\btroppo", r"\bmeno", r"\bfall", r"\banzich", r"\bprivo", r"\bprivi", r"\bviet", r"\bassen", r"\bmal",
    ),
    "cs": _parts(r"\bn[ei]", r"\bbez", r"\bodm", r"\bzakaz", r"\bzákaz", r"\bjen\b", r"\bpouze", r"\bmálo", r"\bsotva",
                 r"\bchyb", r"\bvyl", r"\bmísto", r"\bmimo", r"\bpříliš", r"\bzabr", r"\bproti", r"\btěžk", r"\bod",
                 r"\bkrom"),
    "ar": regex.compile(
        r"(?<!\p{L})[وف]?(?:[ألبل]{0,2})(?:لا|لم|لن|ليس\p{L}{0,3}|لست|لسنا|ما|غير|دون|عدم|بلا|بدون"
        r"|سوى|إلا|الا|كلا|بل|مجرد|فقط|عدا|ضد|قبل|"
        r"قليل\p{L}*|بعيدا|صعب\p{L}*|مش|مو|مافي|ماهو)(?!\p{L})|نف[يىت]|رفض|فشل|منع|حظر|انعدام|غياب|ندر|استبعد|استبعاد|مستبعد|"
        r"فقد|نقص|عجز|تعذر|امتن|تجنب|[إاأ]نكر|استحال|مستحيل|مستحال|حرم|كف عن|تخل[ىيو]|خلا|خال|لا"
        r"|مجهول|حتى|احتجب|فاقد|حيلول|دون|ضعف|تكذيب|كذب"
    ),
    "zh": regex.compile("[不没無无未非莫勿否别免缺少拒难反仅只才除禁防失差错空白假停绝欠避罢休微轻弱短低尚还却灭]"),
}  # fmt: skip
"""By source language, every sign of denial, lack, limit or contrast, found as a part of a word too."""
