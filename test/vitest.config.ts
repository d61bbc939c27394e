import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { ClosingLine } from './support/closing-line.js';

/** The tiers, by the ends of their files' names; `long` runs all of them at full length. */
const tiers: Readonly<Record<string, { include: string[]; exclude: string[] }>> = {
  unit: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.warehouse.test.ts', 'test/**/*.whole.test.ts'],
  },
  warehouse: { include: ['test/**/*.warehouse.test.ts'], exclude: [] },
  whole: { include: ['test/**/*.whole.test.ts'], exclude: [] },
};
const everything = { include: ['test/**/*.test.ts'], exclude: [] };

/** `--mode unit`, `warehouse` or `whole` runs a tier, `--mode long` everything at full length; without a mode everything runs. */
export default defineConfig(({ mode }) => {
  const { include, exclude } = tiers[mode] ?? everything;
  return {
    test: {
      root: fileURLToPath(new URL('..', import.meta.url)),
      include,
      exclude: [...configDefaults.exclude, ...exclude],
      globalSetup: ['test/support/global-setup.ts'],
      env: { QUARTERLY_TEST_LENGTH: mode === 'long' ? 'full' : 'sample' },
      testTimeout: mode === 'long' ? 600_000 : 240_000,
      hookTimeout: 480_000,
      maxWorkers: 2,
      // A module of ours keeps nothing between calls, so files share them: a sixth of the time went into loading them again for each.
      isolate: false,
      experimental: { fsModuleCache: true, fsModuleCachePath: 'node_modules/.cache/vitest' },
      reporters: ['default', new ClosingLine()],
    },
  };
});
