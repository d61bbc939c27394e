import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../reports/disclosure/free-text.js';
import { drawEditions } from '../../../reports/editions/editions.js';
import type { PackInput } from '../../../reports/input.js';
import { inputWith, planted } from './support.js';

/** A quarter whose first action reports so. */
function reporting(progress: string, checkedTexts: readonly string[] = []): PackInput {
  const input = inputWith(planted);
  const { lists, disclosure } = input;
  return {
    ...input,
    disclosure: { ...disclosure, checkedTexts },
    lists: {
      ...lists,
      actions: lists.actions.map((each, index) => (index === 0 ? { ...each, progress } : each)),
    },
  };
}

const told = (input: PackInput) =>
  drawEditions(input).then(
    () => null,
    (error: unknown) => error as Error & { readonly fix: string },
  );

describe('an officer’s text', () => {
  it('that tells of few children blocks the pack, and is neither quoted nor lost', async () => {
    const text = 'Plans were late for three children.';
    const error = await told(reporting(text));
    expect(error).toMatchObject({ code: 'audit' });
    expect(error?.message).toContain(`progress (a small number of children): ${codeOf(text)}`);
    expect(`${error?.message ?? ''}${error?.fix ?? ''}`).not.toContain('late');
    expect(error?.fix).toContain(`checked_texts: ["${codeOf(text)}"]`);
  });

  it('that tells a number which the edition hides blocks the pack', async () => {
    const error = await told(
      reporting('Of the protection plans, 7,919 are of children under five.'),
    );
    expect(error?.message).toContain('a number that the public edition hides');
  });

  it('is published as it is once somebody has let it pass, and stopped again once it changes', async () => {
    const text = 'Plans were late for three children.';
    const { cabinet } = await drawEditions(reporting(text, [codeOf(text)]));
    expect(JSON.stringify(cabinet)).toContain(text);
    const error = await told(reporting(text.replace('three', 'two'), [codeOf(text)]));
    expect(error).toMatchObject({ code: 'audit' });
  });

  it('on why figures were revised is read as those on actions are', async () => {
    const revisions = { band: 10, reason: 'Two girls were entered late.', lines: [] };
    const error = await told({ ...inputWith(planted), revisions });
    expect(error?.message).toContain('reason given for revisions (a small number of children)');
  });

  it('of a commentary is read as those on actions are', async () => {
    const input = inputWith(planted);
    const [comment] = input.lists.commentary;
    if (comment === undefined) throw new Error('the pack has no comment');
    const commentary = [{ ...comment, why: 'A 14-year-old went missing twice.' }];
    const error = await told({ ...input, lists: { ...input.lists, commentary } });
    expect(error?.message).toContain('comment 1 of the commentary, why (one child’s age)');
    expect(error?.message).not.toContain('missing');
  });

  it('that tells nothing is published as it is', async () => {
    expect(await told(reporting('The new plans have helped families.'))).toBeNull();
  });
});
