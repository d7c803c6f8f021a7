"""Keep it Local: how local a council's commissioning really is, from the records it already publishes."""

__version__ = "0.1.0"
