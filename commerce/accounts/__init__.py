"""People and places: who signs in, where parcels go.

Owns: users, their address book, the tree of areas (countries without postcodes), account pages; how allauth's
pages of sign-in behave here (adapter, forms, limits).
Does not own: a seller's membership (vendors.sellers), order addresses (snapshots in orders), the sending of mail.
Front doors: models.User, models.Area, queries.{areas,roles}, domain.{addresses,address_book,areas,entrance}.
Announces: signals.account_mail_due (a rendered mail of sign-in, inside the request).
Reads from: jobs, the kernel.
"""
