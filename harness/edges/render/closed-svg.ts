import { InputError } from '../../numeric/input-error.ts';

/**
 * Stops on a drawing that could reach outside the page or run anything.
 * @throws InputError naming the element or attribute.
 */
export function assertClosed(figure: string, svg: string): void {
  for (const [tag, name, attributes] of svg.matchAll(/<\/?([A-Za-z][\w:-]*)((?:"[^"]*"|[^">])*)>/g)) {
    const bare = attributes.replace(/"[^"]*"/g, '');
    const address = /url\(\s*(?!#)[^)]*\)/.exec(tag)?.[0];
    const handler = /\s((?:xlink:)?href|on\w+|style)=/.exec(bare)?.[1];
    const offence = drawing.has(name) ? (address ?? handler) : `<${name}>`;
    if (offence) throw reachesOutside(figure, offence);
  }
}

/** The error for a figure that asks for something from elsewhere. */
export function reachesOutside(figure: string, got: string): InputError {
  return new InputError({
    where: `figure ${figure}`,
    expected: 'a drawing of shapes and text with its data inline',
    got,
    remedy: 'leave out links, pictures, outside addresses and what Vega does not know',
  });
}

const drawing = new Set(
  'svg g defs clipPath linearGradient radialGradient stop path rect line circle text tspan'.split(' '),
);
