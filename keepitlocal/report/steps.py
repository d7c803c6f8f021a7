"""The five steps of Keep it Local, as a report speaks of them: what to consider next, and which file would say more."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One step. ``id`` is the folder of its indicators; each of ``consider`` is an action with its reason."""

    id: str
    title: str
    asks: str
    consider: tuple[str, ...]
    files: tuple[tuple[str, tuple[str, ...]], ...]
    """What a file would tell, with the sources or titles that would show that it was given."""


STEPS = (
    Step(
        "place",
        "1. Take a place-based approach",
        "Are services and assets of a place seen together, so that specialised services are not commissioned in silos?",
        (
            "Consider listing every contract and grant that serves one neighbourhood before the next one ends,"
            " because an expiring contract shows one service and a place shows all of them.",
            "Consider asking which of the council's buildings and which community buildings there could carry part of a"
            " service, because every service needs space, and people who are trusted, somewhere.",
        ),
        (
            ("Land and building assets would show what there is to work with, by ward.", ("land",)),
            ("A directory of services (Open Referral UK) would show what is offered, and where.", ("directory",)),
            (
                "A postcode directory with wards, and ward boundaries, would show the figures by ward.",
                ("Postcode directory",),
            ),
        ),
    ),
    Step(
        "social_value",
        "2. Demonstrate social value",
        "Is the kind of social value wanted said beforehand, weighed fairly, and checked in delivery?",
        (
            "Consider choosing a few benefits that answer a need of this place, each with a number, a group of"
            " people and a date, because a percentage alone does not say who gains, or how you would know. (Public"
            " Services (Social Value) Act 2012: it asks that this be considered before buying starts.)",
            "Consider publishing what was promised and what was done, because nobody can rely on a promise that is"
            " not checked.",
        ),
        (
            ("Notices from Find a Tender would show which tenders name social value among their criteria.", ("ocds",)),
            (
                "Nothing the council must publish today shows what was delivered; its own contract reports would.",
                ("no file",),
            ),
        ),
    ),
    Step(
        "capacity",
        "3. Build community capacity",
        "Are local organisations found, supported and brought together to deliver a range of services?",
        (
            "Consider publishing what is coming up two quarters ahead, because a small organisation needs months to"
            " find partners. (Procurement Act 2023, section 16, allows talking with suppliers beforehand, and names"
            " building their capacity.)",
            "Consider asking local organisations what stopped them last time, because the records show who was paid and"
            " never who did not bid.",
        ),
        (
            ("A grants list, or 360Giving data, would show who is supported now.", ("grants", "360giving")),
            ("A register of charities with their areas of work would show who else is here.", ("register",)),
        ),
    ),
    Step(
        "contract_size",
        "4. Set a maximum contract value, and use grants",
        "Are contracts of a size that local organisations can carry, in lots where that helps, and grants where"
        " they fit?",
        (
            "Consider lots for the largest contracts coming up, with the reasons written down either way."
            " (Procurement Act 2023, section 18. Splitting opens the door to smaller bidders; it does not change the"
            " rules that apply, because the parts are valued together.)",
            "Consider for each whether a grant would fit, because a grant can be changed by agreement and needs no"
            " tender. It must truly be a grant, and subsidy rules still apply.",
        ),
        (
            ("The contracts register would show sizes, lengths and what is coming up.", ("contracts",)),
            ("Notices from Find a Tender would show lots, and the reasons given for none.", ("ocds",)),
            ("A grants list would show grants beside contracts.", ("grants", "360giving")),
        ),
    ),
    Step(
        "codesign",
        "5. Involve local people through co-design",
        "Do local people shape what is bought, and can they see what changed because of them?",
        (
            "Consider involving the people who use a service before its specification is written, because"
            " afterwards only the wording is left to change.",
            "Consider telling them, within three months, what was done with what they said, and what could not be"
            " done.",
        ),
        (
            (
                "No file that councils must publish shows this. It is on record only where the council keeps one.",
                ("no file",),
            ),
        ),
    ),
)
