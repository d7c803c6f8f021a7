"""The slow, obvious twin of names as words: one name at a time, one word after the other. Shares only the word lists."""

from keepitlocal.matching.words import FORM_CODES, FORMS, PHRASES, SILENT, standard

MOST = 12


def words_and_form(plain: str) -> tuple[list[str], int]:
    """The words of a name that is in capitals without marks, and the bits of its legal forms."""
    words = [word for word in plain.split() if word not in SILENT]
    for phrase, form in PHRASES.items():
        place = 0
        while place <= len(words) - len(phrase):
            if tuple(words[place : place + len(phrase)]) == phrase:
                words[place : place + len(phrase)] = [form]
            place += 1
    joined: list[str] = []
    initials = False
    for word in words:
        single = len(word) == 1
        if single and initials:
            joined[-1] += word
        else:
            joined.append(word)
        initials = single
    left, bits = [], 0
    for place, word in enumerate(joined):
        if place and word in FORMS:
            bits |= FORM_CODES[FORMS[word]]
        else:
            left.append(standard(word))
    return left[:MOST], bits
