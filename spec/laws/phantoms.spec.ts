import { anatomies } from '../../harness/datasets/phantoms/catalogue.ts';
import { phantomSamples } from '../../harness/datasets/phantoms/phantom-samples.ts';
import { phantomSubject } from '../../harness/datasets/phantoms/phantom-subject.ts';
import { everyPhantom, lesions } from './phantoms/every.ts';

const phantoms = { phantomSubject, phantomSamples };

for (const anatomy of anatomies) describe(`phantoms: ${anatomy}`, () => everyPhantom(anatomy, phantoms));

describe('phantoms: the lesion of a brain', () => lesions(phantoms));
