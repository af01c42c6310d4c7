import { decimalsOf, inLastDigits } from '../../numeric/decimals.ts';
import { InputError } from '../../numeric/input-error.ts';
import { mean, standardDeviation } from '../../numeric/moments.ts';
import { holm } from '../adjustment.ts';
import { clusteredMean, clusterMeans } from '../clustered.ts';
import { type Labels, labelsOf } from '../clustering.ts';
import { assertEnough, assertFiniteValues } from '../differences.ts';
import type { Estimate } from '../estimate.ts';
import { signedRank } from '../signed-rank.ts';
import { type BlockRanks, blockRanks, type Friedman, friedman } from './friedman.ts';
import { conover, criticalDifference, nemenyi } from './rank-contrasts.ts';

/** One score of several methods on the same images. */
export interface Methods {
  readonly names: readonly string[];
  readonly ids: readonly string[];
  /** Subject of each image. */
  readonly clusters: readonly string[];
  /** Of each method, a value an image. */
  readonly values: readonly Float64Array[];
}

/** One method among the others. */
export interface RankedMethod {
  readonly name: string;
  /** Over images, as the standard deviation (n - 1). */
  readonly mean: number;
  readonly sd: number;
  /** 1 is the best. */
  readonly meanRank: number;
  /** Blocks in which no method is better. */
  readonly best: number;
}

/** Two methods, the one of the better mean rank first. */
export interface MethodPair {
  readonly first: string;
  readonly second: string;
  /** Mean of first less second, by subjects where they repeat. */
  readonly difference: Estimate;
  /** Blocks in which the first is better, equal, worse. */
  readonly better: number;
  readonly equal: number;
  readonly worse: number;
  /** Two-sided signed-rank test over blocks, and adjusted by Holm for all pairs. */
  readonly signedRank: { readonly method: 'exact' | 'asymptotic'; readonly p: number; readonly holm: number };
  readonly nemenyi: { readonly p: number };
  readonly conover: { readonly p: number; readonly holm: number };
}

/** Several methods by one score. */
export interface Ranking {
  readonly images: number;
  /** What is ranked within: subjects, by the means of their images, where they repeat; else images. */
  readonly blocks: { readonly of: 'images' | 'subjects'; readonly n: number };
  readonly better: 'higher' | 'lower';
  readonly alpha: number;
  /** From the best mean rank to the worst. */
  readonly methods: readonly RankedMethod[];
  readonly friedman: Friedman;
  /** Nemenyi's distance of mean ranks at `alpha`. */
  readonly criticalDifference: number;
  /** Largest runs of methods whose mean ranks lie within the critical difference. */
  readonly together: readonly (readonly string[])[];
  readonly pairs: readonly MethodPair[];
}

/** Most blocks for which the signed-rank test is exact, as in `clustered`. */
const MOST_EXACT = 50;

/**
 * Ranks several methods by one score: Friedman's test, the critical difference of Nemenyi, and all pairs by signed
 * ranks, Nemenyi and Conover, with Holm's adjustment. Subjects are blocks, by the means of their images, so that a
 * subject of many images counts once. Printed decimals are compared as decimals.
 * @throws InputError for fewer than two methods or blocks, columns of different lengths, a name twice, or a value that
 *   is not finite.
 */
export function rankMethods(
  { names, ids, clusters, values }: Methods,
  { better, alpha }: Pick<Ranking, 'better' | 'alpha'>,
): Ranking {
  assertMethods(names, ids, clusters, values);
  const groups = labelsOf(clusters);
  assertEnough('ranking', groups.names.length, 2);
  const exact = comparable(values);
  const order = inOrder(
    names,
    blockRanks(
      exact.map((own) => clusterMeans(own, groups)),
      better,
    ).meanRanks,
  );
  const sorted = (columns: readonly Float64Array[]) => order.map((j) => columns[j]);
  const [scores, counted, ranked] = [sorted(values), sorted(exact), order.map((j) => names[j])];
  const ranks = blockRanks(
    counted.map((own) => clusterMeans(own, groups)),
    better,
  );
  const k = names.length;
  const critical = criticalDifference(ranks.n, k, alpha);
  return {
    images: ids.length,
    blocks: { of: ranks.n < ids.length ? 'subjects' : 'images', n: ranks.n },
    better,
    alpha,
    methods: ranked.map((name, j) => ({
      name,
      mean: mean(scores[j]),
      sd: standardDeviation(scores[j], 1),
      meanRank: ranks.meanRanks[j],
      best: count(ranks.n, (i) => ranks.ranks.every((own) => own[i] >= ranks.ranks[j][i])),
    })),
    friedman: friedman(ranks),
    criticalDifference: critical,
    together: runs(ranks.meanRanks, critical).map(([from, to]) => ranked.slice(from, to + 1)),
    pairs: pairsOf(ranked, { scores, counted, ranks, groups }),
  };
}

