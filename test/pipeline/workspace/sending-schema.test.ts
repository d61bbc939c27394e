import { describe, expect, it } from 'vitest';
import { deliverSchema, notifySchema } from '../../../pipeline/workspace/sending-schema.js';

function faults(schema: typeof deliverSchema | typeof notifySchema, value: unknown): string[] {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.map((issue) => issue.message);
}

describe('destinations', () => {
  const one = (destination: Record<string, unknown>): string[] =>
    faults(deliverSchema, { website: destination });

  it('get the public editions where nothing else is said', () => {
    expect(deliverSchema.parse({ website: { folder: '/srv' } })['website']).toMatchObject({
      editions: ['cabinet', 'open-data'],
      restricted: false,
    });
  });

  it('get the officers’ edition only where they are restricted', () => {
    const destination = { folder: '/srv', editions: ['officer'] };
    expect(one(destination)).toEqual([expect.stringContaining('only where `restricted: true`')]);
    expect(one({ ...destination, restricted: true })).toEqual([]);
  });

  it('never get the officers’ edition by mail', () => {
    expect(one({ mail: ['a@example.org'], editions: ['officer'], restricted: true })).toEqual([
      expect.stringContaining('never sent by mail'),
    ]);
  });

  it('are one of a folder, a server or a list', () => {
    expect(one({})).toEqual(['give one of folder, sftp or mail']);
    expect(one({ folder: '/srv', mail: ['a@example.org'] })).toEqual([
      'give one of folder, sftp or mail',
    ]);
  });
});

describe('who gets a message', () => {
  const mail = { from: 'p@example.org', to: ['a@example.org'] };
  const server = (address: string): string[] =>
    faults(notifySchema, { mail: { ...mail, server: address } });

  it('is said by a server’s address, without user and password', () => {
    expect(server('smtp://mail.example.org:587')).toEqual([]);
    expect(server('smtps://mail.example.org')).toEqual([]);
    expect(server('mail.example.org')).toEqual([expect.stringContaining('smtp://')]);
    expect(server('smtp://user:secret@mail.example.org')).toEqual([
      expect.stringContaining('take user and password out'),
    ]);
  });

  it('is said by addresses that can be written to', () => {
    expect(faults(notifySchema, { mail: { ...mail, server: 'smtp://x', to: ['Ana'] } })).toEqual([
      expect.stringContaining('mail address'),
    ]);
  });

  it('hears by webhook over HTTPS alone, but on this machine', () => {
    const url = (address: string): string[] => faults(notifySchema, { webhook: { url: address } });
    expect(url('https://example.org/hook')).toEqual([]);
    expect(url('http://127.0.0.1:8080/hook')).toEqual([]);
    expect(url('http://example.org/hook')).toEqual([expect.stringContaining('https://')]);
    expect(url('http://127.0.0.1.example.org/hook')).toEqual([expect.stringContaining('https://')]);
  });
});
