"""The pictures of README and the guides: the demonstration's, in Spanish, 1366 × 768.

Runs inside .venv (`python -m tools.pictures`), because it needs Pillow.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from tools.places import PYTHON, ROOT, child_environment, shown

FOLDER = ROOT / "docs" / "images"
NAMES = {
    "tasks": "1-diagnostico",
    "question": "2-pregunta",
    "results": "3-resultados",
    "road-map": "4-hoja-de-ruta",
    "send": "5-enviar",
    "inbox": "6-bandeja",
}
"""The page that is shown, and what its picture is called."""
LARGEST = 150_000
"""Bytes of a picture."""
_COLOURS = 256


def _reduced(source: Path, target: Path) -> None:
    """The picture with few colours: screens have no more, and README loads faster."""
    with Image.open(source) as picture:
        few = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(target, optimize=True)


def main() -> int:
    """Takes all pictures anew; 1 where one is missing or too large."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        command = [PYTHON, "-m", "topp_desktop", "demo", scratch, "--lang", "es", "--json"]
        offscreen = child_environment(QT_QPA_PLATFORM="offscreen")
        subprocess.run(command, env=offscreen, check=True, stdout=subprocess.DEVNULL)
        # 03-results.png is the page "results".
        found = {path.stem.partition("-")[2]: path for path in Path(scratch).rglob("[0-9]*-*.png")}
        wrong = 0
        for page, name in NAMES.items():
            target = FOLDER / f"{name}.png"
            if page not in found:
                print(f"{page}: the demonstration has no such picture")
                wrong += 1
                continue
            _reduced(found[page], target)
            size = target.stat().st_size
            print(f"{shown(target)}  {size // 1000} kB")
            wrong += size > LARGEST
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
