import { longDate } from '../core/calendar/days.js';
import type { Event, EventOf, LateItem } from '../outbox/events.js';
import { type CabinetCountdown, countdownWords } from '../quarter/countdown.js';
import { counted } from '../core/counted.js';

/** What a mail says. */
export interface MailText {
  readonly subject: string;
  /** Plain text, a paragraph a line. */
  readonly text: string;
}

/** What is known of those who get messages. */
export interface MailContext {
  /** The council's name. */
  readonly council: string;
  /** This mail goes to the owner of the return that it is about. */
  readonly isOwner: boolean;
  /** The rejection report is attached. */
  readonly hasReport: boolean;
}

/**
 * The mail about an outcome: what happened, what it means, what to do next. No figure is in it and nothing of a row, since mail
 * passes through other people's machines.
 */
export function mailText(event: Event, context: MailContext): MailText {
  const { subject, lines } = contentOf(event, context);
  return {
    subject: `${context.council}: ${subject}`,
    text: [...lines, '', '-- ', "Sent by quarterly. Please don't reply to this email.", ''].join(
      '\n',
    ),
  };
}

interface Content {
  readonly subject: string;
  readonly lines: readonly string[];
}

function contentOf(event: Event, context: MailContext): Content {
  switch (event.kind) {
    case 'run-finished':
      return runFinished(event);
    case 'audit-blocked':
      return {
        subject: `the audit blocks the pack for ${event.label}`,
        lines: [
          `The pack for ${event.label} was made, but the audit blocks it. Nothing was published.`,
          '',
          event.why,
          event.fix,
        ],
      };
    case 'slot-failed':
      return {
        subject: `failed on schedule: ${event.slot}`,
        lines: [
          `${event.slot} failed:`,
          '',
          event.why,
          '',
          'It runs again at its next slot. "quarterly status" shows when that is; "quarterly doctor" checks the workspace.',
        ],
      };
    case 'return-refused':
    case 'rows-rejected':
      return rejected(event, context);
    case 'return-left':
      return waiting(event, context);
    case 'returns-late':
      return late(event);
    case 'return-came-late':
      return cameLate(event);
    case 'released':
      return released(event);
    case 'delivery-given-up':
      return {
        subject: `${event.releaseId} did not reach ${event.destination}`,
        lines: [
          `${event.releaseId} could not be delivered to "${event.destination}" and was given up after ${counted(event.attempts, 'attempt')}.`,
          '',
          `The last reason: ${event.why}`,
          '',
          'Fix it, then: quarterly send --given-up',
        ],
      };
  }
}

function runFinished(run: EventOf<'run-finished'>): Content {
  const wanting = run.lacking.map(
    (each) => `- ${each.title}: ${each.state}${each.isRequired ? ', and required' : ''}`,
  );
  return {
    subject: `the pack for ${run.label} is ${run.status}`,
    lines: [
      `Run ${run.runId} made the pack for ${run.label}. It is ${run.status}; its latest data are for ${longDate(run.dataCutOff)}.`,
      ...(run.reason === null ? [] : [`Reason given: ${run.reason}`]),
      ...(run.unpublishedReason === null
        ? []
        : ['', `Readers don't see it: it is in its own folder. ${run.unpublishedReason}`]),
      '',
      ...(wanting.length === 0
        ? ['Every expected return is in it.']
        : ['These returns are missing, and their measures say [x]:', ...wanting]),
      ...(run.leftInInbox === 0
        ? []
        : [
            '',
            `${counted(run.leftInInbox, 'return is', 'returns are')} waiting in the inbox and couldn't be loaded; "quarterly status" says why.`,
          ]),
      ...cabinetLines(run.cabinet),
      '',
      `Look at it, then release it: quarterly release ${run.runId} --reason "…"`,
    ],
  };
}

function released(release: EventOf<'released'>): Content {
  return {
    subject: `the pack for ${release.label} is released as ${release.releaseKind}`,
    lines: [
      `${release.releaseId} (${release.runId}) was released as ${release.releaseKind} by ${release.releasedBy}.`,
      `Reason given: ${release.reason}`,
      ...(release.revised === 0
        ? []
        : [
            `${release.revised.toLocaleString('en-GB')} values differ from the last release, and are marked [r].`,
          ]),
      ...cabinetLines(release.cabinet),
    ],
  };
}

