import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceTitles } from '../../../pipeline/commands/output/source-titles.js';
import { projectRoot } from '../../../pipeline/core/root.js';
import { migrate } from '../../../pipeline/warehouse/migrate.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { sources } from '../../../sources/register.js';
import { quarterly } from '../../support/command-line.js';
import { runProgramFile } from '../../support/run-program.js';

const run = promisify(execFile);
const commands = [
  'init',
  'demo',
  'receive',
  'check',
  'pull',
  'run',
  'values',
  'definitions',
  'explain',
  'plan',
  'rebuild',
  'release',
  'diff',
  'backup',
  'copy-warehouse',
  'expire',
  'status',
  'schedule',
  'tick',
  'send',
  'audit',
  'pdf',
  'unlock',
  'doctor',
  'restore',
  'rekey',
  'template',
  'completion',
  'measures',
];

describe('the command line', () => {
  it('lists its commands, examples and exit codes in its help, within 80 columns', async () => {
    const { code, stdout } = await quarterly(['--help']);
    expect(code).toBe(0);
    for (const command of commands) expect(stdout).toContain(`  ${command} `);
    expect(stdout).toContain('Exit codes: 0 done;');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it.each(commands)(
    'gives %s a help with an example that names it, within 80 columns',
    async (command) => {
      const { code, stdout } = await quarterly([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`Examples?:\\n  quarterly ${command}`));
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    },
  );

  it('lists the sources where one is to be named, as their contracts call them', async () => {
    for (const command of ['receive', 'check', 'pull']) {
      const { stdout } = await quarterly([command, '--help']);
      const list = stdout.slice(stdout.indexOf('Sources:\n') + 9).trimEnd();
      const told = list.split('\n').map((line) => line.trim().split(/ {2,}| (?=[A-Z])/, 1)[0]);
      expect(told).toEqual(sources.map(({ id }) => id));
    }
    expect(Object.entries(sourceTitles)).toEqual(sources.map(({ id, title }) => [id, title]));
  });

  it('has every command in the README of the commands', () => {
    const readme = readFileSync(
      path.join(projectRoot, 'pipeline', 'commands', 'README.md'),
      'utf8',
    );
    for (const command of commands)
      expect(readme).toMatch(new RegExp(`^\\| \`${command}[ \`]`, 'm'));
  });

  it('answers a misspelt command with the nearest one, and exit code 2', async () => {
    const { code, stderr } = await quarterly(['recieve']);
    expect(code).toBe(2);
    expect(stderr).toContain('receive');
  });

  it('answers a missing option with its name, and exit code 2', async () => {
    const { code, stderr } = await quarterly(['run']);
    expect(code).toBe(2);
    expect(stderr).toContain('--quarter');
  });

  it('says where there is no workspace, what to do, and exit code 2', async () => {
    const { code, stderr } = await quarterly(['status', '--workspace', '/nowhere/at/all']);
    expect(code).toBe(2);
    expect(stderr).toContain('There is no workspace in /nowhere/at/all.');
    expect(stderr).toContain('quarterly init DIR');
  });

  it('gives errors to machines as JSON', async () => {
    const { stderr } = await quarterly(['status', '--workspace', '/nowhere/at/all', '--json']);
    expect(JSON.parse(stderr)).toMatchObject({ error: 'configuration', exitCode: 2 });
  });

  it('takes its options before the command too', async () => {
    const argv = ['--json', '--workspace', '/nowhere/at/all', 'status'];
    const { code, stderr } = await quarterly(argv);
    expect(code).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({ error: 'configuration' });
    expect(stderr).toContain('/nowhere/at/all');
  });

  it.each([
    [['recieve'], 'Did you mean receive?'],
    [['run', '--quartr', '2017-18-Q3'], 'Did you mean --quarter?'],
    [['run'], "Required option '--quarter <key>' not specified."],
    [['run', '--quarter', 'Q3 2017'], "doesn't say which financial year is meant."],
    [['status', 'now'], "Too many arguments for 'status'."],
    [['explain', '--basis', 'ytdd'], 'Did you mean ytd?'],
    [['completion', 'tcsh'], 'It is one of bash, zsh, fish, pwsh.'],
    [['template', 'comentary'], 'Did you mean commentary?'],
    [['values', '--measure', 'child-protection-plan'], 'Did you mean child-protection-plans?'],
    [['init', '/nowhere', '--authority', 'Leedz'], 'Did you mean Leeds?'],
    [[], 'No command was given.'],
  ])('answers %j with one line of JSON where JSON is asked for', async (argv, said) => {
    const { code, stdout, stderr } = await quarterly([...argv, '--json']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    const error = JSON.parse(stderr) as { error: string; message: string; fix: string };
    expect(error).toMatchObject({ error: 'usage', exitCode: 2 });
    expect(error.message).toContain(said);
    expect(error.fix).not.toBe('');
  });

  it('says a wrong option once, with the nearest one and where the help is', async () => {
    const { stderr } = await quarterly(['run', '--quartr', '2017-18-Q3']);
    expect(stderr).toBe(
      "Error: Unknown option '--quartr'. Did you mean --quarter?\n" +
        'quarterly help run lists its options and shows an example.\n',
    );
  });

  it('goes on, and ends as it would, when anyone who reads its results leaves', async () => {
    const child = spawn(process.execPath, [path.join(projectRoot, 'dist/pipeline/cli.js'), '-h'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    expect({ code, said }).toEqual({ code: 0, said: '' });
  });

  it('ends once it has said that its warehouse is of a newer program, as a schedule needs it to', async () => {
    const workspace = mkdtempSync(path.join(tmpdir(), 'quarterly-newer-'));
    await quarterly(['init', workspace, '--authority', 'E06000004']);
    const warehouse = await openWarehouse(path.join(workspace, 'warehouse.sqlite'));
    await migrate(warehouse);
    const newer = { number: 9999, name: '9999-newer', sha256: 'x' };
    await warehouse.write((trx) => trx('schema_migration').insert(newer));
    await warehouse.close();
    const began = performance.now();
    const { code, stdout } = await runProgramFile(['doctor', '--workspace', workspace]);
    expect(code).toBe(7);
    expect(stdout).toContain('✗ warehouse');
    expect(performance.now() - began).toBeLessThan(9_000);
  });

  it('loads neither knex nor exceljs to show its help', async () => {
    const program = pathToFileURL(path.join(projectRoot, 'dist/pipeline/commands/program.js')).href;
    const script = `
      import { Module } from 'node:module';
      const { runProgram } = await import(${JSON.stringify(program)});
      await runProgram(['--help'], { stdout: { write() {} }, stderr: process.stderr, columns: 80,
        environment: {}, signal: new AbortController().signal });
      process.stdout.write(JSON.stringify(Object.keys(Module._cache)));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
    const loaded = JSON.parse(stdout) as string[];
    expect(loaded.some((file) => file.includes('commander'))).toBe(true);
    for (const heavy of ['knex', 'exceljs', 'sqlite3', 'zod', 'pino']) {
      expect(
        loaded.filter((file) =>
          file.includes(`${path.sep}node_modules${path.sep}${heavy}${path.sep}`),
        ),
      ).toEqual([]);
    }
  });
});
