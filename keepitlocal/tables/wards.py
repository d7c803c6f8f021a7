"""The wards of the place as they are today, with who lives there and how deprived (derived)."""

from keepitlocal.tables import count, number, text

version = 1
columns = {
    "ward": text("ward code"),
    "name": text("name"),
    "people": count("people who live there"),
    "people_period": text("year of that figure"),
    "people_by": text("ward: published for the ward; neighbourhoods: summed from its neighbourhoods"),
    "neighbourhoods": count("neighbourhoods (LSOAs) with a deprivation decile"),
    "deprived_neighbourhoods": count("those among the most deprived fifth of England"),
    "neighbourhood_people": count(
        "people in neighbourhoods with a decile, where a population by neighbourhood was given"
    ),
    "deprived_people": count("people in those among the most deprived fifth of England"),
    "score": number("mean deprivation score of its neighbourhoods"),
    "score_by": text("people: weighted by how many live there; neighbourhoods: a plain mean"),
    "third": text("most deprived third, middle third or least deprived third of the wards here, by that score"),
    "deprivation_period": text("year of the Indices of Deprivation"),
}
