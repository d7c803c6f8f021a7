"""What a person types for an organisation: an org-id, a company number or a charity number."""

import re

from keepitlocal.domain.organisation import charity_id, company_id
from keepitlocal.matching.corrections import is_org_id

_WORD = re.compile(r"(company|charity)\s*(?:number|no\.?)?\s*[:#]?\s*(.+)", re.IGNORECASE)
EXAMPLES = "GB-COH-01234567, company 01234567 or charity 1234567"


def org_ids(text: str, /) -> list[str]:
    """Every org-id that the text can stand for: none where it is no number, several where it does not say which register.

    Seven digits can be a charity, or a company whose leading nought a spreadsheet dropped; SC and six digits a company
    or a charity in Scotland.
    """
    plain = text.strip()
    if is_org_id(plain.upper()):
        return [plain.upper()]
    if said := _WORD.fullmatch(plain):
        word, number = said[1].casefold(), said[2]
        found = [company_id(number)] if word == "company" else [charity_id(number), _scottish(number)]
    else:
        found = [company_id(plain), charity_id(plain), _scottish(plain)]
    return [one for one in found if one]


def _scottish(text: str) -> str | None:
    plain = re.sub(r"[^A-Z0-9]", "", text.upper())
    return f"GB-SC-{plain}" if re.fullmatch(r"SC\d{6}", plain) else None
