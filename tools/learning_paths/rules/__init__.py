"""Floor 2: one module per rule.

A rule module is named after its rule and holds: a docstring that is the rule's page in the guide (What it does, Why it
matters, Bad, Good, How to fix), its ``SEVERITY``, and ``check(catalogue)``, which yields findings. A rule prints
nothing, reads no files and knows no other rule.

A rule about the run and not the site has ``check_run(run)`` instead. It is asked when the others have run.
"""
