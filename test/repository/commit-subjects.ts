import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * `npm run commits`: subjects of commits have at most 72 characters, so that a list of them can be read. Holds for the commits after the one
 * that brought this file. Where there is no git, or no repository of ours, there is nothing to check.
 */

const MOST_CHARACTERS = 72;
const root = fileURLToPath(new URL('../..', import.meta.url));
const self = path.relative(root, fileURLToPath(import.meta.url)).replaceAll('\\', '/');

function git(...argv: readonly string[]): string | undefined {
  try {
    return execFileSync('git', ['-c', 'safe.directory=*', ...argv], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  } catch {
    return undefined;
  }
}

/** Commits whose subject is too long: "1a2b3c4 The subject". */
function tooLong(): string[] {
  const top = git('rev-parse', '--show-toplevel');
  if (top === undefined || realpathSync(top) !== realpathSync(root)) return [];
  const first = git('log', '--diff-filter=A', '--format=%H', '--', self)?.split('\n').at(-1);
  if (first === undefined || first === '') return [];
  const log = git('log', '--no-merges', '--format=%h %s', `${first}..HEAD`) ?? '';
  return log
    .split('\n')
    .filter((line) => line.slice(line.indexOf(' ') + 1).length > MOST_CHARACTERS);
}

const found = tooLong();
for (const line of found) {
  process.stderr.write(`More than ${MOST_CHARACTERS} characters in a commit's subject: ${line}\n`);
}
if (found.length > 0) {
  process.stderr.write(
    'Shorten it (git commit --amend, git rebase -i), and say why in the body.\n',
  );
  process.exitCode = 1;
}
