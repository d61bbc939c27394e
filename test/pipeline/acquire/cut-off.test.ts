import { describe, expect, it } from 'vitest';
import { breaksOff } from '../../../pipeline/acquire/cut-off.js';

describe('a separated text', () => {
  const rows = 'URN,name,grade\r\n100000,"Oak, Upper",2\r\n';

  it.each([
    ['in a cell', `${rows}100001,El`],
    ['after a comma', `${rows}100001,`],
    ['where tabs part its cells', 'a\tb\tc\n1\t2\t3\n4\t5'],
  ])('breaks off %s', (_, text) => {
    expect(breaksOff(text)).toBe(true);
  });

  it.each([
    ['ends with a line', rows],
    ['has no end to its last line', `${rows}100001,Elm,3`],
    ['has commas within quotes', `${rows}100001,"Elm, Lower",3`],
    ['ends with a note', `${rows}Source: the register`],
    ['has a cell over several lines', `${rows}100001,"Elm\nLower",3`],
    ['is one line', 'URN,name'],
    ['is empty', ''],
    ['is no text', 'PK\u0003\u0004\0a,b\n\0,'],
  ])('is whole that %s', (_, text) => {
    expect(breaksOff(text)).toBe(false);
  });
});
