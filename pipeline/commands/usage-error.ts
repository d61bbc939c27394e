import type { Command, CommanderError } from 'commander';
import { QuarterlyError } from '../core/errors.js';
import { didYouMean } from '../core/nearest.js';

/**
 * What the command line's own reader found wrong, as an error of ours: a message, the nearest name, and where the help is.
 * @param argv the command line, its command first
 */
export function usageError(
  error: CommanderError,
  argv: readonly string[],
  commands: readonly Command[],
): QuarterlyError {
  const command = commands.find((each) => each.name() === argv[0]);
  return new QuarterlyError('usage', messageOf(error, argv, command), {
    fix:
      command === undefined
        ? 'quarterly --help lists the commands.'
        : `quarterly help ${command.name()} lists its options and shows an example.`,
    facts: command === undefined ? {} : { command: command.name() },
  });
}

function messageOf(
  { code, message }: CommanderError,
  argv: readonly string[],
  command: Command | undefined,
): string {
  const isOptionsOnly = argv.every((word) => word.startsWith('-'));
  if (code === 'commander.help' || isOptionsOnly) return 'No command was given.';
  // An option that is spelt wrong is why a required one is missing.
  const stray = code === 'commander.missingMandatoryOptionValue' && strayOption(argv, command);
  if (stray) return stray;
  const [first = '', ...more] = message.replace(/^error: /, '').split('\n');
  const suggested = /\(Did you mean (.+)\?\)/s.exec(more.join(' '))?.[1];
  const said = first.charAt(0).toUpperCase() + first.slice(1);
  const ended = /[.?]$/.test(said) ? said : `${said}.`;
  return suggested === undefined ? ended : `${ended} Did you mean ${suggested}?`;
}

function strayOption(argv: readonly string[], command: Command | undefined): string | false {
  const known = (command?.options ?? []).flatMap(({ long }) => (long == null ? [] : [long]));
  const stray = argv
    .map((word) => word.split('=')[0] ?? '')
    .find((word) => word.startsWith('--') && word !== '--' && !known.includes(word));
  return stray !== undefined && `Unknown option '${stray}'.${didYouMean(stray, known)}`;
}
