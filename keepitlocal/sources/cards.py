"""Procurement card transactions, as the Local Government Transparency Code asks councils to publish them."""

from keepitlocal.sources import spend
from keepitlocal.sources._fields import Grid, Mapping, comparable, field, share

source, title, table = "cards", "Procurement card transactions", "payments"
publisher = "the council"
licence = "Open Government Licence v3.0"
fields = spend.fields | {
    "card": field("card transaction", "procurement card", "card type"),
    "category": field(
        "merchant category", "category internal name", "merchant category description", *spend.fields["category"].names
    ),
    "category_code": field("merchant category code", "mcc", *spend.fields["category_code"].names),
}
constants = {"source": "cards", "lines": 1}
_MERCHANT = {
    "merchant category",
    "merchant category code",
    "merchant name",
    "merchant category description",
    "mcc",
    "cardholder",
}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where most rows say that they are card transactions, or the headings speak of merchants and no invoice or supplier number."""
    marked = share(grid.values(mapping.places["card"]), _is_card) if "card" in mapping.places else 0.0
    headings = set(map(comparable, grid.headings))
    # The Code asks for a merchant category of spending too: alone it is no sign of a card.
    cards = any("card" in heading.split() for heading in headings)
    merchants = len(_MERCHANT & headings) > 1 or "merchant name" in headings or cards
    ledger = {"invoice", "supplier_ref", "vat_number"} & mapping.places.keys()
    if marked > 0.5 or (merchants and not ledger and "card" not in mapping.places):
        return 3.0
    return -1.0


def _is_card(text: str) -> bool:
    return text.strip().upper() in {"GPC", "CCC", "YES", "Y", "TRUE"}


example = {
    "file": """
        BeneficiaryName,PaymentDate,Amount,Purpose,MerchantCategoryCode,CardTransaction
        Example Stationers,2024-04-03,12.50,Paper,5943,GPC
    """,
    "kept": 1,
    "amount_pence": 1250,
    "set_aside": {},
}
