import { chooseLayout, readHeads, type ReturnFile } from '../../sources/contract/layout.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { openTabular } from '../../sources/read/open.js';
import type { Sending } from '../../sources/read/received-files.js';
import type { ByteSource } from '../core/files/tabular-file.js';
import { contractFault } from './contract-fault.js';

/** One file of several as a return of its own: its own name may date it, else that of its folder, and never that of its neighbour. */
export function ofFile({ files, names }: Sending, file: ByteSource): Sending {
  const others = new Set(files.map(({ name }) => name));
  return { files: [file], names: [file.name, ...names.filter((name) => !others.has(name))] };
}

/** Whether several files may be several returns: parts that are known by their names are one. */
export function mayBeSeveral(contract: SourceContract, { files }: Sending): boolean {
  return files.length > 1 && contract.role === undefined;
}

/**
 * The returns that somebody's files are. They are one where a layout reads all of them together; they are one each where every file holds
 * all the tables of a layout. Anything else is one return, which is refused with its reason: nothing is taken by halves.
 */
export async function splitReturns(
  contract: SourceContract,
  sending: Sending,
): Promise<readonly Sending[]> {
  if (!mayBeSeveral(contract, sending)) return [sending];
  const opened: ReturnFile[] = [];
  try {
    for (const file of sending.files) {
      const { value: tabular } = await contractFault(() => openTabular(file));
      if (tabular === undefined) return [sending];
      opened.push({ name: file.name, role: 'data', tabular });
    }
    if (await isOne(contract, opened)) return [sending];
    for (const file of opened) if (!(await isWhole(contract, file))) return [sending];
    return sending.files.map((file) => ofFile(sending, file));
  } finally {
    for (const { tabular } of opened) await tabular.close();
  }
}

/** Whether one layout reads every file, and no table twice. */
async function isOne(contract: SourceContract, files: readonly ReturnFile[]): Promise<boolean> {
  const choice = chooseLayout(contract, await readHeads(files));
  if ('miss' in choice) return false;
  const { tables } = choice.match;
  const read = new Set(tables.map(({ head }) => head.fileIndex));
  const isTwice = tables.some(
    (one) =>
      one.where.everySheet !== true &&
      tables.some(
        (other) => other.table === one.table && other.head.fileIndex !== one.head.fileIndex,
      ),
  );
  return read.size === files.length && !isTwice;
}

/** Whether a file holds every table of a layout. */
async function isWhole(contract: SourceContract, file: ReturnFile): Promise<boolean> {
  const choice = chooseLayout(contract, await readHeads([file]));
  if ('miss' in choice) return false;
  const { layout, tables } = choice.match;
  return Object.keys(layout.tables).every((table) => tables.some((one) => one.table === table));
}
