"""Proof under fire: races, killed processes, lost services. Every scenario is judged by the auditor and the
provider's own book, and every one has a control run with a guard taken away, which must be found out.

The functions take their size as arguments: the tests run them small, `./stabroek chaos` runs them long.
"""
