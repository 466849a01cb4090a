"""A stand-in for sources of exchange rates, spoken to over real HTTP.

Owns: the answers of Frankfurter v2, Open Exchange Rates and exchangerate.host, and what can go wrong with them.
Does not own: anything of the shop. It imports no other module of the project, no Django, nothing but Python's own.
Front door: `python -m commerce.currencies.simulator --port 8430`; then RATES_URL=http://127.0.0.1:8430.
"""
