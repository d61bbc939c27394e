import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import type { Paper } from '../paper.js';
import { elementsOf, textRuns } from './elements.js';
import { withSameBytes } from './same-bytes.js';
import { styleIds } from '../style-ids.js';
import { fillTemplate } from './template.js';
import { documentStyles, numbering } from './styles.js';

/** A4, and margins of 2 cm, in twentieths of a point. */
const PAGE = { width: 11_906, height: 16_838 } as const;
const MARGIN = 1134;

/**
 * Writes a document as .docx. The same paper gives the same bytes on every machine and in every time zone, whatever else the process has
 * written before.
 * @throws QuarterlyError `configuration` where the council's template can't be filled.
 */
export async function writeDocx(paper: Paper): Promise<Uint8Array> {
  const own = await Packer.toBuffer(documentOf(paper));
  const raw = paper.template === null ? own : await fillTemplate(paper, paper.template, own);
  return withSameBytes(raw, paper);
}

/** The document in our own design. */
function documentOf(paper: Paper): Document {
  return new Document({
    title: paper.title,
    subject: paper.subject,
    creator: paper.organisation,
    lastModifiedBy: paper.organisation,
    description: paper.marking,
    compatabilityModeVersion: 15,
    styles: documentStyles(paper.scheme.brand),
    numbering,
    sections: [
      {
        properties: {
          // The first page says it in its text: a screen reader passes headers over.
          titlePage: true,
          page: {
            size: PAGE,
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        headers: {
          default: new Header({
            children: [
              new Paragraph({ style: styleIds.marking, children: textRuns(paper.marking) }),
            ],
          }),
        },
        footers: { default: footerOf(paper), first: footerOf(paper) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: textRuns(paper.title) }),
          new Paragraph({
            style: styleIds.marking,
            children: textRuns(`${paper.organisation}. ${paper.marking}.`),
          }),
          ...elementsOf(paper, false),
        ],
      },
    ],
  });
}

function footerOf({ footer }: Paper): Footer {
  const own =
    footer === null ? [] : [new Paragraph({ style: styleIds.marking, children: textRuns(footer) })];
  return new Footer({
    children: [
      ...own,
      new Paragraph({
        style: styleIds.marking,
        alignment: AlignmentType.RIGHT,
        children: [
          new TextRun({
            children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  });
}
