"""Number words of the languages mtqc reads, as one table. Babel has no spelled-out numbers.

A line is `value:form,form,…`; a form that ends in `*` also stands for its inflections (up to five more
letters). Values from 100 on that multiply what stands before them ("three hundred", "3,5 Millionen") are in
SCALES; a word for a whole such number ("doscientos", "двести") is in WORDS. Two thirds are read as two, so that a
third does not pass for them. Forms are folded on loading as `models.text.normalise.fold` does. Names of numbers:
general knowledge, after the CLDR spell-out rules.
"""

from __future__ import annotations

from functools import lru_cache

from models.text.normalise import fold

WORDS: dict[str, str] = {
    "en": """0.5:half,halves 0.25:quarter,quarters
        0:zero 1:one,first,once,single 2:two,second,twice,double,both,pair,couple,twofold
        3:three,third,thrice,triple,treble,threefold,trebled,tripled 4:four,fourth,fourfold,quadruple,quadrupled
        5:five,fives,fifth,fivefold 6:six,sixth 7:seven,seventh 8:eight,eighth 9:nine,ninth
        10:ten,tenth,tenfold,decade 11:eleven,eleventh 12:twelve,twelfth,dozen 13:thirteen,thirteenth
        14:fourteen,fourteenth 15:fifteen,fifteenth 16:sixteen,sixteenth 17:seventeen,seventeenth
        18:eighteen,eighteenth 19:nineteen,nineteenth 20:twenty,twentieth,twenties
        30:thirty,thirtieth,thirties 40:forty,fortieth,forties 50:fifty,fiftieth,fifties
        60:sixty,sixtieth,sixties 70:seventy,seventieth,seventies 80:eighty,eightieth,eighties
        90:ninety,ninetieth,nineties""",
    "ar": """0.5:نصف 0.25:ربع,أرباع
        1:واحد,واحدة,أحد,إحدى,حادي,حادية,أول,أولى
        2:اثنان,اثنين,اثنا,اثني,اثنتان,اثنتين,اثنتا,اثنتي,ثاني,ثانية,ثان,يومان,يومين,ساعتان,ساعتين,ليلتان,ليلتين
        2:ثلثا,ثلثي,ثلثين,أسبوعان,أسبوعين,شهران,شهرين,عامان,عامين,سنتان,سنتين,مرتان,مرتين,دقيقتان,دقيقتين,كلا,كلتا
        3:ثلاث,ثلاثة,ثالث,ثالثة,ثلث
        4:أربع,أربعة,رابع,رابعة 5:خمس,خمسة,خامس,خامسة 6:ست,ستا,ستة,سادس,سادسة 7:سبع,سبعة,سابع,سابعة
        8:ثمان,ثماني,ثمانية,ثامن,ثامنة 9:تسع,تسعة,تاسع,تاسعة 10:عشر,عشرة,عاشر,عاشرة,عقد 20:عشرون,عشرين*
        30:ثلاثون,ثلاثين* 40:أربعون,أربعين* 50:خمسون,خمسين* 60:ستون,ستين* 70:سبعون,سبعين* 80:ثمانون,ثمانين*
        90:تسعون,تسعين* 200:مئتا,مئتان,مئتين,مئتي,مائتا,مائتان,مائتين,مائتي 600:ستمئة 2000:ألفان,ألفين,ألفي
        2000000:مليونان,مليونين,مليوني 2000000000:ملياران,مليارين,ملياري""",
    "cs": """0.5:půl,polovin* 0.25:čtvrt,čtvrtin* 1.5:půldruh*
        1:jeden,jedna,jedno,jedn*,první* 2:dva,dvě,dvou,dvěma,druh*,oba,obě,obou,oběma,dvoje,zdvojnásob*
        3:tři,troje,třech,tří,třem,třemi,třet*,potřetí,ztrojnásob*
        4:čtyři,čtyř*,čtvrtý,čtvrtá,čtvrté,čtvrtého,čtvrtém,počtvrté 5:pět,pěti,pátý,pát*,pětin*
        6:šest,šesti,šest* 7:sedm,sedmi,sedm* 8:osm,osmi,osm*
        9:devět,devíti,devát* 10:deset,deseti,desát*,desetin* 11:jedenáct* 12:dvanáct* 13:třináct* 14:čtrnáct*
        15:patnáct* 16:šestnáct* 17:sedmnáct* 18:osmnáct* 19:devatenáct* 20:dvacet*,dvacát*
        30:třicet*,třicát* 40:čtyřicet*,čtyřicát* 50:padesát* 60:šedesát* 70:sedmdesát* 80:osmdesát*
        90:devadesát* 200:dvěstě 12:tucet,tuct*""",
    "de": """0.5:hälfte,halb,halbe,halben,halber,halbes,einhalb 0.25:viertel,viertelstunde 1.5:anderthalb,eineinhalb
        1:eins,ein,eine,einen,einem,einer,erst* 2:zwei,zwo,zweit*,beide,beiden,beider,beides,doppelt*,verdoppel*
        3:drei,dritt*,verdreifach*
        4:vier,viert*,vervierfach* 5:fünf,fünft* 6:sechs,sechst* 7:sieben,siebt*,siebent* 8:acht,acht* 9:neun,neunt*
        10:zehn,zehnt* 11:elf,elft* 12:zwölf,zwölft*,dutzend* 13:dreizehn* 14:vierzehn* 15:fünfzehn*
        16:sechzehn* 17:siebzehn* 18:achtzehn* 19:neunzehn* 20:zwanzig* 30:dreißig* 40:vierzig* 50:fünfzig*
        60:sechzig* 70:siebzig* 80:achtzig* 90:neunzig*""",
    "es": """0.5:mitad,medio,media 0.25:cuartos
        1:un,uno,una,primer* 2:dos,segund*,ambos,ambas,doble,duplic* 3:tres,tercer*,tercio,triple,triplic*
        4:cuatro,cuart*,cuadruplic*
        5:cinco,quint*
        6:seis,sext* 7:siete,séptim* 8:ocho,octav* 9:nueve,noven* 10:diez,décim*,década*,decena,decenas 11:once,undécim*
        12:doce,duodécim*,docena* 13:trece 14:catorce 15:quince,quincena 16:dieciséis 17:diecisiete 18:dieciocho
        19:diecinueve
        20:veinte,veintes,vigésim*,veintena 21:veintiuno,veintiún 22:veintidós 23:veintitrés 24:veinticuatro
        25:veinticinco 26:veintiséis 27:veintisiete 28:veintiocho 29:veintinueve 30:treinta,trigésim*,treintena
        40:cuarenta,cuadragésim* 50:cincuenta,quincuagésim* 60:sesenta 70:setenta 80:ochenta 90:noventa
        200:doscient* 300:trescient* 400:cuatrocient* 500:quinient* 600:seiscient* 700:setecient* 800:ochocient*
        900:novecient*""",
    "et": """0.5:pool,poole 0.25:neljandik*,veerand*,veerandik* 1.5:poolteist,pooleteise
        1:üks,ühe,ühte,esime*,esimes* 2:kaks,kahe,kahte,teine,teise,teist,mõlema*
        3:kolm,kolme,kolmas,kolmanda*,kolmandik* 4:neli,nelja,neljas,neljanda* 5:viis,viie,viies,viienda*,viiendik*
        6:kuus,kuue,kuues,kuuenda* 7:seitse,seitsme,seitsmes,seitsmenda* 8:kaheksa,kaheksas,kaheksanda*,kaheksandik*
        9:üheksa,üheksas,üheksanda* 10:kümme,kümne,kümnes,kümnenda*,kümnendik*,kümnend* 11:üksteist,üheteist*
        12:kaksteist,kaheteist*,tosin* 13:kolmteist,kolmeteist* 14:neliteist,neljateist*
        15:viisteist,viieteist* 16:kuusteist,kuueteist* 17:seitseteist,seitsmeteist* 18:kaheksateist*
        19:üheksateist* 20:kakskümmend,kahekümne* 30:kolmkümmend,kolmekümne* 40:nelikümmend,neljakümne*
        50:viiskümmend,viiekümne* 60:kuuskümmend,kuuekümne* 70:seitsekümmend,seitsmekümne*
        80:kaheksakümmend,kaheksakümne* 90:üheksakümmend,üheksakümne*""",
    "fa": """0.5:نیم,نصف 0.25:ربع
        1:یک,اول,اولین,نخست,نخستین 2:دو,دوم,دومین 3:سه,سوم,سومین,یکسوم,دوسوم 4:چهار,چهارم,چهارمین,سهچهارم
        5:پنج,پنجم,پنجمین,یکپنجم
        6:شش,ششم,ششمین 7:هفت,هفتم,هفتمین 8:هشت,هشتم,هشتمین 9:نه,نهم,نهمین 10:ده,دهم,دهمین,دهه
        11:یازده,یازدهم 12:دوازده,دوازدهم 13:سیزده,سیزدهم 14:چهارده,چهاردهم 15:پانزده,پانزدهم
        16:شانزده,شانزدهم 17:هفده,هفدهم 18:هجده,هجدهم 19:نوزده,نوزدهم 20:بیست,بیستم 30:سی 40:چهل 50:پنجاه
        60:شصت 70:هفتاد 80:هشتاد 90:نود 200:دویست 300:سیصد 400:چهارصد 500:پانصد 600:ششصد 700:هفتصد 800:هشتصد
        900:نهصد""",
    "fr": """0.5:moitié,demi,demie 0.25:quart,quarts
        1:un,une,premier*,première* 2:deux,deuxième*,second*,double,doubl* 3:trois,troisième*,triple,tripl*,tiers
        4:quatre,quatrième* 5:cinq,cinquième* 6:six,sixième* 7:sept,septième* 8:huit,huitième*,huitaine
        9:neuf,neuvième* 10:dix,dixième*,dizaine*,décenni* 11:onze,onzième* 12:douze,douzième*,douzaine*
        13:treize,treizième* 14:quatorze,quatorzième* 15:quinze,quinzième*,quinzaine* 16:seize,seizième*
        20:vingt,vingts,vingtième*,vingtaine* 30:trente,trentième*,trentaine* 40:quarante,quarantième*,quarantaine*
        50:cinquante,cinquantième*,cinquantaine* 60:soixante,soixantième*,soixantaine*
        70:septante 80:huitante,octante 90:nonante""",
    "he": """0.5:חצי,מחצית 0.25:רבע,רבעים,רבעי
        1:אחד,אחת,ראשון,ראשונה 2:שניים,שנים,שתיים,שני,שתי,שנייה,שניה,יומיים,שעתיים,שבועיים,חודשיים,שנתיים,פעמיים,כפליים
        2:הוכפל,הוכפלה,הוכפלו,הכפיל,הכפילה,הכפילו
        3:שלוש,שלושה,שלושת,שלישי,שלישית,שליש
        4:ארבע,ארבעה,ארבעת,רביעי,רביעית 5:חמש,חמישה,חמשת,חמישי,חמישית 6:שש,שישה,ששת,שישי,שישית
        7:שבע,שבעה,שבעת,שביעי,שביעית 8:שמונה,שמונת,שמיני,שמינית 9:תשע,תשעה,תשעת,תשיעי,תשיעית
        10:עשר,עשרה,עשרת,עשירי,עשירית,עשור 20:עשרים 30:שלושים 40:ארבעים 50:חמישים 60:שישים 70:שבעים
        80:שמונים 90:תשעים 200:מאתיים 2000:אלפיים""",
    "it": """0.5:metà,mezzo,mezza 0.25:quarti
        1:un,uno,una,prim* 2:due,second*,doppi*,raddoppi*,entrambi,entrambe 3:tre,tré,terz*,tripl*
        4:quattro,quart*,quadruplic*
        5:cinque,quint*
        6:sei,sest*
        7:sette,settim* 8:otto,ottav* 9:nove,non,nona,nono 10:dieci,decim*,decenni*,decina,decine 11:undici,undicesim*
        12:dodici,dodicesim*,dozzin* 13:tredici,tredicesim* 14:quattordici* 15:quindici*,quindicin* 16:sedici*
        17:diciassett* 18:diciott* 19:diciannov* 20:venti,vent,ventesim*,ventin* 30:trenta,trent,trentesim*
        40:quaranta,quarant,quarantin*,quarantesim* 50:cinquanta,cinquant,cinquantin*,cinquantesim*
        60:sessanta,sessant,sessantesim* 70:settanta,settant,settantesim* 80:ottanta,ottant,ottantesim*
        90:novanta,novant,novantesim*""",
    "ne": """0.5:आधा 0.25:चौथाइ,चौथाई 1.5:डेढ 2.5:अढाई
        1:एक,पहिलो 2:दुई,दोस्रो,दुवै 3:तीन,तेस्रो,तिहाइ,तिहाई 4:चार,चौथो 5:पाँच,पाँचौं 6:छ,छैटौं 7:सात,सातौं 8:आठ,आठौं
        9:नौ,नवौं 10:दश,दस,दशौं 11:एघार 12:बाह्र 13:तेह्र 14:चौध 15:पन्ध्र 16:सोह्र 17:सत्र 18:अठार 19:उन्नाइस
        20:बीस,बिस 21:एक्काइस 22:बाइस 23:तेइस 24:चौबिस,चौबीस 25:पच्चीस,पच्चिस 26:छब्बिस,छब्बीस 27:सत्ताइस
        28:अट्ठाइस,अठ्ठाइस 29:उनन्तिस,उनन्तीस 30:तीस,तिस 31:एकतिस,एकतीस,एकत्तिस 32:बत्तिस,बत्तीस 33:तेत्तिस,तेत्तीस
        34:चौँतिस,चौंतिस,चौँतीस,चौंतीस 35:पैँतिस,पैंतिस,पैँतीस,पैंतीस 36:छत्तिस,छत्तीस 37:सैँतिस,सैंतिस,सैँतीस,सैंतीस
        38:अठतिस,अठतीस 39:उनन्चालिस,उनन्चालीस,उनान्चालिस 40:चालीस,चालिस 41:एकचालिस,एकचालीस 42:बयालिस,बयालीस
        43:त्रिचालिस,त्रिचालीस 44:चवालिस,चवालीस 45:पैँतालिस,पैंतालिस,पैँतालीस,पैंतालीस 46:छयालिस,छयालीस
        47:सतचालिस,सतचालीस 48:अठचालिस,अठचालीस 49:उनन्चास,उनान्चास,उनपचास 50:पचास 51:एकाउन्न 52:बाउन्न 53:त्रिपन्न
        54:चवन्न,चौवन्न 55:पचपन्न 56:छपन्न 57:सन्ताउन्न 58:अन्ठाउन्न 59:उनन्साठी,उनान्साठी 60:साठी 61:एकसट्ठी,एकसठ्ठी
        62:बयसट्ठी,बैसट्ठी 63:त्रिसट्ठी 64:चौसट्ठी,चौँसट्ठी 65:पैँसट्ठी,पैंसट्ठी 66:छयसट्ठी 67:सतसट्ठी,सत्सट्ठी 68:अठसट्ठी
        69:उनन्सत्तरी,उनान्सत्तरी 70:सत्तरी 71:एकहत्तर 72:बहत्तर 73:त्रिहत्तर 74:चौहत्तर 75:पचहत्तर 76:छयहत्तर
        77:सतहत्तर 78:अठहत्तर 79:उनासी,उनान्असी 80:असी 81:एकासी 82:बयासी 83:त्रियासी 84:चौरासी 85:पचासी 86:छयासी
        87:सतासी 88:अठासी 89:उनान्नब्बे 90:नब्बे 91:एकानब्बे 92:बयानब्बे 93:त्रियानब्बे 94:चौरानब्बे 95:पञ्चानब्बे,पन्चानब्बे
        96:छयानब्बे 97:सन्तानब्बे 98:अन्ठानब्बे 99:उनान्सय""",
    "pt": """0.5:metade,meio,meia 0.25:quartos
        1:um,uma,primeir* 2:dois,duas,segund*,ambos,ambas,dobro,dobrou,dobraram,duplic*
        3:três,terceir*,terço,triplo,triplic* 4:quatro,quart*,quadruplic*
        5:cinco,quint* 6:seis,sext* 7:sete,sétim* 8:oito,oitav* 9:nove,non* 10:dez,décim*,década*,dezena,dezenas 11:onze
        12:doze,dúzia* 13:treze 14:quatorze,catorze 15:quinze,quinzena 16:dezesseis,dezasseis 17:dezessete,dezassete
        18:dezoito 19:dezenove,dezanove 20:vinte,vigésim* 30:trinta 40:quarenta 50:cinquenta 60:sessenta
        70:setenta 80:oitenta 90:noventa 200:duzent* 300:trezent* 400:quatrocent* 500:quinhent*
        600:seiscent* 700:setecent* 800:oitocent* 900:novecent*""",
    "ro": """0.5:jumătate,jumate 0.25:sfert,sferturi,pătrime
        1:un,o,unu,una,primul,prima,întâi 2:doi,două,doilea,doua,ambele,ambii,amândoi,amândouă,dublu,dubl*
        3:trei,treilea,treia,treime,triplu,tripl*
        4:patru,patrulea,patra 5:cinci,cincilea,cincea 6:șase,șaselea,șasea 7:șapte,șaptelea,șaptea
        8:opt,optulea,opta 9:nouă,nouălea,noua 10:zece,zecelea,zecea,zecime,zecimi,deceni* 11:unsprezece*
        12:doisprezece*,douăsprezece*,duzin* 13:treisprezece* 14:paisprezece* 15:cincisprezece*
        16:șaisprezece* 17:șaptesprezece* 18:optsprezece* 19:nouăsprezece* 20:douăzeci* 30:treizeci*
        40:patruzeci* 50:cincizeci* 60:șaizeci* 70:șaptezeci* 80:optzeci* 90:nouăzeci*""",
    "ru": """500000:полумиллион* 500000000:полумиллиард*
        0.5:половин*,пол,полчаса,получаса,полгода,полугода 0.25:четверть,четверти,четвертью
        1.5:полтора,полторы,полутора
        1:один,одна,одно,одн*,перв*,сутки,суток 2:два,две,двух,двум,двумя,втор*,двое,двоих,двоим,двоими,оба,обе,обоих
        2:обеих,вдвое,дважды
        3:три,трех,трем,тремя,трет*,трое,троих,троим,троими,втрое,трижды
        4:четыр*,четверт*,четверо,четверых,четверым,вчетверо 5:пять,пяти,пятью,пят*,впятеро 6:шесть,шести,шест*
        7:семь,семи,седьм*,семеро,семерых 8:восемь,восьми,восьм* 9:девять,девяти,девят*
        10:десять,десяти,десят*,десятилет*,вдесятеро
        11:одиннадцат* 12:двенадцат*,дюжин* 13:тринадцат* 14:четырнадцат* 15:пятнадцат* 16:шестнадцат*
        17:семнадцат* 18:восемнадцат* 19:девятнадцат* 20:двадцати,двадцат* 30:тридцати,тридцат* 40:сорок,сорока,сороков*
        50:пятьдесят,пятидесяти,пятидесят*,пятьюдесят* 60:шестьдесят,шестидесяти,шестидесят*
        70:семьдесят,семидесяти,семидесят* 80:восемьдесят,восьмидесяти,восьмидесят* 90:девяноста,девяност*
        150:полтораста,полутораста 200:двести,двухсот,двумстам,двумястами,двухстах
        300:триста,трехсот,тремстам,тремястами,трехстах
        400:четыреста,четырехсот,четыремстам,четырьмястами,четырехстах
        500:пятьсот,пятисот,пятистам,пятьюстами,пятистах 600:шестьсот,шестисот,шестистам,шестьюстами,шестистах
        700:семьсот,семисот,семистам,семьюстами,семистах 800:восемьсот,восьмисот,восьмистам,восьмистах
        900:девятьсот,девятисот,девятистам,девятьюстами,девятистах""",
    "si": """0.5:හමාර* 1.5:එකහමාර* 2.5:දෙකහමාර* 3.5:තුනහමාර*
        1:එක,එකක්,පළමු,පළමුවන 2:දෙක*,දෙ,දෙවන,දෙවැනි,දෙදෙන* 3:තුන*,තුන්වන,තුන්වැනි,තිදෙන* 4:හතර*,සිව්වන
        5:පහ,පහක*,පස්වන 6:හය,හයක*,හයවන 7:හත,හතක*,හත්වන 8:අට,අටක*,අටවන 9:නවය*,නවවන 10:දහය*,දසවන
        11:එකොළහ*,එකොළොස් 12:දොළහ*,දොළොස් 13:දහතුන*,දහතුන් 14:දහහතර*,දාහතර* 15:පහළොව*,පහළොස් 16:දහසය*,දාසය*
        17:දහහත*,දාහත* 18:දහඅට* 19:දහනවය* 20:විස්ස*,විසි 30:තිහ*,තිස් 40:හතළිහ*,හතළිස් 50:පනහ*,පනස්
        60:හැට* 70:හැත්තෑව*,හැත්තෑ 80:අසූව*,අසූ 90:අනූව*,අනූ 100:එකසිය*,එකසීය* 200:දෙසිය*,දෙසීය*
        300:තුන්සිය*,තුන්සීය* 400:හාරසිය*,හාරසීය* 500:පන්සිය*,පන්සීය* 600:හයසිය*,හයසීය* 700:හත්සිය*,හත්සීය*
        800:අටසිය*,අටසීය* 900:නවසිය*,නවසීය*""",
    "tr": """0.5:yarısı*,yarıya,buçuk,buçukta,buçuktan,yarım 0.25:çeyrek
        1:bir,ilk,birinci* 2:iki,ikinci*,çift,ikiye,ikide,ikiden,ikiyi,ikisi*,ikişer
        3:üç,üçüncü*,üçe,üçte,üçten,üçü*,üçer 4:dört,dördüncü*,dörde,dörtte,dörtten,dördü*,dörder
        5:beş,beşinci*,beşe,beşte,beşte,beşten,beşi,beşini,beşinin,beşine,beşinde,beşinden,beşer
        6:altı,altıncı*,altıya,altıdan,altısı*,altışar
        7:yedi,yedinci*,yediye,yedide,yediden,yedisi*,yedişer 8:sekiz,sekizinci*,sekize,sekizde,sekizden,sekizi*
        9:dokuz,dokuzuncu*,dokuza,dokuzda,dokuzdan,dokuzu* 10:on,onuncu* 12:düzine*
        20:yirmi,yirminci*,yirmiye,yirmide,yirmiden,yirmisi*,yirmili* 30:otuz,otuzuncu*,otuza,otuzda,otuzdan,otuzu*
        40:kırk,kırkıncı*,kırka,kırkta,kırktan,kırkı* 50:elli,ellinci*,elliye,ellide,elliden,ellisi*
        60:altmış* 70:yetmiş* 80:seksen* 90:doksan*""",
    "uk": """0.5:половин*,пів,півгодини,півроку 0.25:чверть,чверті,чвертю 1.5:півтора,півтори
        1:один,одна,одно,одн*,перш*,доба,добу,доби 2:два,дві,двох,двом,двома,друг*,двоє,обидв*,обоє,удвічі,вдвічі
        2:двічі,вдруге
        3:три,трьох,трьом,трьома,трет*,троє,утричі,втричі,тричі,втретє 4:чотир*,четверт*,четверо,учетверо,вчетверо
        5:п'ять,п'яти,п'ят* 6:шість,шести,шост*
        7:сім,семи,сьом*,семеро 8:вісім,восьми,восьм* 9:дев'ять,дев'яти,дев'ят* 10:десять,десяти,десят*,десятилі*
        11:одинадцят* 12:дванадцят* 13:тринадцят* 14:чотирнадцят* 15:п'ятнадцят* 16:шістнадцят*
        17:сімнадцят* 18:вісімнадцят* 19:дев'ятнадцят* 20:двадцят* 30:тридцят* 40:сорок,сорока,сороков*
        50:п'ятдесят* 60:шістдесят* 70:сімдесят* 80:вісімдесят* 90:дев'яност* 150:півтораста
        200:двісті,двохсот,двомстам,двомастами,двохстах 300:триста,трьохсот,трьомстам,трьомастами,трьохстах
        400:чотириста,чотирьохсот,чотирьомстам,чотирьохстах 500:п'ятсот,п'ятисот,п'ятистам,п'ятистах
        600:шістсот,шестисот,шестистам,шестистах 700:сімсот,семисот,семистам,семистах
        800:вісімсот,восьмисот,восьмистам,восьмистах 900:дев'ятсот,дев'ятисот,дев'ятистам,дев'ятистах""",
}  # fmt: skip

