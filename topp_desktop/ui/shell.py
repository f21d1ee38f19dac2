"""The door for whoever writes a page: everything that pages and widgets of ours may use.

How a page comes to be
    Write `ui/pages/<name>.py` with a class that extends `Page`, and one `PageSpec` in
    `ui/pages/registry.py`. The side bar, the header, files that belong to the page, the
    screenshots and the automated walk of all pages follow from the spec.

What a page is given: the `Desk`
    desk.snapshot        the open measurement, immutable; None while none is open
      .instrument .assessment .items .answers .response(item) .is_answered(item) .results
      .respondent (who answers here) .stored (names, members, proposals, approval)
    desk.results         scores of the snapshot, cached until something changes
    desk.words           gettext, ngettext, number, date, time, join, territory
    desk.wording         the instrument's words in the window's language
    desk.theme           color(token), font(role, weight), px(n), icon(name), dimension(id)
    desk.program         the services (they touch the disk: only inside desk.tasks)
    desk.tasks           write(f, done, failed)  in order, on the one writer thread
                         read(f, done, failed)   in a pool, from immutable values
                         work(title, f, done, failed, writes=…)  long: f(task) calls
                         task.advance(stage, done, total); the shell shows progress and Cancel
    desk.record(response)      at once in the snapshot, durable later; `saved` tells
    desk.change(work, done)    one call of a service that changes the open measurement; `done`
                               gets its result, with the new snapshot on the desk
    desk.undo() desk.redo()    step by step through whatever was done to the measurement
    desk.answer_as(respondent) who sits at this computer
    desk.reload(done)          where something else changed the open measurement
    desk.navigate(page, argument)
    desk.show_fault(exception) ToppError → what happened, what it means, what to do next

    Signals: assessment_changed(Changed), language_changed(), theme_changed(), saved(datetime).
    Pages rarely connect to them: the shell calls `refresh(change)` and `retranslate()`.

What a page is made of: `ui.widgets`
    Every text is plain text. Whatever can take the focus has an accessible name. Sizes go
    through `desk.theme.px`, so that they follow the system's text size.
"""

from topp_desktop.ui.hub import Desk
from topp_desktop.ui.page import OpenedFile, Page, PageSpec
from topp_desktop.ui.snapshot import Changed, Snapshot
from topp_desktop.ui.tasks import Tasks, Work
from topp_desktop.ui.theme.theme import Theme

__all__ = [
    "Changed",
    "Desk",
    "OpenedFile",
    "Page",
    "PageSpec",
    "Snapshot",
    "Tasks",
    "Theme",
    "Work",
]
