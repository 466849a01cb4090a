"""What every provider simulator is made of.

Owns: HTTP plumbing (`http`), the durable book (`book`), the way of an API request with faults, idempotency and log
(`api`, `refusal`), kept replies for idempotency keys (`replies`), the fault switchboard (`faults`), webhook planning
and sending (`webhooks`, `courier`), the clock (`clock`), the control surface and the panels of its page (`control`,
`panels`), small HTML pieces (`html`), and how a simulator runs (`bench`, `server`, `command`).
Does not own: what a provider's API means; that is the provider's own package. A new one makes subclasses of `Api`,
`Control`, `Refusal` and `Simulator`, a seal for its webhooks and a `Command`.
Front doors: `Simulator`, `Api`, `Control`, `Refusal`, `Command`.
Facts announced: none. Reads from: the standard library only.
"""
