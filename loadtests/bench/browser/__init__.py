"""What a person waits for: each page in a real browser behind a slow line and a slow processor, and each press.

Chromium's own devtools slow it down (`line`), the page's own observers tell what it showed and when (`watch.js`), and
the bytes are counted as they came over the line (`ledger`). The market is the bench's own: granian with two processes,
static files packed beforehand, pages kept by the page cache.
"""
