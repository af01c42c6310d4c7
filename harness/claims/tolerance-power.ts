import type { Compared, Regime } from './compare-golden.ts';

/** The smallest changes that a comparison with golden values tells, of the values of one unit in one regime. */
export interface TolerancePower {
  readonly regime: Regime;
  readonly unit: string;
  /** How many values there are. */
  readonly values: number;
  /** The least change told of half of them, of nine in ten, and of each, in the unit. */
  readonly half: number;
  readonly most: number;
  readonly all: number;
}

/** What comparisons with golden values can tell, by regime and unit. */
export function tolerancePower(compared: readonly Compared[]): readonly TolerancePower[] {
  const groups = new Map<string, Compared[]>();
  for (const each of compared) {
    const name = `${each.regime} ${each.unit}`;
    const group = groups.get(name) ?? [];
    group.push(each);
    groups.set(name, group);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => {
      const reaches = Float64Array.from(group, ({ reach }) => reach).sort();
      const at = (share: number) => reaches[Math.ceil(share * reaches.length) - 1]!;
      const { regime, unit } = group[0]!;
      return { regime, unit, values: group.length, half: at(0.5), most: at(0.9), all: at(1) };
    });
}
