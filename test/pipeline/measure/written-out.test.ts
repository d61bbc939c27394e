import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkedYaml, contentOfYaml } from '../../../pipeline/core/checked-yaml.js';
import { shippedFile } from '../../../pipeline/core/root.js';
import { writtenOut } from '../../../pipeline/measure/written-out.js';

const text = readFileSync(shippedFile('sql', 'published', 'attainment.yaml'), 'utf8');

describe('what the build writes out of a YAML text', () => {
  it('is what parsing gives', () => {
    const before = writtenOut(text);
    // Where nothing has been built, nothing is known, and every text is parsed.
    if (before !== undefined) expect(before).toEqual(contentOfYaml(text));
    expect(contentOfYaml(text)).toHaveProperty('theme');
  });

  it('isn’t used for a text that was changed since', () => {
    expect(writtenOut(`${text}# changed\n`)).toBeUndefined();
  });

  it('spares parsing where it keeps the schema, and leaves faults their lines where it doesn’t', () => {
    const schema = z.strictObject({ unit: z.enum(['percent', 'days']) });
    const known = (): unknown => ({ unit: 'percent' });
    expect(checkedYaml('no: [yaml', 'a.yaml', schema, known)).toEqual({ unit: 'percent' });
    expect(() =>
      checkedYaml('# a unit\nunit: pints\n', 'a.yaml', schema, () => ({ unit: 'pints' })),
    ).toThrow('a.yaml:2:');
  });
});
