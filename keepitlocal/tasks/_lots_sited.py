"""On which patches of the ground an address of each provider is known: for counting who is within reach, never for a map.

An address is where an office is, not where the work is done. A body has one for every register, contract or payment that
gives its postcode. Nothing is kept of whatever must never be placed (refuges, children's homes and the like) or of people.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from keepitlocal.domain.people import likely_person
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.steps.contract_size.maximum import Provider, band
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._lots_patch import Ground
from keepitlocal.tasks._parts import Parts, open_parts


def sited(
    folder: Folder, version: Any, ground: Ground, providers: Iterable[Provider], /
) -> Mapping[str, frozenset[str]]:
    """Codes of the patches where an address of each provider is known, by body; bodies with none are left out."""
    asked = {provider.body: provider for provider in providers}
    with open_parts(folder, version) as parts:
        also = folder.settings.get("never_placed", {}).get("words", ())
        never = {
            body
            for body, name in [*_names(parts, asked), *((body, one.name) for body, one in asked.items())]
            if is_sensitive(name, also=also) or likely_person(name)
        }
        addresses = [row for row in _addresses(parts, asked) if row[0] not in never]
        patch_of = _patches(folder, version, ground, {postcode for _, postcode in addresses})
    found: dict[str, set[str]] = {}
    for body, postcode in addresses:
        if (patch := patch_of.get(postcode)) is not None:
            found.setdefault(body, set()).add(patch)
    return {body: frozenset(found[body]) for body in sorted(found)}


def says_sited(providers: Iterable[Provider], sites: Mapping[str, frozenset[str]], /) -> str:
    """How many of the providers have an address on the ground and how many could not be put anywhere, in bands."""
    bodies = {provider.body for provider in providers}
    here = len(bodies & sites.keys())
    if not bodies:
        return "No organisation was found, so none could be put on this ground."
    return (
        f"Organisations found, here and elsewhere: {band(len(bodies))}. With an address known on this ground: {band(here)}. With none: "
        f"{band(len(bodies) - here)}; theirs is elsewhere or not known, or of a kind that is never placed. Of those without "
        "one, who is known to work here counts for every lot and others for none. An address is an office, not where the work is done."
    )


def _names(parts: Parts, bodies: Iterable[str]) -> list[tuple[str, str]]:
    return [
        (body, name)
        for queried in (_PAID_NAMES, _REGISTER_NAMES)
        for body, *names in parts.rows(
            _IDS.format(links=_links(parts)) + queried[0], *queried[1], bodies=sorted(bodies)
        )
        for name in names
        if name
    ]


def _addresses(parts: Parts, bodies: Iterable[str]) -> list[tuple[str, str]]:
    """Every body with every postcode of it, each in its one spelling, in order."""
    from keepitlocal.domain.postcode import clean_postcode

    found = {
        (str(body), clean)
        for query, needed in (_REGISTERED, _PAID, _CONTRACTED)
        for body, postcode in parts.rows(
            _IDS.format(links=_links(parts)) + query, "payees", *needed, bodies=sorted(bodies)
        )
        if (clean := clean_postcode(postcode))
    }
    return sorted(found)


def _links(parts: Parts) -> str:
    if "links" in parts.names:
        return "SELECT org_id, other FROM links WHERE relation = 'same' AND set_aside IS NULL"
    return "SELECT NULL::VARCHAR AS org_id, NULL::VARCHAR AS other WHERE false"


# Every id of a body: those that its payments were matched to, itself, and what a register says is the same.
_IDS = """
WITH asked AS (SELECT unnest($bodies) AS body),
own AS (SELECT body, body AS org_id FROM asked UNION SELECT body, org_id FROM asked JOIN payees USING (body)),
same AS ({links}),
ids AS (SELECT body, org_id FROM own UNION SELECT body, other FROM own JOIN same USING (org_id)
    UNION SELECT body, same.org_id FROM own JOIN same ON same.other = own.org_id)
"""
_REGISTERED = (
    """SELECT DISTINCT body, postcode FROM ids JOIN organisations USING (org_id)
    WHERE set_aside IS NULL AND postcode IS NOT NULL""",
    ("organisations",),
)
_PAID = (
    """SELECT DISTINCT body, postcode FROM asked JOIN payees USING (body) JOIN payments USING (payee)
    WHERE set_aside IS NULL AND postcode IS NOT NULL AND NOT coalesce(person, false)""",
    ("payments",),
)
_CONTRACTED = (
    """SELECT DISTINCT body, postcode FROM asked JOIN agreements USING (body) JOIN contracts USING (input, row)
    WHERE set_aside IS NULL AND postcode IS NOT NULL AND NOT coalesce(person, false)""",
    ("agreements", "contracts"),
)
_PAID_NAMES = ("SELECT DISTINCT body, name, payee FROM asked JOIN payees USING (body)", ("payees",))
_REGISTER_NAMES = (
    "SELECT DISTINCT body, name, other_names FROM ids JOIN organisations USING (org_id) WHERE set_aside IS NULL",
    ("payees", "organisations"),
)


def _patches(folder: Folder, version: Any, ground: Ground, postcodes: set[str]) -> dict[str, str]:
    """The patch of each postcode on the ground: as the place's own directory says, else by where it lies."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from keepitlocal.store.library import lookup
    from keepitlocal.tasks._wards import ward_at

    own = [pq.read_table(path) for path in version.paths(folder.store, "postcodes")]
    located = lookup(postcodes, extra=pa.concat_tables(own, promote_options="default") if own else None)
    codes = {patch.code for patch in ground.patches}
    found = {
        postcode: code
        for postcode, where in located.items()
        if (code := where.lsoa if ground.level == "lsoa" else where.ward) in codes and code
    }
    left = [
        (postcode, (where.longitude, where.latitude))
        for postcode, where in sorted(located.items())
        if postcode not in found and where.longitude is not None and where.latitude is not None
    ]
    inside = ward_at([point for _, point in left], ground.outlines)
    return found | {postcode: code for (postcode, _), code in zip(left, inside, strict=True) if code is not None}
