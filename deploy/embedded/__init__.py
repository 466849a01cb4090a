"""The whole market on one machine: PostgreSQL, two Valkeys, mail, payment simulators, web, workers.

Owns: the folder var/ (data, logs, secrets, ports), the child processes and their order, the mailbox for sent
mail.
Does not own: settings (commerce.env reads them), the simulator, the tables; it only passes addresses on.
Front doors: ``python -m deploy.embedded up|manage|doctor`` and ``services.running(folder)`` for tests.
Facts announced: none; every step is one printed line.
Reads from: the environment, ``.env``, var/.
Order: supervisor > programs > environment > postgres, valkey > process > guardian, leftovers > layout, ports.
Every child leads a process group of its own, so Ctrl-C reaches the supervisor alone, which stops them in
order.
"""
