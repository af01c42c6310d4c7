import { InputError } from '../numeric/input-error.ts';
import { stream } from '../numeric/stream.ts';

/**
 * Splits samples into named parts by subject, so that no subject is in two of them. The subjects are shuffled
 * by the stream (seed, "split", name); the samples' order has no influence.
 * @param shares the parts' shares of the subjects; they need not sum to 1
 * @returns the ids of each part, in the samples' order
 * @throws InputError when a share is not positive, or there are fewer subjects than parts.
 */
export function splitBySubject<Part extends string>(
  samples: readonly { readonly id: string; readonly subject: string }[],
  shares: Readonly<Record<Part, number>>,
  seed: number,
  name: string,
): Record<Part, string[]> {
  const subjects = shuffled([...new Set(samples.map(({ subject }) => subject))].sort(), seed, name);
  const counts = apportion(subjects.length, shares, name);
  const partOf = new Map<string, Part>();
  let next = 0;
  for (const [part, count] of counts) {
    for (let i = 0; i < count; i++) partOf.set(subjects[next++], part);
  }
  const ids = (part: Part) =>
    samples.filter(({ subject }) => partOf.get(subject) === part).map(({ id }) => id);
  return Object.fromEntries(counts.map(([part]) => [part, ids(part)])) as Record<Part, string[]>;
}

/** Fisher and Yates' shuffle. */
function shuffled(subjects: string[], seed: number, name: string): string[] {
  const draws = stream(seed, 'split', name);
  for (let i = subjects.length - 1; i > 0; i--) {
    const j = draws.below(i + 1);
    [subjects[i], subjects[j]] = [subjects[j], subjects[i]];
  }
  return subjects;
}

/** One subject for every part, and the rest by largest remainder; ties go to the part named first. */
function apportion<Part extends string>(
  total: number,
  shares: Readonly<Record<Part, number>>,
  name: string,
): [Part, number][] {
  const parts = Object.entries(shares) as [Part, number][];
  if (parts.length === 0 || parts.some(([, share]) => !(share > 0 && Number.isFinite(share)))) {
    refuse(name, 'positive shares for at least one part', JSON.stringify(shares));
  }
  if (total < parts.length) refuse(name, `at least ${parts.length} subjects, one for each part`, `${total}`);
  const sum = parts.reduce((running, [, share]) => running + share, 0);
  const quotas = parts.map(([part, share]) => ({ part, quota: (share / sum) * total }));
  const counts = new Map(quotas.map(({ part, quota }) => [part, Math.max(1, Math.floor(quota))]));
  const given = () => [...counts.values()].reduce((running, count) => running + count, 0);
  const owed = ({ part, quota }: { part: Part; quota: number }) => quota - counts.get(part)!;
  const change = (part: Part, by: number) => counts.set(part, counts.get(part)! + by);
  while (given() < total) change(quotas.reduce((a, b) => (owed(b) > owed(a) ? b : a)).part, 1);
  while (given() > total) {
    const able = quotas.filter(({ part }) => counts.get(part)! > 1);
    change(able.reduce((a, b) => (owed(b) < owed(a) ? b : a)).part, -1);
  }
  return parts.map(([part]) => [part, counts.get(part)!]);
}

function refuse(name: string, expected: string, got: string): never {
  throw new InputError({
    where: `split ${name}`,
    expected,
    got,
    remedy: 'name other shares or more subjects',
  });
}
