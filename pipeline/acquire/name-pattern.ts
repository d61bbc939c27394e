/**
 * Whether a file's name fits a pattern with * and ?, as a folder's listing takes it; capitals don't matter, as on Windows. It goes
 * back no further than to the last *, so no pattern takes long on any name.
 */
export function fitsPattern(glob: string, name: string): boolean {
  const [pattern, text] = [glob, name].map((each) => Array.from(each.toLowerCase())) as [
    string[],
    string[],
  ];
  let [at, from] = [0, 0];
  let star = -1;
  for (let i = 0; i < text.length;) {
    if (pattern[at] === '*') {
      star = at;
      from = i;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[i])) {
      at += 1;
      i += 1;
    } else {
      if (star === -1) return false;
      // The last * takes one more character.
      from += 1;
      i = from;
      at = star + 1;
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
