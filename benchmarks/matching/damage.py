"""What happens to a name between the register and a published spend file, each harm a rule of its own.

The kinds and their shares come from reading some 2,800 payees of two councils beside the company or charity found for each, and
the payees of nine more councils and of the NHS: about half change case, a third the legal form, a fifth lose it; then come names
after a hash or T/A, branches, cuts at 20 to 40 letters, departments, glued numbers, initials run together, clipped words, slips.
No table of abbreviations is used: words are clipped, robbed of vowels, or squeezed by rule, so that no matcher can have learnt the
list. ``strength`` multiplies every chance but those of case and legal form.

Harms are of two sorts. The first loses something (form, words, the end of the name), and decides who can still be meant; what is
left is returned too, so that a label can be checked against the register. The second only disguises what is left.
"""

import re
from dataclasses import dataclass
from random import Random

FORMS = {
    "LTD": ("Ltd", "Limited", "LTD", "Ltd.", "LIMITED", "Limted", "(Ltd)", "L.T.D.", "Co Ltd"),
    "PLC": ("Plc", "PLC", "Public Limited Company", "P.L.C."),
    "LLP": ("LLP", "Llp", "L.L.P.", "Limited Liability Partnership"),
    "CIC": ("CIC", "C.I.C.", "Cic", "Community Interest Company", "C I C", "CIC Ltd"),
    "CIO": ("CIO", "Cio"),
}  # fmt: skip
_FORM_AT_END = re.compile(
    r"[ ,(]*\b(?:(LTD|LIMITED)|(PLC|PUBLIC LIMITED COMPANY)|(LLP|L\.L\.P|LIMITED LIABILITY PARTNERSHIP)"
    r"|(CIC LTD|CIC|C\.I\.C|COMMUNITY INTEREST COMPANY)|(CIO))\b[.)]*$",
    re.IGNORECASE,
)
_ALIAS = (" T/A ", " t/a ", " TA ", " t/as ", " trading as ", "#", " - ", " (", " formerly ", " T/A")
_DEPARTMENTS = (
    "Accounts", "Finance Dept", "Sales Ledger", "Purchase Ledger", "Residential Fees", "Head Office", "Payments", "No 2 Account",
    "Core Work", "Client Account", "Invoices Only", "Building Fund", "Accounts Receivable", "Catering", "Training", "Day Services",
)  # fmt: skip
_BEFORE = ("Total ", "Payee: ", "BACS ", "Grant - ", "SCH ", "Capital ", "Adults - ", "C/O ", "FAO ", "Supplier ", "DP ", "Accs ")
_ADDED = ("UK", "Group", "Services", "Company", "Co", "England", "Limited", "Team", "Office", "Ltd", "and Co", "Association")
_OCR = (("O", "0"), ("I", "1"), ("S", "5"), ("B", "8"), ("RN", "M"), ("M", "RN"), ("L", "I"), ("CL", "D"), ("G", "6"), ("E", "F"), ("U", "V"))
_MOJIBAKE = (("'", "â€™"), ("'", "´"), ("'", "?"), ("'", "\x92"), ("&", "&amp;"), ("e", "Ã©"), (" ", "\xa0"), (" ", "  "), (" ", " – "), ("'", "&#39;"))
_KEYS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wqretyuoipsadfghjkzlxcvbmn", strict=True))
_SMALL = {"OF", "AND", "THE", "FOR", "IN", "AT", "ON", "&", "TO", "WITH", "BY"}


@dataclass(frozen=True)
class Damaged:
    """A name as a spend file has it."""

    name: str
    left: str  # the name after the harms that lose something, before those that disguise it
    form: str  # LTD, PLC ... if it can still be read, else nothing
    cut: bool  # whether the end is missing, perhaps within a word
    slips: int  # letters wrong


