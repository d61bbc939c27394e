/** A mail address and the name before it, as "Data team <data@example.org>" gives them. */
export interface MailAddress {
  /** Empty where none is given. */
  readonly name: string;
  readonly address: string;
}

/** Letters that an address may hold where nothing has to be quoted (RFC 5322, dot-atom); the domain has a dot. */
const ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

/** Reads "Name <address>" or a bare address; undefined for any other text, such as the mere name of a team. */
export function mailAddress(text: string): MailAddress | undefined {
  const bracketed = /^([^<>\r\n]*)<([^<>\s]+)>$/.exec(text.trim());
  const name = (bracketed?.[1] ?? '').trim().replace(/^"(.*)"$/, '$1');
  const address = bracketed?.[2] ?? text.trim();
  return ADDRESS.test(address) ? { name, address } : undefined;
}
