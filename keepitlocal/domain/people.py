"""Names that are probably an individual's: a guess, marked as one, and never used to match."""

import re
from functools import cache

from keepitlocal.reference import rows

_TITLE = r"MR|MRS|MISS|MS|MX|DR|REV|REVD|PROF|CLLR"
# A word of these in it makes a name a body's: forms, trades, places and what councils pay for.
_BUSINESS = re.compile(
    r"ACADEM\w*|ACCOUNTAN\w*|ACTION|ACTIVIT\w*|ADAPTATIONS?|ADVICE|ADVOCACY|AGE|AGENC\w+|AID|AIR|ALARMS?|ALLOTMENT\w*|AND|"
    r"ANIMAL\w*|APARTMENTS?|ARCHITECT\w*|ARMS|ARTS?|ASBESTOS|ASSOC\w*|ATHLETIC\w*|AT|AUDIO|AUTHORITY|AUTO\w*|AVENUE|BAKER[YS]|BAND|"
    r"BANK|BAPTIST|BAR|BARN|BATHROOMS?|BEDS?|BENEFIT|BOARD|BODY|BOOKS?|BOROUGH|BREWERY|BRIDGE|BROS|BROTHERS|BUILD\w*|BUREAU|BUS|"
    r"BUSINESS|BY|CABS?|CAFE|CAMP|CAMPUS|CANCER|CAPITAL|CAR|CARE|CARERS?|CARPET\w*|CARS|CATERING|CATHEDRAL|CATHOLIC|CENTRES?|"
    r"CENTER|CHAMBERS?|CHAPEL|CHARIT\w*|CHEMISTS?|CHILD|CHILDREN\w*|CHILDCARE|CHILDMINDING|CHURCH|CIC|CIO|CINEMA|CITY|CLEAN\w*|"
    r"CLINIC|CLOSE|CLUB|CO|COACH\w*|COLLECTIVE|COLLEGE|COM|COMM\w*|COMPANY|COMPUT\w*|CONSORTIUM|CONSTRUCT\w*|CONSULT\w*|"
    r"CONTRACT\w*|CORP\w*|COTTAGES?|COUNCIL|COUNSELLING|COUNTRY|COUNTY|COURT|CREATIVE|CREDIT|CRESCENT|CRICKET|CROFT|CURTAINS?|"
    r"CYCLES?|DAIRY|DANCE|DATA|DAY|DECORAT\w*|DELI|DENTAL|DEPARTMENT|DESIGNS?|DIOCES\w*|DIRECT|DISABILITY|DISTRICT|DIY|DRAMA|DRIVE|"
    r"DRIVING|EARLY|EDUCATION\w*|ELECTRIC\w*|EMPLOYMENT|ENERGY|ENGINEER\w*|ENT|ENTERPRISES?|ENTERTAINMENTS?|ENVIRONMENT\w*|"
    r"EQUIPMENT|ESTATES?|EVENTS?|EXECUTORS?|EXPRESS|FACTORY|FAMIL\w+|FARMS?|FASHION|FC|FEDERATION|FENCING|FESTIVAL|FILMS?|FINANCE|"
    r"FINANCIAL|FIRE|FITNESS|FLOOR\w*|FLORISTS?|FOODS?|FOOTBALL|FOR|FORUM|FOSTER\w*|FOUNDATION|FRIENDS|FUELS?|FUND|FUNERAL\w*|"
    r"FURNI\w*|GALLERY|GARAGE|GARDENS?|GARDENING|GAS|GLASS|GLAZING|GOLF|GRANGE|GROUNDWORKS?|GROUP|GUEST|GUIDES?|HALL|HEALTH\w*|"
    r"HEATING|HIGH|HIGHWAYS?|HILL|HIRE|HISTORY|HOLDINGS?|HOLIDAYS?|HOME\w*|HORTICULTUR\w*|HOSPICE|HOSPITALS?|HOSTEL|HOTELS?|HOUSES?|"
    r"HOUSING|HUB|IN|INC|INDUSTR\w*|INFANTS?|INN|INSTALL\w*|INSTITUTE|INSURANCE|INTERIORS?|INTERNATIONAL|IT|JOINERY|JUNIORS?|"
    r"KENNELS?|KINDERGARTEN|KITCHENS?|LABS?|LANDSCAP\w*|LANE|LAUNDRY|LAW|LEARNING|LEGACY|LEISURE|LETTINGS?|LIBRARY|LIFE|LIGHTING|"
    r"LIMITED|LIVING|LLP|LODGE|LONDON|LTD|MACHINERY|MAINTENANCE|MANAGEMENT|MANOR|MARINE|MARKET\w*|MARQUEES?|MEDIA|MEDIATION|"
    r"MEDICAL|MEMORIAL|METALS?|METHODIST|MEWS|MIND|MINIBUS\w*|MINISTR\w+|MISSION|MOBILITY|MONTESSORI|MOTORS?|MOUNT|MUSEUM|MUSIC|"
    r"NATIONAL|NETWORK|NHS|NURSER\w+|NURSING|OF|OFFICE\w*|OIL|ON|OPTICIANS?|ORCHESTRA|ORGANISATION|OUTDOOR|PAINT\w*|PARENTS?|"
    r"PARISH|PARK|PARTNERS?|PARTNERSHIP|PAYMENTS?|PHARMACY|PHOTO\w*|PHYSIO\w*|PLACE|PLANT|PLASTER\w*|PLAY\w*|PLC|PLUMB\w*|POOL|"
    r"PRACTICE|PRE|PRESCHOOL|PRESS|PRIMARY|PRINT\w*|PRIORY|PRIVATE|PRODUCTIONS?|PRODUCTS?|PROJECTS?|PROMOTIONS|PROPERT\w+|PTA|PUB|"
    r"PUBLIC|PUBLISH\w*|RADIO|RECORDS|RECRUITMENT|RECYCLING|REMOVALS?|RENTALS?|REPAIRS?|RESEARCH|RESID\w*|RESOURCE\w*|RESTAURANT|"
    r"RETAIL|ROAD|ROOF\w*|ROOMS?|ROYAL|RUGBY|SALES|SCHOOL\w*|SCIENCE|SCOUTS?|SECURITY|SERVICES?|SERV|SHELTER|SHOP|SIGNS?|SKIPS?|"
    r"SOCIAL|SOCIETY|SOFTWARE|SOLICITORS?|SOLUTIONS?|SONS?|SPECIALISTS?|SPORTS?|SQUARE|STATIONERS?|STORES?|STREET|STUDIOS?|SUPPL\w+|"
    r"SUPPORT\w*|SURGERY|SURVEY\w*|SYSTEMS?|TAX\w*|TEAM|TECH\w*|TENNIS|TERRACE|THE|THEATRE|THERAP\w+|TIMBER|TO|TOURS|TOWN|TOYS?|"
    r"TRADING|TRAINING|TRANSLATION\w*|TRANSPORT|TRAVEL|TREES?|TRUST\w*|TUITION|TUTOR\w*|TV|TYRES?|UK|UNION|UNITED|UNIVERSITY|"
    r"UPHOLSTERY|VEHICLES?|VENTURES|VETERINARY|VIDEO|VILLAGE|VISION|VOLUNT\w+|WALK|WASTE|WATER|WAY|WELFARE|WINDOWS?|WITH|"
    r"WOMENS?|WOOD\w*CRAFT\w*|WOODLANDS?|WORKS?|WORKSHOPS?|YARD|YEARS|YMCA|YOUTH|YWCA|ZOO|TA|AC|ACC|ACCOUNT|CLIENTS?|"
    r"ADVERTISING|AGGREGATES|ARCHAEOLOGY|BUTCHERS?|CONCEPTS|COSTUMES?|CYF\w*|DEVELOPMENTS?|DISPLAY|ENABLING|FALCONRY|"
    r"HAIR\w*|HAULAGE|LICENSING|MAT|MEMORIALS|OUTDOORS|PAVERS|PAVING|PCT|PENSIONS?|POWER|PRECAST|PUPPETS|RESPONSE|SCALES|"
    r"SIGNAGE|SURFACING|TELESET|REDCARE|GROUNDCARE|ALMSHOUSES?|BEQUEST|SCHOLARSHIP|BURSARY|"
    r"MOSQUE|TEMPLE|GURDWARA|SYNAGOGUE|COUNCILLORS?|EUROPE|GMBH|SA|BV|SPA|ENGLAND|BRITAIN|BRITISH"
)
BUSINESS_WORDS = _BUSINESS.pattern  # for a first look in SQL, where there are very many names
# Bodies and brands that go by a person's name.
_BRANDS = re.compile(
    r"MARIE CURIE|JOHN LEWIS|ROBERT (DYAS|HALF|WALTERS)|LAURA ASHLEY|TED BAKER|THOMAS COOK|HENRY SCHEIN|MICHAEL PAGE|"
    r"WILLIAM HILL|ALEXANDER MANN|JOSEPH ROWNTREE|MARY HARE|DAVID LEWIS|SUE RYDER|JOHN DEERE|JAMES ANDREWS|"
    r"LEONARD CHESHIRE|ALAN BOSWELL|MOTT MACDONALD|MARTIN BROWER|MORGAN (HUNT|SINDALL)|WILLIS TOWERS|HARRY FAIRCLOUGH|"
    r"GEORGE VARDY|PERCY HEDLEY|ARTHUR GALLAGHER|PETER BARBER|MISS SELFRIDGE|"
    r"MR CLUTCH|DR MARTENS|MS (OFFICE|TEAMS|PROJECT)"
)
_NOT_FIRST = frozenset({"ST", "SAINT", "KING", "QUEEN", "PRINCE", "CAFE", "BIG", "LITTLE", "NEW", "OLD", "SIR", "LADY"})
_LETTERS = frozenset(
    {"UK", "IT", "HR", "TV", "SW", "NW", "NE", "SE", "GB", "FC", "CC", "AC", "CP", "PC", "BV", "WI", "GP"}
)
_CODES = re.compile(r"[*_]+[\d*_ ]*$|\b\d{4,}\b|\*+")
_TOKEN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’\-]*")
_TITLED = re.compile(rf"(?:(?:{_TITLE}) )+(?:(?:AND|&) (?:{_TITLE}) )?(?:[A-ZÀ-Þ'’\-]+ ?){{1,4}}")
_TITLE_LAST = re.compile(r"(?:[A-ZÀ-Þ'’\-]+ ){1,4}(?:MR|MRS|MISS|MS|MX)")
_COMMA = re.compile(
    rf"([A-ZÀ-Þ'’\- ]{{2,30}}), ?(?:(?:{_TITLE}) )?([A-ZÀ-Þ][A-ZÀ-Þ'’\-]*)((?: [A-ZÀ-Þ][A-ZÀ-Þ'’\-]*){{0,2}})"
)
_INITIALS_FIRST = re.compile(r"(?:[A-Z] ){1,2}[A-ZÀ-Þ][A-ZÀ-Þ'’\-]{2,}")
_INITIALS_LAST = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’\-]{2,} ([A-Z](?: [A-Z])?)")


