import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { exitCodeOf, exitCodes } from '../core/errors.js';
import { projectRoot } from '../core/root.js';
import { withMachineFault } from '../core/machine-fault.js';
import type { Runtime } from '../core/runtime.js';
import { showError } from './output/show-error.js';
import { type CommonOptions, defaultWorkspace } from './common-options.js';
import { commandFirst } from './option-order.js';
import { moment } from './moment.js';
import { isoDate, oneOf, positiveInteger, quarterKey } from './option-values.js';
import { completionScript, shells } from './output/completion.js';
import { sourceTitles } from './output/source-titles.js';
import { usageError } from './usage-error.js';

/** A command's work: what it prints goes to `surroundings`; it returns the exit code. */
export type Action<O> = (
  positional: readonly string[],
  options: O & CommonOptions,
  runtime: Runtime,
) => Promise<number>;

/**
 * Runs one command line and returns its exit code. Each command's code is loaded when it is asked for, so that help
 * starts at once.
 */
export async function runProgram(argv: readonly string[], runtime: Runtime): Promise<number> {
  let exitCode = 0;
  const end = argv.indexOf('--');
  const asJson = (end < 0 ? argv : argv.slice(0, end)).includes('--json');
  const program = buildProgram(runtime, asJson, (code) => {
    exitCode = code;
  });
  const ordered = commandFirst(argv, valueTakers(program));
  try {
    await program.parseAsync(ordered, { from: 'user' });
    return runtime.signal.aborted ? exitCodes.interrupted : exitCode;
  } catch (thrown) {
    const isHelp = thrown instanceof CommanderError && thrown.code === 'commander.help';
    if (thrown instanceof CommanderError && (thrown.exitCode === 0 || (isHelp && !asJson)))
      return thrown.exitCode === 0 ? 0 : exitCodes.usage;
    const error =
      thrown instanceof CommanderError
        ? usageError(thrown, ordered, program.commands)
        : withMachineFault(thrown);
    showError(error, runtime, asJson);
    return exitCodeOf(error);
  }
}

/** Which options of any command take a value. */
function valueTakers(program: Command): (option: string) => boolean {
  const takers = new Set(
    program.commands
      .flatMap((command) => command.options)
      .filter((option) => option.required || option.optional)
      .flatMap(({ short, long }) => [short, long]),
  );
  return (option) => takers.has(option);
}

