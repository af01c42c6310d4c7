import { type Command, Option } from 'commander';
import { InputError } from '../../../numeric/input-error.ts';
import type { Measured } from '../../../record/scores/same-units.ts';
import { procedureNamed, procedures } from '../../../statistics/catalogue.ts';
import { cautionsOf } from '../../../statistics/cautions.ts';
import { readTies, type Ties, type TiesRead } from '../../../statistics/decimal-ties.ts';
import type { Procedure, Sample } from '../../../statistics/procedure.ts';
import { procedureAt } from '../../../statistics/procedure-at.ts';
import { type Answer, answering } from '../answer.ts';
import type { Register } from '../program.ts';
import { clustersOf } from './clusters.ts';
import { levelIn } from './level.ts';
import type { TableAccount } from './table-sample.ts';

/** `latent-sr stat NAME FILE [FILE]`: one statistical procedure on columns of scores. */
export const registerStat: Register = (program) => {
  program
    .command('stat')
    .description('run one statistical procedure on columns of per-image scores')
    .argument('<name>', 'the procedure, such as wilcoxon, effect-size, bootstrap, correlation, compare')
    .argument('<file>', "a CSV with a header, or the release's JSON with per_image_metrics")
    .argument('[other]', 'the second arm, paired with the first by id')
    .requiredOption('--x <column>', 'the first arm, or the only column')
    .option('--y <column>', 'the second arm; of the second file where there is one (default there: as --x)')
    .option(
      '--also <column>',
      'a further column of procedures that take several, as icc; may be repeated',
      gathered,
      [],
    )
    .option(
      '--group <column=first>',
      'in place of --y: the column that tells two groups apart, and who is in the first, as in sex=F',
    )
    .option(
      '--by <column>',
      'in place of --y: the column of groups of subgroups, as sex, age band or scanner',
    )
    .option('--id <column>', 'column of ids (default: one called id, image, ...)')
    .option(
      '--subject <column>',
      'column of subjects (default: one called subject, patient, ...; else each row is of its own)',
    )
    .option('--columns <names>', 'names of the columns of a file without a header, separated by commas')
    .option(
      '--cluster <regex>',
      'the subject of an id: the first group of this pattern, as in "^patient(\\d+)_"',
    )
    .addOption(new Option('--method <method>', 'wilcoxon, equivalence').choices(['exact', 'asymptotic']))
    .addOption(
      new Option('--zeros <rule>', 'wilcoxon: zero differences').choices(['wilcox', 'pratt', 'zsplit']),
    )
    .option('--correction', 'wilcoxon: continuity correction')
    .option('--margin <number>', 'equivalence: the margin')
    .addOption(new Option('--quantity <what>', 'equivalence: of what').choices(['mean', 'median', 'h']))
    .option('--seed <number>', 'seed of the procedures that draw')
    .option('--resamples <number>', 'how often they draw')
    .addOption(
      new Option('--ties <reading>', 'equal differences: of decimals as printed, or of doubles as subtracted')
        .choices(['decimal', 'binary'])
        .default('decimal'),
    )
    .option(
      '--level <confidence>',
      'confidence of the intervals, such as 0.9, which names them: ci90 (default: 0.95)',
    )
    .option('--option <key=value>', 'any option of the procedure; may be repeated', gathered, [])
    .option('--json', 'print one JSON document')
    .addHelpText('after', proceduresText)
    .action(answering(runProcedure));
};

/** The flags of the command as commander gives them. */
export interface StatFlags {
  readonly x: string;
  readonly y?: string;
  readonly also?: readonly string[];
  readonly group?: string;
  readonly by?: string;
  readonly id?: string;
  readonly subject?: string;
  readonly columns?: string;
  readonly cluster?: string;
  readonly ties?: Ties;
  readonly level?: string;
  readonly option: readonly string[];
  readonly [named: string]: unknown;
}

/** Options of procedures that have a flag of their own. */
const NAMED = ['method', 'zeros', 'correction', 'margin', 'quantity', 'seed', 'resamples'] as const;

