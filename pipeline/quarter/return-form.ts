import type { Knex } from 'knex';
import { actionsForm } from '../../reports/templates/actions-form.js';
import { commentaryForm } from '../../reports/templates/commentary-form.js';
import type { Form } from '../../reports/templates/form.js';
import { indicatorsForm } from '../../reports/templates/indicators-form.js';
import type { Strategy } from '../core/strategy/types.js';
import { spaced } from '../../reports/pack/words.js';
import { capitalised } from '../../reports/pack/cells.js';
import { periodsDue, periodText } from '../../sources/contract/period-words.js';
import { wordId } from '../../sources/contract/word-id.js';
import { sourceById } from '../../sources/register.js';
import { type Quarter, shiftQuarter } from '../core/calendar/quarter.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import { shownRun } from './current.js';
import { readFrozen } from './frozen.js';
import { listRuns } from './ledger.js';
import {
  actionsOf,
  commentsOf,
  type IndicatorFigure,
  indicatorFiguresOf,
  lastReturn,
} from './last-sent.js';

/** What a form to fill in is made from. */
export interface FormOrder {
  readonly authority: string;
  readonly quarter: Quarter;
  readonly strategies: readonly Strategy[];
  /** Those in force in the quarter. */
  readonly definitions: readonly MeasureDefinition[];
  /** UTC instant, as ISO text. */
  readonly knownAt: string;
}

type FormMaker = (trx: Knex.Transaction, order: FormOrder) => Promise<Form>;

/** The sources that people fill in by hand, and how each one's form is made. */
export const forms: Readonly<Record<string, FormMaker>> = {
  actions: async (trx, { strategies, definitions, ...order }) => {
    const last = await lastReturn(trx, sourceById('actions'), order.quarter, order.knownAt);
    const actions = last === undefined ? [] : await actionsOf(trx, last.returnNo);
    return actionsForm(actions, strategies, definitions);
  },

  commentary: async (trx, order) => {
    const { quarter, strategies, definitions, authority, knownAt } = order;
    const before = shiftQuarter(quarter, -1);
    const last = await lastReturn(trx, sourceById('commentary'), before, knownAt);
    const run = shownRun(await listRuns(trx, authority, quarter.key));
    return commentaryForm({
      quarter,
      strategies,
      definitions,
      pack: run === undefined ? null : ((await readFrozen(trx, run.runId)) ?? null),
      before: last?.quarter === before.key ? await commentsOf(trx, last) : [],
    });
  },

  indicators: async (trx, { quarter, strategies, knownAt }) => {
    const last = await lastReturn(trx, sourceById('indicators'), quarter, knownAt);
    const figures = last === undefined ? [] : await indicatorFiguresOf(trx, last.returnNo);
    const sent = figures.map((figure) => ({ ...figure, period: periodText(figure) }));
    return indicatorsForm(due(figures, quarter), sent, quarter, promised(strategies, figures));
  },
};

/** The quarter's figures of each indicator and locality that was sent before, where they haven't been sent yet. */
function due(figures: readonly IndicatorFigure[], quarter: Quarter) {
  const series = new Map<string, IndicatorFigure[]>();
  for (const figure of figures) {
    const key = JSON.stringify([figure.title, figure.locality]);
    series.set(key, [...(series.get(key) ?? []), figure]);
  }
  return [...series.values()].flatMap((own) => {
    const sent = new Set(own.map(periodText));
    const asked = new Set(own.flatMap((figure) => periodsDue(figure, quarter)).map(periodText));
    return [...asked]
      .filter((period) => !sent.has(period))
      .flatMap((period) =>
        own.slice(0, 1).map(({ title, locality }) => ({ title, locality, period })),
      );
  });
}

/** Indicators that a strategy names (`indicator:family-hub-visits`), and that no return has given yet. */
function promised(strategies: readonly Strategy[], figures: readonly IndicatorFigure[]): string[] {
  const known = new Set(figures.map(({ title }) => wordId(title)));
  const ids = strategies
    .flatMap(({ priorities }) => priorities.flatMap(({ measures }) => measures))
    .flatMap(({ breakdown }) => /(?:^|,)indicator:([^,]+)/.exec(breakdown)?.[1] ?? []);
  return [...new Set(ids)].filter((id) => !known.has(id)).map((id) => capitalised(spaced(id)));
}
