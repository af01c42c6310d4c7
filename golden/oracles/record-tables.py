"""Tables that pandas writes as LaTeX, HTML, Markdown and CSV, with the cells that they were written from.

    python record-tables.py > record-tables.json

Frames have one or two levels of names of rows and of columns, so that LaTeX has multirow and multicolumn cells and
HTML row and column spans; a cell is a number, a number with its standard deviation or nothing. What a reader must find
is the frame itself: each cell with the names above and beside it. Needs pandas, jinja2, tabulate.
"""

import json
import random
import sys

import pandas

random.seed(15)
METHODS = ["Bicubic", "EDSR", "SwinIR", "Ours"]
SETS = ["Knee", "Brain", "Chest"]
SCORES = ["PSNR", "SSIM", "LPIPS", "NIQE"]


def cell(spread):
    kind = random.random()
    if kind < 0.1:
        return ""
    value = f"{random.uniform(0, 40):.{random.randint(1, 3)}f}"
    return f"{value} ± {random.uniform(0, 2):.2f}" if spread else value


def names(levels, outer, inner):
    if levels == 1:
        return pandas.Index(random.sample(inner, random.randint(2, len(inner))))
    first = random.sample(outer, 2)
    second = random.sample(inner, random.randint(2, 3))
    return pandas.MultiIndex.from_product([first, second])


def path(name):
    return list(name) if isinstance(name, tuple) else [name]


def escaped(text):
    return text.replace("±", r"$\pm$")


cases = []
for at in range(24):
    rows = names(1 + at % 2, SETS, METHODS)
    columns = names(1 + at // 2 % 2, SETS if at % 2 == 0 else ["Fast", "Slow"], SCORES)
    spread = at % 3 == 0
    frame = pandas.DataFrame([[cell(spread) for _ in columns] for _ in rows], index=rows, columns=columns)
    cells = [
        {"row": path(row), "column": path(column), "text": frame.at[row, column]}
        for row in rows
        for column in columns
        if frame.at[row, column] != ""
    ]
    latex = frame.map(escaped).to_latex(multirow=True, multicolumn=True)
    case = {"cells": cells, "tex": latex, "html": frame.to_html()}
    if rows.nlevels == 1 and columns.nlevels == 1:
        case |= {"md": frame.to_markdown(disable_numparse=True), "csv": frame.to_csv()}
    cases.append(case)

document = {"versions": {"pandas": pandas.__version__, "python": sys.version.split()[0]}, "tables": cases}
print("{" + ",\n".join(f"{json.dumps(n)}:" + (
    "[" + ",\n".join(json.dumps(c, ensure_ascii=False, separators=(",", ":")) for c in v) + "]" if isinstance(v, list)
    else json.dumps(v, separators=(",", ":"))) for n, v in document.items()) + "}")
