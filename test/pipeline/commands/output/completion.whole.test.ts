import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { completionScript, shells } from '../../../../pipeline/commands/output/completion.js';

const commands = [
  { name: 'run', description: 'compute a quarter', options: ['--quarter', '--force'] },
  { name: 'receive', description: "receive a return: the council's", options: ['--source'] },
];

/** What bash offers for the last of some words. */
function offered(...words: string[]): string[] {
  const script = `${completionScript('bash', commands)}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length - 1}
_quarterly
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n');
}

const hasBash = spawnSync('bash', ['--version']).status === 0;
if (!hasBash) console.warn('Left out: there is no bash here to complete in.');

describe('completion', () => {
  it.skipIf(!hasBash)('offers bash commands, then their options, sources and nothing else', () => {
    expect(offered('quarterly', '')).toEqual(['run', 'receive', 'help']);
    expect(offered('quarterly', 're')).toEqual(['receive']);
    expect(offered('quarterly', 'run', '--')).toEqual(['--quarter', '--force']);
    expect(offered('quarterly', 'receive', '--source', 'cin')).toEqual(['cin-census']);
    expect(offered('quarterly', 'run', 'fi')).toEqual(['']);
  });

  it.each(shells)('names every command and option in the script for %s', (shell) => {
    const script = completionScript(shell, commands);
    for (const { name, options } of commands) {
      expect(script).toContain(name);
      for (const option of options) expect(script).toContain(option.slice(2));
    }
    expect(script).toContain('ofsted-schools');
  });
});
