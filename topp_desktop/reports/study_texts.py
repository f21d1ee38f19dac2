# ruff: noqa: E501 — sentences stay on one line, so that a search finds them
"""What the sheets of the validation plan say; its reasons are in docs/validation-plan.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from topp_desktop.foundation.i18n import N_

TITLES: Final[Mapping[str, str]] = {
    "experts": N_("Rating by experts"),
    "sorting": N_("Sorting task"),
    "interview": N_("Interview, thinking aloud"),
    "rater": N_("Sheet for one rater"),
}
EXPERT_STEPS: Final[Sequence[str]] = (
    N_(
        "Work alone and in this order. Do not speak about it with other experts before everybody has finished."
    ),
    N_(
        "Relevance: does the question say something about the capacity to plan? 1 not at all, 2 a little, 3 fairly, 4 very much."
    ),
    N_("Clarity: does an official understand it at once, and in one way only? 1 to 4 as before."),
    N_(
        "Each level holds the one below: can somebody who meets a level fail to meet one below it? 1 often, 2 sometimes, 3 rarely, 4 never."
    ),
    N_(
        "Write what is missing, what is too much, and a better wording where you have one. A 1 or a 2 needs a remark."
    ),
)
SORTING_STEPS: Final[Sequence[str]] = (
    N_(
        "Cut the cards along the lines and mix them. Each person gets a set, this page and a record; the key stays with the person in charge."
    ),
    N_(
        "The person reads the four dimensions below, lays each card to the dimension that it asks about most, and then to one of its components."
    ),
    N_(
        "A card that fits two dimensions goes to the nearer one, with a mark beside it in the record. A card that fits none stays apart."
    ),
    N_(
        "Nobody helps and nobody says whether a card is right. It takes about 40 minutes for all 84 cards."
    ),
    N_(
        "Hits: the share of people who lay a card where the key says. The aim is 75 of 100 for the dimension."
    ),
)
INTERVIEW_STEPS: Final[Sequence[str]] = (
    N_(
        "Two people: one asks, one notes down. 60 to 90 minutes for the 16 questions of the short form, with a break after eight."
    ),
    N_(
        "Let the person read the question and think aloud. Keep silent for ten seconds before you help. Do not explain and do not agree."
    ),
    N_(
        "Ask the four questions only after a level was chosen, and only as far as the person has not said it already."
    ),
    N_(
        "Write down words as they were said. Right after the interview both go through the notes and give each problem its letter."
    ),
    N_(
        "After 10 to 12 interviews change the wordings, and begin the next round. Stop when a round brings no new kind of problem."
    ),
)
CONSENT: Final = N_(
    "We are trying out the questions, not you and not your institution. There are no right answers. We write down what you say, without your name and without the institution's. You may leave out a question or stop at any moment, and until we publish you may ask us to delete your notes. Do you agree that we begin?"
)
PROBES: Final[Sequence[str]] = (
    N_("In your own words, what does this question ask?"),
    N_(
        "What did you think of when you chose this level? Since when, and who would know it better?"
    ),
    N_("Why not the level above, and why not the one below?"),
    N_("What document would you show to somebody who doubts it?"),
)
PROBLEMS: Final[Mapping[str, str]] = {
    "A": N_("A word or term was not understood, or understood otherwise."),
    "B": N_("The question was understood as another question, or as two."),
    "C": N_("The person cannot know it, or has to ask somebody."),
    "D": N_("Two levels fit, no level fits, or a higher one is met without a lower one."),
    "E": N_("The answer was chosen because it sounds good, or out of caution."),
    "F": N_("It does not fit this level of government, type of institution or country."),
}
"""By the letter that is noted down: understanding (A, B), remembering (C), judging (D), answering (E), fit (F)."""
CLOSING: Final[Sequence[str]] = (
    N_("Which question was the hardest, and why?"),
    N_("What important thing about planning in your institution did nobody ask?"),
    N_("Would your colleagues answer as you did? Who would answer otherwise?"),
)
RATER_STEPS: Final[Sequence[str]] = (
    N_(
        "Take part only if you agree that your answers are used for this study without your name. You may take it back until the sheet is handed in."
    ),
    N_(
        "Read the questions in the questionnaire and answer alone. Do not compare with colleagues before everybody has finished."
    ),
    N_(
        "Choose the highest level that you meet together with all those below it; between two, the lower one. «?» is: I do not know."
    ),
    N_(
        "Document: 0 nobody knows of one, 3 anybody can check it. A verifier reads the documents and has not seen the first answers."
    ),
    N_(
        "Make up a code that you will know again in four weeks, such as four letters and four digits, and keep it to yourself."
    ),
)
