"""The demo market: pictures, sellers and goods to try Stabroek with.

Owns: the drawings (`drawings/`), the rendered pictures (`pictures/`), the made-up sellers, categories, products
and shoppers (`data/`, `market.py`), and the command that renders the pictures.
Does not own: any table. Nothing here is needed to run a real shop.
Front doors: `market.sellers()`, `market.categories()`, `market.products()`, `market.shoppers()`,
`render.render_all()`, `pictures.manifest()`.
Facts announced: none.
Reads from: nothing outside this package.
"""
