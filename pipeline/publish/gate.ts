import { requireCleanPack } from '../../reports/audit/audit.js';
import type { PackFile } from './publish.js';

/**
 * Lets a pack's files through to be published only where every workbook among them keeps the essentials of the guidance.
 * @throws QuarterlyError `audit` that names file, rule, cell and mend; nothing has been placed then.
 */
export async function auditFiles(files: readonly PackFile[]): Promise<void> {
  for (const { name, bytes } of files)
    if (name.endsWith('.xlsx')) await requireCleanPack(bytes, name);
}