/** What the command answers: reads the columns, pairs them, runs the procedure. */
export async function runProcedure(
  name: string,
  path: string,
  otherPath: string | undefined,
  flags: StatFlags,
  _command?: Command,
): Promise<Answer> {
  const [{ accountText, statText, tiesText }, { cataloguedUnit }, { scoreName }, { assertSameUnits }] =
    await Promise.all([
      import('./text.ts'),
      import('../../../metrics/catalogued-unit.ts'),
      import('../../../record/scores/score-name.ts'),
      import('../../../record/scores/same-units.ts'),
    ]);
  const level = levelIn(flags.level);
  const procedure = level === undefined ? procedureNamed(name) : procedureAt(procedureNamed(name), level);
  assertColumns(procedure, flags, otherPath !== undefined);
  const options = procedure.resolve(optionsOf(flags));
  const { sample, measured, accounts } =
    otherPath === undefined ? await oneFile(path, flags) : await twoFiles(path, otherPath, flags);
  if (procedure.takes(options).y === 'x') assertSameUnits(measured);
  const files = otherPath === undefined ? path : `${path} with ${otherPath}`;
  const { result, ties } = computed(procedure, sample, options, flags.ties ?? 'decimal', files);
  const [x, y] = [flags.x, flags.y ?? flags.x].map((column) => cataloguedUnit(scoreName(column)));
  const cautions = cautionsOf(procedure, sample, options);
  const unused = flags.cluster !== undefined && !procedure.clusters(options);
  return {
    document: {
      procedure: name,
      ...(level !== undefined && level !== 0.95 && { level }),
      ...result,
      ...(ties && { ties }),
      ...(cautions.length > 0 && { cautions }),
      accounts,
    },
    ...(unused && {
      note: `${name}, so called, takes every row as independent: --cluster changes no result`,
    }),
    text: [
      statText(`${procedure.title}: ${columnsOf(flags, otherPath !== undefined)}, ${files}`, result, {
        rules: procedure.units(options),
        columns: procedure.takes(options).y === 'x' && x !== y ? {} : { ...(x && { x }), ...(y && { y }) },
      }),
      ...(level === undefined ? [] : [`  intervals: ${Number((100 * level).toFixed(6))} %`]),
      ...cautions.map((caution) => `  caution: ${caution}`),
      ...(ties ? tiesText(ties) : []),
      ...accounts.flatMap(accountText),
    ].join('\n'),
  };
}

/** What tells two groups apart may be a column of names. */
const MARKED: readonly string[] = ['groups', 'ranks'];

/** @throws InputError where the flags name columns that the procedure does not take. */
function assertColumns(
  { name, columns, several, kind }: Procedure,
  flags: StatFlags,
  twoFiles: boolean,
): void {
  if (columns === 'one' && (flags.y !== undefined || twoFiles)) {
    throw misplaced(`one column for ${name}`, flags.y === undefined ? 'two files' : '--y', 'leave it out');
  }
  if (flags.group !== undefined && (!MARKED.includes(kind) || flags.y !== undefined || twoFiles)) {
    const got = flags.y !== undefined ? '--y too' : twoFiles ? 'two files' : name;
    throw misplaced(
      '--group for two-groups and mann-whitney, of one file, in place of --y',
      got,
      'leave one out',
    );
  }
  if (flags.by !== undefined && (kind !== 'subgroups' || flags.y !== undefined || twoFiles)) {
    const got = flags.y !== undefined ? '--y too' : twoFiles ? 'two files' : name;
    throw misplaced('--by for subgroups, of one file, in place of --y', got, 'leave one out');
  }
  if (flags.also?.length && (!several || flags.y === undefined || twoFiles)) {
    const got = several ? (twoFiles ? 'two files' : 'no --y') : name;
    throw misplaced(
      '--also for procedures that take several columns of one file, beside --y',
      got,
      'correct it',
    );
  }
}

