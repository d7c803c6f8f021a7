"""What a run found, as Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.matching.scoring import Link, Question, bands, fitted, half, reliability

_HEADS = ("", "F1", "precision", "recall", "threshold", "CPU s", "wall s", "of it index s", "peak MB")


@dataclass(frozen=True)
class Run:
    """What one method wrote, and what it took; of ours, the index is apart and not in the rest."""

    output: Path
    cpu: float
    wall: float
    peak_mb: float
    index_wall: float = 0.0
    index_cpu: float = 0.0


def table(
    title: str, questions: Sequence[Question], runs: Mapping[str, Run], found: Mapping[str, Sequence[Link]]
) -> str:
    """All methods beside each other, then what ours decided by itself."""
    answerable = sum(bool(question.right) for question in questions)
    lines = [
        f"{title}, {answerable:,} of them in the register. Thresholds from even rows, scores on odd ones.",
        "",
        f"| {' | '.join(_HEADS)} |",
        "|---" * len(_HEADS) + "|",
    ]
    for method, run in runs.items():
        got = fitted(questions, found[method])
        scores = f"{got.f1:.3f} | {got.precision:.3f} | {got.recall:.3f} | {got.threshold:.3f}"
        lines.append(
            f"| {method} | {scores} | {run.cpu:.1f} | {run.wall:.1f} | {run.index_wall:.1f} | {run.peak_mb:,.0f} |"
        )
    if "ours" in runs:
        ours = runs["ours"]
        lines += [
            "",
            f"Ours, the index made beforehand and not counted above: {ours.index_cpu:.1f} CPU s, {ours.index_wall:.1f} s.",
        ]
        lines += ["", *_decided(half(questions, True), half(found["ours"], True))]
    return "\n".join(lines)


def _decided(questions: Sequence[Question], links: Sequence[Link]) -> list[str]:
    band = bands(questions, links)
    lines = [
        f"Links ours made by itself: precision {band.precision:.4f} ({band.wrong} wrong).",
        f"It linked {band.linked:.1%} of the names in the register, and {band.wrong_absent} of the {band.absent:,} names that are not.",
        "",
        "| confidence | answers | mean confidence | right |",
        "|---|---|---|---|",
    ]
    for low, high, count, mean, right in reliability(questions, links):
        lines.append(f"| {low:.1f} to {high:.1f} | {count:,} | {mean:.3f} | {right:.3f} |")
    return lines
