"""What a page costs and how many a second come out, beside a bare Django view on the same server, in the same run.

The whole market is started as `./stabroek up` starts it, in a folder of its own: shop, workers, pump, mailbox, card
simulator. A second shop over the same data has its page cache switched off, and a third server answers with a bare
view. One after the other is asked; everything is loopback.
"""
