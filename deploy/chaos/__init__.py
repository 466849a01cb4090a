"""./stabroek chaos: the long runs of tests/chaos, with a table of what was tried and what was found."""
