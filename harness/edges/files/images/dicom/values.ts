import type { Element, Elements } from './elements.ts';

/** The text of an element without its padding, or undefined where it is absent or empty. */
export function textOf(elements: Elements, tag: number): string | undefined {
  const bytes = elements.get(tag)?.bytes;
  const text =
    bytes &&
    new TextDecoder('latin1')
      .decode(bytes)
      .replace(/[\0 ]+$/, '')
      .trimStart();
  return text === '' ? undefined : text;
}

/** The first of an element's numbers written as text (DS, IS), or undefined. */
export function decimalOf(elements: Elements, tag: number): number | undefined {
  return decimalsOf(elements, tag)[0];
}

/** An element's numbers written as text, separated by backslashes. */
export function decimalsOf(elements: Elements, tag: number): number[] {
  const text = textOf(elements, tag);
  return text === undefined
    ? []
    : text.split('\\').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
}

/** The first 16-bit number of an element (US or SS), or undefined. */
export function shortOf(elements: Elements, tag: number, { signed = false } = {}): number | undefined {
  return shortsOf(elements, tag, { signed })[0];
}

/** All 16-bit numbers of an element. */
export function shortsOf(elements: Elements, tag: number, { signed = false } = {}): number[] {
  const element = elements.get(tag);
  if (!element) return [];
  const view = viewOf(element);
  return Array.from({ length: view.byteLength >> 1 }, (_, i) =>
    signed ? view.getInt16(2 * i, elements.littleEndian) : view.getUint16(2 * i, elements.littleEndian),
  );
}

/** The first item of a sequence, or undefined. */
export function itemOf(elements: Elements, tag: number, at = 0): Elements | undefined {
  return elements.get(tag)?.items?.[at];
}

/** All items of a sequence. */
export function itemsOf(elements: Elements, tag: number): readonly Elements[] {
  return elements.get(tag)?.items ?? [];
}

export function viewOf({ bytes }: Pick<Element, 'bytes'>): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The texts of an element, separated by backslashes. */
export function textsOf(elements: Elements, tag: number): string[] {
  return (
    textOf(elements, tag)
      ?.split('\\')
      .map((part) => part.trim()) ?? []
  );
}
