"""Floor 2: answers from outside, for ``learning-paths check --external``. Nothing else imports it, and no build does.

The rules that judge links to other sites read nothing themselves: what came back is put into the catalogue.
"""
