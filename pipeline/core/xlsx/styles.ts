import type { Member } from '../zip/archive.js';
import { builtInKind, formatKind, type NumberKind } from './number-format.js';
import { readSmallPart } from './small-part.js';

/** What numbers are under each cell style, by the style's index. */
export async function readStyles(
  member: Member,
  file: string,
  limit: number,
): Promise<readonly NumberKind[]> {
  const written = new Map<number, NumberKind>();
  const styles: number[] = [];
  await readSmallPart(member, file, limit, (element) => {
    const parent = element.path.at(-1);
    const id = Number(element.attribute('numFmtId') ?? 0);
    if (element.name === 'numFmt' && parent === 'numFmts')
      written.set(id, formatKind(element.attribute('formatCode') ?? ''));
    else if (element.name === 'xf' && parent === 'cellXfs') styles.push(id);
  });
  return styles.map((id) => written.get(id) ?? builtInKind(id));
}
