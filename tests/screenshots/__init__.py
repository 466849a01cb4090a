"""Pictures of every page, at 360 and 1,280 px, light and dark, the whole page and its first view.

Owns: what is looked at (the scenes), the names of the pictures, the contact sheet.
Does not own: the market; it uses one that runs, or starts one of its own with deploy.embedded and ends it.
Front door: ``./stabroek screenshots``.
Order: __main__ > scenes > studio > album; markets. Nothing here imports Django: pages are met as a browser meets them.
"""
