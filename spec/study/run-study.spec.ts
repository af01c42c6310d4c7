import { expect } from 'chai';
import type { Claim } from '../../harness/claims/claim.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { encodeRows, type Row } from '../../harness/pipeline/row.ts';
import type { Stage } from '../../harness/pipeline/stage.ts';
import { conduct } from '../../harness/study/conduct.ts';
import { silent } from '../../harness/study/execution.ts';
import { planStudy } from '../../harness/study/plan.ts';
import { prepare } from '../../harness/study/prepare.ts';
import { runStudy } from '../../harness/study/run-study.ts';
import { updateGolden } from '../../harness/study/update-golden.ts';
import { experimentOf, levels, meanOf, world } from '../pipeline/planned.ts';
import { type Memory, memoryPorts } from './memory-ports.ts';

const block = { dataset: ['knee'], degradation: [levels.task], method: [levels.bicubic] };
const experiment = experimentOf({ cells: [block], statistics: [meanOf('psnr')] });
const claim: Claim = {
  id: 'c',
  statement: 'PSNR is above 20 dB.',
  place: 'here',
  printed: '',
  experiment: 'e',
  parts: [
    {
      id: 'p',
      statement: 'It is.',
      checks: [
        {
          tiers: ['embedded'],
          experiment: 'e',
          reason: 'it says so',
          criteria: [
            {
              label: 'PSNR',
              statistic: 'psnr',
              value: '/value',
              interval: '/ci95',
              comparator: { kind: 'above', bound: 20 },
            },
          ],
          counterexample: { because: 'less', cells: {} },
        },
      ],
    },
  ],
};
const selection = { profile: 'spec', only: [], seed: undefined, fromScratch: false };
const settings = { progress: silent, strict: false, published: true };

/** A workspace whose images all score `value`, with so many rows. */
function memoryOf(value: number, rows = 1): Memory {
  const statistic = {
    id: 'psnr',
    title: 'psnr',
    group: { dataset: 'knee' },
    procedure: 'bootstrap',
    options: {},
    n: 8,
    subjects: 8,
    result: { value, ci95: [value - 1, value + 1] },
    units: { value: 'dB', ci95: 'dB' },
  };
  const row: Row = { cell: 'knee/task/bicubic', sample: 'a', subject: 'a', score: 'psnr', value };
  return {
    experiments: [experiment],
    claims: [claim],
    golden: new Map(),
    verdicts: new Map(),
    stored: new Map(),
    files: new Map(),
    compute: ({ kind }: Stage) =>
      kind === 'statistics'
        ? { 'statistics.json': new TextEncoder().encode(JSON.stringify([statistic])) }
        : kind === 'measure'
          ? encodeRows(new Array<Row>(rows).fill(row))
          : {},
  };
}

