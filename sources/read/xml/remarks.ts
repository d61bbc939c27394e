import type { NoteCode } from '../../../pipeline/core/return-messages/returns.js';
import type { KnownElement } from './element-tree.js';
import type { XmlForm } from './form.js';

/** What is to be known of a message besides its rows. Never any of its text. */
export interface MessageRemark {
  readonly topic: NoteCode;
  readonly message: string;
}

/** Different names are counted up to here; a message of nothing but unknown elements needs no more to be understood. */
const NAMES_KEPT = 200;
const NAMES_SHOWN = 10;

/** Counts what a message has that its form doesn't, and the other way round. */
export class MessageRemarks {
  private readonly unknownNames = new Map<string, number>();
  private readonly dated = new Map<KnownElement, number>();
  private readonly repeatedNames = new Map<string, number>();
  private readonly strayNames = new Map<string, number>();
  private readonly missing = new Map<string, number>();

  constructor(private readonly form: XmlForm) {}

  seen(element: KnownElement): void {
    if (element.years !== undefined) this.dated.set(element, (this.dated.get(element) ?? 0) + 1);
  }

  unknown(name: string, parent: string): void {
    count(this.unknownNames, `${shown(name)} in ${parent}`);
  }

  repeated(name: string): void {
    count(this.repeatedNames, name);
  }

  stray(name: string): void {
    count(this.strayNames, name);
  }

  without(unit: string, table: string): void {
    count(this.missing, `${unit} has no "${table}"`);
  }

  /** All of it, in whole sentences. */
  told(head: Readonly<Record<string, string>>): MessageRemark[] {
    const odd = this.form.headRemark?.(head);
    return [
      odd === undefined ? undefined : { topic: 'odd-head' as const, message: odd },
      remark(
        'unknown-element',
        this.unknownNames,
        (names) => `Elements not seen before, and not read: ${names}.`,
      ),
      ...this.otherYears(this.form.yearOf?.(head)),
      remark(
        'repeated-element',
        this.repeatedNames,
        (names) => `Elements that may occur once and occur again; the first was read: ${names}.`,
      ),
      remark(
        'stray-text',
        this.strayNames,
        (names) =>
          `Text directly within elements that hold only other elements, not read: ${names}.`,
      ),
      remark('missing-element', this.missing, (names) => `Groups that are missing: ${names}.`),
    ].filter((one) => one !== undefined);
  }

  private otherYears(year: number | undefined): MessageRemark[] {
    if (year === undefined) return [];
    const names = new Map<string, number>();
    for (const [{ name, years }, times] of this.dated) {
      if (years?.from !== undefined && year < years.from)
        names.set(`${name} (since ${years.from})`, times);
      if (years?.until !== undefined && year > years.until)
        names.set(`${name} (until ${years.until})`, times);
    }
    const one = remark(
      'element-of-another-year',
      names,
      (list) =>
        `Elements that ${this.form.title} of ${year} doesn't have, read nonetheless: ${list}.`,
    );
    return one === undefined ? [] : [one];
  }
}

function remark(
  topic: NoteCode,
  counts: ReadonlyMap<string, number>,
  sentence: (names: string) => string,
): MessageRemark | undefined {
  if (counts.size === 0) return undefined;
  const names = [...counts]
    .slice(0, NAMES_SHOWN)
    .map(([name, times]) => `${name}, ${timesInWords(times)}`);
  const more = counts.size - names.length;
  if (more > 0) names.push(`${more} more`);
  return { topic, message: sentence(names.join('; ')) };
}

function timesInWords(times: number): string {
  return times === 1 ? 'once' : `${times.toLocaleString('en-GB')} times`;
}

function count(counts: Map<string, number>, name: string): void {
  const before = counts.get(name);
  if (before !== undefined || counts.size < NAMES_KEPT) counts.set(name, (before ?? 0) + 1);
}

/** A name nobody knows may be anything, a child's too: short, and without its digits. */
function shown(name: string): string {
  return name.slice(0, 60).replace(/\d/g, '#');
}
