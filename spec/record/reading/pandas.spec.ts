import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { readDocument } from '../../../harness/edges/files/documents/read-document.ts';
import { recordOf } from '../../../harness/record/reading/record-of.ts';

interface Frame {
  readonly cells: readonly { readonly row: string[]; readonly column: string[]; readonly text: string }[];
  readonly tex: string;
  readonly html: string;
  readonly md?: string;
  readonly csv?: string;
}

const { tables } = JSON.parse(
  readFileSync(new URL('../../../golden/oracles/record-tables.json', import.meta.url), 'utf8'),
) as { readonly tables: readonly Frame[] };

/** The figures of a frame by their ids, as its names say them. */
function figuresOf({ cells }: Frame): Readonly<Record<string, string>> {
  return Object.fromEntries(
    cells.flatMap(({ row, column, text }) => {
      const [value, spread] = text.split(' ± ');
      const id = ['table1', ...row, column.join('.')].join('/').toLowerCase();
      return [[id, value!], ...(spread === undefined ? [] : [[`${id}-spread`, spread]])];
    }),
  );
}

describe('tables that pandas writes', () => {
  for (const form of ['tex', 'html', 'md', 'csv'] as const) {
    it(`as ${form} give back their cells under their names`, async () => {
      for (const frame of tables) {
        const text = frame[form];
        if (text === undefined) continue;
        const { figures, cells } = recordOf(await readDocument(text, `frame.${form}`), 'frame');
        const found = Object.fromEntries(figures.map(({ id, text: own }) => [id, own]));
        expect(found, text).to.deep.equal(figuresOf(frame));
        expect(cells.filter(({ as }) => as === 'not understood')).to.deep.equal([]);
      }
    });
  }
});
