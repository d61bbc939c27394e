import { describe, expect, it } from 'vitest';
import { packChangeLines } from '../../../pipeline/commands/output/pack-changes-text.js';
import type { Figure } from '../../../pipeline/core/figure/figure.js';
import { packChanges } from '../../../pipeline/quarter/pack-changes.js';
import type { PackInput } from '../../../reports/input.js';
import { packInput } from '../../reports/support/pack-input.js';

const before = packInput();

/** The pack with a priority's first figure rated red. */
function withRed(): PackInput {
  const first = before.figures.find(
    ({ priority, judgement }) => priority !== null && judgement.rag !== 'red',
  );
  const red = (figure: Figure): Figure =>
    figure === first ? { ...figure, judgement: { ...figure.judgement, rag: 'red' } } : figure;
  return packInput({ figures: before.figures.map(red) });
}

function withAction(change: Partial<PackInput['lists']['actions'][number]>): PackInput {
  const [first, ...rest] = before.lists.actions;
  if (first === undefined) throw new Error('The sample pack has no action.');
  return packInput({ lists: { ...before.lists, actions: [{ ...first, ...change }, ...rest] } });
}

describe('what differs between packs apart from numbers', () => {
  it('is nothing for the same pack', () => {
    expect(packChanges(before, packInput())).toEqual([]);
    expect(packChangeLines([])).toEqual([]);
  });

  it('is the pack’s status, ratings and what they make of a priority', () => {
    const changes = packChanges(before, { ...withRed(), status: 'final' });
    expect(changes).toContainEqual({
      kind: 'pack',
      what: 'pack',
      before: 'provisional',
      after: 'final',
    });
    expect(changes.filter(({ kind }) => kind === 'rating')).toHaveLength(1);
    expect(packChangeLines(changes).join('\n')).toMatch(
      /On the first page:\n- The pack: provisional → final\n[^]*→ red/,
    );
  });

  it('is an action that got on, or was put off', () => {
    const [change] = packChanges(
      before,
      withAction({ status: 'complete', progress: 'Done in May' }),
    );
    expect(change).toMatchObject({ kind: 'action' });
    expect(change?.after).toContain('Done in May');
    expect(packChangeLines(change === undefined ? [] : [change])[0]).toBe(
      'In actions and commentary:',
    );
  });

  it('is commentary that came', () => {
    const commentary = [
      {
        measure: 'Child protection plans',
        whatHappened: 'Fewer plans began.',
        why: null,
        whatIsDone: null,
        backOnTarget: null,
        author: 'Ana',
        written: '2018-01-20',
      },
    ];
    const after = packInput({ lists: { ...before.lists, commentary } });
    expect(packChanges(packInput({ lists: { ...before.lists, commentary: [] } }), after)).toEqual([
      {
        kind: 'commentary',
        what: 'Child protection plans',
        before: null,
        after: 'Fewer plans began.',
      },
    ]);
  });
});
