import { describe, expect, it } from 'vitest';
import { fileNameOf, safeName } from '../../../pipeline/acquire/file-name.js';
import { fitsPattern } from '../../../pipeline/acquire/name-pattern.js';

const nameOf = (address: string, contentDisposition = '', contentType = 'text/csv') =>
  fileNameOf({ address: new URL(address, 'https://example.org'), contentType, contentDisposition });

describe('the name of a download', () => {
  it('is what the server says, else the last part of the address', () => {
    expect(nameOf('/f/Schools%20at%2031%20Aug%202025.csv?x=1')).toBe('Schools at 31 Aug 2025.csv');
    expect(nameOf('/download', 'attachment; filename="schools 2025.csv"')).toBe('schools 2025.csv');
    expect(
      nameOf('/download', "attachment; filename=plain.csv; filename*=UTF-8''p%C3%A4ne.csv"),
    ).toBe('päne.csv');
  });

  it('ends as what it is sent as, where it has no ending', () => {
    expect(nameOf('/download')).toBe('download.csv');
    expect(nameOf('/', '', 'application/zip')).toBe('download.zip');
    const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    expect(nameOf('/get/2025-10-31', '', sheet)).toBe('2025-10-31.xlsx');
  });

  it('leads into no other folder, and is one that every system takes', () => {
    const said = (name: string): string => nameOf('/x', `attachment; filename="${name}"`);
    expect(said('../../etc/passwd.csv')).toBe('passwd.csv');
    expect(said('..\\\\..\\\\boot.csv')).toBe('boot.csv');
    expect(said('a:b|c?.csv')).toBe('a_b_c_.csv');
    expect(safeName('..')).toBe('download');
    expect(safeName('CON.csv')).toBe('_CON.csv');
    expect(safeName('.hidden.csv')).toBe('_.hidden.csv');
    expect(safeName(`${'long '.repeat(100)}.csv`).length).toBe(150);
  });
});

describe('a pattern of names', () => {
  it('takes * and ? and nothing else for more than itself, whatever the capitals', () => {
    expect(fitsPattern('Annex A*.xlsx', 'annex a (final) 2017-12-31.XLSX')).toBe(true);
    expect(fitsPattern('Annex A*.xlsx', 'Annex A.xlsx.bak')).toBe(false);
    expect(fitsPattern('20??-12-31.zip', '2017-12-31.zip')).toBe(true);
    expect(fitsPattern('a.b(1)[2].csv', 'a.b(1)[2].csv')).toBe(true);
    expect(fitsPattern('a.csv', 'abcsv')).toBe(false);
  });
});
