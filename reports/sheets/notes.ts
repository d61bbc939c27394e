import { longDate } from '../../pipeline/core/calendar/days.js';
import { monthsOf } from '../pack/words.js';
import { text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import type { Sheet } from '../pack/model.js';
import type { NoteTexts, NumberedNote } from '../pack/notes.js';
import { statusRuleWords } from '../pack/status.js';
import { ANSWER_RULE } from '../sentences/answer.js';
import { COURSE_RULE } from '../sentences/course.js';
import { EXCEPTION_RULE } from '../sentences/exception.js';
import { HEADLINES_RULE } from '../sentences/briefing/headlines.js';
import { SENTENCES_RULE } from '../sentences/briefing/sentences.js';
import { TITLE_RULE } from '../sentences/briefing/title.js';
import { SIGNIFICANCE_TEST } from '../sentences/significance.js';
import { ACHIEVEMENT_RULE } from '../sentences/resolution.js';
import { defaultStatusRule } from '../../pipeline/core/strategy/types.js';

/** Every note that a sheet may point to. */
export function noteTexts({ input }: PackContext): NoteTexts {
  return new Map([
    ['status', statusRules(input.strategies)],
    [
      'rag',
      'Status is green at or better than the target, amber within the tolerance beyond it (a distance in the measure’s unit, or a share of the target), red further off. It is red beyond a minimum expectation, whatever the tolerance. Where targets differ from quarter to quarter, the quarter’s own counts. A measure without a target says “no target”, one without a polarity “for information”; a percentage of too few is “too few to rate”, a series after a break that ends comparison “not rated”. Each measure’s own rule, with its numbers, is on the worksheet called How figures are judged.',
    ],
    [
      'direction',
      'Direction of travel compares published (rounded) figures: with the quarter before, with the same quarter a year before, and with the baseline. A figure since 1 April is compared only with the same quarter of other years; nothing is compared across a break in the series, nor where a figure is missing, suppressed or a percentage of too few; the Status worksheets say why. The arrow shows the way the number went; the word says whether that is improved, the same or worse by the measure’s polarity, or up and down where it has none.',
    ],
    [
      'baseline',
      `A baseline is a dated value that the strategy measures progress from.${baselineSources(input.strategies)}`,
    ],
    ['first-title', TITLE_RULE],
    ['first-sentences', SENTENCES_RULE],
    ['first-table', HEADLINES_RULE],
    ['answer', ANSWER_RULE],
    ['exception', EXCEPTION_RULE],
    ['course', COURSE_RULE],
    ['significance', SIGNIFICANCE_TEST],
    ['resolution', `Proposed wording, made from the figures. ${ACHIEVEMENT_RULE}`],
    [
      'schools',
      'Latest overall effectiveness of each open state-funded school as Ofsted publishes it. Schools not yet inspected, or inspected without an overall grade since September 2024, are under “No overall grade”.',
    ],
    [
      'assessments',
      'Frameworks grade in their own words and on their own scales; they are never one series. In the annual performance assessment 4 is the best grade.',
    ],
    [
      'rows',
      'Rows read are rows loaded, rejected and ignored together. The age is in days from the as-at date to the end of the quarter; below zero, the return speaks for a later day.',
    ],
    [
      'rejected',
      'Files are those of Files received, which gives their sha256. Rows are numbered as Excel shows them. Rows that were loaded either have this cell blank or carry a warning. At most 500 places of a return are listed; its sender’s report lists all.',
    ],
    [
      'reconciliation',
      'The return that counts is the one that the council chose, else of those that reach the whole period the freshest, else the first in the measure’s own order. Returns are never added up. Rates rest on the counts of other measures and aren’t listed.',
    ],
    [
      'reconciled-rows',
      'Children are matched by pseudonym. Each has a number of its own within a comparison, so that its rows are found together; the number means nothing elsewhere. Files are those of Files received. At most 50 children of a comparison are listed: quarterly reconcile lists all.',
    ],
    [
      'other-actions',
      'Actions whose priority is none of the strategy’s, as their sender wrote it.',
    ],
    ...breakNotes(input),
  ]);
}

/** The rule of each strategy; once where all have the same. */
function statusRules(strategies: PackContext['input']['strategies']): string {
  const rules = strategies.map((strategy) => statusRuleWords(strategy.status));
  if (new Set(rules).size <= 1) return rules[0] ?? statusRuleWords(defaultStatusRule);
  return strategies.map(({ title }, index) => `${title}: ${rules[index] ?? ''}`).join(' ');
}

/** One note a measure whose series breaks, whatever version of it a figure follows. */
function breakNotes({ definitions, figures, quarter }: PackContext['input']): [string, string][] {
  const all = [...definitions, ...figures.map((figure) => figure.definition)];
  return [...new Set(all.map((definition) => definition.measure))].flatMap((measure) => {
    const versions = all.filter((definition) => definition.measure === measure);
    const breaks = versions
      .flatMap((definition) => definition.breaks)
      .filter((each) => each.from <= quarter.key)
      .map((each) => `from ${monthsOf(each.from)}: ${each.why}`);
    if (breaks.length === 0) return [];
    const words = [...new Set(breaks)].join(' ');
    return [[`break:${measure}`, `${versions[0]?.title ?? measure}: break in the series ${words}`]];
  });
}

function baselineSources(strategies: PackContext['input']['strategies']): string {
  const sources = strategies
    .flatMap((strategy) => strategy.priorities.flatMap((priority) => priority.measures))
    .flatMap(({ measure, baseline }) =>
      baseline?.kind === 'number'
        ? [`${measure} at ${longDate(baseline.at)}: ${baseline.source}`]
        : [],
    );
  const others =
    ' Where no source is named here it is the figure of that quarter, computed as this one is.';
  return sources.length === 0 ? others : ` Sources: ${[...new Set(sources)].join('; ')}.${others}`;
}

/** The notes that were pointed to, in order of first use. */
export function notesSheet(context: PackContext, notes: readonly NumberedNote[]): Sheet {
  return {
    name: 'Notes',
    kind: 'notes',
    title: 'Notes',
    about: 'What the markers [note 1], [note 2] and so on refer to',
    isDetail: true,
    blocks: [
      { kind: 'paragraph', text: `${context.marking}.`, style: 'marking' },
      { kind: 'paragraph', text: 'This worksheet contains one table.' },
      {
        kind: 'table',
        name: 'Notes',
        columns: [
          { heading: 'Note', width: 14 },
          { heading: 'Text', width: 112 },
        ],
        rows: notes.map((note) => [text(`[note ${note.number}]`), text(note.text)]),
      },
    ],
  };
}
