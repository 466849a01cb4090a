"""The demo market: pictures, sellers and goods to try Stabroek with.

Owns: the drawings (`drawings/`), the rendered pictures (`pictures/`), the made-up sellers, categories, products and
shoppers (`data/`), their past orders and the paper money that paid for them, what buyers say and ask, the commands
`render_demo_pictures` and `load_demo`.
Does not own: any table. Nothing here is needed to run a real shop.
Front doors: `market.sellers()`, `market.categories()`, `market.products()`, `market.shoppers()`, `history.orders()`
(plain values), `pictures.manifest()`, `render.render_all()`, `load.load_market()`.
Announces: nothing.
Writes at loading: accounts, currencies, sellers, shipping, catalog; carts, orders and payments through their domain.
"""
