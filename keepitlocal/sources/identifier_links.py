"""Which identifiers belong together: lists of pairs of org-ids with a relation (org_id_a, org_id_b, relationship).

Find that Charity publishes such lists: company numbers of charities, of charitable incorporated organisations, of
schools, of housing providers; and charities that belong to a federation.
"""

from keepitlocal.sources._fields import Grid, Mapping, field, share
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import known

source, title, table = "register", "Identifiers that belong together", "links"
publisher = "Find that Charity"
licence = "Open Database Licence"
fields = {
    "org_id": field("org id a", needed=True),
    "other": field("org id b", needed=True),
    "relation": field("relationship", needed=True, letters=True),
    "list": field("source", letters=True),
    "from": field("valid from", type="date"),
    "until": field("valid to", type="date"),
}
constants: dict[str, object] = {}
signs = ("org id a", "org id b")
RELATIONS = {"sameas": "same", "same": "same", "parent": "parent", "successor": "successor", "branch": "branch"}
_WHEN = " ".join(f"WHEN '{told}' THEN '{relation}'" for told, relation in RELATIONS.items())
derive = {"relation": f"CASE lower({{relation}}) {_WHEN} END", "register": "coalesce({list}, 'list of identifiers')"}
unusable = {
    NO_IDENTIFIER: "{org_id} IS NULL OR {other} IS NULL",
    "linked to itself": "{org_id} = {other}",
    "a relation we do not know": f"lower({{relation}}) NOT IN ({', '.join(map(repr, RELATIONS))})",
}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where most relations are ones we know."""
    good = share(grid.values(mapping.places["relation"]), lambda text: text.lower() in RELATIONS)
    return 1.0 if good > 0.5 and known(mapping, "org_id", "other", "relation") else -1.0


example = {
    "file": """
        org_id_a,org_id_b,org_name,relationship,source
        GB-CHC-9000001,GB-COH-99000001,EXAMPLE CHARITY,sameas,Company Numbers for Charities
        GB-CHC-9000002,GB-CHC-9000003,EXAMPLE BRANCH,parent,Federated Charities
        GB-CHC-9000002,,EXAMPLE BRANCH,parent,Federated Charities
    """,
    "kept": 2,
    "amount_pence": None,
    "set_aside": {"no identifier": 1},
}
