/** Names of the styles of our documents, as a template may redefine them. */
export const styleIds = {
  caption: 'Caption',
  marking: 'Marking',
  lead: 'Lead',
  sent: 'OfficersWords',
  bullet: 'ListBullet',
  number: 'ListNumber',
  tableText: 'TableText',
  tableHead: 'TableHead',
  tableSent: 'TableOfficersWords',
} as const;
