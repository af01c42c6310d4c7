import { clusterCount } from './clustering.ts';
import { isVaried } from './is-varied.ts';
import type { Procedure, ProcedureKind, Sample } from './procedure.ts';

/** Kinds whose numbers come with no claim of how sure they are. */
const unsure: readonly ProcedureKind[] = ['sweep', 'front', 'adjustment', 'replicates'];

/** Why intervals and p values of a procedure are to be taken with care on this sample; how far off, `explain` says. */
export function cautionsOf<Setting extends object>(
  procedure: Procedure<Setting>,
  sample: Sample,
  options: Setting,
): readonly string[] {
  const subjects = clusterCount(sample);
  const repeated = subjects > 1 && subjects < sample.x.length;
  const alone = repeated && !procedure.clusters(options) && !unsure.includes(procedure.kind);
  return [
    ...(alone
      ? [
          `${procedure.name} takes ${sample.x.length} images of ${subjects} subjects for independent ones: its intervals and p values claim too much`,
        ]
      : []),
    ...ofAnswers(procedure, sample),
    ...ofConstants(procedure, sample),
    ...(procedure.cautions?.(sample, options) ?? []),
  ];
}

/** Kinds that are made for answers of yes and no. */
const forAnswers: readonly ProcedureKind[] = ['share', 'paired-binary', ...unsure];

/** Columns of 0 and 1 alone, where intervals of means shrink to nothing as all come to be alike. */
function ofAnswers({ name, kind }: Procedure, { x, y }: Sample): readonly string[] {
  const answers = [x, ...(y ? [y] : [])].every((column) => column.every((v) => v === 0 || v === 1));
  if (!answers || forAnswers.includes(kind)) return [];
  return [
    `the columns hold 0 and 1 alone, of which ${name} makes intervals as of any numbers: too narrow near 0 and 1, and without width where all are alike; ${y ? 'mcnemar compares two shares' : 'share has the exact interval'}`,
  ];
}

/** Kinds whose intervals are as wide as their values are spread. */
const spread: readonly ProcedureKind[] = [
  'interval',
  'agreement',
  'comparison',
  'ratio',
  'equivalence',
  'groups',
  'summary',
  'subgroups',
  'sequence',
];

/** Values or differences that are all alike, of which such an interval has no width. */
function ofConstants({ kind }: Procedure, { x, y }: Sample): readonly string[] {
  const answers = x.every((v) => v === 0 || v === 1);
  if (x.length < 2 || !spread.includes(kind) || (answers && !y) || isVaried(x, y)) return [];
  return [
    `all ${x.length} ${y ? 'differences' : 'values'} are the same but for rounding: an interval without width, and a p of 0, say that and not that others would be the same`,
  ];
}
