import { parseArgs } from 'node:util';
import type { Bench, Measured } from './bench.ts';
import { benches as degrade } from './degrade.ts';
import { benches as inferScore } from './infer-score.ts';
import { benches as metrics } from './metrics.ts';
import { benches as networks } from './networks.ts';
import { benches as phantoms } from './phantoms.ts';
import { type Clock, type PythonTimer, startPython } from './python-timer.ts';
import { benches as statistics } from './statistics.ts';
import { sizeBenches } from './statistics-sizes.ts';
import { benches as training } from './training.ts';

const suites: readonly (readonly Bench[])[] = [
  metrics,
  inferScore,
  statistics,
  sizeBenches(),
  degrade,
  phantoms,
  networks,
  training,
];

const { values: flags } = parseArgs({
  options: {
    python: { type: 'string', default: process.env['PYTHON'] ?? 'python3' },
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '9' },
    clock: { type: 'string', default: 'wall' },
    batch: { type: 'string', default: '0.05' },
  },
});

const clock: Clock = flags.clock === 'cpu' ? 'cpu' : 'wall';
const now = { wall: () => performance.now() / 1000, cpu: cpuSeconds }[clock];
const python = startPython(flags.python);
const measured: Measured[] = [];
for (const bench of suites.flat().filter(({ name }) => name.includes(flags.only))) {
  measured.push(await measure(bench, python));
  if (process.stderr.isTTY) process.stderr.write(`${bench.name}\n`);
}
python.close();
process.stdout.write(flags.json ? `${JSON.stringify(documentOf(measured), null, 2)}\n` : tableOf(measured));

/** Medians over rounds that take both sides in turn, so that a busy spell of the machine strikes both. */
async function measure(bench: Bench, timer: PythonTimer): Promise<Measured> {
  const batch = Number(flags.batch);
  const [ours, theirs]: [number[], number[]] = [[], []];
  let skipped = bench.python === undefined ? 'has no counterpart' : undefined;
  await secondsOf(bench.run, 4 * batch); // lets the compiler see it run hot
  for (let round = 0; round < Number(flags.rounds); round++) {
    ours.push(await secondsOf(bench.run, batch));
    if (skipped !== undefined) continue;
    const timing = await timer.time(bench.python!, clock, batch);
    if ('skipped' in timing) skipped = timing.skipped;
    else theirs.push(timing.seconds);
  }
  const rate = 1 / median(ours);
  if (skipped !== undefined) return { name: bench.name, ours: rate, skipped };
  return { name: bench.name, ours: rate, python: 1 / median(theirs), ratio: rate * median(theirs) };
}

async function secondsOf(run: Bench['run'], batchSeconds: number): Promise<number> {
  const start = now();
  for (let runs = 1; ; runs++) {
    const done = run();
    if (done) await done;
    const elapsed = now() - start;
    if (elapsed >= batchSeconds) return elapsed / runs;
  }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

function documentOf(benches: readonly Measured[]) {
  return { node: process.version, python: flags.python, clock, rounds: Number(flags.rounds), benches };
}

function tableOf(benches: readonly Measured[]): string {
  const rows = benches.map(({ name, ours, python: theirs, ratio, skipped }) => [
    name,
    shown(ours),
    theirs === undefined ? '-' : shown(theirs),
    ratio === undefined ? `skipped: ${skipped}` : `${ratio.toFixed(2)} x`,
  ]);
  const table = [['', 'ours / s', 'Python / s', 'ratio'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column].length)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[i]))).join('  ');
  return `${table.map(line).join('\n')}\n`;
}

function shown(rate: number): string {
  return rate >= 100 ? rate.toFixed(0) : rate.toPrecision(3);
}
