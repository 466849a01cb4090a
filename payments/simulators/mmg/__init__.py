"""A stand-in for MMG (Mobile Money Guyana), for test money only: hosted checkout and merchant API.

Owns: two key pairs, wallets by phone number, pages, transactions, reversals, replies to the browser and notifications,
the merchant API with its quirks (a look-up echoes nothing of the shop's; times are Guyana's wall clock with a "Z"),
and a control page under `/_control/`.
Does not own: banks, bills, payouts: nothing public says how MMG does them.
Front doors: `python -m payments.simulators.mmg --port 8440 --book FILE`, then HTTP.
Facts announced: notifications, sealed for the shop and signed by nobody. Reads from: the package `cryptography`.
"""
