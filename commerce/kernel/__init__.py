"""The kernel: what every app stands on.

Owns: money, public ids, states and the one mover, errors, the guarded client, logs, tracing, request context.
Does not own: any table. Nothing here imports an app.
Front doors: money.Money, ids.new_id, states.move, errors.*, resilience.guarded, clock.database_now.
Announces: nothing. Reads from: nothing.
"""
