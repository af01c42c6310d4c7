"""Whether scores of two classes can be those of a confusion matrix, by mlscorecheck, for 10,000 random problems.

    python record-confusion.py > record-confusion.json

Problems come from a generator that spec/record/confusion-oracle.spec.ts repeats bit by bit, so that only verdicts are
stored: a bit a problem, in base64, 1 where figures are inconsistent. The first 8,000 are single test sets, judged by
mlscorecheck over all confusion matrices; the next 2,000 means over two to four folds of known sizes, by its linear program
in whole numbers; 2,000 more have MCC and kappa besides, of which mlscorecheck also accepts matrices whose own MCC or kappa
lies outside of the printed interval, and are judged by trying every matrix here. Needs mlscorecheck.
"""

import base64
import importlib.metadata
import json
import math
import sys

from mlscorecheck.check.binary import check_1_dataset_known_folds_mos, check_1_testset_no_kfold

COVERS = {
    "rules": {
        "confusion-scores": {"mlscorecheck": "inconsistent", "python": "exhaustive"}
    }
}

SINGLE, FOLDED, ALL = 8000, 10000, 12000
state = 12345


def below(n):
    global state
    state = (state * 1664525 + 1013904223) % 2**32
    return state * n // 2**32


def all_scores(tp, tn, p, n):
    fp, fn = n - tn, p - tp
    over = lambda a, b: a / b if b else None
    return {
        "acc": (tp + tn) / (p + n),
        "sens": tp / p,
        "spec": tn / n,
        "bacc": (tp / p + tn / n) / 2,
        "ppv": over(tp, tp + fp),
        "npv": over(tn, tn + fn),
        "f1": over(2 * tp, tp + p + fp),
        "ji": over(tp, p + fp),
        "mcc": over(tp * tn - fp * fn, math.sqrt(p * n * (tp + fp) * (tn + fn))),
        "kappa": over(2 * (tp * tn - fp * fn), (tp + fp) * n + p * (fn + tn)),
    }


def counts(most_p, most_n):
    p, n = 5 + below(most_p), 5 + below(most_n)
    tp, tn = p - below(p // 2 + 1), n - below(n // 2 + 1)
    return tp, tn, p, n


def problem(at):
    """Numbers of positives and negatives a fold, the digits, and scores in units of the last digit."""
    single = at < SINGLE or at >= FOLDED
    folds = [counts(146, 146) if single else counts(21, 21) for _ in range(1 if single else 2 + below(3))]
    digits = 2 + below(3)
    each = [all_scores(*fold) for fold in folds]
    names = list(each[0])[: 8 if at < SINGLE else 4 if at < FOLDED else 10]
    unit = 10**digits
    scores = {}
    for name in names:
        if below(2) == 0 and len(names) - names.index(name) > 2 - len(scores):
            continue
        value = sum(one[name] for one in each) / len(folds)
        scores[name] = math.floor(value * unit + 0.5)
    if below(2) == 1:
        wrong = list(scores)[below(len(scores))]
        scores[wrong] += (1 + below(3)) * (1 if below(2) == 0 else -1)
    return folds, digits, scores


def exhaustive(folds, digits, scores):
    """Whether no confusion matrix gives the scores; 0 / 0 is met by 0 or 1."""
    _, _, p, n = folds[0]
    unit = 10**digits
    for tp in range(p + 1):
        for tn in range(n + 1):
            found = all_scores(tp, tn, p, n)
            if all(
                any(abs(value * unit - scores[name]) <= 0.5 + 1e-9 for value in ([found[name]] if found[name] is not None else [0, 1]))
                for name in scores
            ):
                return False
    return True


def inconsistent(folds, digits, scores):
    values = {name: value / 10**digits for name, value in scores.items()}
    eps = 0.5 / 10**digits
    if len(folds) == 1:
        _, _, p, n = folds[0]
        return check_1_testset_no_kfold({"p": p, "n": n}, values, eps, numerical_tolerance=1e-9)["inconsistency"]
    dataset = {"p": sum(f[2] for f in folds), "n": sum(f[3] for f in folds)}
    folding = {"folds": [{"p": f[2], "n": f[3]} for f in folds]}
    return check_1_dataset_known_folds_mos(dataset, folding, values, eps, verbosity=0, numerical_tolerance=1e-9)["inconsistency"]


def verdicts(judge, first, last):
    bits = bytearray((last - first) // 8)
    for i in range(last - first):
        if judge(*problem(first + i)):
            bits[i // 8] |= 1 << (i % 8)
    return base64.b64encode(bytes(bits)).decode()


print(
    json.dumps(
        {
            "versions": {"python": sys.version.split()[0], "mlscorecheck": importlib.metadata.version("mlscorecheck")},
            "covers": COVERS,
            "inconsistent": verdicts(inconsistent, 0, FOLDED),
            "exhaustive": verdicts(exhaustive, FOLDED, ALL),
        }
    )
)
