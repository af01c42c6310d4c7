/** An sRGB colour, channels in [0, 1]. */
export type Colour = readonly [red: number, green: number, blue: number];

/** What a colour looks like to whom: full dichromacy after Machado, Oliveira and Fernandes (2009), Table 1. */
export const eyes: Readonly<Record<string, (colour: Colour) => Colour>> = {
  trichromat: (colour) => colour,
  protanope: through([
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ]),
  deuteranope: through([
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ]),
  tritanope: through([
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ]),
};

/** CIELAB coordinates under D65. */
export function lab(colour: Colour): Colour {
  const [r, g, b] = colour.map(linear);
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = curve(luminance(colour));
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Distance of two colours in CIELAB. */
export function difference(a: Colour, b: Colour): number {
  const [p, q] = [lab(a), lab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/** Contrast after WCAG 2, from 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((p, q) => p - q);
  return (light + 0.05) / (dark + 0.05);
}

/** `#rrggbb` as a colour. */
export function fromHex(hex: string): Colour {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Colour;
}

function luminance(colour: Colour): number {
  const [r, g, b] = colour.map(linear);
  return 0.2126729 * r + 0.7151522 * g + 0.072175 * b;
}

function through(matrix: readonly number[]) {
  return (colour: Colour): Colour => {
    const [r, g, b] = colour.map(linear);
    return [0, 3, 6].map((row) =>
      encoded(matrix[row] * r + matrix[row + 1] * g + matrix[row + 2] * b),
    ) as unknown as Colour;
  };
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function encoded(value: number): number {
  const bounded = Math.min(Math.max(value, 0), 1);
  return bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * bounded ** (1 / 2.4) - 0.055;
}

function curve(value: number): number {
  return value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116;
}
