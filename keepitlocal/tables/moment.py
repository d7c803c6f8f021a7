"""The day on which the data speak: one row (derived). What is 'coming up' is counted from it, never from a clock."""

from keepitlocal.tables import day, text

version = 1
columns = {
    "day": day("the council's own word in place.toml (as_at), else the newest day that the data tell of"),
    "because": text("where the day comes from"),
}
