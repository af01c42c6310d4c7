import { join } from 'node:path';
import { expect } from 'chai';
import { comparatorWords } from '../../harness/claims/comparator.ts';
import { degradationKinds } from '../../harness/degrade/catalogue.ts';
import { conditionModes } from '../../harness/diffusion/condition.ts';
import { samplerKinds } from '../../harness/diffusion/samplers/catalogue.ts';
import { targetWords } from '../../harness/diffusion/training-objective.ts';
import {
  readClaims,
  readExperiments,
  readJson,
  readProfile,
} from '../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { metrics } from '../../harness/metrics/catalogue.ts';
import { drawMetricWords } from '../../harness/metrics/draw-metrics.ts';
import { networkMetrics } from '../../harness/metrics/network-metrics.ts';
import { setMetricWords } from '../../harness/metrics/set-metrics.ts';
import { cellsOf } from '../../harness/pipeline/cell.ts';
import { runsInProfile } from '../../harness/pipeline/runs-in-profile.ts';
import { procedures } from '../../harness/statistics/catalogue.ts';

describe('the smoke profile touches', () => {
  const workspace = workspaceAt(undefined);
  const profile = readProfile(workspace, 'smoke');
  const experiments = readExperiments(workspace).items.filter((each) => runsInProfile(profile, each));
  const cells = experiments.flatMap((experiment) => cellsOf(experiment, profile.main));
  const played = <T>(roles: Readonly<Record<string, T | null>>, asked: readonly (string | undefined)[]) =>
    [...new Set(asked)].flatMap((role) => (role === undefined ? [] : [roles[role]!]));
  const denoisers = played(
    profile.denoisers,
    cells.map(({ denoiser }) => denoiser),
  ).map(
    (id) =>
      readJson(join(workspace.experiments, 'denoisers', `${id}.json`), id) as {
        kind: string;
        condition?: { mode: string };
        objective?: { target: string; weight?: string };
      },
  );
  const restorers = played(
    profile.restorers,
    cells.map(({ method }) => (method.kind === 'restorer' ? `${method['restorer']}` : undefined)),
  ).map((id) => readJson(join(workspace.experiments, 'restorers', `${id}.json`), id) as { kind: string });
  const checks = readClaims(workspace).items.flatMap(({ parts }) => parts.flatMap((part) => part.checks));
  const ids = experiments.map(({ id }) => id);

  const touched: Readonly<Record<string, readonly [all: readonly string[], met: readonly string[]]>> = {
    metric: [
      [
        ...metrics.map(({ name }) => name),
        ...networkMetrics,
        ...Object.keys(drawMetricWords),
        ...Object.keys(setMetricWords),
      ],
      experiments.flatMap(({ scores }) => scores.map(({ metric }) => metric)),
    ],
    procedure: [
      procedures.map(({ name }) => name),
      experiments.flatMap(({ statistics }) => statistics.map(({ procedure }) => procedure)),
    ],
    sampler: [
      samplerKinds.map(({ kind }) => kind),
      played(
        profile.samplers,
        cells.map(({ sampler }) => sampler),
      ).map(({ kind }) => `${kind}`),
    ],
    'kind of denoiser that is trained': [
      ['scale', 'distilled', 'variation'],
      denoisers.map(({ kind }) => kind),
    ],
    'kind of restorer that is trained': [
      ['swinir', 'sr3', 'diffir-truth', 'diffir'],
      restorers.map(({ kind }) => kind),
    ],
    'target of training': [
      Object.keys(targetWords),
      denoisers.flatMap(({ objective }) => objective?.target ?? []),
    ],
    weighting: [['snr'], denoisers.flatMap(({ objective }) => objective?.weight ?? [])],
    condition: [conditionModes, denoisers.flatMap(({ condition }) => condition?.mode ?? [])],
    degradation: [degradationKinds.map(({ kind }) => kind), cells.map(({ degradation }) => degradation.kind)],
    comparator: [
      Object.keys(comparatorWords),
      checks
        .filter(({ experiment }) => ids.includes(experiment))
        .flatMap(({ criteria }) => criteria.map(({ comparator }) => comparator.kind)),
    ],
  };
  for (const [what, [all, met]] of Object.entries(touched)) {
    it(`every ${what}, so that its gate guards all of them`, () => {
      expect(all.filter((name) => !met.includes(name))).to.deep.equal([]);
    });
  }
});