SCALES: dict[str, str] = {
    "en": """100:hundred,hundreds,hundredth 1000:thousand,thousands,thousandth,k 100000:lakh,lakhs,lac,lacs
        1000000:million,millions,millionth,mn,mln 10000000:crore,crores
        1000000000:billion,billions,bn,bln 1000000000000:trillion,trillions,tn,trn,tln""",
    "ar": """100:مئة,مائة,مئات 1000:ألف,آلاف,ألفا 1000000:مليون,ملايين,مليونا
        1000000000:مليار,مليارات,مليارا,بليون,بلايين 1000000000000:تريليون,تريليونات""",
    "cs": """100:sto,sta,stě,set,stovk*,stovek 1000:tisíc* 1000000:milion*,mio 1000000000:miliard*,mld
        1000000000000:bilion*""",
    "de": """100:hundert,hunderte,hundertst* 1000:tausend,tausende,tausendst*,tsd
        1000000:million,millionen,mio
        1000000000:milliarde,milliarden,mrd 1000000000000:billion,billionen""",
    "es": """100:cien,ciento,cientos,centenar,centenares 1000:mil,miles,millar,millares,milésim*
        1000000:millón,millones 1000000000:millardo*
        1000000000000:billón,billones""",
    "et": """100:sada,saja,sadat 1000:tuhat,tuhan* 1000000:miljon* 1000000000:miljard*,mld
        1000000000000:triljon*""",
    "fa": """100:صد 1000:هزار,هزاران 1000000:میلیون,میلیونها 1000000000:میلیارد 1000000000000:تریلیون""",
    "fr": """100:cent,cents,centaine* 1000:mille,millier*,millième* 1000000:million,millions
        1000000000:milliard,milliards
        1000000000000:billion,billions""",
    "he": """100:מאה,מאות 1000:אלף,אלפי,אלפים 1000000:מיליון,מיליוני,מליון 1000000000:מיליארד,מיליארדי
        1000000000000:טריליון""",
    "it": """100:cento,cent,centinai* 1000:mille,mila,migliaio,migliaia,millesim* 1000000:milione,milioni
        1000000000:miliardo,miliardi 1000000000000:bilione,bilioni""",
    "ko": """1000:천,천명,천원 10000:만,만명,만원,만여,만달러 1000000:백만,백만명,백만원 10000000:천만,천만명,천만원
        100000000:억,억명,억원,억여,억달러 1000000000:십억,십억원 10000000000:백억,백억원 100000000000:천억,천억원
        1000000000000:조,조원,조달러""",
    "ne": """100:सय 1000:हजार,हजारौं 100000:लाख 1000000:मिलियन 10000000:करोड,करोड़ 1000000000:अर्ब,अरब,बिलियन
        100000000000:खर्ब 1000000000000:ट्रिलियन""",
    "pt": """100:cem,cento,centena,centenas 1000:mil,milhar,milhares,milésim* 1000000:milhão,milhões,mi
        1000000000:bilhão,bilhões,bi 1000000000000:trilhão,trilhões,tri""",
    "ro": """100:sută,sute,suta,sutei 1000:mie,mii,miilor,mia 1000000:milion,milioane* 1000000000:miliard,miliarde*,mld
        1000000000000:trilion,trilioane""",
    "ru": """100:сто,ста,сот,стам,стами,стах,сотн*,сотен 1000:тысяч*,тыс 1000000:миллион*,млн 1000000000:миллиард*,млрд
        1000000000000:триллион*,трлн""",
    "si": """100:සියය,සිය 1000:දහස,දාහ,දහස් 100000:ලක්ෂ,ලක්ෂය,ලක්ෂයක් 1000000:මිලියන,මිලියනය
        10000000:කෝටි,කෝටිය,කෝටියක් 1000000000:බිලියන,බිලියනය 1000000000000:ට්‍රිලියන""",
    "tr": """100:yüz,yüze,yüzü,yüzden,yüzler* 1000:bin,bini,bine,binde,binden,binin,binlik,binler*
        1000000:milyon* 1000000000:milyar* 1000000000000:trilyon*""",
    "uk": """100:сто,ста,сот,стам,стами,стах,сотн*,сотень 1000:тисяч*,тис 1000000:мільйон*,млн 1000000000:мільярд*,млрд
        1000000000000:трильйон*,трлн""",
}  # fmt: skip

