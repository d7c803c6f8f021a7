"""List what there is: indicators, sources, rules for local, lines of the waterfall, engines."""

import argparse

from keepitlocal.tasks._screen import Screen

_KINDS = ("indicators", "sources", "rules", "lines", "engines")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("kind", choices=_KINDS, help="what to list")


def run(options: argparse.Namespace) -> int:
    """A line each: its name, and what it is."""
    screen = Screen()
    for name, words in listed(options.kind):
        screen.say(f"{name:<28} {words}")
    return 0


def listed(kind: str, /) -> list[tuple[str, str]]:
    """Names and one-line meanings, found by walking the folder that holds them."""
    from keepitlocal.discover import modules, short_name

    if kind == "lines":
        from keepitlocal.evidence.the_money import lines

        return [(line.id, line.why) for line in lines()]
    if kind == "indicators":
        from keepitlocal.tasks._indicators import indicators

        found = indicators()
    else:
        found = modules(
            {"sources": "keepitlocal.sources", "rules": "keepitlocal.localities", "engines": "keepitlocal.engines"}[
                kind
            ]
        )
    return [(short_name(one), (one.__doc__ or "").strip().splitlines()[0]) for one in found]
