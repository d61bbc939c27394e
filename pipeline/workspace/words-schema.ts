import { z } from 'zod';

/** A text of the council's own, on one line of the file or several. */
export const words = (most: number) =>
  z.string().trim().min(1).max(most, `keep it to ${most} characters`);
