import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { exitCodeOf, exitCodes } from '../core/errors.js';
import { projectRoot } from '../core/root.js';
import { withMachineFault } from '../core/machine-fault.js';
import type { Runtime } from '../core/runtime.js';
import { showError } from './output/show-error.js';
import { type CommonOptions, defaultWorkspace } from './common-options.js';
import type { Action, Declare } from './declare/declare.js';
import { declareLooking } from './declare/looking.js';
import { declareMaking } from './declare/making.js';
import { declareOperating } from './declare/operating.js';
import { commandFirst } from './option-order.js';
import { oneOf } from './option-values.js';
import { completionScript, shells } from './output/completion.js';
import { usageError } from './usage-error.js';

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
    .addHelpCommand(
      new Command('help')
        .argument('[command]')
        .description('show help for a command')
        .helpGroup(HELP_GROUP),
    )
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

  const add: Declare = <O>(
    name: string,
    description: string,
    examples: readonly string[],
    load: () => Promise<Action<O>>,
  ) => {
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

  program.commandsGroup("Make a quarter's pack:");
  declareMaking(add);

  program.commandsGroup('Look into figures:');
  declareLooking(add);

  program.commandsGroup('Keep it running:');
  declareOperating(add);

  program.commandsGroup(HELP_GROUP);
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

const HELP_GROUP = 'Help and shells:';

const COMPLETION_HELP = `
Where a shell reads it:
  bash   ~/.local/share/bash-completion/completions/quarterly
  zsh    _quarterly, in a folder of $fpath
  fish   ~/.config/fish/completions/quarterly.fish
  pwsh   the file that $PROFILE names`;

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
may not be written; 130 interrupted. After 3 and 6 there is a pack, marked as
provisional.`;

function version(): string {
  const text = readFileSync(path.join(projectRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
