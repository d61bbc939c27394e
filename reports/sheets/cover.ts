import { longDate } from '../../pipeline/core/calendar/days.js';
import { LEAST_DENOMINATOR } from '../disclosure/rule.js';
import type { PackInput } from '../input.js';
import { bold, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { symbolsIn } from '../pack/data-sheet.js';
import type { Block, Cell, Sheet } from '../pack/model.js';
import { flagMeanings, symbolMeanings } from '../pack/words.js';
import { firstMeetingWords, publishedAssessments } from '../sentences/assessment.js';
import { statusWords } from './summary.js';

/** "Children’s services performance update, Q3 2017-18 (Oct to Dec 2017)", as the cabinet's record titles it. */
export function packTitle({ council, quarter }: PackInput): string {
  return `${council.wording.title}, ${quarter.label}`;
}

/** The cover. It comes last in the making, since it lists the symbols that the others use. */
export function coverSheet(context: PackContext, others: readonly Sheet[]): Sheet {
  const { input } = context;
  return {
    name: 'Cover',
    kind: 'cover',
    title: `${input.council.name}: ${packTitle(input)}`,
    about: 'What this pack is, its status and its dates',
    onePage: true,
    isDetail: true,
    blocks: [
      { kind: 'paragraph', text: context.marking, style: 'marking' },
      { kind: 'paragraph', text: aboutWords(input) },
      ...ownWords(input.council.wording.introduction),
      { kind: 'heading', text: 'About this pack' },
      {
        kind: 'table',
        name: 'About_this_pack',
        columns: [
          { heading: 'Item', width: 34 },
          { heading: 'Detail', width: 82 },
        ],
        rows: items(context).map(([item, detail]): Cell[] => [bold(item), text(detail)]),
      },
      ...symbolBlocks(others),
      ...ownWords(input.council.wording.footer),
    ],
  };
}

function ownWords(words: string | null): Block[] {
  return words === null ? [] : [{ kind: 'paragraph', text: words }];
}

function aboutWords(input: PackInput): string {
  const titles = input.strategies.map(({ title }) => title);
  const agreed = input.strategies.flatMap((strategy) =>
    strategy.agreed === null ? [] : [strategy.agreed],
  );
  const strategy =
    titles.length === 0
      ? 'It reports measures without a strategy.'
      : `It reports against ${titles.join(' and ')}${agreed.length === 0 ? '' : ` (agreed: ${agreed.join('; ')})`} in two parts: A, an update on the priorities; B, the key measures.`;
  return `This pack summarises performance across children’s services in ${input.authority.name} for ${input.quarter.months}. ${strategy} The figures behind every statement are on the data worksheets, one table each.`;
}

function items(context: PackContext): [string, string][] {
  const { quarter, authority, council, status, cabinet, nextUpdate, disclosure } = context.input;
  const day = (date: string | null): string => (date === null ? 'Not set' : longDate(date));
  return [
    ['Period', `${quarter.label}: ${longDate(quarter.firstDay)} to ${longDate(quarter.lastDay)}`],
    ['Area', `${authority.name} (${authority.code})`],
    ['Status', statusWords(status)],
    ['Data cut-off', cutOffWords(context.input)],
    ...(context.edition === 'cabinet'
      ? [['Disclosure control', disclosureWords(disclosure.threshold)] as [string, string]]
      : []),
    ['Publication', day(cabinet.publication)],
    [`${council.wording.cabinet} meeting`, day(cabinet.meeting)],
    ...publishedAssessments(context.input).map((each): [string, string] => [
      `First ${council.wording.cabinet} after the assessment`,
      firstMeetingWords(each, cabinet.meetings),
    ]),
    [
      'Call-in ends',
      cabinet.callIn === null
        ? `Not set (${cabinet.callInRule})`
        : `Midnight, ${longDate(cabinet.callIn)} (${cabinet.callInRule.replace(/^midnight on /, '')})`,
    ],
    ['Next update', nextUpdate.label],
    ['Contact', council.contact ?? 'Not set'],
    ...(council.website === null ? [] : [['Website', council.website] as [string, string]]),
  ];
}

/** A day after the meeting can't have been known there: it isn't printed. */
export function cutOffWords({ dataCutOff, cabinet }: PackInput): string {
  return cabinet.meeting !== null && dataCutOff > cabinet.meeting
    ? `not printed, since it lies after the meeting of ${longDate(cabinet.meeting)}`
    : longDate(dataCutOff);
}

function disclosureWords(threshold: number): string {
  return `Counts of 1 to ${threshold} children, percentages that rest on as few or on fewer than ${LEAST_DENOMINATOR}, and what would give them away are replaced by [c]. Zero is shown.`;
}

function symbolBlocks(others: readonly Sheet[]): Block[] {
  const { symbols, flags } = symbolsIn(others);
  const rows: Cell[][] = [
    ...symbols.map((each) => [
      text(`[${each}]`),
      text(`In place of a number: ${symbolMeanings[each]}`),
    ]),
    ...flags.map((each) => [text(`[${each}]`), text(`Beside a number: ${flagMeanings[each]}`)]),
  ];
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', text: 'Symbols used' },
    {
      kind: 'table',
      name: 'Symbols_used',
      columns: [
        { heading: 'Symbol', width: 34 },
        { heading: 'Meaning', width: 82 },
      ],
      rows,
    },
  ];
}
