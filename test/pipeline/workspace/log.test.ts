import { mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { FAILED, type Logger, openLog } from '../../../pipeline/workspace/log.js';

/** A log of a file's own, and what was said on standard error. */
function logInto(file: string, isTerminal = false): { log: Logger; said: () => string } {
  let said = '';
  const stderr = new Writable({
    write: (piece: Buffer, _encoding, done) => {
      said += piece.toString();
      done();
    },
  });
  const runtime = {
    now: () => new Date('2018-01-22T09:00:00Z'),
    environment: {},
    stdout: stderr,
    stderr,
    isTerminal,
    columns: 80,
    signal: new AbortController().signal,
  };
  return { log: openLog(file, runtime, { quiet: false, verbose: false }), said: () => said };
}

it('a log that was rotated away is begun again, since nothing holds its file open', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'log-')), 'quarterly.log');
  const { log } = logInto(file);
  log.info('one');
  renameSync(file, `${file}.1`);
  log.info('two');
  const text = '{"level":"info","time":"2018-01-22T09:00:00.000Z","msg":"two"}\n';
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('a log that can’t be written says so once, and fails nothing', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'log-')), 'quarterly.log');
  mkdirSync(file);
  const { log, said } = logInto(file);
  log.info('one');
  log.info('two');
  expect(said()).toMatch(/^The log can't be written: EISDIR[^\n]*\n$/);
});

it('a log shows warnings on a terminal, and not the failure that the command itself reports', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'log-')), 'quarterly.log');
  const { log, said } = logInto(file, true);
  log.warn('the clock was set back');
  log.error({ error: 'Interrupted before it was done.' }, FAILED);
  expect(said()).toContain('the clock was set back');
  expect(said()).not.toContain('Interrupted');
  expect(readFileSync(file, 'utf8')).toContain('Interrupted before it was done.');
});
