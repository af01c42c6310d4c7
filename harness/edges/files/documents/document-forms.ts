/** What a document may be written in. */
export const documentForms = ['csv', 'tex', 'html', 'md', 'txt'] as const;

export type DocumentForm = (typeof documentForms)[number];