interface Sorted {
  readonly scores: readonly Float64Array[];
  readonly counted: readonly Float64Array[];
  readonly ranks: BlockRanks;
  readonly groups: Labels;
}

function pairsOf(
  names: readonly string[],
  { scores, counted, ranks, groups }: Sorted,
): readonly MethodPair[] {
  const places = names.flatMap((_, i) => names.slice(i + 1).map((_other, d) => [i, i + 1 + d] as const));
  const method = ranks.n <= MOST_EXACT ? 'exact' : 'asymptotic';
  const signed = places.map(([i, j]) => {
    const differences = clusterMeans(less(counted[i], counted[j]), groups);
    return signedRank(differences, { method, zeros: 'wilcox', correction: false }).p.twoSided;
  });
  const conovers = places.map(([i, j]) => conover(ranks, i, j));
  const [signedHolm, conoverHolm] = [holm(signed), holm(conovers)];
  return places.map(([i, j], at) => {
    const { value, ci95 } = clusteredMean(less(scores[i], scores[j]), groups);
    const [a, b] = [ranks.ranks[i], ranks.ranks[j]];
    return {
      first: names[i],
      second: names[j],
      difference: { value, ci95 },
      better: count(ranks.n, (block) => a[block] < b[block]),
      equal: count(ranks.n, (block) => a[block] === b[block]),
      worse: count(ranks.n, (block) => a[block] > b[block]),
      signedRank: { method, p: signed[at], holm: signedHolm[at] },
      nemenyi: { p: nemenyi(ranks, i, j) },
      conover: { p: conovers[at], holm: conoverHolm[at] },
    };
  });
}

/** Decimals as whole numbers, whose sums and differences are exact; other values as they are. */
function comparable(values: readonly Float64Array[]): readonly Float64Array[] {
  const decimals = values.map(decimalsOf);
  if (decimals.includes(undefined)) return values;
  const most = Math.max(...(decimals as number[]));
  return values.map((own) => inLastDigits(own, most));
}

/** Places from the best mean rank to the worst; equal ones by name, so that no order of the input shows. */
function inOrder(names: readonly string[], meanRanks: readonly number[]): readonly number[] {
  return names.map((_, j) => j).sort((a, b) => meanRanks[a] - meanRanks[b] || (names[a] < names[b] ? -1 : 1));
}

/** The largest stretches of ascending values no longer than `reach`, of two or more. */
function runs(ascending: readonly number[], reach: number): readonly (readonly [from: number, to: number])[] {
  const found: [number, number][] = [];
  for (let from = 0; from < ascending.length; from++) {
    const to = ascending.findLastIndex((value) => value - ascending[from] <= reach);
    if (to > from && to > (found.at(-1)?.[1] ?? -1)) found.push([from, to]);
  }
  return found;
}

function less(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}

function count(n: number, is: (i: number) => boolean): number {
  let total = 0;
  for (let i = 0; i < n; i++) if (is(i)) total++;
  return total;
}

function assertMethods(
  names: readonly string[],
  ids: readonly string[],
  clusters: readonly string[],
  values: readonly Float64Array[],
): void {
  const fault = (expected: string, got: string, remedy: string) =>
    new InputError({ where: 'ranking', expected, got, remedy });
  if (names.length < 2) throw fault('at least 2 methods', `${names.length}`, 'give more of them');
  const twice = names.find((name, j) => names.indexOf(name) < j);
  if (twice !== undefined) throw fault('every method once', `${twice} twice`, 'rename one of them');
  const lengths = [clusters.length, ...values.map((own) => own.length)];
  if (values.length !== names.length || lengths.some((length) => length !== ids.length)) {
    const got = `${ids.length} ids, ${lengths.join(', ')}`;
    throw fault('a subject and a value of every method for each id', got, 'align the methods by id first');
  }
  for (const [j, own] of values.entries()) assertFiniteValues(`ranking: ${names[j]}`, own, ids);
}
