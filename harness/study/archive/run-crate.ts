import type { Stage } from '../../pipeline/stage.ts';
import type { Conducted } from '../conduct.ts';
import type { StageTimes } from '../execution.ts';
import type { Surroundings } from '../ports.ts';
import type { Prepared } from '../prepare.ts';
import { licenceUri, softwareUri } from './software.ts';

/** What of a run its crate describes. */
export interface CrateSource {
  readonly prepared: Pick<Prepared, 'profile' | 'seed' | 'only'>;
  readonly conducted: Pick<Conducted, 'stages' | 'execution'>;
  /** When stages were computed, by key; those that never were are left out. */
  readonly times: ReadonlyMap<string, StageTimes>;
  readonly surroundings: Surroundings;
  /** The paper. */
  readonly paper: { readonly title: string; readonly uri: string };
  /** Names of the run's files. */
  readonly files: readonly string[];
}

type Entity = Readonly<Record<string, unknown>>;

const PROFILE = 'https://w3id.org/ro/wfrun/process/0.5';

/** What each file of a run is, by its name's ending. */
const kinds: readonly (readonly [ending: RegExp, format: string, what: string])[] = [
  [/^run\.json$/, 'application/json', 'verdicts, statistics and the comparison with golden values'],
  [/^rows\.jsonl$/, 'application/jsonl', 'every score of every image'],
  [/^provenance\.json$/, 'application/json', 'versions, data with their hashes, and where the time went'],
  [/\.html$/, 'text/html', 'the report'],
  [/\.md$/, 'text/markdown', 'the report as Markdown'],
  [/\.csv$/, 'text/csv', 'a table of the report'],
  [/\.json$/, 'application/json', 'data of the run'],
];

/**
 * A run as a Process Run Crate (RO-Crate 1.1, Process Run Crate 0.5): its files, and a CreateAction for each stage
 * that it rests on and one for the run. The results of stages lie in the store, by their keys. A stage began and ended
 * when its result was computed, which may be long before the run; what failed ended with the run.
 * @returns the text of `ro-crate-metadata.json`
 */
export function runCrate({ conducted, times, surroundings, paper, files, prepared }: CrateSource): string {
  const { software } = surroundings;
  const licence = licenceUri(software);
  const { profile, seed, only } = prepared;
  const ended = dateTime(surroundings.made);
  const common = { agent: ref('#operator'), instrument: ref(softwareUri(software)), endTime: ended };
  const actions = conducted.stages.map((stage) => ({
    ...common,
    ...stageAction(stage, conducted.execution, times.get(stage.key)),
  }));
  const read = new Set(conducted.stages.flatMap(({ inputs }) => Object.values(inputs).map(({ key }) => key)));
  const last = conducted.stages.filter(({ key }) => !read.has(key)).map(({ key }) => ref(`#result-${key}`));
  const about = `${paper.title}: profile ${profile.id}, seed ${seed}${only.length > 0 ? `, ${only.join(', ')}` : ''}`;
  const run = {
    '@id': '#run',
    '@type': 'CreateAction',
    name: `run of profile ${profile.id}`,
    description: `judges the claims and writes the report; ${surroundings.engine}, Node.js ${surroundings.node}, ${surroundings.system}`,
    ...(last.length > 0 && { object: oneOrAll(last) }),
    result: oneOrAll(files.map(ref)),
    ...common,
  };
  const graph: readonly Entity[] = [
    {
      '@id': 'ro-crate-metadata.json',
      '@type': 'CreativeWork',
      about: ref('./'),
      conformsTo: [ref('https://w3id.org/ro/crate/1.1'), ref(PROFILE)],
    },
    {
      '@id': './',
      '@type': 'Dataset',
      name: `Reproduction of ${about}`,
      description: `A run of latent-sr: the claims of "${paper.title}", decided by seeded experiments`,
      datePublished: ended,
      license: ref(licence),
      author: ref('#operator'),
      publisher: ref('#operator'),
      conformsTo: ref(PROFILE),
      hasPart: oneOrAll(files.map(ref)),
      mentions: oneOrAll([run, ...actions].map((action) => ref(action['@id']))),
      ...(paper.uri !== '' && { citation: ref(paper.uri) }),
    },
    { '@id': PROFILE, '@type': 'CreativeWork', name: 'Process Run Crate', version: '0.5' },
    {
      '@id': licence,
      '@type': 'CreativeWork',
      name: software.licence,
      description: 'Licence of the harness; what the run scored has its own',
    },
    {
      '@id': '#operator',
      '@type': 'Organization',
      name: 'Whoever ran latent-sr here',
      url: softwareUri(software),
    },
    {
      '@id': softwareUri(software),
      '@type': 'SoftwareApplication',
      name: software.name,
      description: surroundings.harness,
      softwareVersion: software.version,
      url: softwareUri(software),
    },
    ...(paper.uri === '' ? [] : [{ '@id': paper.uri, '@type': 'ScholarlyArticle', name: paper.title }]),
    ...files.map(fileEntity),
    run,
    ...actions,
    ...conducted.stages.map(resultEntity),
  ];
  return `${JSON.stringify({ '@context': 'https://w3id.org/ro/crate/1.1/context', '@graph': graph }, null, 1)}\n`;
}

function stageAction(
  { key, label, inputs }: Stage,
  { seconds, undone }: Conducted['execution'],
  times: StageTimes | undefined,
) {
  const failed = undone.some((stage) => stage.key === key);
  const used = Object.values(inputs).map((input) => ref(`#result-${input.key}`));
  return {
    '@id': `#stage-${key}`,
    '@type': 'CreateAction',
    name: label,
    description: failed
      ? 'failed, or needs a stage that did'
      : seconds.has(key)
        ? 'computed by this run'
        : 'taken from the store, where an earlier run had put it',
    ...(times && !failed && { startTime: dateTime(times.began), endTime: dateTime(times.ended) }),
    ...(used.length > 0 && { object: oneOrAll(used) }),
    result: ref(`#result-${key}`),
    actionStatus: `http://schema.org/${failed ? 'Failed' : 'Completed'}ActionStatus`,
  };
}

/** As the validator of crates takes it. */
function dateTime(iso: string): string {
  return iso.replace(/Z$/, '+00:00');
}

function resultEntity({ key, label }: Stage): Entity {
  return { '@id': `#result-${key}`, '@type': 'CreativeWork', name: `result of: ${label}`, identifier: key };
}

function fileEntity(name: string): Entity {
  const [, encodingFormat, description] = kinds.find(([ending]) => ending.test(name)) ?? [
    '',
    'application/octet-stream',
    'data of the run',
  ];
  return { '@id': name, '@type': 'File', name, description, encodingFormat };
}

/** RO-Crate 1.1 writes a single value without brackets. */
function oneOrAll(values: readonly Entity[]): Entity | readonly Entity[] {
  return values.length === 1 ? values[0]! : values;
}

function ref(id: string): Entity {
  return { '@id': id };
}
