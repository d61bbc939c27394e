import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { type WorkbookCell, workbookBytes } from '../../../pipeline/core/xlsx/plain-workbook.js';

/** A judgement of an authority in one year's annual performance assessment. */
export interface Judged {
  /** Code or name, as the list of authorities knows it. */
  readonly authority: string;
  readonly year: number;
  readonly judgement: string;
  readonly kind: 'Judgement' | 'Outcome';
  /** 1 to 4, 4 the best; an outcome has a word; "No longer graded". */
  readonly grade: number | string;
  readonly published: IsoDate | null;
}

/** What an assessment found. */
export interface Found {
  readonly authority: string;
  readonly year: number;
  readonly outcome: string;
  readonly kind: 'Key strength' | 'Key area for improvement';
  readonly reference: string;
  readonly finding: string;
}

/** A return of annual performance assessments, as the source's plain layout has it: a sheet of judgements, one of findings. */
export function assessmentBook(judged: readonly Judged[], found: readonly Found[]): Uint8Array {
  return workbookBytes([
    {
      name: 'Judgements',
      rows: [
        ['Authority code', 'Framework', 'Year', 'Judgement', 'Kind', 'Grade', 'Published'],
        ...judged.map((each): WorkbookCell[] => [
          each.authority,
          'APA',
          each.year,
          each.judgement,
          each.kind,
          each.grade,
          each.published === null ? null : { day: each.published },
        ]),
      ],
    },
    {
      name: 'Findings',
      rows: [
        ['Authority code', 'Framework', 'Year', 'Outcome', 'Kind', 'Reference', 'Finding'],
        ...found.map((each) => [
          each.authority,
          'APA',
          each.year,
          each.outcome,
          each.kind,
          each.reference,
          each.finding,
        ]),
      ],
    },
  ]);
}
