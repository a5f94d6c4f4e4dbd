"""The same plain errors in every language that is read: words, digits, signs, currencies, days of a month."""

from __future__ import annotations

import pytest

from models.checks.dates.dates import DATES
from models.checks.numbers.numbers import NUMBERS
from tests.checks.conftest import MakeDocument

FORTY_EIGHT = {
    "ar": "حضر ثمانية وأربعون طفلا", "cs": "Přišlo osmačtyřicet dětí", "de": "Achtundvierzig Kinder kamen",
    "es": "Vinieron cuarenta y ocho niños", "et": "Kohale tuli nelikümmend kaheksa last",
    "fa": "چهل و هشت کودک آمدند", "fr": "Quarante-huit enfants sont venus", "he": "הגיעו ארבעים ושמונה ילדים",
    "it": "Sono venuti quarantotto bambini", "ne": "अठचालीस बालबालिका आए", "pt": "Vieram quarenta e oito crianças",
    "ro": "Au venit patruzeci și opt de copii", "ru": "Пришли сорок восемь детей",
    "si": "ළමුන් හතළිස් අට දෙනෙක් පැමිණියහ", "tr": "Kırk sekiz çocuk geldi", "uk": "Прийшли сорок вісім дітей",
    "zh": "来了四十八个孩子",
}  # fmt: skip
INFLATION = {
    "ar": "بلغ التضخم 12.5 بالمئة", "cs": "Inflace byla 12,5 procenta", "de": "Die Inflation lag bei 12,5 Prozent",
    "es": "La inflación fue del 12,5 por ciento", "et": "Inflatsioon oli 12,5 protsenti", "fa": "تورم ۱۲/۵ درصد بود",
    "fr": "L'inflation était de 12,5 pour cent", "he": "האינפלציה הייתה 12.5 אחוזים",
    "it": "L'inflazione era del 12,5 per cento", "ne": "मुद्रास्फीति १२.५ प्रतिशत रह्यो",
    "pt": "A inflação foi de 12,5 por cento", "ro": "Inflația a fost de 12,5 la sută",
    "ru": "Инфляция составила 12,5 процента", "si": "උද්ධමනය සියයට 12.5 කි", "tr": "Enflasyon yüzde 12,5 oldu",
    "uk": "Інфляція становила 12,5 відсотка", "zh": "通货膨胀率为百分之十二点五",
}  # fmt: skip
EIGHT_BELOW = {
    "ar": "بلغت الحرارة ثماني درجات تحت الصفر", "cs": "Bylo minus osm stupňů", "de": "Es waren minus acht Grad",
    "es": "Estábamos a ocho grados bajo cero", "et": "Oli miinus kaheksa kraadi", "fa": "دما هشت درجه زیر صفر بود",
    "fr": "Il faisait moins huit degrés", "he": "הטמפרטורה הייתה שמונה מעלות מתחת לאפס",
    "it": "C'erano otto gradi sotto zero", "ne": "तापक्रम माइनस आठ डिग्री थियो", "pt": "Faziam oito graus negativos",
    "ro": "Erau minus opt grade", "ru": "Было минус восемь градусов", "tr": "Hava eksi sekiz dereceydi",
    "uk": "Було мінус вісім градусів", "zh": "气温为零下八度",
}  # fmt: skip
TWENTY_EUROS = {
    "ar": "دفع عشرين يورو", "cs": "Zaplatil dvacet eur", "de": "Er zahlte zwanzig Euro", "es": "Pagó veinte euros",
    "et": "Ta maksis kakskümmend eurot", "fa": "او بیست یورو پرداخت", "fr": "Il a payé vingt euros",
    "he": "הוא שילם עשרים אירו", "it": "Ha pagato venti euro", "ne": "उनले बीस युरो तिरे", "pt": "Pagou vinte euros",
    "ro": "A plătit douăzeci de euro", "ru": "Он заплатил двадцать евро", "tr": "Yirmi avro ödedi",
    "uk": "Він заплатив двадцять євро", "zh": "他付了二十欧元",
}  # fmt: skip
FIFTH_OF_MAY = {
    "ar": "وصل في الخامس من مايو", "cs": "Přijel pátého května", "de": "Er kam am fünften Mai an",
    "es": "Llegó el cinco de mayo", "et": "Ta saabus viiendal mail", "fa": "او پنجم مه رسید",
    "fr": "Il est arrivé le cinq mai", "he": "הוא הגיע בחמישה במאי", "it": "È arrivato il cinque maggio",
    "ne": "उनी पाँच मेमा आइपुगे", "pt": "Chegou a cinco de maio", "ro": "A sosit pe cinci mai",
    "ru": "Он прибыл пятого мая", "tr": "Beş Mayıs'ta geldi", "uk": "Він прибув п'ятого травня", "zh": "他五月五日抵达",
}  # fmt: skip
SAID = [
    (FORTY_EIGHT, ("Forty-eight children came", "48 children came"), "Eighty-four children came"),
    (INFLATION, ("Inflation was 12.5 per cent", "Inflation was 12.5%"), "Inflation was 15.2 per cent"),
    (INFLATION, (), "Inflation was 125 per cent"),
    (EIGHT_BELOW, ("It was minus eight degrees", "It was eight degrees below zero"), "It was eight degrees"),
    (TWENTY_EUROS, ("He paid twenty euros", "He paid 20 euros"), "He paid twenty dollars"),
    (FIFTH_OF_MAY, ("He arrived on 5 May", "He arrived on May 5"), "He arrived on 15 May"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "source", "sound", "wrong"),
    [(lang, source, sound, wrong) for table, sound, wrong in SAID for lang, source in table.items()],
)
def test_sound_and_wrong(
    make_document: MakeDocument, lang: str, source: str, sound: tuple[str, ...], wrong: str
) -> None:
    for target in sound:
        document = make_document(source, target, lang)
        assert [*NUMBERS.find(document), *DATES.find(document)] == []
    document = make_document(source, wrong, lang)
    assert [flag.side for flag in (*NUMBERS.find(document), *DATES.find(document))] == ["target"]


def test_the_first_of_a_month_is_no_article(make_document: MakeDocument) -> None:
    assert NUMBERS.find(make_document("Il est arrivé le premier juin", "He arrived on 1 June", "fr")) == []
    (flag,) = NUMBERS.find(make_document("Il est arrivé le premier juin", "He arrived on 11 June", "fr"))
    assert flag.evidence[0].meanings == ("1",)
