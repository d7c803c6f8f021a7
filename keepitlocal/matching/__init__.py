"""Who is each payee? The one place where published names become organisations. Sees distinct payees, never payments."""
