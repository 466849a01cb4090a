"""Exchange rates: what one unit of a currency is worth in another, since when, and who says so.

Owns: rates (dated rows that nobody changes), jumps that wait for staff, the sources that are asked, converting an
amount at a rate, a stand-in for the sources (`simulator/`).
Does not own: which currency somebody pays or reads prices in; what an order was converted at (the order keeps it).
Front doors: queries.rates.rate, domain.convert.convert, domain.by_hand.{set_manual, end_manual},
domain.fetch.fetch_rates, domain.jumps.{take, refuse}.
Announces: nothing. Reads from: jobs, the kernel.
"""
