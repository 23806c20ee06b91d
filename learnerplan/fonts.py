"""The app's own fonts: static files made once from the variable ones of the `fontpkg-*` packages.

Qt and ReportLab show only the default instance of a variable font, so weights are cut out of it at set-up
(`python -m learnerplan.fonts`) or by the installer, into a cache folder whose name changes with the packages.
When the files are there, nothing heavy is imported. Window and paper read the same files.

All these fonts are under the SIL Open Font License 1.1. One of them reserves a name, Lexend, for "RevReading
Lexend", which we do not use; the others reserve none, so a cut-out weight may keep its family's name. The
fonts are dependencies: neither they nor the files made from them are part of this project's source.
"""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from learnerplan.errors import UserError
from learnerplan.paths import cache_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

# Raised when the way of building changes, so that files of an older way are not used.
RECIPE = 1

STYLES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}


@dataclass(frozen=True, slots=True)
class Cut:
    """One static file: which package's font, at which place of its axes, under which family name.

    Without `axes` the font is static already and copied as it is.
    """

    package: str
    file: str
    family: str
    weight: int
    italic: bool = False
    axes: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FontSet:
    """The folder of the static files, and each file by its name, such as `inter-600`."""

    folder: Path
    files: Mapping[str, Path]


def _cuts() -> dict[str, Cut]:
    made: dict[str, Cut] = {}

    def add(name: str, package: str, file: str, family: str, *weights: int, **axes: float) -> None:
        italic = "italic" in name
        for weight in weights:
            place = {"wght": float(weight), **axes}
            made[f"{name}-{weight}"] = Cut(package, file, family, weight, italic, place)

    add("inter", "fontpkg_inter", "Inter[opsz,wght].ttf", "Inter", 400, 500, 600, 700, opsz=14)
    literata = "Literata[opsz,wght].ttf"
    add("literata", "fontpkg_literata", literata, "Literata", 400, opsz=13)
    add("literata", "fontpkg_literata", literata, "Literata", 600, opsz=18)
    add("literata-display", "fontpkg_literata", literata, "Literata Display", 600, opsz=40)
    add("literata-italic", "fontpkg_literata", "Literata-Italic[opsz,wght].ttf", "Literata", 400, opsz=14)
    add("lexend", "fontpkg_lexend", "Lexend[wght].ttf", "Lexend", 400, 600)
    add("noto-sans", "fontpkg_noto_sans", "NotoSans[wdth,wght].ttf", "Noto Sans", 400, 600, wdth=100)
    for script in ("Arabic", "Devanagari"):
        package, file = f"fontpkg_noto_sans_{script.lower()}", f"NotoSans{script}[wdth,wght].ttf"
        add(f"noto-sans-{script.lower()}", package, file, f"Noto Sans {script}", 400, 600, wdth=100)
    add("heebo", "fontpkg_heebo", "Heebo[wght].ttf", "Heebo", 400, 600)
    frank = "FrankRuhlLibre[wght].ttf"
    add("frank-ruhl-libre", "fontpkg_frank_ruhl_libre", frank, "Frank Ruhl Libre", 400, 600)
    for family in ("Amiri", "Tajawal"):
        for weight in (400, 700):
            file = f"{family}-{STYLES[weight]}.ttf"
            made[f"{family.lower()}-{weight}"] = Cut(f"fontpkg_{family.lower()}", file, family, weight)
    return made


CUTS: Mapping[str, Cut] = _cuts()


def fonts_folder() -> Path:
    """Where the static files are: the folder that LEARNERPLAN_FONTS names, else one in the user's cache.

    The cache folder's name holds a fingerprint of the installed packages, so a newer font builds anew.
    """
    chosen = os.environ.get("LEARNERPLAN_FONTS")
    return Path(chosen) if chosen else cache_folder() / "fonts" / _fingerprint()


def font_files() -> dict[str, Path]:
    """Every static file by its name, whether it is built yet or not."""
    folder = fonts_folder()
    return {name: folder / f"{name}.ttf" for name in CUTS}


def missing() -> list[str]:
    """The names of the fonts that are still to be built; empty on every start but the first."""
    return [name for name, path in font_files().items() if not path.is_file()]


