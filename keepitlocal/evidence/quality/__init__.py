"""Whether services are good, as inspectors say: no claim of the article is taken for granted."""
