"""Declarations as experiments/ has them, with loops, names and contrasts written out; of the engine nothing is used."""

import ast
import fnmatch
import itertools
import json
import operator
import re

FACTORS = ["dataset", "degradation", "method", "autoencoder", "denoiser", "sampler", "seed"]
KNOWN = {"sr": "sr", "ae": "ae", "task": "task"}


def read(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    names = document.pop("names", {})
    return written(document, names, "")


def as_list(value):
    return value if isinstance(value, list) else [value]


def meant(value, names):
    """A text that is nothing but {name} is what it names."""
    while isinstance(value, str) and (whole := re.fullmatch(r"\{([\w.-]+)\}", value)):
        value = standing(whole[1], names)
    return value


def standing(path, names):
    first, *keys = path.split(".")
    value = names[first]
    for key in keys:
        value = meant(value, names)[key]
    return value


def written(value, names, key):
    value = meant(value, names)
    if isinstance(value, str):
        return re.sub(r"\{([\w.-]+)\}", lambda m: str(written(standing(m[1], names), names, "")), value)
    if isinstance(value, list):
        entries = [entry for item in value for entry in entries_of(item, names, {}, key)]
        return [written(item, own, "") for item, own in entries]
    if isinstance(value, dict):
        return {written(k, names, ""): written(v, names, k) for k, v in value.items()}
    return value


def entries_of(item, names, shared, key):
    """What an entry of a list stands for: its turns, and in a block the entries of the list within."""
    stood = item
    item = meant(item, names)
    if isinstance(stood, str) and isinstance(item, list):
        return [entry for each in item for entry in entries_of(each, names, shared, key)]
    if not isinstance(item, dict):
        return [(item, names)]
    body = {k: v for k, v in item.items() if k != "for"}
    block = bool(key) and isinstance(body.get(key), list)
    if block:
        shared = {**shared, **{k: v for k, v in body.items() if k != key}}
    entries = []
    for turn in turns_of(item.get("for", {}), names):
        if block:
            entries += [entry for each in body[key] for entry in entries_of(each, turn, shared, key)]
        else:
            entries.append(({**shared, **body}, turn))
    return entries


def turns_of(loops, names):
    loops = meant(loops, names)
    if isinstance(loops, list):
        together = [turn for entry in loops for turn in as_list(meant(entry, names))]
        return [{**names, **turn} for turn in together]
    values = [meant(each, names) for each in loops.values()]
    return [{**names, **dict(zip(loops, chosen))} for chosen in itertools.product(*values)]


def cells_of(experiment, main):
    """Levels by factor of each cell, by its id."""
    cells = {}
    for block in as_list(experiment["cells"]):
        block = {"dataset": "*", "degradation": "task", **block}
        block.setdefault("method", "sr" if "denoiser" in block else "ae")
        given = [factor for factor in FACTORS if factor in block]
        lists = [[level if isinstance(level, str) else level["id"] for level in as_list(block[f])] for f in given]
        lists[0] = list(dict.fromkeys(d for role in lists[0] for d in (main if role == "*" else [role])))
        for levels in itertools.product(*lists):
            cells["/".join(levels)] = dict(zip(given, levels))
    return cells


class Terms:
    """A weighted sum of scores: [(weight, score, levels)]."""

    def __init__(self, terms):
        self.terms = terms

    def __add__(self, other):
        return Terms(self.terms + other.terms)

    def __sub__(self, other):
        return self + other * -1

    def __neg__(self):
        return self * -1

    def __mul__(self, by):
        return Terms([(weight * by, score, levels) for weight, score, levels in self.terms])

    __rmul__ = __mul__

    def __truediv__(self, by):
        return self * (1 / by)


WORD = re.compile(r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<score>[A-Za-z](?:[\w./-]*\w)?)(?:\[(?P<levels>[^\]]*)\])?")
SIGNS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def terms_of(contrast, factor_of):
    """The terms of `psnr[medical] - psnr[natural]`: scores are taken out, and Python reads the arithmetic that is left."""
    scores = []

    def taken(word):
        if word["number"]:
            return word[0]
        pairs = [part.strip().split("=") for part in (word["levels"] or "").split(",") if part.strip()]
        levels = {(p[0] if len(p) > 1 else factor_of[p[0]]).strip(): p[-1].strip() for p in pairs}
        scores.append(Terms([(1.0, word["score"], levels)]))
        return f"_{len(scores) - 1}"

    def value(node):
        if isinstance(node, ast.BinOp):
            return SIGNS[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.UnaryOp):
            return -value(node.operand) if isinstance(node.op, ast.USub) else value(node.operand)
        return node.value if isinstance(node, ast.Constant) else scores[int(node.id[1:])]

    return value(ast.parse(WORD.sub(taken, contrast).strip(), mode="eval").body).terms


def factors_by_level(cells):
    found = {}
    for levels in cells.values():
        for factor, level in levels.items():
            found.setdefault(level, set()).add(factor)
    return {level: next(iter(factors)) for level, factors in found.items() if len(factors) == 1}


def groups_of(statistic, cells):
    by, where = as_list(statistic.get("by", "dataset")), statistic.get("where", {})
    groups = {}
    for levels in cells.values():
        if all(f in levels for f in by) and all(levels.get(f) in as_list(v) for f, v in where.items()):
            group = {factor: levels[factor] for factor in by}
            groups[json.dumps(group)] = group
    return list(groups.values())


def matches(pattern, name):
    return fnmatch.fnmatchcase(name, pattern.replace("[", "[[]"))
