"""The plugin's options, as MkDocs reads them. What they mean is told in ``model/settings.py``."""

from __future__ import annotations

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config


class LearningPathsConfig(Config):
    """Options of the plugin. Shapes are checked by the settings, with the same words as ``learning-paths check``."""

    paths_dir = opt.Type(str, default="paths")
    kinds = opt.Type(dict, default={})
    rules = opt.Type(dict, default={})
    external = opt.Type(dict, default={})
    language = opt.Optional(opt.Type((str, bool)))  # the code of Norwegian is false to YAML
    texts = opt.Type(dict, default={})
    print_pages = opt.Type(bool, default=False)
    mend_theme = opt.Type(bool, default=False)
    generated_files = opt.Type(list, default=[])
    glossary = opt.Type(str, default="")
    words_per_minute = opt.Type(int, default=200)
