import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DatasetDeclaration } from '../../../datasets/dataset.ts';
import { subjectTraits } from '../../../datasets/phantoms/subject-traits.ts';
import { compilePattern, subjectOf } from '../../../datasets/subject.ts';
import {
  type SubjectGrouping,
  subjectGrouping,
  type ToldSubject,
} from '../../../datasets/subject-grouping.ts';
import type { Grouping, SubjectGroups } from '../../../datasets/subject-groups.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { isSubjects } from '../../../record/scores/set-of-table.ts';
import type { ScoreTable } from '../../../record/scores/table.ts';
import { columnCalled, nameIn, numberColumn } from '../../../record/scores/table-columns.ts';
import { readBytes } from '../read-bytes.ts';
import { readScores, usualIds } from '../scores/read-scores.ts';
import { baseFolder, type Workspace } from '../workspace.ts';

/**
 * The groupings of a data set's subjects, from the table that it declares: a file, its own scores, or what phantoms are
 * drawn with. A file that is not there is `missing`, which is no fault.
 * @throws InputError where the table cannot be used.
 */
export async function subjectTable(
  workspace: Workspace,
  set: DatasetDeclaration,
  groups: SubjectGroups,
  where: string,
): Promise<
  TableFile & ({ readonly by: Readonly<Record<string, SubjectGrouping>> } | { readonly missing: string })
> {
  const lines =
    set.kind === 'phantom' ? linesOfTraits(set, where) : await linesOfFile(workspace, set, groups);
  if ('missing' in lines) return lines;
  return {
    ...(lines.file && { file: lines.file }),
    by: Object.fromEntries(
      Object.entries(groups.by).map(([name, grouping]) => {
        const at = `${lines.where}: column ${grouping.column}`;
        return [name, subjectGrouping(lines.of(grouping), grouping, at)] as const;
      }),
    ),
  };
}

/** The file that a table was read from, where it is one. */
interface TableFile {
  readonly file?: { readonly path: string; readonly sha256: string };
}

/** What a table says of its subjects, by column. */
interface Lines extends TableFile {
  readonly where: string;
  of(grouping: Grouping): readonly ToldSubject[];
}

function linesOfTraits(set: DatasetDeclaration & { readonly kind: 'phantom' }, where: string): Lines {
  const traits = subjectTraits(set, `${where} /groups`);
  return {
    where,
    of: ({ column }) =>
      [...traits].map(([subject, own]) => {
        const told = own[column];
        if (told !== undefined) return { subject, told, place: subject };
        throw fault(
          `${where} /groups`,
          `a trait among ${Object.keys(own).join(', ')}`,
          JSON.stringify(column),
        );
      }),
  };
}

async function linesOfFile(
  workspace: Workspace,
  set: DatasetDeclaration,
  { file = 'file' in set ? set.file : '', subject }: SubjectGroups,
): Promise<Lines | { readonly missing: string }> {
  const path = resolve(baseFolder(workspace, file), file);
  if (!existsSync(path)) return { missing: `needs the table of subjects of ${set.id}: ${file}` };
  const sha256 = createHash('sha256')
    .update(await readBytes(path))
    .digest('hex');
  // Messages go into reports, which name no folder of this machine.
  const table = { ...(await readScores(path)), path: file };
  const own = set.kind === 'scores' && set.file === file && subject === undefined;
  const subjects = own ? subjectsOfScores(table, set) : textsIn(table, subjectColumn(table, subject));
  return {
    where: file,
    file: { path: file, sha256 },
    of({ column: chosen, bands }) {
      const column = columnCalled(table, chosen);
      const told = bands ? numberColumn(table, column) : textsIn(table, column);
      return table.rows.map(({ place }, i) => ({ subject: subjects[i]!, told: told[i]!, place }));
    },
  };
}

/** As the rows of scores name subjects. */
function subjectsOfScores(
  table: ScoreTable,
  { id, sample, subject, subjects }: DatasetDeclaration & { readonly kind: 'scores' },
): readonly string[] {
  if (subjects !== undefined) return textsIn(table, columnCalled(table, subjects));
  const pattern = compilePattern(subject!, `data set ${id}`);
  return textsIn(table, columnCalled(table, sample)).map((name) => subjectOf(name, pattern, table.path));
}

/** The column that is named, else the one that is called as those of subjects, or of ids, are. */
function subjectColumn(table: ScoreTable, named: string | undefined): string {
  if (named !== undefined) return columnCalled(table, named);
  const { path, columns } = table;
  const found = columns.find(isSubjects) ?? columns.find((column) => usualIds.includes(column.toLowerCase()));
  if (found !== undefined) return found;
  throw fault(path, 'a column of subjects', columns.join(', '), 'name it: "subject" of "groups"');
}

function textsIn({ path, rows }: ScoreTable, column: string): readonly string[] {
  return rows.map(({ place, cells }) => {
    const name = nameIn(cells[column]);
    if (name !== undefined) return name;
    throw fault(
      `${path} ${place}`,
      `a name in column ${column}`,
      'an empty cell',
      'fill it: unknown, where it is',
    );
  });
}

function fault(where: string, expected: string, got: string, remedy = 'correct this value'): InputError {
  return new InputError({ where, expected, got, remedy });
}
