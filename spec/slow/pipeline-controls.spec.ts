import { canonicalJson, sha256 } from '../../harness/pipeline/canonical.ts';
import { decodeStack, encodeStack } from '../../harness/pipeline/image-stack.ts';
import { decodeRows, encodeRows } from '../../harness/pipeline/row.ts';
import { createStage, inOrder } from '../../harness/pipeline/stage.ts';
import { everyLawFails } from '../laws/controls.ts';
import { artifacts, canonicalTexts, type Pipeline, stageKeys } from '../laws/pipeline/stored.ts';

const right: Pipeline = {
  canonicalJson,
  sha256,
  createStage,
  inOrder,
  encodeStack,
  decodeStack,
  encodeRows,
  decodeRows,
};

/** Wrong parts of a pipeline, each by its fault. */
const wrong: Readonly<Record<string, Pipeline>> = {
  'writes keys in the order in which they come': {
    ...right,
    canonicalJson: (value) => JSON.stringify(value) ?? 'null',
  },
  'writes true for every object': {
    ...right,
    canonicalJson: (value) => (typeof value === 'object' ? 'true' : canonicalJson(value)),
  },
  'heeds labels': { ...right, createStage: (stage, code) => createStage(stage, code + stage.label) },
  'forgets the code': { ...right, createStage: (stage) => createStage(stage, '') },
  'puts what uses before its inputs': { ...right, inOrder: (stages) => inOrder(stages).toReversed() },
  'stores levels of 8 bits': {
    ...right,
    encodeStack: (items) =>
      encodeStack(
        items.map((item) => ({
          ...item,
          image: { ...item.image, data: item.image.data.map((value) => Math.round(value * 255) / 255) },
        })),
      ),
  },
  'stores every image with all digits': {
    ...right,
    encodeStack: (items) => ({ ...encodeStack(items), 'images.bin': new Uint8Array(8 * items.length * 20) }),
  },
  'reads null for infinities': {
    ...right,
    decodeRows: (bytes) =>
      decodeRows(bytes).map((row) => ({ ...row, value: Number.isFinite(row.value) ? row.value : 0 })),
  },
  'reads 0 for what is no number': {
    ...right,
    decodeRows: (bytes) => {
      try {
        return decodeRows(bytes);
      } catch {
        return [];
      }
    },
  },
  'hashes the first byte alone': { ...right, sha256: (data) => sha256(data.slice(0, 1)) },
};

describe('every law of the pipeline fails on a wrong one', () => {
  everyLawFails<Pipeline>(canonicalTexts, right, wrong);
  everyLawFails<Pipeline>(stageKeys, right, wrong);
  everyLawFails<Pipeline>(artifacts, right, wrong);
});
