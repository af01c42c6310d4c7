import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Row } from '../../harness/pipeline/row.ts';
import { copyWorkspace, runCli } from '../edges/cli/run-cli.ts';
import { enginesPresent } from '../laws/engines-present.ts';
import { RealSlurm } from './real-slurm.ts';

/** Six images, of which the usual number goes through a network at once, one, or four: four and two then. */
const profiles = {
  one: { networkBatch: 1 },
  four: { networkBatch: 4 },
  parts: { networkBatch: 4, partMinutes: 0.00005, resources: { '*': { gigabytes: 1 } } },
};

describe('so many images through each network at once', function () {
  this.timeout(600_000);
  let workspace: string;
  before(() => {
    workspace = copyWorkspace();
    const at = (name: string) => join(workspace, 'experiments', 'profiles', `${name}.json`);
    const { datasets } = JSON.parse(readFileSync(at('embedded'), 'utf8')) as { datasets: object };
    const none = Object.fromEntries(Object.keys(datasets).map((role) => [role, null]));
    const base = {
      title: 'Batches',
      description: 'Six images.',
      extends: 'embedded',
      default: false,
      datasets: { ...none, brain: 'phantom-brain' },
      main: ['brain'],
      experiments: ['reference'],
      samplesPerDataset: 6,
    };
    for (const [id, more] of Object.entries(profiles))
      writeFileSync(at(id), JSON.stringify({ id, ...base, ...more }));
  });
  after(() => rmSync(workspace, { recursive: true, force: true }));

  let runs = 0;
  const rowsOf = async (profile: keyof typeof profiles, args: readonly string[], environment = {}) => {
    const out = join(workspace, `run-${runs}`);
    const store = join(workspace, `store-${runs++}`);
    const all = ['reproduce', '--profile', profile, '--workspace', workspace, '--out', out, ...args];
    const { code, stderr } = await runCli(all, { ...environment, LATENT_SR_STORE: store });
    expect(code, stderr).to.equal(0);
    return readFileSync(join(out, 'rows.jsonl'), 'utf8');
  };
  const values = (rows: string) =>
    rows
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as Row).value);

  // WebAssembly takes minutes.
  for (const { name } of enginesPresent.filter((each) => each.name !== 'tfjs-wasm')) {
    it(`gives what one gives, and its own bytes in parts and on a cluster: ${name}`, async () => {
      const engine = ['--engine', name];
      const four = await rowsOf('four', [...engine, '--jobs', '1']);
      expect(await rowsOf('parts', [...engine, '--jobs', '2'])).to.equal(four);
      const one = await rowsOf('one', engine);
      if (name === 'onnx') expect(one).to.equal(four);
      const apart = values(one);
      // Kernels that go by the shape sum in another order.
      for (const [i, value] of values(four).entries())
        expect(value).to.be.closeTo(apart[i]!, 1e-6 * Math.abs(apart[i]!));
      const slurm = RealSlurm.begin(join(workspace, `slurm-${name}`), 99);
      if (!slurm) return;
      try {
        expect(await rowsOf('parts', [...engine, '--executor', 'slurm'], slurm.environment)).to.equal(four);
      } finally {
        slurm.end();
      }
    });
  }
});
