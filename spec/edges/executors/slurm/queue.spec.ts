import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { memoryEnvironment } from '../../../../harness/edges/executors/memory-environment.ts';
import { patiently, QueueSilent, slurm } from '../../../../harness/edges/executors/slurm/queue.ts';
import { requestedBy } from '../../../../harness/edges/executors/slurm/requested.ts';
import { scriptOf } from '../../../../harness/edges/executors/slurm/script.ts';
import { arraysOf } from '../../../../harness/edges/executors/slurm/stage-array.ts';
import { fakeCommands, refuses, says } from './fake-slurm.ts';
import { SimulatedCluster } from './simulated-cluster.ts';

describe('the commands of Slurm', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-slurm-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const queueOf = (commands: Readonly<Record<string, string>>) => slurm(fakeCommands(folder, commands));

  it('are understood: tasks apart and together, ended and forgotten ones, the newer word of two', async () => {
    const states = await queueOf({
      sacct: says('7_0|COMPLETED|n1\n7_1|PREEMPTED|n1\n7_2|CANCELLED by 1000|n2\n8|COMPLETED|n1\n'),
      squeue: says('7_1|PENDING|\n7_[4-6,9%2]|PENDING|\n7_3|RUNNING|n2\n8_0|OUT_OF_MEMORY|n3\n'),
    }).states(['7', '8']);
    expect(Object.fromEntries(states)).to.deep.equal({
      '7_0': { state: 'completed', node: 'n1' },
      '7_1': { state: 'pending' },
      '7_2': { state: 'cancelled', node: 'n2' },
      '7_3': { state: 'running', node: 'n2' },
      '7_4': { state: 'pending' },
      '7_5': { state: 'pending' },
      '7_6': { state: 'pending' },
      '7_9': { state: 'pending' },
      '8_0': { state: 'memory', node: 'n3' },
    });
  });

  it('may lack the accounting, and have forgotten a job', async () => {
    const states = await queueOf({
      sacct: refuses('Slurm accounting storage is disabled'),
      squeue: refuses('slurm_load_jobs error: Invalid job id specified'),
    }).states(['7']);
    expect(states.size).to.equal(0);
  });

  for (const said of [
    'sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)',
    'sbatch: error: Batch job submission failed: Socket timed out on send/recv operation',
    'sbatch: error: Batch job submission failed: Resource temporarily unavailable',
    'sbatch: error: QOSMaxSubmitJobPerUserLimit\nsbatch: error: Job violates accounting/QOS policy',
  ]) {
    it(`are asked again after "${said.split(': ').at(-1)}"`, async () => {
      const queue = queueOf({
        sbatch: `printf . >> ${folder}/tries
          if [ $(wc -c < ${folder}/tries) -lt 3 ]; then
            ${refuses(said)}
          fi
          ${says('12;cluster')}`,
      });
      const [silences, pauses] = [[] as string[], [] as number[]];
      const job = await patiently(
        () => queue.submit('script.sh', ['3', '4']),
        (silence) => silences.push(silence),
        async (pause) => pauses.push(pause),
      );
      expect([job, pauses]).to.deep.equal(['12', [5_000, 10_000]]);
      expect(silences[0]).to.equal(`sbatch: ${said.split('\n')[0]}`);
    });
  }

  it('that refuse a job are quoted, with what to do; where there are none, that is said', async () => {
    const refusing = queueOf({ sbatch: refuses('sbatch: error: invalid partition specified: gpus') });
    const message = async (work: Promise<unknown>) =>
      work.then(
        () => expect.fail('no fault'),
        (error: Error) => error.message,
      );
    expect(await message(refusing.submit('script.sh'))).to.equal(
      'sbatch: expected a queue that takes the job, got sbatch: error: invalid partition specified: gpus; correct "resources" in the profile; --dry-run prints the scripts',
    );
    expect(await message(slurm({ PATH: join(folder, 'none') }).submit('x'))).to.contain(
      'expected sbatch in the PATH, got none',
    );
    expect(await message(queueOf({ sbatch: says('hello') }).submit('x'))).to.contain('hello');
    expect(new QueueSilent('x')).to.not.have.property('fault');
  });

  it('say how many tasks an array may have', async () => {
    const most = (text: string) => queueOf({ scontrol: says(text) }).mostTasks();
    expect(await most('MaxArraySize            = 21\nMaxDBDMsgs = 2\n')).to.equal(20);
    expect(await most('')).to.equal(1000);
  });

  it('get a script that gives each task its key, in any folder, within what the profile asks for', () => {
    const { stages } = new SimulatedCluster({ preempted: [], lag: 0, minutes: {}, mostTasks: 9 }, [3, 1]);
    const requested = requestedBy({
      id: 'p',
      resources: {
        '*': { partition: 'cpu', setup: ['export MODULE=loaded'] },
        sample: { minutes: 90, gpus: 1, options: ['--qos=low'], within: 'env INSIDE=yes' },
      },
    });
    const [array] = arraysOf(stages, requested);
    const place = {
      folder: join(folder, "it's here"),
      plan: join(folder, "it's here", 'plan.json'),
      store: join(folder, "it's here"),
      node: '/not/asked/for',
      program: '/the program.js',
    };
    // What a task starts: it says what it was given.
    fakeCommands(folder, {
      node: 'printf "%s\\n" "$@" "$LATENT_SR_STORE" "$MALLOC_MMAP_THRESHOLD_" "$MODULE" "$INSIDE"',
    });
    mkdirSync(place.folder);
    writeFileSync(join(place.folder, 'level-0-sample.keys'), 'first\nsecond\nthird\n');
    const script = scriptOf({ ...array!, exclude: ['n1', 'n2'] }, place);
    writeFileSync(join(folder, 'script.sh'), script);
    const { stdout, stderr } = spawnSync('bash', [join(folder, 'script.sh')], {
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env['PATH']}`, SLURM_ARRAY_TASK_ID: '2' },
    });
    expect(stderr).to.equal('');
    expect(stdout.trim().split('\n')).to.deep.equal([
      ...['/the program.js', 'stage', 'third', '--plan', place.plan],
      ...['--notes', `${place.store}/slurm/notes`, '--threads', '1'],
      ...[place.store, memoryEnvironment.MALLOC_MMAP_THRESHOLD_, 'loaded', 'yes'],
    ]);
    expect(script.split('\n').filter((line) => line.startsWith('#SBATCH'))).to.deep.equal(
      [
        '--job-name=latent-sr-level-0-sample',
        '--array=0-2',
        '--time=90',
        '--mem=4G',
        '--cpus-per-task=1',
        '--gres=gpu:1',
        '--partition=cpu',
        '--exclude=n1,n2',
        '--requeue',
        '--open-mode=append',
        `--output=${place.folder}/logs/%A_%a.txt`,
        '--qos=low',
      ].map((directive) => `#SBATCH ${directive}`),
    );
    expect(readFileSync(join(folder, 'script.sh'), 'utf8')).to.match(/^#!\/bin\/bash\n/);
  });

  it('are asked for by kinds of stages that there are', () => {
    expect(() => requestedBy({ id: 'p', resources: { sampel: {} } })).to.throw(
      /^experiments\/profiles\/p\.json \/resources: expected kinds of stages among \*, dataset, .*, got "sampel"; correct the kind$/,
    );
  });
});
