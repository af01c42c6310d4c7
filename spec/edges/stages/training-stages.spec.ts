import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { resolveDataset } from '../../../harness/datasets/resolve-dataset.ts';
import { computeStage } from '../../../harness/edges/executors/compute-stage.ts';
import { execute } from '../../../harness/edges/executors/local.ts';
import { codeVersion } from '../../../harness/edges/files/store/code-version.ts';
import { Store } from '../../../harness/edges/files/store/store.ts';
import { stageKindNamed } from '../../../harness/edges/stages/stage-kind-named.ts';
import { sha256 } from '../../../harness/pipeline/canonical.ts';
import { flattened } from '../../../harness/pipeline/flat-stage.ts';
import { decodeStack } from '../../../harness/pipeline/image-stack.ts';
import type { PlanContext } from '../../../harness/pipeline/plan/context.ts';
import { planExperiment } from '../../../harness/pipeline/plan/experiment.ts';
import { decodeRows } from '../../../harness/pipeline/row.ts';
import { inOrder, type Stage } from '../../../harness/pipeline/stage.ts';
import { contextOf, experimentOf, levels, phantom, psnr, srBlock, world } from '../../pipeline/planned.ts';
import { tinyAutoencoder } from '../../training/tiny-trainings.ts';
import type { Doomed } from './killed-at.ts';

const silent = { done: () => {}, note: () => {} };
const alone = { jobs: 1, threads: 1 };
const pair = { jobs: 2, threads: 1 };

