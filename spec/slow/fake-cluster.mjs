// A cluster of three machines that are folders and processes of this one, with faults in the order that it is told.
// fake-cluster.mjs COMMAND STATE ARGS... stands for sbatch, squeue, sacct, scancel and scontrol.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const [command, state, ...args] = process.argv.slice(2);
const faults = JSON.parse(readFileSync(join(state, 'faults.json'), 'utf8'));
const nodes = ['n1', 'n2', 'n3'];

/** The next of the things that are to happen at calls of a command. */
function next(name) {
  const file = join(state, `${name}.calls`);
  appendFileSync(file, '.');
  return (faults[name] ?? [])[readFileSync(file).length - 1];
}
const jobFile = (job) => join(state, `job-${job}.json`);
const readJob = (job) => JSON.parse(readFileSync(jobFile(job), 'utf8'));
function writeJob(job, content) {
  const temporary = `${jobFile(job)}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(content));
  renameSync(temporary, jobFile(job));
}
function refuse(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
const down = 'error: Unable to contact slurm controller (connect failure)';

const commands = {
  scontrol: () => console.log(`MaxArraySize            = ${faults.mostTasks + 1}`),
  // As where no accounting is kept.
  sacct: () => refuse('Slurm accounting storage is disabled'),
  sbatch() {
    if (next('sbatch') === 'down') refuse(`sbatch: ${down}`);
    const script = args.at(-1);
    const text = readFileSync(script, 'utf8');
    const count = Number(/--array=0-(\d+)/.exec(text)[1]) + 1;
    if (count > faults.mostTasks) refuse('sbatch: error: Invalid job array specification');
    const job = readFileSync(join(state, 'jobs')).length + 1;
    appendFileSync(join(state, 'jobs'), '.');
    const exclude = /--exclude=(\S+)/.exec(text)?.[1].split(',') ?? [];
    writeJob(job, {
      script,
      exclude,
      tasks: Array.from({ length: count }, () => ({ state: 'PENDING', node: '' })),
    });
    const log = openSync(join(state, 'runner.log'), 'a');
    spawn(process.execPath, [fileURLToPath(import.meta.url), 'run', state, job], {
      detached: true,
      stdio: ['ignore', log, log],
    }).unref();
    console.log(String(job));
  },
  squeue() {
    const said = next('squeue');
    if (said === 'down') refuse(`slurm_load_jobs ${down}`);
    if (said === 'empty') return;
    for (const job of args[args.indexOf('-j') + 1].split(',')) {
      for (const [i, { state: word, node }] of readJob(job).tasks.entries())
        console.log(`${job}_${i}|${word}|${node}`);
    }
  },
  scancel() {
    const [job, i] = args[0].split('_');
    const content = readJob(job);
    if (!['PENDING', 'RUNNING'].includes(content.tasks[i].state)) return;
    content.tasks[i].state = 'CANCELLED';
    writeJob(job, content);
  },
  async run() {
    const [job] = args;
    const { script, exclude, tasks } = readJob(job);
    const may = nodes.filter((node) => !exclude.includes(node));
    for (let i = 0; i < tasks.length; i++) {
      for (let again = true; again; ) again = await task(job, script, i, may[i % may.length]);
    }
  },
};

/** Runs a task once; true where it is put back into the queue. */
async function task(job, script, i, node) {
  const set = (word) => {
    const content = readJob(job);
    content.tasks[i] = { state: word, node };
    writeJob(job, content);
  };
  set('RUNNING');
  const level = /level-\d+/.exec(basename(script))[0];
  const file = join(state, `${level}-${i}.starts`);
  appendFileSync(file, '.');
  const fault = (faults.tasks[`${level} ${i}`] ?? [])[readFileSync(file).length - 1] ?? faults.nodes?.[node];
  const text = readFileSync(script, 'utf8');
  const store = /LATENT_SR_STORE='([^']+)'/.exec(text)[1];
  const key = readFileSync(/"\s'([^']+\.keys)'/.exec(text)[1], 'utf8').split('\n')[i];
  const other = join(dirname(script), `other-${basename(script)}`);
  writeFileSync(other, text.replaceAll(faults.program, faults.otherProgram));
  const lines = {
    full: [
      'unshare',
      ['-m', 'bash', '-c', `mount -t tmpfs -o size=4k tmpfs '${store}/unfinished' && exec bash '${script}'`],
    ],
    other: ['bash', [other]],
  };
  const [program, words] = lines[fault] ?? ['bash', [script]];
  const log = openSync(join(state, 'tasks.log'), 'a');
  const child = spawn(program, words, {
    env: { ...process.env, SLURM_ARRAY_TASK_ID: String(i), SLURMD_NODENAME: node },
    stdio: ['ignore', log, log],
  });
  const ended = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
  if (['preempted', 'dead', 'timeout'].includes(fault)) {
    const claim = join(store, 'claims', `${key}.claim`);
    while (child.exitCode === null && !existsSync(claim)) await wait(1);
    child.kill('SIGKILL');
  }
  const code = await ended;
  if (fault === 'dead') return false;
  if (fault === 'preempted') set('PENDING');
  else set(fault === 'timeout' ? 'TIMEOUT' : code === 0 ? 'COMPLETED' : 'FAILED');
  return fault === 'preempted';
}

await commands[command]();
