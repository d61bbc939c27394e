import type { Knex } from 'knex';
import type { PackInput } from '../../reports/input.js';
import { sourceById, sources } from '../../sources/register.js';
import { parseQuarter, type Quarter } from '../core/calendar/quarter.js';
import { workingDays } from '../core/calendar/working-days.js';
import { QuarterlyError } from '../core/errors.js';
import { isRequired } from '../core/required.js';
import type { EnteredReturn } from '../load/load.js';
import { totals } from '../core/return-counts.js';
import { enterOutcome, type NotificationSettings } from './enter.js';
import type { EventOf } from './events.js';
import { hasForm } from '../quarter/form-workbook.js';
import { expectedReturn } from './recipients.js';
import { lateArrivals } from '../quarter/late-returns.js';
import type { Release } from '../quarter/release-ledger.js';
import type { GridCell } from '../quarter/return-grid.js';
import { mailAddress } from '../workspace/mail-address.js';
import type { Session } from '../workspace/session.js';
import { cabinetOf } from './cabinet.js';
import { fileAliases, withoutInboxNames } from './file-aliases.js';
import { sha256 } from '../core/sha256.js';
import { londonDay } from '../core/calendar/london-time.js';

/** A return that is past due: nothing came, or what came was refused. */
export type LateReturn = GridCell & {
  readonly state: 'missing' | 'refused';
  readonly due: string;
};

/** What one person owes of a quarter. */
export interface Digest {
  readonly quarter: Quarter;
  /** The owner of the returns; null where they have none with a mail address, and `notify.mail.to` chases them. */
  readonly owner: string | null;
  readonly late: readonly LateReturn[];
}

/** What an outcome is entered with: what is configured, and the clock. */
type EventContext = Pick<Session, 'workspace' | 'keys' | 'runtime'>;

/** For whom a session's outcomes are entered. */
export function notificationSettingsOf(
  session: Pick<Session, 'workspace' | 'keys'>,
): NotificationSettings {
  return {
    configuration: session.workspace.configuration,
    fingerprint: session.keys.fingerprint,
  };
}

/** Enters that a run is finished; call it in the transaction that finishes it. */
export async function enterRunFinished(
  trx: Knex.Transaction,
  session: EventContext,
  run: {
    readonly runId: string;
    readonly input: PackInput;
    readonly reason: string | null;
    readonly leftInInbox: number;
    readonly unpublishedReason: string | null;
  },
): Promise<void> {
  const { runId, input, reason, leftInInbox, unpublishedReason } = run;
  const { returns } = session.workspace.configuration;
  const lacking = input.returns.flatMap(({ source, title, state }) =>
    state === 'missing' || state === 'refused'
      ? [{ title, state, isRequired: isRequired(returns, source) }]
      : [],
  );
  await enter(trx, session, runId, {
    kind: 'run-finished',
    runId,
    label: input.quarter.label,
    status: input.status,
    reason,
    dataCutOff: input.dataCutOff,
    lacking,
    leftInInbox,
    unpublishedReason,
    cabinet: await cabinetOf(trx, session, input.quarter),
  });
}

/** Enters that the audit blocked a pack, by the rules it names; nothing of the pack's content is reported. */
export async function enterAuditBlocked(
  trx: Knex.Transaction,
  session: EventContext,
  quarter: Quarter,
  error: QuarterlyError,
): Promise<void> {
  const { facts, place } = error;
  const cell = typeof facts['cell'] === 'string' ? `!${facts['cell']}` : '';
  const where = [place.file, place.sheet === undefined ? undefined : `${place.sheet}${cell}`]
    .filter((part) => part !== undefined)
    .join(', ');
  const rule = typeof facts['rule'] === 'string' ? facts['rule'] : 'the file itself';
  await enter(trx, session, `${quarter.key} ${session.runtime.now().toISOString()}`, {
    kind: 'audit-blocked',
    quarter: quarter.key,
    label: quarter.label,
    why: `Rule broken: ${rule}${where === '' ? '' : ` (${where})`}.`,
    fix: '"quarterly run" tries again and says what would be right.',
  });
}

/** Enters a release; call it in the transaction that releases it. */
export async function enterReleased(
  trx: Knex.Transaction,
  session: EventContext,
  release: Release,
  revised: number,
): Promise<void> {
  const { releaseId, runId, quarter, kind, reason, releasedBy } = release;
  const { key, label } = parseQuarter(quarter);
  await enter(trx, session, releaseId, {
    kind: 'released',
    releaseId,
    runId,
    quarter: key,
    label,
    releaseKind: kind,
    reason,
    releasedBy,
    revised,
    cabinet: await cabinetOf(trx, session, parseQuarter(quarter)),
  });
}

