"""The MkDocs plugin ``learning-paths``: orders the events of a build, and leaves the work to others."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Literal

import jinja2
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import dirname_to_title
from mkdocs.utils.templates import TemplateContext

from learning_paths import lint, widgets
from learning_paths.hosts.mkdocs import commentary, site_files
from learning_paths.hosts.mkdocs.config import LearningPathsConfig
from learning_paths.hosts.mkdocs.echo import Echo, echoes
from learning_paths.hosts.mkdocs.host import host_of_config
from learning_paths.hosts.mkdocs.language import folder_of_build, name_formulas, site_texts
from learning_paths.hosts.mkdocs.log import log, log_report
from learning_paths.load import DiskTree, load_catalogue
from learning_paths.load.faults import Faults
from learning_paths.model.catalogue import Catalogue, Page, Path, Step
from learning_paths.model.generated import ASSETS, PATHS_INDEX, path_file, print_file, shown_paths
from learning_paths.model.host import ADDED, switched_on
from learning_paths.model.settings import Route, Settings, settings_from_options
from learning_paths.model.texts import Texts
from learning_paths.pages.environment import environment, forget_pages
from learning_paths.pages.escape import head_text
from learning_paths.pages.frame import Frame, frame, places
from learning_paths.pages.generated import generated_pages
from learning_paths.pages.words import Words

if TYPE_CHECKING:
    from learning_paths.hosts.mkdocs.glossary import Glossary
    from learning_paths.hosts.mkdocs.print_pages import Own

# Elements that show progress above the text that follows them, when their scripts have come.
PROGRESS = re.compile(r"<lp-(?:continue|card-progress|path-progress)\b")

_OF_A_BUILD = (
    *("addresses", "assets", "catalogue", "commentaries", "env", "faults", "framed", "generated", "glossary"),
    *("order", "own", "paths", "printed", "terms"),
)


class LearningPathsPlugin(BasePlugin[LearningPathsConfig]):
    """Adds learning paths to a site. All state is made anew in ``on_config``: one plugin object serves many builds."""

    serving = False
    formulas = ""  # what they were called in the build before: static-i18n builds each language with one configuration
    echo = Echo({})
    settings: Settings
    faults: Faults
    texts: Texts
    folder: str
    catalogue: Catalogue
    paths: tuple[Path, ...]
    env: jinja2.Environment
    assets: dict[str, str]
    addresses: site_files.Addresses
    order: dict[Path, int]
    commentaries: dict[Path, tuple[str, dict[int, str]]]
    generated: set[str]
    printed: dict[str, Path]
    own: Own
    framed: dict[str, tuple[Page, Frame]]
    terms: dict[str, str]
    glossary: Glossary | None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether drafts are to be shown."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the options, and make the site ready for the pages that will come."""
        self.echo.stop()
        self.faults = Faults()
        self.settings = self._settings(config)
        self.texts = site_texts(config, self.settings)
        self.folder = folder_of_build(config)
        self.formulas = name_formulas(config, self.texts, self.formulas)
        self.catalogue = Catalogue(self.settings.kinds)
        self.paths = ()
        self.generated = set()
        custom_dir = config.theme.custom_dir
        widgets.read_anew()
        self.env = environment(Words(self.texts), [custom_dir] if custom_dir else [])
        self.assets = dict(self._assets())
        # The commentary goes through the host's Markdown inside HTML, and links and headings get their classes.
        there = switched_on(map(str, config.markdown_extensions))
        config.markdown_extensions.extend(name for name in ADDED if name not in there)
        site_files.load_assets(config)
        paths_dir = str(site_files.site_root(config) / self.settings.paths_dir)
        if os.path.isdir(paths_dir):
            if paths_dir not in config.watch:
                config.watch.append(paths_dir)
        else:
            log.warning(
                "there is no folder '%s' beside %s: make it and put a path file there",
                self.settings.paths_dir,
                site_files.config_file(config).name,
            )
        return config

    def _settings(self, config: MkDocsConfig) -> Settings:
        config_file = site_files.config_file(config)

        def complain(route: Route, rule: str, message: str, hint: str | None) -> None:
            from learning_paths.load.read_settings import place_in_config  # noqa: PLC0415 - only mistakes need it

            self.faults.add(rule, message, place_in_config(config_file, route, self.faults.texts), hint)

        docs_dir = site_files.relative_folder(config, config.docs_dir)
        host = host_of_config(config, serving=self.serving)
        return settings_from_options(self.config, docs_dir, lint.rule_names(), complain, host)

    @event_priority(100)
    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        tree = DiskTree(site_files.site_root(config), self.settings.folders)
        # Now, and not with the other options: hooks and other plugins may have changed those of MkDocs since.
        self.settings = self.settings._replace(host=host_of_config(config, serving=self.serving))
        self.catalogue = load_catalogue(tree, self.settings, self.faults)
        self.paths = shown_paths(self.catalogue, drafts=self.serving)
        for path in self.paths:
            if path_file(path) in files.src_uris:
                # Not a warning: a site may want its own page, and could not build with --strict.
                log.info(
                    "%s:1:1: the site has a page '%s' of its own, which is shown instead of this path's, "
                    "so that its steps have no commentary",
                    path.document.file,
                    path_file(path),
                )
        site_files.keep_out_of_nav(self.catalogue, files)
        site_files.address_by_slug(self.catalogue, files, config)
        if "i18n" not in config.plugins:
            self._append(files, config)
        return files

    @event_priority(-100)
    def _add_files_again(self, files: Files, *, config: MkDocsConfig) -> Files:
        self._append(files, config)
        self._check(files)
        return files

    def _check(self, files: Files) -> None:
        # Late, because a link may lead to what another plugin has added, which the command cannot see.
        least = InclusionLevel.DRAFT if self.serving else InclusionLevel.NOT_IN_NAV
        self.catalogue.files |= {name for name, file in files.src_uris.items() if file.inclusion.value >= least.value}
        self.catalogue.language = self.texts.language
        report = lint.run_rules(self.catalogue, self.settings)
        log_report(report)
        self.echo = Echo(echoes(self.catalogue, report))
        self.echo.start()

    # Early, because plugins such as redirects and htmlproofer take their list of files at priority 0. Late instead with
    # static-i18n, which at -100 warns of generated pages and throws them away: it must be listed before this plugin.
    # Late too for what a plugin in between has thrown away; what is still there is not added twice.
    on_files = CombinedEvent(_add_files, _add_files_again)

    def _append(self, files: Files, config: MkDocsConfig) -> None:
        existing = files.src_uris
        print_pages = self.settings.print_pages
        for page in generated_pages(
            self.catalogue, self.paths, self.texts, self.env, existing, print_pages=print_pages
        ):
            files.append(site_files.page_file(page, config))
            self.generated.add(page.docs_file)
        for name, content in self.assets.items():
            if name not in existing:
                files.append(site_files.asset_file(name, content, config))
        for file in list(site_files.data_files(self.paths, self.texts, files, config)):
            files.append(file)
        for file in list(site_files.redirect_files(self.catalogue, self.texts, files, config)):
            files.append(file)

    def _assets(self) -> Iterator[tuple[str, str]]:
        kinds = {kind.folder: self.texts.kind(kind) for kind in self.settings.kinds}
        texts = self.texts.words
        mend = self.settings.mend_theme
        yield site_files.STYLESHEET, widgets.stylesheet(kinds, mend_theme=mend)
        yield site_files.PRINT_STYLESHEET, widgets.print_stylesheet()
        yield site_files.SCRIPT, widgets.script(texts, self.texts.language, mend_theme=mend)
        for name, script in widgets.on_demand(texts, folders=kinds).items():
            yield f"{ASSETS}{name}.js", script

    # After plugins that rebuild the nav, such as awesome-nav.
    @event_priority(-50)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Let pages that are not in the nav belong to the section of their list, so that it is shown as the current.

        A section that is called after its folder, for want of a nav, gets the name of the list that was made for it.
        """
        names = {kind.index: self.texts.kinds(kind) for kind in self.settings.kinds}
        names[PATHS_INDEX] = self.texts("paths")
        lists = {PATHS_INDEX: [file(path) for path in self.paths for file in (path_file, print_file)]}
        for page in self.catalogue.pages:
            lists.setdefault(page.kind.index, []).append(page.document.docs_file)
        for index, members in lists.items():
            list_file = site_files.find_page(files, index)
            section = _section_of(list_file)
            if section is None or list_file is None:
                continue
            folder = index.split("/")[-2]
            if config.nav is None and list_file.generated_by and section.title == dirname_to_title(folder):
                section.title = head_text(names[index])  # themes put it into their HTML as it is
            for member in members:
                file = files.src_uris.get(member)
                if (
                    file is not None
                    and file.page is not None
                    and file.page.parent is None
                    and file.inclusion.is_not_in_nav()
                ):
                    file.page.parent = section
        for path in self.paths:
            file = files.src_uris.get(print_file(path))
            if file is not None and file.page is not None and file.src_uri in self.generated:
                # The map of the site is for search engines, which are to find the pages themselves.
                file.page.canonical_url = file.page.abs_url = None
        return nav

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Make the frames of the pages. All pages are rendered by now, so that commentary can be shown anywhere."""
        if not config.use_directory_urls:
            # Pages that can be opened from a disk, where browsers refuse modules. Plugins such as Material's offline
            # have decided so by now.
            for script in config.extra_javascript:
                if isinstance(script, ExtraScriptValue) and script.path.endswith(site_files.SCRIPT):
                    script.type, script.defer = "", True
        self.addresses = site_files.Addresses(files)
        self.order = {path: number for number, path in enumerate(self.paths)}
        self.commentaries = {path: self._commentaries(path, files) for path in self.paths}
        # All in one go: between the templates of the theme, each takes twice as long.
        self.framed, self.terms = {}, {}
        for page in self.catalogue.pages:
            file = files.src_uris.get(page.document.docs_file)
            if file is not None:
                self.framed[file.src_uri] = (page, self._frame(page, file))
        self.printed = {print_file(path): path for path in self.paths if print_file(path) in self.generated}
        if self.printed:
            from learning_paths.hosts.mkdocs.print_pages import own_texts  # noqa: PLC0415 - most sites do without

            self.own = own_texts(self.printed.values(), files)
        self.glossary = self._glossary(files) if self.settings.glossary else None
        return env

    def _glossary(self, files: Files) -> Glossary | None:
        from learning_paths.hosts.mkdocs.glossary import Glossary  # noqa: PLC0415 - most sites do without

        name = self.settings.glossary
        file = site_files.find_page(files, name)
        if file is None:
            log.warning("the docs folder has no page '%s' ('glossary' in mkdocs.yml)", name)
            return None
        glossary = Glossary(file, self.env)
        if not glossary.terms:
            log.warning("'%s' has no heading with an explanation below it ('glossary' in mkdocs.yml)", name)
        return glossary

    # Before search reads what a page holds: a paper is found by its authors, its year and its identifiers too. They are
    # part of the frame, which comes when search has read the page.
    @event_priority(50)
    def _show_to_search(
        self, context: TemplateContext, *, page: HostPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        found = self.framed.get(page.file.src_uri)
        terms = _terms(found[0]) if found is not None else ""
        if terms:
            self.terms[page.file.src_uri] = terms
            _put_around(page, terms, "")
        return context

    # After plugins that change or read what a page holds. Search does: MkDocs' own would find a page for the words of
    # its neighbours; Material's leaves the frame out of its index, and takes longer to read it than it takes to make.
    @event_priority(-50)
    def _put_frame(
        self, context: TemplateContext, *, page: HostPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        found = self.framed.pop(page.file.src_uri, None)
        if found is not None:
            framed, around = found
            if framed.document.summary is not None:
                page.meta.setdefault("description", head_text(framed.document.summary.value))
            terms = self.terms.pop(page.file.src_uri, "")
            if terms and page.content:
                page.content = page.content.replace(terms, "", 1)
            if self.glossary is not None and page.content:
                # Behind search, which would find the page for what its words mean.
                page.content = self.glossary.marked(page.content, page.url)
            _put_around(page, around.head, around.foot)
        path = self.printed.get(page.file.src_uri)
        if path is not None:
            self._print(path, page)
        return context

    on_page_context = CombinedEvent(_show_to_search, _put_frame)

    def _frame(self, page: Page, file: File) -> Frame:
        def why(step: Step) -> str:
            from_url, texts = self.commentaries[step.path]
            return commentary.moved(texts.get(step.number, ""), from_url, file.url)

        address = self.addresses.seen_from(file)
        where = list(places(page, self.order, why, address))
        return frame(page, where, self.env, address, site_files.to_top(self.folder, file.url))

    def _print(self, path: Path, page: HostPage) -> None:
        from learning_paths.hosts.mkdocs.print_pages import print_html  # noqa: PLC0415 - most sites do without

        address = self.addresses.seen_from(page.file)
        html, names = print_html(path, page.file, self.own, self.commentaries[path][1], self.env, address)
        page.content = f"{page.content}{html}"
        # The host looks at the anchors of links when all pages are built.
        page.present_anchor_ids = names | (page.present_anchor_ids or set())

    # Last, on what all others have left of a page.
    @event_priority(-100)
    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Give a page its styles for print, and mend what the theme gets wrong in it, where the site asks for it."""
        address = site_files.to_top(self.folder, page.url) + site_files.PRINT_STYLESHEET
        # Here, because `extra_css` knows no media, and a browser waits for an `@import` of styles that are for print.
        output = output.replace("</head>", f'<link rel="stylesheet" href="{address}" media="print"></head>', 1)
        if page.file.src_uri in self.printed:
            # What it says is said elsewhere too.
            output = output.replace("</head>", '<meta name="robots" content="noindex"></head>', 1)
        first = PROGRESS.search(page.content or "")  # which is a quarter of the whole
        place = output.find(first[0]) if first is not None else -1
        if place >= 0:
            output = f"{output[:place]}<script>{widgets.room()}</script>{output[place:]}"
        return self._mended(output) if self.settings.mend_theme else output

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Mend the page that is shown for an address that does not exist."""
        wanted = self.settings.mend_theme and template_name == "404.html"
        return self._mended(output_content) if wanted else output_content

    def _mended(self, html: str) -> str:
        from learning_paths.hosts.mkdocs.mended import mended  # noqa: PLC0415 - most sites do without

        return mended(html, self.texts)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Let go of the build, and let MkDocs' log be as it was."""
        self._end()

    def on_build_error(self, *, error: Exception) -> None:
        """Let go of the build, and let MkDocs' log be as it was."""
        self._end()

    def _end(self) -> None:
        self.echo.stop()
        # The files of a site hold all of its HTML. They would stay as long as this plugin does: until the next build
        # with `mkdocs serve`, else until Python ends, which takes many times as long to free them.
        for name in _OF_A_BUILD:
            held = vars(self).pop(name, None)
            if isinstance(held, Catalogue):
                held.take_apart()
            elif isinstance(held, jinja2.Environment):
                forget_pages(held)

    def _commentaries(self, path: Path, files: Files) -> tuple[str, dict[int, str]]:
        file = files.src_uris.get(path_file(path))
        if file is None or file.page is None or file.page.content is None:
            return "", {}
        found = {
            number: html
            for number, html in commentary.commentaries(file.page.content).items()
            if commentary.is_closed(html)
        }
        # A template of the site's own may leave commentary out.
        asked = commentary.asked_for(file.page.markdown or "")
        if asked and not commentary.asked_for(file.page.content):
            log.warning(
                "%s:1:1: the comments around the commentary are gone from the page of the path, and the pages of its "
                "steps go without it: is there a Markdown extension that takes HTML comments away, such as "
                "pymdownx.striphtml without 'strip_comments: false'?",
                path.document.file,
            )
            return file.url, {}
        for step in path.steps:
            written = step.entry.commentary
            if written is not None and step.number in asked and step.number not in found:
                span = written.span
                log.warning(
                    "%s:%d:%d: the commentary of step %d leaves HTML open, or a step before it does; "
                    "the page of the step goes without it",
                    span.file,
                    span.line,
                    span.column,
                    step.number,
                )
        return file.url, found


def _section_of(file: File | None) -> Section | None:
    page = file.page if file is not None else None
    parent = page.parent if page is not None else None
    return parent if isinstance(parent, Section) else None


def _terms(page: Page) -> str:
    """Return what a page is looked for by beside its title and text: words of its slug, and what a paper is cited by.

    A slug may keep to another spelling than its page, such as ``tokenization``.
    """
    title = page.title.lower()
    terms = [word for word in page.slug.split("-") if word.lower() not in title]
    if page.kind.cited and page.document.citation.terms:
        terms.append(page.document.citation.terms)
    return f"<p>{escape(' '.join(terms))}</p>\n" if terms else ""


def _put_around(page: HostPage, head: str, foot: str) -> None:
    content = page.content or ""
    # Behind the title, where the page's own text has one; else the theme puts the title before it all.
    title, end, body = content.partition("</h1>")
    if not end:
        title, body = "", content
    page.content = f"{title}{end}{head}{body}{foot}"
