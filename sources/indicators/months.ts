import { addDays, addMonths, type IsoDate } from '../../pipeline/core/calendar/days.js';
import type { Cell } from '../../pipeline/core/files/tabular-file.js';
import { clean } from '../contract/columns.js';
import type { Draft, Gathered, GatheredDraft } from '../contract/types.js';

/** A month's figure of one indicator and locality, and the row that it came from. */
interface MonthFigure {
  readonly rowNo: number;
  readonly draft: GatheredDraft;
  readonly numerator: number;
  readonly denominator: number | null;
}

/**
 * Adds the figures of a quarter, of the year to its end and of twelve months, where a return gives every month of them and not the
 * figure itself. What happens is added up; a state ("open cases", "at month end") is the last month's, as a position on its last day.
 * A running total is neither, and is left as it is. Each says in its note where it comes from.
 */
export function withQuarters(
  outcome: ReadonlyMap<number, Gathered>,
): ReadonlyMap<number, Gathered> {
  const given = new Set<string>();
  const series = new Map<string, Map<IsoDate, MonthFigure>>();
  for (const [rowNo, gathered] of outcome) {
    if (!('drafts' in gathered)) continue;
    for (const draft of gathered.drafts) {
      const { record } = draft;
      given.add(spanKey(record));
      const figure = monthFigure(rowNo, draft);
      if (figure === undefined) continue;
      const months = series.get(seriesKey(record)) ?? new Map<IsoDate, MonthFigure>();
      series.set(seriesKey(record), months.set(String(record['period_from']), figure));
    }
  }
  const byOfficers = new Set(given);
  const added = new Map(outcome);
  for (const months of series.values())
    for (const last of months.values()) {
      const drafts = spansEndingWith(last, months).filter(({ record }) => {
        const isNew =
          !given.has(spanKey(record)) &&
          !(record['period_from'] === record['period_to'] && byOfficers.has(quarterKey(last)));
        given.add(spanKey(record));
        return isNew;
      });
      const before = added.get(last.rowNo);
      if (drafts.length > 0 && before !== undefined && 'drafts' in before)
        added.set(last.rowNo, { drafts: [...before.drafts, ...drafts] });
    }
  return added;
}

function spansEndingWith(
  last: MonthFigure,
  months: ReadonlyMap<IsoDate, MonthFigure>,
): GatheredDraft[] {
  const from = String(last.draft.record['period_from']);
  const to = String(last.draft.record['period_to']);
  const month = Number(from.slice(5, 7));
  if (month % 3 !== 0) return [];
  const kind = kindOf(String(last.draft.record['title'] ?? ''));
  if (kind === 'running total') return [];
  if (kind === 'state')
    return [
      copy(
        last,
        to,
        to,
        last.numerator,
        last.denominator,
        'The position at the end of the last month.',
      ),
    ];
  const ofYear = ((month + 8) % 12) + 1;
  return [3, ofYear, 12].flatMap((count) => {
    const start = addMonths(from, 1 - count);
    const all = Array.from({ length: count }, (_, place) => months.get(addMonths(start, place)));
    const found = all.filter((each) => each !== undefined);
    if (found.length < count) return [];
    const sum = (of: (each: MonthFigure) => number | null): number | null =>
      found.reduce<number | null>((total, each) => {
        const more = of(each);
        return total === null || more === null ? null : total + more;
      }, 0);
    const hasDenominator = found.some(({ denominator }) => denominator !== null);
    const denominator = hasDenominator ? sum((each) => each.denominator) : null;
    if (hasDenominator && denominator === null) return [];
    const numerator = sum((each) => each.numerator) ?? 0;
    return [copy(last, start, to, numerator, denominator, `The sum of ${count} months.`)];
  });
}

function copy(
  { draft }: MonthFigure,
  from: IsoDate,
  to: IsoDate,
  numerator: number,
  denominator: number | null,
  how: string,
): GatheredDraft {
  const said = clean(draft.record['note']);
  const note = said === null ? how : `${String(said)} ${how}`;
  return {
    ...draft,
    record: { ...draft.record, period_from: from, period_to: to, numerator, denominator, note },
  };
}

/** A whole month's figure that is a number; undefined for any other. */
function monthFigure(rowNo: number, draft: GatheredDraft): MonthFigure | undefined {
  const { record } = draft;
  const from = String(record['period_from'] ?? '');
  const to = String(record['period_to'] ?? '');
  if (!from.endsWith('-01') || addDays(addMonths(from, 1), -1) !== to) return undefined;
  const numerator = wholeNumber(record['numerator']);
  if (numerator === null) return undefined;
  return { rowNo, draft, numerator, denominator: wholeNumber(record['denominator']) };
}

function wholeNumber(cell: Cell | undefined): number | null {
  const said = clean(cell);
  const number =
    typeof said === 'string' && /^\d{1,3}(?:,?\d{3})*$/.test(said)
      ? Number(said.replaceAll(',', ''))
      : said;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** What a title says that its figure is. */
function kindOf(title: string): 'sum' | 'state' | 'running total' {
  if (RUNNING.test(title)) return 'running total';
  if (AT_AN_END.test(title)) return 'state';
  return STATE.test(title) && !EVENT.test(title) ? 'state' : 'sum';
}
const RUNNING = /\b(?:ytd|year[ -]to[ -]date|cumulative|rolling|to date|average|median)\b/i;
const AT_AN_END =
  /\b(?:as at|at (?:the )?end|(?:at|end of|on) (?:the )?(?:last day|month|period|quarter|year)|(?:month|period|quarter)[ -]end|snapshot|position)\b/i;
const STATE =
  /\b(?:open|cases|current|currently|caseloads?|vacanc(?:y|ies)|in post|headcount|establishment|waiting|waiting lists?|looked after|in care|subject to|on (?:a )?plans?|on roll|allocated|unallocated|placements?|foster carers|homes)\b/i;
const EVENT =
  /\b(?:started|starting|starts|opened|ended|ending|closed|new|made|received|completed|held|during|visits?|becoming|became|ceased|ceasing|referred|entering|leaving|approved|recruited|breakdowns|moves)\b/i;

/** The figure of the quarter that ends with a month, which an officer may have given. */
function quarterKey({ draft: { record } }: MonthFigure): string {
  const from = addMonths(String(record['period_from']), -2);
  return spanKey({ ...record, period_from: from });
}

function seriesKey(record: Draft): string {
  return `${String(record['indicator'])}\n${String(record['locality'] ?? '')}`;
}

function spanKey(record: Draft): string {
  return `${seriesKey(record)}\n${String(record['period_from'])}\n${String(record['period_to'])}`;
}
