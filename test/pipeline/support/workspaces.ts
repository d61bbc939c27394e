import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeWorkspace } from '../../../pipeline/workspace/make-workspace.js';
import { shippedFile } from '../../../pipeline/core/root.js';

export const QUARTER = '2017-18-Q3';
export const FIRST_RUN = `${QUARTER}-E06000004-r01`;
export const SECOND_RUN = `${QUARTER}-E06000004-r02`;

/** The quarter's school inspections as they were. */
const SCHOOLS = ['ofsted-schools', 'mi-2015_as_at_31_December_2017.csv'] as const;

/** A small council with three returns in its inbox; it needs the schools' one. */
export async function makeCouncil(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'runs-'));
  const ids = ['ofsted-schools', 'population', 'actions', 'annex-a'];
  await makeWorkspace(
    folder,
    {
      configuration: [
        'authority: E06000004',
        'returns:',
        '  ofsted-schools: { due: 15 working days, required: true }',
        '',
      ].join('\n'),
      strategies: {},
      sourceIds: ids,
    },
    { force: true },
  );
  await send(folder, 'population', 'mid-year_estimates_2016_to_2017.csv');
  await send(folder, 'actions', 'actions_2017-18-Q3.csv');
  await sendSchools(folder);
  return folder;
}

/** Puts the schools' return into the inbox, changed as `fix` says. */
export async function sendSchools(
  workspace: string,
  fix: (text: string) => string = (text) => text,
): Promise<void> {
  await send(workspace, ...SCHOOLS, fix);
}

/** A correction: the unit that requires improvement was found good. */
export function correction(text: string): string {
  const fixed = text.replace(
    'Pupil Referral Unit,3,NULL,3,3,3,2',
    'Pupil Referral Unit,2,NULL,2,2,2,2',
  );
  if (fixed === text) throw new Error('the sample has no such school');
  return fixed;
}

async function send(
  workspace: string,
  source: string,
  name: string,
  fix: (text: string) => string = (text) => text,
): Promise<void> {
  const text = await readFile(shippedFile('sources', source, 'samples', name), 'utf8');
  const inbox = path.join(workspace, 'inbox', source);
  await mkdir(inbox, { recursive: true });
  await writeFile(path.join(inbox, name), fix(text));
}

/** Every file under a folder, by its path with slashes: its sha256. */
export async function treeOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const hashes = await Promise.all(
    files.map(async (file) => [
      path.relative(folder, file).split(path.sep).join('/'),
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ]),
  );
  return Object.fromEntries(hashes) as Record<string, string>;
}

/** The files of one folder of a tree, by name. */
export function within(
  tree: Readonly<Record<string, string>>,
  folder: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree)
      .filter(
        ([name]) => name.startsWith(`${folder}/`) && !name.slice(folder.length + 1).includes('/'),
      )
      .map(([name, hash]) => [name.slice(folder.length + 1), hash]),
  );
}
