import type { Command } from 'commander';

/** The version of the program that a command belongs to. */
export function programVersion(command: Command): string {
  let root = command;
  while (root.parent) root = root.parent;
  return root.version() ?? '';
}
