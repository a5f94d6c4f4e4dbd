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
_DENYING = (
    r"\b(?:no|not|nor|non)\b", r"n['’]t\b", r"\b(?:none|never|nobody|nothing|nowhere|neither|cannot|without)\b",
    r"\p{L}less(?:ly|ness)?\b", r"\bnon-?\p{Ll}", r"\bun(?!it|i[cfqv]|der|ited|til|less\b)\p{Ll}{3}",
    r"\bdis(?:a|q|cont|interest|like|loy|miss|obe|order|pro|put|reg|"
    r"repair|respect|rupt|satis|trust)", r"\bmis[stu]",
    r"\bi[nmrl](?:possib|regul|legal|legit|capab|abil|visib|valid|effic|suffic|complet|correct|depend"
    r"|conclus|accur|adequ|definit|different|eligib|sens|secur|stab|tact|nocen|relev|moral|mobil|patien"
    r"|perfect|probab)",
    r"\b(?:lack|fail|refus|den[iy]|reject|declin|exclu|rul\p{Ll}+ out|prevent|avoid|miss|absen|bann|bans?\b"
    r"|barr|forb|prohib|stop|halt|ceas|refrain|oppos|object|few|little|hardly|barely|scarce|rare|seldom|only"
    r"|nothing but|except|unless|until|till|instead|rather|yet|free (?:of|from)|short of|against|contrary|doubt"
    r"|hesitat|block|withh|withdr|keep|kept|escap|spar|abandon|lose|losing|loss|lost|empty|wrong|pending|remain|exempt"
    r"|anything but|vain|zero|nil|null|void|cancel|scrap|otherwise|difficult|unlike|far from|resist|reluct|ignor"
    r"|below|boycott|suspend|stall|omit|stagnat|other than|le(?:ft|ave|aving)\s+(?:off|out|un))",
)  # fmt: skip
_LIMITING = (
    r"\bless\b",
    r"\b(?:bars?\b|still|beyond|free|too|away|short|drop|gone|sole|merely|differen|out of|before|within"
    r"|scath|tore into|tear into|lambast|highest (?:\p{L}+\s)?since|strongest|as (?:it|they) (?:is|are)\b|record"
    r"|surpris|vanish|full|false|overwhelm|standstill|grounded|off limits"
    r"|blind eye|loose|remember|(?:gave|give|giving|given) (?:way|out)|last seen|wast|collaps"
    r"|struggl|just|but|any|even|every|all|if|whether|always|already|ever|alone|other|long|late"
    r"|early|same|first|froz|freez)",
)  # fmt: skip
DENYING_ENGLISH = _parts(*_DENYING)
"""What denies in English, or says that something lacks, failed or was stopped: a text without it denies nothing."""
ANY_ENGLISH = _parts(*_DENYING, *_LIMITING)
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
    "es": _words(
        r"no(?!\s(?:tod[oa]s?|s[oó]lo|solamente|obstante|se\ssabe|m[aá]s|menos|bien|tanto|vident\p{L}*)\b)"
    ),
    "pt": _words(
        r"(?<!(?:para|os?|as?|de|por|ou)\s)não"
        r"(?!\s(?:tod[oa]s?|s[óo]|apenas|somente|obstante|mais|menos|tanto|governamenta\p{L}+)\b)"
    ),
    "ro": _words(r"nu(?!\s(?:numai|doar|mai|atât|prea)\b)", r"n-(?:a|au|am|ai|ar|are)"),
    "ru": _words(
        r"не (?:будут|буд[уе]\p{L}*|может|могут|мог|имеет|имеют|станет|станут|хочет|хотят|является|являются)",
        r"не (?:планирует|сможет|смогут|смог|\p{L}+л(?:а|о|и|ся|ась|ось|ись)?)", "никогда не", "никто не", "ничего не",
    ),
    "uk": _words(
        "не (?:буде|будуть|може|можуть|міг|має|мають|стане|хоче|хочуть|є|планує|зможе|зможуть|зміг)",
        r"не \p{L}+(?:в|ла|ло|ли|вся|лася|лося|лися)", "ніколи не", "ніхто не", "нічого не",
    ),
    "he": _words(r"[שו]?לא(?! \p{L}+(?:ים|ות)\b)(?! רשמי)", "[שו]?מעולם לא"),
    "fa": _words(
        r"ن(?:می|خواه)\p{L}*", r"(?:نیست|نبود|نشد|نکرد|نداشت|نرسید|ندار)(?:د|ند)?", "نشده", "نکرده", "هرگز",
    ),
    "tr": _words(
        "değil(?:di|dir)?", r"\p{Ll}+m(?:adı|edi)(?:lar|ler)?", r"\p{Ll}+m[ıiuü]yor(?:lar|du|um|uz)?",
        r"\p{Ll}+m(?:ayacak|eyecek|amış|emiş)(?:lar|ler|tır|tir)?",
    ),
    "et": _words(r"ei (?!ole\b|saa\b)\p{L}+", "ei ole", "ei saa", "pole", "polnud"),
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
    "es": _parts(
        r"\bn[oi]\b", r"\bsin\b", r"\bnunca", r"\bjam[aá]s", r"\bnad[ai]", r"\bning", r"\btampoco",
        r"\bi[nmrl](?:posib|posíb|possib|possív|regul|legal|leg[íi]t|cap[aá]|visib|visív|v[aá]lid|efic|sufic|complet|correct)",
        r"\bi[nmr](?:corret|conclus|exa[ct]|adec|adeq|defin|segur|stab|estab|ocent|ocu|relev|moral|m[oó]vil|pac[ií]|perfe|prov|prob)",
        r"\bin(?:acept|aceit|just|[uú]til|neces|desej|explic|esper|c[oó]mod|ciert|cert|terr|cump|dem|existen|habit|dif)",
        r"\bdes(?!de\b|pu[eé]s|pach|tac|arroll|envolv|cri|ign|ta\b|te\b|sa\b|se\b)\p{L}{3}",
        r"\bdis(?!cut|cur|put|tri|pos|par|ser|ta[nñ]|se)\p{L}{3}", r"\bapenas", r"\bpoc[oa]", r"\bs[oó]l[oa]",
        r"\bneg", r"\bnieg", r"\brechaz", r"\bexclu", r"\bevit", r"\bfalt", r"\bausen", r"\bcarec", r"\bmenos",
        r"\bexcept", r"\bsalvo", r"\bcontra(?:ri|\b|r[ií])", r"\blejos", r"\bprohib", r"\brehus", r"\bfracas",
        r"\bmal", r"\bdej", r"\bdif[ií]c", r"\bdemasiad", r"\bantes", r"\bhasta\b", r"\baún", r"\btodav[ií]a",
        r"\bsino", r"\brar[oa]", r"\bescas", r"\bciego", r"\bninguno", r"\bsuspen", r"\bigual\b", r"\bperd",
        r"\bpierd", r"\ben vez", r"\ben lugar", r"\ba pesar", r"\banti", r"\bajen", r"\biles[oa]",
        r"\bimp(?:[ie]d|une)", r"\bdeber[ií]a",
    ),
    "pt": _parts(
        r"\bn[ãa]o\b", r"\bnem\b", r"\bsem\b", r"\bnunca", r"\bjamais", r"\bnad[ai]?\b", r"\bnenhu", r"\bningu",
        r"\btampouco",
        r"\bi[nmrl](?:posib|posíb|possib|possív|regul|legal|leg[íi]t|cap[aá]|visib|visív|v[aá]lid|efic|sufic|complet|correct)",
        r"\bi[nmr](?:corret|conclus|exa[ct]|adec|adeq|defin|segur|stab|estab|ocent|ocu|relev|moral|m[oó]vil|pac[ií]|perfe|prov|prob)",
        r"\bin(?:acept|aceit|just|[uú]til|neces|desej|explic|esper|c[oó]mod|ciert|cert|terr|cump|dem|existen|habit|dif)",
        r"\bdes(?!de\b|pu[eé]s|pach|tac|arroll|envolv|cri|ign|ta\b|te\b|sa\b|se\b)\p{L}{3}",
        r"\bdis(?!cut|cur|put|tri|pos|par|ser|ta[nñ]|se)\p{L}{3}", r"\bapenas", r"\bpouc", r"\bs[óo]\b", r"\bsomente",
        r"\bneg", r"\brejeit", r"\brecus", r"\bexclu", r"\bexce[tç]", r"\bevit", r"\bfalt", r"\bausen", r"\bcarec",
        r"\bmenos", r"\bsalvo", r"\bcontra(?:ri|\b|r[ií])", r"\blonge", r"\bproib", r"\bfracass", r"\bmal", r"\bdeix",
        r"\bdif[ií]c", r"\bdemais", r"\bantes", r"\baté\b", r"\bainda", r"\bmas sim", r"\brar[oa]", r"\bescass",
        r"\bcego", r"\bsuspen", r"\bperd", r"\bem vez", r"\bapesar", r"\banti", r"\bfalh", r"\biles[oa]",
        r"\bimp(?:e[dç]|une)",
    ),
    "ro": _parts(
        r"\bnu\b", r"\bn-", r"\bnici", r"\bfăr", r"\bniciodat", r"\bnimic", r"\bnimeni", r"\bniciun",
        r"\bne(?!go|ces|dum|vo|gr|rv)\p{L}{3}",
        r"\bi[nmrl](?:posib|posíb|possib|possív|regul|legal|leg[íi]t|cap[aá]|visib|visív|v[aá]lid|efic|sufic|complet|correct)",
        r"\bi[nmr](?:corret|conclus|exa[ct]|adec|adeq|defin|segur|stab|estab|ocent|ocu|relev|moral|m[oó]vil|pac[ií]|perfe|prov|prob)",
        r"\bin(?:acept|aceit|just|[uú]til|neces|desej|explic|esper|c[oó]mod|ciert|cert|terr|cump|dem|existen|habit|dif)",
        r"\bdez\p{L}{3}", r"\babia", r"\bpuțin", r"\bdoar\b", r"\bnumai", r"\brefuz", r"\bresping", r"\brespin",
        r"\bexclu", r"\bexcep", r"\bevit", r"\blips", r"\babsen", r"\bîmpotriv", r"\bcontra(?:ri|\b|r[ií])",
        r"\bdeparte", r"\binterzi", r"\beșu", r"\bgreu", r"\bprea\b", r"\bînainte", r"\bpână", r"\bîncă", r"\bci\b",
        r"\brar", r"\bîn loc", r"\bsuspend", r"\bpierd", r"\banti", r"\bopri", r"\bopre", r"\bmai mult", r"\bferi",
    ),
    "ru": _parts(
        r"\bн[ие]", r"\bбез", r"\bбес", r"\bнет\b", r"\bнельзя", r"\bотказ", r"\bотриц", r"\bотверг", r"\bлиш",
        r"\bтолько", r"\bмало", r"\bедва", r"\bкроме", r"\bисключ", r"\bзапре[тщ]", r"\bизбе[гж]", r"\bотсутств",
        r"\bпротив", r"\bтрудн", r"\bслишком", r"\bпрежде", r"\bдо\b", r"\bпока\b", r"\bещ[её]", r"\bвместо",
        r"\bредк", r"\bпереста", r"\bпрекра", r"\bвряд", r"\bтеря", r"\bпотер", r"\bанти", r"\bвне\b", r"\bлож",
        r"\bстран", r"\bсла[бв]", r"\bпровал", r"\bед", r"\bошиб", r"\bс трудом", r"\bчуж", r"\bмен(?:ее|ьше)",
    ),
    "uk": _parts(
        r"\bн[іе]", r"\bбез", r"\bнемає", r"\bнеможл", r"\bвідмов", r"\bзапереч", r"\bвідхил", r"\bлише", r"\bтільки",
        r"\bмало", r"\bледве", r"\bледь", r"\bкрім", r"\bокрім", r"\bвиключ", r"\bвиклю", r"\bзаборон", r"\bуник",
        r"\bвідсутн", r"\bпроти", r"\bважк", r"\bзанадто", r"\bнадто", r"\bперш", r"\bдо\b", r"\bпоки\b", r"\bще\b",
        r"\bзамість", r"\bрідк", r"\bпереста", r"\bприпин", r"\bнавряд", r"\bвтра", r"\bанти", r"\bпоза\b", r"\bхибн",
        r"\bслаб", r"\bпровал", r"\bпомил", r"\bмен(?:ше|ш)", r"\bбрак",
    ),
    "he": _parts(
        "לא", r"\b[שוהבלמ]{0,2}אי[ןנ]", r"\b[שוהבלמ]{0,2}אי[ -]", "בלי", "ללא", "מעולם", "אף", "שום", "כלום", "אסור",
        "סירב", "סרב", "הכחיש", "דח[תהו]", "רק", "מעט", "בקושי", "למעט", "חוץ", "נעדר", "היעדר", "העדר", "חסר", "נגד",
        "קשה", "מדי", "לפני", "עד", "עדיין", "במקום", "נדיר", "חדל", "הפסיק", r"\b[שוהבלמ]{0,2}אל\b", "נמנע", "נכשל",
        "מנע", "פחות", "איבד", "אנטי", "טרם", "בלתי", "פסל", "ביטל", "שלל",
    ),
    "fa": _parts(
        r"\bن", "بدون", "بی", "غیر", "هیچ", "هرگز", "عدم", "رد ", "خودداری", "تنها", "فقط", "کم", "جز", "مگر", "ضد",
        "علیه", "دشوار", "سخت", "پیش", "قبل", "تا ", "هنوز", "جای", "ندرت", "متوقف", "شکست", "ممنوع", "فاقد", "خلاف",
        "امتناع", "لغو", "مخالف", "دست", "نا", "نه",
    ),
    "tr": _parts(
        r"değil", r"\byok", r"s[ıiuü]z", r"\p{L}m[ae](?:d[ıiae]|m|z|y[ae][ncr]|yış|yiş)", r"\p{L}m[ıiuü]yor",
        r"\bhiç", r"\bas(?:la|ıl)", r"\bne\b", r"\bred", r"\bsadece", r"\byalnız", r"\baz\b", r"\bzor", r"\bkarşı",
        r"\bönce", r"\bkadar", r"\bhenüz", r"\byerine", r"\bnadir", r"\bdışında", r"\bengel", r"\byasa[kğ]",
        r"\biptal", r"\bkay[ıb]", r"\banti", r"\beksik", r"\bgay[rı]", r"\bbaşka", r"\buzak", r"\bvazgeç", r"\bkaçın",
        r"\binkar", r"\binkâr", r"\byan[ıl]", r"\bdaha\b", r"\bhariç", r"\bson\p{L}* ver", r"\bm[ae]mek",
    ),
    "et": _parts(
        r"\bei", r"\bpol[en]", r"\bära", r"\bilma", r"\bmitte", r"\bmi(?:dagi|llegi|skil|ngi)", r"\bkeegi",
        r"\bkunagi", r"\beba", r"t[ua]\b", r"t[ua]\p{Ll}{1,4}\b", r"\bvaid", r"\bainult", r"\bvaevalt", r"\bvähe",
        r"\bkeeld", r"\bpuud", r"\bvastu", r"\braske", r"\bliiga", r"\benne", r"\bkuni", r"\bveel", r"\basemel",
        r"\bharva", r"\bväl", r"\blõpet", r"\bloobu", r"\bkaota", r"\bläbi kuk", r"\bvälti", r"\bpeale\b",
    ),
}  # fmt: skip
"""By source language, every sign of denial, lack, limit or contrast, found as a part of a word too."""
