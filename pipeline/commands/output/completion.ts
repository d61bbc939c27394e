import { sourceTitles } from './source-titles.js';

export const shells = ['bash', 'zsh', 'fish', 'pwsh'];

/** A command as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  /** Long options, with their dashes. */
  readonly options: readonly string[];
}

const SOURCES = Object.keys(sourceTitles);

/** The script that a shell reads to complete commands, their options, the sources, and files for the rest. */
export function completionScript(shell: string, commands: readonly CompletedCommand[]): string {
  const write = { bash, zsh, fish, pwsh }[shell] ?? bash;
  return `${write(commands).join('\n')}\n`;
}

function names(commands: readonly CompletedCommand[]): string {
  return [...commands.map(({ name }) => name), 'help'].join(' ');
}

function bash(commands: readonly CompletedCommand[]): string[] {
  return [
    '_quarterly() {',
    '  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" words=""',
    '  if [ "$COMP_CWORD" -eq 1 ] || { [ "$COMP_CWORD" -eq 2 ] && [ "$before" = help ]; }; then',
    `    words="${names(commands)}"`,
    '  elif [ "$before" = --source ] || [ "$before" = -s ]; then',
    `    words="${SOURCES.join(' ')}"`,
    '  else',
    '    case "${COMP_WORDS[1]}" in',
    ...commands.map(({ name, options }) => `      ${name}) words="${options.join(' ')}" ;;`),
    '    esac',
    '    [[ "$word" != -* ]] && words=""',
    '  fi',
    '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
    '}',
    'complete -o default -F _quarterly quarterly',
  ];
}

function zsh(commands: readonly CompletedCommand[]): string[] {
  return [
    '#compdef quarterly',
    '_quarterly() {',
    '  local -a commands',
    '  commands=(',
    ...commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`),
    '  )',
    '  if (( CURRENT == 2 )); then _describe command commands; return; fi',
    `  if [[ $words[CURRENT-1] == (--source|-s) ]]; then compadd ${SOURCES.join(' ')}; return; fi`,
    '  if [[ $words[CURRENT] != -* ]]; then _files; return; fi',
    '  case $words[2] in',
    ...commands.map(({ name, options }) => `    ${name}) compadd -- ${options.join(' ')} ;;`),
    '  esac',
    '}',
    '(( $+functions[compdef] )) && compdef _quarterly quarterly',
  ];
}

function fish(commands: readonly CompletedCommand[]): string[] {
  return commands.flatMap(({ name, description, options }) => [
    `complete -c quarterly -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ...options.map((option) => {
      const values = option === '--source' ? ` -x -a ${quoted(SOURCES.join(' '))}` : '';
      return `complete -c quarterly -n ${quoted(`__fish_seen_subcommand_from ${name}`)} -l ${option.slice(2)}${values}`;
    }),
  ]);
}

function pwsh(commands: readonly CompletedCommand[]): string[] {
  const list = (words: readonly string[]): string => `@(${words.map(doubled).join(', ')})`;
  return [
    'Register-ArgumentCompleter -Native -CommandName quarterly -ScriptBlock {',
    '  param($word, $line, $position)',
    '  $words = @($line.CommandElements | ForEach-Object { $_.ToString() })',
    '  $before = if ($word) { $words[-2] } else { $words[-1] }',
    '  $options = @{',
    ...commands.map(({ name, options }) => `    ${doubled(name)} = ${list(options)}`),
    '  }',
    '  $first = $words.Count -eq 1 -or ($words.Count -eq 2 -and $word)',
    `  $found = if ($first) { $options.Keys } elseif ($before -in '--source', '-s') { ${list(SOURCES)} } else { $options[$words[1]] }`,
    '  $found | Where-Object { $_ -like "$word*" } | Sort-Object | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }',
    '}',
  ];
}

/** A word in single quotes, as zsh and fish read it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '’')}'`;
}

function doubled(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
