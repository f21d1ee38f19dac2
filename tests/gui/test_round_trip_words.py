"""An official and an officer who never saw the program: the whole round trip in their windows,
without one of the words that only engineers know."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.gui.conftest import Stage
from tests.gui.reading_windows import Dialogs, Person, banned_in, closing
from topp_desktop.bootstrap import compose
from topp_desktop.ui.pages.question.page import QuestionPage
from topp_desktop.ui.pages.sending.content import ContentPage
from topp_desktop.ui.pages.sending.page import SendPage
from topp_desktop.ui.pages.start.page import StartPage

PASSPHRASE = "cuatro palabras bien largas"
TOWN = "Municipio de Ñuñoa & Cía"
PICTURES = os.environ.get("TOPP_ROUND_TRIP_PICTURES", "")
"""A folder for a picture of each step, for whoever wants to look."""


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_round_trip_of_two_new_users(
    language: str,
    stage_of: Callable[..., Stage],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    dialogs = Dialogs()
    dialogs.install(monkeypatch)
    stick = tmp_path / "memoria"
    stick.mkdir()
    steps: list[str] = []

    def picture(person: Person, name: str) -> None:
        steps.append(name)
        if PICTURES:
            path = Path(PICTURES) / f"{language}-{len(steps):02d}-{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            person.stage.window.grab().save(str(path))

    one, two, three = (compose(tmp_path / name) for name in ("official", "officer", "colleague"))
    with closing(one, two, three):
        officer = Person(stage_of(two, language=language), dialogs, language)
        found_the_secretariat(officer, stick, picture)
        invitation = invite(officer, stick, picture)

        official = Person(stage_of(one, language=language), dialogs, language)
        first_screens(official, TOWN, picture)
        answer_the_short_form(official, picture)
        join_after_mistakes(official, invitation, stick, picture)
        approve(official, picture)
        sent = send(official, stick, picture)

        colleague = Person(stage_of(three, language=language), dialogs, language)
        first_screens(colleague, TOWN, picture)
        answer_the_short_form(colleague, picture, level="1")
        compare_and_send(colleague, invitation, sent, stick, picture)

        receipt = receive(officer, stick, picture)
        open_the_receipt(official, receipt, picture)
        take_back(official, stick, picture)

        # What else belongs to sending, in every corner.
        for person in (official, colleague):
            for page in ("send", "send-content", "send-compare", "send-decision", "help", "data"):
                person.stage.window.show_page(page)
                person.settle()
        for page in ("inbox", "institutions", "region", "invitations", "identity"):
            officer.stage.window.show_page(page)
            officer.settle()
        found = [*official.banned(), *colleague.banned(), *officer.banned()]
        assert len(official.read) > 300, "a whole program was read"
        assert not found, "\n" + "\n".join(found)


Picture = Callable[[Person, str], None]


def found_the_secretariat(officer: Person, stick: Path, picture: Picture) -> None:
    """Identity, recovery card, the card tried, the region's file."""
    officer.stage.window.show_page("start")
    officer.settle()
    officer.stage.desk.navigate("inbox")
    officer.settle()
    picture(officer, "officer-first")
    officer.stage.window.show_page("identity")
    officer.settle()
    officer.press("Create the identity")
    officer.fill("Name of the secretariat", "Secretaría regional")
    officer.fill("Passphrase", PASSPHRASE)
    officer.fill("The passphrase once more", PASSPHRASE)
    officer.press("Create the identity")
    officer.settle()
    picture(officer, "officer-identity")
    card = stick / "tarjeta.pdf"
    officer.fill("Passphrase", PASSPHRASE)
    officer.press("Save the recovery card", card)
    groups = _groups(card)
    officer.fill("Groups of the card", groups.replace("-", " ")[:-5])
    officer.fill("Passphrase of the card", PASSPHRASE)
    officer.press("Try the card")
    officer.fill("Groups of the card", groups)
    officer.fill("Passphrase of the card", PASSPHRASE)
    officer.press("Try the card")
    officer.settle()
    picture(officer, "officer-card-tried")


