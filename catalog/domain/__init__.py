"""The catalogue's verbs: products, variants, categories, stock, holds, imports, pictures."""
