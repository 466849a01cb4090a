"""Local stand-ins for payment providers, spoken to over real HTTP.

Owns: one server per provider (`stripe`, `paypal`), `kit`, the parts they share, and one page over all (`index`).
Does not own: anything of the shop. A simulator imports no module of the project and no Django.
Front doors: `python -m payments.simulators`, or one alone:
`python -m payments.simulators.stripe --port 8420 --book var/stripe.sqlite3`.
Facts announced: signed webhooks to the URL it is given, as the provider would send them.
Reads from: its own book, one SQLite file per simulator.

They serve development without keys, tests with declines, lost replies and late webhooks, training and
load runs. They accept test money only and refuse real card numbers.
"""
