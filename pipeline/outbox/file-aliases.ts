import { sourceById } from '../../sources/register.js';
import { spellingsOf } from '../core/file-alias.js';

/** A file of a return, as the ledger has it. */
export interface NamedFile {
  readonly name: string;
  readonly role: string;
}

/** Names that a mail may hold in place of those that a return's files have. */
export interface FileAliases {
  /** What stands for a file, by its place in the return from 0. */
  of(index: number): string;
  /** A text without the files' names, and without a sheet's that no layout knows. */
  within(text: string): string;
}

/**
 * A file of a personal source may be named after a child, and so may a sheet of a workbook that no layout fits: there a mail says the
 * file's part in the return, which its sender knows too. Of other sources the names are told.
 */
export function fileAliases(source: string, files: readonly NamedFile[]): FileAliases {
  if (!sourceById(source).personal) {
    return { of: (index) => files[index]?.name ?? '', within: (text) => text };
  }
  const alias = (index: number): string => {
    const file = files[index];
    if (file === undefined || files.length === 1) return 'your file';
    const isOnly = files.filter((other) => other.role === file.role).length === 1;
    return isOnly && file.role !== 'data' ? file.role : `file ${index + 1} of ${files.length}`;
  };
  const names = files
    .flatMap((file, index) => spellingsOf(file.name).map((name) => [name, alias(index)] as const))
    .sort(([a], [b]) => b.length - a.length);
  return {
    of: alias,
    within: (text) =>
      names
        .reduce((kept, [name, instead]) => kept.replaceAll(name, instead), text)
        .replaceAll(/, sheet .*?(?=: missing )/g, ', one sheet'),
  };
}

/** A text in which what lies in the inbox stands by its source alone: a file there may be named after a child. */
export function withoutInboxNames(text: string): string {
  return text.replaceAll(/(inbox[\\/][a-z0-9-]+[\\/])[^'"\n]+/g, '$1…');
}
