"""Finding: one small interface (`engine`), and PostgreSQL behind it.

Words are cut in one place (`words`), for what is written and for what is asked. `plan` turns a question into groups of
terms, `ranking` puts the best of what was found in order; an engine stores, narrows and counts. Another engine needs
the five verbs of `engine.Engine` and can use words, plan and ranking as they are.
"""
