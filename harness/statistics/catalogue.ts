import { InputError } from '../numeric/input-error.ts';
import type { Procedure } from './procedure.ts';
import { adjustment } from './procedures/adjustment.ts';
import { bayesFactorProcedure } from './procedures/bayes-factor.ts';
import { blandAltman } from './procedures/bland-altman.ts';
import { bootstrap } from './procedures/bootstrap.ts';
import { clustered } from './procedures/clustered.ts';
import { compare } from './procedures/compare.ts';
import { correlation } from './procedures/correlation.ts';
import { effectSize } from './procedures/effect-size.ts';
import { equivalence } from './procedures/equivalence.ts';
import { flip } from './procedures/flip.ts';
import { front } from './procedures/front.ts';
import { icc } from './procedures/icc.ts';
import { linearFit } from './procedures/linear-fit.ts';
import { mannWhitney } from './procedures/mann-whitney.ts';
import { mcnemar } from './procedures/mcnemar.ts';
import { mixedModelProcedure } from './procedures/mixed-model.ts';
import { permutation } from './procedures/permutation.ts';
import { power } from './procedures/power.ts';
import { proportions } from './procedures/proportions.ts';
import { ratio } from './procedures/ratio.ts';
import { replicates } from './procedures/replicates.ts';
import { screening } from './procedures/screening.ts';
import { sequential } from './procedures/sequential.ts';
import { share } from './procedures/share.ts';
import { subgroups } from './procedures/subgroups.ts';
import { summary } from './procedures/summary.ts';
import { tTestProcedure } from './procedures/t-test.ts';
import { twoGroups } from './procedures/two-groups.ts';
import { wilcoxon } from './procedures/wilcoxon.ts';

/** Every procedure that a declaration or the command line can name. */
export const procedures: readonly Procedure[] = [
  wilcoxon,
  permutation,
  effectSize,
  bootstrap,
  clustered,
  equivalence,
  power,
  proportions,
  correlation,
  linearFit,
  blandAltman,
  adjustment,
  compare,
  twoGroups,
  flip,
  front,
  ratio,
  replicates,
  screening,
  summary,
  tTestProcedure,
  mixedModelProcedure,
  sequential,
  bayesFactorProcedure,
  mannWhitney,
  mcnemar,
  share,
  subgroups,
  icc,
];

/** The procedure of this name. @throws InputError listing the known ones. */
export function procedureNamed(name: string): Procedure {
  const found = procedures.find((procedure) => procedure.name === name);
  if (found) return found;
  throw new InputError({
    where: 'procedure',
    expected: `one of ${procedures.map((procedure) => procedure.name).join(', ')}`,
    got: JSON.stringify(name),
    remedy: 'correct the name',
  });
}
