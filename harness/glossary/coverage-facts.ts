import type { Measured } from './explain.ts';

/** `golden/coverage.json`: how often each interval of each procedure held the truth, by simulated world. */
export interface CoverageTable {
  /** Worlds in words, by their name. */
  readonly worlds: Readonly<Record<string, string>>;
  readonly intervals: readonly {
    readonly procedure: string;
    readonly options: Readonly<Record<string, unknown>>;
    /** Place of the interval in the result: `/ci95`. */
    readonly interval: string;
    readonly worlds: Readonly<
      Record<string, { readonly held: number; readonly below: number; readonly above: number } | null>
    >;
  }[];
}

/** Points of a hundred by which an interval may miss what it promises without being named. */
const NEAR = 2.5;

/** For each procedure a phrase an interval: in which worlds it holds the truth as often as it says, and where not. */
export function coverageFacts({ worlds, intervals }: CoverageTable): Measured[string] {
  const facts: Record<string, Record<string, string>> = {};
  for (const { procedure, options, interval, worlds: counts } of intervals) {
    const own = Object.entries(options).filter(([name]) => name !== 'margin');
    const at = [interval.slice(1), ...own.map(([name, value]) => `${name} ${value}`)].join(', ');
    const label = `holds the truth (${at})`;
    facts[procedure] = { ...facts[procedure], [label]: phrase(interval, counts, worlds) };
  }
  return facts;
}

function phrase(
  interval: string,
  counts: CoverageTable['intervals'][number]['worlds'],
  said: CoverageTable['worlds'],
): string {
  const nominal = Number(/ci(\d+)$/.exec(interval)?.[1] ?? 95);
  const measured = Object.entries(counts).flatMap(([world, count]) => {
    const all = count === null ? 0 : count.held + count.below + count.above;
    return all === 0 ? [] : [{ world: said[world] ?? world, share: (100 * count!.held) / all }];
  });
  const off = measured.filter(({ share }) => Math.abs(share - nominal) > NEAR);
  const near = measured.filter(({ share }) => Math.abs(share - nominal) <= NEAR).map(({ share }) => share);
  const shares = [...new Set(near.map((share) => share.toFixed(0)))].toSorted(
    (a, b) => Number(a) - Number(b),
  );
  const range = shares.length > 1 ? `${shares[0]} to ${shares.at(-1)}` : shares[0];
  const where = off.length > 0 ? 'in the other' : 'in all';
  return [
    `${nominal} of 100 promised`,
    ...off
      .toSorted((a, b) => a.share - b.share)
      .map(({ world, share }) => `${share.toFixed(0)} with ${world}`),
    ...(near.length > 0
      ? [`${range} ${where} ${near.length === 1 ? 'world' : `${near.length} worlds`}`]
      : []),
  ].join('; ');
}
