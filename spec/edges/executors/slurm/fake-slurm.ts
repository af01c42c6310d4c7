import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Puts commands of a queue into a folder, each a few lines of shell.
 * @returns an environment in which they are the first in the PATH
 */
export function fakeCommands(folder: string, commands: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  mkdirSync(folder, { recursive: true });
  for (const [name, code] of Object.entries(commands)) {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${code}\n`);
    chmodSync(file, 0o755);
  }
  return { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
}

/** A command that says this. */
export function says(text: string): string {
  return `cat <<'END'\n${text}\nEND`;
}

/** A command that says this on standard error, and fails. */
export function refuses(text: string): string {
  return `cat >&2 <<'END'\n${text}\nEND\nexit 1`;
}
