import { numbersIn } from '../../../../reports/audit/shown-tables.js';

/** What a chart shows: its series' numbers by the index of their category. */
export interface Shown {
  /** Names of series and categories. */
  readonly names: readonly string[];
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly points: ReadonlyMap<number, number>;
  }[];
}

/**
 * Whether a chart's title follows from what it shows: how many measures meet their targets, by how much a line rose or fell, how the
 * council is next to another. Other numbers of a title must be among its points, its names, their shares, or open data's values.
 * @param values open data's values of the latest quarter
 */
export function isExplained(title: string, shown: Shown, values: ReadonlySet<number>): boolean {
  const plain = withoutNames(title, shown);
  return (
    glance(title, shown) ??
    change(plain, shown) ??
    beside(title, shown) ??
    numbersIn(plain).every((number) => isShown(number, shown) || values.has(number))
  );
}

/** A target or a baseline: one number throughout. */
export function isLevel({ name }: { readonly name: string }): boolean {
  return /^(?:Target|Baseline)\b/.test(name);
}

const MONTH =
  /\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b/g;

/** Dates, and numbers that belong to a name ("per 10,000", "45 working days"), say no finding. */
function withoutNames(title: string, { names }: Shown): string {
  const own = new Set(names.flatMap((name) => name.match(/\d[\d,.]*\d|\d/g) ?? []));
  return title
    .replaceAll(MONTH, '')
    .replaceAll(/\d[\d,.]*\d|\d/g, (number, at: number, whole: string) =>
      own.has(number) && whole[at + number.length] !== '%' ? '' : number,
    );
}

/** "3 of 4 measures with a target meet it": the points that are at zero or better. */
function glance(title: string, { series }: Shown): boolean | null {
  const said = /^(?:All (\d+)|(Both)|None of the (\d+)|(\d+) of (\d+)) measures with a target/.exec(
    title,
  );
  if (said === null) return null;
  const points = [...(series[0]?.points.values() ?? [])];
  // A distance of less than it is rounded to may be either.
  const [least, most] = [points.filter((each) => each > 0), points.filter((each) => each >= 0)];
  const [, all, both, none, some, of] = said;
  const expected: [string | undefined, string | undefined] =
    both !== undefined
      ? ['2', '2']
      : all !== undefined
        ? [all, all]
        : none !== undefined
          ? ['0', none]
          : [some, of];
  const met = Number(expected[0]);
  return met >= least.length && met <= most.length && String(points.length) === expected[1];
}

const CHANGE =
  /\b(unchanged|risen|up|fallen|down)\b(?: by (less than )?([\d,.]*\d)(%?)| from ([\d,.]*\d)%? to ([\d,.]*\d)| since| on)/;

/** "… has fallen by 22% since March 2017": from another point of the line, or a level, to its last point. */
function change(title: string, { series }: Shown): boolean | null {
  const said = CHANGE.exec(title);
  if (said === null) return null;
  const [, way = '', less, size, percent, from, to] = said;
  const points = [...(series.find((each) => !isLevel(each))?.points.values() ?? [])];
  const now = points.at(-1);
  if (now === undefined) return false;
  const levels = series.filter(isLevel).flatMap((level) => [...level.points.values()].slice(0, 1));
  const starts = [...points.slice(0, -1), ...levels].filter((start) => isThatWay(way, start, now));
  if (from !== undefined && to !== undefined)
    return isSaid(now, numberOf(to)) && starts.some((start) => isSaid(start, numberOf(from)));
  return starts.some((start) => {
    if (size === undefined) return true;
    const by = Math.abs(now - start);
    // A change is reported as it is published: of counts as a whole number, whatever decimals a baseline has.
    const shares = [by, Math.round(by)].map((each) => (each / start) * 100);
    if (less !== undefined) return shares.some((share) => share < 1);
    return percent === '%'
      ? shares.some((share) => Math.abs(share - numberOf(size)) < 0.6)
      : isSaid(by, numberOf(size));
  });
}

function isThatWay(way: string, start: number, now: number): boolean {
  if (way === 'unchanged') return isSaid(start, now);
  return way === 'risen' || way === 'up' ? now > start : now < start;
}

/** "…: 94.9%, above England (89.1%)": of the council, and of the other by its name. */
function beside(title: string, { series, categories }: Shown): boolean | null {
  const said = /: ([\d,.]*\d)%?[^,]*, (above|below|the same as) (.+) \(([\d,.]*\d)[^()]*\)$/.exec(
    title,
  );
  if (said === null) return null;
  const [, own = '', way, name = '', other = ''] = said;
  const points = series[0]?.points;
  const whose = categories.findIndex((each) => areaOf(each) === areaOf(name));
  const [now, then] = [points?.get(0), points?.get(whose)];
  if (now === undefined || then === undefined) return false;
  const stands = now > then ? 'above' : now < then ? 'below' : 'the same as';
  return isSaid(now, numberOf(own)) && isSaid(then, numberOf(other)) && way === stands;
}

/** "England" of "England, year to March 2017". */
function areaOf(category: string): string {
  return category.split(',')[0] ?? category;
}

/** A point, or the share that the first series of a category have of all. */
function isShown(number: number, { series, categories }: Shown): boolean {
  const all = series.flatMap(({ points }) => [...points.values()]);
  return (
    all.includes(number) ||
    categories.some((_, index) => {
      const parts = series.map(({ points }) => points.get(index) ?? 0);
      const total = parts.reduce((sum, part) => sum + part, 0);
      let sum = 0;
      return parts.some((part) => {
        sum += part;
        return number === sum || number === total || isSaid((sum / total) * 100, number);
      });
    })
  );
}

function numberOf(text: string): number {
  return Number(text.replaceAll(',', ''));
}

/** Whether words give a number as it is, or rounded to one decimal or none. */
export function isSaid(number: number, said: number): boolean {
  return Math.abs(number - said) < 0.0500001 || Math.round(number) === said;
}
