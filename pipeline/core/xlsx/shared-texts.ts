import type { Member } from '../zip/archive.js';
import type { ReadLimits } from '../zip/limits.js';
import { refusal } from '../zip/refuse.js';
import { partText, scanning } from './part-text.js';
import { RichText } from './text.js';
import { XmlScanner, type XmlEvents } from './xml-scanner.js';

/** The workbook's table of texts, to which cells refer by index. */
export async function readSharedTexts(
  member: Member,
  file: string,
  limits: ReadLimits,
): Promise<readonly string[]> {
  const tooMany = () =>
    refusal(
      { file },
      'The workbook holds more text than is read from one file.',
      'Split it into several workbooks, or send the rows as CSV.',
    );
  if (member.size > limits.sharedTextBytes) throw tooMany();
  const texts = new SharedTexts();
  const scanner = new XmlScanner(texts);
  for await (const piece of partText(member, file)) {
    scanning(member, file, undefined, () => {
      scanner.write(piece);
    });
    if (texts.all.length > limits.sharedTexts) throw tooMany();
  }
  scanning(member, file, undefined, () => {
    scanner.end();
  });
  return texts.all;
}

class SharedTexts implements XmlEvents {
  readonly all: string[] = [];
  private readonly rich = new RichText();

  get wantsText(): boolean {
    return this.rich.wantsText;
  }

  open(name: string, depth: number): void {
    if (depth === 1 && name === 'si') this.rich.begin();
    else if (depth >= 2) this.rich.open(name, depth - 2);
  }

  close(name: string, depth: number): void {
    if (depth === 1 && name === 'si') this.all.push(this.rich.end());
    else if (depth >= 2) this.rich.close();
  }

  text(value: string): void {
    this.rich.text(value);
  }
}
