import { on } from '../cells.js';
import type { Rule } from '../model.js';

const ITEMS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['its status (provisional, final, revised)', /\b(?:provisional|final|revised)\b/i],
  ['the data cut-off', /\bcut[- ]?off\b/i],
  ['the publication date', /\bpubli(?:cation|shed)\b/i],
  // Some councils call it the executive, or a committee.
  ['the cabinet meeting', /\bcabinet\b|\bmeeting\b/i],
  ['the call-in date', /\bcall[- ]?in\b/i],
  ['the next update', /\bnext (?:update|publication|release)\b/i],
  ['a contact', /\bcontact\b/i],
];

export const coverContent: Rule = {
  id: 'cover-content',
  level: 'best practice',
  requirement:
    'The cover says status, data cut-off, publication, cabinet meeting, call-in, next update and contact.',
  *check({ sheets }) {
    for (const cover of sheets.filter(({ kind }) => kind === 'cover')) {
      const words = cover.cells.map(({ text }) => text).join('\n');
      for (const [what, pattern] of ITEMS)
        if (!pattern.test(words))
          yield on(cover, null, `The cover doesn’t say ${what}.`, 'Add a row that says it.');
    }
  },
};
