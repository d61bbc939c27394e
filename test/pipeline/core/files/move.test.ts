import { describe, expect, it } from 'vitest';
import { moveTo } from '../../../../pipeline/core/files/move.js';

/** A machine on which a file is held open for so many tries. */
function machine(platform: NodeJS.Platform, heldFor: number, code = 'EPERM') {
  let tries = 0;
  const pauses: number[] = [];
  const options = {
    platform,
    rename: () => {
      tries += 1;
      const held = Object.assign(new Error(`${code}: operation not permitted`), { code });
      return tries > heldFor ? Promise.resolve() : Promise.reject(held);
    },
    pause: (milliseconds: number) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  };
  return { options, tries: () => tries, waited: () => pauses.reduce((sum, each) => sum + each, 0) };
}

describe('renaming over a file that another program has open', () => {
  it('waits on Windows until a virus scanner lets go of it', async () => {
    const held = machine('win32', 3);
    await moveTo('.pack.xlsx.part', 'pack.xlsx', held.options);
    expect([held.tries(), held.waited()]).toEqual([4, 350]);
  });

  it('says on Windows that it is open, once it has waited for some seconds', async () => {
    const held = machine('win32', Infinity, 'EBUSY');
    await expect(moveTo('.pack.xlsx.part', 'pack.xlsx', held.options)).rejects.toMatchObject({
      code: 'machine',
      message: 'Another program has pack.xlsx open.',
    });
    expect(held.waited()).toBeGreaterThan(5_000);
    expect(held.waited()).toBeLessThan(10_000);
  });

  it('reports any other failure, and those of other systems, at once', async () => {
    for (const held of [machine('win32', 1, 'ENOSPC'), machine('linux', 1)]) {
      await expect(moveTo('a', 'b', held.options)).rejects.toThrow('operation not permitted');
      expect(held.tries()).toBe(1);
    }
  });
});
