import type { Command } from 'commander';
import type { Runtime } from '../../core/runtime.js';
import type { CommonOptions } from '../common-options.js';

/** A command's work: what it prints goes to `surroundings`; it returns the exit code. */
export type Action<O> = (
  positional: readonly string[],
  options: O & CommonOptions,
  runtime: Runtime,
) => Promise<number>;

/**
 * Declares a command with the options that all have.
 * @param name with its arguments: `receive <file...>`
 * @param examples lines that run in the demo's workspace
 * @param load its code, which is loaded when the command is asked for
 */
export type Declare = <O>(
  name: string,
  description: string,
  examples: readonly string[],
  load: () => Promise<Action<O>>,
) => Command;
