"""What every provider simulator is made of.

Owns: HTTP plumbing (`http`), the durable book (`book`), kept replies for idempotency keys (`replies`),
the fault switchboard (`faults`), webhook planning and sending (`webhooks`, `courier`), the clock
(`clock`) and small HTML pieces (`html`).
Does not own: what a provider's API means; that is the provider's own package.
Front doors: `serve`, `Book`, `ReplyStore`, `Switchboard`, `Courier`.
Facts announced: none. Reads from: the standard library only.
"""