SPELLED_LANGUAGES = frozenset(WORDS) | {"zh", "ja"}
"""Languages whose numbers are read in words too."""
SCALED_LANGUAGES = frozenset(SCALES) | {"zh", "ja"}
"""Languages whose words for a thousand and more are read; those of Chinese and Japanese are Han numerals."""

ONE_OF_SCALE: dict[str, str] = {
    "ar": "مئة مائة ألف مليون مليار", "cs": "sto tisíc milion miliarda miliardu", "de": "hundert tausend",
    "es": "cien mil centenar millar", "et": "sada tuhat miljon miljonit miljard miljardit", "fa": "صد هزار",
    "fr": "cent mille", "he": "מאה אלף מיליון מיליארד", "it": "cento mille", "ne": "सय हजार", "pt": "cem mil",
    "ru": "сто тысяча тысячу миллион миллиард", "tr": "yüz bin", "uk": "сто тисяча тисячу мільйон мільярд",
}  # fmt: skip
"""Words for a scale that mean one of it where no number stands before them: hundert, but not Hunderte."""

ALSO_OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "ar": ("عقد", "كلا"), "en": ("both", "decade", "dozen", "couple"), "fa": ("نه", "دهه"), "fr": ("neuf", "neuve"),
    "it": ("sei", "non"), "tr": ("on",),
}  # fmt: skip
"""Parts of small numbers' words that mean something else as often: to hold (a meeting), not, new, you are."""


@lru_cache(len(ONE_OF_SCALE))
def whole_scales(lang: str) -> frozenset[str]:
    """ONE_OF_SCALE of a language, folded."""
    return frozenset(map(fold, ONE_OF_SCALE.get(lang, "").split()))


@lru_cache(len(WORDS))
def entries(lang: str) -> tuple[dict[str, tuple[float, bool]], dict[str, tuple[float, bool]]]:
    """Whole forms and stems of a language: folded form -> (value, does it multiply what is before it?).

    A fraction is a value below one; it adds to the scale before it or is taken of the scale behind it.
    """
    exact: dict[str, tuple[float, bool]] = {}
    stems: dict[str, tuple[float, bool]] = {}
    for table, multiplies in ((WORDS, False), (SCALES, True)):
        for line in table.get(lang, "").split():
            value, _, forms = line.partition(":")
            for form in forms.split(","):
                home = stems if form.endswith("*") else exact
                home.setdefault(fold(form.rstrip("*")), (float(value), multiplies))
    return exact, stems
