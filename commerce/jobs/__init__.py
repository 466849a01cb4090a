"""Work that must happen, and requests that must happen once.

Owns: job rows (the outbox), their attempts and dead letters; events announced between apps; request keys
(idempotency); counted limits.
Does not own: what a job does. That is a task function that an app registers by name.
Front doors: domain.enqueue, domain.announce, domain.registry (task, listener, every), domain.request_keys.once,
domain.dead_letters (retry, discard), domain.limits.take.
Announces: nothing. Reads from: the kernel.
"""
