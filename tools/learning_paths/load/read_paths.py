"""Path files to path documents."""

from __future__ import annotations

from learning_paths.load.faults import Faults
from learning_paths.load.read_fields import FieldReader, Table, closest
from learning_paths.load.slugs import is_reference, is_slug
from learning_paths.model.addresses import INDEX_NAMES
from learning_paths.model.diagnostic import Edit, Related
from learning_paths.model.documents import PathDocument, StageEntry, StepEntry
from learning_paths.model.fields import PATH, STAGE, STEP
from learning_paths.text import yaml_edits, yaml_nodes
from learning_paths.text.span import Span
from learning_paths.text.written import Written

_PATH = Table(PATH, {"requires": "pages require others, a path assumes them: did you mean 'assumes'?"})
_STEP = Table(STEP, {"stage": "a stage is an item of its own, before its steps: '- stage: …'"})
_STAGE = Table(STAGE, {"steps": "the steps of a stage are items like itself, behind it, and indented as far"})


def read_path(file: str, text: str, faults: Faults) -> PathDocument | None:
    """Read one path file. Returns None where nothing of it can be used; every fault is added to ``faults``."""
    name = file.rsplit("/", 1)[-1]
    slug = name.rsplit(".", 1)[0]
    if slug.endswith((".yml", ".yaml")):
        faults.add("invalid-field", f"the file's name has two endings: '{name}'", Span(file), f"rename it to '{slug}'")
        slug = slug.rsplit(".", 1)[0]
    # A path of the name of an index would take the place of the list of all paths.
    if not is_slug(slug) or slug in INDEX_NAMES:
        faults.add(
            "invalid-field",
            f"'{slug}' cannot be the slug of a path, and a path's slug is the name of its file",
            Span(file),
            "rename the file: letters, digits, '-', '_' and '.', and not 'index' or 'README'",
        )
        return None
    composed = yaml_nodes.compose(file, text)
    add_yaml_faults(composed, faults)
    root = composed.root
    if root is None or yaml_nodes.is_null(root):
        if not composed.faults:
            faults.add(
                "missing-field",
                "the file is empty: a path needs 'title', 'description' and 'steps'",
                Span(file),
                "the guide, “Write a path”, has the smallest useful file",
            )
        return None
    reader = FieldReader(file, faults, text)
    if not isinstance(root, yaml_nodes.Mapping):
        faults.add(
            "invalid-field",
            "a path file must be a mapping, with keys such as 'title:' and 'steps:'",
            reader.start(root),
        )
        return None
    values, unread = reader.mapping(root, _PATH, "a path")
    steps = values.pop("steps", None)
    read = _steps(steps, reader) if steps is not None else None
    lost = steps is not None and (read is None or len(read.value) < len(steps.value))
    if lost or any(fault.rule == "duplicate-key" for fault in composed.faults):
        unread |= {"steps"}  # what stands under a key's second time may be meant for another step, or another key
    if "level" in values:
        values["level"] = values["level"].value
    values["authors"] = tuple(author.value for author in values.get("authors", ()))
    return PathDocument(file=file, slug=slug, span=reader.start(root), steps=read, unread=unread, **values)


def add_yaml_faults(composed: yaml_nodes.YamlText, faults: Faults) -> None:
    """Pass on what was wrong with a text as YAML."""
    for fault in composed.faults:
        related = (Related("the key stands here first", fault.first),) if fault.first else ()
        edit = None if fault.change is None else Edit(*fault.change, certain=fault.certain)
        faults.add(fault.rule, fault.message, fault.span, fault.hint, related, edit)


def _steps(node: yaml_nodes.Node, reader: FieldReader) -> Written[tuple[StepEntry | StageEntry, ...]] | None:
    if not isinstance(node, yaml_nodes.Sequence):
        reader.faults.add(
            "invalid-field",
            "'steps' must be a list of steps and stages",
            reader.start(node),
            "start each step with '- slug: …'",
        )
        return None
    entries = (_entry(item, reader) for item in node.value)
    return Written(tuple(entry for entry in entries if entry is not None), reader.start(node))


def _entry(node: yaml_nodes.Node, reader: FieldReader) -> StepEntry | StageEntry | None:
    if not isinstance(node, yaml_nodes.Mapping):
        span = reader.span(node)
        slug, written = None, None
        if isinstance(node, yaml_nodes.Scalar) and is_reference(node.value) and not yaml_nodes.is_null(node):
            slug, written = node.value, yaml_edits.source(span, node.style, node.value)
        reader.faults.add(
            "invalid-field",
            "a step must be a mapping with 'slug' and 'commentary', or with 'stage'",
            span,
            None if slug is None else f"write '- slug: {slug}'",
            edit=None if written is None else Edit(span, f"slug: {written}", certain=False),
        )
        return None
    start = reader.start(node)
    keys = [key.value for key, _ in node.value]
    if "slug" not in keys and ("stage" in keys or (keys and _meant(keys[0]) == "stage")):
        values = reader.mapping(node, _STAGE, "a stage").values
        return StageEntry(start, values.get("stage"), values.get("introduction"))
    values, unread = reader.mapping(node, _STEP, "a step")
    return StepEntry(start, values.pop("slug", None), unread=unread, **values)


def _meant(key: object) -> str | None:
    """Return the key that the first one of a step or a stage was meant to be."""
    if not isinstance(key, str):
        return None
    return _STEP.meant.get(key.lower()) or closest(key, (*_STEP.fields, "stage"))
