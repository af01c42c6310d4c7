import { bareSubject } from '../datasets/bare-subject.ts';
import type { SubjectGrouping } from '../datasets/subject-grouping.ts';
import { InputError } from '../numeric/input-error.ts';
import type { Sample } from '../statistics/procedure.ts';

/** A grouping of a data set's subjects, one of so many that are looked at. */
export interface ComparedGrouping extends SubjectGrouping {
  readonly among: number;
}

/**
 * A sample whose y numbers the group of each observation's subject.
 * @param where the statistic and its group, for messages
 * @throws InputError naming the subjects that are in no group.
 */
export function inSubjectGroups(sample: Sample, { names, groupOf }: SubjectGrouping, where: string): Sample {
  const missing = [...new Set(sample.clusters)].filter((subject) => !Object.hasOwn(groupOf, subject));
  if (missing.length > 0) {
    throw new InputError({
      where,
      expected: 'every subject of the data set in the table of subjects',
      got: `none of ${listed(missing.map((subject) => asWritten(subject, groupOf)))}`,
      remedy: 'add them to the table; where nothing is known of one, write so: unknown',
    });
  }
  return { ...sample, y: Float64Array.from(sample.clusters, (subject) => groupOf[subject]!), groups: names };
}

/** A name, with the one of the table that case and blanks alone tell it apart from. */
function asWritten(subject: string, groupOf: SubjectGrouping['groupOf']): string {
  const near = Object.keys(groupOf).find((known) => bareSubject(known) === bareSubject(subject));
  return near === undefined ? subject : `${subject} (written ${JSON.stringify(near)} there)`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
