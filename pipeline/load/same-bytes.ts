import { createHash } from 'node:crypto';
import type { SourceContract } from '../../sources/contract/types.js';
import type { IsoDate } from '../core/calendar/days.js';
import type { ByteSource } from '../core/files/tabular-file.js';
import { claimKey } from '../store/keys.js';
import { findByBytes, findReturn, type KnownReturn, type SameBytes } from './ledger.js';
import type { LoadDeps } from './load.js';
import { contractHash, returnIdOf } from './return-id.js';
import type { SendingDate } from './sending-date.js';

/** A received file's part and bytes. */
export interface SentFile {
  readonly role: string;
  readonly sha256: string;
}

/** A return whose bytes came again under its date. */
export interface KnownBytes {
  readonly returnId: string;
  readonly date: SendingDate;
  readonly known: KnownReturn;
}

/** The sha256 of a file's bytes. */
export async function sha256Of(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of source.stream()) hash.update(piece);
  return hash.digest('hex');
}

/**
 * The return that these bytes were received as before, found without opening them: an inbox that was seen before costs its hashes.
 * Undefined where they are new, where their date may be another one now, or where a return that was refused may fare better
 * under a contract that has changed.
 * @param date the date that was given
 * @param names what may give the date, the first that does counts
 */
export async function findKnown(
  contract: SourceContract,
  files: readonly SentFile[],
  { given, names }: { readonly given: IsoDate | undefined; readonly names: readonly string[] },
  deps: Pick<LoadDeps, 'warehouse' | 'keys' | 'lock'>,
): Promise<KnownBytes | undefined> {
  return deps.warehouse.write(async (trx) => {
    await claimKey(trx, deps.keys);
    const same =
      given === undefined
        ? sameDate(contract, await findByBytes(trx, contract.id, files), names)
        : {
            returnId: returnIdOf(contract.id, given, files),
            date: { asAt: given, from: 'given' as const },
          };
    if (same === undefined) return undefined;
    const known = await findReturn(trx, same.returnId);
    const isFinal =
      known !== undefined &&
      (known.status === 'accepted' || known.contractHash === contractHash(contract));
    return isFinal ? { ...same, known } : undefined;
  }, deps.lock);
}

/**
 * Of returns with the same bytes the one whose date these would have again. What the content gave, it gives again; what a name
 * gave counts as long as the name gives the same.
 */
function sameDate(
  contract: SourceContract,
  same: readonly SameBytes[],
  names: readonly string[],
): Omit<KnownBytes, 'known'> | undefined {
  const named = dateInNames(contract, names);
  const byName = same.find(({ asAt }) => asAt === named);
  if (byName !== undefined && named !== undefined)
    return { returnId: byName.returnId, date: { asAt: named, from: 'name' } };
  const [only, ...others] = same;
  if (contract.asAtFromText === undefined || only === undefined || others.length > 0)
    return undefined;
  if (dateInNames(contract, only.names) === only.asAt) return undefined;
  return { returnId: only.returnId, date: { asAt: only.asAt, from: 'content' } };
}

function dateInNames(contract: SourceContract, names: readonly string[]): IsoDate | undefined {
  for (const name of names) {
    const asAt = contract.asAtFromName(name);
    if (asAt !== undefined) return asAt;
  }
  return undefined;
}
