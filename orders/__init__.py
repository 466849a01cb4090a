"""From the checkout to the delivered parcel.

Owns: checkouts, orders made of one seller order per seller, lines as snapshots, parcels, the timeline, invoices, credit
notes, cancelling, refunding, reordering, the books' checker.
Does not own: stock and prices (catalog), the cart (cart), money (payments), rates (vendors.shipping).
Front doors: domain.checkout, domain.place_order, domain.settle, domain.cancel, domain.refunds, domain.fulfil.
Announces: orders.placed, orders.paid, orders.cancelled, orders.shipped, orders.refunded.
Reads from: cart, catalog, payments, shipping, accounts, notifications, jobs, the kernel.
"""
