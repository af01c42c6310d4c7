import { stream } from '../../harness/numeric/stream.ts';
import { audit } from '../../harness/record/audit/audit.ts';
import type { Patch } from '../../harness/record/check.ts';
import { pearson } from '../../harness/statistics/correlation.ts';
import { drawStudy, points, printStudy, type Study, type StudyOptions } from './study.ts';

/** An error of a kind, in one of its sizes. */
export interface ErrorSize {
  readonly label: string;
  readonly options: StudyOptions;
  /** How the error shows in print; undefined where this study has no such error to plant. */
  plant(study: Study, seed: number): Patch | undefined;
  /** The share of studies in which it must be caught. */
  readonly atLeast: number;
}

export interface ErrorKind {
  readonly name: string;
  /** From the least to the greatest. */
  readonly sizes: readonly ErrorSize[];
}

/** Shares of studies in which a planted error was called inconsistent, and at least suspicious. */
export interface Power {
  readonly caught: number;
  readonly noticed: number;
  readonly studies: number;
}

/** How often the audit catches an error, over random studies. */
export function powerOf({ name }: ErrorKind, size: ErrorSize, studies: number, seed: number): Power {
  const severities: string[][] = [];
  for (let trial = 0; severities.length < studies && trial < 20 * studies; trial++) {
    const at = stream(seed, name, size.label, trial).below(2 ** 31);
    const study = drawStudy(at, size.options);
    const patch = size.plant(study, at);
    if (patch) severities.push(audit(printStudy(study), patch).map(({ severity }) => severity));
  }
  const share = (found: readonly string[]) =>
    severities.filter((one) => one.some((severity) => found.includes(severity))).length / severities.length;
  return {
    caught: share(['inconsistent']),
    noticed: share(['inconsistent', 'suspicious']),
    studies: severities.length,
  };
}

const base: StudyOptions = { n: [60, 100, 150], effect: 1, correlation: 0.5, shape: 'normal', resamples: 0 };
const resampled: StudyOptions = { ...base, resamples: 1000 };

export const errorKinds: readonly ErrorKind[] = [
  {
    name: 'a flipped sign',
    sizes: [
      { effect: 0.01, label: 'a difference of 0.01 sd', atLeast: 0.95 },
      { effect: 0.1, label: 'a difference of 0.1 sd', atLeast: 1 },
      { effect: 1, label: 'a difference of 1 sd', atLeast: 1 },
    ].map(({ effect, label, atLeast }) => ({
      label,
      atLeast,
      options: { ...base, effect },
      plant: ({ sets }) => ({ 'tests/set0/delta': (-sets[0].delta).toFixed(2) }),
    })),
  },
  {
    name: 'numbers of pairs swapped',
    sizes: [
      { n: [100, 120], atLeast: 0.2 },
      { n: [100, 200], atLeast: 1 },
      { n: [50, 200], atLeast: 1 },
    ].map(({ n, atLeast }) => ({
      label: `${n[0]} with ${n[1]}`,
      atLeast,
      options: { ...resampled, n },
      plant: () => ({ 'tests/set0/n': String(n[1]), 'tests/set1/n': String(n[0]) }),
    })),
  },
  {
    name: 'a one-sided p called two-sided',
    sizes: [
      { n: 100, effect: 0.5, atLeast: 0 },
      { n: 12, effect: 1, atLeast: 0.85 },
      { n: 100, effect: 4, atLeast: 1 },
    ].map(({ n, effect, atLeast }) => ({
      label: `${n} pairs, d ${effect}`,
      atLeast,
      options: { ...base, n: [n, 60], effect },
      plant: ({ sets }) => ({ 'tests/set0/p': sets[0].p.oneSided.toExponential(1) }),
    })),
  },
  {
    name: 'an interval of independent arms called paired',
    sizes: [
      { correlation: 0, atLeast: 0 },
      { correlation: 0.3, atLeast: 0 },
      { correlation: 0.5, atLeast: 0.8 },
      { correlation: 0.8, atLeast: 1 },
    ].map(({ correlation, atLeast }) => ({
      label: `a correlation of ${correlation} between the arms`,
      atLeast,
      options: { ...resampled, correlation },
      plant: ({ sets }) => {
        const [low, high] = sets[2].independent;
        return { 'tests/set2/low': low.toFixed(2), 'tests/set2/high': high.toFixed(2) };
      },
    })),
  },
  {
    name: 'transposed digits in a table',
    sizes: [
      { position: 2, label: 'the last two digits', atLeast: 1 },
      { position: 1, label: 'digits around the point', atLeast: 1 },
      { position: 0, label: 'the first two digits', atLeast: 1 },
    ].map(({ position, label, atLeast }) => ({
      label,
      atLeast,
      options: base,
      plant: ({ sets }, seed) => transpose('scores/set0/first', sets[0].first.toFixed(2), position, seed),
    })),
  },
  {
    name: 'an R2 of another subset',
    sizes: [
      { sets: 8, atLeast: 0.7 },
      { sets: 4, atLeast: 0.8 },
      { sets: 3, atLeast: 0.85 },
    ].map(({ sets, atLeast }) => ({
      label: `one of ${2 * sets} points left out`,
      atLeast,
      options: { ...base, n: Array.from({ length: sets }, () => 30) },
      plant: (study, seed) => {
        const [x, y] = points(study.sets);
        const left = seed % x.length;
        const { r2 } = pearson(
          x.filter((_, i) => i !== left),
          y.filter((_, i) => i !== left),
        );
        return { r2: r2.toFixed(2) };
      },
    })),
  },
];

/** Swaps two neighbouring digits that differ. */
function transpose(id: string, text: string, position: number, _seed: number): Patch | undefined {
  const digits = text.replace('.', '');
  if (digits[position] === digits[position + 1]) return undefined;
  const swapped = `${digits.slice(0, position)}${digits[position + 1]}${digits[position]}${digits.slice(position + 2)}`;
  return { [id]: `${swapped.slice(0, -2)}.${swapped.slice(-2)}` };
}
