import type { Claim } from '../claims/claim.ts';
import { InputError } from '../numeric/input-error.ts';
import type { Experiment } from '../pipeline/experiment.ts';
import type { Family, KeyFigure, Mechanism, Quantity } from './family.ts';

/**
 * Checks what a schema cannot: that claims, experiments and statistics exist, that no claim is in two families, and
 * that statistics are taken by data set, since sentences name data sets.
 * @param file the declaration's file, for the message
 * @throws InputError with the file and the JSON pointer.
 */
export function checkFamilies(
  families: readonly Family[],
  claims: readonly Pick<Claim, 'id'>[],
  experiments: readonly Pick<Experiment, 'id' | 'statistics'>[],
  file: string,
): void {
  const known = claims.map(({ id }) => id);
  const all = families.flatMap((family) => family.claims);
  families.forEach((family, i) => {
    const where = `${file} /families/${i}`;
    family.claims.forEach((claim, j) => {
      assertAmong(claim, known, `${where}/claims/${j}`, 'a claim');
      if (all.filter((id) => id === claim).length > 1) throw twice(claim, `${where}/claims/${j}`);
    });
    (family.mechanisms ?? []).forEach((mechanism, j) => {
      checkMechanism(mechanism, experiments, `${where}/mechanisms/${j}`);
    });
  });
}

/** The same for key figures, which name data sets too. @throws InputError with the file and the JSON pointer. */
export function checkKeyFigures(
  figures: readonly KeyFigure[],
  experiments: readonly Pick<Experiment, 'id' | 'statistics'>[],
  file: string,
): void {
  figures.forEach(({ of }, i) => {
    of.forEach((quantity, j) => {
      checkQuantity(quantity, experiments, `${file} /keyFigures/${i}/of/${j}`);
    });
  });
}

function checkMechanism(
  { of, print = [], cases }: Mechanism,
  experiments: readonly Pick<Experiment, 'id' | 'statistics'>[],
  where: string,
): void {
  of.forEach((quantity, i) => {
    checkQuantity(quantity, experiments, `${where}/of/${i}`);
  });
  const positions = [
    ...print.map((position, i) => ({ position, at: `${where}/print/${i}` })),
    ...cases.flatMap(({ when }, i) =>
      when.map((condition, k) => ({ position: condition.of, at: `${where}/cases/${i}/when/${k}/of` })),
    ),
  ];
  for (const { position, at } of positions) {
    if (position < of.length) continue;
    throw new InputError({
      where: at,
      expected: `the position of a quantity, 0 to ${of.length - 1}`,
      got: String(position),
      remedy: 'correct the position',
    });
  }
}

function checkQuantity(
  { experiment, statistic }: Quantity,
  experiments: readonly Pick<Experiment, 'id' | 'statistics'>[],
  where: string,
): void {
  const ids = experiments.map(({ id }) => id);
  assertAmong(experiment, ids, `${where}/experiment`, 'an experiment');
  const { statistics } = experiments.find(({ id }) => id === experiment)!;
  const byDataset = statistics.filter(({ by }) => by.includes('dataset')).map(({ id }) => id);
  assertAmong(statistic, byDataset, `${where}/statistic`, `a statistic of ${experiment} by data set`);
}

function assertAmong(id: string, known: readonly string[], where: string, what: string): void {
  if (known.includes(id)) return;
  throw new InputError({
    where,
    expected: `${what} among ${known.join(', ') || '(none)'}`,
    got: JSON.stringify(id),
    remedy: 'correct the id',
  });
}

function twice(claim: string, where: string): InputError {
  return new InputError({
    where,
    expected: 'every claim in one family',
    got: `${claim} twice`,
    remedy: 'take it out of one of them',
  });
}
