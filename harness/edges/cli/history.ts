import type { Command } from 'commander';
import { InputError } from '../../numeric/input-error.ts';
import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';
import { programVersion } from './program-version.ts';

interface Flags {
  readonly add?: string | true;
  readonly commit?: string;
  readonly date?: string;
  readonly profile?: string;
  readonly all?: boolean;
  readonly html?: string;
}

/** `latent-sr history`: the key figures of runs over the commits of a project, in a file that it keeps. */
export const registerHistory: Register = (program) => {
  program
    .command('history')
    .description("draw the key figures of runs over a project's commits, from a file that it keeps")
    .argument('[file]', 'JSON lines, one a run', 'history.jsonl')
    .option('--add [run]', 'first add a run (default: the last one)')
    .option('--commit <id>', "the run's commit (default: that of the current folder)")
    .option('--date <date>', 'its date, as 2026-11-28 or 2026-11-28T10:00:00Z (default: that of the commit)')
    .option('--profile <id>', "runs of this profile (default: the last one's)")
    .option('--all', 'every figure, not the ten that changed most')
    .option('--html <file>', 'also write it as a page')
    .option('--json', 'print one JSON document')
    .action(answering(history));
};

const MOST = 10;

async function history(file: string, flags: Flags, command: Command): Promise<Answer> {
  const [{ appendHistory, readHistory }, { historyEntry, historyView, isRecorded }, { tablesText }] =
    await Promise.all([
      import('../files/history.ts'),
      import('../../study/history.ts'),
      import('./tables-text.ts'),
    ]);
  const before = await readHistory(file);
  let added = false;
  if (flags.add !== undefined) {
    const entry = historyEntry(await runAt(flags.add), await headOf(flags, programVersion(command)));
    added = !isRecorded(before, entry);
    if (added) await appendHistory(file, entry);
  }
  const entries = added ? await readHistory(file) : before;
  const profile = flags.profile ?? entries.at(-1)?.profile;
  if (profile === undefined || !entries.some((entry) => entry.profile === profile)) {
    throw new InputError({
      where: file,
      expected: profile === undefined ? 'a run at least' : `a run of the profile ${profile}`,
      got: 'none',
      remedy: 'add one: latent-sr history --add RUN',
    });
  }
  const viewOf = (most: number) => historyView(entries, profile, flags.all ? Infinity : most);
  if (flags.html !== undefined) {
    const { writeTablesPage } = await import('./write-tables-page.ts');
    await writeTablesPage(viewOf(Infinity), flags.html);
  }
  return {
    document: { file, added, entries },
    text: tablesText(viewOf(MOST)),
    ...(flags.add !== undefined && !added && { note: `${file} has this run already; nothing was added` }),
  };
}

async function runAt(given: string | true) {
  const [{ readWholeRun }, { lastRun }, { workspaceAt }] = await Promise.all([
    import('../files/runs.ts'),
    import('../files/last-run.ts'),
    import('../files/workspace.ts'),
  ]);
  return readWholeRun(given === true ? await lastRun(workspaceAt(undefined)) : given);
}

async function headOf({ commit, date }: Flags, version: string) {
  if (date !== undefined && !/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(date)) {
    throw new InputError({
      where: '--date',
      expected: 'a date of ISO 8601, as 2026-11-28 or 2026-11-28T10:00:00Z',
      got: JSON.stringify(date),
      remedy: 'correct it',
    });
  }
  const { spawnSync } = await import('node:child_process');
  const told = (format: string) => {
    const { status, stdout } = spawnSync('git', ['show', '-s', `--format=${format}`, commit ?? 'HEAD'], {
      encoding: 'utf8',
    });
    return status === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
  };
  const [id, day] = [commit ?? told('%H'), date ?? told('%cI')];
  if (id !== undefined && day !== undefined) return { commit: id, date: day, version };
  throw new InputError({
    where: 'history --add',
    expected: `a folder under git that has the commit, or --commit and --date`,
    got: id === undefined ? 'no commit' : 'no date',
    remedy: 'give them',
  });
}
