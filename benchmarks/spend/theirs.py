"""The same work in Polars: every column read as text, the same dates and amounts, rows set aside marked, zstd Parquet, the four questions.

Written as somebody who knows Polars would: lazily, streaming, distinct payees cleaned and matched once. It is given the rules of what
the money is as they stand (as one pattern a line) and the rules for local as sets of districts; it makes no second count of the file,
keeps no fingerprints and reads one layout only, which ours does not know beforehand.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import polars as pl
from ours import Spent

UNREADABLE, BLANK, REPEATED, TOTAL, MISSING = (
    "amount could not be read",
    "blank row",
    "repeated headings",
    "grand total",
    "no amount",
)
_LABEL = r"^(grand |sub[- ]?|overall |report |net |sum )?totals?( (spend|expenditure|amount|payments|for .*))?[: ]*$"
_NAMES = {
    "Directorate": "department", "Service": "service", "Supplier Name": "payee", "Payment Date": "date",
    "Transaction Number": "transaction", "Net Amount": "amount", "Purpose": "purpose", "Category": "category",
    "Capital or Revenue": "capital",
}  # fmt: skip
_FORMS = "|".join((
    "PUBLIC LIMITED COMPANY", "COMMUNITY INTEREST COMPANY", "CHARITABLE INCORPORATED ORGANISATION", "COMMUNITY BENEFIT SOCIETY",
    "LIMITED LIABILITY PARTNERSHIP", "COMPANY LIMITED", "LIMITED", "LTD", "PLC", "LLP", "CIC", "CIO", "CBS",
))  # fmt: skip


def main() -> None:
    """Do the work on a place folder, from nothing or (``--again``) from the Parquet that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args()
    spent, parquet = Spent(), options.folder / "polars.parquet"
    if not options.again:
        read(options.folder / "inputs" / "spend.csv", parquet)
        spent.note("gather")
        derive(options.folder, parquet)
        spent.note("derive")
    answers = measure(options.folder, parquet)
    spent.note("measure")
    kept = pl.scan_parquet(parquet).filter(pl.col("set_aside").is_null())
    rows = pl.scan_parquet(parquet).select(pl.len()).collect().item()
    told = kept.select(pl.len(), pl.col("amount_pence").sum()).collect(engine="streaming").row(0)
    print(
        json.dumps(
            {
                "stages": spent.stages,
                "answers": answers,
                "rows": {"rows": rows, "kept": told[0], "amount_pence": told[1]},
            }
        )
    )


def read(path: Path, parquet: Path) -> None:
    """The file as typed Parquet, every row kept in its order."""
    text = {ours: pl.col(theirs).str.strip_chars(" ").replace("", None).alias(ours) for theirs, ours in _NAMES.items()}
    raw = pl.scan_csv(path, infer_schema=False, row_index_name="row", row_index_offset=2).select("row", *text.values())
    amount = pl.col("amount")
    plain = amount.str.replace_all(r"[£, ]", "")
    bracketed = plain.str.contains(r"^\(.*\)$")
    digits = pl.when(bracketed).then(pl.concat_str(pl.lit("-"), plain.str.strip_chars("()"))).otherwise(plain)
    pence = (digits.cast(pl.Float64, strict=False) * 100).round(0).cast(pl.Int64, strict=False)
    typed = raw.with_columns(
        pence.alias("amount_pence"), pl.col("date").str.to_date("%d/%m/%Y", strict=False).alias("day")
    )
    words = ("department", "service", "payee", "date", "transaction", "purpose", "category", "capital")
    labelled = pl.any_horizontal(pl.col(name).str.to_lowercase().str.contains(_LABEL) for name in words)
    only = pl.all_horizontal(
        pl.col(name).is_null() | pl.col(name).str.to_lowercase().str.contains(_LABEL) for name in words
    )
    suspect = pl.col("payee").is_null() | pl.col("payee").str.contains("(?i)total")
    reason = (
        pl.when(pl.all_horizontal(pl.col(name).is_null() for name in _NAMES.values())).then(pl.lit(BLANK))
        .when((pl.col("payee") == "Supplier Name") & (amount == "Net Amount")).then(pl.lit(REPEATED))
        .when(suspect & labelled & only).then(pl.lit(TOTAL))
        .when(pl.col("amount_pence").is_null() & amount.is_null()).then(pl.lit(MISSING))
        .when(pl.col("amount_pence").is_null()).then(pl.lit(UNREADABLE))
    )  # fmt: skip
    done = typed.with_columns(
        reason.alias("set_aside"), pl.when(pl.col("amount_pence").is_null()).then(amount).alias("amount_text")
    )
    done.drop("date", "amount").sink_parquet(parquet, compression="zstd")


