/** Options of the program itself, which stay where they are. */
const OF_THE_PROGRAM = ['-V', '--version'];

/**
 * A command line with its command first, and a quarter of two words as one: `--json status` is `status --json`,
 * `--quarter Q3 2017-18` is `--quarter "Q3 2017-18"`. What follows `--` stays as it is.
 * @param takesValue whether an option (`--quarter`, `-w`) takes a value in the commands that have it
 */
export function commandFirst(
  argv: readonly string[],
  takesValue: (option: string) => boolean,
): string[] {
  const end = argv.indexOf('--');
  const words = joinQuarters(end < 0 ? argv : argv.slice(0, end));
  const rest = end < 0 ? [] : argv.slice(end);
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) break;
    if (OF_THE_PROGRAM.includes(word)) return [...words, ...rest];
    at += takesValue(word) ? 2 : 1;
  }
  const command = words[at];
  if (command === undefined) return [...words, ...rest];
  const before = command === 'help' ? [] : words.slice(0, at);
  return [command, ...words.slice(at + 1), ...before, ...rest];
}

const QUARTER = /^q[1-4]$/i;
const YEAR = /^\d{4}[-/]\d{2,4}$/;

function joinQuarters(argv: readonly string[]): string[] {
  const words: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const [word = '', one = '', two = ''] = argv.slice(at, at + 3);
    const isTwo = (QUARTER.test(one) && YEAR.test(two)) || (YEAR.test(one) && QUARTER.test(two));
    if (word === '--quarter' && isTwo) {
      words.push(word, `${one} ${two}`);
      at += 2;
    } else words.push(word);
  }
  return words;
}
