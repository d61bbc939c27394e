/**
 * Whether a council requires a source's return: without it a pack stays provisional.
 * @param returns what `quarterly.yaml` says of each source's return, by the source's id
 */
export function isRequired(
  returns: Readonly<Record<string, { readonly required: boolean } | undefined>>,
  source: string,
): boolean {
  return returns[source]?.required === true;
}
