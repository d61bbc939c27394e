import { readFile } from 'node:fs/promises';
import { shippedFile } from '../../pipeline/core/root.js';
import { demoQuarter } from './timeline.js';

export { demoConfiguration } from './configuration.js';
export { paperDemo, type PaperId } from './papers/papers.js';
export { type DemoReturn, writeDemoReturns, writeReturns } from './write-demo-returns.js';

const STRATEGY = 'childrens-services-strategy-2017-20.yaml';

/** The strategies of the demo's workspace, file name to text: the Children's Services Strategy 2017-20 that ships. */
export async function demoStrategies(): Promise<Record<string, string>> {
  return { [STRATEGY]: await readFile(shippedFile('reports', 'strategies', STRATEGY), 'utf8') };
}

/** Where the demo's council reported, and the demo's own clock: a morning after the last return came. */
export const demoRun = { quarter: demoQuarter, runAt: '2018-01-29T09:00:00Z' } as const;
