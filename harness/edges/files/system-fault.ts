import { InputError } from '../../numeric/input-error.ts';

/** What the system refuses for reasons that its user can mend, by error code. */
const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'free some room on the disk and run the command again: what is computed is kept',
  EDQUOT: 'free some of the quota and run the command again: what is computed is kept',
  EACCES: 'change the permissions or name another folder',
  EPERM: 'change the permissions or name another folder',
  EROFS: 'name a folder that can be written',
  ENOTDIR: 'name another folder: a part of this path is a file',
  EEXIST: 'name another folder: a file stands there',
  EISDIR: 'name a file: this is a folder',
  EMFILE: 'raise the limit of open files or use fewer --jobs',
};

/** What one machine cannot do and another may: a full disk, files that it does not show, another version of the program. */
export class MachineFault extends InputError {}

/** The system's refusal as the one line that a user needs, or undefined for any other error. */
export function systemFault(error: unknown): MachineFault | undefined {
  const { code = '', path, message } = error as NodeJS.ErrnoException;
  const remedy = remedies[code];
  if (remedy === undefined) return undefined;
  return new MachineFault({
    where: path ?? 'disk',
    expected: 'a file that can be written',
    got: message,
    remedy,
  });
}
