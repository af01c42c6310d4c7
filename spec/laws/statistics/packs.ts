import type { Procedure, ProcedureKind } from '../../../harness/statistics/procedure.ts';
import { adjustment } from './adjustment.ts';
import { agreement } from './agreement.ts';
import { bayes } from './bayes.ts';
import { pairedBinary } from './binary.ts';
import { comparison } from './comparison.ts';
import { correlation, fit } from './correlation-fit.ts';
import { effectSize } from './effect-size.ts';
import { equivalence, power } from './equivalence.ts';
import { front } from './front.ts';
import { groups, sweep } from './groups-sweep.ts';
import { interval } from './interval.ts';
import { proportion } from './proportion.ts';
import { ranks } from './ranks.ts';
import { ratioLaws, replicateLaws } from './ratio.ts';
import { reliability } from './reliability.ts';
import { screeningLaws } from './screening.ts';
import { sequence } from './sequence.ts';
import { subgroupLaws } from './subgroups.ts';
import { summary } from './summary.ts';
import { test } from './test.ts';
import { yesShare } from './yes-share.ts';

/** The laws of each kind of procedure. A kind without an entry fails the suite. */
export const packs: Readonly<Record<ProcedureKind, (procedure: Procedure) => void>> = {
  test,
  'effect-size': effectSize,
  interval,
  equivalence,
  power,
  proportion,
  correlation,
  fit,
  groups,
  sweep,
  front,
  agreement,
  comparison,
  ratio: ratioLaws,
  replicates: replicateLaws,
  screening: screeningLaws,
  adjustment,
  summary,
  ranks,
  'paired-binary': pairedBinary,
  share: yesShare,
  subgroups: subgroupLaws,
  bayes,
  reliability,
  sequence,
};
