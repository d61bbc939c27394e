import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { readAllDefinitions } from '../../../pipeline/measure/compare/published-measures.js';

type WithDefinitions = Pick<
  typeof import('../../../pipeline/measure/compare/published-measures.js'),
  'readAllDefinitions'
>;
type WithWrittenOut = Pick<typeof import('../../../pipeline/measure/written-out.js'), 'writtenOut'>;

async function compiled<T>(file: string): Promise<T> {
  return (await import(pathToFileURL(shippedFile('dist', 'pipeline', 'measure', file)).href)) as T;
}

describe('what the build writes out of the definitions', () => {
  it('is what parsing and checking them gives', async () => {
    const { readAllDefinitions: written } = await compiled<WithDefinitions>(
      'compare/published-measures.js',
    );
    expect(written()).toEqual(readAllDefinitions());
  });

  it('isn’t used for a text that was changed since', async () => {
    const { writtenOut } = await compiled<WithWrittenOut>('written-out.js');
    expect(writtenOut('measure: changed\n')).toBeUndefined();
  });
});
