import { clean } from '../contract/columns.js';
import { lacksYear, periodInText } from '../contract/period.js';
import type { Gathered, GatheredTable, RowView } from '../contract/types.js';
import * as words from './words.js';

/**
 * A table with a row for each indicator and period. An indicator's name merged over its periods, or written once above
 * them, holds for the rows beneath; a period or locality that is merged likewise.
 */
export function gatherLong(table: GatheredTable): ReadonlyMap<number, Gathered> {
  const year = words.titleYear(table);
  const outcome = new Map<number, Gathered>();
  let title: string | null = null;
  let periodText: string | null = null;
  let locality: string | null = null;
  for (const row of table.rows) {
    const figure = row.cell(...words.NUMERATOR);
    const named = cellText(row, words.INDICATOR);
    const dated = cellText(row, words.PERIOD);
    locality = words.localityIn(row.cell(...words.LOCALITY), named === null ? locality : null);
    if (words.saysNoFigure(figure) && dated === null) {
      outcome.set(row.rowNo, { ignore: 'a title or note: no period and no figure' });
      // A title of a section may name the indicator of the rows beneath it.
      title = named ?? title;
      continue;
    }
    title = named ?? title;
    periodText = dated ?? periodText;
    outcome.set(row.rowNo, rowOutcome(row, { title, locality, periodText, year }));
  }
  return outcome;
}

/** What a row is of, as it and those above it say. */
interface RowLabels {
  readonly title: string | null;
  readonly locality: string | null;
  readonly periodText: string | null;
  readonly year: number | undefined;
}

function rowOutcome(row: RowView, { title, locality, periodText, year }: RowLabels): Gathered {
  if (title !== null && words.isTotal(title)) return { ignore: 'a total of other rows' };
  const figure = row.cell(...words.NUMERATOR);
  if (words.saysNoFigure(figure)) return { ignore: 'no figure yet' };
  const period = periodText === null ? undefined : periodInText(periodText, year);
  if (period === undefined) {
    const why = lacksYear(periodText ?? '', year) ? words.NO_YEAR : words.NOT_A_PERIOD;
    return { reject: { heading: headingOf(row, words.PERIOD), ...why } };
  }
  const figures = words.figuresIn(figure);
  const said = row.cell(...words.DENOMINATOR);
  const denominator = words.saysNoFigure(said) ? (figures.denominator ?? null) : said;
  if (denominator === null && title !== null && words.saysShare(title))
    return { reject: { heading: headingOf(row, words.NUMERATOR), ...words.SHARE_ALONE } };
  return {
    drafts: [
      {
        record: {
          indicator: title === null ? null : words.indicatorId(title),
          title,
          locality,
          period_from: period.from,
          period_to: period.to,
          numerator: figures.numerator,
          denominator,
          note: row.cell(...words.NOTE),
        },
      },
    ],
  };
}

function cellText(row: RowView, headings: readonly string[]): string | null {
  const cell = clean(row.cell(...headings));
  return cell === null ? null : String(cell);
}

function headingOf(row: RowView, spellings: readonly string[]): string {
  const known = new Set(spellings.map((spelling) => spelling.toLowerCase()));
  return row.headings.find((heading) => known.has(heading.toLowerCase())) ?? spellings[0] ?? '';
}
