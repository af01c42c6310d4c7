import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { awaitInputs } from '../../../harness/edges/executors/await-inputs.ts';
import { stageOfPlan, writePlan } from '../../../harness/edges/executors/plan-file.ts';
import { forgetNote, noting, readNote } from '../../../harness/edges/executors/stage-note.ts';
import { codeVersion } from '../../../harness/edges/files/store/code-version.ts';
import { MachineFault } from '../../../harness/edges/files/system-fault.ts';
import { stageKindNamed } from '../../../harness/edges/stages/stage-kind-named.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';
import { createStage, type Stage } from '../../../harness/pipeline/stage.ts';

const stageOf = (kind: string, inputs: Stage['inputs'] = {}) =>
  createStage(
    { kind, label: `the ${kind}`, params: { of: kind }, inputs, work: 1 },
    codeVersion(stageKindNamed(kind).code),
  );
const input = stageOf('dataset');
const stage = stageOf('degrade', { images: input });

describe('a stage by itself', () => {
  let folder: string;
  const plan = () => join(folder, 'deep', 'plan.json');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-alone-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is taken from a written plan with its inputs', async () => {
    await writePlan(plan(), [input, stage]);
    expect(stageOfPlan(plan(), stage.key)).to.deep.equal(stage);
  });

  it('is refused where the plan does not know it, and where this program would compute another', async () => {
    await writePlan(plan(), [input, stage]);
    const unknown = 'ab'.repeat(32);
    expect(() => stageOfPlan(plan(), unknown)).to.throw(
      `${plan()}: expected the stage ${unknown}, got 2 others; take a key`,
    );
    // What another version wrote: the same key for other code.
    writeFileSync(plan(), readFileSync(plan(), 'utf8').replace('"kind":"degrade"', '"kind":"restore"'));
    expect(() => stageOfPlan(plan(), stage.key)).to.throw(
      MachineFault,
      'the degrade: expected the version of the program that made the plan, got another',
    );
    writeFileSync(plan(), readFileSync(plan(), 'utf8').replace('"kind":"restore"', '"kind":"of tomorrow"'));
    expect(() => stageOfPlan(plan(), stage.key)).to.throw(MachineFault, 'expected the version');
  });

  it('waits for inputs that are seen late, and names the first that never comes', async () => {
    let looks = 0;
    const pauses: number[] = [];
    const pause = async (milliseconds: number) => pauses.push(milliseconds);
    await awaitInputs(stage, { has: async () => ++looks > 3 }, 60, pause);
    expect([looks, pauses.length]).to.deep.equal([4, 3]);
    const never = await awaitInputs(stage, { has: async () => false }, 5, pause).catch((error) => error);
    expect(never).to.be.instanceOf(MachineFault);
    expect(never.message).to.equal(
      `the degrade: expected its input 'the dataset' in the store, got nothing there; compute it first: latent-sr stage ${input.key}, with the same plan and store`,
    );
  });

  it('leaves a note of what goes wrong: with the input, the machine or the program', async () => {
    const fault = { where: 'a', expected: 'b', got: 'c', remedy: 'd' };
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    for (const [kind, error] of [
      ['input', new InputError(fault)],
      ['machine', new MachineFault(fault)],
      ['machine', full],
      ['program', new TypeError('x is not a function')],
    ] as const) {
      const thrown = await noting(folder, 'k', () => Promise.reject(error)).catch((again) => again);
      expect(thrown).to.equal(error);
      expect(readNote(folder, 'k')).to.include({ kind });
    }
    expect(readNote(folder, 'k')!.fault.got).to.contain('x is not a function');
    forgetNote(folder, 'k');
    expect(readNote(folder, 'k')).to.equal(undefined);
    expect(await noting(folder, 'k', async () => 7)).to.equal(7);
    expect(readNote(folder, 'k')).to.equal(undefined);
  });
});
