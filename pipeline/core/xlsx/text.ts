/**
 * Gathers the text of a rich or plain string (`si`, `is`): the runs joined, phonetic guides left out. Fed with the elements
 * beneath it, `level` 0 being its children.
 */
export class RichText {
  wantsText = false;
  private gathered = '';

  begin(): void {
    this.gathered = '';
    this.wantsText = false;
    this.isRun = false;
  }

  private isRun = false;

  open(name: string, level: number): void {
    if (level === 0) this.isRun = name === 'r';
    this.wantsText = name === 't' && (level === 0 || (level === 1 && this.isRun));
  }

  close(): void {
    this.wantsText = false;
  }

  text(value: string): void {
    this.gathered += value;
  }

  /** The whole text, with the format's own escapes (`_x000D_`) resolved. */
  end(): string {
    return withoutEscapes(this.gathered);
  }
}

/** Text with `_xHHHH_` as the character that it stands for, half of a pair as U+FFFD. ECMA-376 part 1, 22.9.2.19 (ST_Xstring). */
export function withoutEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text
    .replace(/_x([0-9a-f]{4})_/gi, (_whole, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    )
    .replace(/\p{Surrogate}/gu, '\uFFFD');
}
