import type { Palette } from './colours.js';
import type { Font } from './model.js';
import { fontOf } from './styles.js';
import type { Node } from './tree.js';
import type { XmlTag } from './xml-scanner.js';

const ATTRIBUTES = ['val', 'rgb', 'theme', 'indexed', 'tint'] as const;

const NONE: readonly Font[] = [];

/** Gathers the fonts of a rich text's parts (`rPr`) while it is scanned. */
export class RunFonts {
  private fonts: Font[] = [];
  private properties: Node[] | undefined;

  constructor(private readonly palette: Palette) {}

  open(name: string, tag: XmlTag): void {
    if (name === 'rPr') this.properties = [];
    else if (this.properties !== undefined) {
      const attributes: Record<string, string> = {};
      for (const each of ATTRIBUTES) {
        const value = tag.attribute(each);
        if (value !== undefined) attributes[each] = value;
      }
      this.properties.push({ name, attributes, children: [], text: '' });
    }
  }

  close(name: string): void {
    if (name !== 'rPr' || this.properties === undefined) return;
    const node: Node = { name, attributes: {}, children: this.properties, text: '' };
    this.fonts.push(fontOf(node, this.palette));
    this.properties = undefined;
  }

  /** The fonts since the last call. */
  take(): readonly Font[] {
    const { fonts } = this;
    // Nearly every text has none: then no list is made.
    if (fonts.length === 0) return NONE;
    this.fonts = [];
    return fonts;
  }
}