function buildProgram(runtime: Runtime, asJson: boolean, done: (code: number) => void): Command {
  const program = new Command('quarterly')
    .description(
      "Children's services performance, quarter by quarter: receives returns, computes the measures, writes the cabinet's Excel pack, and shows where every figure comes from.",
    )
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => runtime.stdout.write(text),
      // Without a command the help goes to standard error; its errors are printed as ours are.
      writeErr: (text) => {
        if (!asJson) runtime.stderr.write(text);
      },
      outputError: () => undefined,
      getOutHelpWidth: () => runtime.columns,
      getErrHelpWidth: () => runtime.columns,
    })
    .addHelpText('after', HELP_AFTER);

  const add = <O>(
    name: string,
    description: string,
    examples: readonly string[],
    load: () => Promise<Action<O>>,
  ): Command => {
    const command = program
      .command(name)
      .description(description)
      .option(
        '-w, --workspace <dir>',
        'the workspace (or QUARTERLY_WORKSPACE); default the folder you are in, or workspace/ in it',
      )
      .option('--json', 'print the result as JSON', false)
      .option('-q, --quiet', 'print nothing but the result and errors', false)
      .option('-v, --verbose', 'print the log as well', false)
      .addHelpText(
        'after',
        `\nExample${examples.length > 1 ? 's' : ''}:\n${examples.map((line) => `  ${line}`).join('\n')}`,
      );
    command.action(async () => {
      const options = command.opts<Omit<CommonOptions, 'workspace'> & { workspace?: string }>();
      const workspace = options.workspace ?? defaultWorkspace(runtime.environment);
      const { checkStrategiesFor } = await import('./strategy-readers.js');
      await checkStrategiesFor(command.name(), workspace);
      const action = await load();
      done(await action(command.args, { ...options, workspace } as O & CommonOptions, runtime));
    });
    return command;
  };

  add(
    'init <dir>',
    'make a workspace: a commented quarterly.yaml, a strategy, folders and a key',
    [
      'quarterly init ../my-council --authority Leeds',
      'quarterly init ../my-council --authority Leeds --strategy national-framework',
    ],
    async () => (await import('./init.js')).init,
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
    async () => (await import('./demo.js')).demo,
  ).option('--paper <id>', `another cabinet paper: ${PAPERS.join(', ')}`, oneOf(PAPERS));

  add(
    'receive <file...>',
    'receive a return: keep its bytes, check it and load it',
    [
      'quarterly receive workspace/inbox/annex-a/2017-12-31.xlsx',
      'quarterly receive workspace/inbox/ssda903/2017-12-31 \\\n    --source ssda903 --as-at 2017-12-31',
    ],
    async () => (await import('./receive.js')).receiveCommand,
  )
    .option('-s, --source <id>', 'which return it is; if left out, its headings decide')
    .option('--as-at <date>', 'the last day it covers, YYYY-MM-DD', isoDate)
    .option('--accept-anyway', 'load it although it differs from the last one; needs --reason')
    .option('--reason <text>', 'why it is right; the ledger keeps this')
    .option('--report <file>', 'write the report to a file: .csv, .xlsx, .html or .json')
    .addHelpText('after', SOURCES);

  add(
    'check <file...>',
    'check a return against its contract and print the report; stores nothing',
    [
      'quarterly check workspace/inbox/annex-a/2017-12-31.xlsx',
      'quarterly check workspace/inbox/ofsted-schools/2017-12-31.csv \\\n    --source ofsted-schools --report to-fix.html',
    ],
    async () => (await import('./check.js')).checkCommand,
  )
    .option('-s, --source <id>', 'which return it is; if left out, its headings decide')
    .option('--as-at <date>', 'the last day it covers, YYYY-MM-DD', isoDate)
    .option('--report <file>', 'write the report to a file: .csv, .xlsx, .html or .json')
    .addHelpText('after', SOURCES);

  add(
    'template <source>',
    'write a workbook to fill in for a return, with last quarter’s rows in it',
    [
      'quarterly template actions --quarter 2017-18-Q3',
      'quarterly template commentary --out commentary-for-safeguarding.xlsx',
    ],
    async () => (await import('./template.js')).templateCommand,
  )
    .option('--quarter <key>', 'such as 2017-18-Q3; default the one that ended last', quarterKey)
    .option('-o, --out <file>', 'where to write it; default by the source and quarter')
    .addHelpText('after', '\nReturns that are filled in by hand: actions, commentary, indicators.');

  add(
    'pull',
    'fetch returns from the places in quarterly.yaml, and load them',
    ['quarterly pull'],
    async () => (await import('./pull.js')).pullCommand,
  )
    .option('-s, --source <id>', 'only this return')
    .option(
      '--accept-anyway',
      'load it although it differs from the last one; needs --source and --reason',
    )
    .option('--reason <text>', 'why it is right; the ledger keeps this')
    .addHelpText('after', SOURCES);

  add(
    'run',
    'load what is in the inbox, compute a quarter and write its pack',
    [
      'quarterly run --quarter 2017-18-Q3',
      'quarterly run --quarter 2017-18-Q3 --known-at 2018-01-31',
    ],
    async () => (await import('./run.js')).runCommand,
  )
    .requiredOption('--quarter <key>', 'such as 2017-18-Q3', quarterKey)
    .option('--known-at <instant>', 'with the returns received by then: a date or an instant')
    .option('--force', 'draw the pack again even if nothing has changed', false)
    .option('--to-date', 'report a quarter that is not over, and say so on every sheet', false);

  add(
    'plan',
    'show what a run would do, and why, without doing it',
    ['quarterly plan --quarter 2017-18-Q3'],
    async () => (await import('./plan.js')).planCommand,
  )
    .requiredOption('--quarter <key>', 'such as 2017-18-Q3', quarterKey)
    .option('--known-at <instant>', 'with the returns received by then: a date or an instant')
    .option('--force', 'as run --force would', false)
    .option('--to-date', 'report a quarter that is not over, and say so on every sheet', false);

  add(
    'rebuild',
    'run a quarter again, and keep the reason with it',
    [
      'quarterly rebuild --quarter 2017-18-Q3 --reason "late entries"',
      'quarterly rebuild --quarter 2017-18-Q3 --known-at 2018-01-31 \\\n    --reason "what cabinet saw"',
    ],
    async () => (await import('./rebuild.js')).rebuildCommand,
  )
    .requiredOption('--quarter <key>', 'such as 2017-18-Q3', quarterKey)
    .requiredOption('--reason <text>', 'why, in words; the ledger keeps them')
    .option('--known-at <instant>', 'with the returns received by then: a date or an instant')
    .option('--force', 'draw the pack again even if nothing has changed', false)
    .option('--to-date', 'report a quarter that is not over, and say so on every sheet', false);

  add(
    'release <run>',
    "publish a run's pack to readers, from the figures that the run froze",
    ['quarterly release 2017-18-Q3-E06000004-r01 --reason "agreed by the director"'],
    async () => (await import('./release.js')).releaseCommand,
  )
    .requiredOption('--reason <text>', 'why, in words; the ledger keeps them')
    .option('--provisional', 'as provisional, although nothing is missing', false);

  add(
    'diff <before> <after>',
    'which figures differ between two runs or releases, and why',
    ['quarterly diff 2017-18-Q2-E06000004-r01 2017-18-Q3-E06000004-r01'],
    async () => (await import('./diff.js')).diffCommand,
  ).option('--all', 'other areas too', false);

  add(
    'values',
    'compute figures from what has been received, or print those of a run; stores nothing',
    [
      'quarterly values --quarter 2017-18-Q3',
      'quarterly values --quarter 2017-18-Q3 --area all \\\n    --measure schools-good-or-outstanding',
      'quarterly values --run 2017-18-Q3-E06000004-r01 --out figures.csv',
    ],
    async () => (await import('./values.js')).valuesCommand,
  )
    .option('--quarter <key>', 'such as 2017-18-Q3', quarterKey)
    .addOption(
      new Option('--run <id>', "a run's figures, or a release's, as they were frozen").conflicts([
        'quarter',
        'knownAt',
      ]),
    )
    .option('-m, --measure <id>', 'only this measure')
    .option('-a, --area <code>', 'an area code, or all; default the own authority')
    .option('-f, --format <format>', 'how to print: csv or json', oneOf(['csv', 'json']), 'csv')
    .option('--known-at <instant>', 'with the returns received by then: a date or an instant')
    .option('-o, --out <file>', 'where to write them, for Excel; default to standard output');

  add(
    'backup <dir>',
    'copy the workspace, without its key, into a new folder and check the copy',
    ['quarterly backup ../backups'],
    async () => (await import('./backup.js')).backupCommand,
  ).option(
    '--keep-all',
    'delete no earlier backup: by default 7 daily, 5 weekly and 12 monthly are kept',
    false,
  );

  add(
    'restore <backup>',
    'copy a backup, or the newest in a folder, into a new workspace, and delete what is past its retention period',
    ['quarterly restore ../backups --key workspace/key --to ../restored'],
    async () => (await import('./restore.js')).restoreCommand,
  )
    .requiredOption('--key <file>', 'the workspace’s key, which was kept apart')
    .option('--to <dir>', 'the new workspace; default --workspace');

  add(
    'copy-warehouse <to>',
    'copy the warehouse into an empty one, a file or postgres://…, and check it',
    ['quarterly copy-warehouse ../copy.sqlite'],
    async () => (await import('./copy-warehouse.js')).copyWarehouseCommand,
  );

  add(
    'expire',
    'list returns past their retention period, and what deleting them would affect',
    ['quarterly expire', 'quarterly expire --apply --reason "retention schedule 4.2"'],
    async () => (await import('./expire.js')).expireCommand,
  )
    .option('--apply', 'delete their rows and stored bytes', false)
    .option('--reason <text>', 'why, in words; the ledger keeps them');

  add(
    'rekey',
    'give the workspace a new key: encrypt stored returns again and replace pseudonyms',
    ['quarterly rekey'],
    async () => (await import('./rekey.js')).rekeyCommand,
  );

  add(
    'measures',
    'list what can be measured, what it needs, and whether this workspace has it',
    [
      'quarterly measures',
      'quarterly measures --search protection plans',
      'quarterly measures --search repeat-plans --example',
    ],
    async () => (await import('./measures.js')).measuresCommand,
  )
    .option('--search <words...>', 'only measures that hold all these words')
    .option('--example', 'print lines to paste into a strategy', false);

  add(
    'definitions',
    'write the reference of all measures, made from their files, as one web page',
    ['quarterly definitions --out measures.html'],
    async () => (await import('./definitions.js')).definitionsCommand,
  ).option('-o, --out <file>', 'where to write it; default to standard output');

  add(
    'reconcile',
    'compare figures that several returns can give, down to the rows that differ',
    [
      'quarterly reconcile --quarter 2017-18-Q3',
      'quarterly reconcile --quarter 2017-18-Q3 --measure children-looked-after',
    ],
    async () => (await import('./reconcile.js')).reconcileCommand,
  )
    .requiredOption('--quarter <key>', 'such as 2017-18-Q3', quarterKey)
    .option('-m, --measure <id>', 'only this measure, with every row')
    .option('--known-at <instant>', 'with the returns received by then: a date or an instant');

  add(
    'explain',
    'show where a figure comes from: definition, SQL, files and their rows',
    [
      'quarterly explain --quarter 2017-18-Q3 --measure child-protection-plans',
      'quarterly explain --quarter 2017-18-Q3 --measure schools-good-or-outstanding \\\n    --area E06000004 --breakdown phase:primary',
    ],
    async () => (await import('./explain.js')).explainCommand,
  )
    .requiredOption('-m, --measure <id>', 'which measure')
    .requiredOption('--quarter <key>', 'such as 2017-18-Q3', quarterKey)
    .option('-a, --area <code>', 'an area by code or name; default the own authority')
    .option('-b, --breakdown <key>', 'such as phase:primary', 'all')
    .option('--basis <basis>', "which period; default the measure's first", oneOf(BASES))
    .addOption(new Option('--run <id>', 'the figure in this run').conflicts('knownAt'))
    .option('--known-at <instant>', 'with the returns received by then: a date or an instant')
    .option(
      '--rows',
      "show what is stored of the rows; children's only in a restricted workspace",
      false,
    );

  add(
    'status',
    'which returns each quarter has, which are late, and the packs made',
    ['quarterly status', 'quarterly status --quarter 2017-18-Q3 --json'],
    async () => (await import('./status.js')).statusCommand,
  )
    .option(
      '--quarter <key>',
      'the last quarter shown; default the one that ended last',
      quarterKey,
    )
    .option('--quarters <count>', 'how many quarters', positiveInteger, 5);

  add(
    'schedule',
    'check the schedule every minute and do what is due, until you stop it',
    ['quarterly schedule --explain --from 2018-01-01 --to 2018-02-28', 'quarterly schedule'],
    async () => (await import('./schedule.js')).scheduleCommand,
  )
    .option('--explain', 'only say what would be done, to whom and why, from --from to --to', false)
    .option('--from <moment>', 'a day, or a day and time in London; default now', moment)
    .option('--to <moment>', 'default 92 days later', moment);

  add(
    'tick',
    'do what is due by the schedule, once: for cron or a timer',
    ['quarterly tick --quiet', 'quarterly tick --at 2018-01-22T06:00 --dry-run'],
    async () => (await import('./tick.js')).tickCommand,
  )
    .option('--dry-run', 'only say what would be done, to whom and why', false)
    .option('--at <moment>', 'with --dry-run: a day and time in London', moment);

  add(
    'send',
    'send what is waiting: mails, the webhook, releases to their destinations',
    ['quarterly send', 'quarterly send --given-up'],
    async () => (await import('./send.js')).sendCommand,
  ).option('--given-up', 'also what was given up', false);

  add(
    'audit <pack>',
    'check a workbook (.xlsx) against the guidance on statistics in spreadsheets',
    ['quarterly audit "workspace/packs/2017-18-Q3/*-cabinet.xlsx"'],
    async () => (await import('./audit.js')).auditCommand,
  );

  add(
    'pdf <pack>',
    'print a workbook (.xlsx) as PDF with LibreOffice; the bytes differ each time',
    [
      'quarterly pdf "workspace/packs/2017-18-Q3/*-cabinet.xlsx" --briefing \\\n    --out cabinet.pdf',
    ],
    async () => (await import('./pdf.js')).pdfCommand,
  )
    .option('--out <file>', 'the PDF; if left out, it is written next to the workbook')
    .option('--briefing', 'only the sheets to read: cover, notes and briefings', false)
    .option('--libreoffice <path>', 'LibreOffice (or QUARTERLY_LIBREOFFICE)')
    .option('--seconds <count>', 'how long it may take', positiveInteger, 180);

  add(
    'unlock',
    'free the run lock that a stopped program left, and say who held it',
    ['quarterly unlock'],
    async () => (await import('./unlock.js')).unlockCommand,
  );

  add(
    'doctor',
    'check the installation and the workspace, and list what needs fixing',
    ['quarterly doctor'],
    async () => (await import('./doctor.js')).doctorCommand,
  );

  add(
    'completion <shell>',
    'print what completes commands and options in a shell: bash, zsh, fish or pwsh',
    ['quarterly completion bash'],
    () =>
      Promise.resolve(([shell = '']) => {
        runtime.stdout.write(completionScript(oneOf(shells)(shell), completed(program)));
        return Promise.resolve(0);
      }),
  ).addHelpText('after', COMPLETION_HELP);

  return program;
}

