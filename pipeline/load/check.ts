import { loadAuthorities } from '../../sources/authorities/lookup.js';
import {
  asAtFromContent,
  readReturn,
  refusedReading,
  type ReturnFile,
} from '../../sources/contract/read-return.js';
import type { ReturnNote, ReturnReading } from '../../sources/contract/reading-ledger.js';
import type { ReturnSink } from '../../sources/contract/read-return.js';
import type { EarlierCounter, SourceContract } from '../../sources/contract/types.js';
import { openTabular } from '../../sources/read/open.js';
import { sourceById, sourceIds, sources } from '../../sources/register.js';
import { type IsoDate, longDate } from '../core/calendar/days.js';
import { QuarterlyError } from '../core/errors.js';
import type { PriorityName } from '../core/strategy/priority-names.js';
import { throwAwayKeys } from '../store/keys.js';
import { pseudonymiser } from '../store/pseudonym.js';
import { interrupted } from '../core/remote/failure.js';
import type { Warehouse } from '../warehouse/types.js';
import { ASK } from './acceptance.js';
import { readAndSettle } from './check-keys.js';
import { contractFault } from './contract-fault.js';
import { contentCounter } from './count-content.js';
import { againstLast } from './compare-with-last.js';
import { counterComparer, counterWords } from './compare-counter.js';
import type { Content } from './plausibility.js';
import type { LoadedReturn } from './load.js';
import { roleOf } from './receive.js';
import { type ReturnCounts, totals } from '../core/return-counts.js';
import { gather, type Sending } from '../../sources/read/received-files.js';
import { withOtherSource } from './other-source.js';
import { recognise } from './recognise.js';
import { dateOf, type SendingDate, waitsForDate } from './sending-date.js';
import { splitReturns } from './split-returns.js';

export interface CheckRequest {
  /** A source's id, or a contract itself; left out: recognised by its headings. */
  readonly source?: string | SourceContract;
  readonly asAt?: string;
  /** Area code; matters to no rule but the one that every row is the authority's own. */
  readonly authority?: string;
  /** The priorities of the council's strategies; left out: nothing is compared with them. */
  readonly priorities?: readonly PriorityName[];
  /** Speaks for the return where nothing tells its date. */
  readonly today: IsoDate;
  /** A workspace's warehouse, whose last return of the source it is held against as on receipt; left out: it is held against none. */
  readonly warehouse?: Pick<Warehouse, 'read'> | undefined;
  /** Ends the reading. */
  readonly signal?: AbortSignal;
}

/** What a return would come to, were it received. */
export interface CheckReport extends Pick<
  LoadedReturn,
  'layout' | 'refusedWhy' | 'files' | 'problems' | 'problemCount' | 'notes' | 'days'
> {
  readonly source: string;
  readonly title: string;
  readonly wasRecognised: boolean;
  readonly status: 'acceptable' | 'refused';
  /** null where nothing tells it: it must be said on receipt. */
  readonly asAt: IsoDate | null;
  readonly asAtFrom: SendingDate['from'] | null;
  readonly counts: ReturnCounts;
}

/**
 * Reads a return as `receive` would and stores nothing; needs no workspace, but where there is one holds it against the last return.
 * @throws QuarterlyError `contract` where no source is named and none is recognised.
 */
export async function checkFiles(
  paths: readonly string[],
  request: CheckRequest,
): Promise<CheckReport> {
  return checkOne(await gather(paths), request);
}

/** {@link checkFiles} for each return that the paths hold, as they would be received. */
export async function checkAll(
  paths: readonly string[],
  request: CheckRequest,
): Promise<readonly CheckReport[]> {
  const sending = await gather(paths);
  const contract = sending.files.length < 2 ? undefined : await contractOf(sending, request);
  const returns = contract === undefined ? [sending] : await splitReturns(contract, sending);
  const reports: CheckReport[] = [];
  for (const one of returns) reports.push(await checkOne(one, request));
  return reports;
}

async function contractOf(
  sending: Sending,
  { source }: CheckRequest,
): Promise<SourceContract | undefined> {
  if (source !== undefined) return typeof source === 'string' ? sourceById(source) : source;
  const opened: ReturnFile[] = [];
  try {
    if ((await openInto(opened, sending)) !== undefined) return undefined;
    return (await recognise(sources, opened)).found[0]?.contract;
  } finally {
    for (const { tabular } of opened) await tabular.close();
  }
}

