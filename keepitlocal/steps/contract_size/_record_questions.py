"""Questions on equality, staff and registration, asked where the records are silent.

None of these Acts was read, so each question says how we know it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """A question where the records are silent. ``matters`` says what it does to the timetable; ``rule`` is its id."""

    id: str
    words: str
    matters: str
    source: str
    rule: str


_MEMORY = "from memory, not verified"
_DUTY = f"Equality Act 2010, section 149 ({_MEMORY})"
EQUALITY = (
    Asked(
        "equality_people",
        "Who uses it, and who does not but could, by age, disability, race, religion or belief, sex, and the other protected"
        " characteristics?",
        "The duty is on those who decide, when they decide: the answer has to be there before the key decision is published.",
        _DUTY,
        "EQ-1",
    ),
    Asked(
        "equality_change",
        "Would a new size, place or provider make it harder for any of them: language, travel, trust, a person they know?",
        "Asking people takes weeks; begin it with the engagement.",
        _DUTY,
        "EQ-1",
    ),
    Asked(
        "equality_bodies",
        "Which bodies led by the people concerned do this work, and could they take part at this size?",
        "What they need (time, partners, advance payment) is settled before the pack is written.",
        _DUTY,
        "EQ-1",
    ),
)
_TUPE = f"Transfer of Undertakings (Protection of Employment) Regulations 2006 ({_MEMORY})"
STAFF = (
    Asked(
        "staff",
        "Do people work on it who would go over to a new provider? How many, with what hours, pay and length of service?",
        "The present provider has to be asked for anonymous figures before the pack goes out, and staff are informed and"
        " consulted before the start. A small body cannot price without them.",
        _TUPE,
        "TUPE-1",
    ),
    Asked(
        "pensions",
        "Are any of them in the Local Government Pension Scheme or promised something like it? Who carries the risk?",
        "Admission to the scheme takes months and may ask for a bond, which a small body may not get: settle it first.",
        f"Local Government Pension Scheme Regulations 2013 and best value staff directions ({_MEMORY})",
        "PENS-1",
    ),
)
REGISTRATION = (
    Asked(
        "cqc",
        "Is any of it personal care, nursing or another activity that has to be registered with the Care Quality Commission?",
        "A provider that is not registered for it needs months before it may start; leave room, or let a member who is"
        " registered carry that part.",
        f"Health and Social Care Act 2008 ({_MEMORY})",
        "CQC-1",
    ),
    Asked(
        "ofsted",
        "Is it for children: a home, fostering, supported accommodation or childcare that Ofsted registers?",
        "Registration takes months and is of a place and a manager: no start before it is through.",
        f"Care Standards Act 2000 and Childcare Act 2006 ({_MEMORY})",
        "OFS-1",
    ),
)
