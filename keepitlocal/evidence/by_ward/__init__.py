"""The place ward by ward: what goes where, beside who lives there and how deprived it is."""
