import { describe, expect, it } from 'vitest';
import { commandFirst } from '../../../pipeline/commands/option-order.js';

const takers = ['--workspace', '-w', '--quarter'];
const order = (line: string): string =>
  commandFirst(line.split(' '), (option) => takers.includes(option)).join(' ');

describe('options before the command', () => {
  it.each([
    ['--workspace ws status', 'status --workspace ws'],
    ['-w ws --json status --quarters 3', 'status --quarters 3 -w ws --json'],
    ['--workspace=ws status', 'status --workspace=ws'],
    ['-q run --quarter 2017-18-Q3', 'run --quarter 2017-18-Q3 -q'],
    ['status -w ws', 'status -w ws'],
    ['-h status', 'status -h'],
    ['--json check -- --odd.csv', 'check --json -- --odd.csv'],
    ['--json help run', 'help run'],
    ['-V status', '-V status'],
    ['--json', '--json'],
  ])('are put behind it: %s', (given, expected) => {
    expect(order(given)).toBe(expected);
  });

  it('joins a quarter that was written as two words', () => {
    const joined = commandFirst(['run', '--quarter', 'Q3', '2017-18', '-q'], () => false);
    expect(joined).toEqual(['run', '--quarter', 'Q3 2017-18', '-q']);
    const other = commandFirst(['--quarter', '2017/18', 'q3', 'run'], (option) =>
      takers.includes(option),
    );
    expect(other).toEqual(['run', '--quarter', '2017/18 q3']);
  });
});
