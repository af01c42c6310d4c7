import type { Catalogues } from './catalogues.ts';
import type { OracleFile } from './oracle-files.ts';

/** A sentence for each entry that no independent program is known for, by catalogue. */
export type Reasons = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The programs, by name, that hold each entry of a catalogue; their versions count once. */
function programsOf(
  catalogue: string,
  entry: string,
  files: readonly Pick<OracleFile, 'covers'>[],
): readonly string[] {
  return [...new Set(files.flatMap(({ covers }) => Object.keys(covers[catalogue]?.[entry] ?? {})))];
}

/** What is wrong between catalogues, oracles and reasons, a line each; nothing where all is well. */
export function gaps(
  catalogues: Catalogues,
  files: readonly Pick<OracleFile, 'topic' | 'covers'>[],
  reasons: Reasons,
): readonly string[] {
  const entries = Object.entries(catalogues).flatMap(([catalogue, names]) =>
    names.map((entry) => ({ catalogue, entry, reason: reasons[catalogue]?.[entry] })),
  );
  const known = new Set(entries.map(({ catalogue, entry }) => `${catalogue} ${entry}`));
  const said = (table: Readonly<Record<string, object>>) =>
    Object.entries(table).flatMap(([catalogue, of]) =>
      Object.keys(of).map((entry) => `${catalogue} ${entry}`),
    );
  return [
    ...entries.flatMap(({ catalogue, entry, reason }) => {
      const programs = programsOf(catalogue, entry, files);
      if (programs.length === 0 && reason === undefined) {
        return `${catalogue} ${entry}: expected an oracle, got none; add one to golden/oracles, or say in spec/oracles/without.ts why there is none`;
      }
      return programs.length > 0 && reason !== undefined
        ? `${catalogue} ${entry}: said to be without an oracle, and held to ${programs.join(', ')}; take the reason away`
        : [];
    }),
    ...said(reasons)
      .filter((name) => !known.has(name))
      .map((name) => `${name}: a reason for what is in no catalogue`),
    ...files.flatMap(({ topic, covers }) =>
      said(covers)
        .filter((name) => !known.has(name))
        .map((name) => `${name}: covered by ${topic}, and in no catalogue`),
    ),
  ];
}
