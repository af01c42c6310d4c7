import fc from 'fast-check';
import { tryEngine } from '../../harness/edges/engines/engine-report.ts';
import { onnxNames, onnxSetting } from '../../harness/edges/engines/onnx/devices.ts';
import { openEngine } from '../../harness/edges/engines/open-engine.ts';
import { expectNear, FULL, HALF } from '../edges/engines/near-engine.ts';
import { networkCases } from '../laws/engines-networks.ts';

/**
 * On a machine without a GPU, Chromium's software Vulkan lets WebGPU run all the same:
 * `VK_ICD_FILENAMES=/usr/lib/chromium/vk_swiftshader_icd.json`.
 */
for (const name of onnxNames.filter((one) => one !== 'onnx')) {
  describe(`engine ${name}`, () => {
    before(async function () {
      await tryEngine(name).catch(() => this.skip());
    });

    // Software takes half a minute for a network of attention.
    const titles =
      onnxSetting(name).device === 'cpu' ? Object.keys(networkCases) : ['scale encoder', 'scale unet'];
    for (const title of titles) {
      it(`${title} gives what the processor gives with 32 bits, within its precision`, async () => {
        const [one] = fc.sample(networkCases[title]!, { numRuns: 1, seed: 3 });
        const { precision } = onnxSetting(name);
        const [engine, processor] = [
          await openEngine(name, { threads: 1 }),
          await openEngine('onnx', { threads: 1 }),
        ];
        await expectNear(engine, processor, one!, precision === 16 ? HALF : FULL);
      });
    }
  });
}
