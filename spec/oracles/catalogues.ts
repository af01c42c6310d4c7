import { readdirSync, readFileSync } from 'node:fs';
import { phantoms } from '../../harness/datasets/phantoms/catalogue.ts';
import { degradationKinds } from '../../harness/degrade/catalogue.ts';
import { kernelNames } from '../../harness/degrade/kernel.ts';
import { resolveOptimiser } from '../../harness/diffusion/optimisers/optimiser.ts';
import { samplerKinds } from '../../harness/diffusion/samplers/catalogue.ts';
import { resolveSchedule } from '../../harness/diffusion/schedule.ts';
import { resolveObjective } from '../../harness/diffusion/training-objective.ts';
import { metrics } from '../../harness/metrics/catalogue.ts';
import { drawMetricWords } from '../../harness/metrics/draw-metrics.ts';
import { networkMetrics } from '../../harness/metrics/network-metrics.ts';
import { setMetricWords } from '../../harness/metrics/set-metrics.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { choices as scoreChoices } from '../../harness/record/infer/score/choices.ts';
import { rules } from '../../harness/record/rules/catalogue.ts';
import { procedures } from '../../harness/statistics/catalogue.ts';

/** The entries of every catalogue, by the catalogue's name. */
export type Catalogues = Readonly<Record<string, readonly string[]>>;

/** All that a declaration can name, and the networks' definitions: what an oracle or a reason is asked of. */
export const catalogues: Catalogues = {
  metrics: [
    ...metrics.map(({ name }) => name),
    ...networkMetrics,
    ...Object.keys(drawMetricWords),
    ...Object.keys(setMetricWords),
  ],
  procedures: procedures.map(({ name }) => name),
  samplers: samplerKinds.map(({ kind }) => kind),
  degradations: degradationKinds.map(({ kind }) => kind),
  kernels: kernelNames,
  rules: rules.map(({ name }) => name),
  choices: Object.keys(scoreChoices),
  phantoms: Object.keys(phantoms),
  schedules: choices((kind) => resolveSchedule({ kind }, 'spec')),
  optimisers: choices((kind) => resolveOptimiser({ kind, learningRate: 1 }, 'spec')),
  targets: choices((target) => resolveObjective({ target }, 'spec')),
  losses: choices((distance) => resolveObjective({ distance }, 'spec')),
  networks: definedNetworks(),
};

/** The choices that a declaration has, from the words with which a wrong one is refused. */
function choices(resolve: (choice: string) => unknown): readonly string[] {
  try {
    resolve('none of them');
  } catch (error) {
    if (error instanceof InputError) return error.fault.expected.replace(/^one of /, '').split(', ');
    throw error;
  }
  throw new Error('a choice that there is not was taken');
}

/** The functions of `harness/networks/` that define a network or an autoencoder under a name. */
function definedNetworks(): readonly string[] {
  const folder = new URL('../../harness/networks/', import.meta.url);
  const definition = /^export function (\w+)\(\s*name: string[^)]*\): (?:Network|Autoencoder) \{/gm;
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(new URL(file, folder), 'utf8').matchAll(definition)])
    .map(([, name]) => name!);
}
