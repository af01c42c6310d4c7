"""A second path to the verdict table: every number, interval, count and outcome from rows.jsonl and the declarations.

    python golden/oracles/verdicts/main.py RUN [EXPERIMENTS]

Nothing of the engine is used. Ends with 1 where a number differs by more than 1e-9 of its size, or an outcome at all.
"""

import json
import math
import pathlib
import re
import sys
from collections import Counter

from declared import as_list, cells_of, factors_by_level, groups_of, matches, read, terms_of
from procedures import PROCEDURES, Sample

TOLERANCE = 1e-9
# Fewer make no 95 % interval: no exact paired test of five reaches 5 %.
LEAST = 6


def rows_of(path):
    """The series of each score of each cell, by experiment."""
    rows = {}
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        if "experiment" not in row:
            sys.exit(f"{path}: expected rows that name their experiment, got {line.strip()}; make the run anew by reproduce")
        series = rows.setdefault(row["experiment"], {}).setdefault((row["cell"], row["score"]), {})
        assert row["sample"] not in series, f"{row}: twice"
        series[row["sample"]] = (row["subject"], float(row["value"]))
    return rows


class Missing(Exception):
    """Scores that a run has not."""


class Evidence:
    def __init__(self, experiment, cells, rows, seed):
        self.experiment, self.cells, self.rows, self.seed = experiment, cells, rows, seed
        self.factor_of = factors_by_level(cells)
        self.known = {}

    def series(self, contrast, group):
        parts = []
        for weight, score, levels in terms_of(contrast, self.factor_of):
            asked = {**group, **levels}
            (cell,) = [id for id, own in self.cells.items() if all(own.get(f) == v for f, v in asked.items())]
            if (cell, score) not in self.rows:
                raise Missing(f"{cell} {score}")
            parts.append((weight, self.rows[cell, score]))
        first = parts[0][1]
        assert all(series.keys() == first.keys() for _, series in parts), contrast
        return {id: (subject, sum(w * s[id][1] for w, s in parts)) for id, (subject, _) in first.items()}

    def points(self, statistic, group):
        ids, clusters, ends, columns = [], [], ([], []), ([], [])
        for point in statistic["points"]:
            pair = [self.series(point[end], group) for end in ("at", "of")]
            means = [sum(v for _, v in s.values()) / len(s) for s in pair]
            ids.append(point.get("id", str(means[0])))
            clusters.append(point.get("cluster", ids[-1]))
            for end, mean, column, series in zip(ends, means, columns, pair):
                end.append(mean)
                column.append(series)
        samples = list(columns[0][0])
        behind = None
        if all(series.keys() == set(samples) for column in columns for series in column):
            subjects = [columns[1][0][id][0] for id in samples]
            behind = (subjects, *([[s[id][1] for id in samples] for s in column] for column in columns))
        return Sample(ids, clusters, *ends, behind=behind or ())

    def sample(self, statistic, group):
        if "points" in statistic:
            return self.points(statistic, group)
        x = self.series(statistic["x"], group)
        if "y" not in statistic:
            return Sample(list(x), [s for s, _ in x.values()], [v for _, v in x.values()])
        y = self.series(statistic["y"], group)
        if statistic.get("independent"):
            both = [(f"{i}:{id}", f"{i}:{s}", v, 2 - i) for i, arm in ((1, x), (2, y)) for id, (s, v) in arm.items()]
            return Sample(*map(list, zip(*both)))
        assert x.keys() == y.keys(), statistic["id"]
        return Sample(list(x), [s for s, _ in x.values()], [v for _, v in x.values()], [y[id][1] for id in x])

    def sampled(self, statistic):
        """Losses along a training's curve, or images."""
        scores = [s if isinstance(s, dict) else {"metric": s} for s in as_list(self.experiment["scores"])]
        losses = {s.get("id", s["metric"]) for s in scores if s.get("metric") == "training-loss"}
        terms = terms_of(statistic["x"], self.factor_of)
        return "losses" if any(score.split("/")[0] in losses for _, score, _ in terms) else "images"

    def subjects_behind(self, group):
        own = {id for id, levels in self.cells.items() if all(levels.get(f) == v for f, v in group.items())}
        return len({s for (cell, _), series in self.rows.items() if cell in own for s, _ in series.values()})

    def result(self, statistic, group):
        """The result with n and subjects, computed once."""
        name = (statistic["id"], json.dumps(group))
        if name not in self.known:
            procedure = statistic.get("procedure", "bootstrap")
            default = {"scheme": "subject"} if procedure == "bootstrap" else {}
            options = {"resamples": 10_000, "seed": self.seed, **statistic.get("options", default)}
            options.setdefault("scheme", "paired")
            sample = self.sample(statistic, group)
            points = "points" in statistic
            n = len(sample.ids)
            subjects = self.subjects_behind(group) if points else sample.count
            counted = "points" if points else "resamples" if procedure == "replicates" else self.sampled(statistic)
            self.known[name] = (PROCEDURES[procedure](sample, options), n, subjects, counted)
        return self.known[name]


