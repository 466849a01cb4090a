"""Money from shoppers through providers, and back.

Owns: payments with their shares per party, attempts, refunds, disputes, the ledger, bank transfers, cash on delivery,
requests to pay with their links and QR codes, the webhook inbox, provider adapters, simulators.
Does not own: orders. A payment knows a reference, an amount, a payer and payees, never what was bought.
Front doors: domain.bills, domain.methods, domain.charge, domain.refunds, domain.collecting, domain.payment_requests,
domain.disputes, domain.webhooks, queries.books, queries.transfers, queries.shares, queries.cases.
Announces: payments.authorised, payments.authorisation_lapsed, payments.captured, payments.declined, payments.mismatch,
payments.refunded, payments.refund_failed, payments.slip_refused, payments.disputed, payments.dispute_ended.
Reads from: currencies, jobs, sellers, notifications (receipts), the kernel.
"""
