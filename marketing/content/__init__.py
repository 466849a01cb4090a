"""What the market says, where it is found, and what a phone keeps of it.

Owns: pages and stories with their versions, banners, redirects of old addresses, what search engines are told (robots,
sitemap, canonical addresses), the installable shop and its offline page.
Does not own: the built-in texts of terms, privacy and returns (templates/pages), pictures (catalog), the slugs of
products, categories and stalls, and the history of those of products.
Front doors: domain.pages, domain.banners, domain.redirects, queries.around, queries.pages; the tags `banner`,
`footer_pages` and `canonical`.
Announces: nothing. Listens to: catalog.category_moved, catalog.collection_moved, sellers.stall_moved.
Reads from: catalog, sellers, jobs, the kernel.
"""