def damage(name: str, rng: Random, places: list[str], trades: list[str], strength: float = 1.0) -> Damaged:
    """A name as it might be published; ``places`` and ``trades`` are where branches and trading names come from."""

    def hit(chance: float) -> bool:
        return rng.random() < min(chance * strength, 0.9)

    body, form = split_form(name)
    words = body.split()
    if len(words) > 2 and hit(0.07):
        words = _drop_word(words, rng)
    left, cut = " ".join(words), False
    text, form = _with_form(left, form, rng)
    limit = rng.choice((20, 22, 24, 25, 28, 30, 30, 30, 32, 32, 35, 35, 40))
    if len(text) > limit and hit(0.4):
        text, cut = text[:limit].rstrip(), len(left) > limit
        left, form = left[:limit].rstrip(), "" if limit < len(left) + 4 else form
    text = _disguise_words(text, hit, rng)
    slips = 0
    for chance in (0.17, 0.05):
        if hit(chance):
            text, slips = slip(text, rng), slips + 1
    if hit(0.035):
        text, slips = _swap(text, rng.choice(_OCR), rng), slips + 1
    if not cut or hit(0.1):
        text = _surround(text, hit, rng, places, trades)
    text = _case(text, rng)
    if hit(0.04):
        text = _swap(text, rng.choice(_MOJIBAKE), rng)
    return Damaged(" ".join(text.split(" ")).strip(), left, form, cut, slips)


def split_form(name: str) -> tuple[str, str]:
    """A name's body, and what its legal form is if it ends in one."""
    found = _FORM_AT_END.search(name)
    if not found or not found.start():
        return name, ""
    form = next(form for form, group in zip(FORMS, found.groups(), strict=True) if group)
    return name[: found.start()].rstrip(" ,"), form


def _with_form(body: str, form: str, rng: Random) -> tuple[str, str]:
    """The form kept, written another way, dropped, or (seldom) wrong."""
    chance = rng.random()
    if not form:
        return (f"{body} {rng.choice(('Ltd', 'Limited'))}", "") if chance < 0.02 else (body, "")
    if chance < 0.27:
        return body, ""
    if chance < 0.285:
        return f"{body} {rng.choice(FORMS[rng.choice(list(FORMS))])}", ""
    written = FORMS[form]
    return f"{body} {written[min(int(rng.expovariate(0.7)), len(written) - 1)]}", form


def _drop_word(words: list[str], rng: Random) -> list[str]:
    """Without one word, never the first (or second after The): a payee that lost it is seldom told by anybody."""
    first = 2 if words[0].upper() == "THE" else 1
    if len(words) <= first + 1:
        return words
    at = rng.randrange(first, len(words))
    return words[:at] + words[at + 1 :]


def _disguise_words(text: str, hit, rng: Random) -> str:  # type: ignore[no-untyped-def]
    if text.upper().startswith("THE "):
        text = text[4:] if hit(0.3) else f"{text[4:]} (The)" if hit(0.06) else text
    elif hit(0.03):
        text = f"The {text}"
    if hit(0.5):
        text = text.replace(" & ", " and ") if " & " in text else re.sub(r" and ", " & ", text, flags=re.IGNORECASE)
    if hit(0.25):
        text = _punctuation(text, rng)
    if hit(0.30):
        text = re.sub(r"\b([A-Za-z])[ .]+(?=[A-Za-z]\b)", r"\1", text) if rng.random() < 0.6 else re.sub(r"^([A-Z])([A-Z])\b", r"\1 \2", text)
    words = text.split()
    for _ in range(1 + hit(0.3)):
        if hit(0.22):
            words = _abbreviate(words, rng)
    if len(words) > 3 and hit(0.025):
        words = _initials(words, rng)
    if len(words) > 1 and hit(0.05):
        at = rng.randrange(1, len(words))
        words = [f"{words[at - 1]},", *words[at:], *words[: at - 1]] if rng.random() < 0.3 else words[at:] + words[:at]
    if hit(0.05):
        words.insert(rng.randrange(1, len(words) + 1), rng.choice(_ADDED))
    if len(words) > 1 and hit(0.06):
        at = rng.randrange(1, len(words))
        words[at - 1 : at + 1] = [words[at - 1] + words[at]]
    if hit(0.04):
        long = [at for at, word in enumerate(words) if len(word) > 5]
        if long:
            at = rng.choice(long)
            cut = rng.randrange(2, len(words[at]) - 1)
            words[at : at + 1] = [words[at][:cut], words[at][cut:]]
    return " ".join(words)


