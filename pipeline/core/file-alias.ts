/**
 * What stands for the name of a file in a log, a mail or a pack, where the name may hold a child's: its source, its as-at date and its
 * number in the return.
 * @param asAt `YYYY-MM-DD`
 * @param fileNo from 0
 */
export function fileAlias(source: string, asAt: string, fileNo: number): string {
  return `${source} ${asAt} file ${fileNo + 1}`;
}

/** A text in which aliases stand for a return's file names, as a message may give them: with folders or without, with the ending or without. */
export function withAliases(
  text: string,
  files: readonly { readonly name: string; readonly alias: string }[],
): string {
  return files
    .flatMap(({ name, alias }) => spellingsOf(name).map((spelling) => [spelling, alias] as const))
    .sort(([a], [b]) => b.length - a.length)
    .reduce((kept, [spelling, alias]) => kept.replaceAll(spelling, alias), text);
}

/** A name as a message may give it. */
export function spellingsOf(name: string): string[] {
  const base = name.split(/[\\/]/).at(-1) ?? name;
  const bare = base.replace(/(?<=.)\.[^.]*$/, '').trim();
  return [...new Set([name, base, bare])].filter((each) => each !== '');
}

/** Whatever ends as a return's file does, back to the last mark that no name of a file has. */
const FILE_NAME = /[^"“”:;,()\n]*\.(?:csv|tsv|txt|xlsx?|xlsm|xlsb|xml|ods|zip)\b/gi;

/** A text for the log, in which nothing is left that may be the name of a return's file. Words of the same clause go with it. */
export function withoutFileNames(text: string): string {
  return text.replaceAll(FILE_NAME, 'a file');
}
