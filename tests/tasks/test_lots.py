"""The command: a plan in the words of the form, what it says, what it says of a file that is none, and Ctrl-C."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from keepitlocal.cli import main
from keepitlocal.steps.contract_size.lots.form import instance_text, read
from keepitlocal.steps.contract_size.lots.instance import Instance, Lot, faults, objective
from tests.lots_drawn import SQUARES, grid, two_islands

ROOT = Path(__file__).parent.parent.parent


def write(folder: Path, instance: Instance) -> Path:
    path = folder / "instance.json"
    path.write_text(instance_text(instance), encoding="utf-8")
    return path


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "keepitlocal", "lots", *map(str, words)]


def planned(path: Path, instance: Instance) -> dict[str, object]:
    """The plan of a file, after seeing that it is one."""
    told = json.loads(path.read_text(encoding="utf-8"))
    lots = tuple(Lot(one["centre"], tuple(one["areas"])) for one in told["lots"])
    assert faults(instance, lots) == ()
    assert told["objective"] == pytest.approx(objective(instance, lots), rel=1e-9)
    assert told["bound"] <= told["objective"]
    return dict(told)


def test_four_squares_end_to_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "plan.json"
    assert main(["lots", str(write(tmp_path, SQUARES)), "--output", str(output)]) == 0
    told = planned(output, SQUARES)
    assert told == {
        "form": "keepitlocal-lots/1",
        "lots": [{"centre": "q1", "areas": ["q1", "q2"]}, {"centre": "q4", "areas": ["q3", "q4"]}],
        "objective": 21.0,
        "bound": 21.0,
        "gap": 0.0,
        "run": {"seed": 0, "moves": 0, "finished": True, "exact": True},
    }
    assert capsys.readouterr().out == (
        "2 lots, none above the maximum of 6. Cost 21.0.\nNo plan costs less.\n"
        f"Every way of dividing it was tried.\nThe plan: {output}\n"
    )


def test_whole_numbers_for_ids_come_back_as_whole_numbers(tmp_path: Path) -> None:
    text = instance_text(SQUARES)
    for number in range(1, 5):
        text = text.replace(f'"q{number}"', str(number))
    path = tmp_path / "instance.json"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())  # with a byte order mark, as some programs write
    assert main(["lots", str(path), "--output", str(tmp_path / "plan.json")]) == 0
    lots = json.loads((tmp_path / "plan.json").read_text())["lots"]
    assert lots == [{"centre": 1, "areas": [1, 2]}, {"centre": 4, "areas": [3, 4]}]


def test_the_same_seed_writes_the_same_bytes_and_prints_nothing_of_the_solver(tmp_path: Path) -> None:
    instance = grid(6, 4)
    path, plans = write(tmp_path, instance), [tmp_path / "one.json", tmp_path / "other.json"]
    for plan in plans:
        done = subprocess.run(
            command(path, "--output", plan, "--seconds", 30, "--seed", 4), cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0 and done.stderr == ""
        assert done.stdout.split("\n")[0].endswith("Cost 128.8.")
        assert len(done.stdout.strip().split("\n")) == 5
        assert "HiGHS" not in done.stdout
    assert plans[0].read_bytes() == plans[1].read_bytes()
    told = planned(plans[0], instance)
    assert told["run"]["seed"] == 4  # type: ignore[index]


def test_pieces_that_are_apart_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    apart = two_islands(SQUARES)
    assert main(["lots", str(write(tmp_path, apart)), "--output", str(tmp_path / "plan.json")]) == 0
    assert capsys.readouterr().out.startswith("The ground is in 2 pieces that are not neighbours (4, 4 areas)")
    planned(tmp_path / "plan.json", apart)


LISTENING = """
import sys
from keepitlocal.cli import main
from keepitlocal.tasks import lots
assert lots.tell
lots.tell = lambda screen, progress: print("HEARD", progress.doing, flush=True)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("doing", ["Finding a bound", "Searching", "Raising the bound"])
def test_ctrl_c_keeps_the_best_so_far(doing: str, tmp_path: Path) -> None:
    instance, output = grid(8, 6), tmp_path / "plan.json"
    words = ["lots", str(write(tmp_path, instance)), "--output", str(output), "--seconds", "600"]
    with subprocess.Popen(
        [sys.executable, "-c", LISTENING, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if line == f"HEARD {doing}\n":
                child.send_signal(signal.SIGINT)
                break
        out = child.stdout.read()
    assert child.returncode == 0, out
    assert "It was stopped before the search was over, so the same seed may give another plan." in out
    assert planned(output, instance)["run"]["finished"] is False  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "is no instance of the form keepitlocal-lots/1:\n    it is not JSON"),
        (b"\xff\xfe{", "is not text in UTF-8, as JSON is."),
        (b"[]", "it should be one JSON object"),
        (b"{}", "it does not have areas, providers, cap,"),
    ],
)
def test_a_wrong_file_is_said(text: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, output = tmp_path / "instance.json", tmp_path / "plan.json"
    path.write_bytes(text)
    assert main(["lots", str(path), "--output", str(output)]) == 1
    told = capsys.readouterr().err
    assert said in told and str(path) in told
    assert not output.exists()


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lots", str(tmp_path / "none.json"), "--output", str(tmp_path / "plan.json")]) == 1
    assert "none.json could not be opened: No such file or directory." in capsys.readouterr().err


def test_where_the_plan_cannot_go_is_said_before_anything_is_searched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(write(tmp_path, grid(6, 4)))
    assert main(["lots", path, "--output", str(tmp_path / "no" / "plan.json")]) == 1
    assert f"There is no folder {tmp_path / 'no'} to write plan.json into." in capsys.readouterr().err
    assert main(["lots", path, "--output", str(tmp_path)]) == 1
    assert f"{tmp_path} is a folder; name a file in it for the plan." in capsys.readouterr().err


def test_no_plan_is_said_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    instance = read(instance_text(SQUARES).replace('"cap": 6.0', '"cap": 3.5'))
    assert main(["lots", str(write(tmp_path, instance)), "--output", str(tmp_path / "plan.json")]) == 1
    assert "There is no plan. 1 area is worth more than the maximum of 3.5: q1 (4)." in capsys.readouterr().err
    assert not (tmp_path / "plan.json").exists()


@pytest.mark.parametrize(
    "words", [("--seconds", "0"), ("--seconds", "-3"), ("--seconds", "nan"), ("--seconds", "soon"), ("--seed", "-1"), ("--seed", "x")]
)  # fmt: skip
def test_a_wrong_number_is_a_wrong_command_line(
    words: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as status:
        main(["lots", str(write(tmp_path, SQUARES)), "--output", str(tmp_path / "plan.json"), *words])
    assert status.value.code == 2
    assert repr(words[1]) in capsys.readouterr().err


def test_help_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as status:
        main(["lots", "--help"])
    assert status.value.code == 0
    told = capsys.readouterr().out
    assert "keepitlocal-lots/1" in told and "--seconds" in told and "--seed" in told and "Ctrl-C" in told
