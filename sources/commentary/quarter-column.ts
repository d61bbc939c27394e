import { quarterContaining } from '../../pipeline/core/calendar/quarter.js';
import { CellFault, type Column, custom } from '../contract/columns.js';
import { periodInText } from '../contract/period.js';

/** A quarter as officers write it ("Q3 2017-18", "2017-18-Q3", "Oct-Dec 2017"), stored as its key `2017-18-Q3`. */
export function quarter(): Column {
  return custom('text', (cell) => {
    const period = periodInText(String(cell));
    if (period === undefined) return NOT_A_QUARTER;
    const { key, firstDay, lastDay } = quarterContaining(period.to);
    return period.from === firstDay && period.to === lastDay ? key : NOT_A_QUARTER;
  });
}
const NOT_A_QUARTER = new CellFault('not-a-quarter');
