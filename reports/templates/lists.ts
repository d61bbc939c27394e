import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import { label } from '../pack/words.js';
import { labelOf } from '../sentences/subject.js';
import type { Strategy } from '../../pipeline/core/strategy/types.js';
import type { FormList } from './form.js';

/** The measures of the strategies, each by the label that the pack prints, in the strategies' order and once. */
export function measureLabels(
  strategies: readonly Strategy[],
  definitions: readonly MeasureDefinition[],
): { readonly label: string; readonly measure: string; readonly priority: string }[] {
  const labels = new Map<string, { label: string; measure: string; priority: string }>();
  for (const priority of strategies.flatMap((strategy) => strategy.priorities)) {
    for (const { measure, breakdown } of priority.measures) {
      const definition = definitions.find((each) => each.measure === measure);
      if (definition === undefined) continue;
      const own = labelOf({ definition, breakdown });
      if (!labels.has(own)) labels.set(own, { label: own, measure, priority: priority.title });
    }
  }
  return [...labels.values()];
}

export function measuresList(
  strategies: readonly Strategy[],
  definitions: readonly MeasureDefinition[],
): FormList {
  return {
    name: 'Measures',
    columns: [
      { heading: 'Measure', width: 60 },
      { heading: 'Priority', width: 60 },
    ],
    rows: measureLabels(strategies, definitions).map((each) => [each.label, each.priority]),
  };
}

export function prioritiesList(strategies: readonly Strategy[]): FormList {
  const titles = strategies.flatMap(({ title, priorities }) =>
    priorities.map((priority) => [priority.title, title]),
  );
  return {
    name: 'Priorities',
    columns: [
      { heading: 'Priority', width: 70 },
      { heading: 'Strategy', width: 50 },
    ],
    rows: titles.filter(([own], index) => titles.findIndex(([other]) => other === own) === index),
  };
}

const STATUS_MEANINGS = {
  complete: 'It is done, and needs nothing more',
  'on-track': 'It will be done by the date that it is due',
  'at-risk': 'It may not be done in time',
  behind: 'It is late, or will be',
  'not-started': 'It hasn’t begun, and isn’t due to have begun',
} as const;

export const statusesList: FormList = {
  name: 'Statuses',
  columns: [
    { heading: 'Status', width: 20 },
    { heading: 'What it means', width: 60 },
  ],
  rows: Object.entries(STATUS_MEANINGS).map(([status, meaning]) => [label(status), meaning]),
};
