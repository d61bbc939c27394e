import path from 'node:path';

import type { Member } from '../../../pipeline/core/zip/archive.js';
import type { ExternalRelation } from '../model.js';
import { readTree } from './tree.js';

/** How a part leads to another. */
export interface Relation {
  readonly id: string;
  /** The last word of its type, such as `worksheet`. */
  readonly type: string;
  /** The part's name in lower case, or the address where it lies outside. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** All relations of a package: by the part that they start from (in lower case; the package's own under ''). */
export type Relations = ReadonlyMap<string, readonly Relation[]>;

/** Reads every relations part of a package. */
export async function readRelations(members: readonly Member[], file: string): Promise<Relations> {
  const relations = new Map<string, readonly Relation[]>();
  for (const member of members) {
    const found = /^(.*?)_rels\/([^/]*)\.rels$/i.exec(member.name);
    if (found === null) continue;
    const [, folder = '', base = ''] = found;
    const tree = await readTree(member, file);
    relations.set(
      `${folder}${base}`.toLowerCase(),
      tree.children
        .filter(({ name }) => name === 'Relationship')
        .map(({ attributes }) => relationOf(attributes, folder)),
    );
  }
  return relations;
}

function relationOf(attributes: Readonly<Record<string, string>>, folder: string): Relation {
  const target = attributes['Target'] ?? '';
  const isExternal = attributes['TargetMode'] === 'External';
  return {
    id: attributes['Id'] ?? '',
    type: (attributes['Type'] ?? '').split('/').at(-1) ?? '',
    target: isExternal ? target : partName(target.replaceAll('\\', '/'), folder),
    isExternal,
  };
}

/** Names of parts don't tell capitals apart (ECMA-376 part 2). */
function partName(target: string, folder: string): string {
  const whole = target.startsWith('/') ? target.slice(1) : path.posix.join(folder, target);
  try {
    return decodeURI(whole).toLowerCase();
  } catch {
    return whole.toLowerCase();
  }
}

export function externalOnes(relations: Relations): ExternalRelation[] {
  return [...relations].flatMap(([part, list]) =>
    list.filter(({ isExternal }) => isExternal).map(({ type, target }) => ({ part, type, target })),
  );
}