def ensure(workers: int = 1) -> FontSet:
    """The font files, built first where they are missing (some 40 s of one processor, once).

    `workers` processes share the building. Raises `UserError` when the packages or the folder fail.
    """
    files = font_files()
    folder = fonts_folder()
    jobs = [(CUTS[name], path) for name, path in files.items() if not path.is_file()]
    if jobs:
        _build(folder, jobs, workers)
    return FontSet(folder, files)


def font_path(name: str) -> Path:
    """The static file of one font, such as `literata-600`; all are built when it is missing."""
    path = fonts_folder() / f"{name}.ttf"
    if name not in CUTS:
        raise KeyError(name)
    return path if path.is_file() else ensure().files[name]


def _build(folder: Path, jobs: list[tuple[Cut, Path]], workers: int) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if workers > 1:
            # Only to build: both are slow to load. A fork would copy whatever threads the caller has.
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
                for done in [pool.submit(_make, cut, path) for cut, path in jobs]:
                    done.result()
        else:
            for cut, path in jobs:
                _make(cut, path)
    except OSError as error:
        raise UserError(
            f"The fonts could not be prepared in {folder}.",
            "Check that the disk has 10 MB free and that you may write there, then start again.",
        ) from error


def _make(cut: Cut, path: Path) -> None:
    """Write one static file. A half-written one never gets the final name, whoever else builds too."""
    source = _package(cut.package) / "files" / cut.file
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        if cut.axes:
            _instance(cut, source, part)
        else:
            part.write_bytes(source.read_bytes())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _instance(cut: Cut, source: Path, target: Path) -> None:
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    # The file's own date is kept: one package gives the same bytes on every machine, and so the same PDF.
    with TTFont(source, recalcTimestamp=False) as variable:
        font = instantiateVariableFont(variable, cut.axes, inplace=True)
        _name(font, cut)
        font.save(target)


def _name(font: object, cut: Cut) -> None:
    """Give the file the names and bits by which systems tell weights of one family apart.

    Old systems know only regular, bold and italic in a family, so other weights are families of their own
    there (name ids 1 and 2) and find their real family in ids 16 and 17 (OpenType `name` table).
    """
    style = STYLES[cut.weight]
    linked = cut.weight in (400, 700)
    words = [style if cut.weight != 400 else "", "Italic" if cut.italic else ""]
    subfamily = " ".join(filter(None, words)) or "Regular"
    names = font["name"]  # type: ignore[index]
    for number in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    wanted = {
        1: cut.family if linked else f"{cut.family} {style}",
        2: subfamily if linked else words[1] or "Regular",
        3: f"Learnerplan {RECIPE};{cut.family} {subfamily}",
        4: f"{cut.family} {subfamily}",
        6: f"{cut.family.replace(' ', '')}-{subfamily.replace(' ', '')}",
    }
    if not linked:
        wanted |= {16: cut.family, 17: subfamily}
    for number, text in wanted.items():
        names.setName(text, number, 3, 1, 0x409)
    os2, head = font["OS/2"], font["head"]  # type: ignore[index]
    os2.usWeightClass = cut.weight
    bold, italic = cut.weight == 700, cut.italic
    regular = linked and not bold and not italic
    os2.fsSelection = os2.fsSelection & ~0b1100001 | italic | bold << 5 | regular << 6
    head.macStyle = bold | italic << 1
    if "STAT" in font:  # type: ignore[operator]
        del font["STAT"]  # type: ignore[attr-defined]


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        title = name.replace("_", "-")
        raise UserError(f"This installation lacks its font package {title}.", "Install Learnerplan again.")
    return Path(spec.submodule_search_locations[0])


@cache
def _fingerprint() -> str:
    """Twelve hexadecimal digits that change with the recipe, a package's release or a font file's size."""
    digest = hashlib.sha256(str(RECIPE).encode())
    for package in sorted({cut.package for cut in CUTS.values()}):
        folder = _package(package)
        digest.update((folder / "metadata.json").read_bytes())
        for file in sorted({cut.file for cut in CUTS.values() if cut.package == package}):
            digest.update(f"{file}:{(folder / 'files' / file).stat().st_size}".encode())
    return digest.hexdigest()[:12]


if __name__ == "__main__":
    ready = ensure(workers=min(4, os.cpu_count() or 1))
    sys.stdout.write(f"{len(ready.files)} fonts are ready in {ready.folder}\n")
