"""What is for sale.

Owns: categories, collections, products, variants, attributes, planned times and prices, pictures, slugs and their
history, stock rows with typed movements, holds, imports and exports, search, the pages of browsing; reviews, helpful
votes, questions and answers.
Does not own: carts, orders (a review knows its line by public id; orders says who may write one), who sells
(vendors.sellers), what a parcel costs (vendors.shipping).
Front doors: domain.products, domain.stock, domain.reservations, domain.importing, queries.listing,
queries.product_page, domain.reviews, queries.reviews.
Announces: catalog.product_changed, catalog.category_moved, catalog.collection_moved.
Reads from: sellers, shipping, jobs, notifications, the kernel.
"""
