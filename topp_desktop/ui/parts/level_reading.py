"""How the words of a level are to be read; hidden until somebody asks."""

from __future__ import annotations

from collections.abc import Sequence

from topp_desktop.foundation.i18n import Translator
from topp_desktop.ui.widgets import Button, Card, Text, row


class LevelReading(Card):
    """The questionnaire's sentences, one a line."""

    def __init__(self) -> None:
        super().__init__(spacing=6, margin=14)
        self._text = Text(role="small")
        self.close_button = Button("", self.hide, small=True)
        self.add(self._text, row(self.close_button))
        self.hide()

    def show_sentences(self, words: Translator, sentences: Sequence[str]) -> None:
        """The sentences of a questionnaire; without any there is nothing to unfold."""
        self.set_title(words.gettext("How to read a level"))
        self.close_button.set_text(words.gettext("Close"))
        self._text.setText("\n".join(sentences))
        if not sentences:
            self.hide()

    def toggle(self) -> None:
        """Shows it, or takes it away."""
        self.setVisible(self.isHidden())