@cache
def _given() -> tuple[frozenset[str], frozenset[str]]:
    """Common given names, and those of them that are seldom anything else."""
    told = rows("given_names")
    sure = frozenset(row["name"].upper() for row in told if not row["word"])
    return frozenset(row["name"].upper() for row in told), sure


def likely_person(name: str, /) -> bool:
    """Whether a payee name is probably one person's: a guess for leaving names out of lists, never for matching.

    True for a title with a name, ``SURNAME, Firstname``, initials with a surname, and a common given name with one or
    two words more; never where a word belongs to a business, a body or a place.
    """
    plain = " ".join(re.sub(r"[.()]", " ", _CODES.sub(" ", name.upper())).split())
    words = re.findall(r"[A-ZÀ-Þ'’]+", plain)
    if not words or len(words) > 6 or _BRANDS.search(plain) or re.search(r"[\d/]|['’]S\b", plain):
        return False
    if any(_BUSINESS.fullmatch(word.replace("'", "")) for word in words if word != "AND"):
        return False
    return _is_titled(plain) or _is_turned(plain) or _has_initials(plain) or _has_given_name(plain)


def _is_titled(plain: str) -> bool:
    return bool(_TITLED.fullmatch(plain.replace(",", "")) or _TITLE_LAST.fullmatch(plain.replace(",", "")))


