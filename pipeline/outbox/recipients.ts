import type { Configuration } from '../workspace/schema.js';
import { mailAddress } from '../workspace/mail-address.js';
import type { Event, Recipient } from './events.js';

/**
 * Who hears of an outcome. Anyone who is named under `notify.mail.to` hears of each; the owner of a return of what concerns it, and then a
 *  late return concerns only the owner: the others read of it in the run's digest. The webhook hears of all, destinations get releases.
 */
export function recipientsOf(event: Event, configuration: Configuration): Recipient[] {
  const { notify, deliver } = configuration;
  const mails = notify.mail === undefined ? [] : readersOf(event, configuration, notify.mail.to);
  return [
    ...onceEach(mails).map((name) => ({ channel: 'mail' as const, name })),
    ...(notify.webhook === undefined ? [] : [{ channel: 'webhook' as const, name: 'webhook' }]),
    ...(event.kind === 'released'
      ? Object.entries(deliver).flatMap(([name, destination]) =>
          (destination.mail === undefined
            ? [name]
            : onceEach(destination.mail).map((address) => `${name} ${address}`)
          ).map((place) => ({ channel: 'destination' as const, name: place })),
        )
      : []),
  ];
}

/** Who hears of every run, in words: addresses, and the webhook. */
export function allRecipients({ notify }: Configuration): string[] {
  return [
    ...onceEach(notify.mail?.to ?? []),
    ...(notify.webhook === undefined ? [] : ['the webhook']),
  ];
}

/** A destination's name, and the address where it is a list of them, from what {@link recipientsOf} made of them. */
export function destinationOf(recipient: string): {
  readonly name: string;
  readonly address: string;
} {
  const [name = '', ...address] = recipient.split(' ');
  return { name, address: address.join(' ') };
}

/** What the configuration says of a source; undefined where it isn't expected. */
export function expectedReturn(configuration: Configuration, source: string) {
  return Object.entries(configuration.returns).find(([id]) => id === source)?.[1];
}

/** The address of a return's owner, where the configuration gives one; a mere name can't be written to. */
export function ownerOf(source: string, configuration: Configuration): string | undefined {
  const owner = expectedReturn(configuration, source)?.owner;
  return owner !== undefined && mailAddress(owner) !== undefined ? owner : undefined;
}

function readersOf(
  event: Event,
  configuration: Configuration,
  everyone: readonly string[],
): readonly string[] {
  if (event.kind === 'returns-late') {
    const owner = ownerOf(event.returns[0]?.source ?? '', configuration);
    return owner === undefined ? everyone : [owner];
  }
  if (!('source' in event)) return everyone;
  const owner = ownerOf(event.source, configuration);
  return owner === undefined ? everyone : [owner, ...everyone];
}

/** An address that is named twice gets one mail. */
function onceEach(names: readonly string[]): string[] {
  const seen = new Map(
    [...names].reverse().map((name) => [mailAddress(name)?.address.toLowerCase() ?? name, name]),
  );
  return [...seen.values()].reverse();
}