def derive(folder: Path, parquet: Path) -> None:
    """Each distinct payee: withheld or not, its line, its organisation and where that is; each label's line; payments alike summed."""
    from keepitlocal.domain.redaction import MARKER_PATTERN
    from keepitlocal.evidence.the_money import lines

    kept = pl.scan_parquet(parquet).filter(pl.col("set_aside").is_null())
    register = _register(folder)
    payees = (
        kept.select("payee")
        .unique()
        .collect(engine="streaming")
        .with_columns(_clean("payee").alias("clean"), _key("payee").alias("key"))
    )
    line: Any = pl.lit("")
    for each in reversed(lines()):
        line = (
            pl.when(
                pl.col("clean").str.contains(each.payees.pattern)
                & ~pl.col("clean").str.contains(each.not_payees.pattern)
            )
            .then(pl.lit(each.id))
            .otherwise(line)
        )
    payees = payees.with_columns(pl.col("clean").str.contains(MARKER_PATTERN).alias("person"), line.alias("line")).join(
        register, on="key", how="left"
    )
    payees = payees.with_columns(pl.col("kind").fill_null("unknown"))
    payees.write_parquet(folder / "polars_payees.parquet", compression="zstd")
    names = ("department", "service", "category", "capital")
    labels = (
        kept.select(names)
        .unique()
        .collect(engine="streaming")
        .with_columns(_clean(name).alias(f"clean_{name}") for name in names)
    )
    of_label: Any = pl.lit("")
    for each in reversed(lines()):
        rules = zip(names, (each.departments, each.services, each.categories, each.capital), strict=True)
        hit = pl.any_horizontal(pl.col(f"clean_{name}").str.contains(rule.pattern) for name, rule in rules)
        of_label = pl.when(hit).then(pl.lit(each.id)).otherwise(of_label)
    labels = labels.with_columns(of_label.alias("label_line")).select(*names, "label_line")
    month = pl.col("day").dt.strftime("%Y-%m").fill_null("no date")
    alike = (
        kept.join(labels.lazy(), on=names, how="left", nulls_equal=True)
        .group_by("payee", "department", "service", "category", "label_line", month.alias("month"))
        .agg(
            pl.col("amount_pence").sum(),
            pl.col("amount_pence").filter(pl.col("amount_pence") < 0).sum().alias("credit_pence"),
            pl.len().alias("lines"),
        )
        .join(payees.lazy().drop("clean", "key"), on="payee", how="left")
    )
    first = pl.when(pl.col("line") != "").then(pl.col("line")).otherwise(pl.col("label_line"))
    year = pl.col("month").str.slice(0, 4).cast(pl.Int32, strict=False) - (pl.col("month").str.slice(5, 2) < "04")
    done = alike.with_columns(
        pl.when(pl.col("person")).then(pl.lit("individuals")).otherwise(first).alias("line"), year.alias("year")
    ).with_columns(((pl.col("line") == "") & ~pl.col("person")).alias("choosable"))
    done.sink_parquet(folder / "polars_spending.parquet", compression="zstd")


def _register(folder: Path) -> pl.DataFrame:
    """The register by the key of its names, those that two bodies share left out, each with its district and region."""
    where = pl.read_csv(
        folder / "inputs" / "postcode_directory.csv", infer_schema=False, columns=["pcds", "oslaua", "rgn"]
    )
    raw = pl.read_csv(folder / "inputs" / "register.csv", infer_schema=False)
    keyed = raw.with_columns(_key("name").alias("key")).unique("key", keep="none")
    return keyed.join(where, left_on="postcode", right_on="pcds", how="left").select(
        "key", "org_id", "kind", "oslaua", "rgn"
    )


def _clean(name: str) -> Any:
    plain = pl.col(name).str.to_uppercase().str.replace_all("['’‘`´]", "").str.replace_all("&", " AND ", literal=True)
    return plain.str.replace_all("[^A-Z0-9]+", " ").str.strip_chars().str.replace("^THE ", "")


def _key(name: str) -> Any:
    plain = (
        pl.col(name)
        .str.normalize("NFD")
        .str.to_uppercase()
        .str.replace_all("&", " AND ", literal=True)
        .str.replace_all("['’`.]", "")
    )
    return (
        plain.str.replace_all("[^A-Z0-9]+", " ")
        .str.strip_chars()
        .str.replace("^THE ", "")
        .str.replace(f"( ({_FORMS}))+$", "")
    )


def measure(folder: Path, parquet: Path) -> dict[str, Any]:
    """The four questions, each by year and for all years."""
    spending = pl.scan_parquet(folder / "polars_spending.parquet")
    own, region = _extents(folder)
    live = spending.filter(pl.col("choosable"))
    verdicts = {
        "area": pl.col("oslaua").is_in(own), "region": pl.col("rgn").is_in(region), "area_or_works": pl.col("oslaua").is_in(own),
    }  # fmt: skip
    sums = [pl.col("amount_pence").filter(rule).sum().alias(name) for name, rule in verdicts.items()]
    known = [
        pl.col("amount_pence").sum().alias("whole"),
        pl.col("amount_pence").filter(pl.col("oslaua").is_null()).sum().alias("unknown"),
        pl.col("lines").sum(),
    ]
    body = pl.coalesce(pl.col("org_id"), pl.col("payee"))
    answers: dict[str, Any] = {}
    for name, question in {
        "kept_local": lambda cut: live.group_by(cut).agg(*sums, *known),
        "what_the_money_is": lambda cut: spending.group_by("line", *cut).agg(pl.col("amount_pence").sum(), pl.col("lines").sum()),
        "by_kind": lambda cut: live.group_by("kind", *cut).agg(*known),
        "held_by_few": lambda cut: live.group_by(body.alias("body"), *cut).agg(pl.col("amount_pence").sum()).group_by(cut).agg(
            pl.col("amount_pence").top_k(10).sum().alias("top"), pl.col("amount_pence").sum().alias("whole"),
            (pl.col("amount_pence").clip(0).cast(pl.Float64) ** 2).sum().alias("squares"),
        ),
    }.items():  # fmt: skip
        by_year = question(["year"]).collect(engine="streaming")
        overall = question([pl.lit("all").alias("year")]).collect(engine="streaming")
        answers[name] = by_year.height + overall.height
    return answers


def _extents(folder: Path) -> tuple[list[str], list[str]]:
    import tomllib

    council = tomllib.loads((folder / "place.toml").read_text(encoding="utf-8"))["council"]
    return [council["code"]], [council["region"]]


if __name__ == "__main__":
    main()
