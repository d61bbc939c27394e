declare module 'exceljs/lib/doc/workbook.js' {
  import type { Workbook } from 'exceljs';

  const constructor: typeof Workbook;
  // eslint-disable-next-line no-restricted-syntax -- it is how that module exports
  export default constructor;
}
