import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { printJson } from '../generated/print-json.ts';
import { coverageTable, SAMPLES } from './coverage.ts';
import { paper, refusesUnlikeArms, truthsOfQuestions } from './papers.ts';
import { lettersOf, verdictTable } from './verdict-table.ts';
import { worlds } from './worlds.ts';

/** Writes what is measured of intervals (`coverage`) and of verdicts (`verdicts`) into `golden/`, in a quarter of an hour. */
const golden = resolve(import.meta.dirname, '..', '..', 'golden');
const asked = process.argv.slice(2);
const wants = (name: string) => asked.length === 0 || asked.includes(name);

const PAPERS = 300;
const UNLIKE = 16;

if (wants('coverage')) {
  const said = Object.fromEntries(worlds.map(({ id, said: words }) => [id, words]));
  const document = { samples: SAMPLES, worlds: said, intervals: coverageTable() };
  writeFileSync(join(golden, 'coverage.json'), printJson(document));
}
if (wants('verdicts')) {
  const truths = truthsOfQuestions();
  const papers = Array.from({ length: PAPERS }, (_, k) => paper(k, truths));
  const document = {
    papers: PAPERS,
    claims: verdictTable(papers),
    unlikeArms: {
      papers: UNLIKE,
      refused: Array.from({ length: UNLIKE }, (_, k) => refusesUnlikeArms(k)).filter(Boolean).length,
    },
    truths,
    outcomes: papers.map(lettersOf),
  };
  writeFileSync(join(golden, 'known-papers.json'), printJson(document));
}
