"""The report: from findings and plain values to pages. It knows findings, not where they come from."""
