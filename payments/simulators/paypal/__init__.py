"""A PayPal stand-in, for test money only.

Owns: OAuth tokens, Orders v2, Payments v2 (captures, authorisations, refunds), disputes, transaction search, webhooks
signed with a certificate of its own, the page a payer approves on, and a control page under `/_control/`.
Does not own: vaulting, subscriptions, payouts, cards, more than one purchase unit. What PayPal knows and this
simulator does not act on is refused, never ignored.
Front doors: `python -m payments.simulators.paypal --port 8421 --book FILE`, then HTTP.
Facts announced: signed webhooks. Reads from: its own book only; signs with the `cryptography` package.
"""
