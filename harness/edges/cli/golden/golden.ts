import { assertOwn } from '../../files/workspace.ts';
import { type Answer, answering } from '../answer.ts';
import { exactCount } from '../counts.ts';
import type { Register } from '../program.ts';
import { lanesAsked, type RunOptions, selectionOf, withSelection } from '../run-options.ts';
import { tell } from '../tell.ts';
import { registerGoldenNetworks } from './networks.ts';

/** `latent-sr golden update`: takes a run's values and verdicts as the expected ones, for a stated reason. */
export const registerGolden: Register = (program) => {
  const golden = program.command('golden').description('the expected values and verdicts');
  withSelection(
    golden.command('update').description('take the values and verdicts of a run as the expected ones'),
  )
    .requiredOption('--reason <text>', 'why they change; it is kept with them')
    .option(
      '--seeds <n>',
      'runs, each of another seed, where noise is drawn (default: as many as before, or 3)',
      (text: string) => exactCount('--seeds', text, 2, 100),
    )
    .action(answering(update));
  registerGoldenNetworks(golden);
};

interface UpdateOptions extends RunOptions {
  readonly reason: string;
  readonly seeds?: number;
}

async function update(options: UpdateOptions): Promise<Answer> {
  const [{ updateGolden }, { workspacePorts }, { InputError }] = await Promise.all([
    import('../../../study/update-golden.ts'),
    import('../../workspace-ports.ts'),
    import('../../../numeric/input-error.ts'),
  ]);
  const reason = options.reason.trim();
  if (reason === '') {
    throw new InputError({
      where: '--reason',
      expected: 'a reason',
      got: 'nothing',
      remedy: 'say why the values change',
    });
  }
  const { workspace, selection } = selectionOf(options);
  assertOwn(workspace, 'golden update');
  const ports = workspacePorts(workspace, { ...lanesAsked(options), warn: tell });
  const { changes, files } = await updateGolden(ports, selection, reason, options.seeds);
  const lines = changes.map(({ where, from, to }) => `${where}: ${from ?? '(none)'} -> ${to ?? '(none)'}`);
  return {
    document: { reason, files, changes },
    text: [...lines, `${changes.length} values changed in ${files.length} files`].join('\n'),
  };
}
