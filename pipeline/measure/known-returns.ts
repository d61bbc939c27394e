import type { Knex } from 'knex';
import type { SourceContract } from '../../sources/contract/types.js';
import type { Quarter } from '../core/calendar/quarter.js';
import { fileAlias, withAliases, withoutFileNames } from '../core/file-alias.js';
import { choosePins, type Pin } from './pins.js';
import { type LedgerReturn, receivedBy } from './returns.js';
import { type SourceFacts, sourceFacts } from './source-facts.js';

/** What the ledger knew at a moment: every return, what measures must know of each source, and which returns count. */
export interface KnownReturns {
  readonly ledger: readonly LedgerReturn[];
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** The returns that count for quarters, as {@link choosePins} chooses them. */
  readonly pinsOf: (quarters: readonly Quarter[]) => Pin[];
}

/** Reads the ledger once for all that is measured. */
export async function knownReturns(
  trx: Knex.Transaction,
  { contracts, knownAt }: { contracts: readonly SourceContract[]; knownAt: string },
): Promise<KnownReturns> {
  const ledger = await withoutNames(trx, await receivedBy(trx, knownAt), contracts);
  const sources = sourceFacts(contracts, ledger);
  const accepted = ledger.filter((each) => each.status === 'accepted');
  return {
    ledger,
    sources,
    pinsOf: (quarters) =>
      choosePins(accepted, (source) => sources.get(source)?.reach, quarters, knownAt),
  };
}

/** A reason goes into packs, and a file of a personal source may be named after a child: its alias is said. */
async function withoutNames(
  trx: Knex.Transaction,
  ledger: readonly LedgerReturn[],
  contracts: readonly SourceContract[],
): Promise<LedgerReturn[]> {
  const personal = new Set(contracts.flatMap((each) => (each.personal ? [each.id] : [])));
  const hasReason = ({ source, refusedWhy }: LedgerReturn): boolean =>
    refusedWhy !== null && personal.has(source);
  const files = await trx('received_file')
    .select<{ return_no: number; name: string }[]>('return_no', 'name')
    .whereIn(
      'return_no',
      ledger.filter(hasReason).map(({ returnNo }) => returnNo),
    )
    .orderBy(['return_no', 'file_no']);
  return ledger.map((each) => {
    if (each.refusedWhy === null || !hasReason(each)) return each;
    const own = files
      .filter((file) => file.return_no === each.returnNo)
      .map(({ name }, index) => ({ name, alias: fileAlias(each.source, each.asAt, index) }));
    return { ...each, refusedWhy: withoutFileNames(withAliases(each.refusedWhy, own)) };
  });
}
