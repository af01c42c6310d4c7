/** An element's value: its bytes, its items, or the fragments of compressed pixels. */
export interface Element {
  readonly vr: string | undefined;
  readonly bytes: Uint8Array;
  readonly items?: readonly Elements[];
  readonly fragments?: readonly Fragment[];
}

/** A piece of compressed pixel data; its offset counts from the end of the offset table. */
export interface Fragment {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** The elements of a data set or an item, by group and element as one number: 0x00280010 for (0028,0010). */
export interface Elements {
  readonly littleEndian: boolean;
  get(tag: number): Element | undefined;
}

/** How the elements of a data set are written down (DICOM PS3.5, 7.1). */
export interface Encoding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

export const PIXEL_DATA = 0x7fe00010;

/**
 * The elements from a position to the end of the bytes. One without a value representation where there should be one
 * is read as implicit, as other readers do.
 * @throws Error when they do not end where they say.
 */
export function parseElements(bytes: Uint8Array, at: number, encoding: Encoding): Elements {
  return dataSet({ bytes, view: viewOf(bytes), ...encoding }, { at, end: bytes.length, depth: 0 }).elements;
}

interface Source extends Encoding {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

interface Range {
  readonly at: number;
  readonly end: number;
  readonly depth: number;
}

/** Value representations with a length of 32 bits after two reserved bytes. */
const long = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));
const [ITEM, ITEM_END, SEQUENCE_END, UNDEFINED] = [0xfffee000, 0xfffee00d, 0xfffee0dd, 0xffffffff];
const DEEPEST = 32;

function dataSet(source: Source, { at, end, depth }: Range): { elements: Elements; at: number } {
  if (depth > DEEPEST) throw new Error(`sequences nest deeper than ${DEEPEST}`);
  const found = new Map<number, Element>();
  while (at < end) {
    const head = readHead(source, at, end);
    if (head.tag === ITEM_END) {
      at = head.at;
      break;
    }
    const value = readValue(source, head, { at: head.at, end, depth });
    found.set(head.tag, value.element);
    at = value.at;
  }
  return { elements: { littleEndian: source.littleEndian, get: (tag) => found.get(tag) }, at };
}

interface Head {
  readonly tag: number;
  readonly vr: string | undefined;
  readonly length: number;
  readonly at: number;
}

function readHead({ view, explicit, littleEndian }: Source, at: number, end: number): Head {
  if (at + 8 > end) throw new Error('it ends within an element');
  const tag = view.getUint16(at, littleEndian) * 0x10000 + view.getUint16(at + 2, littleEndian);
  const vr = explicit && tag < 0xfffe0000 ? vrAt(view, at + 4) : undefined;
  if (vr === undefined) return { tag, vr, length: view.getUint32(at + 4, littleEndian), at: at + 8 };
  if (!long.has(vr)) return { tag, vr, length: view.getUint16(at + 6, littleEndian), at: at + 8 };
  if (at + 12 > end) throw new Error('it ends within an element');
  return { tag, vr, length: view.getUint32(at + 8, littleEndian), at: at + 12 };
}

/** Two capital letters, or nothing. */
export function vrAt(view: DataView, at: number): string | undefined {
  const [first, second] = [view.getUint8(at), view.getUint8(at + 1)];
  const capital = (code: number) => code >= 0x41 && code <= 0x5a;
  return capital(first) && capital(second) ? String.fromCharCode(first, second) : undefined;
}

function readValue(
  source: Source,
  { tag, vr, length }: Head,
  range: Range,
): { element: Element; at: number } {
  const { at, end } = range;
  if (length === UNDEFINED) {
    if (tag === PIXEL_DATA) return fragments(source, vr, range);
    // Within an unknown one, elements are implicit (PS3.5, 6.2.2, note 2).
    const { items, at: after } = readItems(vr === 'UN' ? { ...source, explicit: false } : source, range);
    return { element: { vr, bytes: source.bytes.subarray(at, after), items }, at: after };
  }
  if (at + length > end) throw new Error(`it ends within element ${tagText(tag)}`);
  const element = { vr, bytes: source.bytes.subarray(at, at + length) };
  const sequence = vr === 'SQ' || (vr === undefined && length >= 8 && tagAt(source, at) === ITEM);
  if (!sequence) return { element, at: at + length };
  return {
    element: { ...element, items: readItems(source, { ...range, end: at + length }).items },
    at: at + length,
  };
}

function readItems(source: Source, { at, end, depth }: Range): { items: Elements[]; at: number } {
  const items: Elements[] = [];
  while (at < end) {
    const { tag, length, at: start } = readHead({ ...source, explicit: false }, at, end);
    if (tag === SEQUENCE_END) return { items, at: start };
    if (tag !== ITEM) throw new Error(`${tagText(tag)} stands where an item should`);
    const itemEnd = length === UNDEFINED ? end : start + length;
    if (itemEnd > end) throw new Error('it ends within an item');
    const item = dataSet(source, { at: start, end: itemEnd, depth: depth + 1 });
    items.push(item.elements);
    at = length === UNDEFINED ? item.at : itemEnd;
  }
  return { items, at };
}

function fragments(
  source: Source,
  vr: string | undefined,
  { at, end }: Range,
): { element: Element; at: number } {
  const found: Fragment[] = [];
  let table: Uint8Array | undefined;
  for (let begin = 0; ; ) {
    const { tag, length, at: start } = readHead({ ...source, explicit: false }, at, end);
    at = start + (tag === SEQUENCE_END ? 0 : length);
    if (tag === SEQUENCE_END && table) return { element: { vr, bytes: table, fragments: found }, at };
    if (tag !== ITEM || at > end) throw new Error('its compressed pixels do not end');
    const bytes = source.bytes.subarray(start, at);
    if (table) found.push({ offset: start - 8 - begin, bytes });
    else [table, begin] = [bytes, at];
  }
}

function tagAt({ view, littleEndian }: Source, at: number): number {
  return view.getUint16(at, littleEndian) * 0x10000 + view.getUint16(at + 2, littleEndian);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A tag as the standard writes it. */
function tagText(tag: number): string {
  const text = tag.toString(16).padStart(8, '0').toUpperCase();
  return `(${text.slice(0, 4)},${text.slice(4)})`;
}
