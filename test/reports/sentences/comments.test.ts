import { expect, it } from 'vitest';
import { strayCommentsWords } from '../../../reports/sentences/comments.js';
import { packInput } from '../support/pack-input.js';

const input = packInput();

it('says of comments that name no measure of the strategy that no page shows them, with the nearest', () => {
  expect(strayCommentsWords(input)).toBeNull();
  const [comment] = input.lists.commentary;
  if (comment === undefined) throw new Error('the pack has a comment');
  const commentary = [
    comment,
    { ...comment, measure: 'Children on child protection plan' },
    { ...comment, measure: 'Morale' },
  ];
  expect(strayCommentsWords({ ...input, lists: { ...input.lists, commentary } })).toBe(
    '2 comments name no measure of the strategy and are on no page: “Children on child protection plan”, nearest “Children on child protection plans”; “Morale”.',
  );
});
