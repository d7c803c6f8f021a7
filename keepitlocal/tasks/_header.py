"""What findings were made from: the header of findings.json, by which two sets of findings can be compared."""

from datetime import date
from typing import Any

from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._library import KINDS

# What a council publishes about its own money and services is data; what tells who and where bodies are is a register.
REGISTERS = KINDS


def header(
    folder: Folder,
    version: Any,
    /,
    *,
    engine: str = "duckdb",
    made: date | None = None,
    on: date | None = None,
) -> dict[str, Any]:
    """Place, store version, inputs with hashes, register releases, law, rules, parameters, corrections; ``run`` is
    apart. ``on`` is the day asked about, where one was.

    No payee is named: what a council decided about payees is counted and fingerprinted.
    """
    from keepitlocal import __version__

    made_from = version.made_from
    settings = made_from.get("settings", folder.settings)
    readings = [(entry, reading) for entry in version.inputs for reading in entry["readings"]]
    return {
        "software": {"name": "keepitlocal", "version": made_from.get("software", __version__)},
        "store": {"version": store_version(version)},
        "place": {"code": folder.council, "name": str(folder.settings["council"].get("name", folder.council))},
        "inputs": [_input(entry, reading) for entry, reading in readings if reading["source"] and reading["rows"]],
        "registers": _registers(readings, made_from),
        "law": {"date": on.isoformat() if on else None},
        "rules": _rules(folder, version),
        "parameters": _parameters(settings) | {"matching_method": _matching(made_from)},
        "corrections": [
            {"file": name, "sha256": sha} for name, sha in sorted(made_from.get("corrections", {}).items())
        ],
        "run": {"version": version.number, "engine": engine, "made": made.isoformat() if made else None},
    }


def _matching(made_from: dict[str, Any]) -> str | None:
    """How payees were matched: the number of the method, and a fingerprint of what it had learned."""
    told = [str(made_from[key])[:12] for key in ("method", "matching") if made_from.get(key)]
    return "-".join(told) or None


def store_version(version: Any, /) -> str:
    """A fingerprint of all that a version holds but for its findings; its number depends on what was run before."""
    from keepitlocal.store.parts import fingerprint

    return fingerprint(version.without("findings").content)


def _input(entry: dict[str, Any], reading: dict[str, Any]) -> dict[str, Any]:
    from keepitlocal.tasks._screen import reconciles

    counted = reading["control_rows"] is not None
    return {
        "file": reading["file"],
        "sha256": entry["sha256"],
        "source": reading["source"],
        "title": reading["title"],
        "table": reading["table"],
        "rows": reading["rows"],
        "kept": reading["kept"],
        "set_aside_rows": sum(reading["set_aside"].values()),
        "amount_pence": reading["amount_pence"],
        "set_aside_pence": reading["set_aside_pence"],
        "control_pence": reading["control_pence"],
        "reconciled": reconciles(reading) if counted else None,
        "first_date": reading["first_date"],
        "last_date": reading["last_date"],
    }


def _registers(readings: list[Any], made_from: dict[str, Any]) -> list[dict[str, Any]]:
    """The releases used: the postcode package by its version, a file by its hash."""
    package = made_from.get("postcodes")
    found = [{"register": "postcodes", "release": package}] if package else []
    given = [
        {"register": reading["title"], "release": f"{reading['file']} sha256:{entry['sha256'][:12]}"}
        for entry, reading in readings
        if reading["source"] in REGISTERS and reading["rows"]
    ]
    return found + sorted(given, key=lambda one: (one["register"], one["release"]))


def _rules(folder: Folder, version: Any) -> list[dict[str, str]]:
    import duckdb

    paths = [str(path) for path in version.paths(folder.store, "rules")]
    if not paths:
        return []
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT definition, title FROM read_parquet($paths) ORDER BY ALL", {"paths": paths}
        ).fetchall()
    return [{"definition": definition, "title": title} for definition, title in found]


def _parameters(settings: dict[str, Any]) -> dict[str, Any]:
    from keepitlocal.store.parts import fingerprint

    told = {key: value for key, value in settings.items() if key not in ("format", "council", "mapping", "money")}
    money = settings.get("money", {})
    payees = money.get("payees", {})
    overruled = {
        "payees_overruled": len(payees),
        "payees_overruled_fingerprint": fingerprint(payees) if payees else None,
    }
    return told | {"lines": dict(money.get("lines", {}))} | overruled