describe('a study', () => {
  it('is planned, run, judged and written through its ports alone', async () => {
    const memory = memoryOf(30);
    const ports = memoryPorts(memory);
    const { plan } = await planStudy(ports, selection);
    expect(plan.stages.map(({ state }) => state)).to.satisfy((states: string[]) =>
      states.every((state) => state === 'to compute'),
    );
    const study = await runStudy(ports, selection, settings);
    expect(study.run.verdicts.map(({ tier, outcome }) => [tier, outcome])).to.deep.equal([
      ['record', 'untestable'],
      ['embedded', 'reproduced'],
      ['paper', 'untestable'],
      ['imported', 'untestable'],
    ]);
    expect([study.stages, study.computed, study.cached]).to.deep.equal([
      plan.stages.length,
      plan.stages.length,
      0,
    ]);
    expect(study.faults).to.deep.equal([]);
    expect([...memory.files.keys()]).to.deep.equal(
      [
        ...['run.json', 'rows.jsonl', 'provenance.json', 'report.md'],
        ...['table-verdicts.csv', 'table-e-statistics.csv', 'table-time.csv'],
        ...['codemeta.json', 'ro-crate-metadata.json'],
      ].map((file) => `spec/${file}`),
    );
    expect(JSON.parse(memory.files.get('spec/run.json')!)).to.deep.equal(study.run);
    const row = { cell: 'knee/task/bicubic', sample: 'a', subject: 'a', score: 'psnr', value: 30 };
    expect(JSON.parse(memory.files.get('spec/rows.jsonl')!)).to.deep.equal({ experiment: 'e', ...row });
    const again = await runStudy(ports, selection, { ...settings, published: false });
    expect([again.computed, again.cached, again.folder]).to.deep.equal([0, plan.stages.length, undefined]);
    expect(again.run).to.deep.equal(study.run);
  });

  it('compares with the golden values, which its own update satisfies and another result does not', async () => {
    const memory = memoryOf(30);
    const ports = memoryPorts(memory);
    const missing = await runStudy(ports, selection, { ...settings, strict: true });
    expect([missing.exitCode, missing.run.golden.missing.length]).to.deep.equal([2, 2]);
    const update = await updateGolden(ports, selection, 'first');
    expect(update.files).to.deep.equal(['golden/e.json', 'golden/verdicts.json']);
    const same = await runStudy(ports, selection, { ...settings, strict: true });
    expect([same.exitCode, same.run.golden.compared]).to.deep.equal([0, 3]);
    const worse = { ...memoryOf(10), golden: memory.golden, verdicts: memory.verdicts };
    const regressed = await runStudy(memoryPorts(worse), selection, settings);
    expect([regressed.exitCode, regressed.run.golden.deviations.length]).to.deep.equal([2, 3]);
    expect(regressed.run.golden.changed.map(({ got }) => got)).to.deep.equal(['not reproduced']);
  });

  it('takes golden values of as many seeds as each experiment had, of three where it had none', async () => {
    const drawn = (id: string) => experimentOf({ id, statistics: [meanOf('psnr')] });
    const memory = { ...memoryOf(30), experiments: [drawn('many'), drawn('new')], claims: [] };
    const plain = memoryPorts(memory);
    const kind: typeof plain.kind = (name) => ({
      ...plain.kind(name),
      ...(name === 'sample' && { runsNetworks: true }),
    });
    const ports = { ...plain, kind };
    await updateGolden(ports, { ...selection, only: ['many'] }, 'first', 5);
    await updateGolden(ports, selection, 'all');
    const taken = ['many', 'new'].map((id) => {
      const { seeds, values } = memory.golden.get(id)!;
      return [seeds, values[0]!.expected['/value']];
    });
    expect(taken).to.deep.equal([
      [
        [42, 43, 44, 45, 46],
        [30, 30, 30, 30, 30],
      ],
      [
        [42, 43, 44],
        [30, 30, 30],
      ],
    ]);
  });

  it('says what golden runs of other seeds would have said, where there are several', async () => {
    const memory = memoryOf(30);
    const ports = memoryPorts(memory);
    const fragility = async () => (await runStudy(ports, selection, settings)).run.verdicts[1]!.fragility;
    expect((await fragility())!.seeds, 'without golden values').to.equal(undefined);
    await updateGolden(ports, selection, 'first');
    expect((await fragility())!.seeds, 'of one seed').to.equal(undefined);
    const golden = memory.golden.get('e')!;
    const [statistic] = golden.values;
    const expected = { '/value': [30, 10], '/ci95/0': [29, 9], '/ci95/1': [31, 11] };
    memory.golden.set('e', { ...golden, seeds: [42, 43], values: [{ ...statistic!, expected }] });
    expect((await fragility())!.seeds).to.deep.equal([
      { seed: 42, outcome: 'reproduced' },
      { seed: 43, outcome: 'not reproduced' },
    ]);
  });

  it('says how far the golden values of another profile foretold its verdicts, where one is to', async () => {
    const foretoldBy = { profile: 'small', there: 'phantoms', here: 'photographs' };
    const memory = memoryOf(30);
    const of = async (golden: Memory['golden'], profile: object = { foretoldBy }) => {
      const ports = memoryPorts({ ...memory, golden }, { ...world, profile });
      const conducted = await conduct(ports, await prepare(ports, selection), silent);
      const [foretold] = [conducted.foretold];
      return foretold?.verdicts.map(({ outcome, reason }) => [outcome, reason]);
    };
    expect(await of(new Map(), {})).to.equal(undefined);
    expect(await of(new Map())).to.deep.equal([['untestable', 'needs golden values of the profile small']]);
    const earlier = { ...memoryOf(10), golden: new Map() };
    await updateGolden(memoryPorts(earlier), selection, 'first');
    expect((await of(earlier.golden))!.map(([outcome]) => outcome)).to.deep.equal(['not reproduced']);
  });

  it('lists in its plan the cells that nothing reads, of experiments that run unasked', async () => {
    const read = experimentOf({ id: 'e', cells: [block], statistics: [meanOf('psnr')] });
    const unread = experimentOf({ id: 'idle', cells: [block], statistics: [meanOf('psnr')] });
    const listed = { ...unread, id: 'golden', listed: true };
    const planned = async (
      only: readonly string[],
      tiers: readonly ['embedded' | 'paper'] = ['embedded'],
    ) => {
      const parts = claim.parts.map((part) => ({
        ...part,
        checks: part.checks.map((check) => ({ ...check, tiers })),
      }));
      const memory = {
        ...memoryOf(30),
        experiments: [read, unread, listed],
        claims: [{ ...claim, parts }],
      };
      const given = { ...world, profile: { besides: ['golden'] } };
      return (await planStudy(memoryPorts(memory, given), { ...selection, only })).plan.unread;
    };
    expect(await planned([])).to.deep.equal(['idle: knee/task/bicubic']);
    expect(await planned([], ['paper'])).to.deep.equal(['e: knee/task/bicubic', 'idle: knee/task/bicubic']);
    expect(await planned(['idle'])).to.deep.equal([]);
  });

  it('is refused where an id is unknown, with its own fault where its file is broken', async () => {
    const fault = (file: string) =>
      new InputError({ where: `${file} /id`, expected: 'a', got: 'b', remedy: 'c' });
    const memory = memoryOf(30);
    const plain = memoryPorts(memory);
    const ports = {
      ...plain,
      declarations: {
        ...plain.declarations,
        experiments: () => ({ items: [experiment], faults: [fault('experiments/torn.json')] }),
        claims: () => ({ items: [claim], faults: [fault('experiments/claims/bent.json')] }),
      },
    };
    const asked = async (only: string) => {
      try {
        const { plans, claims } = await prepare(ports, { ...selection, only: [only] });
        return [plans.length, claims.length];
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(await asked('x')).to.equal('--only: expected ids among c, e, got "x"; correct the id');
    expect(await asked('torn')).to.match(/^experiments\/torn.json \/id: expected a/);
    expect(await asked('bent')).to.match(/^experiments\/claims\/bent.json \/id: expected a/);
    expect([await asked('c'), await asked('e')]).to.deep.equal([
      [1, 1],
      [1, 1],
    ]);
  });

  it('names the fault of families that name what is not there, unless a file that may have it is broken', async () => {
    const plain = memoryPorts(memoryOf(30));
    const family = { id: 'f', title: 'F', claims: ['lost'] };
    const faults = async (digest: object, broken: readonly InputError[] = []) => {
      const declarations = {
        ...plain.declarations,
        digest: () => ({ families: [], keyFigures: [], ...digest }),
        claims: () => ({ items: [claim], faults: broken }),
      };
      const prepared = await prepare({ ...plain, declarations }, selection);
      return prepared.faults.map(({ fault: { where } }) => where);
    };
    expect(await faults({})).to.deep.equal([]);
    expect(await faults({ families: [family] })).to.deep.equal([
      'experiments/families.json /families/0/claims/0',
    ]);
    const keyFigures = [{ id: 'k', title: 'K', of: [{ experiment: 'lost', statistic: 'psnr' }] }];
    expect((await faults({ keyFigures }))[0]).to.match(/^experiments\/families.json \/keyFigures\/0/);
    const torn = new InputError({ where: 'torn', expected: 'a', got: 'b', remedy: 'c' });
    expect(await faults({ families: [family], keyFigures }, [torn])).to.deep.equal(['torn']);
  });

  it('goes on where a stage fails, and names the fault', async () => {
    const memory = memoryOf(30);
    const compute = (stage: Stage) => {
      if (stage.kind !== 'statistics') return memory.compute(stage);
      throw new InputError({ where: 'stage', expected: 'scores', got: 'none', remedy: 'mend it' });
    };
    const { run, faults, undone, exitCode } = await runStudy(
      memoryPorts({ ...memory, compute }),
      selection,
      settings,
    );
    expect([faults.length, undone, exitCode]).to.deep.equal([1, 1, 1]);
    expect(run.experiments[0]!.failures).to.have.lengthOf(1);
    expect(run.verdicts[1]!.reason).to.match(/^needs stages that failed: stage: expected scores/);
  });

  it('takes more rows than a function takes arguments', async () => {
    const rows = 200_000;
    const ports = memoryPorts(memoryOf(30, rows));
    const conducted = await conduct(ports, await prepare(ports, selection), silent);
    const [outcome] = await conducted.whole();
    expect(outcome!.rows).to.have.lengthOf(rows);
  });
});