/** The hook that receiving calls in the transaction that enters a return: its rejections, and that it came late. */
export function onReceived(
  session: EventContext,
): (trx: Knex.Transaction, entered: EnteredReturn) => Promise<void> {
  return async (trx, entered) => {
    await enterReturn(trx, session, entered);
    await enterCameLate(trx, session, entered);
  };
}

/** Enters what a return's sender has to fix, if anything; call it in the transaction that enters the return. */
export async function enterReturn(
  trx: Knex.Transaction,
  session: EventContext,
  entered: EnteredReturn,
): Promise<void> {
  const { source, asAt, status, returnNo, refusedWhy, files } = entered;
  const counts = totals(files);
  if (status === 'accepted' && counts.rejected === 0) return;
  const kind = status === 'refused' ? 'return-refused' : 'rows-rejected';
  await enter(trx, session, `return ${returnNo}`, {
    kind,
    source,
    title: sourceById(source).title,
    returnNo,
    asAt,
    counts,
    why: refusedWhy === null ? null : fileAliases(source, files).within(refusedWhy),
  });
}

/**
 * Enters that a return came after its quarter's pack was made without it; call it in the transaction that enters the return. Where the
 * schedule has such quarters run by itself, the run reports it.
 */
export async function enterCameLate(
  trx: Knex.Transaction,
  session: EventContext,
  { source, status }: Pick<EnteredReturn, 'source' | 'status'>,
): Promise<void> {
  const { configuration } = session.workspace;
  if (status !== 'accepted' || configuration.schedule.run.late_returns === 'run') return;
  const arrivals = await lateArrivals(trx, configuration, session.runtime.now());
  for (const { quarter, runId, releaseId, sources } of arrivals) {
    if (!sources.includes(source)) continue;
    const parsed = parseQuarter(quarter);
    await enter(trx, session, `${source} after ${runId}`, {
      kind: 'return-came-late',
      title: sourceById(source).title,
      quarter,
      label: parsed.label,
      runId,
      releaseId,
      isRequired: isRequired(configuration.returns, source),
      cabinet: await cabinetOf(trx, session, parsed),
    });
  }
}

/** Enters that a slot of the schedule failed; call it in the transaction that settles it. */
export async function enterSlotFailed(
  trx: Knex.Transaction,
  session: EventContext,
  slot: { readonly words: string; readonly at: string; readonly job: string; readonly why: string },
): Promise<void> {
  const { words, job, at, why } = slot;
  await enter(trx, session, `${job} ${at}`, {
    kind: 'slot-failed',
    slot: words,
    why: withoutInboxNames(why),
  });
}

/** Enters that a return is there and can't be taken: once for what it is called and why. Neither its name nor its folder's is reported. */
export async function enterReturnLeft(
  trx: Knex.Transaction,
  session: EventContext,
  left: Pick<EventOf<'return-left'>, 'source' | 'cause' | 'where'> & {
    readonly name: string;
  },
): Promise<void> {
  const { source, cause, where, name } = left;
  const known = sources.find(({ id }) => id === source);
  const id = sha256(JSON.stringify([session.keys.fingerprint, source, name, cause, where])).slice(
    0,
    16,
  );
  await enter(trx, session, `${known?.id ?? 'unknown'} ${id}`, {
    kind: 'return-left',
    source: known?.id ?? '',
    title: known?.title ?? 'Unknown source',
    cause,
    where,
  });
}

/** Enters what a person owes: once a day, however often it is entered. */
export async function enterReturnsLate(
  trx: Knex.Transaction,
  session: EventContext,
  { quarter, owner, late }: Digest,
): Promise<void> {
  const { configuration } = session.workspace;
  const today = londonDay(session.runtime.now());
  const days = workingDays(configuration.calendar.extra_bank_holidays);
  const address = owner === null ? '' : (mailAddress(owner)?.address.toLowerCase() ?? owner);
  const person = sha256(address).slice(0, 8);
  await enter(trx, session, `${quarter.key} ${today} ${person}`, {
    kind: 'returns-late',
    quarter: quarter.key,
    label: quarter.label,
    lastDayOfQuarter: quarter.lastDay,
    packMadeOn: days.after(quarter.lastDay, configuration.schedule.run.cut_off),
    hasOwner: owner !== null,
    returns: late.map(({ source, state, due }) => ({
      source,
      title: sourceById(source).title,
      state,
      due,
      workingDaysLate: days.between(due, today),
      isRequired: isRequired(configuration.returns, source),
      isFetched: expectedReturn(configuration, source)?.pull !== undefined,
      hasForm: hasForm(source),
    })),
  });
}

function enter(
  trx: Knex.Transaction,
  session: EventContext,
  id: string,
  event: Parameters<typeof enterOutcome>[3],
): Promise<void> {
  return enterOutcome(trx, notificationSettingsOf(session), id, event, session.runtime.now());
}
