import {
  assertLinear,
  degradationKinds,
  degrade,
  resolveDegradation,
} from '../../harness/degrade/catalogue.ts';
import { resize } from '../../harness/degrade/resize.ts';
import { composedDegradations } from './degrade/composed.ts';
import { everyDegradation } from './degrade/every.ts';
import { everyResize } from './degrade/resizing.ts';

const degrading = { degrade, resolveDegradation, assertLinear };

describe('every degradation', () => {
  for (const kind of degradationKinds) everyDegradation(kind, degrading);
  composedDegradations(degrading);
});

describe('antialiased resize', () => everyResize(resize));
