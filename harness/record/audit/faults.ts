import { guarding } from '../../numeric/guarded.ts';
import { InputError } from '../../numeric/input-error.ts';
import { readFigures } from '../figures.ts';
import type { PrintedRecord } from '../record.ts';
import { runCheck } from './audit.ts';

/**
 * Every check of a record that cannot be run: one that names an unknown figure, an option that its rule does not
 * know, or the id of another.
 * @param file the record's file, for the message
 */
export function faultsOfRecord(record: PrintedRecord, file: string): readonly InputError[] {
  const faults: InputError[] = [];
  const guarded = guarding(faults);
  const figures = guarded(() => readFigures(record, {}), undefined);
  const { checks } = record;
  checks.forEach(({ id }, i) => {
    if (checks.findIndex((other) => other.id === id) === i) return;
    faults.push(
      new InputError({
        where: `record check ${id}`,
        expected: 'every check once',
        got: 'two with this id',
        remedy: 'give one of them another id',
      }),
    );
  });
  if (figures) for (const check of checks) guarded(() => runCheck(record, check, figures), undefined);
  return faults.map(({ fault }) => new InputError({ ...fault, where: `${file} /checks (${fault.where})` }));
}