def _is_turned(plain: str) -> bool:
    """SURNAME, Firstname."""
    match = _COMMA.fullmatch(plain)
    return match is not None and (len(match[2]) == 1 or match[2] in _given()[0])


def _has_initials(plain: str) -> bool:
    last = _INITIALS_LAST.fullmatch(plain)
    if last:
        return last[1].replace(" ", "") not in _LETTERS
    return bool(_INITIALS_FIRST.fullmatch(plain)) and plain.split()[-1] not in _NOT_FIRST


def _has_given_name(plain: str) -> bool:
    parts = plain.split()
    if not 2 <= len(parts) <= 3 or not all(map(_TOKEN.fullmatch, parts)) or parts[0] in _NOT_FIRST:
        return False
    names, sure = _given()
    first, last = parts[0], parts[-1]
    return (first in sure and len(last) > 2) or (len(parts) == 2 and last in sure and first not in names)


_WORDS = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’\-]*")
# MS is also a firm's and DR also Drive: in capitals the one never counts, the other only where a text opens with it.
_TITLE_IN_TEXT = re.compile(
    r"(?:\b(?:Mr|Mrs|Miss|Mx|MR|MRS|MISS|Ms|Dr)|^DR)\b\.?,? +((?:[A-Z]\.? ?)?[A-Z][A-Za-z'’\-]{2,})"
)


