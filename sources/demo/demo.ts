import { readFile } from 'node:fs/promises';
import { shippedFile } from '../../pipeline/root.js';

export { demoConfiguration } from './configuration.js';
export { type DemoReturn, writeDemoReturns } from './write-demo-returns.js';

const STRATEGY = 'childrens-services-strategy-2017-20.yaml';

/** The strategies of the demo's workspace, file name to text: the Children's Services Strategy 2017-20 that ships. */
export async function demoStrategies(): Promise<Record<string, string>> {
  return { [STRATEGY]: await readFile(shippedFile('reports', 'strategies', STRATEGY), 'utf8') };
}
