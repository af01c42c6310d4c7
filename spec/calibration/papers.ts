import type { Evidence } from '../../harness/claims/evidence.ts';
import { judge } from '../../harness/claims/judge.ts';
import { resolveClaim } from '../../harness/claims/resolve-claim.ts';
import type { Verdict } from '../../harness/claims/verdict.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { cellsOf } from '../../harness/pipeline/cell.ts';
import { computeStatistics } from '../../harness/pipeline/compute-statistics.ts';
import type { DeclaredExperiment } from '../../harness/pipeline/declared/declaration.ts';
import { resolveExperiment } from '../../harness/pipeline/declared/resolve-experiment.ts';
import { groupsOf } from '../../harness/pipeline/groups.ts';
import type { Row } from '../../harness/pipeline/row.ts';
import { statisticUnits } from '../../harness/pipeline/statistic-units.ts';
import { forms } from './asked.ts';
import { populationTruths } from './coverage.ts';
import { measuredTruth } from './measured.ts';
import { type Comparison, type Question, questions } from './questions.ts';
import { type World, worlds } from './worlds.ts';

/** Whether a claim is true, false, or its bound is the truth itself. */
export const truths = ['true', 'border', 'false'] as const;
export type Truth = (typeof truths)[number];

/** A claim of a synthetic paper, with what the judge said of it. */
export interface Judged {
  readonly question: Question;
  readonly comparison: Comparison;
  readonly world: World;
  readonly truth: Truth;
  readonly outcome: Verdict['outcome'];
  /** How far the bound lies from the truth, in half widths of the interval that decided. */
  readonly distance: number;
}

/** The truth of a question in a world, and half the usual width of its interval there. */
export type Truths = Readonly<
  Record<string, Readonly<Record<string, readonly [truth: number, half: number]>>>
>;

/** How far bounds lie from the truth, in usual half widths; as many times the images of the world; what is missing. */
const distances = [0.5, 1, 2, 4];
const sizes = [1, 2, 4];
const SHARE_MISSING = 0.2;
/** Draws behind the usual width. */
const PILOTS = 5;

/**
 * The claims of paper k. Every fourth paper lacks a fifth of its images; what lies where between the truth and the
 * bounds turns with the paper and the claim.
 */
export function paper(k: number, known: Truths): readonly Judged[] {
  const world = worlds[k % worlds.length]!;
  const random = stream(k, 'calibration', 'paper');
  const size = sizes[Math.floor(k / worlds.length) % sizes.length]!;
  return questions.flatMap((question, q) => {
    const rows = rowsOf(question, world, random, size).filter(missing(k, q));
    const statistics = evidenceFrom(question, rows, k);
    const [theta, half] = known[world.id]![question.id]!;
    return question.comparators.map((comparison, c) => {
      const turn = k + q + c;
      const truth = truths[turn % truths.length]!;
      const asked = half * distances[Math.floor(turn / truths.length) % distances.length]!;
      // No printed size reaches 0.
      const away = comparison === 'near' ? Math.min(asked, theta / 2) : asked;
      const overstated = Math.floor(turn / truths.length / distances.length) % 2 === 0;
      const bounds = boundsFor(comparison, truth, theta, away, half, overstated);
      const [verdict] = judge(claimOf(question, comparison, bounds), ['imported'], () => ({
        statistics,
        absent: [],
      }));
      const { observed } = verdict!.criteria[0]!;
      const [low, high] = observed!.interval!;
      const distance = truth === 'border' ? 0 : (2 * away) / (high - low);
      return { question, comparison, world, truth, outcome: verdict!.outcome, distance };
    });
  });
}

/** Whether a paper whose second arm lacks an image is refused rather than judged. */
export function refusesUnlikeArms(k: number): boolean {
  const question = questions[0]!;
  const rows = rowsOf(question, worlds[k % worlds.length]!, stream(k, 'calibration', 'unlike'), 1);
  try {
    evidenceFrom(question, rows.slice(0, -1), k);
    return false;
  } catch (error) {
    return error instanceof InputError;
  }
}

/** The truths of every question in every world, and the usual half width of its interval. */
export function truthsOfQuestions(): Truths {
  const half = (question: Question, world: World) => {
    const random = stream(7, 'calibration', 'width', question.id, world.id);
    const halves = Array.from({ length: PILOTS }, () => {
      const statistics = evidenceFrom(question, rowsOf(question, world, random, 1), 0);
      const claim = claimOf(question, question.comparators[0]!, [0, 0]);
      const [verdict] = judge(claim, ['imported'], () => ({ statistics, absent: [] }));
      const [low, high] = verdict!.criteria[0]!.observed!.interval!;
      return (high - low) / 2;
    }).sort((a, b) => a - b);
    return Number(halves[(PILOTS - 1) / 2]!.toPrecision(6));
  };
  const of = (question: Question, world: World) => [truthOf(question, world), half(question, world)] as const;
  return Object.fromEntries(
    worlds.map((world) => [
      world.id,
      Object.fromEntries(questions.map((question) => [question.id, of(question, world)])),
    ]),
  );
}

