import { isIsoDate } from '../../pipeline/core/calendar/days.js';
import type { XmlForm } from '../read/xml/form.js';
import { censusYear } from './codes.js';

/** From a group within an episode: whose it is, and of which episode. */
const ofEpisode = {
  LAchildID: '../../ChildIdentifiers/LAchildID',
  CINdetailsID: '../#',
  CINreferralDate: '../CINreferralDate',
} as const;

const DETAILS = 'Children/Child/CINdetails';

/** The census as XML (root Message, Collection CIN): a sheet a group, under the elements' own names. */
export const cinCensusXml: XmlForm = {
  title: 'the children in need census',
  root: 'Message',
  unit: 'Children/Child',
  head: {
    Collection: 'Header/CollectionDetails/Collection',
    Year: 'Header/CollectionDetails/Year',
    ReferenceDate: 'Header/CollectionDetails/ReferenceDate',
    LEA: 'Header/Source/LEA',
  },
  only: { head: 'Collection', is: 'CIN' },
  // The Year of a message is often that of the system's set-up; its reference date says which census it is.
  yearOf: ({ ReferenceDate: day }) =>
    day !== undefined && isIsoDate(day.slice(0, 10)) ? censusYear(day) : undefined,
  headRemark: ({ Year: said, ReferenceDate: day }) => {
    const year = day !== undefined && isIsoDate(day.slice(0, 10)) ? censusYear(day) : undefined;
    if (year === undefined) return 'It has no reference date (ReferenceDate: year-month-day).';
    return said === undefined || Number(said) === year
      ? undefined
      : `Its Year is ${/^\d{4}$/.test(said) ? said : 'no year'}, its reference date belongs to the census of ${year}, as which it was read.`;
  },
  tables: {
    ChildIdentifiers: {
      rows: 'Children/Child/ChildIdentifiers',
      inEachUnit: true,
      columns: {
        LAchildID: 'LAchildID',
        PersonBirthDate: 'PersonBirthDate',
        ExpectedPersonBirthDate: 'ExpectedPersonBirthDate',
        Sex: ['Sex', 'GenderCurrent'],
        PersonDeathDate: 'PersonDeathDate',
      },
    },
    ChildCharacteristics: {
      rows: 'Children/Child/ChildCharacteristics',
      inEachUnit: true,
      columns: {
        LAchildID: '../ChildIdentifiers/LAchildID',
        Ethnicity: 'Ethnicity',
        Disability: { list: 'Disabilities/Disability' },
      },
    },
    CINdetails: {
      rows: DETAILS,
      inEachUnit: true,
      columns: {
        LAchildID: '../ChildIdentifiers/LAchildID',
        CINdetailsID: '#',
        CINreferralDate: 'CINreferralDate',
        ReferralSource: 'ReferralSource',
        PrimaryNeedCode: 'PrimaryNeedCode',
        CINclosureDate: 'CINclosureDate',
        ReasonForClosure: 'ReasonForClosure',
        DateOfInitialCPC: 'DateOfInitialCPC',
        ReferralNFA: 'ReferralNFA',
      },
    },
    Assessments: {
      rows: `${DETAILS}/Assessments`,
      columns: {
        ...ofEpisode,
        AssessmentActualStartDate: 'AssessmentActualStartDate',
        AssessmentInternalReviewDate: 'AssessmentInternalReviewDate',
        AssessmentAuthorisationDate: 'AssessmentAuthorisationDate',
        AssessmentFactors: { list: 'FactorsIdentifiedAtAssessment/AssessmentFactors' },
      },
    },
    CINPlanDates: {
      rows: [`${DETAILS}/CINPlanDates`, `${DETAILS}/CINplanDates`],
      columns: {
        ...ofEpisode,
        CINPlanStartDate: 'CINPlanStartDate',
        CINPlanEndDate: 'CINPlanEndDate',
      },
    },
    Section47: {
      rows: `${DETAILS}/Section47`,
      columns: {
        ...ofEpisode,
        S47ActualStartDate: 'S47ActualStartDate',
        InitialCPCtarget: 'InitialCPCtarget',
        DateOfInitialCPC: 'DateOfInitialCPC',
        ICPCnotRequired: 'ICPCnotRequired',
      },
    },
    'ChildProtectionPlans and Reviews': {
      rows: `${DETAILS}/ChildProtectionPlans`,
      columns: {
        ...ofEpisode,
        CPPID: '#',
        CPPstartDate: 'CPPstartDate',
        CPPendDate: 'CPPendDate',
        InitialCategoryOfAbuse: 'InitialCategoryOfAbuse',
        LatestCategoryOfAbuse: 'LatestCategoryOfAbuse',
        NumberOfPreviousCPP: 'NumberOfPreviousCPP',
        CPPreviewDate: { list: 'Reviews/CPPreviewDate' },
      },
    },
    PreProceedingsandFGDM: {
      rows: `${DETAILS}/PreProceedingsandFGDM`,
      columns: {
        ...ofEpisode,
        PPStartDate: 'PPStartDate',
        LBPSentDate: 'LBPSentDate',
        FGDMMeetingOffer: 'FGDMMeetingOffer',
        FGDMMeetingFac: 'FGDMMeetingFac',
        InitialPPMeetingDate: 'InitialPPMeetingDate',
        ReviewMeetingsCount: 'ReviewMeetingsCount',
        StepDecisionDate: 'StepDecisionDate',
        PPOutcome: 'PPOutcome',
        CourtAppDate: 'CourtAppDate',
        LetterInitCPDate: 'LetterInitCPDate',
      },
    },
  },
  unread: [
    'Header/Source/SourceLevel',
    'Header/Source/SoftwareCode',
    'Header/Source/Release',
    'Header/Source/SerialNo',
    'Header/Source/DateTime',
    'Header/Content',
    'Children/Child/ChildIdentifiers/UPN',
    'Children/Child/ChildIdentifiers/FormerUPN',
    'Children/Child/ChildIdentifiers/UPNunknown',
  ],
  years: {
    GenderCurrent: { until: 2024 },
    Sex: { from: 2025 },
    CINPlanDates: { from: 2022 },
    PreProceedingsandFGDM: { from: 2027 },
  },
};
