"""The article's claims, measured: one indicator a file, in the folder of the claim it bears on."""
