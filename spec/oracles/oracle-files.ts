import { existsSync, readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../golden/oracles/', import.meta.url);

/** The part of an oracle that has a program's values for an entry, by catalogue, entry and program. */
export type Covers = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** An oracle: values of independent programs, and what they are values of. */
export interface OracleFile {
  /** Its name without the extension. */
  readonly topic: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly covers: Covers;
  /** What its generating script says of the same. */
  readonly scripted: Covers | undefined;
  /** Whether it has values under this name. */
  holds(part: string): boolean;
}

/** Every file of `golden/oracles/` that says what it covers. */
export const oracleFiles: readonly OracleFile[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const topic = file.replace(/\.json$/, '');
    const document = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    const { versions, covers, cases } = document;
    if (covers === undefined) return [];
    const places = [document, ...(Array.isArray(cases) ? cases : [cases ?? {}])];
    const holds = (part: string) => places.some((place) => isFull(place[part]));
    return [{ topic, versions, covers, scripted: scriptedCovers(topic), holds }];
  });

function isFull(value: unknown): boolean {
  return typeof value === 'object' && value !== null
    ? Object.keys(value).length > 0
    : value !== undefined && value !== null;
}

/** The table `COVERS` of the script that writes an oracle, which is JSON in Python, R and JavaScript alike. */
function scriptedCovers(topic: string): Covers | undefined {
  const names = ['.py', '.R', '.mjs'].flatMap((end) => [topic + end, topic.replaceAll('-', '_') + end]);
  const script = names.map((name) => new URL(name, folder)).find((url) => existsSync(url));
  const table =
    script && /^(?:const )?covers (?:=|<-) '?(\{[\s\S]*?^\})/im.exec(readFileSync(script, 'utf8'));
  return table ? JSON.parse(table[1]!) : undefined;
}
