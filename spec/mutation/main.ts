import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './bundle.ts';
import { isListed } from './equivalent.ts';
import type { Mutant } from './mutants.ts';
import { ResultsCache } from './results-cache.ts';
import { type Score, scoresOf } from './score.ts';
import { tried, unitsOf } from './trial.ts';

const usage = `npm run mutate -- [PATH[:LINE]...] [options]
  PATH           folders, files or lines of harness/ (default: the core and edges/files, edges/stages)
  --changed REF  the files that differ from a commit
  --sample N     so many, drawn by --seed (default 1)
  --near N       specifications that are asked about a mutant, the nearest by imports (default 6)
  --others N     more of them that are asked about what these let pass (default 6)
  --among REGEX  only these specifications are asked, and nothing is kept: what one of them alone sees
  --lanes N      processes side by side
  --fresh        tries again what was tried before
  --json FILE    writes the table: each folder's counts, score and survivors (place, from, to)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    changed: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    near: { type: 'string', default: '6' },
    others: { type: 'string', default: '6' },
    among: { type: 'string' },
    lanes: { type: 'string', default: String(availableParallelism()) },
    fresh: { type: 'boolean', default: false },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(usage);
else await main();

async function main(): Promise<void> {
  const units = unitsOf(filesAsked());
  const numbered = [...units.values()].flatMap(({ mutants }) => mutants);
  const chosen = drawn(
    numbered.flatMap((mutant, n) => (isAsked(mutant) ? [n] : [])),
    numbered,
  );
  const { among } = values;
  const cache = new ResultsCache(values.fresh || among !== undefined);
  const known = chosen.flatMap((n) => {
    const kept = cache.get(numbered[n]!);
    return kept ? [{ ...numbered[n]!, ...kept }] : [];
  });
  const left = chosen.filter((n) => !cache.get(numbered[n]!));
  console.error(
    `${numbered.length} mutants of ${units.size} files, ${chosen.length} asked, ${known.length} known`,
  );
  const found = await tried(units, new Set(left), {
    lanes: Number(values.lanes),
    near: Number(values.near),
    others: Number(values.others),
    progress: (text) => process.stderr.write(process.stderr.isTTY ? `\r${text} ` : ''),
    note: (text) => process.stderr.write(`${text}\n`),
    ...(among !== undefined && { among: new RegExp(among) }),
    found: (results) => {
      if (among === undefined) cache.keep(results);
    },
  });
  const scores = scoresOf([...known, ...found], isListed);
  if (values.json !== undefined)
    writeFileSync(
      values.json,
      `${JSON.stringify({ seed: Number(values.seed), asked: positionals, scores }, null, 2)}\n`,
    );
  print(scores);
}

function filesAsked(): readonly string[] {
  const all = readdirSync(join(root, 'harness'), { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => file.endsWith('.ts') && !/^(schemas|edges\/(?!files|stages)|main\.ts|index\.ts)/.test(file),
    )
    .map((file) => `harness/${file}`)
    .sort();
  if (values.changed !== undefined) {
    const changed = execFileSync('git', ['diff', '--name-only', values.changed], {
      cwd: root,
      encoding: 'utf8',
    });
    return all.filter((file) => changed.split('\n').includes(file));
  }
  const paths = positionals.map((path) => path.replace(/:\d+$/, ''));
  for (const path of paths)
    if (!all.some((file) => isIn(file, path)))
      throw new Error(`${path}: expected a file or folder of harness/ that is tried, got none; see --help`);
  return paths.length === 0 ? all : all.filter((file) => paths.some((path) => isIn(file, path)));
}

function isIn(file: string, path: string): boolean {
  return file === path || file.startsWith(path.endsWith('/') ? path : `${path}/`);
}

function isAsked({ file, line }: Mutant): boolean {
  const lines = positionals.filter((path) => isIn(file, path.replace(/:\d+$/, '')));
  return lines.length === 0 || lines.some((path) => !/:\d+$/.test(path) || path.endsWith(`:${line}`));
}

/** A sample that does not change with the order of files, in the order of their numbers. */
function drawn(numbers: readonly number[], mutants: readonly Mutant[]): readonly number[] {
  if (values.sample === undefined) return numbers;
  const rank = (n: number) => {
    const { file, start, to } = mutants[n]!;
    return createHash('sha256').update(`${values.seed} ${file} ${start} ${to}`).digest('hex');
  };
  const ranked = numbers.map((n) => ({ n, rank: rank(n) })).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked
    .slice(0, Number(values.sample))
    .map(({ n }) => n)
    .sort((a, b) => a - b);
}

function print(scores: readonly Score[]): void {
  for (const { at, from, to, outcome } of scores.flatMap(({ survivors }) => survivors))
    console.log(`${outcome} ${at}  ${oneLine(from)}  ->  ${oneLine(to)}`);
  console.log(`\n${'folder'.padEnd(16)}mutants  killed  survived  equivalent  score`);
  for (const { folder, mutants, killed, survived, equivalent, percent } of scores)
    console.log(
      `${folder.padEnd(16)}${String(mutants).padStart(7)}${String(killed).padStart(8)}${String(survived).padStart(10)}${String(equivalent).padStart(12)}${percent.toFixed(1).padStart(6)}%`,
    );
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line === '' ? '(nothing)' : line.length > 80 ? `${line.slice(0, 77)}...` : line;
}
