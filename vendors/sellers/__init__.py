"""Sellers: the stalls of the market.

Owns: sellers, their face (stall colour, about, policy), their members.
Does not own: products (catalog), parcels' prices (vendors.shipping), money (payments).
Front doors: models.Seller, domain.stalls.save_stall, queries.members.{sellers_of, is_seller}.
Announces: sellers.stall_moved. Reads from: accounts, the kernel.
"""
