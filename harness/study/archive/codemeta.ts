import { licenceUri, type Software, softwareUri } from './software.ts';

/** The software that made a run, as CodeMeta 3.0 (the text of `codemeta.json`). */
export function codemeta(software: Software): string {
  const { name, version, description, runtime } = software;
  const document = {
    '@context': 'https://w3id.org/codemeta/3.0',
    '@type': 'SoftwareSourceCode',
    identifier: `${name}@${version}`,
    name,
    version,
    softwareVersion: version,
    description,
    license: licenceUri(software),
    url: softwareUri(software),
    author: [{ '@type': 'Organization', name: 'The latent-sr harness contributors' }],
    programmingLanguage: { '@type': 'ComputerLanguage', name: 'TypeScript' },
    runtimePlatform: runtime,
    applicationCategory: 'Reproducibility of research',
    developmentStatus: 'active',
    keywords: [
      'reproducibility',
      'super-resolution',
      'latent diffusion',
      'medical imaging',
      'property-based testing',
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
