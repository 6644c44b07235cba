"""The words of the interface, in the language of the site."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "added.one": "A step was added since your last visit: {names}",
    "added.other": "{number} steps were added since your last visit: {names}",
    "all-steps": "All steps",
    "continue": "Continue: step {number}, {title}",
    "finished": "You have read every step of this path.",
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
    "tools": "Your marks",
    "tools.about": "What you have marked as read is kept in this browser only, and nowhere else.",
    "tools.export": "Save to a file",
    "tools.gone": "All marks are gone.",
    "tools.import": "Bring in a file",
    "tools.imported": "The marks of the file were added to yours.",
    "tools.not-ours": "This file holds no marks of this site.",
    "tools.reset": "Forget all marks",
    "tools.sure": "Forget everything that you have marked? This cannot be undone.",
    "trouble.blocked": "Your browser does not let this site keep your marks: they last until you close this page.",
    "trouble.full": "There is no room left in your browser: new marks last until you close this page.",
    "trouble.newer": "Your marks were kept by a newer version of this site, and are left as they are.",
    "trouble.unreadable": "Your marks could not be read. They were set aside, and you start anew.",
    "unmarked": "Mark taken away",
}
