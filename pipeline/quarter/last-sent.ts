import type { Knex } from 'knex';
import type { PackLists } from '../core/figure/lists.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { type Quarter, quartersUpTo } from '../core/calendar/quarter.js';
import {
  actionList,
  type ActionRow,
  commentList,
  type CommentRow,
} from '../measure/lists/lists.js';
import { choosePins } from '../measure/pins.js';
import { receivedBy } from '../measure/returns.js';

/** How far back a form looks for a return to begin from. */
const QUARTERS_BACK = 8;

/** A return that counted for a quarter. */
export interface LastReturn {
  readonly returnNo: number;
  /** The quarter for which it counted. */
  readonly quarter: string;
}

/**
 * The newest return of a source that counts for a quarter up to `last`; undefined where none was received in two years.
 * @param knownAt UTC instant, as ISO text
 */
export async function lastReturn(
  trx: Knex.Transaction,
  { id, reach }: SourceContract,
  last: Quarter,
  knownAt: string,
): Promise<LastReturn | undefined> {
  const received = await receivedBy(trx, knownAt);
  const accepted = received.filter((each) => each.source === id && each.status === 'accepted');
  const pin = choosePins(accepted, () => reach, quartersUpTo(last, QUARTERS_BACK), knownAt)
    .filter((each) => each.isCurrent)
    .at(-1);
  return pin === undefined ? undefined : { returnNo: pin.returnNo, quarter: pin.quarter };
}

/** The actions of a return, as it gives them. */
export async function actionsOf(
  trx: Knex.Transaction,
  returnNo: number,
): Promise<PackLists['actions']> {
  return actionList(
    await trx('actions__action').where({ return_no: returnNo }).select<ActionRow[]>('*'),
  );
}

/** What a return of commentary says about the quarter that it is for. */
export async function commentsOf(
  trx: Knex.Transaction,
  { returnNo, quarter }: LastReturn,
): Promise<PackLists['commentary']> {
  return commentList(
    await trx('commentary__comment')
      .where({ return_no: returnNo, quarter })
      .select<CommentRow[]>('*'),
  );
}

/** A figure of a return of indicators. */
export interface IndicatorFigure {
  readonly title: string;
  readonly locality: string | null;
  readonly from: string;
  readonly to: string;
  readonly numerator: number;
  readonly denominator: number | null;
  readonly note: string | null;
}

/** The figures of a return of indicators in its order, of each row the latest period first. */
export async function indicatorFiguresOf(
  trx: Knex.Transaction,
  returnNo: number,
): Promise<IndicatorFigure[]> {
  return trx('indicators__figure')
    .where({ return_no: returnNo })
    .orderBy([
      { column: 'row_no' },
      { column: 'indicator' },
      { column: 'period_to', order: 'desc' },
      { column: 'period_from', order: 'desc' },
    ])
    .select<IndicatorFigure[]>(
      'title',
      'locality',
      'period_from as from',
      'period_to as to',
      'numerator',
      'denominator',
      'note',
    );
}
