import { canonicalJson, sha256 } from '../../harness/pipeline/canonical.ts';
import { decodeStack, encodeStack } from '../../harness/pipeline/image-stack.ts';
import { decodeRows, encodeRows } from '../../harness/pipeline/row.ts';
import { createStage, inOrder } from '../../harness/pipeline/stage.ts';
import { artifacts, canonicalTexts, stageKeys } from './pipeline/stored.ts';

const pipeline = {
  canonicalJson,
  sha256,
  createStage,
  inOrder,
  encodeStack,
  decodeStack,
  encodeRows,
  decodeRows,
};

describe('canonical JSON', () => canonicalTexts(pipeline));

describe('stage keys', () => stageKeys(pipeline));

describe('artifacts of stages', () => artifacts(pipeline));
