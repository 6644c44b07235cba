"""Floor 9: the command ``learning-paths``. One module per subcommand, named after it, holding ``command``."""

from __future__ import annotations

import click

from learning_paths import __version__, cli, registry
from learning_paths.cli._terminal import speak_utf8


class _Commands(click.Group):
    """The subcommands, found by convention and imported when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return registry.names(cli)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        try:
            command: click.Command = registry.load(cli, cmd_name).command
        except KeyError:
            return None
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="learning-paths")
def main() -> None:
    """Curated learning paths over Markdown pages."""
    speak_utf8()