/** What a shell may complete: commands with their options. */
function completed(program: Command) {
  return program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    options: command.options.flatMap(({ long }) => (long == null ? [] : [long])),
  }));
}

const BASES = ['snapshot', 'quarter', 'ytd', 'rolling12', 'rolling36', 'annual'];

const PAPERS = ['apa-2006', 'apa-2007-kent', 'apa-action-plan-2007'];

const COMPLETION_HELP = `
Where a shell reads it:
  bash   ~/.local/share/bash-completion/completions/quarterly
  zsh    _quarterly, in a folder of $fpath
  fish   ~/.config/fish/completions/quarterly.fish
  pwsh   the file that $PROFILE names`;

const SOURCES = `
Sources:
${Object.entries(sourceTitles)
  .map(([id, title]) => `  ${id.padEnd(22)} ${title}`)
  .join('\n')}`;

const HELP_AFTER = `
Examples:
  quarterly demo                                              see it work
  quarterly status                                            what there is
  quarterly init ../my-council --authority Leeds              make your own
  quarterly check workspace/inbox/annex-a/2017-12-31.xlsx     stores nothing
  quarterly receive workspace/inbox/annex-a/2017-12-31.xlsx   stores a return
  quarterly run --quarter 2017-18-Q3                          makes a pack

Exit codes: 0 done; 1 unexpected; 2 usage or configuration; 3 a return was
refused; 4 the audit blocks the pack; 5 another run holds the lock; 6 a return
is missing or late; 7 the warehouse is newer than this program; 8 damaged data;
9 a message or release did not get through; 10 this machine: its disk is full or
may not be written; 130 interrupted. After 3 and 6 the pack is made all the
same, provisional.`;

function version(): string {
  const text = readFileSync(path.join(projectRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
