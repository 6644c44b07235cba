"""Read the texts of this site as an editor would: spelling, names, structure, what was said before.

``make prose`` runs it. Each check is a module of :mod:`prose.checks`, found by its name; what it knows of words is in
``words.yml``, what is right all the same in ``allowed.yml``, each with a reason.
"""
