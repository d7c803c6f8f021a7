"""The questions that tell a grant from a contract, what each answer says, and where it stands.

Sources, November 2026; read in excerpts where they are not statutes: National Audit Office, Successful Commissioning
(grant or procurement; enforceability); Scottish Public Finance Manual, annex on grant; Third Sector on clawback and on
VAT; the Guardian's questions and answers on grants and contracts (2010); Subsidy Control Act 2022.
"""

from dataclasses import dataclass

GRANT, CONTRACT, NEITHER = "grant", "contract", "either"
_NAO = "National Audit Office, Successful Commissioning: grant or procurement"
_ENFORCE = "National Audit Office, Successful Commissioning: enforceability"
_SCOTTISH = "Scottish Public Finance Manual, annex on grant"
_GUARDIAN = "The Guardian, questions and answers on procurement and grants, 27 January 2010"


@dataclass(frozen=True)
class Answer:
    """One answer to a question: which way it leans and what it says. ``flag`` is something to settle besides."""

    id: str
    words: str
    leans: str
    says: str
    flag: str = ""


@dataclass(frozen=True)
class Question:
    """One question on the substance of an arrangement. ``substance`` marks those that can decide."""

    id: str
    words: str
    why: str
    source: str
    answers: tuple[Answer, ...]
    substance: bool = False


QUESTIONS = (
    Question(
        "purpose",
        "Whose purpose is it?",
        "A grant helps an organisation with a purpose of its own that furthers yours too.",
        _GUARDIAN,
        (
            Answer(
                "theirs", "The organisation's own, which furthers ours", GRANT, "The purpose is the organisation's own."
            ),
            Answer(
                "ours", "Ours: we would have it done by somebody else", CONTRACT, "The purpose is the council's own."
            ),
            Answer("both", "Both in equal part", NEITHER, "The purpose is shared, which fits either."),
        ),
        substance=True,
    ),
    Question(
        "in_return",
        "Would you get a specified service, goods or works in return for the money?",
        "Payment in return for something specified is a purchase, whatever it is called.",
        _GUARDIAN,
        (
            Answer(
                "yes",
                "Yes: so many hours, places or pieces of work",
                CONTRACT,
                "You would get something specified in return.",
            ),
            Answer(
                "no", "No: the money helps them do what they do", GRANT, "You would get nothing specified in return."
            ),
            Answer("partly", "Partly", NEITHER, "Part of it is bought: could that part be apart?"),
        ),
        substance=True,
    ),
    Question(
        "control",
        "How much do you want to direct how it is done?",
        "A grant has conditions on what the money is for; directing the work day by day is what a contract does.",
        _NAO,
        (
            Answer(
                "conditions", "Conditions on what it is for, and a report", GRANT, "Conditions and a report are enough."
            ),
            Answer("direct", "We would specify how, when and by whom", CONTRACT, "You want to direct how it is done."),
            Answer(
                "outcomes",
                "We would agree what it should lead to, and learn together",
                NEITHER,
                "Agreed aims fit either.",
            ),
        ),
        substance=True,
    ),
    Question(
        "not_delivered",
        "What would you need to be able to do if it is not delivered?",
        "Of a grant you can have back what was not spent, or not spent as agreed; you cannot sue for what its failure costs.",
        _ENFORCE,
        (
            Answer(
                "back", "Have back what was not spent as agreed", GRANT, "Having back what was not spent is enough."
            ),
            Answer("damages", "Be paid what the failure costs us", CONTRACT, "You need a right to damages."),
            Answer("nothing", "Nothing: it is an attempt", GRANT, "You accept that it may not work."),
        ),
        substance=True,
    ),
    Question(
        "who_benefits",
        "Who benefits?",
        "A benefit to the public or to members points to a grant; one to the council itself, to a purchase.",
        _SCOTTISH,
        (
            Answer("public", "People of the place, or members", GRANT, "The benefit is the public's or the members'."),
            Answer(
                "council",
                "The council itself, or people it has a duty to serve",
                CONTRACT,
                "It does what you owe to people.",
            ),
            Answer("both", "Both", NEITHER, "Both the public and the council benefit."),
        ),
    ),
    Question(
        "competition",
        "Are there others who could and would do it?",
        "A fair way of choosing is due either way; where many would do the same, competing for a contract is usual.",
        _NAO,
        (
            Answer("few", "One or few, or none yet", GRANT, "Few could do it, and a grant can help more to grow."),
            Answer("many", "Several, on like terms", CONTRACT, "Several could do it on like terms."),
            Answer("open_call", "Several, each in their own way", NEITHER, "An open call for grants is fair too."),
        ),
    ),
    Question(
        "profit",
        "Would a profit be made from it?",
        "A grant pays towards costs; a price may hold a profit.",
        _SCOTTISH,
        (
            Answer(
                "no",
                "No: costs, with a fair share of overheads",
                GRANT,
                "It pays costs, with a fair share of overheads.",
            ),
            Answer(
                "yes", "Yes, or a price for each piece of work", CONTRACT, "It pays a price that may hold a profit."
            ),
        ),
    ),
    Question(
        "vat",
        "Which way does VAT fall for this organisation?",
        "A grant with nothing supplied in return is outside VAT. That can help, or not: under a contract that bears VAT the"
        " organisation may recover what it pays on its own costs.",
        "Third Sector on contracts, grants and VAT; no rule checked by a tax adviser",
        (
            Answer(
                "grant",
                "Better for it under a grant",
                GRANT,
                "VAT is better for the organisation under a grant.",
                "VAT follows what is supplied, not what is chosen: ask your VAT adviser before either is named.",
            ),
            Answer(
                "contract",
                "Better for it under a contract",
                CONTRACT,
                "VAT is better for the organisation under a contract.",
                "VAT follows what is supplied, not what is chosen: ask your VAT adviser before either is named.",
            ),
            Answer("same", "The same either way", NEITHER, "VAT is the same either way."),
        ),
    ),
    Question(
        "subsidy",
        "Would the money help it in offering goods or services on a market?",
        "Then it may be a subsidy, and what the whole enterprise had in this financial year and the two before it counts.",
        "Subsidy Control Act 2022, sections 2, 7 and 36",
        (
            Answer(
                "no",
                "No: it is not economic activity",
                GRANT,
                "It is not economic activity, so subsidy rules seem not to bear.",
            ),
            Answer(
                "yes",
                "Yes",
                NEITHER,
                "It is economic activity, so it may be a subsidy.",
                "Add up what the whole enterprise group was given by every public body, ask it to confirm that in writing, and"
                " write to it before and after. A contract above a fair price can be a subsidy too.",
            ),
        ),
    ),
    Question(
        "power",
        "Which power lets you give it?",
        "A contract for your own duty rests on that duty; a grant needs a power to give, such as the general power.",
        "Localism Act 2011, section 1 (from memory, not verified)",
        (
            Answer("general", "The general power of competence", NEITHER, "You name the general power of competence."),
            Answer("named", "A power or duty in another Act", NEITHER, "You name a power or duty in another Act."),
            Answer(
                "none",
                "We have not found one yet",
                NEITHER,
                "No power is named yet.",
                "Ask your legal adviser which power lets you give this before it is offered.",
            ),
        ),
    ),
)
