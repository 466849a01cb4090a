"""What a person means to buy some day.

Owns: named lists of a member, the things on them with the price at saving, links to share a list, mails when a thing
is back or cheaper.
Does not own: products, prices and stock (catalog), carts (cart), people (accounts).
Front doors: domain.things, domain.lists, queries.shown; pages include wishlists/_heart.html.
Announces: nothing. Reads from: cart, catalog, sellers, notifications, accounts, jobs, the kernel.
"""
