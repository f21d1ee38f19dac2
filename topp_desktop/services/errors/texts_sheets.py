# ruff: noqa: E501 — sentences stay on one line, so that a search finds them
"""What is said about spreadsheets, forms and lists that come back; part of `error_texts`."""

from __future__ import annotations

from collections.abc import Mapping

from topp_desktop.foundation.i18n import N_
from topp_desktop.services.errors.text import ErrorText

SHEET_TEXTS: Mapping[str, ErrorText] = {
    "spreadsheet-old": ErrorText(
        N_("This spreadsheet is of an old kind"),
        N_("{path} is saved as Excel did before 2007 (.xls). Nothing was changed."),
        N_("Open it, save it as an Excel workbook (.xlsx) or as .ods, and choose that file."),
    ),
    "spreadsheet-locked": ErrorText(
        N_("This spreadsheet has a password"),
        N_("{path} cannot be read without the password of whoever locked it. Nothing was changed."),
        N_("Open it, take the password off, save it, and choose it again."),
    ),
    "form-has-faults": ErrorText(
        N_("The form has cells that need correcting"),
        N_("{path}. Cells that could not be understood: {count}. Nothing was changed."),
        N_("Correct the cells named below and read the form again."),
    ),
    "form-empty": ErrorText(
        N_("There is no answer in the form"),
        N_(
            "{path} is a form, but nothing was answered in its sheet «{sheet}». Nothing was changed."
        ),
        N_("Check that it is the form that was filled in, and that it was saved."),
    ),
    "form-sheet-missing": ErrorText(
        N_("A sheet of the form is missing"),
        N_(
            "{path}: {wanted} was looked for and not found in the sheets {sheets}. Nothing was changed."
        ),
        N_("Copy the answers into a new form; its columns cannot be moved or removed."),
    ),
    "form-sheet-twice": ErrorText(
        N_("A sheet of the form is there more than once"),
        N_("{path}: {wanted} is found in the sheets {sheets}. Nothing was changed."),
        N_("Delete the copy that does not count, save the file, and choose it again."),
    ),
    "cell-empty": ErrorText(
        N_("A cell is empty"),
        N_("Sheet «{sheet}», cell {cell} is empty."),
        N_("Fill it in."),
    ),
    "cell-not-in-list": ErrorText(
        N_("An entry is not in the list"),
        N_("Sheet «{sheet}», cell {cell}: «{value}» is not in the list of this cell."),
        N_("Choose an entry of the list."),
    ),
    "cell-too-long": ErrorText(
        N_("An entry is too long"),
        N_("Sheet «{sheet}», cell {cell}: «{value}…» has more than {limit} characters."),
        N_("Shorten it."),
    ),
    "cell-converted": ErrorText(
        N_("The spreadsheet changed what was typed"),
        N_("Sheet «{sheet}», cell {cell}: the spreadsheet made «{value}» of what was typed."),
        N_("Give the cell the format «Text» and type it again."),
    ),
    "cell-without-result": ErrorText(
        N_("A cell has no result"),
        N_("Sheet «{sheet}», cell {cell} holds «{value}», which has no result that can be read."),
        N_("Type what should stand there, without a formula."),
    ),
    "cell-question-unknown": ErrorText(
        N_("A row was moved or changed"),
        N_("Sheet «{sheet}», row of cell {cell}: the question «{value}» is unknown or repeated."),
        N_("Copy the answers into a new form; rows cannot be moved."),
    ),
    "cell-reason-missing": ErrorText(
        N_("A reason is missing"),
        N_("Sheet «{sheet}», cell {cell}: «not applicable» needs a reason."),
        N_("Write the reason in one sentence."),
    ),
    "invalid-list": ErrorText(
        N_("The list of institutions has faults"),
        N_("{path}. Nothing was written. To put right:\n{details}"),
        N_("Correct the list, save it, and repeat the step."),
    ),
}
