"""Versions and parts: published by one rename, the same content once, what is not needed gone, two runs kept apart."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.store.lock import Busy, locked
from keepitlocal.store.parts import fingerprint, part_path, write_part
from keepitlocal.store.versions import Version, current, load, numbers, publish, tidy


def part(store: Path, name: str, text: str = "rows") -> str:
    target = part_path(store, table="payments", name=name)
    write_part(target, lambda path: path.write_text(text) and None)
    return target.relative_to(store).as_posix()


def test_nothing_published_is_none(tmp_path: Path) -> None:
    assert current(tmp_path) is None
    assert numbers(tmp_path) == []


def test_versions_count_up_and_stay(tmp_path: Path) -> None:
    one = publish(tmp_path, Version(0, parts={"payments": (part(tmp_path, "a"),)}))
    two = publish(tmp_path, Version(0, parts={"payments": (part(tmp_path, "b"),)}))
    assert (one.number, two.number) == (1, 2)
    assert current(tmp_path) == two
    assert load(tmp_path, 1) == one


def test_the_same_content_publishes_nothing(tmp_path: Path) -> None:
    version = Version(0, inputs=({"file": "a.csv"},), parts={"payments": (part(tmp_path, "a"),)}, made_from={"x": 1})
    assert publish(tmp_path, version).number == publish(tmp_path, version).number == 1


def test_what_was_gathered_leaves_out_what_was_made_from_it() -> None:
    version = Version(
        1, parts={"payments": ("a",), "payees": ("b",), "findings": ("c",)}, made_from={"derived": ["payees"]}
    )
    assert version.gathered["parts"] == {"payments": ("a",)}
    assert set(version.without("findings").parts) == {"payments", "payees"}


def test_a_version_that_is_not_there_says_which_are(tmp_path: Path) -> None:
    publish(tmp_path, Version(0))
    with pytest.raises(LookupError, match="no version 7; it has 1"):
        load(tmp_path, 7)


def test_a_store_of_another_format_says_what_to_do(tmp_path: Path) -> None:
    publish(tmp_path, Version(0))
    path = tmp_path / "versions" / "1.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 99}))
    with pytest.raises(LookupError, match="Delete the store folder"):
        current(tmp_path)


def test_a_part_is_written_once_and_whole(tmp_path: Path) -> None:
    target = part_path(tmp_path, table="payments", name="a")

    def fail(path: Path) -> None:
        path.write_text("half")
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        write_part(target, fail)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert write_part(target, lambda path: path.write_text("whole") and None)
    assert not write_part(target, lambda path: path.write_text("other") and None)
    assert target.read_text() == "whole"


def test_tidying_leaves_what_the_current_version_names(tmp_path: Path) -> None:
    old, kept = part(tmp_path, "old"), part(tmp_path, "kept")
    publish(tmp_path, Version(0, parts={"payments": (old, kept)}))
    now = publish(tmp_path, Version(0, parts={"payments": (kept,)}))
    (tmp_path / "parts" / "payments" / ".left.partial").write_text("half")
    gone = {path.name for path in tidy(tmp_path)}
    assert gone == {"1.json", "old.parquet", ".left.partial"}
    assert current(tmp_path) == now
    assert [path.name for path in (tmp_path / "parts" / "payments").iterdir()] == ["kept.parquet"]
    assert tidy(tmp_path) == []


def test_a_second_run_in_the_same_place_is_refused(tmp_path: Path) -> None:
    with locked(tmp_path / "store"), pytest.raises(Busy, match="process"), locked(tmp_path / "store"):
        pass
    with locked(tmp_path / "store"):
        pass


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=5))
def test_a_fingerprint_depends_on_content_alone(content: dict[str, object]) -> None:
    turned = dict(reversed(list(content.items())))
    assert fingerprint(content) == fingerprint(turned)
    assert fingerprint(content) != fingerprint(content | {"more": 1.5})
