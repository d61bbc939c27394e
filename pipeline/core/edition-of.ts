/** For whom a pack's files are made. */
export const editions = ['officer', 'cabinet', 'open-data'] as const;
export type Edition = (typeof editions)[number];

const OPEN_DATA: ReadonlySet<string> = new Set([
  'measures.csv',
  'definitions.csv',
  'datapackage.json',
]);

/** The Word documents that cabinet takes. */
const PAPERS: ReadonlySet<string> = new Set(['report.docx', 'decision-record.docx']);

/**
 * The edition that a pack's file belongs to. A file that isn't known to be public is the officers': so is the manifest, which names the
 * files of children's returns.
 */
export function editionOf(file: string): Edition {
  if (OPEN_DATA.has(file)) return 'open-data';
  if (PAPERS.has(file)) return 'cabinet';
  return /-cabinet\.(?:xlsx|ods|html)$/.test(file) ? 'cabinet' : 'officer';
}
