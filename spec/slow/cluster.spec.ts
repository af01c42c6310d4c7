import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../harness/edges/files/package-root.ts';
import type { Store } from '../../harness/edges/files/store/store.ts';
import { sha256 } from '../../harness/pipeline/canonical.ts';
import type { Stage } from '../../harness/pipeline/stage.ts';
import { silent } from '../../harness/study/execution.ts';
import { runCli } from '../edges/cli/run-cli.ts';
import { fakeCommands } from '../edges/executors/slurm/fake-slurm.ts';
import { RealSlurm } from './real-slurm.ts';

const paper = resolve(import.meta.dirname, '..', 'workspaces', 'second-paper');
const build = join(packageRoot, '.build');

/** The built program, since tasks run it and its keys are those of its own code. */
async function built() {
  const at = (path: string) => join(build, 'harness', path);
  const [
    { workspacePorts },
    { workspaceAt },
    { prepare },
    { stagesOf },
    { Store },
    slurmQueue,
    cluster,
    requested,
    study,
  ] = (await Promise.all(
    [
      'edges/workspace-ports.js',
      'edges/files/workspace.js',
      'study/prepare.js',
      'study/stages.js',
      'edges/files/store/store.js',
      'edges/executors/slurm/queue.js',
      'edges/executors/slurm/execute.js',
      'edges/executors/slurm/requested.js',
      'study/run-study.js',
    ].map((path) => import(at(path))),
  )) as [
    typeof import('../../harness/edges/workspace-ports.ts'),
    typeof import('../../harness/edges/files/workspace.ts'),
    typeof import('../../harness/study/prepare.ts'),
    typeof import('../../harness/study/stages.ts'),
    typeof import('../../harness/edges/files/store/store.ts'),
    typeof import('../../harness/edges/executors/slurm/queue.ts'),
    typeof import('../../harness/edges/executors/slurm/execute.ts'),
    typeof import('../../harness/edges/executors/slurm/requested.ts'),
    typeof import('../../harness/study/run-study.ts'),
  ];
  return {
    workspacePorts,
    workspaceAt,
    prepare,
    stagesOf,
    Store,
    ...slurmQueue,
    ...cluster,
    ...requested,
    ...study,
  };
}

/** SHA-256 of every file of every result, by stage. */
async function hashesOf(stages: readonly Stage[], folder: string) {
  const { Store } = await built();
  const store = new Store(folder, (message) => expect.fail(message));
  const hashes: Record<string, string> = {};
  for (const { key, label } of stages) {
    for (const [name, bytes] of Object.entries((await store.read(key)) ?? {}))
      hashes[`${label}: ${name}`] = sha256(bytes);
  }
  return hashes;
}

