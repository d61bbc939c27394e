import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { waysOf } from '../../pipeline/core/figure/definition.js';
import { shippedFile } from '../../pipeline/core/root.js';
import { readDefinitions } from '../../pipeline/measure/definitions.js';

const several = readDefinitions().filter((each) => waysOf(each).length > 1);

it('a measure that several returns can give names no source and no source’s table: it reads views by the source that counts', () => {
  const named = several.filter(({ sql }) =>
    /\b(annex_a|cin_census|ssda903|ssd)__|'(annex-a|cin-census|ssda903|ssd)'|\bscope_return\b/.test(
      sql,
    ),
  );
  expect(named.map(({ measure }) => measure)).toEqual([]);
});

it('a measure that several returns can give reads no view without saying whose rows', () => {
  const mixed = several.filter(({ sql }) => !/\.source = s\.source\b/.test(sql));
  expect(mixed.map(({ measure }) => measure)).toEqual([]);
});

it('sql/README.md has the default order of the returns of each measure', () => {
  const lines = several.map(
    (each) =>
      `| \`${each.measure}\` | ${waysOf(each)
        .map(({ source }) => source)
        .join(', ')} |`,
  );
  const readme = readFileSync(shippedFile('sql', 'README.md'), 'utf8');
  const table = readme
    .split('\n')
    .filter((line) => /^\| `[a-z0-9-]+` \| (annex-a|cin-census|ssda903|ssd)\b/.test(line));
  expect(table).toEqual(lines);
});
