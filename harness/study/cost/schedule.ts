import { needsOf, type Stage } from '../../pipeline/stage.ts';

/** How long stages take on some lanes, and how long on as many as one likes. */
export interface Schedule {
  readonly seconds: number;
  readonly critical: Critical;
}

/** The chain of stages that nothing can shorten, one after the other. */
export interface Critical {
  readonly seconds: number;
  /** The one of them that takes longest. */
  readonly longest: { readonly label: string; readonly seconds: number };
}

/**
 * Stages given to lanes as they come free, those first that most depends on: list scheduling by the longest path
 * (Graham 1969), at most twice the best.
 * @param stages inputs first; inputs that are not among them are there already
 */
export function schedule(
  stages: readonly Stage[],
  secondsOf: (stage: Stage) => number,
  lanes: number,
): Schedule {
  const among = new Map(stages.map((stage) => [stage.key, stage]));
  const needed = new Map(stages.map((stage) => [stage.key, inputsAmong(stage, among)]));
  const ahead = new Map<string, number>();
  const users = new Map<string, string[]>();
  for (const stage of [...stages].reverse()) {
    ahead.set(stage.key, (ahead.get(stage.key) ?? 0) + secondsOf(stage));
    for (const key of needed.get(stage.key)!) {
      ahead.set(key, Math.max(ahead.get(key) ?? 0, ahead.get(stage.key)!));
      users.set(key, [...(users.get(key) ?? []), stage.key]);
    }
  }
  const waiting = new Map([...needed].map(([key, inputs]) => [key, inputs.length]));
  const byAhead = (a: string, b: string) => ahead.get(b)! - ahead.get(a)!;
  const ready = stages.flatMap(({ key }) => (waiting.get(key) === 0 ? [key] : [])).sort(byAhead);
  const running: { readonly key: string; readonly until: number }[] = [];
  let now = 0;
  while (ready.length > 0 || running.length > 0) {
    while (ready.length > 0 && running.length < lanes) {
      const key = ready.shift()!;
      insert(running, { key, until: now + secondsOf(among.get(key)!) }, (a, b) => a.until - b.until);
    }
    const { key, until } = running.shift()!;
    now = until;
    for (const user of users.get(key) ?? []) {
      const left = waiting.get(user)! - 1;
      waiting.set(user, left);
      if (left === 0) insert(ready, user, byAhead);
    }
  }
  return { seconds: now, critical: criticalOf(stages, ahead, secondsOf, needed) };
}

function inputsAmong(stage: Stage, among: ReadonlyMap<string, Stage>): readonly string[] {
  return [...new Set(needsOf(stage).map(({ key }) => key))].filter((key) => among.has(key));
}

function insert<T>(sorted: T[], item: T, compare: (a: T, b: T) => number): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle]!, item) <= 0) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, item);
}

function criticalOf(
  stages: readonly Stage[],
  ahead: ReadonlyMap<string, number>,
  secondsOf: (stage: Stage) => number,
  needed: ReadonlyMap<string, readonly string[]>,
): Critical {
  const most = (some: readonly Stage[]) =>
    some.reduce<Stage | undefined>(
      (best, stage) => (!best || ahead.get(stage.key)! > ahead.get(best.key)! ? stage : best),
      undefined,
    );
  const first = most(stages);
  let longest = { label: '', seconds: 0 };
  let at = first;
  while (at) {
    const { key: here, label } = at;
    const seconds = secondsOf(at);
    if (seconds > longest.seconds) longest = { label, seconds };
    at = most(stages.filter(({ key }) => needed.get(key)!.includes(here)));
  }
  return { seconds: first ? ahead.get(first.key)! : 0, longest };
}
