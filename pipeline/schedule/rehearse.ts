import type { Knex } from 'knex';
import { longDate } from '../core/calendar/days.js';
import { londonDay } from '../core/calendar/london-time.js';
import { parseQuarter } from '../core/calendar/quarter.js';
import { counted } from '../core/counted.js';
import { allRecipients } from '../outbox/recipients.js';
import { reminders } from '../outbox/remind.js';
import { expectationsOf, readGrid } from '../quarter/read-grid.js';
import type { Configuration } from '../workspace/schema.js';
import type { Session } from '../workspace/session.js';
import { remindedWords } from './run-slot.js';
import { runSlotBeside } from './slot-ledger.js';
import { jobs, type Slot, slotsBetween } from './slots.js';
import { slotRules } from './slot-rules.js';

/** A slot, and what the schedule would do at it. */
export interface RehearsedSlot {
  readonly slot: Slot;
  /** In sentences: what would be fetched, run, reminded and mailed, to whom, and why. */
  readonly does: readonly string[];
}

/**
 * What the schedule would do at its slots after one moment and up to another, if nothing more is received and nothing else is run. It
 * only reads the ledger: it fetches, runs, enters and sends nothing.
 */
export async function rehearse(
  { warehouse, workspace }: Pick<Session, 'warehouse' | 'workspace'>,
  after: Date,
  until: Date,
): Promise<readonly RehearsedSlot[]> {
  const { configuration } = workspace;
  const { timetable, workingDays } = slotRules(configuration);
  const slots = jobs
    .flatMap((job) => slotsBetween(job, timetable, workingDays, after, until))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return warehouse.read(async (trx) => {
    const ran = new Set<string>();
    const found: RehearsedSlot[] = [];
    for (const slot of slots)
      found.push({ slot, does: await sentences(trx, configuration, slot, ran) });
    return found;
  });
}

async function sentences(
  trx: Knex.Transaction,
  configuration: Configuration,
  slot: Slot,
  ran: Set<string>,
): Promise<readonly string[]> {
  if (slot.job === 'pull') return pullSentences(configuration);
  if (slot.job === 'chase' || slot.quarter === null)
    return chaseSentences(trx, configuration, new Date(slot.at));
  return runSentences(trx, configuration, { ...slot, quarter: slot.quarter }, ran);
}

function pullSentences({ returns, notify }: Configuration): readonly string[] {
  const fetched = Object.entries(returns).flatMap(([source, expected]) =>
    expected?.pull === undefined ? [] : [source],
  );
  return [
    fetched.length === 0
      ? 'Nothing is fetched: quarterly.yaml names no place to fetch from.'
      : `Fetches ${fetched.join(', ')}.`,
    notify.mail === undefined
      ? 'Loads what is in the inbox.'
      : 'Loads what is in the inbox, and mails the owner of a return that has rows to fix.',
  ];
}

async function chaseSentences(
  trx: Knex.Transaction,
  configuration: Configuration,
  at: Date,
): Promise<readonly string[]> {
  const due = await reminders(trx, configuration, at);
  if (due === undefined || due.digests.length === 0) return [remindedWords(due)];
  return due.digests.map(({ owner, late }) => {
    const what = late.map(({ source, due: day }) => `${source} (due ${longDate(day)})`).join(', ');
    const whom = owner ?? allRecipients(configuration).join(', ');
    const verb =
      configuration.notify.mail === undefined ? 'Would remind, but no mail is set up:' : 'Mails';
    return `${verb} ${whom === '' ? 'nobody' : whom}: ${what} ${late.length === 1 ? 'is' : 'are'} late.`;
  });
}

async function runSentences(
  trx: Knex.Transaction,
  configuration: Configuration,
  slot: Slot & { readonly quarter: string },
  ran: Set<string>,
): Promise<readonly string[]> {
  const { quarter, isLast } = slot;
  const done = await runSlotBeside(trx, slot);
  if (done !== undefined || ran.has(quarter))
    return [`Nothing to do: an earlier slot runs ${quarter}.`];
  const grid = await readGrid(
    trx,
    configuration,
    expectationsOf(configuration),
    [parseQuarter(quarter)],
    new Date(slot.at),
  );
  const missing = grid.filter(({ state }) => !state.startsWith('received'));
  const names = (cells: typeof missing): string =>
    cells.map(({ source, state }) => `${source} (${state})`).join(', ');
  const required = expectationsOf(configuration)
    .filter((expected) => expected.required)
    .map(({ source }) => source);
  const waitsFor = missing.filter(({ source }) => required.includes(source));
  if (waitsFor.length > 0 && !isLast) return [`Waits for ${names(waitsFor)}, until the cut-off.`];
  ran.add(quarter);
  const addresses = allRecipients(configuration);
  return [
    missing.length === 0
      ? `Runs ${quarter}: every expected return is in.`
      : `Runs ${quarter} without ${names(missing)}${isLast && waitsFor.length > 0 ? ', since it is the cut-off' : ''}.`,
    addresses.length === 0
      ? 'Nobody is mailed: quarterly.yaml has no notify.mail and no webhook.'
      : `Mails ${addresses.join(', ')} that the pack is ${waitsFor.length > 0 ? 'made, provisional' : 'ready'}.`,
  ];
}

/** Lines for people: a day and time, and what is done then; days on which nothing but the daily fetch comes are counted. */
export function rehearsedLines(
  rehearsed: readonly RehearsedSlot[],
  words: (slot: Slot) => string,
): string[] {
  const news = rehearsed.filter(({ slot, does }) => isNews(slot, does));
  const quiet = rehearsed.length - news.length;
  const days = new Set(rehearsed.map(({ slot }) => londonDay(slot.at))).size;
  if (days <= 1) return rehearsed.flatMap((each) => lines(each, words));
  return [
    ...news.flatMap((each) => lines(each, words)),
    ...(quiet === 0
      ? []
      : [
          `${counted(quiet, 'other slot')} only ${quiet === 1 ? 'loads' : 'load'} the inbox, or ${quiet === 1 ? 'finds' : 'find'} nothing to do.`,
        ]),
  ];
}

function lines({ slot, does }: RehearsedSlot, words: (slot: Slot) => string): string[] {
  return [`${words(slot)}:`, ...does.map((sentence) => `- ${sentence}`)];
}

function isNews({ job }: Slot, does: readonly string[]): boolean {
  if (job === 'pull') return false;
  return !does.some((sentence) =>
    /^(No return is late|The quarter's cut-off|Nothing to do|Late: )/.test(sentence),
  );
}
