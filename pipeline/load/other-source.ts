import {
  chooseLayout,
  explainMiss,
  readHeads,
  type ReturnFile,
} from '../../sources/contract/layout.js';
import type { ReturnReading } from '../../sources/contract/reading-ledger.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { sources } from '../../sources/register.js';
import { QuarterlyError } from '../core/errors.js';
import { contractFault } from './contract-fault.js';
import { recognise } from './recognise.js';

/** Which other source has the headings of the files, and what to do; undefined where none has. */
async function otherSource(
  contract: SourceContract,
  files: readonly ReturnFile[],
): Promise<string | undefined> {
  const others = sources.filter((one) => one !== contract);
  const { value } = await contractFault(() => recognise(others, files));
  const other = value?.found[0]?.contract;
  return other === undefined
    ? undefined
    : `The headings are those of ${other.title}: receive it with --source ${other.id}, or put it in inbox/${other.id}.`;
}

/** The reading; where it was refused for its headings, with the source that has them. */
export async function withOtherSource(
  contract: SourceContract,
  files: readonly ReturnFile[],
  reading: ReturnReading,
): Promise<ReturnReading> {
  const { refused } = reading;
  const isMiss = reading.notes.some(
    ({ level, topic }) => level === 'refused' && topic === 'headings',
  );
  const other = refused === undefined || !isMiss ? undefined : await otherSource(contract, files);
  if (refused === undefined || other === undefined) return reading;
  const said = `${refused} ${other}`;
  const notes = reading.notes.map((note) =>
    note.topic === 'headings' ? { ...note, message: said } : note,
  );
  return { ...reading, refused: said, notes };
}

/** Why the files are none of the source's: of those whose date nothing gives it is asked only where a date would help. */
export async function misfit(
  contract: SourceContract,
  files: readonly ReturnFile[],
): Promise<QuarterlyError | undefined> {
  const { value, error } = await contractFault(async () =>
    chooseLayout(contract, await readHeads(files)),
  );
  if (error !== undefined) return error;
  if ('match' in value) return undefined;
  return new QuarterlyError('contract', explainMiss(contract, value.miss), {
    fix:
      (await otherSource(contract, files)) ??
      `Check that it is the right file, and give its columns the headings of ${contract.title}.`,
  });
}
