import type { GateCheck } from './checks.ts';

/** A declaration's file, as its repository names it, and its text. */
export interface DeclarationFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What failed, as GitHub's workflow commands, each at the line of its declaration where that is known.
 * @param fileOf the file of a claim or experiment, by its id
 */
export function annotations(
  checks: readonly GateCheck[],
  fileOf: (declaration: string) => DeclarationFile | undefined,
): readonly string[] {
  return checks
    .filter(({ state }) => state === 'failed')
    .map(({ suite, name, message, declaration, part }) => {
      const file = declaration === '' ? undefined : fileOf(declaration);
      const place = file
        ? `file=${property(file.path)},line=${lineOf(file.text, part) ?? lineOf(file.text, declaration) ?? 1},`
        : '';
      return `::error ${place}title=${property(`${suite}: ${name}`)}::${data(message)}`;
    });
}

/** The line, counted from 1, where an id is declared. */
function lineOf(text: string, id: string): number | undefined {
  const at = text
    .split('\n')
    .findIndex((line) => id !== '' && /"id"\s*:/.test(line) && line.includes(JSON.stringify(id)));
  return at < 0 ? undefined : at + 1;
}

/** @see https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
