"""The words of the interface, one module for each language, named as the language is: ``de.py``, ``pt_br.py``.

English has all names; other languages have the same, with the same placeholders.
"""
