"""The five steps of Keep it Local, each measured from what the council publishes."""
