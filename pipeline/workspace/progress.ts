import { interruptible } from './interruptible.js';
import { coloured } from '../core/colour.js';
import { QuarterlyError } from '../core/errors.js';
import type { Progress } from '../core/progress.js';
import type { Runtime } from '../core/runtime.js';

const REDRAW_MS = 100;
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;

/**
 * A live line on a terminal; one plain line a step elsewhere; nothing when `quiet`. Once the program is stopped it ends the work at
 * the next step or detail.
 */
export function createProgress(runtime: Runtime, options: { readonly quiet: boolean }): Progress {
  return interruptible(visibleProgress(runtime, options.quiet), runtime.signal);
}

function visibleProgress(runtime: Runtime, isQuiet: boolean): Progress {
  if (isQuiet) return { step: (_name, body) => body(() => undefined) };
  return runtime.isTerminal ? terminalProgress(runtime) : plainProgress(runtime);
}

function plainProgress(runtime: Runtime): Progress {
  return {
    async step(name, body) {
      const started = runtime.now().getTime();
      let last = '';
      const result = await body((detail) => {
        last = detail;
      });
      runtime.stderr.write(`${doneLine(name, last, runtime.now().getTime() - started)}\n`);
      return result;
    },
  };
}

function terminalProgress(runtime: Runtime): Progress {
  const width = runtime.columns - 1;
  const clear = (): void => {
    runtime.stderr.write('\r\u001b[K');
  };
  return {
    async step(name, body) {
      const started = runtime.now().getTime();
      let last = '';
      let frame = 0;
      const draw = (): void => {
        const spinner = SPINNER[frame++ % SPINNER.length] ?? '';
        runtime.stderr.write(`\r\u001b[K${fit(`${spinner} ${joined(name, last)}`, width)}`);
      };
      const timer = setInterval(draw, REDRAW_MS);
      try {
        const result = await body((detail) => {
          last = detail;
        });
        clear();
        const line = fit(doneLine(name, last, runtime.now().getTime() - started), width);
        runtime.stderr.write(`${line.replace('✓', coloured('✓', 'green', runtime))}\n`);
        return result;
      } catch (error) {
        clear();
        // What was interrupted is reported once, by the error itself.
        if (!isInterruption(error)) {
          const line = fit(`✗ ${joined(name, last)}`, width);
          runtime.stderr.write(`${line.replace('✗', coloured('✗', 'red', runtime))}\n`);
        }
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
  };
}

function isInterruption(error: unknown): boolean {
  return error instanceof QuarterlyError && error.code === 'interrupted';
}

function doneLine(name: string, detail: string, milliseconds: number): string {
  const took = milliseconds >= 1000 ? ` (${(milliseconds / 1000).toFixed(1)} s)` : '';
  return `✓ ${joined(name, detail)}${took}`;
}

function joined(name: string, detail: string): string {
  return detail === '' ? name : `${name}: ${detail}`;
}

function fit(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
