import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkedYaml } from '../../../pipeline/core/checked-yaml.js';
import { QuarterlyError } from '../../../pipeline/core/errors.js';

const schema = z.strictObject({
  authority: z.string(),
  size: z.number().optional(),
  block: z.strictObject({ kind: z.enum(['a', 'b']) }).optional(),
});

function faultOf(text: string): QuarterlyError {
  try {
    checkedYaml(text, 'quarterly.yaml', schema);
  } catch (error) {
    if (error instanceof QuarterlyError) return error;
    throw error;
  }
  throw new Error('no fault was found');
}

describe('a checked YAML file', () => {
  it('gives what the schema makes of it', () => {
    expect(checkedYaml('authority: E06000004\nsize: 3\n', 'f.yaml', schema)).toEqual({
      authority: 'E06000004',
      size: 3,
    });
  });

  it('refuses aliases that would fill the memory, with the line of the last', () => {
    const levels = Array.from(
      { length: 12 },
      (_, index) =>
        `a${index}: &a${index} [${
          index === 0
            ? 'x'
            : Array(9)
                .fill(`*a${index - 1}`)
                .join(', ')
        }]`,
    );
    const fault = faultOf(`${levels.join('\n')}\n`);
    expect(fault.code).toBe('configuration');
    expect(fault.place.line).toBe(12);
    expect(fault.message).toContain('aliases (*) repeat more than settings need');
  });

  it('names every fault at once, each with its line', () => {
    const fault = faultOf('authority: 4\nsize: big\nblock:\n  kind: c\n  knd: a\n');
    expect(fault.code).toBe('configuration');
    expect(fault.message).toContain('quarterly.yaml:1: "authority" should be a text.');
    expect(fault.message).toContain('quarterly.yaml:2: "size" should be a number.');
    expect(fault.message).toContain('quarterly.yaml:4: "block.kind" should be one of "a", "b".');
    expect(fault.message).toContain('quarterly.yaml:5: "knd" is not known here');
    expect(fault.place).toEqual({ file: 'quarterly.yaml', line: 1 });
  });

  it('says that a needed key is missing', () => {
    expect(faultOf('size: 1\n').message).toContain('"authority" is missing; give a text.');
  });

  it('places a fault of syntax on its line', () => {
    expect(faultOf('authority: E06000004\nsize: [1, 2\n').message).toMatch(
      /quarterly\.yaml:[23]: /,
    );
  });

  it('refuses the same key twice', () => {
    expect(faultOf('authority: a\nauthority: b\n').message).toContain('quarterly.yaml:2:');
  });
});
