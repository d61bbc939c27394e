import { headingKey } from '../contract/headings.js';
import type { YearEnd } from './period.js';

/**
 * What is known of one of DfE's tables beyond their common form. A table that no definition describes is read all the same;
 * only a definition can say when its reporting year ends.
 */
export interface TableDefinition {
  /** Stable id: the layout in the ledger, and what measures call the table. */
  readonly id: string;
  /** The publication and table, as DfE names them. */
  readonly title: string;
  /** Headings that tell the table from all others, each in every spelling that it has had. */
  readonly knownBy: readonly (string | readonly string[])[];
  /** Columns of which values are told apart, where what is in them might mislead (ages, years of school). */
  readonly filters?: readonly string[];
  /** Columns that only repeat the table's title. */
  readonly unread?: readonly string[];
  /** Older headings of an indicator, by the newest: figures go by the newest. */
  readonly formerly?: Readonly<Record<string, readonly string[]>>;
  /** When its years end, by `time_identifier` in lower case, where the form alone doesn't say. */
  readonly years?: Readonly<Record<string, YearEnd>>;
  /** Counts of England and regions that are rounded to so many, by indicator, where the column itself doesn't show it. */
  readonly rounded?: Readonly<Record<string, number>>;
}

/** Children's social care: the year to 31 March. */
export const TO_31_MARCH: Readonly<Record<string, YearEnd>> = {
  'reporting year': { months: 12, endMonth: 3 },
};

/** The name under which an indicator's figures go: its newest heading. */
export function newestName(definition: TableDefinition | undefined, heading: string): string {
  const key = headingKey(heading);
  const found = Object.entries(definition?.formerly ?? {}).find(
    ([newest, older]) =>
      headingKey(newest) === key || older.some((spelling) => headingKey(spelling) === key),
  );
  return found?.[0] ?? heading;
}