function rejected(
  event: EventOf<'return-refused' | 'rows-rejected'>,
  { hasReport, isOwner }: MailContext,
): Content {
  const { counts, title, asAt } = event;
  const isRefused = event.kind === 'return-refused';
  const what = `${title}, as at ${longDate(asAt)}`;
  return {
    subject: isRefused
      ? `${what}: refused`
      : `${what}: ${counted(counts.rejected, 'row')} rejected`,
    lines: [
      isRefused
        ? `The return ${what} was refused. None of it is used until it is fixed.`
        : `The return ${what} was loaded, without ${counts.rejected === 1 ? 'the 1 row that breaks' : `the ${number(counts.rejected)} rows that break`} a rule.`,
      ...(event.why === null ? [] : ['', event.why]),
      '',
      `${counted(counts.read, 'row')} read: ${number(counts.loaded)} loaded, ${number(counts.rejected)} rejected, ${number(counts.ignored)} left out.`,
      ...(hasReport
        ? [
            '',
            'The workbook attached lists each cell to fix: sheet, row, column, the rule it breaks and what is expected. It doesn’t show what the cells hold.',
          ]
        : []),
      '',
      isOwner
        ? 'Please fix it in your system and send the return again, under the same date.'
        : 'If quarterly.yaml names an owner for it, the owner has had the same report.',
    ],
  };
}

const LEFT_WORDS: Readonly<Record<EventOf<'return-left'>['cause'], string>> = {
  'being written': 'It was still being written.',
  empty: 'It is empty. Please put the whole file there.',
  'no date':
    'We couldn’t work out which date it covers: put the date in its name, for example 2017-12-31.xlsx.',
  'no source':
    'Its headings don’t say which return it is: please move it into the folder of its source in the inbox.',
  unusable:
    'It couldn’t be read as this return: it may be damaged, protected or too large, or its headings may be those of another return.',
};

function waiting({ title, cause, where }: EventOf<'return-left'>, context: MailContext): Content {
  return {
    subject: `${title}: a file is waiting and couldn't be loaded`,
    lines: [
      `${title}: a file is waiting in ${where === 'inbox' ? 'the inbox' : 'the place that it is fetched from'} and couldn't be loaded.`,
      '',
      LEFT_WORDS[cause],
      '',
      context.isOwner
        ? 'Anyone who runs quarterly for your council can say which file it is.'
        : '"quarterly status" says which file it is, and why.',
    ],
  };
}

function late({
  label,
  lastDayOfQuarter,
  packMadeOn,
  hasOwner,
  returns,
}: EventOf<'returns-late'>): Content {
  const [first] = returns;
  const isOne = returns.length === 1 && first !== undefined;
  const lateness = (item: LateItem): string => counted(item.workingDaysLate, 'working day');
  return {
    subject: isOne
      ? `${first.title} for ${label} is ${lateness(first)} late`
      : `${counted(returns.length, 'return')} for ${label} are late`,
    lines: [
      ...returns.flatMap((item) => [
        `${item.title} for ${label} was due on ${longDate(item.due)}, ${lateness(item)} ago.`,
        item.state === 'refused'
          ? 'The one that came was refused, and no other has come since.'
          : 'It hasn’t come yet.',
        item.isRequired
          ? "It is required: the quarter's pack stays provisional without it."
          : 'Without it the measures that need it say [x] in the pack.',
        howToSend(item, lastDayOfQuarter),
        '',
      ]),
      `The pack is made without what is missing on ${longDate(packMadeOn)}.`,
      hasOwner
        ? `Please send ${isOne ? 'it' : 'them'}, or say when ${isOne ? 'it' : 'they'} will come.`
        : `quarterly.yaml names nobody with a mail address as ${isOne ? 'its' : 'their'} owner, so please chase ${isOne ? 'it' : 'them'}.`,
    ],
  };
}

function howToSend({ source, isFetched, hasForm }: LateItem, lastDay: string): string {
  if (hasForm)
    return `To send it: fill in the attached form and put it into inbox/${source}/ of the workspace.`;
  if (isFetched) return 'To send it: put it where quarterly fetches it from.';
  return `To send it: put it into inbox/${source}/ of the workspace, with its date in its name, such as ${lastDay}.`;
}

function cameLate(event: EventOf<'return-came-late'>): Content {
  const { title, quarter, label, runId, releaseId, isRequired, cabinet } = event;
  return {
    subject: `${title} for ${label} has come, after the pack was made`,
    lines: [
      `${title} for ${label} has come and counts. Run ${runId} made the pack without it: ${isRequired ? 'the pack is provisional, and its' : 'its'} measures say [x] there.`,
      '',
      `To make the pack with it: quarterly rebuild --quarter ${quarter} --reason "${title} came late"`,
      releaseId === null
        ? 'Then look at it, and release it.'
        : `Readers have ${releaseId} until you release the new run.`,
      ...cabinetLines(cabinet),
    ],
  };
}

function cabinetLines(cabinet: CabinetCountdown | null): string[] {
  return cabinet === null ? [] : ['', countdownWords(cabinet)];
}

function number(count: number): string {
  return count.toLocaleString('en-GB');
}
