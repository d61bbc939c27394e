import { describe, expect, it } from 'vitest';
import {
  holdsFor,
  parseDefinition,
  readDefinitions,
} from '../../../pipeline/measure/definitions.js';
import { sources } from '../../../sources/register.js';

const block = `measure: invented
version: 1
title: Invented
numerator: some
denominator: all
unit: percent
bases: [snapshot]
polarity: high
needs: { annex-a: [cp_plan] }
counts: people
source: Invented`;

const file = 'sql/measures/theme/invented.sql';

function parse(yaml = block, sql = 'select 1', at = file) {
  return parseDefinition(`/*---\n${yaml}\n---*/\n${sql}\n`, at);
}

describe('a measure file', () => {
  it('is its block, checked, and the SQL below it, without the block', () => {
    expect(parse()).toMatchObject({
      measure: 'invented',
      theme: 'theme',
      sql: 'select 1',
      annualise: 1,
      from: null,
    });
  });

  it('names file and line of a key that isn’t known', () => {
    expect(() => parse(`${block}\npolarityy: low`)).toThrow(
      `${file}:13: "polarityy" is not known here`,
    );
  });

  it('names the line of a wrong word', () => {
    expect(() => parse(block.replace('polarity: high', 'polarity: upwards'))).toThrow(
      `${file}:9: "polarity" should be one of "high", "low", "none".`,
    );
  });

  it('is refused without a block, without SQL, or with a question mark that knex would take for a parameter', () => {
    expect(() => parseDefinition('select 1', file)).toThrow('has no definition block');
    expect(() => parse(block, '  ')).toThrow('has no SQL');
    expect(() => parse(block, '-- why?\nselect 1')).toThrow('question mark');
  });

  it('is named after its measure and version', () => {
    expect(() => parse(block, 'select 1', 'sql/measures/theme/other.sql')).toThrow(
      'holds version 1 of invented',
    );
    const second = block.replace('version: 1', 'version: 2\nfrom: 2019-20-Q1');
    expect(parse(second, 'select 1', 'sql/measures/theme/invented.v2.sql').from).toBe('2019-20-Q1');
    expect(() =>
      parse(
        block.replace('version: 1', 'version: 2'),
        'select 1',
        'sql/measures/theme/invented.v2.sql',
      ),
    ).toThrow('must say `from`');
  });

  it('reads with the line ends of Windows', () => {
    const windows = `/*---\n${block}\n---*/\nselect 1\n`.replaceAll('\n', '\r\n');
    expect(parseDefinition(windows, file).title).toBe('Invented');
  });
});

describe('versions', () => {
  const first = parse();
  const second = { ...first, version: 2, from: '2019-20-Q1' };

  it('hold from their first quarter until the next begins', () => {
    const all = [first, second];
    expect(all.filter((each) => holdsFor(each, all, '2018-19-Q4'))).toEqual([first]);
    expect(all.filter((each) => holdsFor(each, all, '2019-20-Q1'))).toEqual([second]);
  });
});

describe('the measures that are shipped', () => {
  const definitions = readDefinitions();

  it('are there, sorted, each version after the other', () => {
    const names = definitions.map((each) => `${each.measure} ${each.version}`);
    expect(names).toEqual([...names].sort());
    expect(names).toContain('schools-good-or-outstanding 2');
  });

  it('need sources and tables that contracts declare', () => {
    const unknown = definitions.flatMap(({ file: at, needs, uses }) =>
      [...Object.entries(needs), ...Object.entries(uses)].flatMap(([source, tables]) => {
        const contract = sources.find((each) => each.id === source);
        return tables
          .filter((table) => contract?.tables[table] === undefined)
          .map((table) => `${at}: ${source} ${table}`);
      }),
    );
    expect(unknown).toEqual([]);
  });

  it('stay out of what the two engines do differently', () => {
    const risky = /::|\bifnull\b|\bstrftime\b|\bto_char\b|\bnow\(|\bround\(|\bgroup_concat\b|"/i;
    expect(definitions.filter(({ sql }) => risky.test(sql)).map((each) => each.file)).toEqual([]);
  });
});
