import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';
import type { AskedLanes } from '../../study/cost/lanes.ts';
import type { Progress } from '../../study/execution.ts';
import { runStudy } from '../../study/run-study.ts';
import type { EngineName } from '../engines/open-engine.ts';
import { type Workspace, workspaceAt } from '../files/workspace.ts';
import { harnessPackage } from '../init/harness-package.ts';
import { workspacePorts } from '../workspace-ports.ts';
import { type Certificate, type Making, readCertificate, wholeCode } from './certificate.ts';
import { runOf } from './certify.ts';
import { type Difference, firstDifference } from './first-difference.ts';

/** What became of a replay. */
export interface Verification {
  readonly certificate: Certificate;
  /** Null where everything came out byte for byte. */
  readonly difference: Difference | null;
  /** How many stages were computed. */
  readonly computed: number;
}

/**
 * Computes a certificate's results anew, with a store of its own that is empty, and compares them byte for byte.
 * @param here where assets lie that may not be passed on
 * @throws InputError for a damaged folder, and for one that another version or engine made
 */
export async function verify(
  folder: string,
  { assets }: Workspace,
  settings: AskedLanes & {
    readonly progress: Progress;
    readonly warn: (message: string) => void;
  },
): Promise<Verification> {
  const certificate = await readCertificate(folder);
  const { profile, seed, selection: only, made } = certificate;
  assertMadeBy(folder, made, { ...made, harness: harnessPackage(), code: wholeCode() });
  const scratch = await mkdtemp(join(tmpdir(), 'latent-sr-verify-'));
  try {
    const { jobs, threads, progress, warn } = settings;
    const out = join(scratch, 'run');
    const workspace = { ...workspaceAt(folder), store: join(scratch, 'store'), assets };
    const ports = workspacePorts(workspace, { jobs, threads, warn, out });
    const [engine] = made.engine.split(' ') as [EngineName];
    assertMadeBy(folder, made, { ...made, engine: (await ports.engine(engine)).version });
    const selection = { profile, seed, only, fromScratch: false, engine };
    const { computed } = await runStudy(ports, selection, { progress, strict: false, published: true });
    for (const name of ['rows.jsonl', 'run.json']) {
      const difference = await firstDifference(name, join(runOf(folder), name), join(out, name));
      if (difference) return { certificate, difference, computed };
    }
    return { certificate, difference: null, computed };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function assertMadeBy(folder: string, made: Making, here: Making): void {
  const remedies: Readonly<Record<keyof Making, string>> = {
    harness: `npm install ${made.harness} in an empty folder and verify it there`,
    code: `verify it with the very ${made.harness} that wrote it`,
    engine: 'install that version of it beside this package',
  };
  for (const name of Object.keys(remedies) as (keyof Making)[]) {
    if (made[name] === here[name]) continue;
    throw new InputError({
      where: folder,
      expected: `the ${name} that made it: ${made[name]}`,
      got: here[name],
      remedy: remedies[name],
    });
  }
}
