import type { Member } from '../../../pipeline/core/zip/archive.js';
import { refusal } from '../../../pipeline/core/zip/refuse.js';
import { partText, scanning } from '../../../pipeline/core/xlsx/part-text.js';
import { RichText } from '../../../pipeline/core/xlsx/text.js';
import {
  XmlScanner,
  type XmlEvents,
  type XmlTag,
} from '../../../pipeline/core/xlsx/xml-scanner.js';
import { auditLimits } from '../limits.js';
import type { Font } from '../model.js';
import type { Palette } from './colours.js';
import { RunFonts } from './run-fonts.js';

/** A text that cells share, with the fonts of its parts where it is rich. */
export interface SharedText {
  readonly text: string;
  readonly runs: readonly Font[];
}

/** The workbook's table of texts, to which cells refer by index. Throws `contract`. */
export async function readSharedTexts(
  member: Member,
  file: string,
  palette: Palette,
): Promise<readonly SharedText[]> {
  const tooMany = () =>
    refusal({ file }, 'The workbook holds more text than the audit reads.', 'Split it.');
  if (member.size > auditLimits.sharedTextBytes) throw tooMany();
  const texts = new SharedTexts(palette);
  const scanner = new XmlScanner(texts);
  for await (const piece of partText(member, file)) {
    scanning(member, file, undefined, () => {
      scanner.write(piece);
    });
    if (texts.all.length > auditLimits.sharedTexts) throw tooMany();
  }
  scanning(member, file, undefined, () => {
    scanner.end();
  });
  return texts.all;
}

class SharedTexts implements XmlEvents {
  readonly all: SharedText[] = [];
  private readonly rich = new RichText();
  private readonly fonts: RunFonts;

  constructor(palette: Palette) {
    this.fonts = new RunFonts(palette);
  }

  get wantsText(): boolean {
    return this.rich.wantsText;
  }

  open(name: string, depth: number, tag: XmlTag): void {
    if (depth === 1 && name === 'si') this.rich.begin();
    else if (depth >= 2) this.rich.open(name, depth - 2);
    this.fonts.open(name, tag);
  }

  close(name: string, depth: number): void {
    this.fonts.close(name);
    if (depth === 1 && name === 'si')
      this.all.push({ text: this.rich.end(), runs: this.fonts.take() });
    else if (depth >= 2) this.rich.close();
  }

  text(value: string): void {
    this.rich.text(value);
  }
}
