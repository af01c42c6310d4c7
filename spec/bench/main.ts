import { parseArgs } from 'node:util';
import { type Alone, oursAlone, theirsAlone } from './alone.ts';
import type { Bench, Measured } from './bench.ts';
import { benches as networks } from './networks.ts';
import { type Clock, type PythonTimer, startPython } from './python-timer.ts';
import { suites } from './suites.ts';
import { benches as training } from './training.ts';

const { values: flags } = parseArgs({
  options: {
    python: { type: 'string', default: process.env['PYTHON'] ?? 'python3' },
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '9' },
    clock: { type: 'string', default: 'wall' },
    batch: { type: 'string', default: '0.05' },
    alone: { type: 'boolean', default: false },
  },
});

const RUNS = 3;
const ALONE = ['', 'ours, s', 'Python, s', 'ratio', 'ours, MB', 'Python, MB', 'ratio'];
const clock: Clock = flags.clock === 'cpu' ? 'cpu' : 'wall';
const now = { wall: () => performance.now() / 1000, cpu: cpuSeconds }[clock];
const all = flags.alone ? [...networks, ...training] : suites.flat();
const selected = all.filter(({ name }) => name.includes(flags.only));
if (flags.alone) process.stdout.write(aligned([ALONE, ...selected.map(aloneRow)]));
else await timed();

async function timed(): Promise<void> {
  const python = startPython(flags.python);
  const measured: Measured[] = [];
  for (const bench of selected) {
    measured.push(await measure(bench, python));
    if (process.stderr.isTTY) process.stderr.write(`${bench.name}\n`);
  }
  python.close();
  process.stdout.write(flags.json ? `${JSON.stringify(documentOf(measured), null, 2)}\n` : tableOf(measured));
}

/** A bench and its counterpart by turns, each time in a process of its own: medians of seconds, the most memory. */
function aloneRow(bench: Bench): readonly string[] {
  const rounds = Array.from({ length: Number(flags.rounds) }, () => [
    oursAlone(bench, RUNS),
    theirsAlone(bench, flags.python, RUNS),
  ]);
  const [ours, theirs] = [0, 1].map((side) => rounds.map((round) => round[side]!)) as [Alone[], Alone[]];
  const seconds = (all: Alone[]) => median(all.flatMap((one) => one.seconds));
  const peak = (all: Alone[]) => Math.max(...all.map((one) => one.peak));
  return [
    bench.name,
    ...[seconds(ours), seconds(theirs), seconds(ours) / seconds(theirs)].map((x) => x.toFixed(2)),
    ...[peak(ours) / 1e6, peak(theirs) / 1e6].map((x) => x.toFixed(0)),
    (peak(ours) / peak(theirs)).toFixed(2),
  ];
}

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
  return aligned([['', 'ours / s', 'Python / s', 'ratio'], ...rows]);
}

function aligned(table: readonly (readonly string[])[]): string {
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
  return `${table.map(line).join('\n')}\n`;
}

function shown(rate: number): string {
  return rate >= 100 ? rate.toFixed(0) : rate.toPrecision(3);
}