def _groups(card: Path) -> str:
    """The groups as somebody reads them from the paper."""
    import re

    text = "\n".join(page.extract_text() for page in PdfReader(card).pages)
    lines = re.findall(r"(?:[0-9A-Z]{4}[ \-–]+){6}[0-9A-Z]{4}", text)
    assert lines, text
    return "\n".join(lines)


def invite(officer: Person, stick: Path, picture: Picture) -> Path:
    """One institution is invited."""
    officer.stage.window.show_page("invitations")
    officer.settle()
    officer.press("Save the invitation")
    officer.fill("Name of the institution", TOWN)
    officer.choose("Country or territory", "CL")
    officer.choose("Level of government", "local")
    officer.choose("Type of institution", "municipality")
    officer.press("Save the invitation", stick)
    picture(officer, "officer-invited")
    (path,) = stick.glob("*.topp-invite")
    return path


def first_screens(person: Person, name: str, picture: Picture) -> None:
    """Three screens, then the list of areas."""
    person.stage.window.show_page("start")
    person.settle()
    page = person.stage.window.page("start")
    assert isinstance(page, StartPage)
    picture(person, "first-screen")
    person.press("Begin")
    person.press_primary()  # nothing is filled in: what is missing is said
    form = page.who.form
    form.line.setText(name)
    for choice, value in (
        (form.country_choice, "CL"),
        (form.level_choice, "local"),
        (form.type_choice, "municipality"),
        (page.who.role_choice, "technical"),
    ):
        choice.show_value(value)
    person.press_primary()
    person.press_primary()
    person.settle()
    assert person.stage.window.current == "tasks"
    picture(person, "list-of-areas")


def answer_the_short_form(person: Person, picture: Picture, level: str = "3") -> None:
    """Every question of the short form: a level, and on."""
    stage = person.stage
    stage.window.show_page("question")
    person.settle()
    for item in stage.snapshot.items:
        stage.window.show_page("question", item.id)
        stage.settle()
        page = stage.window.page("question")
        assert isinstance(page, QuestionPage)
        choices = page.answer.levels if hasattr(page.answer, "levels") else None
        if choices:
            choices[int(level)].click()
        else:
            from dataclasses import replace

            stage.desk.record(replace(stage.snapshot.response(item.id), answer=int(level)))
        stage.settle()
    person.settle()
    picture(person, "question")
    assert stage.snapshot.results.answered == len(stage.snapshot.items)


def join_after_mistakes(official: Person, invitation: Path, stick: Path, picture: Picture) -> None:
    """A code with a slip, a file of another kind, then the invitation itself."""
    official.go("Send")
    picture(official, "send-before")
    page = official.stage.window.page("send")
    assert isinstance(page, SendPage)
    official.press("Type the code")
    official.press("Join with the code")
    lines = invitation.read_bytes().split(b"\n")
    code = lines[0].decode().removeprefix("code ").strip()
    bare = stick / "sin-codigo.topp-invite"
    bare.write_bytes(b"\n".join(lines[1:]))
    official.press("Choose the file", bare)
    wrong = code[:-1] + ("7" if code[-1] != "7" else "8")
    for typed in (wrong, "UUUU" + code[4:]):
        page.join.code.groups[0].setText(typed)
        page.join.code.groups[0].textEdited.emit(typed)
        official.press("Join with the code")
        assert page.join.code.error.isVisible()
    picture(official, "send-code-slip")
    letter = stick / "carta.topp"
    letter.write_bytes(b"hello")
    official.drop(letter)
    official.press("Close this message")
    page.join.code.groups[0].setText(code)
    page.join.code.groups[0].textEdited.emit(code)
    official.press("Join with the code")
    official.sees(
        "The file of {secretariat} was opened for {institution}: it says who will read "
        "what you send.",
        secretariat="Secretaría regional",
        institution=TOWN,
    )
    picture(official, "send-joined")
    official.drop(invitation)
    official.sees("Make it a computer of its own")
    bare.unlink()
    letter.unlink()


