import { clusterCount } from './clustering.ts';
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
    ...(procedure.cautions?.(sample, options) ?? []),
  ];
}
