import { z } from 'zod';
import { type OwnText, usualReport } from '../core/council/report.js';
import { words } from './words-schema.js';

/** The longest standing text: a paragraph of a report. */
const LONGEST_TEXT = 2000;

/** A standing text, or who writes it for each report. */
const ownText = (usual: OwnText) =>
  z
    .strictObject({ text: words(LONGEST_TEXT).optional(), by: words(80).optional() })
    .refine(({ text, by }) => text === undefined || by === undefined, {
      path: ['by'],
      error: 'give either the text, or who is to write it',
    })
    .transform(({ text, by }) => ({ text: text ?? null, by: by ?? null }))
    .default(usual);

const implication = z
  .strictObject({
    heading: words(60),
    text: words(LONGEST_TEXT).optional(),
    by: words(80).optional(),
  })
  .refine(({ text, by }) => text === undefined || by === undefined, {
    path: ['by'],
    error: 'give either the text, or who is to write it',
  })
  .transform(({ heading, text, by }) => ({ heading, text: text ?? null, by: by ?? null }));

/** `report` of quarterly.yaml: what `report.docx` and `decision-record.docx` say of the council's own accord. */
export const reportSchema = z
  .strictObject({
    /** A Word document of the council's own with the places to fill, such as {{report}}. */
    template: z
      .string()
      .regex(/^[^/\\]+\.docx$/i, 'name a Word document (.docx) in the workspace’s folder')
      .optional(),
    /** In the order in which the report has them. */
    implications: z
      .array(implication)
      .max(20)
      .default([...usualReport.implications]),
    consultation: ownText(usualReport.consultation),
    reasons: ownText(usualReport.reasons),
    alternatives: ownText(usualReport.alternatives),
  })
  .prefault({});
