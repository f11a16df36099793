"""Names that tell an outlet from a person: news agencies, and how outlets are called.

In: a name. Out: the outlet it names, or None.
What a newcomer would get wrong: this finds who is credited on a page; it is no list of outlets, and a name that it does
not know may still be one.
"""

import re

# Agencies under the names and the short forms that stand in bylines; press release wires are agencies here.
_AGENCIES = {
    "Reuters": "Thomson Reuters|路透社|路透|ロイター|로이터|رويترز|Рейтер",
    "Associated Press": "AP|The AP|AP News|The Associated Press|美联社|AP通信",
    "AFP": "Agence France-Presse|AFP News|法新社|Agence France Presse|AFP通信",
    "Bloomberg": "Bloomberg News|彭博|彭博社|ブルームバーグ|블룸버그",
    "dpa": "Deutsche Presse-Agentur|dpa-AFX|dpa-infocom|dpa/AFX",
    "Xinhua": "Xinhua News Agency|新华社|新華社|新华网",
    "China News Service": "CNS|中新社|中新网|中国新闻网",
    "Dow Jones": "Dow Jones Newswires|Dow Jones & Company|道琼斯",
    "PA Media": "Press Association|PA News Agency|PA",
    "AAP": "Australian Associated Press",
    "The Canadian Press": "Canadian Press",
    "UPI": "United Press International",
    "Kyodo": "Kyodo News|共同通信|共同社|共同通信社",
    "Jiji Press": "Jiji|時事通信|時事通信社",
    "Yonhap": "Yonhap News|Yonhap News Agency|연합뉴스",
    "TASS": "ТАСС|ИТАР-ТАСС|塔斯社",
    "Interfax": "Интерфакс",
    "RIA Novosti": "РИА Новости|РИА «Новости»",
    "EFE": "Agencia EFE|Agencias",
    "Europa Press": "",
    "ANSA": "Agenzia ANSA",
    "Lusa": "Agência Lusa",
    "PTI": "Press Trust of India",
    "ANI": "",
    "IANS": "",
    "Keystone-SDA": "SDA|SDA-Keystone|Keystone-ATS",
    "APA": "Austria Presse Agentur",
    "SID": "Sport-Informations-Dienst",
    "epd": "Evangelischer Pressedienst",
    "KNA": "Katholische Nachrichten-Agentur",
    "Ritzau": "",
    "NTB": "",
    "TT": "TT Nyhetsbyrån",
    "Belga": "",
    "ANP": "",
    "PAP": "",
    "ČTK": "CTK",
    "MTI": "",
    "Anadolu Agency": "Anadolu Ajansı|Anadolu",
    "Bernama": "",
    "Antara": "",
    "Business Wire": "BusinessWire",
    "PR Newswire": "PRNewswire|PRNewswire-AsiaNet",
    "GlobeNewswire": "GlobeNewswire Inc",
}
_BY_NAME = {
    name.casefold(): agency for agency, others in _AGENCIES.items() for name in (agency, *others.split("|")) if name
}
_LONGEST = 40
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,12}", re.I)
_CALLED = re.compile(
    r".*(?:(?:Post|Times|News|Daily|Herald|Journal|Tribune|Newswire|Weekly|Magazine|Gazette|Observer|"
    r"Chronicle|Guardian|Review|Zeitung|Nachrichten|Tageblatt|Rundschau|Newsroom)|日报|日報|晚报|周刊|新闻|新聞|新闻网|ニュース|通信社|일보|뉴스|신문)"
)
_GENERIC = re.compile(
    r"(?:(?:the|latest|breaking|top|more|all|daily|weekly|world|local|sports?|business|tech|car|auto|market|markets|stock|"
    r"company|industry|press|video|photo|blog|our|your|live|hot|exclusive|politics|health|us|uk|national|international|online)"
    r"[ -]+)*(?:post|posts|times|news|daily|herald|journal|weekly|magazine|review|reviews|newsroom|zeitung|"
    r"nachrichten|新闻|新聞|ニュース|뉴스)",
    re.I,
)
# AGENCY in "BERLIN, May 3 (AGENCY) - Acme" and "新华社北京5月3日电".
_DATELINE = re.compile(r"^[^.!?()（）]{0,80}[(（]\s*(?P<agency>[^()（）]{2,40}?)\s*[)）]\s*[-–—]+\s")
_CHINESE_DATELINE = re.compile(r"^[（(]?(?P<agency>[\u4e00-\u9fff]{2,4}社)[^，。]{0,30}电")


def agency_of(name: str) -> str | None:
    """The agency that `name` means.

    >>> agency_of("The Associated Press"), agency_of("路透社"), agency_of("Ann Reuters")
    ('Associated Press', 'Reuters', None)
    """
    return _BY_NAME.get(" ".join(name.split()).strip(" .").casefold())


def outlet_named(name: str) -> str | None:
    """The outlet that `name` means if it is called as outlets are, None where it may as well be anything else.

    >>> outlet_named("CnEVPost"), outlet_named("AFP"), outlet_named("auto.example.com")
    ('CnEVPost', 'AFP', 'auto.example.com')
    >>> outlet_named("Latest News"), outlet_named("Company filings")
    (None, None)
    """
    line = " ".join(name.split()).strip(" .")
    if agency := agency_of(line):
        return agency
    is_one = _DOMAIN.fullmatch(line) or (_CALLED.fullmatch(line) and not _GENERIC.fullmatch(line))
    return line if is_one and len(line) <= _LONGEST else None


def dateline_agency(paragraph: str) -> str | None:
    """The agency in the dateline that `paragraph` begins with.

    >>> dateline_agency("BERLIN, May 3 (Reuters) - Acme will buy Zeta."), dateline_agency("Acme (AP) said so.")
    ('Reuters', None)
    """
    found = _DATELINE.match(paragraph) or _CHINESE_DATELINE.match(paragraph)
    return agency_of(found["agency"]) if found else None
