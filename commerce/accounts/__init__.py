"""People and places: who signs in, where parcels go.

Owns: users, their address book, the tree of areas (countries without postcodes), account pages.
Does not own: a seller's membership (vendors.sellers), order addresses (snapshots in orders).
Front doors: models.User, models.Area, queries.areas, domain.addresses.
Announces: nothing yet. Reads from: jobs, the kernel.
"""
