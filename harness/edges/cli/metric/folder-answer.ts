import type { Metric, Score } from '../../../metrics/metric.ts';
import { unitOfPart } from '../../../metrics/unit-of-part.ts';
import { InputError, type InputFault } from '../../../numeric/input-error.ts';
import { formatNumber, withUnit } from '../../../report/format-number.ts';
import type { LeftOut } from '../../files/images/collection/found-files.ts';
import { recordOf, type ScoredRow } from '../../files/scores/row-file.ts';
import type { Answer } from '../answer.ts';
import { directionsOf, unitsOf } from './answer.ts';
import type { ColumnSummary } from './column-summary.ts';
import type { Sources, Unmatched } from './folder-tasks.ts';
import { type PreparedFolders, sayingPrepared } from './prepared-images.ts';

/** A convention and how many images were scored under it. */
export interface ConventionTaken {
  readonly convention: object;
  readonly images: number;
}

/** What a metric came to over many images. */
export interface FolderScored {
  readonly metric: Pick<Metric, 'name' | 'unit' | 'direction'>;
  readonly sources: Sources;
  /** The file that holds the rows, where one does. */
  readonly out: string | undefined;
  /** Whether the caller takes images without a score as they are. */
  readonly accepted: boolean;
  readonly images: number;
  readonly subjects: number;
  /** The score of one image, for the names of its numbers. */
  readonly first: Score;
  readonly conventions: readonly ConventionTaken[];
  readonly preparation: PreparedFolders;
  readonly columns: Readonly<Record<string, ColumnSummary>>;
  readonly rows: readonly ScoredRow[];
  readonly unmatched: readonly Unmatched[];
  readonly faults: readonly InputFault[];
  readonly leftOut: readonly LeftOut[];
}

/** The answer of `latent-sr metric` over folders, globs and lists. */
export function folderAnswer(all: FolderScored): Answer {
  const { metric, sources, out, accepted, first, rows, unmatched, faults } = all;
  const document = {
    metric: metric.name,
    sources,
    images: all.images,
    subjects: all.subjects,
    unit: unitsOf(metric, first),
    direction: directionsOf(metric, first),
    conventions: all.conventions,
    columns: all.columns,
    ...(out === undefined ? { rows: rows.map(recordOf) } : { out }),
    unmatched,
    faults,
    leftOut: all.leftOut,
  };
  const lacking = unmatched.length + faults.length;
  const answer = sayingPrepared({ document, text: summaryLines(all).join('\n') }, all.preparation);
  const lists = listLines(all);
  return {
    ...answer,
    text: [answer.text, ...lists].join('\n'),
    ...(lacking > 0 && {
      note: `without a partner: ${unmatched.length}, faults: ${faults.length}${accepted ? ', accepted' : '; --skip-faulty accepts them'}`,
      exitCode: accepted ? 0 : 1,
    }),
  };
}

/** Columns that are shown; a file has them all. */
const MOST_COLUMNS = 20;

function summaryLines({
  metric,
  sources,
  images,
  subjects,
  columns,
  conventions,
  out,
}: FolderScored): string[] {
  const { image, reference } = sources;
  const shown = Object.entries(columns).slice(0, MOST_COLUMNS);
  const more = Object.keys(columns).length - shown.length;
  const infinite = Object.entries(columns).filter(([, column]) => column.infinite > 0);
  const table = [
    ['', 'images', 'mean', 'least', 'greatest'],
    ...shown.map(([name, { n, mean, least, greatest }]) => {
      const unit = unitOfPart(metric, name.slice(metric.name.length + 1)) ?? '1';
      const number = (value: number) => withUnit(formatNumber(value), unit);
      const of = (extreme: typeof least) => (extreme ? `${number(extreme.value)} (${extreme.id})` : '-');
      return [name, `${n}`, mean === null ? '-' : number(mean), of(least), of(greatest)];
    }),
  ];
  return [
    `${metric.name} of ${images} images of ${subjects} subjects in ${image}${reference === undefined ? '' : ` against ${reference}`}`,
    ...aligned(table),
    ...(more > 0 ? [`and ${more} columns more, in --json and --out`] : []),
    ...infinite.map(
      ([name, column]) =>
        `${column.infinite} of ${name} infinite, not in the mean; --option zeroError=DB counts them, where the metric has it`,
    ),
    ...conventions.map(({ convention, images: own }) => {
      const terms = Object.entries(convention).map(([key, value]) => `${key} ${value}`);
      return `convention${conventions.length > 1 ? ` of ${own} images` : ''}: ${terms.join(', ')}`;
    }),
    ...(out === undefined ? [] : [`a row each in ${out}`]),
  ];
}

/** Lines of a list that are shown. */
const MOST_LINES = 20;

function listLines({ unmatched, faults, leftOut }: FolderScored): string[] {
  const list = (title: string, lines: readonly string[]) => {
    if (lines.length === 0) return [];
    const more = lines.length - MOST_LINES;
    const rest = more > 0 ? [`  and ${more} more, which --json lists`] : [];
    return [`${lines.length} ${title}`, ...lines.slice(0, MOST_LINES).map((line) => `  ${line}`), ...rest];
  };
  return [
    ...list(
      'left out, being no images:',
      leftOut.map(({ path, why }) => `${path}: ${why}`),
    ),
    ...list(
      'without a partner of the same name:',
      unmatched.map(({ path, id, lackingIn }) => `${path}: no ${id} in ${lackingIn}`),
    ),
    ...list(
      faults.length === 1 ? 'fault:' : 'faults:',
      faults.map((fault) => new InputError(fault).message),
    ),
  ];
}

/** Columns of equal width: the first to the left, the others to the right. */
function aligned(table: readonly (readonly string[])[]): string[] {
  const widths = table[0]!.map((_, i) => Math.max(...table.map((cells) => cells[i]!.length)));
  return table.map((cells) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
}