async function checkOne(sending: Sending, request: CheckRequest): Promise<CheckReport> {
  const given = typeof request.source === 'string' ? sourceById(request.source) : request.source;
  const opened: ReturnFile[] = [];
  try {
    const failure = await openInto(opened, sending);
    if (given === undefined && failure !== undefined) throw failure;
    const contract = given ?? (await recognised(opened, sending));
    const files = opened.map((file) => ({ ...file, role: roleOf(contract, file.name) }));
    const date = await dateOf(
      contract,
      request.asAt,
      sending.names,
      async () => (await contractFault(() => asAtFromContent(contract, files))).value,
    );
    const context = await contextOf(request, date);
    const { sink, content } = contentCounter(contract, context.asAt);
    const counters = (contract.earlierCounters ?? []).map((of) => ({
      of,
      comparer: counterComparer(of),
    }));
    const checkedFor = {
      asAt: date?.asAt,
      authority: request.authority,
      priorities: request.priorities ?? [],
    };
    const found = await contractFault(async () => {
      if (failure !== undefined) throw failure;
      return await readAndSettle(contract, checkedFor, (kept) =>
        readReturn(
          contract,
          files,
          context,
          withCounters(
            {
              batch: async (...rows) => {
                if (request.signal?.aborted === true) throw interrupted();
                await sink.batch(...rows);
                await kept.batch(...rows);
              },
            },
            counters,
          ),
        ),
      );
    });
    const read =
      found.error === undefined
        ? await withOtherSource(contract, files, found.value)
        : refusedReading(filesOf(contract, sending), found.error);
    const reading =
      date === undefined || read.refused !== undefined
        ? read
        : await heldAgainstLast(read, contract, content(), request.warehouse);
    const { layout, problems, problemCount, notes, days } = reading;
    return {
      source: contract.id,
      title: contract.title,
      wasRecognised: given === undefined,
      status: reading.refused === undefined ? 'acceptable' : 'refused',
      asAt: date?.asAt ?? null,
      asAtFrom: date?.from ?? null,
      layout,
      refusedWhy: reading.refused ?? null,
      files: reading.files,
      problems,
      problemCount,
      notes: [
        ...(reading.layout === null ? [] : dateNotes(date, contract, sending)),
        ...notes,
        ...counterNotes(counters),
      ],
      ...(days === undefined ? {} : { days }),
      counts: totals(reading.files),
    };
  } finally {
    for (const { tabular } of opened) await tabular.close();
  }
}

function filesOf(contract: SourceContract, { files }: Sending): { name: string; role: string }[] {
  return files.map(({ name }) => ({ name, role: roleOf(contract, name) }));
}

/** A return whose date nothing gives waits on receipt: what to say is said before. */
function dateNotes(
  date: SendingDate | undefined,
  contract: SourceContract,
  { names }: Sending,
): ReturnNote[] {
  if (date !== undefined) return [];
  const { message, fix } = waitsForDate(contract, names);
  return [{ level: 'warning', topic: 'no-date', message: `${message} ${fix}` }];
}

interface ComparedCounter {
  readonly of: EarlierCounter;
  readonly comparer: ReturnType<typeof counterComparer>;
}

function withCounters(sink: ReturnSink, counters: readonly ComparedCounter[]): ReturnSink {
  return {
    ...sink,
    batch: (...batch) => {
      const [table, columns, rows] = batch;
      for (const { of, comparer } of counters) if (of.table === table) comparer.look(columns, rows);
      return sink.batch(...batch);
    },
  };
}

function counterNotes(counters: readonly ComparedCounter[]): ReturnReading['notes'] {
  return counters.flatMap(({ of, comparer }) => {
    const message = counterWords(of, comparer.comparison());
    return message === null ? [] : [{ level: 'warning' as const, topic: 'counter', message }];
  });
}

/** The reading, refused where it is unlike the last return, as on receipt; says which one that was. */
async function heldAgainstLast(
  reading: ReturnReading,
  contract: SourceContract,
  content: Content,
  warehouse: CheckRequest['warehouse'],
): Promise<ReturnReading> {
  if (warehouse === undefined) return reading;
  const { asAt } = content;
  const { warnings, last } = await warehouse.read((trx) =>
    againstLast(trx, { contract, asAt, reading }, () => content),
  );
  if (warnings.length > 0) {
    const words = warnings.map((warning) => warning.message).join(' ');
    const notes = warnings.map(({ rule, message }): ReturnReading['notes'][number] => ({
      level: 'refused',
      topic: rule,
      message,
    }));
    return { ...reading, refused: `${words} ${ASK}`, notes: [...reading.notes, ...notes] };
  }
  if (last === null) return reading;
  const message = `Compared with the return as at ${longDate(last)}: nothing stands out.`;
  return {
    ...reading,
    notes: [...reading.notes, { level: 'information', topic: 'like-last', message }],
  };
}

/** Opens the files; answers with the fault of the first that can't be read as what it should be. */
async function openInto(
  opened: ReturnFile[],
  sending: Sending,
): Promise<QuarterlyError | undefined> {
  const { error } = await contractFault(async () => {
    for (const file of sending.files)
      opened.push({ name: file.name, role: 'data', tabular: await openTabular(file) });
  });
  return error;
}

async function recognised(files: readonly ReturnFile[], sending: Sending): Promise<SourceContract> {
  const { found, nearest } = await recognise(sources, files);
  const surest = found[0];
  if (surest !== undefined) return surest.contract;
  throw new QuarterlyError(
    'contract',
    `The headings in ${sending.names[0] ?? 'the file'} don't match any known source. ${nearest ?? ''}`.trim(),
    {
      fix: `If you know what it is, say so: --source ${sourceIds.join(' | ')}.`,
    },
  );
}

async function contextOf(request: CheckRequest, date: SendingDate | undefined) {
  const authority = request.authority ?? 'E92000001';
  return {
    authority,
    asAt: date?.asAt ?? request.today,
    pseudonym: pseudonymiser(throwAwayKeys().pseudonymKey, authority),
    authorities: await loadAuthorities(),
  };
}
