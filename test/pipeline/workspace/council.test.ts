import { describe, expect, it } from 'vitest';
import { checkedYaml } from '../../../pipeline/core/checked-yaml.js';
import { configurationSchema } from '../../../pipeline/workspace/schema.js';
import { configurationTemplate } from '../../../pipeline/workspace/template.js';
import { usualColours } from '../../../pipeline/core/council/colours.js';

const schema = configurationSchema(['annex-a'], []);

const read = (...lines: string[]) =>
  checkedYaml(['authority: E06000004', ...lines, ''].join('\n'), 'quarterly.yaml', schema).council;

function messageOf(...lines: string[]): string {
  try {
    read(...lines);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'none';
}

describe('a council’s own name, words and colours', () => {
  it('are read, with what is usual for the rest', () => {
    const council = read(
      'council:',
      '  name: Wold Council',
      '  title: Performance digest',
      '  terms: { cabinet: Executive }',
      '  colours: { brand: "#00703c" }',
    );
    expect(council).toMatchObject({
      name: 'Wold Council',
      title: 'Performance digest',
      terms: { cabinet: 'Executive' },
      colours: { brand: '00703C', series: usualColours.series },
    });
    expect(read().title).toBe('Children’s services performance update');
  });

  it('are refused by file and line where headings couldn’t be read', () => {
    expect(
      messageOf('council:', '  name: Wold Council', '  colours:', '    brand: "#FFD700"'),
    ).toBe(
      'One thing is wrong in quarterly.yaml:\n  quarterly.yaml:5: "council.colours.brand": #FFD700 has a contrast of 1.4 to white, and headings need 4.5 or more; give a darker one.',
    );
  });

  it('are refused by the line of the colour that can’t be distinguished from the one before it', () => {
    const message = messageOf(
      'council:',
      '  colours:',
      '    series:',
      '      - "#12436D"',
      '      - "#801650"',
      '      - "#28A197"',
      '      - "#801650"',
    );
    expect(message).toContain('quarterly.yaml:6: "council.colours.series.1": #801650');
    expect(message).toContain('alternate dark and light ones');
  });

  it('say how a colour is written where its # began a comment', () => {
    expect(messageOf('council:', '  colours:', '    brand: #12436D')).toContain(
      '"council.colours.brand": write the colour in quotes: "#12436D", six hexadecimal digits.',
    );
  });

  it('are in the template as comments that can be taken as they are', () => {
    const template = configurationTemplate({ code: 'E06000004', name: 'Stockton-on-Tees' });
    const own = template
      .split('\n')
      .filter((line) => /^ {2}# (title|introduction|footer|terms|colours):/.test(line))
      .map((line) => line.replace('# ', ''));
    expect(own).toHaveLength(5);
    expect(read('council:', ...own).terms.cabinet).toBe('Executive');
  });
});
