"""The words of the interface, in the language of the site."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "added.one": "A step was added since your last visit: {names}",
    "added.other": "{number} steps were added since your last visit: {names}",
    "all-steps": "All steps",
    "continue": "Continue: step {number}, {title}",
    "hours": "{number} h",
    "left": "{time} left",
    "mark-as.known": "I know this already",
    "mark-as.read": "Mark as read",
    "mark.known": "Known",
    "mark.read": "Read",
    "marked.known": "Marked as known",
    "marked.read": "Marked as read",
    "minutes": "{number} min",
    "of": "{done} of {total}",
    "optional": "{done} of {total} optional",
    "outline": "Steps of {path}",
    "progress.one": "{done} of {number} step",
    "progress.other": "{done} of {number} steps",
    "ready": "You are ready for:",
    "step.optional": "Optional",
    "step.planned": "Not written yet",
    "trouble.blocked": "Your browser does not let this site keep your marks: they last until you close this page.",
    "trouble.full": "There is no room left in your browser: new marks last until you close this page.",
    "trouble.newer": "Your marks were kept by a newer version of this site, and are left as they are.",
    "trouble.unreadable": "Your marks could not be read. They were set aside, and you start anew.",
    "unmarked": "Mark taken away",
}
