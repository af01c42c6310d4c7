/** The confidence of every interval called `ci95`, as long as nothing else is asked for. */
const USUAL = 0.95;

let asked = USUAL;

/** The confidence of the intervals that are being computed: 0.95 outside of `atLevel`. */
export function intervalLevel(): number {
  return asked;
}

/**
 * Computes with intervals of another confidence. An argument in all but form, which some thirty functions would only
 * hand on: it holds while `compute` runs, which is at once, and results depend on nothing else.
 * What is called `ci95` then is not: see `procedureAt`, which gives it its true name.
 */
export function atLevel<Result>(level: number, compute: () => Result): Result {
  const before = asked;
  asked = level;
  try {
    return compute();
  } finally {
    asked = before;
  }
}