/** As intervals were held against, where they were measured on what the question asks. */
function truthOf({ form, asks, measured }: Question, world: World): number {
  if (form !== 'gains') return measuredTruth(measured, world.id);
  const { interval, ...procedure } = measured;
  const [, ...path] = asks.split('/');
  const value = path.length > 0 ? `/${path.join('/')}` : '/mean';
  return populationTruths({ ...procedure, form, intervals: { [interval]: value } }, world)[interval]!;
}

/**
 * Bounds that make the claim what it should be; those of a range lie far off on the other side.
 * @param overstated whether the printed size is rather too large than too small
 */
function boundsFor(
  comparison: Comparison,
  truth: Truth,
  theta: number,
  away: number,
  half: number,
  overstated: boolean,
) {
  const shift = truth === 'true' ? away : truth === 'border' ? 0 : -away;
  switch (comparison) {
    case 'above':
      return [theta - shift];
    case 'below':
      return [theta + shift];
    case 'within':
      return truth === 'true' ? [theta - away, theta + away] : [theta + shift - 10 * half, theta + shift];
    case 'near': {
      // What 80 to 125 % of one printed value spans; a printed interval spans more.
      const narrowest = 1.25 / 0.8;
      const [least, most] = overstated
        ? [theta - shift, Math.max((theta - shift) * narrowest, theta + away)]
        : [Math.min((theta + shift) / narrowest, theta - away), theta + shift];
      return [least / 0.8, most / 1.25];
    }
  }
}

function claimOf({ asks, id }: Question, comparison: Comparison, bounds: readonly number[]) {
  const [low, high] = bounds as [number, number];
  const compared =
    comparison === 'above' || comparison === 'below' ? { [comparison]: low } : { [comparison]: [low, high] };
  return resolveClaim(
    {
      id: 'claim',
      statement: id,
      place: '',
      printed: '',
      experiment: 'paper',
      parts: [
        {
          id: 'part',
          tiers: ['imported'],
          reason: 'known truth',
          criteria: [{ label: id, statistic: asks, ...compared }],
          counterexample: { because: 'known truth', cells: [] },
        },
      ],
    },
    'paper',
  );
}

const declared = (question: Question): DeclaredExperiment => ({
  id: 'paper',
  title: 'Paper',
  question: '',
  cells: {
    dataset: ['first', 'second'],
    method: [
      { id: 'ours', kind: 'scores' },
      { id: 'theirs', kind: 'scores' },
    ],
  },
  scores: { id: 's', metric: 'given' },
  statistics: question.statistic,
});

function evidenceFrom(question: Question, rows: readonly Row[], seed: number): readonly Evidence[] {
  const experiment = resolveExperiment(declared(question), (pointer) => pointer);
  const cells = cellsOf(experiment, []);
  const statistics = experiment.statistics.map((statistic) => ({
    ...statistic,
    groups: groupsOf(statistic, cells),
    units: statisticUnits(statistic, experiment.scores, 'paper'),
  }));
  return computeStatistics(statistics, cells, rows, seed, 'binary');
}

/** The rows of a draw; groups are of two data sets. */
function rowsOf({ form }: Question, world: World, random: ReturnType<typeof stream>, times: number): Row[] {
  const { ids, clusters, x, y } = forms[form](world, random, times);
  const row = (dataset: string, method: string, i: number, value: number) => {
    return { cell: `${dataset}/task/${method}`, sample: ids[i]!, subject: clusters[i]!, score: 's', value };
  };
  if (form === 'groups') return ids.map((_, i) => row(y![i] === 1 ? 'first' : 'second', 'ours', i, x[i]!));
  return [
    ...ids.map((_, i) => row('first', 'ours', i, x[i]!)),
    ...ids.map((_, i) => row('first', 'theirs', i, y![i]!)),
  ];
}

/** In every fourth paper a fifth of the images is in neither arm. */
function missing(k: number, q: number): (row: Row) => boolean {
  const random = stream(k, 'calibration', 'missing', q);
  const lost = new Map<string, boolean>();
  return ({ sample }) => {
    if (k % 4 !== 3) return true;
    if (!lost.has(sample)) lost.set(sample, random.uniform() < SHARE_MISSING);
    return !lost.get(sample);
  };
}
