import { fields } from '../../numeric/fields.ts';

/** The learning rate as a function of the step, complete plain data. */
export interface LearningRate {
  readonly peak: number;
  /** Steps over which it rises in proportion, the first at peak / warmUp; 0 for none. */
  readonly warmUp: number;
  /** Half a cosine from the peak down to `to` over `periods` periods of `stepsPerPeriod` steps each. */
  readonly annealing: Annealing | null;
}

export interface Annealing {
  readonly to: number;
  readonly periods: number;
  /** 1 to anneal at every step; the steps of an epoch to do so once an epoch, as released. */
  readonly stepsPerPeriod: number;
}

/**
 * The complete learning rate that a declaration means: constant where it names no annealing, which is what
 * the paper describes. The release anneals to 1e-6, once an epoch.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolveLearningRate(declaration: unknown, where: string): LearningRate {
  const declared = fields(declaration, where);
  const rate: LearningRate = {
    peak: declared.number('peak', { above: 0 }),
    warmUp: declared.integer('warmUp', { atLeast: 0 }, 0),
    annealing: declared.has('annealing')
      ? resolveAnnealing(declared.raw('annealing'), declared.at('annealing'))
      : null,
  };
  declared.end();
  return rate;
}

/** The learning rate of a step, counted from 0. Warm-up and annealing multiply; after the last period it stays. */
export function learningRateAt({ peak, warmUp, annealing }: LearningRate, step: number): number {
  const risen = warmUp > 0 ? Math.min(1, (step + 1) / warmUp) : 1;
  return risen * (annealing ? annealed(annealing, peak, step) : peak);
}

function annealed({ to, periods, stepsPerPeriod }: Annealing, peak: number, step: number): number {
  const period = Math.min(Math.floor(step / stepsPerPeriod), periods);
  return to + ((peak - to) * (1 + Math.cos((Math.PI * period) / periods))) / 2;
}

function resolveAnnealing(declaration: unknown, where: string): Annealing | null {
  if (declaration === null) return null;
  const declared = fields(declaration, where);
  const annealing = {
    to: declared.number('to', { atLeast: 0 }),
    periods: declared.integer('periods', { atLeast: 1 }),
    stepsPerPeriod: declared.integer('stepsPerPeriod', { atLeast: 1 }, 1),
  };
  declared.end();
  return annealing;
}
