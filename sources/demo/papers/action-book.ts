import { longDate } from '../../../pipeline/core/calendar/days.js';
import { type WorkbookCell, workbookBytes } from '../../../pipeline/core/xlsx/plain-workbook.js';

/** A line of an action plan that answers an assessment. */
export interface PlannedAction {
  readonly priority: string;
  readonly reference: string;
  readonly action: string;
  readonly lead: string;
  /** A day, or words. */
  readonly due: WorkbookCell;
  readonly status: 'Complete' | 'On track' | 'At risk' | 'Behind' | 'Not started';
  readonly progress: string;
  readonly milestone: string | null;
  /** The finding that it answers. */
  readonly finding: string | null;
}

/** An action plan as an Excel return, with progress as at a day. */
export function actionBook(actions: readonly PlannedAction[], asAt: string): Uint8Array {
  return workbookBytes([
    {
      name: 'Action plan',
      rows: [
        [`Annual performance assessment: action plan, progress as at ${longDate(asAt)}`],
        [],
        [
          'Priority',
          'Ref',
          'Action',
          'Lead',
          'Due',
          'Status',
          'Progress commentary',
          'Milestone for the next quarter',
          'Finding reference',
        ],
        ...actions.map((each) => [
          each.priority,
          each.reference,
          each.action,
          each.lead,
          each.due,
          each.status,
          each.progress,
          each.milestone,
          each.finding,
        ]),
      ],
    },
  ]);
}
