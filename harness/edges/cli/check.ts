import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { CheckedFile } from '../files/check-workspace.ts';
import { workspaceAt } from '../files/workspace.ts';
import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';

/** `latent-sr check [FILE...]`: the declarations, without running anything. */
export const registerCheck: Register = (program) => {
  program
    .command('check')
    .description(
      'check declarations without running them, and the images in folders that they name; tell all faults at once',
    )
    .argument(
      '[file...]',
      'declarations, in the workspace or not; every one of the workspace where none is given',
    )
    .option('--workspace <folder>', 'folder with experiments/ and golden/ (default: this package)')
    .option('--json', 'print one JSON document')
    .action(answering(check));
};

async function check(
  files: readonly string[],
  flags: { readonly workspace?: string },
  _command: Command,
): Promise<Answer> {
  const [{ checkWorkspace }, { faultsOfFile }, { withFaultsOfImages }] = await Promise.all([
    import('../files/check-workspace.ts'),
    import('../files/check-file.ts'),
    import('../files/datasets/faults-of-images.ts'),
  ]);
  const workspace = workspaceAt(flags.workspace);
  const pathOf = (file: string) => relative(workspace.root, resolve(file));
  const known =
    files.length === 0 || files.some((file) => !pathOf(file).startsWith('..'))
      ? checkWorkspace(workspace)
      : [];
  // What lies in the workspace is held against the rest of it, anything else is looked at by itself.
  const declared: readonly CheckedFile[] =
    files.length === 0
      ? known
      : files.map(
          (file) =>
            known.find((one) => one.file === pathOf(file)) ?? {
              file,
              faults: faultsOfFile(resolve(file), file),
            },
        );
  const checked = await withFaultsOfImages(workspace, declared);
  const faults = checked.flatMap((one) => one.faults);
  return {
    document: {
      command: 'check',
      files: checked.map(({ file, faults: own }) => ({ file, faults: own.map(({ fault }) => fault) })),
      faults: faults.length,
    },
    text: [
      ...faults.map(({ message }) => message),
      `${counted(checked.length, 'file')} checked, ${counted(faults.length, 'fault')}`,
    ].join('\n'),
    exitCode: faults.length > 0 ? 1 : 0,
  };
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
