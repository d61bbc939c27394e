import { QuarterlyError } from '../core/errors.js';

/** What a step gives, or the fault of the return that ended it; any other error is thrown. */
export async function contractFault<T>(
  step: () => Promise<T>,
): Promise<
  | { readonly value: T; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: QuarterlyError }
> {
  try {
    return { value: await step() };
  } catch (error) {
    if (!(error instanceof QuarterlyError) || error.code !== 'contract') throw error;
    return { error };
  }
}
