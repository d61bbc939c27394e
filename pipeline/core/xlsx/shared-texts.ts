import type { Member } from '../zip/member.js';
import type { ReadLimits } from '../zip/limits.js';
import { refusal } from '../zip/refuse.js';
import { scanPart } from './part-text.js';
import { RichText } from './text.js';
import { XmlScanner, type XmlEvents, type XmlTag } from './xml-scanner.js';

/** Makes of a text, and of the elements within it, what is kept of it. */
export interface TextVisitor<T> {
  openRun?(name: string, tag: XmlTag): void;
  closeRun?(name: string): void;
  text(text: string): T;
}

/** The workbook's table of texts, to which cells refer by index; empty where it has none. Throws `contract`. */
export async function readSharedTexts<T>(
  part: Member | undefined,
  file: string,
  limits: ReadLimits,
  visitor: TextVisitor<T>,
): Promise<readonly T[]> {
  if (part === undefined) return [];
  const tooMany = () =>
    refusal(
      { file },
      'The workbook holds more text than is read from one file.',
      'Split it into several workbooks, or send the rows as CSV.',
    );
  if (part.size > limits.sharedTextBytes) throw tooMany();
  const texts = new SharedTexts(visitor);
  await scanPart(part, { file }, new XmlScanner(texts), () => {
    if (texts.all.length > limits.sharedTexts) throw tooMany();
  });
  return texts.all;
}

class SharedTexts<T> implements XmlEvents {
  readonly all: T[] = [];
  private readonly rich = new RichText();

  constructor(private readonly visitor: TextVisitor<T>) {}

  get wantsText(): boolean {
    return this.rich.wantsText;
  }

  open(name: string, depth: number, tag: XmlTag): void {
    if (depth === 1 && name === 'si') this.rich.begin();
    else if (depth >= 2) {
      this.rich.open(name, depth - 2);
      this.visitor.openRun?.(name, tag);
    }
  }

  close(name: string, depth: number): void {
    if (depth === 1 && name === 'si') this.all.push(this.visitor.text(this.rich.end()));
    else if (depth >= 2) {
      this.rich.close();
      this.visitor.closeRun?.(name);
    }
  }

  text(value: string): void {
    this.rich.text(value);
  }
}
