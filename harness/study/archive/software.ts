/** This package, as archives cite it. */
export interface Software {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** As SPDX names it. */
  readonly licence: string;
  /** What runs it, with the versions that it takes. */
  readonly runtime: string;
}

/** Where npm keeps that version of the package. */
export function softwareUri({ name, version }: Pick<Software, 'name' | 'version'>): string {
  return `https://www.npmjs.com/package/${name}/v/${version}`;
}

/** The text of its licence. */
export function licenceUri({ licence }: Pick<Software, 'licence'>): string {
  return `https://spdx.org/licenses/${licence}`;
}
