import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SftpServer } from '../../pipeline/core/remote/sftp.js';

const PROGRAM = ['/usr/sbin/sshd', '/usr/local/sbin/sshd'].find((file) => existsSync(file));

/** False where no OpenSSH server is installed; says so once, loudly. */
export const hasSshd = PROGRAM !== undefined;
if (!hasSshd) {
  console.warn(
    'Left out: the tests against a real SFTP server. OpenSSH’s sshd is not installed (apt-get install openssh-server).',
  );
}

/** An OpenSSH server of our own on loopback, whose user is anyone who runs the tests. */
export interface TestSshd {
  /** Reached by its right host key, with the key that it knows. */
  readonly server: SftpServer;
  /** The key file that the server knows, with a passphrase of `open sesame`. */
  readonly lockedKeyFile: string;
  readonly keyFile: string;
  /** One that it doesn't know. */
  readonly unknownKeyFile: string;
  /** A folder of its own on the server. */
  readonly folder: string;
  /** Ends the server; open connections are cut. */
  stop(): Promise<void>;
}

export async function startSshd(): Promise<TestSshd> {
  if (PROGRAM === undefined) throw new Error('sshd is not installed');
  const home = mkdtempSync(path.join(tmpdir(), 'quarterly-sshd-'));
  const file = (name: string): string => path.join(home, name);
  const keygen = (name: string, passphrase: string): void => {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-f', file(name)]);
  };
  keygen('host_key', '');
  keygen('user_key', '');
  keygen('locked_key', 'open sesame');
  keygen('unknown_key', '');
  writeFileSync(
    file('authorized_keys'),
    readFileSync(file('user_key.pub'), 'utf8') + readFileSync(file('locked_key.pub'), 'utf8'),
  );
  const folder = file('outgoing');
  mkdirSync(folder);
  const port = await freePort();
  writeFileSync(
    file('sshd_config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${file('host_key')}`,
      `AuthorizedKeysFile ${file('authorized_keys')}`,
      `PidFile ${file('pid')}`,
      'StrictModes no',
      'UsePAM no',
      'PermitRootLogin prohibit-password',
      'PasswordAuthentication no',
      'Subsystem sftp internal-sftp',
      '',
    ].join('\n'),
  );
  // Where sshd runs as root it wants this folder, which systemd would have made.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const child = spawn(PROGRAM, ['-D', '-e', '-f', file('sshd_config')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  await isListening(port, child, () => said);
  const [, fingerprint = ''] = execFileSync('ssh-keygen', ['-lf', file('host_key.pub')], {
    encoding: 'utf8',
  }).split(' ');
  return {
    server: {
      host: '127.0.0.1',
      port,
      user: userInfo().username,
      hostKey: fingerprint,
      login: { kind: 'key', key: readFileSync(file('user_key')) },
    },
    keyFile: file('user_key'),
    lockedKeyFile: file('locked_key'),
    unknownKeyFile: file('unknown_key'),
    folder,
    stop: async () => {
      await end(child);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** An agent of OpenSSH's that holds a key. */
export function startAgent(keyFile: string): { readonly socket: string; stop(): void } {
  const said = execFileSync('ssh-agent', ['-s'], { encoding: 'utf8' });
  const socket = /SSH_AUTH_SOCK=([^;]+)/.exec(said)?.[1] ?? '';
  const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(said)?.[1]);
  execFileSync('ssh-add', ['-q', keyFile], {
    env: { ...process.env, SSH_AUTH_SOCK: socket },
    stdio: 'ignore',
  });
  return { socket, stop: () => process.kill(pid) };
}

/** Ends the server and the processes that serve its connections: they are a group of their own. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function isListening(port: number, child: ChildProcess, said: () => string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`sshd ended: ${said()}`);
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    if (isUp) return;
    await sleep(50);
  }
  throw new Error(`sshd doesn't listen: ${said()}`);
}
