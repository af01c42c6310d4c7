import { readFileSync, writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { InputError } from '../../../numeric/input-error.ts';
import { type DocumentForm, documentForms } from '../../files/documents/document-forms.ts';
import { type Answer, answering } from '../answer.ts';
import type { Register } from '../program.ts';

/** `latent-sr record DOCUMENT`: a paper's tables and sentences as a record with the checks that they allow. */
export const registerRecord: Register = (program) => {
  program
    .command('record')
    .description(
      "turn a paper's tables and sentences into a record with the checks that they allow, and say what was not understood",
    )
    .argument('<document>', 'a CSV, LaTeX, HTML, Markdown or text file; - is standard input')
    .option('--out <file>', 'write the record there, for latent-sr audit record')
    .option('--figures', 'list every figure with its place')
    .addOption(
      new Option('--as <form>', 'what the document is written in, where its name does not say it').choices(
        documentForms,
      ),
    )
    .option('--json', 'print one JSON document')
    .action(answering(recordDocument));
};

interface Flags {
  readonly out?: string;
  readonly figures?: true;
  readonly as?: DocumentForm;
}

async function recordDocument(path: string, { out, figures, as }: Flags, _command: Command): Promise<Answer> {
  const [{ readDocument }, { recordOf }, { recordText, countCells }] = await Promise.all([
    import('../../files/documents/read-document.ts'),
    import('../../../record/reading/record-of.ts'),
    import('./text.ts'),
  ]);
  const name = path === '-' ? 'standard input' : path;
  const drafted = recordOf(await readDocument(await textOf(path, name), name, as), name);
  const { record, cells, notes } = drafted;
  if (record.tables.length + record.figures.length === 0) throw nothingIn(name, cells.length);
  if (out !== undefined) writeFileSync(out, `${JSON.stringify(record, null, 2)}\n`);
  const document = {
    command: 'record',
    document: name,
    counts: countCells(drafted),
    record,
    cells,
    notes,
    ...(out !== undefined && { written: out }),
  };
  return { document, text: recordText(name, drafted, { figures: figures === true, written: out }) };
}

async function textOf(path: string, name: string): Promise<string> {
  const { tableText } = await import('../../files/scores/table-text.ts');
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new InputError({
      where: name,
      expected: 'a document',
      got: missing ? 'no such file' : (error as Error).message,
      remedy: 'give the path of a CSV, LaTeX, HTML, Markdown or text file',
    });
  }
  return tableText(name, bytes);
}

function nothingIn(name: string, cells: number): InputError {
  return new InputError({
    where: name,
    expected: 'tables with numbers, or sentences such as "t(38) = 2.22, p = .03" or "12 of 40 (30%)"',
    got: cells === 0 ? 'neither' : `${cells} cells and no number in any`,
    remedy: 'give another document, or say what it is written in by --as',
  });
}
