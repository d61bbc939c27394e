import { defaultLimits, type ReadLimits } from '../../pipeline/core/zip/limits.js';

const MIB = 1024 * 1024;

/** How large a workbook the audit takes in: it holds every cell at once. The largest packs have some 200,000 cells. */
export const auditLimits: ReadLimits = {
  ...defaultLimits,
  unpackedBytes: 512 * MIB,
  partBytes: 8 * MIB,
  sharedTextBytes: 64 * MIB,
  sharedTexts: 1_000_000,
  cells: 2_000_000,
};
