import { type ReturnCase, sample, sampleSet } from './return-case.js';

/** For each rule over several cells of a row, a shipped sample in which one row breaks it. */
export const ruleCases: readonly ReturnCase[] = [
  {
    name: 'authorised-before-start',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 4.csv', {
      'Continuous Assessment Date of Authorisation': '01/10/2017',
    }),
    says: [
      'rejected authorised-before-start: List 4.csv, row 2, "Continuous Assessment Date of Authorisation". Correct whichever of the two dates is wrong.',
    ],
  },
  {
    name: 'end-before-start',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', { 'Child Protection Plan End Date': '01/10/2017' }),
    says: [
      'rejected end-before-start: List 7.csv, row 2, "Child Protection Plan End Date". Correct whichever of the two dates is wrong.',
    ],
  },
  {
    name: 'conference-before-enquiry',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 5.csv', {
      'Date of Initial Child Protection Conference': '01/10/2017',
    }),
    says: [
      'warning conference-before-enquiry: List 5.csv, row 2, "Date of Initial Child Protection Conference". Check the conference against the strategy discussion: it is dated before it.',
    ],
  },
  {
    name: 'unnecessary-conference-held',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 5.csv', {
      'Was an Initial Child Protection Conference deemed unnecessary?': 'a) Yes',
    }),
    says: [
      'warning unnecessary-conference-held: List 5.csv, row 2, "Date of Initial Child Protection Conference". Remove the conference date, or say that the conference was not unnecessary.',
    ],
  },
  {
    name: 'plan-without-conference',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 5.csv', {
      'Date of Initial Child Protection Conference': '',
    }),
    says: [
      'warning plan-without-conference: List 5.csv, row 2, "Did the Initial Child Protection Conference Result in a Child Protection Plan". Give the date of the conference that led to the plan.',
    ],
  },
  {
    name: 'review-after-end',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', {
      'Date of latest review conference': '20/11/2017',
      'Child Protection Plan End Date': '15/11/2017',
    }),
    says: [
      'warning review-after-end: List 7.csv, row 2, "Child Protection Plan End Date". Check the latest review: it is dated after the plan ended.',
    ],
  },
  {
    name: 'review-before-start',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', { 'Date of latest review conference': '01/10/2017' }),
    says: [
      'warning review-before-start: List 7.csv, row 2, "Date of latest review conference". Check the latest review: it is dated before the plan started.',
    ],
  },
  {
    name: 'visit-after-as-at-date',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', { 'Date of the Last Statutory Visit': '05/01/2018' }),
    says: [
      'warning visit-after-as-at-date: List 7.csv, row 2, "Date of the Last Statutory Visit". Check the visit: it is dated after the day for which the lists speak.',
    ],
  },
  {
    name: 'interview-accepted-not-offered',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 8.csv', {
      'Did the child accept a Return Interview after their last missing episode (Y/N)?': 'a) Yes',
    }),
    says: [
      'warning interview-accepted-not-offered: List 8.csv, row 2, "Did the child accept a Return Interview after their last missing episode (Y/N)?". Check the return interview: it is recorded as accepted, and not as offered.',
    ],
  },
  {
    name: 'long-before-birth',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 4.csv', { 'Date of Birth': '14/12/2018' }),
    says: [
      'warning long-before-birth: List 4.csv, row 2, "Continuous Assessment Start Date". Check the date of birth and the start: the start lies more than nine months before birth.',
    ],
  },
  {
    name: 'looked-after-before-birth',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 8.csv', { 'Date of Birth': '19/07/2015' }),
    says: [
      'warning looked-after-before-birth: List 8.csv, row 2, "Date Started to be Looked After". Check the date of birth and the start: care begins before the month of birth.',
    ],
  },
  {
    name: 'activity-while-not-in-touch',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 9.csv', { 'LA in Touch': 'b) No' }),
    says: [
      'warning activity-while-not-in-touch: List 9.csv, row 2, "LA in Touch". Check: the young person is recorded as not in touch and as in a known activity.',
    ],
  },
  {
    name: 'order-before-entry-to-care',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 10.csv', { 'Date of Placement Order': '01/01/2016' }),
    says: [
      'warning order-before-entry-to-care: List 10.csv, row 2, "Date of Placement Order". Check both dates: the placement order comes before the entry to care.',
    ],
  },
  {
    name: 'placed-before-matched',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 10.csv', { 'Date Placed for Adoption': '01/07/2017' }),
    says: [
      'warning placed-before-matched: List 10.csv, row 2, "Date Placed for Adoption". Check both dates: the child is placed before being matched.',
    ],
  },
  {
    name: 'adopted-before-placed',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 10.csv', { 'Date of Adoption Order': '01/09/2017' }),
    says: [
      'warning adopted-before-placed: List 10.csv, row 2, "Date of Adoption Order". Check both dates: the adoption order comes before the placement.',
    ],
  },
  {
    name: 'adopted-and-reversed',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 10.csv', {
      'Date of Adoption Order': '01/12/2017',
      'Date of Decision that Child Should No Longer be Placed for Adoption': '02/12/2017',
    }),
    says: [
      'warning adopted-and-reversed: List 10.csv, row 2, "Date of Adoption Order". Check: the child is recorded as adopted and as no longer to be placed for adoption.',
    ],
  },
  {
    name: 'reason-without-end',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { REC: 'X1' }),
    says: [
      'warning reason-without-end: episodes.csv, row 2, "REC". Give the date the episode ceased (DEC), or remove the reason (REC). It is read as open.',
    ],
  },
  {
    name: 'end-without-reason',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { DEC: '01/06/2017' }),
    says: [
      'warning end-without-reason: episodes.csv, row 2, "DEC". Give the reason the episode ceased (REC), or remove its end (DEC).',
    ],
  },
  {
    name: 'change-reason-without-change',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', {
      DEC: '01/06/2017',
      REC: 'E11',
      REASON_PLACE_CHANGE: 'PLACE',
    }),
    says: [
      'warning change-reason-without-change: episodes.csv, row 2, "REASON_PLACE_CHANGE". Remove the reason for the change of placement, or fix REC: only X1 goes with it.',
    ],
  },
  {
    name: 'adopted-from-other-placement',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { DEC: '01/06/2017', REC: 'E11' }),
    says: [
      'warning adopted-from-other-placement: episodes.csv, row 2, "REC". Check REC and PLACE: a child is adopted from a placement for adoption (A3 to A6).',
    ],
  },
  {
    name: 'placed-for-adoption-without-order',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { PLACE: 'A5' }),
    says: [
      'warning placed-for-adoption-without-order: episodes.csv, row 2, "PLACE". Check PLACE and LS: placement for adoption under a placement order (A5, A6) goes with LS E1.',
    ],
  },
  {
    name: 'short-breaks-in-long-term-placement',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { LS: 'V4' }),
    says: [
      'warning short-breaks-in-long-term-placement: episodes.csv, row 2, "PLACE". Check PLACE and LS: a child in agreed short breaks (V3, V4) is not in a long-term foster placement.',
    ],
  },
  {
    name: 'parents-with-outside-provider',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { PLACE: 'P1', PLACE_PROVIDER: 'PR4' }),
    says: [
      'warning parents-with-outside-provider: episodes.csv, row 2, "PLACE_PROVIDER". Check PLACE_PROVIDER: a child placed with own parents (P1) has no private or voluntary provider.',
    ],
  },
  {
    name: 'score-and-reason',
    source: 'ssda903',
    files: sampleSet('ssda903', 'oc2.csv', { SDQ_REASON: 'SDQ1' }),
    says: [
      'warning score-and-reason: oc2.csv, row 2, "SDQ_SCORE". Give the SDQ score, or the reason for there being none, not both.',
    ],
  },
  {
    name: 'activity-without-contact',
    source: 'ssda903',
    files: sampleSet('ssda903', 'oc3.csv', { IN_TOUCH: 'NO' }),
    says: [
      'warning activity-without-contact: oc3.csv, row 2, "ACTIV". Check IN_TOUCH against ACTIV and ACCOM: they are 0 for a young person not in touch, or who died or returned home.',
    ],
  },
  {
    name: 'contact-without-activity',
    source: 'ssda903',
    files: sampleSet('ssda903', 'oc3.csv', { ACTIV: '' }),
    says: [
      'warning contact-without-activity: oc3.csv, row 2, "ACTIV". Give ACTIV for a young person who is in touch.',
    ],
  },
  {
    name: 'matched-before-decision',
    source: 'ssda903',
    files: sampleSet('ssda903', 'ad1.csv', { DATE_MATCH: '01/11/2016' }),
    says: [
      'warning matched-before-decision: ad1.csv, row 2, "DATE_MATCH". Check DATE_MATCH and DATE_INT: the match comes before the decision.',
    ],
  },
  {
    name: 'after-as-at-date',
    source: 'ssda903',
    files: sampleSet('ssda903', 'reviews.csv', { REVIEW: '05/01/2018' }),
    says: [
      'warning after-as-at-date: reviews.csv, row 2, "REVIEW". Check the date, and the as-at date of the return: the one lies after the other.',
    ],
  },
  {
    name: 'reason-without-closure',
    source: 'ssd',
    files: sampleSet('ssd', 'ssd_cin_episodes.csv', { cine_close_reason: 'RC8' }),
    says: [
      'warning reason-without-closure: ssd_cin_episodes.csv, row 2, "cine_close_reason". Give the closure date, or remove the reason. It is read as open.',
    ],
  },
  {
    name: 'updated-before-issued',
    source: 'annex-a-send',
    files: sampleSet('annex-a-send', 'List_1.csv', {
      'Date updated EHC plan issued': '01/09/2017',
    }),
    says: [
      'warning updated-before-issued: List_1.csv, row 2, "Date updated EHC plan issued". Check both dates: the plan is updated before it is issued.',
    ],
  },
  {
    name: 'reviewed-before-issued',
    source: 'annex-a-send',
    files: sampleSet('annex-a-send', 'List_1.csv', { 'Date EHC plan last reviewed': '01/09/2017' }),
    says: [
      'warning reviewed-before-issued: List_1.csv, row 2, "Date EHC plan last reviewed". Check both dates: the plan is reviewed before it is issued.',
    ],
  },
  {
    name: 'issued-after-as-at-date',
    source: 'annex-a-send',
    files: sampleSet('annex-a-send', 'List_1.csv', {
      'Date initial EHC plan issued': '15/01/2018',
    }),
    says: [
      'warning issued-after-as-at-date: List_1.csv, row 2, "Date initial EHC plan issued". Check the date: the plan is issued after the day for which the list speaks.',
    ],
  },
  {
    name: 'before-referral',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: sampleSet('cin-census', 'set 2018-03-31/section 47.csv', {
      S47ActualStartDate: '01/06/2017',
    }),
    says: [
      'warning before-referral: section 47.csv, row 2, "S47ActualStartDate". Check the date and that of the referral (CINreferralDate): the one is before the other.',
    ],
  },
  {
    name: 'before-section-47',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: sampleSet('cin-census', 'set 2018-03-31/section 47.csv', {
      DateOfInitialCPC: '06/06/2017',
    }),
    says: [
      'warning before-section-47: section 47.csv, row 2, "DateOfInitialCPC". Check DateOfInitialCPC and S47ActualStartDate: the conference is before the enquiry.',
    ],
  },
  {
    name: 'before-plan',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: sampleSet('cin-census', 'set 2018-03-31/plans and reviews.csv', {
      CPPreviewDate: '20/06/2017',
    }),
    says: [
      'warning before-plan: plans and reviews.csv, row 2, "CPPreviewDate". Check CPPreviewDate and CPPstartDate: the review is before the plan\'s start.',
    ],
  },
  {
    name: 'closed-without-reason',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: sampleSet('cin-census', 'set 2018-03-31/details.csv', { CINclosureDate: '01/02/2018' }),
    says: [
      'warning closed-without-reason: details.csv, row 2, "CINclosureDate". Give ReasonForClosure, or remove CINclosureDate.',
    ],
  },
  {
    name: 'conference-held-and-not-required',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: sampleSet('cin-census', 'set 2018-03-31/section 47.csv', { ICPCnotRequired: 'true' }),
    says: [
      'warning conference-held-and-not-required: section 47.csv, row 2, "ICPCnotRequired". Check ICPCnotRequired: there is a conference (DateOfInitialCPC), and it says that none was needed.',
    ],
  },
  {
    name: 'no-birth-date',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: sampleSet('cin-census', 'set 2018-03-31/identifiers.csv', { PersonBirthDate: '' }),
    says: [
      'warning no-birth-date: identifiers.csv, row 2, "PersonBirthDate". Give PersonBirthDate or, of a child not yet born, ExpectedPersonBirthDate.',
    ],
  },
  {
    name: 'birth-date-not-of-a-child',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: sampleSet('cin-census', 'set 2018-03-31/identifiers.csv', {
      PersonBirthDate: '14/05/1980',
    }),
    says: [
      'warning birth-date-not-of-a-child: identifiers.csv, row 2, "PersonBirthDate". Check PersonBirthDate: by it the child is 26 or older, or born after the reference date.',
    ],
  },
  {
    name: 'required-element',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: sampleSet('cin-census', 'set 2018-03-31/characteristics.csv', { Ethnicity: '' }),
    says: [
      'warning required-element: characteristics.csv, row 2, "Ethnicity". Give Ethnicity: the census requires it.',
    ],
  },
  {
    name: 'overdue-yet-on-track',
    source: 'actions',
    files: [sample('actions', 'actions_2017-18-Q3.csv', { Due: '31/10/2017' })],
    says: [
      'warning overdue-yet-on-track: actions_2017-18-Q3.csv, row 2, "Due". Check the status: the action was due before the as-at date and is neither complete nor late.',
    ],
  },
  {
    name: 'another-quarter',
    source: 'commentary',
    files: [sample('commentary', 'commentary_2017-18-Q3.csv', { Quarter: 'Q2 2017-18' })],
    says: [
      'warning another-quarter: commentary_2017-18-Q3.csv, row 2, "Quarter". Check the quarter: it isn\'t the one that the return is for, so its pack doesn\'t show the comment.',
    ],
  },
  {
    name: 'written-before-quarter',
    source: 'commentary',
    files: [sample('commentary', 'commentary_2017-18-Q3.csv', { Date: '01/09/2017' })],
    says: [
      'warning written-before-quarter: commentary_2017-18-Q3.csv, row 2, "Date". Check the date: the comment is dated before the quarter began, so it may be an old one.',
    ],
  },
  {
    name: 'numerator-over-denominator',
    source: 'indicators',
    files: [sample('indicators', 'indicators-long_2017-18-Q3.csv', { Numerator: '130' })],
    says: [
      'warning numerator-over-denominator: indicators-long_2017-18-Q3.csv, row 2, "Numerator". Check the two figures: the numerator is more than the denominator.',
    ],
  },
  {
    name: 'closed-before-open',
    source: 'school-register',
    files: [
      sample('school-register', 'edubasealldata20171231.csv', {
        OpenDate: '01-09-2014',
        CloseDate: '01-01-2010',
      }),
    ],
    says: [
      'warning closed-before-open: edubasealldata20171231.csv, row 2, "CloseDate". Check the opening and closing dates in the register; the row is loaded unchanged.',
    ],
  },
  {
    name: 'linked-to-itself',
    source: 'school-register',
    files: [sample('school-register', 'links_edubasealldata20171231.csv', { LinkURN: '900002' })],
    says: [
      'rejected linked-to-itself: links_edubasealldata20171231.csv, row 2, "LinkURN". A school is neither its own predecessor nor its own successor: fix the link.',
    ],
  },
  {
    name: 'graded-without-grade',
    source: 'annual-assessments',
    files: [sample('annual-assessments', 'judgements.csv', { Grade: '' })],
    says: [
      'rejected graded-without-grade: judgements.csv, row 2, "Grade". Give the grade, or write "Not graded" where the area is no longer graded separately.',
    ],
  },
  {
    name: 'published-before-inspected',
    source: 'ofsted-schools',
    files: [
      sample('ofsted-schools', 'mi-2015_as_at_31_December_2017.csv', {
        'Publication date': '01/01/2010',
        'Inspection date': '01/02/2010',
      }),
    ],
    says: [
      'warning published-before-inspected: mi-2015_as_at_31_December_2017.csv, row 4, "Publication date". Check the two dates of the latest graded inspection with Ofsted; the row is loaded unchanged.',
    ],
  },
  {
    name: 'authorities-differ',
    source: 'ofsted-schools',
    files: [
      sample('ofsted-schools', 'mi-2015_as_at_31_December_2017.csv', {
        'Local authority': 'Hartlepool',
      }),
    ],
    says: [
      'warning authorities-differ: mi-2015_as_at_31_December_2017.csv, row 4, "Local authority". Ofsted lists the school under another authority than its LAESTAB does. It is counted under the one that Ofsted names: there is nothing to fix in this file.',
    ],
  },
  {
    name: 'neighbour-of-itself',
    source: 'statistical-neighbours',
    files: [sample('statistical-neighbours', 'neighbours_april_2021.csv', { SN1: '808' })],
    says: [
      'rejected neighbour-of-itself: neighbours_april_2021.csv, row 2, "SN1". An authority is not its own neighbour: check the three-digit codes of the row.',
    ],
  },
];
