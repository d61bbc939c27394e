import { existsSync } from 'node:fs';
import type { Runtime } from '../core/runtime.js';

/** Options that every command takes. */
export interface CommonOptions {
  readonly workspace: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** The workspace where none is named: the folder that the command runs in where it is one, else `workspace` in it. */
export function defaultWorkspace(environment: Runtime['environment']): string {
  return environment['QUARTERLY_WORKSPACE'] ?? (existsSync('quarterly.yaml') ? '.' : './workspace');
}
