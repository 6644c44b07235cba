"""One module per check: ``SEVERITY``, and ``check(site)``, which yields a finding for each thing to look at."""
