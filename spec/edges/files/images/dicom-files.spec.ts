import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { decodeDicom } from '../../../../harness/edges/files/images/dicom/decode-dicom.ts';
import { InputError } from '../../../../harness/numeric/input-error.ts';

interface Reading {
  readonly frame: number;
  readonly shape: readonly number[];
  /** Of the doubles that each independent program gives, planes first. */
  readonly sha256: Readonly<Record<string, string>>;
}

const home = new URL('../../../../golden/oracles/', import.meta.url);
const { dicom } = JSON.parse(readFileSync(new URL('files.json', home), 'utf8')) as {
  dicom: readonly {
    readonly file: string;
    readonly transferSyntax: string;
    readonly frames: number;
    readonly readings: readonly Reading[];
  }[];
};
const bytesOf = (file: string) => readFileSync(new URL(`files/${file}`, home));

/**
 * What most programs give. JPEG leaves the inverse cosine transform to them: two of three here descend from the
 * group's own library, which is the one that is followed where two differ.
 */
function agreed({ sha256 }: Reading): string {
  const hashes = Object.values(sha256);
  const most = hashes.find((hash) => hashes.filter((other) => other === hash).length > 1);
  return most ?? sha256['dcmtk']!;
}

describe('DICOM files', () => {
  it('are of every transfer syntax that is read and that the programs write', () => {
    expect(dicom).to.have.length.above(180);
    expect(new Set(dicom.map(({ transferSyntax }) => transferSyntax)).size).to.equal(16);
  });

  for (const { file, frames, readings } of dicom) {
    it(`${file} has the pixels that independent programs give`, async () => {
      for (const reading of readings) {
        const { image } = await decodeDicom(bytesOf(file), file, frames > 1 ? reading.frame : undefined);
        expect([image.channels, image.height, image.width]).to.deep.equal(reading.shape);
        const hash = createHash('sha256').update(new Uint8Array(image.data.buffer)).digest('hex');
        expect(hash, `frame ${reading.frame}`).to.equal(agreed(reading));
      }
    });
  }

  it('of several frames are no image until one is chosen', async () => {
    const bytes = bytesOf('frames.dcm');
    const fault = async (frame?: number) => decodeDicom(bytes, 'a.dcm', frame).catch((error) => error);
    expect((await fault()).message).to.equal(
      'a.dcm: expected one frame, got 3 frames; choose one as FILE#frame=0 to FILE#frame=2',
    );
    expect(await fault(3)).to.be.instanceOf(InputError);
    expect((await decodeDicom(bytes, 'a.dcm', 2)).image.height).to.equal(43);
  });

  it('may fill up their pixels with zeros, and with nothing else', async () => {
    const bytes = bytesOf('u8.dcm');
    const at = bytes.indexOf(Buffer.from([0xe0, 0x7f, 0x10, 0x00])) + 8;
    const length = bytes.readUInt32LE(at);
    const longer = Buffer.concat([bytes, Buffer.alloc(128)]);
    longer.writeUInt32LE(length + 128, at);
    const plain = await decodeDicom(bytes, 'a.dcm');
    expect((await decodeDicom(longer, 'a.dcm')).image).to.deep.equal(plain.image);
    longer[longer.length - 1] = 7;
    expect((await decodeDicom(longer, 'a.dcm').catch((error) => error)).message).to.match(
      /bytes of pixel data/,
    );
  });

  it('tell the largest value, the window and the padding', async () => {
    const read = async (file: string) => decodeDicom(bytesOf(file), file);
    expect((await read('u16.dcm')).peak).to.equal(65535);
    expect((await read('u12-big.dcm')).window).to.deep.equal({ center: 40, width: 400, shape: 'linear' });
    expect((await read('u12.dcm')).peak, 'in Hounsfield units').to.equal(null);
    expect((await read('s12.dcm')).padding).to.deep.equal([-2000, -2000]);
    expect((await read('palette.dcm')).peak).to.equal(65535);
  });
});
