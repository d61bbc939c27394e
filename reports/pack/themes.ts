import { label } from './words.js';

/** What a theme (a folder of `sql/measures/`) is called in the pack. */
export interface Theme {
  readonly id: string;
  /** Title of its data sheets. */
  readonly title: string;
  /** First words of its sheets' names: short, no apostrophe. */
  readonly sheet: string;
  /** What "the continued … " is followed by in a resolution. */
  readonly performance: string;
}

const known: readonly Theme[] = [
  {
    id: 'schools',
    title: 'Schools',
    sheet: 'Schools',
    performance: 'performance in respect of schools',
  },
  {
    id: 'early-help',
    title: 'Early help',
    sheet: 'Early help',
    performance: 'performance in early help',
  },
  {
    id: 'safeguarding',
    title: 'Safeguarding',
    sheet: 'Safeguarding',
    performance: 'performance in safeguarding and protecting children',
  },
  {
    id: 'looked-after',
    title: 'Looked-after children',
    sheet: 'Looked-after',
    performance: 'performance in respect of looked-after children',
  },
  {
    id: 'homes',
    title: 'Children’s homes',
    sheet: 'Homes',
    performance: 'performance and outcomes from inspection for children’s homes',
  },
  {
    id: 'assessments',
    title: 'Annual assessments',
    sheet: 'Assessments',
    performance: 'outcome of the annual assessment',
  },
  {
    id: 'local',
    title: 'Local indicators',
    sheet: 'Local',
    performance: 'performance in the council’s own indicators',
  },
];

/** A theme by its id; one that has no entry here is called by its id in words. */
export function themeOf(id: string): Theme {
  const title = label(id);
  return (
    known.find((theme) => theme.id === id) ?? {
      id,
      title,
      sheet: title.replaceAll(/[^A-Za-z0-9 -]/g, '').slice(0, 20),
      performance: `performance in respect of ${title.toLowerCase()}`,
    }
  );
}

/** The themes of some measures: those known in their order above, then others by id. */
export function themesOf(ids: Iterable<string>): Theme[] {
  const place = (id: string): number => {
    const index = known.findIndex((theme) => theme.id === id);
    return index < 0 ? known.length : index;
  };
  return [...new Set(ids)]
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : a > b ? 1 : 0))
    .map(themeOf);
}
