/** Elements of a made file: texts, 16-bit numbers, pixels, or items of a sequence, by tag in ascending order. */
type Value = string | number | Uint16Array | readonly Values[];
export interface Values {
  readonly [tag: `0x${string}`]: Value;
}

/** What an image of 16 bits needs besides its values. */
export function imageValues(height: number, width: number, pixels: Uint16Array): Values {
  return {
    '0x00280002': 1,
    '0x00280004': 'MONOCHROME2',
    '0x00280010': height,
    '0x00280011': width,
    '0x00280100': 16,
    '0x00280101': 12,
    '0x00280102': 11,
    '0x00280103': 0,
    '0x7fe00010': pixels,
  };
}

/** A DICOM file, explicit and little-endian. @param prefix whether it begins as files do */
export function madeDicom(values: Values, { prefix = true } = {}): Uint8Array {
  const meta = elementsOf({ '0x00020010': '1.2.840.10008.1.2.1' });
  const length = elementOf('0x00020000', 'UL', Uint8Array.of(meta.length, 0, 0, 0));
  const head = prefix
    ? Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), length, meta])
    : Buffer.alloc(0);
  return Buffer.concat([head, elementsOf(values)]);
}

function elementsOf(values: Values): Uint8Array {
  const tags = Object.keys(values).sort() as (keyof Values)[];
  return Buffer.concat(tags.map((tag) => elementOf(tag, ...encoded(tag, values[tag]!))));
}

function encoded(tag: keyof Values, value: Value): [vr: string, bytes: Uint8Array] {
  if (value instanceof Uint16Array) return ['OW', Buffer.from(value.buffer)];
  if (typeof value === 'number') return ['US', Uint8Array.of(value & 255, value >> 8)];
  if (typeof value !== 'string') return ['SQ', Buffer.concat(value.map(itemOf))];
  const even = value.length % 2 === 0 ? value : `${value} `;
  return [texts[tag] ?? 'LO', Buffer.from(even, 'latin1')];
}

const texts: Readonly<Record<string, string>> = {
  '0x00020010': 'UI',
  '0x00080005': 'CS',
  '0x00080016': 'UI',
  '0x00041500': 'CS',
  '0x0020000e': 'UI',
  '0x00200013': 'IS',
  '0x00200032': 'DS',
  '0x00200037': 'DS',
};

function itemOf(values: Values): Uint8Array {
  const bytes = elementsOf(values);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0xe000fffe);
  head.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([head, bytes]);
}

function elementOf(tag: string, vr: string, bytes: Uint8Array): Uint8Array {
  const number = Number(tag);
  const long = vr === 'OW' || vr === 'SQ';
  const head = Buffer.alloc(long ? 12 : 8);
  head.writeUInt16LE(number >>> 16);
  head.writeUInt16LE(number & 0xffff, 2);
  head.write(vr, 4, 'latin1');
  if (long) head.writeUInt32LE(bytes.length, 8);
  else head.writeUInt16LE(bytes.length, 6);
  return Buffer.concat([head, bytes]);
}
