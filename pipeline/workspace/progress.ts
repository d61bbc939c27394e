import { interruptible } from './interruptible.js';
import type { Surroundings } from '../core/runtime.js';

/** Tells whoever waits what is going on. Never on standard output, which is for results. */
export interface Progress {
  /** Runs a step under its name; `tell` updates what stands beside it ("12,000 rows"). */
  step<T>(name: string, body: (tell: (detail: string) => void) => Promise<T>): Promise<T>;
}

const REDRAW_MS = 100;
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;

/**
 * A live line on a terminal; one plain line a step elsewhere; nothing when `quiet`. Once the program is told to stop it ends the work at
 * the next step or detail.
 */
export function createProgress(
  surroundings: Surroundings,
  options: { readonly quiet: boolean },
): Progress {
  return interruptible(shown(surroundings, options.quiet), surroundings.signal);
}

function shown(surroundings: Surroundings, isQuiet: boolean): Progress {
  if (isQuiet) return { step: (_name, body) => body(() => undefined) };
  return surroundings.isTerminal ? terminalProgress(surroundings) : plainProgress(surroundings);
}

function plainProgress(surroundings: Surroundings): Progress {
  return {
    async step(name, body) {
      const started = surroundings.now().getTime();
      let last = '';
      const result = await body((detail) => {
        last = detail;
      });
      surroundings.stderr.write(
        `${doneLine(name, last, surroundings.now().getTime() - started)}\n`,
      );
      return result;
    },
  };
}

function terminalProgress(surroundings: Surroundings): Progress {
  const width = surroundings.columns - 1;
  const clear = (): void => {
    surroundings.stderr.write('\r\u001b[K');
  };
  return {
    async step(name, body) {
      const started = surroundings.now().getTime();
      let last = '';
      let frame = 0;
      const draw = (): void => {
        const spinner = SPINNER[frame++ % SPINNER.length] ?? '';
        surroundings.stderr.write(`\r\u001b[K${fit(`${spinner} ${joined(name, last)}`, width)}`);
      };
      const timer = setInterval(draw, REDRAW_MS);
      try {
        const result = await body((detail) => {
          last = detail;
        });
        clear();
        surroundings.stderr.write(
          `${fit(doneLine(name, last, surroundings.now().getTime() - started), width)}\n`,
        );
        return result;
      } catch (error) {
        clear();
        surroundings.stderr.write(`${fit(`✗ ${joined(name, last)}`, width)}\n`);
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
  };
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