def approve(official: Person, picture: Picture) -> None:
    """Reviewed and approved."""
    official.press("Review and approval")
    official.press("Mark as reviewed")
    official.fill("Position", "Directora")
    official.press("Mark as reviewed")
    official.fill("Position", "Alcaldesa")
    official.fill("Letter number", "OF-12")
    official.press("Record the approval")
    picture(official, "approved")
    official.press("Back to sending")


def send(official: Person, stick: Path, picture: Picture) -> Path:
    """Everything that leaves is read; the file is saved, once where it cannot be."""
    official.press("See everything that leaves")
    content = official.stage.window.page("send-content")
    assert isinstance(content, ContentPage)
    assert "Alcaldesa" in content.view.toPlainText()
    picture(official, "everything")
    official.press("Copy all of it")
    official.press("Save as text", stick / "todo.txt")
    lines = (stick / "todo.txt").read_text("utf-8-sig").splitlines()
    labels = [line.partition(": ")[0] for line in lines]
    assert not [label for label in labels if banned_in(label, official.language)]
    official.press("Back to sending")
    official.press("Save file to send", stick / "no" / "existe.topp")
    picture(official, "send-cannot-write")
    official.press("Close this message")
    official.tick("Shared with the focal point and with peers")
    path = stick / "envio.topp"
    official.press("Save file to send", path)
    official.sees("Safe to remove the stick: the file was written and checked.")
    official.sees("Waiting for the receipt")
    picture(official, "sent")
    return path


def compare_and_send(
    colleague: Person, invitation: Path, sent: Path, stick: Path, picture: Picture
) -> None:
    """The second laptop reads what the first one sent, decides, and sends."""
    colleague.drop(invitation)
    colleague.drop(sent)
    picture(colleague, "second-laptop")
    colleague.press("Compare")
    colleague.press("Use this for the next file")
    picture(colleague, "compare-something-left")
    colleague.press("The other computer counts everywhere")
    picture(colleague, "compare-decided")
    colleague.press("Use this for the next file")
    colleague.press("Save file to send", stick / "segundo.topp")
    colleague.sees("Safe to remove the stick: the file was written and checked.")


def receive(officer: Person, stick: Path, picture: Picture) -> Path:
    """The folder is received; the receipts are saved."""
    officer.stage.window.show_page("inbox")
    officer.settle()
    officer.press("Receive folder", stick)
    officer.settle()
    picture(officer, "officer-received")
    folder = stick / "acuses"
    folder.mkdir()
    officer.press("Save the receipts for all", folder)
    officer.settle()
    picture(officer, "officer-receipts")
    (path,) = folder.glob("*.topp")
    return path


def open_the_receipt(official: Person, receipt: Path, picture: Picture) -> None:
    """By its code once, then the file."""
    official.go("Send")
    official.press("Receipt by phone")
    official.fill("Code that the secretariat reads out", "1234")
    official.press("Check the code")
    official.fill("Code that the secretariat reads out", "1" * 13)
    official.press("Check the code")
    official.drop(receipt)
    official.sees("Receipt of {secretariat}", secretariat="Secretaría regional")
    picture(official, "receipt")


def take_back(official: Person, stick: Path, picture: Picture) -> None:
    """The permission to share is taken back."""
    official.press("See how")
    official.press("Save the file")
    round_id = official.stage.snapshot.assessment.round
    said = official.words("The permission to share measurement {round}", round=round_id)
    page = official.stage.window.page("send-withdraw")
    (button,) = (b for b in page.what.buttons if b.text() == said)  # type: ignore[attr-defined]
    button.click()
    official.press("Save the file", stick / "retiro.topp")
    official.sees("Safe to remove the stick: the file was written and checked.")
    picture(official, "taken-back")
    official.press("Back to sending")
    official.sees("You took back the permission to share this measurement.")
    picture(official, "send-after")


def test_the_words_are_found() -> None:
    """The check itself."""
    assert banned_in("This item must go", "en") == ["item", "must"]
    assert banned_in("Keyboard, mustard, itemised, background, arrow keys", "en") == []
    assert banned_in("The keys of the secretariat", "en") == ["keys"]
    assert banned_in("Una ronda y su clave.", "es") == ["ronda", "clave"]
    assert banned_in("redondas, llavero, enclave", "es") == []
