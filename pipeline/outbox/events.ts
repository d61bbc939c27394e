import type { SkipReason } from '../core/files/skipped.js';
import type { IsoDate } from '../core/calendar/days.js';
import type { CabinetCountdown } from '../quarter/countdown.js';
import type { ReleaseKind } from '../quarter/release-ledger.js';

/** A return that a quarter's pack had to do without. */
export interface LackingReturn {
  readonly title: string;
  readonly state: 'missing' | 'refused';
  readonly isRequired: boolean;
}

/** A return that somebody owes. */
export interface LateItem {
  readonly source: string;
  readonly title: string;
  readonly state: 'missing' | 'refused';
  readonly due: IsoDate;
  readonly workingDaysLate: number;
  readonly isRequired: boolean;
  /** `pull` fetches it from a place of its own. */
  readonly isFetched: boolean;
  /** It is filled in by hand: the form is attached. */
  readonly hasForm: boolean;
}

export interface RowCounts {
  readonly read: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly ignored: number;
}

/** What happened, with what its readers need. Counts and names of ours; never a figure or a cell of a return. */
export type Event =
  | {
      readonly kind: 'run-finished';
      readonly runId: string;
      readonly label: string;
      readonly status: string;
      readonly reason: string | null;
      readonly dataCutOff: IsoDate;
      readonly lacking: readonly LackingReturn[];
      /** Returns that are still in the inbox, since something is wrong with them. */
      readonly leftInInbox: number;
      /** Why readers don't see it; null where they do. */
      readonly unpublishedReason: string | null;
      readonly cabinet: CabinetCountdown | null;
    }
  | {
      readonly kind: 'audit-blocked';
      readonly quarter: string;
      readonly label: string;
      /** How many essentials of the guidance are broken, by rule. */
      readonly why: string;
      readonly fix: string;
    }
  | {
      readonly kind: 'slot-failed';
      readonly slot: string;
      readonly why: string;
    }
  | {
      readonly kind: 'return-refused' | 'rows-rejected';
      readonly source: string;
      readonly title: string;
      readonly returnNo: number;
      readonly asAt: IsoDate;
      readonly counts: RowCounts;
      /** In words that hold no file's name. */
      readonly why: string | null;
    }
  | {
      /** It is there, and can't be taken until somebody does something about it. */
      readonly kind: 'return-left';
      readonly source: string;
      readonly title: string;
      readonly cause: SkipReason;
      readonly where: 'inbox' | 'its place';
    }
  | {
      /** What one person owes of a quarter; to be sent on its day only. */
      readonly kind: 'returns-late';
      readonly quarter: string;
      readonly label: string;
      /** What a return's name says where it is of the quarter's last day. */
      readonly lastDayOfQuarter: IsoDate;
      /** The day on which the pack is made without them. */
      readonly packMadeOn: IsoDate;
      readonly hasOwner: boolean;
      readonly returns: readonly LateItem[];
    }
  | {
      /** It counts, but the quarter's pack was made without it, and the schedule makes it no more. */
      readonly kind: 'return-came-late';
      readonly title: string;
      readonly quarter: string;
      readonly label: string;
      readonly runId: string;
      /** What readers have; null where nothing is released. */
      readonly releaseId: string | null;
      readonly isRequired: boolean;
      readonly cabinet: CabinetCountdown | null;
    }
  | {
      readonly kind: 'released';
      readonly releaseId: string;
      readonly runId: string;
      readonly quarter: string;
      readonly label: string;
      readonly releaseKind: ReleaseKind;
      readonly reason: string;
      readonly releasedBy: string;
      /** How many values carry `[r]`. */
      readonly revised: number;
      readonly cabinet: CabinetCountdown | null;
    }
  | {
      readonly kind: 'delivery-given-up';
      readonly releaseId: string;
      readonly destination: string;
      readonly attempts: number;
      readonly why: string;
    };

export type EventOf<K extends Event['kind']> = Extract<Event, { kind: K }>;

/** Something that happened, as the ledger has it. */
export interface Outcome {
  /** Says what happened, such as `run-finished 2017-18-Q3-E06000004-r02`: the same again is entered once. */
  readonly eventId: string;
  /** UTC instant. */
  readonly occurredAt: string;
  readonly event: Event;
}

export const channels = ['mail', 'webhook', 'destination'] as const;
export type Channel = (typeof channels)[number];

/** Whom a message is for. */
export interface Recipient {
  readonly channel: Channel;
  /** "Ana <ana@example.org>", the word `webhook`, or a destination's name (of a list: and the address in it). */
  readonly name: string;
}
