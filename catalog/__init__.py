"""What is for sale.

Owns: categories, products, variants, attributes, pictures, slugs and their history, stock rows with typed
movements, holds, imports and exports, search, the pages of browsing.
Does not own: carts, orders, who sells (vendors.sellers), what a parcel costs (vendors.shipping).
Front doors: domain.products, domain.stock, domain.reservations, domain.importing, queries.listing,
queries.search, queries.product_page.
Announces: catalog.category_moved. Reads from: sellers, shipping, jobs, the kernel.
"""
