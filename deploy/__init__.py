"""How the market is started, checked and shipped.

Owns: preparing the packages (install), the stack of one machine (embedded), the gates (checks), images and
compose files (docker), the list of packages (lock).
Does not own: any rule of the market. Nothing in here imports Django or an app; it starts them as processes.
Front doors: the script ``./stabroek``, ``deploy.embedded.services.running`` for tests.
Facts announced: none.
Reads from: requirements/, the environment, ``.env``.
"""
