"""A Stripe stand-in, API version 2026-10-28.endive, for test money only.

Owns: payment intents, charges, hosted Checkout, refunds, disputes, events and signed webhooks, the 3-D
Secure page, a Stripe.js stand-in, and a control page under `/_control/`.
Does not own: Connect, customers, subscriptions, tax, coupons. A parameter that Stripe knows and this
simulator does not act on is refused, never ignored.
Front doors: `python -m payments.simulators.stripe --port 8420 --book FILE`, then HTTP.
Facts announced: signed webhooks. Reads from: the installed `stripe` package, for the names of parameters.
"""
