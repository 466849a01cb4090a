"""MMG, Guyana's mobile money: its hosted checkout and its merchant API.

Owns: payment tokens (`tokens`), the HTTP client (`client`), the six verbs (`adapter`), the hours of banks (`window`).
Does not own: what was claimed about an attempt, the verification desk, the queue; those are the domain's.
Only the look-up of the merchant API proves anything. Its sources and traps are told in docs/payments.md.
"""
