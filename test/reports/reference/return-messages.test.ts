import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../pipeline/core/root.js';
import { ruleMessages } from '../../../pipeline/core/return-messages/rules.js';
import { returnMessagesPage } from '../../../reports/reference/return-messages.js';
import { sources } from '../../../sources/register.js';

describe('the page of all messages about returns', () => {
  it('is what the catalogue and the contracts give (vitest -u writes it)', async () => {
    await expect(returnMessagesPage(sources)).toMatchFileSnapshot(
      path.join(projectRoot, 'sources', 'messages.md'),
    );
  });

  it('names for every rule a source that applies it, and what to do', () => {
    const page = returnMessagesPage(sources);
    const unused = Object.keys(ruleMessages).filter(
      (code) => !new RegExp(`### ${code}\n\n[^\n]+\n\n- \\S`).test(page),
    );
    expect(unused).toEqual([]);
  });
});
