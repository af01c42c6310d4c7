import type { ReportView } from '../../report/view-model.ts';
import { verdictsCsv } from '../gate/verdicts-csv.ts';
import type { RunDocument } from '../run-document.ts';
import { csvText } from './csv-text.ts';

/** Every table of the report as a CSV file, by name: the verdicts, the record's findings, those of experiments, time. */
export function tableFiles(
  view: ReportView,
  run: Pick<RunDocument, 'verdicts'>,
): Readonly<Record<string, string>> {
  const { record, experiments, provenance } = view;
  const columns = [
    'id',
    'claim',
    'severity',
    'statement',
    'place',
    'printed',
    'recomputed',
    'resolution',
  ] as const;
  return {
    'table-verdicts.csv': verdictsCsv(run),
    ...(record.length > 0 && {
      'table-record.csv': csvText(
        columns,
        record.map((finding) => columns.map((column) => finding[column])),
      ),
    }),
    ...Object.fromEntries(
      [...experiments, ...(view.foretelling ? [view.foretelling] : [])].flatMap(({ tables }) =>
        tables.map((table) => [
          `table-${table.id.replace(/[^A-Za-z0-9._-]+/g, '-')}.csv`,
          csvText(
            table.columns.map(({ title }) => title),
            table.rows,
          ),
        ]),
      ),
    ),
    'table-time.csv': csvText(
      ['stage', 'runs', 'cached', 'seconds', 'gflop'],
      provenance.time.map(({ stage, runs, cached, seconds, gflop }) => [stage, runs, cached, seconds, gflop]),
    ),
  };
}