/** The procedures by name, for the help. */
function proceduresText(): string {
  const width = Math.max(...procedures.map(({ name }) => name.length));
  const lines = procedures.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`);
  return ['\nProcedures (latent-sr explain NAME says what one computes, and its options):', ...lines].join(
    '\n',
  );
}

/** What was compared, for the heading. */
function columnsOf({ x, y, also, group, by }: StatFlags, twoFiles: boolean): string {
  if (group !== undefined) return `column ${x} by ${group}`;
  if (by !== undefined) return `column ${x} by ${by}`;
  if (also?.length) return `columns ${[x, y, ...also].join(', ')}`;
  if (y === undefined && !twoFiles) return `column ${x} by itself`;
  return `${x} (x) against ${y ?? x} (y)`;
}

/** A sample, and what became of the rows that it comes from. */
interface ReadSample {
  readonly sample: Sample;
  /** The columns in their order. */
  readonly measured: readonly Measured[];
  readonly accounts: readonly TableAccount[];
}

/** Columns of one file; rows pair the columns, and without ids they are named by their place. */
async function oneFile(path: string, flags: StatFlags): Promise<ReadSample> {
  const { columnsOfTable } = await import('./table-sample.ts');
  const names = [flags.x, ...(flags.y === undefined ? [] : [flags.y]), ...(flags.also ?? [])];
  const table = await columnsOfTable(path, flags, names);
  if (!table.named && flags.cluster !== undefined) throw idsMissing(path, '--cluster', table.columns);
  const [x, y, ...others] = table.values;
  return {
    sample: {
      ids: table.ids,
      clusters: table.ids.map(await clustersOf([{ name: path, ...table }], flags)),
      x: x!,
      ...(y && { y }),
      ...(table.groups && { groups: table.groups }),
      ...(others.length > 0 && { others }),
    },
    measured: names.map((column, i) => ({ name: `${path}: ${column}`, unit: table.units[i]! })),
    accounts: [table.account],
  };
}

/** A column of each of two files, paired by id. */
async function twoFiles(path: string, otherPath: string, flags: StatFlags): Promise<ReadSample> {
  const [{ columnsOfTable }, { pairById }] = await Promise.all([
    import('./table-sample.ts'),
    import('../../../statistics/pairing.ts'),
  ]);
  const { group: _, by: __, ...ofFile } = flags;
  const read = async (file: string, column: string) => {
    const table = await columnsOfTable(file, ofFile, [column]);
    if (!table.named) throw idsMissing(file, 'pairing two files', table.columns);
    return { name: file, column, ...table };
  };
  const [a, b] = [await read(path, flags.x), await read(otherPath, flags.y ?? flags.x)];
  const clusterOf = await clustersOf([a, b], flags);
  const arm = (name: string, { ids, values }: typeof a) => ({ name, ids, values: values[0]! });
  return {
    sample: pairById(arm(path, a), arm(otherPath, b), clusterOf),
    measured: [a, b].map(({ name, column, units }) => ({ name: `${name}: ${column}`, unit: units[0]! })),
    accounts: [a.account, b.account],
  };
}

/** The result as JSON can say it; what the procedure finds wrong is told with the files' names. */
function computed(
  procedure: Procedure,
  sample: Sample,
  options: object,
  ties: Ties,
  files: string,
): TiesRead<Record<string, unknown>> {
  try {
    const read = readTies(procedure, sample, options, ties);
    return { ...read, result: representable(read.result) as Record<string, unknown> };
  } catch (error) {
    // By name: a module loader may hold this class twice.
    if ((error as Error).name !== 'InputError') throw error;
    const { fault } = error as InputError;
    throw new InputError({ ...fault, where: `${files}: ${fault.where}` });
  }
}

/** JSON has no infinities: they become the strings "Infinity" and "-Infinity". */
function representable(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(representable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, representable(entry)]));
}

function optionsOf(flags: StatFlags): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  const add = (key: string, value: unknown) => {
    if (Object.hasOwn(options, key)) throw misplaced(`the option ${key} once`, 'twice', 'keep one of them');
    options[key] = typeof value === 'string' ? parsed(value) : value;
  };
  for (const key of NAMED) if (flags[key] !== undefined) add(key, flags[key]);
  for (const pair of flags.option) {
    const at = pair.indexOf('=');
    if (at < 1) throw misplaced('--option KEY=VALUE', JSON.stringify(pair), 'write it with an equals sign');
    add(pair.slice(0, at), pair.slice(at + 1));
  }
  return options;
}

/** Numbers, true and false; anything else is a word. */
function parsed(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function gathered(pair: string, before: readonly string[]): readonly string[] {
  return [...before, pair];
}

function idsMissing(path: string, what: string, columns: readonly string[]): InputError {
  return new InputError({
    where: path,
    expected: `a column id for ${what}`,
    got: columns.join(', '),
    remedy: 'name the column of ids with --id',
  });
}

function misplaced(expected: string, got: string, remedy: string): InputError {
  return new InputError({ where: 'latent-sr stat', expected, got, remedy });
}