def at(result, pointer):
    for key in pointer.strip("/").split("/"):
        result = result[int(key)] if isinstance(result, list) else result[key]
    return result


def outcome_of(low, high, criterion):
    """What the interval says of the comparison."""
    if "above" in criterion:
        agrees, contradicts = low > criterion["above"], high <= criterion["above"]
    elif "below" in criterion:
        agrees, contradicts = high < criterion["below"], low >= criterion["below"]
    else:
        least, most = agreed_range(criterion)
        agrees, contradicts = least <= low and high <= most, high < least or low > most
    return "reproduced" if agrees else "not reproduced" if contradicts else "inconclusive"


def agreed_range(criterion):
    """The range itself; a printed one from 80 % of its end nearer to 0 to 125 % of the farther, or 125 % of both where 0 lies between."""
    if "within" in criterion:
        return criterion["within"]
    least, most = criterion["near"]
    if least > 0:
        return [least * 0.8, most * 1.25]
    return [least * 1.25, most * 0.8] if most < 0 else [least * 1.25, most * 1.25]


def images_needed(value, low, high, n, criterion):
    """With how many images the interval, narrower by the root of their number, would be clear of the bounds that matter."""
    bounds = [criterion[k] for k in ("above", "below") if k in criterion] or agreed_range(criterion)
    if len(bounds) == 2 and not bounds[0] <= value <= bounds[1]:
        bounds = [min(bounds, key=lambda bound: abs(bound - value))]
    if value in bounds:
        return None
    return math.ceil(max(n * (((value - low) if b < value else (high - value)) / abs(value - b)) ** 2 for b in bounds))


def criteria_of(check, evidence, tier):
    """Every comparison in every group, and for each criterion whether all its scores were missing, or some."""
    found, states = [], []
    for criterion in check["criteria"]:
        criterion = {**{k: check[k] for k in ("on", "interval") if k in check}, **criterion}
        on = criterion.get("on", {})
        on = on if isinstance(on, dict) else {"dataset": on}
        pattern, *path = criterion["statistic"].split("/")
        within = "within" in criterion
        value_at = "/".join(path) or ("value" if within else "mean")
        is_p = value_at.split("/")[-1] in ("p", "log10p")
        interval_at = criterion.get("interval", None if is_p else "/".join([*value_at.split("/")[:-1], "ci90" if within else "ci95"]))
        done = lacking = 0
        for statistic in as_list(evidence.experiment["statistics"]):
            if not matches(pattern, statistic["id"]):
                continue
            for group in groups_of(statistic, evidence.cells):
                if not all(group.get(f) in as_list(levels) for f, levels in on.items()):
                    continue
                try:
                    result, n, subjects, counted = evidence.result(statistic, group)
                except Missing:
                    lacking += 1
                    continue
                done += 1
                value = at(result, value_at)
                low, high = (value, value) if interval_at is None else at(result, interval_at)
                images = subjects if counted == "points" else n
                few = images < LEAST or (subjects < LEAST and (subjects > 1 or tier != "embedded"))
                outcome = outcome_of(low, high, criterion)
                if few and (interval_at or outcome == "reproduced"):
                    outcome = "inconclusive"
                if outcome == "not reproduced" and is_p:
                    outcome = "inconclusive"
                numbers = {"value": value, "low": low, "high": high} if interval_at else {"value": value}
                if counted == "images":
                    numbers.update(n=n, subjects=subjects)
                if counted == "images" and interval_at and not few and outcome == "inconclusive":
                    numbers.update(needed=images_needed(value, low, high, n, criterion))
                found.append((" ".join(group.values()), outcome, numbers))
        states.append((done, lacking))
    return found, states


