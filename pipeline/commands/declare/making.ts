import { type Command, Option } from 'commander';
import { isoDate, oneOf, quarterKey } from '../option-values.js';
import { sourceTitles } from '../output/source-titles.js';
import type { Declare } from './declare.js';

const PAPERS = ['apa-2006', 'apa-2007-kent', 'apa-action-plan-2007'];

const SOURCES = `
Sources:
${Object.entries(sourceTitles)
  .map(([id, title]) => `  ${id.padEnd(22)} ${title}`)
  .join('\n')}`;

/** Options that say from what a quarter's pack is made. */
function ofWhichPack(
  command: Command,
  force = 'draw the pack again even if nothing has changed',
): void {
  command
    .option('--known-at <instant>', 'with the returns received by then: a date or an instant')
    .option('--force', force, false)
    .option('--to-date', 'report a quarter that is not over, and say so on every sheet', false);
}

/** The commands under "Make a quarter's pack" in the help. */
export function declareMaking(add: Declare): void {
  add(
    'init <dir>',
    'make a workspace: a commented quarterly.yaml, a strategy, folders and a key',
    [
      'quarterly init ../my-council --authority Leeds',
      'quarterly init ../my-council --authority Leeds --strategy national-framework',
    ],
    async () => (await import('../init.js')).init,
  )
    .option('-a, --authority <code>', "your authority's nine-character code")
    .addOption(
      new Option('--strategy <name>', 'measures to begin with; default a few, to change').choices([
        'childrens-services-short',
        'national-framework',
        'improvement-board',
      ]),
    )
    .option('--force', 'write into a folder that is not empty', false);

  add(
    'demo',
    'make the demo workspace from invented returns, and its pack for Q3 2017-18',
    ['quarterly demo', 'quarterly demo --paper apa-2007-kent --workspace kent'],
    async () => (await import('../demo.js')).demo,
  ).option('--paper <id>', `another cabinet paper: ${PAPERS.join(', ')}`, oneOf(PAPERS));

  add(
    'template <source>',
    'write a workbook to fill in for a return, with last quarter’s rows in it',
    [
      'quarterly template actions --quarter 2017-18-Q3',
      'quarterly template commentary --out commentary-for-safeguarding.xlsx',
    ],
    async () => (await import('../template.js')).templateCommand,
  )
    .option('--quarter <key>', 'such as 2017-18-Q3; default the one that ended last', quarterKey)
    .option('-o, --out <file>', 'where to write it; default by the source and quarter')
    .addHelpText('after', '\nReturns that are filled in by hand: actions, commentary, indicators.');

  add(
    'check <file...>',
    'check a return against its contract and print the report; stores nothing',
    [
      'quarterly check workspace/inbox/annex-a/2017-12-31.xlsx',
      'quarterly check workspace/inbox/ofsted-schools/2017-12-31.csv \\\n    --source ofsted-schools --report to-fix.html',
    ],
    async () => (await import('../check.js')).checkCommand,
  )
    .option('-s, --source <id>', 'which return it is; if left out, its headings decide')
    .option('--as-at <date>', 'the last day it covers, YYYY-MM-DD', isoDate)
    .option('--report <file>', 'write the report to a file: .csv, .xlsx, .html or .json')
    .addHelpText('after', SOURCES);

  add(
    'receive <file...>',
    'receive a return: keep its bytes, check it and load it',
    [
      'quarterly receive workspace/inbox/annex-a/2017-12-31.xlsx',
      'quarterly receive workspace/inbox/ssda903/2017-12-31 \\\n    --source ssda903 --as-at 2017-12-31',
    ],
    async () => (await import('../receive.js')).receiveCommand,
  )
    .option('-s, --source <id>', 'which return it is; if left out, its headings decide')
    .option('--as-at <date>', 'the last day it covers, YYYY-MM-DD', isoDate)
    .option('--accept-anyway', 'load it although it differs from the last one; needs --reason')
    .option('--reason <text>', 'why it is right; the ledger keeps this')
    .option('--report <file>', 'write the report to a file: .csv, .xlsx, .html or .json')
    .addHelpText('after', SOURCES);

  add(
    'pull',
    'fetch returns from the places in quarterly.yaml, and load them',
    ['quarterly pull'],
    async () => (await import('../pull.js')).pullCommand,
  )
    .option('-s, --source <id>', 'only this return')
    .option(
      '--accept-anyway',
      'load it although it differs from the last one; needs --source and --reason',
    )
    .option('--reason <text>', 'why it is right; the ledger keeps this')
    .addHelpText('after', SOURCES);

  ofWhichPack(
    add(
      'run',
      'load what is in the inbox, compute a quarter and write its pack',
      [
        'quarterly run --quarter 2017-18-Q3',
        'quarterly run --quarter 2017-18-Q3 --known-at 2018-01-31',
      ],
      async () => (await import('../run.js')).runCommand,
    ).requiredOption('--quarter <key>', 'such as 2017-18-Q3', quarterKey),
  );

  ofWhichPack(
    add(
      'plan',
      'show what a run would do, and why, without doing it',
      ['quarterly plan --quarter 2017-18-Q3'],
      async () => (await import('../plan.js')).planCommand,
    ).requiredOption('--quarter <key>', 'such as 2017-18-Q3', quarterKey),
    'as run --force would',
  );

  ofWhichPack(
    add(
      'rebuild',
      'run a quarter again, and keep the reason with it',
      [
        'quarterly rebuild --quarter 2017-18-Q3 --reason "late entries"',
        'quarterly rebuild --quarter 2017-18-Q3 --known-at 2018-01-31 \\\n    --reason "what cabinet saw"',
      ],
      async () => (await import('../rebuild.js')).rebuildCommand,
    )
      .requiredOption('--quarter <key>', 'such as 2017-18-Q3', quarterKey)
      .requiredOption('--reason <text>', 'why, in words; the ledger keeps them'),
  );

  add(
    'release <run>',
    "publish a run's pack to readers, from the figures that the run froze",
    ['quarterly release 2017-18-Q3-E06000004-r01 --reason "agreed by the director"'],
    async () => (await import('../release.js')).releaseCommand,
  )
    .requiredOption('--reason <text>', 'why, in words; the ledger keeps them')
    .option('--provisional', 'as provisional, although nothing is missing', false);
}
