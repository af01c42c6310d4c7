import { crc32, deflateSync } from 'node:zlib';
import { expect } from 'chai';
import { encode } from 'fast-png';
import { decodePng, encodePng } from '../../../../harness/edges/files/images/png.ts';
import { createImage } from '../../../../harness/numeric/image.ts';
import { InputError } from '../../../../harness/numeric/input-error.ts';

const rgba = (alpha: number) => Uint8Array.of(10, 20, 30, 255, 40, 50, 60, alpha);

describe('PNG decoding (decodePng)', () => {
  it('drops an alpha channel that is the same everywhere, opaque or not', () => {
    const even = Uint8Array.of(10, 20, 30, 99, 40, 50, 60, 99);
    expect(decodePng(encode({ width: 2, height: 1, channels: 4, data: even }), 'a.png').channels).to.equal(3);
    const image = decodePng(encode({ width: 2, height: 1, channels: 4, data: rgba(255) }), 'a.png');
    expect(image.channels).to.equal(3);
    expect([...image.data].map((value) => Math.round(value * 255))).to.deep.equal([10, 40, 20, 50, 30, 60]);
  });

  it('refuses a transparent pixel by its place', () => {
    expect(() => decodePng(encode({ width: 2, height: 1, channels: 4, data: rgba(254) }), 'a.png')).to.throw(
      InputError,
      'a.png: expected an image without transparency, got alpha 255 at first and 254 at row 0, column 1; write the image without alpha',
    );
    const grey = encode({
      width: 1,
      height: 2,
      channels: 2,
      depth: 16,
      data: Uint16Array.of(7, 65535, 9, 0),
    });
    expect(() => decodePng(grey, 'a.png')).to.throw(
      InputError,
      'got alpha 65535 at first and 0 at row 1, column 0',
    );
  });

  it('refuses a palette colour in use that is transparent', () => {
    const palette = [
      [1, 1, 1, 255],
      [2, 2, 2, 100],
    ];
    const file = encode({ width: 2, height: 1, channels: 1, depth: 8, data: Uint8Array.of(0, 1), palette });
    expect(() => decodePng(file, 'a.png')).to.throw(InputError);
  });

  it('reads interlaced files', () => {
    const data = Uint8Array.from({ length: 77 }, (_, i) => 3 * i);
    const image = decodePng(
      encode({ width: 11, height: 7, channels: 1, data }, { interlace: 'Adam7' }),
      'a.png',
    );
    expect([...image.data]).to.deep.equal([...data].map((value) => value / 255));
  });

  it('refuses pixels that are too few, too many or fail their checksum, though every chunk is whole', () => {
    const rows = Uint8Array.of(0, 10, 20, 30, 0, 40, 50, 60);
    expect(decodePng(grey3x2(deflateSync(rows)), 'a.png').data[5]).to.equal(60 / 255);
    const refused = (pixels: Uint8Array, message: string) =>
      expect(() => decodePng(grey3x2(pixels), 'a.png')).to.throw(InputError, message);
    refused(
      deflateSync(rows.subarray(0, 7)),
      'expected an undamaged PNG file with 8 bytes of pixels, got 7 bytes',
    );
    refused(deflateSync(Uint8Array.of(...rows, 1)), 'got 9 bytes of pixels');
    refused(deflateSync(new Uint8Array(1e6)), 'got one that does not decode');
    const altered = deflateSync(rows);
    altered[altered.length - 1] ^= 1;
    refused(altered, 'got one that does not decode (incorrect data check)');
  });

  it('names another format, an empty file and a cut one', () => {
    const whole = encodePng(createImage(1, 3, 3), { bits: 8, rounding: 'round' });
    expect(() => decodePng(new Uint8Array(), 'a.png')).to.throw(
      InputError,
      'a.png: expected a PNG file, got an empty file',
    );
    expect(() => decodePng(Uint8Array.of(1, 2, 3), 'a.png')).to.throw(
      InputError,
      'got one that begins otherwise',
    );
    expect(() => decodePng(whole.subarray(0, whole.length - 1), 'a.png')).to.throw(
      InputError,
      'got one that does not decode (the file ends before its last chunk)',
    );
  });
});

/** An 8-bit grey file of 3 x 2 pixels with the given compressed pixels and true checksums of its chunks. */
function grey3x2(pixels: Uint8Array): Uint8Array {
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', Uint8Array.of(0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0)),
    chunk('IDAT', pixels),
    chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(type), content]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}