/** Phantoms of 32 x 32, really drawn. */
function drawn(id: string, split: string, subjects: number) {
  const declaration = {
    id,
    kind: 'phantom',
    size: 32,
    anatomy: 'knee',
    subjects,
    slicesPerSubject: 1,
    seed: 1,
    split,
  };
  return phantom(id, {
    params: { declaration: resolveDataset(declaration, id), files: [] },
    samples: subjects,
  });
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Plans whose stages can be computed. */
function planned(autoencoderSteps: number) {
  const context: PlanContext = {
    ...contextOf({
      ...world,
      datasets: {
        knees: drawn('knees', 'test', 3),
        'knees-train': drawn('knees-train', 'train', 6),
        leaves: drawn('leaves', 'train', 6),
      },
      autoencoders: {
        own: { ...tinyAutoencoder, data: ['knees-train'], steps: autoencoderSteps, standardisedOver: 300 },
      },
    }),
    kind: stageKindNamed,
    codeVersion,
  };
  const experiment = experimentOf({
    cells: [
      srBlock,
      { dataset: ['knee'], degradation: [levels.task], method: [levels.ae], autoencoder: ['medical'] },
      { dataset: ['knee'], degradation: [levels.task], method: [levels.swinir] },
    ],
    scores: [psnr, { ...psnr, id: 'self', reference: 'self' }],
  });
  const plan = planExperiment(experiment, context);
  return { plan, stages: inOrder(plan.measures) };
}

describe('the stages of training, sampling and scoring', function () {
  this.timeout(600_000);
  const folders: string[] = [];
  const openStore = () => {
    const folder = mkdtempSync(join(tmpdir(), 'latent-sr-training-'));
    folders.push(folder);
    const warnings: string[] = [];
    return { folder, warnings, store: new Store(folder, (message) => warnings.push(message)) };
  };
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  async function hashesOf(stages: readonly Stage[], store: Store): Promise<Record<string, string>> {
    const hashes: Record<string, string> = {};
    for (const { key, label } of stages) {
      for (const [name, bytes] of Object.entries((await store.read(key)) ?? {}))
        hashes[`${label}: ${name}`] = sha256(bytes);
    }
    return hashes;
  }

  it('give rows from phantoms through training, and the same bytes with one process of three threads and with two of one', async () => {
    const { plan, stages } = planned(3);
    const [one, two] = [openStore(), openStore()];
    for (const [{ store, folder }, lanes] of [
      [one, { jobs: 1, threads: 3 }],
      [two, pair],
    ] as const) {
      const { failures, seconds } = await execute(lanes, stages, store, folder, silent);
      expect(failures.map(({ error }) => error.message)).to.deep.equal([]);
      expect(seconds.size).to.equal(stages.length);
    }
    const hashes = await hashesOf(stages, one.store);
    expect(Object.keys(hashes).length).to.be.above(stages.length);
    expect(await hashesOf(stages, two.store)).to.deep.equal(hashes);

    const encoded = stages.find(({ label }) => label === 'encode knees-train medical')!;
    const latents = decodeStack((await one.store.read(encoded.key))!, 'latents').map(({ image }) => image);
    const plane = latents[0]!.height * latents[0]!.width;
    for (const channel of [0, 1]) {
      const values = latents.flatMap(({ data }) => [
        ...data.subarray(channel * plane, (channel + 1) * plane),
      ]);
      const mean = values.reduce((a, b) => a + b) / values.length;
      const square = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
      expect(mean, `mean of latent channel ${channel}`).to.be.closeTo(0, 0.1);
      expect(square, `mean square of latent channel ${channel}`).to.be.closeTo(1, 0.2);
    }

    const rows = [];
    for (const { key } of plan.measures) rows.push(...decodeRows((await one.store.read(key))!));
    const scored = rows.map(({ cell, score, sample }) => `${cell} ${score} ${sample}`);
    expect(new Set(scored).size).to.equal(scored.length);
    // Three images: psnr in three cells, self where there is an autoencoder.
    expect(scored.length).to.equal(3 * 3 + 3 * 2);
    expect(rows.every(({ value }) => Number.isFinite(value) || value === Number.POSITIVE_INFINITY)).to.equal(
      true,
    );
    const reconstruction = rows.filter(
      ({ cell, score }) => cell === 'knee/task/ae/medical' && score === 'self',
    );
    expect(reconstruction.map(({ value }) => value)).to.deep.equal(Array(3).fill(Number.POSITIVE_INFINITY));
    expect(await one.store.secondsOf(stages[0]!.key)).to.be.above(0);
    expect([...one.warnings, ...two.warnings]).to.deep.equal([]);
  });

  describe('where workers are killed', function () {
    this.timeout(120_000);
    const killedWorkers = (folder: string): readonly number[] => {
      const children = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', `${process.pid}`], {
        encoding: 'utf8',
      });
      const workers = children.stdout.split('\n').filter((line) => line.includes(folder));
      const pids = workers.map((line) => Number.parseInt(line, 10));
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      return pids;
    };
    const faulty = /its end by SIGKILL; free memory/;

    it('at work, end in a fault that says so', async () => {
      const training = planned(1e9).stages.find(({ kind }) => kind === 'train-autoencoder')!;
      const { folder, store } = openStore();
      const { failures, undone } = await execute(pair, inOrder([training]), store, folder, {
        ...silent,
        note: () => killedWorkers(folder),
      });
      expect(failures.map(({ stage }) => stage)).to.deep.equal([training]);
      expect(failures[0]!.error.message).to.match(faulty);
      expect(undone).to.deep.equal([training]);
    });

    /** Whose workers are killed when a second stage is about to be computed, its input being there. */
    async function killedBefore(second: Stage, gone: (pid: number) => Promise<void> | void) {
      const { folder, store } = openStore();
      let asked = 0;
      const has = store.has.bind(store);
      store.has = async (key) => {
        const found = await has(key);
        // For the plan, before the claim, and with the claim: the worker is told next.
        if (key === second.key && ++asked === 3) {
          const pids = killedWorkers(folder);
          expect(pids.length).to.equal(1);
          await gone(pids[0]!);
        }
        return found;
      };
      const stages = inOrder([second]);
      expect(stages.length).to.equal(2);
      return { ...(await execute(pair, stages, store, folder, silent)), stages, folder, store };
    }
    const degraded = () => planned(3).stages.find(({ kind }) => kind === 'degrade')!;

    it('between two stages, go on with another', async () => {
      const { failures, seconds } = await killedBefore(degraded(), async (pid) => {
        // Until this process has heard of its end.
        while (alive(pid)) await wait(2);
      });
      expect(failures).to.deep.equal([]);
      expect(seconds.size).to.equal(2);
    });

    it('between two stages and a moment ago, end in that fault, and go on when they are run again', async () => {
      const { failures, stages, folder, store } = await killedBefore(degraded(), (pid) => {
        // Until it is gone, while this process cannot hear of it.
        while (!/^Z/.test(spawnSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' }).stdout)) {}
      });
      expect(failures.map(({ error }) => error.message).join()).to.match(faulty);
      const again = await execute(pair, stages, store, folder, silent);
      expect(again.undone).to.deep.equal([]);
      expect([...again.seconds.keys()]).to.deep.equal([stages[1]!.key]);
    });
  });

  it('end in the same bytes where a training was killed and begun again: it goes on from its checkpoint', async () => {
    const training = planned(230).stages.find(({ kind }) => kind === 'train-autoencoder')!;
    const [whole, killed] = [openStore(), openStore()];
    const notes: string[] = [];
    await execute(alone, [...inOrder([training])], whole.store, whole.folder, silent);

    await execute(alone, inOrder(Object.values(training.inputs)), killed.store, killed.folder, silent);
    const checkpoint = join(killed.folder, 'unfinished', `${training.key}.checkpoint`);
    const doomed = fork(new URL('./killed-at.ts', import.meta.url));
    const ended = once(doomed, 'exit');
    const plan = flattened(inOrder([training]));
    doomed.send({ folder: killed.folder, plan, key: training.key, at: 'step 120 of' } satisfies Doomed);
    expect((await ended)[1]).to.equal('SIGKILL');
    expect(existsSync(checkpoint)).to.equal(true);
    expect(await killed.store.has(training.key)).to.equal(false);

    await computeStage(training, killed.store, { report: (note) => notes.push(note) });
    expect(await hashesOf([training], killed.store)).to.deep.equal(await hashesOf([training], whole.store));
    expect(notes[0]).to.match(/^step 110 of 230, loss /);
    expect(existsSync(checkpoint)).to.equal(false);
    expect(killed.warnings).to.deep.equal([]);
  });
});