def _punctuation(text: str, rng: Random) -> str:
    """Marks taken away, put in, or turned into blanks."""
    marked = re.search(r"[^\w\s]", text)
    if marked and rng.random() < 0.75:
        return re.sub(r"[().,]" if rng.random() < 0.5 else r"[^\w\s&]", rng.choice(("", "", " ")), text)
    words = text.split()
    if rng.random() < 0.4 and len(words) > 1:
        at = rng.randrange(1, len(words))
        return f"{' '.join(words[:at])}{rng.choice(('-', ' - ', ', ', '/', '_ ', '. '))}{' '.join(words[at:])}"
    if rng.random() < 0.5 and len(words) > 2:
        return f"{' '.join(words[:-1])} ({words[-1]})"
    return text + rng.choice((".", ",", "*", " -", " ."))


def _abbreviate(words: list[str], rng: Random) -> list[str]:
    """One long word made shorter by rule; the later words more often, for they say less."""
    long = [at for at, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if not long:
        return words
    at = max(rng.choice(long), rng.choice(long))
    word = words[at]
    kind = rng.random()
    if kind < 0.4:  # clipped: Manag, Assoc.
        short = word[: rng.randrange(3, max(4, len(word) - 2))] + rng.choice(("", "", "."))
    elif kind < 0.75:  # without vowels: Mngmnt, Srvcs
        short = word[0] + re.sub(r"[aeiou]", "", word[1:], flags=re.IGNORECASE)
    else:  # squeezed: Mgt, Dept, Constrn
        keep = rng.randrange(2, 5)
        short = word[:keep] + word[-rng.randrange(1, 3) :]
    return [*words[:at], short, *words[at + 1 :]]


def _initials(words: list[str], rng: Random) -> list[str]:
    """The last words as initials, the first ones as they are: Arwell Home Care Services, Arwell HCS."""
    start = rng.randrange(1, len(words) - 1)
    taken = [word[0] for word in words[start:] if word[0].isalnum() and word.upper() not in _SMALL]
    return [*words[:start], "".join(taken).upper()] if len(taken) > 1 else words


def slip(text: str, rng: Random) -> str:
    """One slip of the fingers within a word of five letters or more: left out, put in, wrong, or two swapped."""
    places = [match.start() + at for match in re.finditer(r"[A-Za-z]{5,}", text) for at in range(1, len(match[0]) - 1)]
    if not places:
        return text
    at = rng.choice(places)
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + (text[at] if rng.random() < 0.6 else rng.choice("etaoinsr")) + text[at:]
    if kind == 2:
        return text[:at] + _KEYS[text[at].lower()] + text[at + 1 :]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _swap(text: str, pair: tuple[str, str], rng: Random) -> str:
    """One place where ``pair[0]`` stands, never the first letter, written as ``pair[1]``."""
    old, new = pair
    places = [match.start() for match in re.finditer(re.escape(old), text, flags=re.IGNORECASE) if match.start()]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + new + text[at + len(old) :]


def _surround(text: str, hit, rng: Random, places: list[str], trades: list[str]) -> str:  # type: ignore[no-untyped-def]
    """Trading names, branches, departments, numbers, and the name a second time."""
    if hit(0.075):
        mark = rng.choice(_ALIAS)
        close = ")" if mark == " (" else ""
        if rng.random() < 0.7:
            text = f"{text}{mark}{rng.choice(trades)}{close}"
        else:
            text = f"{rng.choice(trades)} {rng.choice(('T/A', 't/a', 'TA', '-', 'c/o', 'a division of', '#'))} {text}"
    if hit(0.08):
        text += rng.choice((" - {}", " ({})", " {}", "#{}", ", {}", " {} Branch")).format(rng.choice(places))
    if hit(0.05):
        text += rng.choice((" - ", " ", "#", "/", " (")) + rng.choice(_DEPARTMENTS)
    if hit(0.02):
        text += rng.choice(("#1", "#2", " 2", f" {rng.randrange(1000, 9999)}", f" *{rng.randrange(100, 999)}", f" {rng.randrange(10)}"))
    if hit(0.025):
        text = rng.choice(_BEFORE) + text
    if hit(0.03):
        text = f"{rng.randrange(100, 999_999):0{rng.choice((4, 6))}d}{rng.choice(('', '', ' ', '-'))}{text}"
    if hit(0.01):
        text = f"{text}{rng.choice((' ', '#', '/'))}{text}"
    return text


def _case(text: str, rng: Random) -> str:
    chance = rng.random()
    if chance < 0.45:
        return text.upper()
    if chance < 0.90:
        return text.title()
    return text.lower() if chance < 0.91 else text
