import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';
import { compareRuns } from '../../study/compare/runs.ts';
import type { AskedLanes } from '../../study/cost/lanes.ts';
import type { Progress } from '../../study/execution.ts';
import { prepare, type Selection } from '../../study/prepare.ts';
import type { RunDocument } from '../../study/run-document.ts';
import { runStudy } from '../../study/run-study.ts';
import { readWholeRun } from '../files/runs.ts';
import { type Workspace, workspaceAt } from '../files/workspace.ts';
import { harnessPackage } from '../init/harness-package.ts';
import { surroundings } from '../surroundings.ts';
import { workspacePorts } from '../workspace-ports.ts';
import { type Certificate, hashesIn, wholeCode } from './certificate.ts';
import { certifiedFiles } from './certified-files.ts';

/** How a certificate is made. */
export interface Certifying extends AskedLanes {
  readonly engine?: string | undefined;
  readonly progress: Progress;
  readonly warn: (message: string) => void;
}

/**
 * Writes a folder that replays a claim of a finished run, or all of it: a workspace of what it needs and, in `run/`,
 * what it gives. It is made from the store, so that a run which this version and this workspace would not give again
 * is refused.
 * @throws InputError for a claim that the run has not, a folder that holds something, a run that is not given again
 */
export async function certify(
  workspace: Workspace,
  runFolder: string,
  claim: string | null,
  folder: string,
  { jobs, threads, engine, progress, warn }: Certifying,
): Promise<Certificate> {
  const run = readWholeRun(runFolder);
  const selection = selectionOf(run, claim, engine);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw refused(folder, 'a new or empty folder', 'one that holds something', 'name another by --out');
  }
  const prepared = await prepare(workspacePorts(workspace, { warn }), selection);
  for (const name of certifiedFiles(workspace, prepared)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await copyFile(join(workspace.root, name), join(folder, name));
  }
  const { store, assets } = workspace;
  const own = { ...workspaceAt(folder), store, assets };
  const ports = workspacePorts(own, { jobs, threads, warn, out: runOf(folder) });
  const study = await runStudy(ports, selection, { progress, strict: false, published: true });
  const [fault] = study.faults;
  if (fault) throw fault;
  await assertGivenAgain(runFolder, run, folder, study.run);
  const { node, system } = await surroundings();
  const { profile, seed, selection: only } = study.run;
  await writeFile(join(folder, 'README.md'), readmeOf(study.run, claim));
  const certificate: Certificate = {
    certificate: 1,
    claim,
    profile,
    seed,
    selection: only,
    made: { harness: harnessPackage(), code: wholeCode(), engine: prepared.engine },
    on: { node, system },
    files: Object.fromEntries(await hashesIn(folder)),
  };
  await writeFile(join(folder, 'certificate.json'), `${JSON.stringify(certificate, null, 2)}\n`);
  return certificate;
}

/** Where a certificate's folder has the results. */
export function runOf(folder: string): string {
  return join(folder, 'run');
}

function selectionOf(run: RunDocument, claim: string | null, engine: string | undefined): Selection {
  const claims = [...new Set(run.verdicts.map((verdict) => verdict.claim))];
  if (claim !== null && !claims.includes(claim)) {
    throw refused('--claim', `one of ${claims.join(', ')}`, JSON.stringify(claim), 'correct the id');
  }
  const { profile, seed } = run;
  return { profile, seed, only: claim === null ? run.selection : [claim], fromScratch: false, engine };
}

/** @throws InputError unless what was made stands in the run: its verdicts, its statistics and, as they are, its rows. */
async function assertGivenAgain(
  runFolder: string,
  run: RunDocument,
  folder: string,
  made: RunDocument,
): Promise<void> {
  const claims = new Set(made.verdicts.map(({ claim }) => claim));
  const experiments = new Set(made.experiments.map(({ id }) => id));
  const { verdicts, statistics } = compareRuns(
    {
      verdicts: run.verdicts.filter(({ claim }) => claims.has(claim)),
      experiments: run.experiments.filter(({ id }) => experiments.has(id)),
    },
    made,
  );
  const rows = new Set(await rowsIn(runFolder));
  const [other] = [
    ...verdicts.map(({ claim, part, tier, from, to }) => ({ what: `${claim} ${part} (${tier})`, from, to })),
    ...statistics.map(({ where, from, to }) => ({ what: where, from, to })),
    ...(await rowsIn(join(folder, 'run')))
      .filter((row) => !rows.has(row))
      .map((row) => ({ what: 'rows.jsonl', from: 'no such row', to: row })),
  ];
  if (!other) return;
  throw refused(
    runFolder,
    `what this version gives: ${other.what} ${other.to}`,
    `${other.from}`,
    'make the run anew by latent-sr reproduce, or name its engine by --engine',
  );
}

async function rowsIn(run: string): Promise<readonly string[]> {
  return (await readFile(join(run, 'rows.jsonl'), 'utf8')).split('\n');
}

function readmeOf({ verdicts }: RunDocument, claim: string | null): string {
  return [
    `# Certificate of ${claim ?? 'a run'}`,
    '',
    `Replay it: \`npm install ${harnessPackage()}\`, then \`npx latent-sr verify\` with the path of this folder.`,
    'It computes everything anew from `experiments/` and `golden/` and compares with `run/`, byte for byte.',
    '',
    ...verdicts.map(
      ({ claim: id, part, tier, outcome }) => `- ${id}${part && ` (${part})`}, ${tier}: ${outcome}`,
    ),
    '',
  ].join('\n');
}

function refused(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}
