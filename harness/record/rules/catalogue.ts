import { InputError } from '../../numeric/input-error.ts';
import { among } from './among.ts';
import { aucInterval } from './auc-interval.ts';
import { baselineBalance } from './baseline-balance.ts';
import { bound } from './bound.ts';
import { clusterSpread } from './cluster-spread.ts';
import { cohensH } from './cohens-h.ts';
import { confusionScoresRule } from './confusion-scores.ts';
import { correlation } from './correlation.ts';
import { correlationIdentities } from './correlation-identities.ts';
import { determination } from './determination.ts';
import { difference } from './difference.ts';
import { domain } from './domain.ts';
import { effectInterval } from './effect-interval.ts';
import { effectLabels } from './effect-label.ts';
import { extremes } from './extremes.ts';
import { frechetImages } from './frechet-images.ts';
import { grim } from './grim.ts';
import { groupMeans } from './group-means.ts';
import { intervalP } from './interval-p.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { linear } from './linear.ts';
import { monotone } from './monotone.ts';
import { ordering } from './ordering.ts';
import { overlapScores } from './overlap-scores.ts';
import { pz } from './p-z.ts';
import { paddedDigits } from './padded-digits.ts';
import { paretoFront } from './pareto-front.ts';
import { proportionCount } from './proportion-count.ts';
import { psnrMse } from './psnr-mse.ts';
import { rankBiserialP } from './rank-biserial-p.ts';
import { rankOrder } from './rank-order.ts';
import { ratio } from './ratio.ts';
import type { Rule } from './rule.ts';
import { sameQuantity } from './same-quantity.ts';
import { saturatedSimilarity } from './saturated-similarity.ts';
import { signedRankP } from './signed-rank-p.ts';
import { spread } from './spread.ts';
import { stability } from './stability.ts';
import { statisticP } from './statistic-p.ts';
import { subbandGain } from './subband-gain.ts';
import { terminalDigits } from './terminal-digits.ts';
import { total } from './total.ts';
import { versionChange } from './version-change.ts';

/** Every rule. */
export const rules: readonly Rule[] = [
  among,
  aucInterval,
  baselineBalance,
  bound,
  clusterSpread,
  cohensH,
  confusionScoresRule,
  correlation,
  correlationIdentities,
  determination,
  difference,
  domain,
  effectInterval,
  effectLabels,
  extremes,
  frechetImages,
  grim,
  groupMeans,
  intervalP,
  leaveOneOut,
  linear,
  monotone,
  ordering,
  overlapScores,
  paddedDigits,
  paretoFront,
  proportionCount,
  psnrMse,
  pz,
  rankBiserialP,
  rankOrder,
  ratio,
  sameQuantity,
  saturatedSimilarity,
  signedRankP,
  spread,
  stability,
  statisticP,
  subbandGain,
  terminalDigits,
  total,
  versionChange,
];

/**
 * The rule with this name.
 * @throws InputError when there is none.
 */
export function ruleNamed(name: string, where: string): Rule {
  const rule = rules.find((one) => one.name === name);
  if (rule) return rule;
  throw new InputError({
    where,
    expected: `a rule: ${rules.map((one) => one.name).join(', ')}`,
    got: JSON.stringify(name),
    remedy: 'correct the name of the rule',
  });
}
