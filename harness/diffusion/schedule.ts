import type { Word } from '../language/word.ts';
import { fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';

/** A noise schedule as a declaration writes it, complete. */
export type ScheduleSetting =
  | {
      readonly kind: 'cosine';
      /** T, the number of noise levels. */
      readonly steps: number;
      /** s, which keeps the smallest noise from vanishing. */
      readonly offset: number;
      /** 'noise-first' is the release's flipped array. */
      readonly order: Schedule['order'];
    }
  | {
      readonly kind: 'linear';
      readonly steps: number;
      readonly firstBeta: number;
      readonly lastBeta: number;
    };

/** Every kind of schedule. */
export const scheduleWords: Readonly<Record<ScheduleSetting['kind'], Word>> = {
  cosine: {
    title: 'Cosine schedule',
    description:
      'alpha(t) = cos^2((t / T + s) / (1 + s) pi / 2), relative to that at 0 (Nichol and Dhariwal 2021).',
  },
  linear: {
    title: 'Linear schedule',
    description: 'alpha is the running product of 1 - beta, beta rising linearly (Ho et al. 2020).',
  },
};

/** Cumulative alphas by the index that the network is told: z = sqrt(alpha) x0 + sqrt(1 - alpha) noise. */
export interface Schedule {
  /** T values above 0 and below 1. */
  readonly alphas: Float64Array;
  /** Which end of the array is almost pure noise. */
  readonly order: 'noise-first' | 'clean-first';
}

/**
 * The complete schedule that a declaration means; T = 1000 where it is silent, the cosine flipped and with
 * s = 0.008, the linear one with betas from 1e-4 to 0.02, all as released.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolveSchedule(declaration: unknown, where: string): ScheduleSetting {
  const declared = fields(declaration, where);
  const kind = declared.oneOf('kind', Object.keys(scheduleWords) as ScheduleSetting['kind'][]);
  const steps = declared.integer('steps', { atLeast: 1 }, 1000);
  const setting: ScheduleSetting =
    kind === 'cosine'
      ? {
          kind,
          steps,
          offset: declared.number('offset', { atLeast: 0 }, 0.008),
          order: declared.oneOf('order', ['noise-first', 'clean-first'], 'noise-first'),
        }
      : {
          kind,
          steps,
          firstBeta: declared.number('firstBeta', beta, 1e-4),
          lastBeta: declared.number('lastBeta', beta, 0.02),
        };
  declared.end();
  return setting;
}

/**
 * The schedule itself.
 * @throws InputError when so many or so large betas multiply that an alpha falls to 0, or rounds to 1.
 */
export function createSchedule(setting: ScheduleSetting): Schedule {
  const schedule = setting.kind === 'cosine' ? cosine(setting) : linear(setting);
  const at = schedule.alphas.findIndex((alpha) => !(alpha > 0 && alpha < 1));
  if (at < 0) return schedule;
  throw new InputError({
    where: `${setting.kind} schedule`,
    expected: 'cumulative alphas above 0 and below 1',
    got: `${schedule.alphas[at]} at index ${at}`,
    remedy: 'take fewer steps or other betas',
  });
}

/** The index that is `rank` steps away from the noisiest one. */
export function indexFromNoise({ alphas, order }: Schedule, rank: number): number {
  return order === 'noise-first' ? rank : alphas.length - 1 - rank;
}

const beta = { above: 0, atMost: 0.999 };

/**
 * Nichol and Dhariwal (2021), equation 17, without their bound on beta. The release's x_i / (T + 1) with
 * x_i = i (T + 1) / T is i / T. In single precision, as the release computes it, the noisiest alpha is 2e-15
 * instead of 4e-33; the others differ by less than 1e-6.
 */
function cosine({ steps, offset, order }: ScheduleSetting & { kind: 'cosine' }): Schedule {
  const level = (i: number) => Math.cos((((i / steps + offset) / (1 + offset)) * Math.PI) / 2) ** 2;
  const first = level(0);
  const alphas = Float64Array.from({ length: steps }, (_, i) => level(i + 1) / first);
  return { alphas: order === 'noise-first' ? alphas.reverse() : alphas, order };
}

/** Ho et al. (2020): betas evenly spaced, alphas the running product of 1 - beta. Never flipped. */
function linear({ steps, firstBeta, lastBeta }: ScheduleSetting & { kind: 'linear' }): Schedule {
  const alphas = new Float64Array(steps);
  for (let i = 0, product = 1; i < steps; i++) {
    const share = steps === 1 ? 0 : i / (steps - 1);
    product *= 1 - (firstBeta + share * (lastBeta - firstBeta));
    alphas[i] = product;
  }
  return { alphas, order: 'clean-first' };
}
