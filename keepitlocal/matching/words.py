"""What words in names mean for matching: legal forms, abbreviations, words that say nothing of who it is. Written by us."""

from keepitlocal.reference import rows

# Forms of several words, longest first, and the one word that each comes down to.
PHRASES = {
    ("COMMUNITY", "INTEREST", "COMPANY"): "CIC",
    ("COMMUNITY", "INTEREST", "CO"): "CIC",
    ("CHARITABLE", "INCORPORATED", "ORGANISATION"): "CIO",
    ("CHARITABLE", "COMMUNITY", "BENEFIT", "SOCIETY"): "CBS",
    ("COMMUNITY", "BENEFIT", "SOCIETY"): "CBS",
    ("PUBLIC", "LIMITED", "COMPANY"): "PLC",
    ("LIMITED", "LIABILITY", "PARTNERSHIP"): "LLP",
    ("COMPANY", "LIMITED", "BY", "GUARANTEE"): "CLG",
    ("LIMITED", "BY", "GUARANTEE"): "CLG",
    ("LIMITED", "PARTNERSHIP"): "LP",
    ("CWMNI", "BUDDIANT", "CYMUNEDOL"): "CIC",
    ("CWMNI", "CYFYNGEDIG", "CYHOEDDUS"): "PLC",
    ("PARTNERIAETH", "ATEBOLRWYDD", "CYFYNGEDIG"): "LLP",
}
# Forms of one word, as they are written, and what each makes of the body.
FORMS = {
    "LIMITED": "company", "LTD": "company", "LMT": "company", "LIMTED": "company", "LIMITD": "company", "LTDA": "company", "LIMIT": "company",
    "LIMITE": "company", "PLC": "company", "LLP": "partnership", "LP": "partnership", "CIC": "cic", "CIO": "charity", "SCIO": "charity",
    "CBS": "society", "CLG": "company", "CYF": "company", "CYFYNGEDIG": "company", "CCC": "company", "PAC": "partnership",
    "UNLTD": "company", "UNLIMITED": "company", "INC": "company", "INCORPORATED": "company", "GMBH": "company", "BV": "company",
    "LLC": "company", "CORP": "company", "PTY": "company", "SARL": "company", "SPA": "company", "AG": "company", "LT": "company",
    "BCS": "society", "IPS": "society",
}  # fmt: skip
FORM_CODES = {"company": 1, "partnership": 2, "cic": 4, "charity": 8, "society": 16}
# Words that join and say nothing.
SILENT = frozenset({"AND", "THE"})
# Abbreviations that councils' finance systems and people use, and the word that each stands for.
SHORT = {
    "ACAD": "ACADEMY", "ACC": "ACCOUNT", "ADMIN": "ADMINISTRATION", "AGY": "AGENCY", "ARCH": "ARCHITECT", "ARCHS": "ARCHITECT",
    "ASS": "ASSOCIATION", "ASSN": "ASSOCIATION", "ASSOC": "ASSOCIATION", "ASSOCN": "ASSOCIATION", "ASSC": "ASSOCIATION", "AVE": "AVENUE",
    "BC": "BOROUGHCOUNCIL", "BLDG": "BUILDING", "BLDGS": "BUILDING", "BLDRS": "BUILDER", "BROS": "BROTHER", "CATH": "CATHOLIC",
    "CC": "COUNTYCOUNCIL", "CENT": "CENTRE", "CENTER": "CENTRE", "CHAR": "CHARITY", "CHLD": "CHILD", "CHILDREN": "CHILD", "CHILDRENS": "CHILD",
    "CHILDRN": "CHILD", "CNCL": "COUNCIL", "CNL": "COUNCIL", "CO": "COMPANY", "COLL": "COLLEGE", "COMM": "COMMUNITY", "COMMS": "COMMUNICATION",
    "CONS": "CONSULTANT", "CONSTR": "CONSTRUCTION", "CONST": "CONSTRUCTION", "CONSLT": "CONSULTANT", "CONTR": "CONTRACTOR",
    "CORPN": "CORPORATION", "CTR": "CENTRE", "CTRE": "CENTRE", "DC": "DISTRICTCOUNCIL", "DEPT": "DEPARTMENT", "DEV": "DEVELOPMENT",
    "DEVT": "DEVELOPMENT", "DIST": "DISTRICT", "DISTRIB": "DISTRIBUTION", "ED": "EDUCATION", "EDUC": "EDUCATION", "ELEC": "ELECTRICAL",
    "ELECT": "ELECTRICAL", "ENG": "ENGINEERING", "ENGRS": "ENGINEER", "ENGS": "ENGINEERING", "ENT": "ENTERPRISE", "ENTS": "ENTERPRISE",
    "ENV": "ENVIRONMENTAL", "EQUIP": "EQUIPMENT", "EST": "ESTATE", "FDN": "FOUNDATION", "FED": "FEDERATION", "FNDN": "FOUNDATION",
    "GDNS": "GARDEN", "GEN": "GENERAL", "GP": "GROUP", "GRP": "GROUP", "GT": "GREAT", "HLDGS": "HOLDING", "HLTH": "HEALTH", "HLTHCARE": "HEALTHCARE",
    "HO": "HOUSE", "HOSP": "HOSPITAL", "HSE": "HOUSE", "HSG": "HOUSING", "IND": "INDUSTRY", "INDS": "INDUSTRY", "INF": "INFANT",
    "INST": "INSTITUTE", "INTERNAT": "INTERNATIONAL", "INTL": "INTERNATIONAL", "INT": "INTERNATIONAL", "INVEST": "INVESTMENT", "JNR": "JUNIOR",
    "JUN": "JUNIOR", "LAB": "LABORATORY", "LABS": "LABORATORY", "MAINT": "MAINTENANCE", "MAN": "MANAGEMENT", "MANUF": "MANUFACTURING",
    "MBC": "BOROUGHCOUNCIL", "MED": "MEDICAL", "MFG": "MANUFACTURING", "MGMT": "MANAGEMENT", "MGT": "MANAGEMENT", "MKT": "MARKET", "MTCE": "MAINTENANCE",
    "NAT": "NATIONAL", "NATL": "NATIONAL", "NTH": "NORTH", "NRSNG": "NURSING", "NRSG": "NURSING", "NURS": "NURSING", "ORG": "ORGANISATION",
    "ORGANIZATION": "ORGANISATION", "PARTNS": "PARTNER", "PCC": "PAROCHIALCHURCHCOUNCIL", "PHARM": "PHARMACY", "PRI": "PRIMARY", "PRIM": "PRIMARY",
    "PROD": "PRODUCT", "PRODS": "PRODUCT", "PROF": "PROFESSIONAL", "PROP": "PROPERTY", "PROPS": "PROPERTY", "PSHIP": "PARTNERSHIP", "RC": "CATHOLIC",
    "RD": "ROAD", "REC": "RECREATION", "RES": "RESIDENTIAL", "RESDNTL": "RESIDENTIAL", "RESID": "RESIDENTIAL", "SAINT": "ST", "SCH": "SCHOOL",
    "SCHL": "SCHOOL", "SEC": "SECONDARY", "SERV": "SERVICE", "SERVS": "SERVICE", "SNR": "SENIOR", "SOC": "SOCIETY", "SOLN": "SOLUTION",
    "SOLNS": "SOLUTION", "SOLS": "SOLICITOR", "STH": "SOUTH", "SUPPS": "SUPPLY", "SUPP": "SUPPORT", "SVC": "SERVICE", "SVCS": "SERVICE", "SVS": "SERVICE",
    "SYS": "SYSTEM", "TECH": "TECHNOLOGY", "TECHS": "TECHNOLOGY", "TRAIN": "TRAINING", "TRANS": "TRANSPORT", "TRNG": "TRAINING", "TRST": "TRUST",
    "UNIV": "UNIVERSITY", "UNI": "UNIVERSITY", "VIL": "VILLAGE", "VILL": "VILLAGE", "VOL": "VOLUNTARY", "VLY": "VALLEY", "WKS": "WORK",
    "YTH": "YOUTH", "YRS": "YEAR", "CE": "CHURCHOFENGLAND", "COFE": "CHURCHOFENGLAND", "MANCH": "MANCHESTER", "MCR": "MANCHESTER", "LANCS": "LANCASHIRE",
    "YORKS": "YORKSHIRE", "NOTTS": "NOTTINGHAMSHIRE", "LEICS": "LEICESTERSHIRE", "GLOS": "GLOUCESTERSHIRE", "HANTS": "HAMPSHIRE",
    "WILTS": "WILTSHIRE", "BUCKS": "BUCKINGHAMSHIRE", "HERTS": "HERTFORDSHIRE", "CAMBS": "CAMBRIDGESHIRE", "STAFFS": "STAFFORDSHIRE",
    "LINCS": "LINCOLNSHIRE", "NORTHANTS": "NORTHAMPTONSHIRE", "BEDS": "BEDFORDSHIRE", "BERKS": "BERKSHIRE", "OXON": "OXFORDSHIRE",
    "WORCS": "WORCESTERSHIRE", "SALOP": "SHROPSHIRE", "DERBYS": "DERBYSHIRE", "BHAM": "BIRMINGHAM", "LPOOL": "LIVERPOOL", "SW": "SOUTHWEST",
    "NW": "NORTHWEST", "SE": "SOUTHEAST", "NE": "NORTHEAST",
}  # fmt: skip
# Words that hundreds of bodies have in common, so that a name of these alone says little without its place.
GENERIC = frozenset(
    """SCHOOL PRIMARY SECONDARY INFANT JUNIOR ACADEMY COLLEGE CHURCH CHURCHOFENGLAND CATHOLIC METHODIST BAPTIST PARISH COUNCIL PAROCHIALCHURCHCOUNCIL
    DIOCESE ST VILLAGE HALL COMMUNITY CENTRE ASSOCIATION CLUB SOCIETY TRUST NHS HOSPITAL SURGERY PRACTICE MEDICAL HEALTH FOUNDATION NURSERY PRESCHOOL
    PLAYGROUP SCOUT GUIDE GROUP CRICKET FOOTBALL CARE HOME HOUSE NURSING RESIDENTIAL SERVICE UNIVERSITY BOROUGHCOUNCIL COUNTYCOUNCIL
    DISTRICTCOUNCIL TOWN CITY BOROUGH COUNTY DISTRICT FRIEND YOUTH WOMEN INSTITUTE LEGION CITIZEN ADVICE AGE UK MIND YMCA""".split()
)
# Heads of departments, accounts and notes that finance systems put before or after a name; they are no part of it.
NOTES = frozenset(
    """ACCOUNT ACCOUNTS BACS CHQ CHEQUE DEPOSIT FEES FEE INVOICE INVOICES PAYMENT PAYMENTS PMT PMTS REMITTANCE REFUND REFUNDS RENT CLIENT ONLY
    DIRECT DEBIT DD USE DO NOT DUPLICATE OLD NEW CLOSED INACTIVE CREDITOR SUPPLIER VENDOR REF HQ OFFICE HEAD DEPT DEPARTMENT BRANCH LTDLTD""".split()
)


def places() -> frozenset[str]:
    """Words of the names of councils and counties, which set bodies of one federation apart."""
    common = {"AND", "OF", "THE", "UPON", "CITY", "COUNTY", "NORTH", "SOUTH", "EAST", "WEST", "ST", "NEW", "COUNCIL", "BOROUGH", "WITH", "ON", "IN"}
    named = " ".join(row["name"] for row in rows("councils")).upper().replace(",", " ").replace("-", " ").replace(".", " ")
    return frozenset(word.strip("()'") for word in named.split()) - common - {""}


def standard(word: str, /) -> str:
    """The word that stands for a word in comparison: an abbreviation written out, an s at the end gone."""
    word = SHORT.get(word, word)
    if len(word) > 3 and word.endswith("S") and not word.endswith(("SS", "US", "IS")):
        word = word[:-3] + "Y" if word.endswith("IES") and len(word) > 5 else word[:-1]
    return SHORT.get(word, word)
