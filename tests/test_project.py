"""The project keeps its own promises: reasons, locks, sizes, and nothing of the machine it was made on."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import keepitlocal

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "locks").glob("*.txt"))
LARGEST_FILE = 1_000_000


def tracked_files() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git clone, so nothing is tracked")
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in told.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def dependencies_of(project: dict) -> list[str]:
    extras = project["project"]["optional-dependencies"].values()
    groups = project["dependency-groups"].values()
    return [line for part in (project["project"]["dependencies"], *extras, *groups) for line in part]


def test_every_dependency_says_why_it_is_here() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    dependencies = dependencies_of(tomllib.loads(text))
    with_reason = re.findall(r'^  "([^"]+)", +# \S.{8,}$', text, flags=re.MULTILINE)
    assert len(dependencies) > 20
    assert [line for line in dependencies if line not in with_reason] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_is_versions_and_hashes_and_names_no_host(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    version = re.compile(r"[a-z0-9-]+(\[[a-z0-9,-]+\])?==[\w.+!]+( ; [^:/]+)? \\")
    digest = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in lines if not version.fullmatch(line) and not digest.fullmatch(line)] == []


def test_the_smaller_locks_hold_the_versions_of_the_largest() -> None:
    def versions(name: str) -> set[str]:
        text = (ROOT / "locks" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^\S+==.*(?= \\$)", text, flags=re.MULTILINE))

    assert versions("core.txt") <= versions("dev.txt")
    assert {line.split("==")[0] for line in versions("bench.txt") - versions("dev.txt")} == {
        "absl-py",
        "annotated-types",
        "beautifulsoup4",
        "cloudpickle",
        "contourpy",
        "cpsat-logutils",
        "cycler",
        "esda",
        "fonttools",
        "geopandas",
        "immutabledict",
        "joblib",
        "kiwisolver",
        "libpysal",
        "mapclassify",
        "matplotlib",
        "narwhals",
        "networkx",
        "orloge",
        "ortools",
        "pillow",
        "pointpats",
        "polars",
        "polars-runtime-32",
        "protobuf",
        "psutil",
        "pulp",
        "pydantic",
        "pydantic-core",
        "pyogrio",
        "pyparsing",
        "pyproj",
        "rtree",
        "scikit-learn",
        "scipy",
        "shapely",
        "soupsieve",
        "spaghetti",
        "sparse-dot-topn",
        "splink",
        "spopt",
        "threadpoolctl",
        "tqdm",
        "typing-inspection",
    }


def test_the_core_holds_none_of_the_heavy_ones() -> None:
    text = (ROOT / "locks" / "core.txt").read_text(encoding="utf-8")
    named = set(re.findall(r"^([a-z0-9-]+)==", text, flags=re.MULTILINE))
    assert not named & {
        "geopandas",
        "scipy",
        "scikit-learn",
        "ortools",
        "vl-convert-python",
        "polars",
        "pyspark",
        "django",
    }
    assert {"duckdb", "ibis-framework", "pyarrow"} <= named


def test_the_version_is_written_once() -> None:
    places = [path for path in tracked_files() if path.suffix in {".py", ".toml"} and path.parts[-2] != "tests"]
    said = [
        path for path in places if re.search(r'^(__)?version(__)? = "', path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert [path.relative_to(ROOT).as_posix() for path in said] == ["keepitlocal/__init__.py"]
    assert f"## {keepitlocal.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").replace(
        "[", ""
    ).replace("]", "")


def test_no_tracked_file_is_large() -> None:
    assert [path.name for path in tracked_files() if path.stat().st_size > LARGEST_FILE] == []


def test_no_tracked_text_names_a_folder_of_a_machine() -> None:
    """Nor a package registry's host: a clone works wherever it lies and whatever index it is given."""
    # Written apart, so that this file does not find itself.
    folder = re.compile(
        r"(?<![\w.$}*])/(?:" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers"]) + r")/\w"
    )
    host = re.compile("|".join(["pypi" + r"\.org", "python" + r"hosted\.org", "npm" + r"js\.(?:org|com)"]))
    found = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if folder.search(line) or host.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    assert found == []


def test_make_help_lists_the_targets_of_the_readme() -> None:
    told = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z]+)\b", readme))
    assert {"demo", "test"} <= named
    assert [target for target in sorted(named) if f"make {target} " not in told] == []


@pytest.mark.parametrize(
    ("reason", "allowed"),
    [("data: no real files here", True), ("browser: no Chromium here", False), ("could not import pyspark", False)],
)
def test_ci_takes_no_skip_but_for_missing_real_files(reason: str, allowed: bool, tmp_path: Path) -> None:
    report = tmp_path / "tests.xml"
    report.write_text(f'<testsuite><testcase name="t"><skipped message="{reason}"/></testcase></testsuite>', "utf-8")
    program = [sys.executable, ROOT / "scripts" / "check_skips.py", report]
    assert (subprocess.run(program, capture_output=True, check=False).returncode == 0) is allowed
