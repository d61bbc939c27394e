import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import { isIsoDate } from '../../pipeline/core/calendar/days.js';
import type { PackInput } from '../input.js';
import type { Cell } from '../pack/model.js';
import { label } from '../pack/words.js';
import type { Strategy } from '../../pipeline/core/strategy/types.js';
import type { Form, FormColumn } from './form.js';
import { measuresList, prioritiesList, statusesList } from './lists.js';
import { written } from './written.js';

const columns: readonly FormColumn[] = [
  {
    heading: 'Priority',
    width: 40,
    meaning: 'The priority of the strategy that the action serves. Choose it from the list.',
    need: 'needed',
    choices: { list: 'Priorities', isOpen: true },
  },
  {
    heading: 'Ref',
    width: 12,
    meaning: 'A short reference by which the pack can name the action, such as SG4.',
    need: 'if there is any',
  },
  { heading: 'Action', width: 50, meaning: 'What is to be done, in one sentence.', need: 'needed' },
  {
    heading: 'Lead',
    width: 26,
    meaning: 'Who leads the action: a post, not a person’s name.',
    need: 'if there is any',
  },
  {
    heading: 'Due',
    width: 22,
    align: 'right',
    meaning:
      'The day by which it is to be done, such as 31/03/2018; or words, such as Spring 2018.',
    need: 'if there is any',
  },
  {
    heading: 'Status',
    width: 16,
    meaning:
      'Where the action is now. Last quarter’s status is filled in: change it if it has changed.',
    need: 'needed',
    choices: { list: 'Statuses', isOpen: false },
  },
  {
    heading: 'Progress',
    width: 60,
    meaning: 'What has happened in the quarter. Last quarter’s text is filled in: replace it.',
    need: 'if there is any',
  },
  {
    heading: 'Milestone for the next quarter',
    width: 50,
    meaning: 'What the next quarter will see. The pack prints it as such.',
    need: 'if there is any',
  },
  {
    heading: 'Finding reference',
    width: 26,
    meaning: 'The finding of an inspection that the action answers, if it answers one.',
    need: 'if there is any',
  },
  {
    heading: 'Measure answered',
    width: 50,
    meaning:
      'The measure that the action is to improve. Choose it from the list; for several, write their names with semicolons between.',
    need: 'if there is any',
    choices: { list: 'Measures', isOpen: true },
  },
];

/** The action plan to fill in: last quarter's actions, as they were sent. */
export function actionsForm(
  actions: PackInput['lists']['actions'],
  strategies: readonly Strategy[],
  definitions: readonly MeasureDefinition[],
): Form {
  return {
    name: 'Action plan',
    called: 'action plan',
    advice: [
      'Last quarter’s actions are filled in. Bring each up to date, and keep those that are complete: an action that is missing is read as one that doesn’t exist.',
      'Add an action in the row below the last one.',
    ],
    columns,
    rows: actions.map((action) => [
      written(priorityTitle(action.priority, strategies)),
      written(action.reference),
      written(action.action),
      written(action.lead),
      due(action.due),
      written(label(action.status)),
      written(action.progress),
      written(action.milestone),
      written(action.finding),
      written(action.measure),
    ]),
    lists: [prioritiesList(strategies), statusesList, measuresList(strategies, definitions)],
    spareRows: 60,
  };
}

/** The list offers titles; a return may have named its priority by id. */
function priorityTitle(sent: string, strategies: readonly Strategy[]): string {
  const own = strategies
    .flatMap(({ priorities }) => priorities)
    .find(({ id }) => id.toLowerCase() === sent.trim().toLowerCase());
  return own?.title ?? sent;
}

function due(day: string | null): Cell {
  return day !== null && isIsoDate(day) ? { kind: 'date', day } : written(day);
}
