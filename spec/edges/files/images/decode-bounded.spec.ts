import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { CodedFrame } from '../../../../harness/edges/files/images/codecs/coded-frame.ts';
import { decodeBounded } from '../../../../harness/edges/files/images/codecs/decode-bounded.ts';
import { PIXEL_DATA } from '../../../../harness/edges/files/images/dicom/elements.ts';
import { parseDicom } from '../../../../harness/edges/files/images/dicom/parse-dicom.ts';
import { InputError } from '../../../../harness/numeric/input-error.ts';

const file = parseDicom(
  readFileSync(new URL('../../../../golden/oracles/files/u8-baseline.dcm', import.meta.url)),
);
const [{ bytes }] = file.elements.get(PIXEL_DATA)!.fragments!;

const frame: CodedFrame = {
  codec: 'jpeg',
  bytes,
  rows: 43,
  columns: 70,
  samplesPerPixel: 1,
  allocated: 8,
  stored: 8,
  signed: false,
};

describe('decoding within bounds', () => {
  it('stops a decoder that takes longer than it may, names the file, and decodes the next frame', async () => {
    const fault = await outcome(decodeBounded(frame, 'slow.dcm', 0));
    expect(fault).to.be.instanceOf(InputError);
    expect((fault as Error).message).to.match(/^slow\.dcm: expected .*\(not in 0\.0 s\)/);
    expect((await decodeBounded(frame, 'good.dcm')).words).to.have.length(43 * 70);
  });

  it('goes on after a frame that does not decode, or that the decoder would fill with grey', async () => {
    const fault = await outcome(decodeBounded({ ...frame, bytes: bytes.subarray(0, 900) }, 'cut.dcm'));
    expect((fault as Error).message).to.match(/^cut\.dcm: .*premature end/i);
    expect((await decodeBounded(frame, 'good.dcm')).words).to.have.length(43 * 70);
  });

  it('refuses a size that no image has before anything is decoded', async () => {
    const fault = await outcome(decodeBounded({ ...frame, rows: 65535, columns: 65535 }, 'huge.dcm'));
    expect((fault as Error).message).to.match(/^huge\.dcm: expected at most 67108864 compressed samples/);
  });

  it('refuses a frame that states another size than its file', async () => {
    const fault = await outcome(decodeBounded({ ...frame, rows: 44 }, 'other.dcm'));
    expect((fault as Error).message).to.equal(
      'other.dcm: expected compressed pixels of 70 x 44 x 1, got 70 x 43 x 1; copy the file again',
    );
  });

  it('decodes the frames that are asked for at once, each as its own', async () => {
    const rgb = parseDicom(
      readFileSync(new URL('../../../../golden/oracles/files/rgb-sv1.dcm', import.meta.url)),
    );
    const colour = {
      ...frame,
      samplesPerPixel: 3 as const,
      bytes: rgb.elements.get(PIXEL_DATA)!.fragments![0].bytes,
    };
    const both = await Promise.all([
      decodeBounded(frame, 'a'),
      decodeBounded(colour, 'b'),
      decodeBounded(frame, 'c'),
    ]);
    expect(both.map(({ words }) => words.length)).to.deep.equal([3010, 9030, 3010]);
  });
});

async function outcome(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch((error) => error);
}
