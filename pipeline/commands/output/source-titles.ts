/** The sources as help lists them, written out: reading the contracts would make help as slow as work. */
export const sourceTitles: Readonly<Record<string, string>> = {
  actions: 'Priorities and action plan',
  'annex-a': 'Annex A: child-level lists for inspection',
  'annex-a-send': 'Annex A of area SEND: EHC plans and SEN support',
  'annual-assessments': 'Annual assessments and inspections of authorities',
  benchmarks: 'Published benchmarks (DfE)',
  'childrens-homes': "Ofsted children's homes and other social care providers",
  commentary: 'Commentary on measures',
  'cin-census': 'Children in need census',
  indicators: 'Local indicators',
  'ofsted-schools': 'Ofsted school inspections',
  population: 'Population estimates of children (ONS)',
  'school-register': 'Register of schools (GIAS)',
  ssd: 'Standard Safeguarding Dataset (SSD)',
  ssda903: 'Looked-after children return (SSDA903)',
  'statistical-neighbours': 'Statistical neighbours',
};