def verdict_of(found, states):
    outcomes = {outcome for _, outcome, _ in found}
    worst = next((o for o in ("not reproduced", "inconclusive", "reproduced") if o in outcomes), "untestable")
    if any(done == 0 for done, _ in states) and worst != "not reproduced":
        return "untestable"
    return "inconclusive" if worst == "reproduced" and any(lacking for _, lacking in states) else worst


def differs(a, b):
    return not (a == b or abs(a - b) <= TOLERANCE * max(1.0, abs(a), abs(b)))


def main(run_folder, folder):
    run = json.loads((run_folder / "run.json").read_text(encoding="utf-8"))
    if "untilDecided" in run:
        sys.exit(f"{run_folder}: expected a run of all images, got one of --until-decided; run reproduce without it")
    profile = read(folder / "profiles" / f"{run['profile']}.json")
    base = read(folder / "profiles" / f"{profile['extends']}.json") if "extends" in profile else {}
    tier = profile.get("tier", base.get("tier"))
    experiments = {e["id"]: read(folder / f"{e['id']}.json") for e in run["experiments"]}
    cells = {id: cells_of(e, profile.get("main", base.get("main"))) for id, e in experiments.items()}
    rows = rows_of(run_folder / "rows.jsonl")
    evidence = {id: Evidence(e, cells[id], rows.get(id, {}), run["seed"]) for id, e in experiments.items()}
    printed = {(v["claim"], v["part"]): v for v in run["verdicts"] if v["tier"] == tier}
    count, faults, largest = Counter(), [], 0.0
    for claim in map(read, sorted((folder / "claims").glob("*.json"))):
        several = len({part["id"] for part in claim["parts"]}) > 1
        for part in claim["parts"]:
            experiment = part.get("experiment", claim["experiment"])
            if tier not in part.get("tiers", ["embedded", "paper", "imported"]) or "criteria" not in part:
                continue
            verdict = printed.get((claim["id"], part["id"] if several else ""))
            if verdict is None or experiment not in evidence:
                continue
            name = f"{claim['id']} {part['id']}"
            found, states = criteria_of(part, evidence[experiment], tier)
            outcome = verdict_of(found, states)
            count["verdicts"] += 1
            if outcome != verdict["outcome"]:
                faults.append(f"{name}: {verdict['outcome']} printed, {outcome} computed")
            if outcome == "untestable":
                found = []
            if len(found) != len(verdict["criteria"]):
                faults.append(f"{name}: {len(verdict['criteria'])} comparisons printed, {len(found)} computed")
            for (group, own, numbers), criterion in zip(found, verdict["criteria"]):
                where = f"{name}: {criterion['label']} on {criterion['group'] or 'all'}"
                observed = criterion.get("observed", {})
                low, high = observed.get("interval", [None, None])
                shown = {"value": observed.get("value"), "low": low, "high": high}
                needed = re.search(r"about ([\d,]+) images like these", criterion["reason"])
                shown.update(n=criterion.get("n"), subjects=criterion.get("subjects"))
                shown.update(needed=int(needed[1].replace(",", "")) if needed else None)
                count["comparisons"] += 1
                if (group, own) != (criterion["group"], criterion["outcome"]):
                    faults.append(f"{where}: {criterion['outcome']} printed, {own} on {group} computed")
                for key in ("value", "low", "high", "n", "subjects", "needed"):
                    a, b = shown[key], numbers.get(key)
                    if key == "needed":
                        b = in_two_digits(b)
                    if a is None and b is None:
                        continue
                    count["numbers"] += 1
                    if a is None or b is None or differs(a, b):
                        faults.append(f"{where}: {key} {a} printed, {b} computed")
                    else:
                        largest = max(largest, abs(a - b) / max(1.0, abs(a), abs(b)))
    print("\n".join(faults))
    print(f"{count['numbers']} numbers of {count['comparisons']} comparisons in {count['verdicts']} verdicts, "
          f"{len(faults)} disagreements beyond {TOLERANCE:g}; the largest within is {largest:.1e}")
    if count["numbers"] == 0:
        sys.exit("no verdict with numbers: nothing was compared")
    sys.exit(1 if faults else 0)


def in_two_digits(count):
    """A number of images as it is told: from 100 on to two digits, halves up."""
    if count is None or count < 100:
        return count
    unit = 10 ** (len(str(count)) - 2)
    return (count + unit // 2) // unit * unit


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parents[3]
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else here / "experiments")
