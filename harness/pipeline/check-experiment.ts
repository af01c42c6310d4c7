import { resolveMethod } from '../baselines/catalogue.ts';
import { resolveDegradation } from '../degrade/catalogue.ts';
import { metricNamed } from '../metrics/catalogue.ts';
import { InputError } from '../numeric/input-error.ts';
import { procedureNamed } from '../statistics/catalogue.ts';
import type { Experiment } from './experiment.ts';

/**
 * Checks what a schema cannot: that every metric, procedure, degradation and method exists and takes the
 * options it is given, and that no id stands twice.
 * @param file the declaration's file, for the message
 * @throws InputError with the file and the JSON pointer.
 */
export function checkExperiment(experiment: Experiment, file: string): void {
  const { cells, scores, statistics, figures, panels } = experiment;
  cells.degradation.forEach(({ id: _, ...options }, i) => {
    at(`${file} /cells/degradation/${i}`, (where) => resolveDegradation(options, where));
  });
  cells.method.forEach(({ id: _, ...options }, i) => {
    at(`${file} /cells/method/${i}`, (where) => resolveMethod(options, where));
  });
  scores.forEach(({ metric, convention }, i) => {
    at(`${file} /scores/${i}`, () => metricNamed(metric).resolve(convention));
  });
  statistics.forEach(({ procedure, options }, i) => {
    at(`${file} /statistics/${i}`, () => procedureNamed(procedure).resolve(options));
  });
  for (const [name, list] of Object.entries({ ...cells, scores, statistics, figures, panels })) {
    const ids = list.map((entry) => (typeof entry === 'string' ? entry : entry.id));
    const repeated = ids.findIndex((id, i) => ids.indexOf(id) !== i);
    if (repeated < 0) continue;
    throw new InputError({
      where: `${file} ${name in cells ? '/cells' : ''}/${name}/${repeated}`,
      expected: 'an id that stands once',
      got: JSON.stringify(ids[repeated]),
      remedy: 'give every entry an id of its own',
    });
  }
}

function at(where: string, check: (where: string) => unknown): void {
  try {
    check(where);
  } catch (error) {
    if (!(error instanceof InputError) || error.fault.where.startsWith(where)) throw error;
    throw new InputError({ ...error.fault, where: `${where}: ${error.fault.where}` });
  }
}