# Care is bought for somebody: two capitalised words after such a phrase are a name even where neither is a common one.
_CARED_FOR = re.compile(
    r"\b(?i:respite|placement|personal care|home care|day care|escort|mentoring|tuition|advocacy|counselling|supervision)"
    r" (?i:for|re|of|:) ?([A-ZÀ-Þ][a-zà-ÿ'’\-]+) ([A-ZÀ-Þ][A-Za-zÀ-ÿ'’\-]{2,})(?! ?[A-Z])"
)


def find_names(text: str, /) -> list[tuple[int, int]]:
    """Places (start, end) of likely personal names in free text, in order, none overlapping. It misses many.

    A title with a capitalised word, or a common given name (one that is seldom anything else) with a capitalised word
    that is no word of business or place, and none such after it; or whom care is said to be for. Initials alone are not names.
    """
    found = [match.span() for match in _TITLE_IN_TEXT.finditer(text) if not _is_common(match[1].split()[-1])]
    for match in _CARED_FOR.finditer(text):
        if not (_is_common(match[1]) or _is_common(match[2])):
            found.append((match.start(1), match.end(2)))
    words = list(_WORDS.finditer(text))
    for place, word in enumerate(words[:-1]):
        following = words[place + 1]
        taken = any(start < following.end() and word.start() < end for start, end in found)
        if taken or not _is_pair(text, word, following):
            continue
        before = words[place - 1][0] if place else ""
        after = words[place + 2][0] if place + 2 < len(words) else ""
        if not (
            _is_business(after) or _BRANDS.match(f"{word[0]} {following[0]}".upper()) or before.upper() in _NOT_FIRST
        ):
            found.append((word.start(), following.end()))
    return sorted(found)


def _is_pair(text: str, word: re.Match[str], following: re.Match[str]) -> bool:
    """Whether two words stand together as a given name and a surname."""
    surname = following[0]
    together = text[word.end() : following.start()] == " "
    capitals = word[0][0].isupper() and surname[0].isupper() and len(surname) > 2
    return together and capitals and word[0].upper() in _given()[1] and not _is_common(surname)


def _is_common(word: str) -> bool:
    """Whether a word is no surname: a business's, or one that follows a given name in purposes."""
    return _is_business(word) or word.upper() in _JOINING or bool(_PURPOSE.fullmatch(word.upper()))


def _is_business(word: str) -> bool:
    upper = word.upper().replace("’", "'").removesuffix("'S").replace("'", "")
    return upper not in _JOINING and bool(_BUSINESS.fullmatch(upper))


_JOINING = frozenset({"AND", "AT", "BY", "FOR", "IN", "ON", "TO", "WITH"})
# Words that follow a given name in a purpose without being a surname.
_PURPOSE = re.compile(
    r"ALLOWANCE\w*|ASSESS\w*|BILLS?|BLOCK|BOOK\w*|CASE|CHARGES?|COSTS?|DEPOSIT|EQUIP\w*|EXPENSES?|EXTENSION|FEES?|FLAT|FROM|"
    r"GRANTS?|HOURS?|HOUSE|INVOICE\w*|ITEMS?|JOB|LEAVING|LICEN[CS]E\w*|MATERIALS?|MEETINGS?|MEMBERSHIP|MONTH\w*|NEW|PERIOD|PHASE|"
    r"PHONE|PLACEMENT\w*|POSTAGE|PROVISION|PURCHASE\w*|QTR|QUARTER|RECHARGE|REFUNDS?|RENEWAL|RENT|REPORT\w*|REQUEST|RESPITE|RETURN|"
    r"SEN|SESSION\w*|SITE|SOFTWARE|SPECIAL|SPRING|STATION\w*|SUBS\w*|SUMMER|SUPERVISION|AUTUMN|TERM|TICKETS?|TRIP|UNIT|VISIT\w*|"
    r"JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|"
    r"NOVEMBER|DECEMBER|MON|TUE|WED|THU|THURS|FRI|SAT|SUN|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|WEEKS?|INV|"
    r"WEEKLY|WINTER|YEAR|ROUTE|PASSENGER|TAXI|BUS|LICENCE|WIDGEONS?|MEAL\w*|SALARY|WAGES"
)
