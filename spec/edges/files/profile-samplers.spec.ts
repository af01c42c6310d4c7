import { join } from 'node:path';
import { expect } from 'chai';
import { resolveSampler } from '../../../harness/diffusion/samplers/catalogue.ts';
import {
  jsonFiles,
  readExperiments,
  readJson,
  readProfile,
} from '../../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';
import type { Profile } from '../../../harness/pipeline/experiment.ts';
import { runsInProfile } from '../../../harness/pipeline/runs-in-profile.ts';
import { resolveDenoiser } from '../../../harness/training/denoiser-recipe.ts';

const workspace = workspaceAt(undefined, {});
const profiles = jsonFiles(join(workspace.experiments, 'profiles')).map((file) =>
  readProfile(workspace, file.replace(/^.*\/|\.json$/g, '')),
);
const rolesOf = (profile: Profile) =>
  readExperiments(workspace)
    .items.filter((experiment) => !experiment.listed || runsInProfile(profile, experiment))
    .flatMap(({ cells }) => cells.flatMap(({ sampler = [] }) => sampler));

describe('the samplers of a profile', () => {
  for (const profile of profiles) {
    it(`${profile.id}: play every role that experiments name, and no other`, () => {
      expect(Object.keys(profile.samplers)).to.have.members([...new Set(rolesOf(profile))]);
    });

    it(`${profile.id}: count T of the paper's 1,000, whatever the length of the schedule`, () => {
      const id = profile.denoisers['x0']!;
      const file = join(workspace.experiments, 'denoisers', `${id}.json`);
      const { steps: length } = resolveDenoiser(readJson(file, id), id).schedule!;
      for (const [role, declared] of Object.entries(profile.samplers)) {
        const sampler = resolveSampler(declared, role);
        const [, kind, t] = /^(truncated|respaced)-t(\d+)$/.exec(role) ?? [];
        if (kind === undefined) continue;
        expect({ kind: sampler.kind, steps: 'steps' in sampler && sampler.steps }, role).to.deep.equal({
          kind,
          steps: Math.round((Number(t) * length) / 1000),
        });
      }
    });
  }

  it('paper: are those of Table 1, all 1,000 steps as released, and of Tables S2 and S3, T = 100', () => {
    const { main, ablation } = readProfile(workspace, 'paper').samplers;
    expect([main, ablation]).to.deep.equal([
      { kind: 'truncated', steps: 1000, startScale: 0.5 },
      { kind: 'truncated', steps: 100, startScale: 0.5 },
    ]);
  });
});
