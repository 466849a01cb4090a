"""What a shopper is about to buy.

Owns: carts of guests and members, their lines and versions, merging at sign-in, notices of changed prices, the
price lock of an open checkout, totals.
Does not own: stock and holds (catalog), what a parcel costs (vendors.shipping), checkout and orders (orders).
Front doors: domain.basket, domain.merge, domain.price_lock, queries.contents.
Announces: nothing. Reads from: catalog, shipping, accounts, the kernel.
"""
