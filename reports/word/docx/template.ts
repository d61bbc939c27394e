import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { patchDetector, patchDocument, PatchType } from 'docx';
import { QuarterlyError } from '../../../pipeline/core/errors.js';
import type { Paper } from '../paper.js';
import { elementsOf, textRuns } from './elements.js';
import { addLists } from './template-lists.js';

/** Without the marking a draft wouldn't be known for one. */
const NEEDED = ['content', 'marking'] as const;

/**
 * Fills the places of a council's template: {{content}}, a paragraph of its own, takes what the document says; {{title}}, {{organisation}},
 * {{marking}} and {{footer}} stand within a line. Styles that the template has are its own, others are ours; so are the properties.
 * @param own the same document in our own design
 * @throws QuarterlyError `configuration` for what isn't a Word document, and for a template without a place that is needed.
 */
export async function fillTemplate(
  paper: Paper,
  template: string,
  own: Uint8Array,
): Promise<Uint8Array> {
  const data = Buffer.from(template, 'base64');
  const places = await placesOf(data);
  const missing = NEEDED.filter((place) => !places.includes(place));
  if (missing.length > 0) {
    const named = missing.map((place) => `{{${place}}}`).join(' and ');
    throw new QuarterlyError('configuration', `The template of the report has no ${named}.`, {
      fix: 'Write {{content}} in a paragraph of its own, and {{marking}} where every reader sees it, such as in the header.',
    });
  }
  const filled = await patchDocument({
    outputType: 'uint8array',
    data,
    keepOriginalStyles: true,
    // What officers sent may hold braces too.
    recursive: false,
    patches: {
      ...Object.fromEntries(
        Object.entries(linesOf(paper)).map(([place, text]) => [
          place,
          { type: PatchType.PARAGRAPH, children: textRuns(text) } as const,
        ]),
      ),
      // Last, so that no other place is looked for in it.
      content: { type: PatchType.DOCUMENT, children: elementsOf(paper, true) },
    },
  });
  return completed(filled, own);
}

function linesOf({ title, organisation, marking, footer }: Paper): Record<string, string> {
  return { title, organisation, marking, footer: footer ?? '' };
}

async function placesOf(data: Uint8Array): Promise<readonly string[]> {
  try {
    return await patchDetector({ data });
  } catch (cause) {
    throw new QuarterlyError('configuration', 'The template of the report isn’t a Word document.', {
      fix: 'Save it in Word as a document (.docx), not as a template (.dotx) or a PDF.',
      cause,
    });
  }
}

/** Adds what the template lacks: styles, lists, and properties that say whose the document is. */
function completed(filled: Uint8Array, own: Uint8Array): Uint8Array {
  const parts = unzipSync(filled);
  const ours = unzipSync(own);
  const core = ours['docProps/core.xml'];
  if (parts['docProps/core.xml'] !== undefined && core !== undefined)
    parts['docProps/core.xml'] = core;
  const texts = new Map(
    Object.entries(parts)
      .filter(([name]) => /\.(?:xml|rels)$/.test(name))
      .map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
  const styles = texts.get('word/styles.xml');
  if (styles !== undefined)
    texts.set('word/styles.xml', withStyles(styles, textOf(ours, 'word/styles.xml')));
  addLists(texts);
  for (const [name, text] of texts) parts[name] = strToU8(text);
  return zipSync(parts);
}

function textOf(parts: Readonly<Record<string, Uint8Array>>, name: string): string {
  return strFromU8(parts[name] ?? new Uint8Array());
}

/** The template's styles, and those of ours that it doesn't have. */
function withStyles(styles: string, ours: string): string {
  const known = new Set([...styles.matchAll(/w:styleId="([^"]*)"/g)].map(([, id]) => id));
  const missing = [...ours.matchAll(/<w:style [^>]*w:styleId="([^"]*)".*?<\/w:style>/gs)]
    .filter(([, id]) => !known.has(id))
    .map(([style]) => style);
  return styles.replace('</w:styles>', `${missing.join('')}</w:styles>`);
}
