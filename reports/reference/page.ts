import { parseQuarter } from '../../pipeline/core/calendar/quarter.js';
import { longDate } from '../../pipeline/core/calendar/days.js';
import type { DeclaredSums, MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import { decimalsOf } from '../../pipeline/core/figure/rounding.js';
import { anchor, escaped } from '../html/markup.js';
import { themeOf } from '../pack/themes.js';
import { basisWords, label, unitHeadings } from '../pack/words.js';
import { referenceStyle } from './style.js';

/**
 * The reference of all measures as one HTML page that needs nothing else: each definition with its SQL, by theme. The same
 * definitions give the same page.
 * @param titleOf what a source is called
 */
export function referencePage(
  definitions: readonly MeasureDefinition[],
  titleOf: (source: string) => string,
): string {
  const themes = [...new Set(definitions.map((each) => each.theme))].map((id) => ({
    ...themeOf(id),
    own: definitions.filter((each) => each.theme === id),
  }));
  const count = new Set(definitions.map((each) => each.measure)).size;
  return [
    '<!doctype html>',
    '<html lang="en-GB">',
    '<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>Measures: how each figure is counted</title>',
    `<style>${referenceStyle}</style></head>`,
    '<body>',
    '<a class="skip" href="#main">Skip to the main content</a>',
    '<main id="main" tabindex="-1">',
    '<h1>Measures: how each figure is counted</h1>',
    `<p>${count} measures, made from the files that compute them: what stands here is what is computed.</p>`,
    '<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>',
    ...themes.flatMap(({ title, own }) => [
      `<h3>${escaped(title)}</h3>`,
      `<ul>${own.map((each) => `<li><a href="#${idOf(each)}">${escaped(titleWords(each))}</a></li>`).join('\n')}</ul>`,
    ]),
    '</nav>',
    GENERAL,
    ...themes.flatMap(({ id, title, own }) => [
      `<section aria-labelledby="theme-${anchor(id)}"><h2 id="theme-${anchor(id)}">${escaped(title)}</h2>`,
      ...own.map((each) => article(each, titleOf)),
      '</section>',
    ]),
    '</main></body></html>\n',
  ].join('\n');
}

const GENERAL = `<section aria-labelledby="general"><h2 id="general">What holds for all</h2>
<ul>
<li>A figure is a whole numerator over a whole denominator. It is divided and rounded once, at the end, half away from zero.</li>
<li>A published figure is what its publisher printed, for its own period. Its counts are given where the publisher prints them.</li>
<li>A window holds its first and its last day. What the returns received do not cover is <code>[x]</code>, not available, with the reason; it is never counted short.</li>
<li>Where there is nothing to measure, 0 of 0, the figure is <code>[z]</code>. A break in a series is marked <code>[b]</code>.</li>
<li>Working days leave out Saturdays, Sundays and the bank holidays of England and Wales; the day of the start is day 0.</li>
<li>“Check” marks what no source at hand settled.</li>
</ul></section>`;

function idOf({ measure, version }: MeasureDefinition): string {
  return version === 1 ? measure : `${measure}-v${version}`;
}

function titleWords({ title, from }: MeasureDefinition): string {
  return from === null ? title : `${title}, from ${parseQuarter(from).label}`;
}

type Fact = readonly [string, string | readonly string[]];

function article(definition: MeasureDefinition, titleOf: (source: string) => string): string {
  const id = idOf(definition);
  return [
    `<article aria-labelledby="${id}"><h3 id="${id}">${escaped(titleWords(definition))}</h3>`,
    '<dl>',
    ...factsOf(definition, titleOf).map(
      ([term, words]) =>
        `<div><dt>${escaped(term)}</dt>${[words]
          .flat()
          .map((each) => `<dd>${escaped(each)}</dd>`)
          .join('')}</div>`,
    ),
    '</dl>',
    definition.sql === ''
      ? `<p>${withoutSql(definition)}</p>`
      : `<details><summary>SQL of ${escaped(titleWords(definition))}</summary><pre tabindex="0"><code>${escaped(definition.sql)}</code></pre></details>`,
    '</article>',
  ].join('\n');
}

function withoutSql({ published, awaits }: MeasureDefinition): string {
  return published == null || awaits != null
    ? 'It has no SQL: nothing that is received can give it.'
    : 'It has no SQL: the figure is what its publisher printed, at its own date.';
}

const POLARITY = {
  high: 'High is good',
  low: 'Low is good',
  none: 'Neither high nor low is good',
} as const;

const COUNTED: Readonly<Record<MeasureDefinition['counts'], string>> = {
  people: 'Children: small counts are hidden from the public',
  events: 'Events, such as referrals: small counts are hidden from the public',
  other: 'What a council’s officers send',
  pupils: 'Pupils on roll',
  schools: 'Schools',
  homes: 'Children’s homes',
  judgements: 'Published judgements',
};

/** What a reader must know, in one order for all; what doesn't apply to a measure is said to be none, or left out where it is rare. */
function factsOf(definition: MeasureDefinition, titleOf: (source: string) => string): Fact[] {
  const { denominator, bases, benchmark, partBenchmarks = {} } = definition;
  return [
    ['Code', `${definition.measure}, version ${definition.version}`],
    ['In force', inForce(definition)],
    ['Numerator', definition.numerator],
    ['Denominator', denominator ?? 'None: a count'],
    ['Unit and rounding', unitWords(definition)],
    ['Periods', bases.map((basis) => label(basisWords[basis]))],
    ['Polarity', POLARITY[definition.polarity]],
    ['Counts', COUNTED[definition.counts]],
    ['Breakdowns', breakdownsOf(definition)],
    [
      'Areas',
      definition.published != null
        ? 'Every area for which it is published'
        : definition.rollsUp
          ? 'Every authority in the file; regions and England are their sums'
          : 'The council',
    ],
    ['Exclusions and choices', definition.notes.length === 0 ? 'None' : definition.notes],
    ['Breaks in the series', breakWords(definition)],
    ['Not available', unavailableWords(definition, titleOf)],
    ['Said next to the figure', besideWords(definition)],
    [
      'Compared with',
      benchmark == null && Object.keys(partBenchmarks).length === 0
        ? comparedWords(definition)
        : benchmarkWords(definition),
    ],
    ['Adds up', sumsWords(definition.sums ?? null)],
    ['Exceptional', exceptionWords(definition)],
    ['Computed from', computedFrom(definition, titleOf)],
    ['Defined by', definition.source],
    ['File', definition.file],
  ];
}

function inForce({ from, begins }: MeasureDefinition): string {
  const start = from === null ? 'From the beginning' : `From ${parseQuarter(from).label}`;
  return begins == null
    ? start
    : `${start}; what it counts exists since ${parseQuarter(begins).label}`;
}

function unitWords({ unit, annualise, bases }: MeasureDefinition): string {
  const decimals = decimalsOf[unit];
  const rounding =
    unit === 'count' || unit === 'grade' || unit === 'rank'
      ? 'a whole number, not rounded'
      : `rounded to ${decimals === 0 ? 'a whole number' : `${decimals} decimal`}, half away from zero`;
  const yearly =
    annualise === 1 || !bases.includes('quarter') ? '' : `; a quarter’s count times ${annualise}`;
  return `${label(unitHeadings[unit])}, ${rounding}${yearly}`;
}

function breakdownWords(breakdown: string): string {
  return `By ${breakdown.replaceAll(',', ' and ').replaceAll('-', ' ')}`;
}

function breakdownsOf({ breakdowns, councilOnly = [] }: MeasureDefinition): string | string[] {
  if (breakdowns.length === 0) return 'None';
  return breakdowns.map((breakdown) => {
    const words = breakdownWords(breakdown);
    return councilOnly.includes(breakdown) ? `${words}, only of the council’s own area` : words;
  });
}

function breakWords({ breaks }: MeasureDefinition): string | string[] {
  if (breaks.length === 0) return 'None';
  return breaks.map(({ from, asAtAfter, unrated, why }) => {
    const file = asAtAfter == null ? '' : `, files after ${longDate(asAtAfter)}`;
    return `${parseQuarter(from).label}${file}: ${why}${unrated ? ' Not rated from then on.' : ''}`;
  });
}

function unavailableWords(
  { notFrom, onlyIn, awaits, reachesBackMonths, followsMonths }: MeasureDefinition,
  titleOf: (source: string) => string,
): string | string[] {
  const all = [
    ...(awaits == null ? [] : [awaits]),
    ...(onlyIn == null ? [] : [onlyIn.why]),
    ...notFrom.map(({ source, layout, why }) => `${titleOf(source)}, layout ${layout}: ${why}`),
    ...(reachesBackMonths == null
      ? []
      : [`Where the returns do not reach back ${reachesBackMonths} months.`]),
    ...(followsMonths == null
      ? []
      : [`Where the returns do not reach back ${followsMonths} months before the period.`]),
  ];
  return all.length === 0 ? 'Where a return that it needs has not been received' : all;
}

function besideWords({ coverage, leftOut, unknown }: MeasureDefinition): string | string[] {
  const all = [
    ...(coverage == null ? [] : [`Of how many ${coverage}`]),
    ...(leftOut == null ? [] : [label(leftOut)]),
    ...(unknown == null ? [] : [`Unknown, in neither count, above 5% [x]: ${unknown}`]),
  ];
  return all.length === 0 ? 'None' : all;
}

function benchmarkWords({ benchmark, partBenchmarks = {} }: MeasureDefinition): string[] {
  return [
    ...(benchmark == null ? [] : [`England, region and statistical neighbours, by ${benchmark}`]),
    ...Object.entries(partBenchmarks).map(
      ([part, indicator]) => `The part ${part.replaceAll('-', ' ')}, by ${indicator}`,
    ),
  ];
}

function comparedWords({ rollsUp }: MeasureDefinition): string {
  return rollsUp
    ? 'England, region and statistical neighbours, from the same file'
    : 'Nothing: no figures of other areas are received';
}

/** By which chart its figures are held against their own history, basis by basis. */
function exceptionWords({ unit, counts, bases }: MeasureDefinition): string[] {
  if (unit === 'grade' || unit === 'rank') return ['Not for grades and ranks'];
  const isProportion = unit === 'percent' && counts !== 'pupils';
  return bases.map((basis) => {
    const words = label(basisWords[basis]);
    if (basis === 'annual') return `${words}: none, there is one figure a year`;
    if (OVERLAPPING.has(basis)) return `${words}: none, since its quarters share days`;
    if (isProportion) return `${words}: by a p-chart of the 8 to 12 quarters before`;
    return basis === 'snapshot'
      ? `${words}: a change larger than those of the 8 to 12 quarters before make likely (mR chart)`
      : `${words}: by an XmR chart of the 8 to 12 quarters before`;
  });
}
const OVERLAPPING: ReadonlySet<string> = new Set(['ytd', 'rolling12', 'rolling36']);

function sumsWords(sums: DeclaredSums | null): string | string[] {
  const same = (['numerator', 'denominator'] as const).flatMap((part) => [
    ...(sums?.equal[part] === undefined ? [] : [`The ${part} is the same as ${sums.equal[part]}`]),
    ...(sums?.within[part] === undefined ? [] : [`The ${part} is part of ${sums.within[part]}`]),
  ]);
  const all = [
    ...(sums?.parts ?? []).map(
      (part) => `The parts ${breakdownWords(part).toLowerCase()} make the whole`,
    ),
    ...(sums?.windows === true ? ['A window is the sum of its quarters'] : []),
    ...same,
  ];
  return all.length === 0 ? 'Nothing declared' : all;
}

function computedFrom(
  { needs, uses, orElse = [] }: MeasureDefinition,
  titleOf: (source: string) => string,
): string[] {
  const words = (tables: MeasureDefinition['needs'], before: string): string[] =>
    Object.entries(tables).map(
      ([source, names]) =>
        `${before}${titleOf(source)}: ${names.map((name) => name.replaceAll('_', ' ')).join(', ')}`,
    );
  return [
    ...words(needs, ''),
    ...words(uses, 'Refined by '),
    ...orElse.flatMap((tables) => words(tables, 'Or, where that counts, ')),
  ];
}
