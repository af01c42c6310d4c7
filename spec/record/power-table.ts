import { errorKinds, powerOf } from './planted-errors.ts';

/** The power of the audit by kind and size of a planted error, as lines of a table. */
export function powerTable(studies: number, seed: number): string[] {
  const percent = (share: number) => `${(100 * share).toFixed(0).padStart(4)} %`;
  const rows = errorKinds.flatMap((kind) =>
    kind.sizes.map((size) => {
      const { caught, noticed } = powerOf(kind, size, studies, seed);
      return `${kind.name.padEnd(46)} ${size.label.padEnd(42)} ${percent(caught)}   ${percent(noticed)}`;
    }),
  );
  return [`${'planted error'.padEnd(46)} ${'size'.padEnd(42)} caught  noticed`, ...rows];
}
