"""Money from shoppers through providers, and back.

Owns: payments with their shares per party, attempts, refunds, the webhook inbox, provider adapters, simulators.
Does not own: orders. A payment knows a reference, an amount, a payer and payees, never what was bought.
Front doors: domain.charge, domain.refunds, domain.webhooks, queries.payments.
Announces: payments.captured, payments.declined, payments.refunded, payments.refund_failed.
Reads from: jobs, the kernel.
"""
