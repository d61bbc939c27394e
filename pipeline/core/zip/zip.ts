import { openArchive, shown } from './archive.js';
import type { Member } from './member.js';
import { readWhole } from '../files/byte-source.js';
import { defaultLimits, type ReadLimits } from './limits.js';
import { refusal } from './refuse.js';
import type { ByteSource } from '../files/tabular-file.js';

/** What operating systems put into zips unasked. */
const CLUTTER = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._[^/]*$)/i;

/** Packed files within a packed file: their content would escape the limits of this one. */
const NESTED = /\.(?:zip|7z|rar|gz|tgz|tar|bz2|xz|zst|cab)$/i;

/**
 * Opens a return that was sent as a zip: its files, in the order of their names, each named by its path within the zip.
 * Bytes stay packed in memory until a file is read. Throws `contract` for an empty, damaged, protected or nested zip and
 * for one that would unpack beyond the limits.
 */
export async function openZip(
  source: ByteSource,
  limits: Partial<ReadLimits> = {},
): Promise<readonly ByteSource[]> {
  const allowed = { ...defaultLimits, ...limits };
  const bytes = await readWhole(source, allowed.archiveBytes);
  const members = await openArchive(bytes, source.name, allowed);
  const files = members.filter((member) => !CLUTTER.test(member.name));
  for (const member of files) checkPlain(member, source.name);
  if (files.length === 0)
    throw refusal(
      { file: source.name },
      'The zip holds no files.',
      'Put the return’s files into it and send it again.',
    );
  return files
    .map((member) => ({ name: member.name, size: member.size, stream: () => member.stream() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function checkPlain(member: Member, file: string): void {
  if (member.isSymbolicLink)
    throw refusal(
      { file },
      `The zip holds a link, ${shown(member.name)}, in place of a file.`,
      'Make the zip again from the files themselves.',
    );
  if (NESTED.test(member.name))
    throw refusal(
      { file },
      `The zip holds another packed file, ${shown(member.name)}.`,
      'Unpack it, and send one zip with the return’s files directly in it.',
    );
}
