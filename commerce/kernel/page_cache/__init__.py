"""Whole pages for visitors whom the shop does not know, answered before Django does work.

A view says with `shared` that its page is the same for every such visitor. `door.PageCache` stands around the WSGI
application. It takes a visitor who carries nothing personal, asks Django on behalf of somebody with no cookies but
those that shape the page, and keeps the bytes of the answer. So no page that is kept can hold anything of a person.

A page is kept for the seconds that its view names (prices and stock: 30) and under the mark of the last edit:
`edits.changed` sets another mark, and everything kept before it is asked for anew.
"""