describe('a cluster', function () {
  this.timeout(600_000);
  let folder: string;
  let stages: readonly Stage[];
  let local: Readonly<Record<string, string>>;
  const store = () => join(folder, 'store');

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-cluster-'));
    for (const part of ['experiments', 'scores.csv'])
      cpSync(join(paper, part), join(folder, part), { recursive: true });
    // One of its two data sets: eleven stages on five levels.
    const profile = join(folder, 'experiments', 'profiles', 'patches.json');
    writeFileSync(
      profile,
      readFileSync(profile, 'utf8').replace('"main": ["fine", "coarse"]', '"main": ["fine"]'),
    );
    const alone = join(folder, 'local');
    const args = ['reproduce', '--profile', 'patches', '--jobs', '1', '--out', join(folder, 'run')];
    const { code, stderr } = await runCli(args, { LATENT_SR_STORE: alone }, folder);
    expect(code, stderr).to.equal(0);
    const { workspacePorts, workspaceAt, prepare, stagesOf } = await built();
    const ports = workspacePorts(workspaceAt(folder), { jobs: 1, warn: () => {} });
    const selection = { profile: 'patches', only: [], seed: undefined, fromScratch: false };
    stages = stagesOf(await prepare(ports, selection));
    local = await hashesOf(stages, alone);
    expect(Object.keys(local).length).to.be.above(stages.length);
  });
  beforeEach(() => rmSync(store(), { recursive: true, force: true }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What computes stages on the cluster of an environment, at a pace for minutes of faults in seconds. */
  const executing = async (environment: NodeJS.ProcessEnv, told: string[]) => {
    const { slurm, executeOnSlurm, requestedBy } = await built();
    const options = {
      requested: requestedBy({ id: 'patches', resources: { '*': { gigabytes: 1 } } }),
      queue: slurm(environment),
      pace: { poll: 200, settle: 2_000, silent: 20_000 },
      tell: (message: string) => told.push(message),
    };
    return (own: readonly Stage[], of: InstanceType<typeof Store>, at: string, progress = silent) =>
      executeOnSlurm(own, of, at, options, progress);
  };
  const executed = async (environment: NodeJS.ProcessEnv, told: string[] = []) => {
    const { Store } = await built();
    const execute = await executing(environment, told);
    return execute(stages, new Store(store(), (message) => told.push(message)), store());
  };

  /** The commands of a cluster of three machines that are processes of this one, with the faults that it is told. */
  const fakeCluster = (state: string, faults: object): NodeJS.ProcessEnv => {
    mkdirSync(state);
    writeFileSync(join(state, 'jobs'), '');
    writeFileSync(join(state, 'faults.json'), JSON.stringify(faults));
    const script = join(import.meta.dirname, 'fake-cluster.mjs');
    const commands = ['sbatch', 'squeue', 'sacct', 'scancel', 'scontrol'].map((name) => [
      name,
      `exec '${process.execPath}' '${script}' ${name} '${state}' "$@"`,
    ]);
    return fakeCommands(join(state, 'bin'), Object.fromEntries(commands));
  };

  /** How often each stage was computed to its end, by the words of the tasks. */
  const computed = (log: string) => {
    const counts = new Map<string, number>();
    for (const [, label] of log.matchAll(/^(.*): computed in/gm))
      counts.set(label!, (counts.get(label!) ?? 0) + 1);
    return counts;
  };

  it('of every known fault at once gives the bytes of one process, and computes nothing twice', async () => {
    const state = join(folder, 'fake');
    // The same program with a word changed, as an installation of last week.
    const other = join(folder, 'other');
    cpSync(build, join(other, '.build'), { recursive: true });
    for (const name of ['node_modules', 'package.json', 'harness', 'experiments', 'golden'])
      symlinkSync(join(packageRoot, name), join(other, name));
    const changed = join(other, '.build', 'harness', 'pipeline', 'image-stack.js');
    writeFileSync(changed, `${readFileSync(changed, 'utf8')}\n// last week`);
    const program = join(build, 'harness', 'main.js');
    const tasks = {
      'level-0 0': ['preempted', 'preempted'],
      'level-0 1': ['dead'],
      'level-2 0': ['timeout'],
      'level-2 1': ['full'],
      'level-3 0': ['other'],
    };
    const environment = fakeCluster(state, {
      tasks,
      mostTasks: 2,
      sbatch: ['down', 'ok', 'ok'],
      squeue: ['ok', 'down', 'down', 'empty', 'empty'],
      program,
      otherProgram: join(other, '.build', 'harness', 'main.js'),
    });
    const told: string[] = [];
    const { failures, undone, seconds } = await executed(environment, told);
    const log = readFileSync(join(state, 'tasks.log'), 'utf8');
    expect(failures.map(({ error }) => error.message)).to.deep.equal([]);
    expect([undone.length, seconds.size]).to.deep.equal([0, stages.length]);
    expect(await hashesOf(stages, store())).to.deep.equal(local);
    const counts = computed(log);
    expect([...counts.keys()].sort()).to.deep.equal(stages.map(({ label }) => label).sort());
    expect([...counts.values()].every((count) => count === 1)).to.equal(true);
    // Each fault was there.
    expect(told.join('\n')).to.include('Unable to contact slurm controller');
    expect(log)
      .to.match(/no space left on device/i)
      .and.to.include('expected the version of the program');
    expect(readFileSync(join(state, 'level-0-0.starts')).length).to.be.at.least(3);
    for (const name of ['claims', 'unfinished'])
      expect(readdirSync(join(store(), name)).filter((each) => !each.includes('~'))).to.deep.equal([]);
  });

  it('that is Slurm itself gives the bytes of one process, through a requeue and a restart of its controller', async function () {
    const real = RealSlurm.begin(join(folder, 'slurm'), 2);
    if (!real) return this.skip();
    try {
      const running = executed(real.environment);
      await real.requeueOne();
      await real.restartController();
      const { failures, seconds } = await running;
      expect(failures.map(({ error }) => error.message)).to.deep.equal([]);
      expect(seconds.size).to.equal(stages.length);
      expect(await hashesOf(stages, store())).to.deep.equal(local);
    } finally {
      real.end();
    }
  });

  describe('takes images until the claims are decided', () => {
    /** What is looked at after each batch of 32 scenes: one mean is decided soon, the other takes more. */
    const large = () => join(folder, 'large');
    let alone: string;
    before(async () => {
      for (const part of ['experiments', 'scores.csv'])
        cpSync(join(folder, part), join(large(), part), { recursive: true });
      const set = join(large(), 'experiments', 'datasets', 'fine.json');
      writeFileSync(set, readFileSync(set, 'utf8').replace('"subjects": 12', '"subjects": 70'));
      // After 32 scenes its interval begins at 0.65.
      const claim = join(large(), 'experiments', 'claims', 'cubic.json');
      writeFileSync(claim, readFileSync(claim, 'utf8').replaceAll('"above": 0 ', '"above": 0.66 '));
      alone = join(large(), 'run');
      const args = ['reproduce', '--profile', 'patches', '--until-decided', '--jobs', '1', '--out', alone];
      const { code, stderr } = await runCli(args, { LATENT_SR_STORE: join(large(), 'local') }, large());
      expect(code, stderr).to.equal(0);
    });

    /** Runs it on the cluster; `looks` counts the rounds, of which the one that is asked for is cut off. */
    const untilDecided = async (environment: NodeJS.ProcessEnv, cutOff = 0) => {
      const { workspacePorts, workspaceAt, runStudy } = await built();
      const execute = await executing(environment, []);
      let looks = 0;
      const out = join(large(), 'on-cluster');
      const ports = workspacePorts(
        { ...workspaceAt(large()), store: store() },
        {
          warn: () => {},
          out,
          execute: async (...round) => {
            looks += 1;
            if (looks === cutOff) throw new Error('cut off');
            return execute(...round);
          },
        },
      );
      const settings = { progress: silent, strict: false, published: true, untilDecided: true };
      const selection = { profile: 'patches', only: [], seed: undefined, fromScratch: false };
      const study = await runStudy(ports, selection, settings);
      return { study, looks, out };
    };
    const sameAsAlone = (out: string) => {
      for (const name of ['rows.jsonl', 'run.json'])
        expect(readFileSync(join(out, name), 'utf8'), name).to.equal(readFileSync(join(alone, name), 'utf8'));
    };

    it('with a machine that is lost, cut off between two looks and begun again: the bytes of one process, nothing computed twice', async () => {
      const state = join(folder, 'fake-looks');
      const environment = fakeCluster(state, { tasks: { 'level-1 0': ['preempted'] }, mostTasks: 9 });
      const cut = await untilDecided(environment, 2).catch((error: Error) => error.message);
      expect(cut).to.equal('cut off');
      const before = computed(readFileSync(join(state, 'tasks.log'), 'utf8')).size;
      const { study, looks, out } = await untilDecided(environment);
      expect(looks).to.be.above(1);
      expect([study.undone, study.computed]).to.deep.equal([0, study.stages - before]);
      sameAsAlone(out);
      const counts = computed(readFileSync(join(state, 'tasks.log'), 'utf8'));
      // Batches of one name are stages of their own.
      expect([...counts.values()].reduce((sum, count) => sum + count, 0)).to.equal(study.stages);
    });

    it('on Slurm itself', async function () {
      const real = RealSlurm.begin(join(folder, 'slurm-looks'), 9);
      if (!real) return this.skip();
      try {
        const { study, out } = await untilDecided(real.environment);
        expect(study.undone).to.equal(0);
        sameAsAlone(out);
      } finally {
        real.end();
      }
    });
  });

  it('that Snakemake has gives the bytes of one process', async function () {
    if (spawnSync('snakemake', ['--version']).status !== 0) return this.skip();
    const args = ['plan', '--profile', 'patches', '--format', 'snakemake'];
    const { code, stdout, stderr } = await runCli(args, { LATENT_SR_STORE: store() }, folder);
    expect(code, stderr).to.equal(0);
    writeFileSync(join(folder, 'Snakefile'), stdout);
    const ran = spawnSync('snakemake', ['--cores', '2', '--quiet', 'all'], { cwd: folder, encoding: 'utf8' });
    expect(ran.status, ran.stderr).to.equal(0);
    expect(await hashesOf(stages, store())).to.deep.equal(local);
    expect([...computed(ran.stdout + ran.stderr).values()].every((count) => count === 1)).to.equal(true);
  });
});
