/** The commented quarterly.yaml that `init` writes. */
export function configurationTemplate(authority: { code: string; name: string }): string {
  return `# quarterly: the settings of one council. "quarterly doctor" checks this file.
# Text after a # is a comment. Unknown keys are errors, so a misspelt one is found at once.

# Your authority: its nine-character code (${authority.name}).
authority: ${authority.code}

# What the pack calls you, and whom readers may ask.
council:
  name: ${JSON.stringify(authority.name)}
  # contact: performance@example.org
  # website: https://www.example.org
  # title: Children's services performance update       # what the pack is called, before its quarter
  # introduction: A paragraph of your own on the cover.
  # footer: A line at the end of the cover and at the foot of every page.
  # terms: { cabinet: Executive }                        # what you call your cabinet
  # Colours in quotes. brand: headings, heads of tables, lines, your own bar among others. series: the four grades of
  # schools in a stacked bar. Colours that couldn't be read (WCAG AA), or distinguished in a chart, are refused.
  # colours: { brand: "#12436D", series: ["#12436D", "#28A197", "#801650", "#F46A25"] }

# Where facts and figures are kept: a file in this folder, or a PostgreSQL database. For PostgreSQL
# give postgres://user@host/database here, and its password in QUARTERLY_WAREHOUSE_PASSWORD.
warehouse: warehouse.sqlite

# The returns you expect each quarter. due: working days after the quarter's end. Without a required
# return the pack is made anyway, as provisional, and the measures that need it say [x] and why.
# Put files into inbox/, or into the folder of their source there, with their as-at date in the name of the file or folder (2017-12-31.xlsx),
# or load them with "quarterly receive".
returns:
  annex-a: { due: 10 working days, required: true }        # owner: Data team <data@example.org>
  ssda903: { due: 10 working days, required: true }
  actions: { due: 12 working days, required: true }
  indicators: { due: 12 working days }
  commentary: { due: 12 working days }
  ofsted-schools: { due: 15 working days, required: true }
  childrens-homes: { due: 15 working days }
  # Whom to ask when it is late, and where it is fetched from every day, if it is (see pipeline/acquire/README.md):
  #   owner: Data team <data@example.org>
  #   pull: { folder: '\\\\files\\children\\annex-a', files: "Annex A *.xlsx" }
  #   pull: { page: https://www.gov.uk/…, link: { text: "state-funded schools.*as at" } }
  #   pull: { page: https://…, link: [{ text: "^establishments" }, { text: "^links" }] }   # several files, one return
  #   pull: { sftp: { host: sftp.example.org, user: quarterly, host_key: "SHA256:…", key: sftp-key, folder: outgoing } }
  # too_old: 120 days                                      # of Ofsted's files and the register: no older state counts
  # school-register, annual-assessments, population, published and statistical-neighbours
  # are taken whenever they come.

# Distances from home to placement are worked out when the looked-after children return is received, by a CSV file of the
# ONS Postcode Directory that you put here. Without it there are none, since only the district of a postcode is kept.
# postcodes: onspd.csv

# How addresses on the web are reached; HTTPS_PROXY in the environment serves as well.
# network: { proxy: "http://proxy.example.org:8080", certificates: council-ca.pem }

# What "quarterly schedule" (or "quarterly tick", by cron) does, in London's time. The quarter's run is tried every working day
# from the first try to the cut-off, counted from the quarter's end, until the required returns are in; then without them.
schedule:
  pull: { at: "06:00" }                                    # fetches returns and takes in the inbox, every day
  run: { at: "06:00", first_try: 15 working days, cut_off: 30 working days }
  # run: also late_returns: run                            # a return that comes later runs the quarter again; otherwise it is reported
  chase: { at: "09:00" }                                   # reminds the owners of late returns, on working days

# Who gets messages. User and password of the mail server are in secrets/smtp-user and secrets/smtp-password, or in the
# environment, never here. Owners of returns get a mail when theirs is late or refused: name them above with their addresses.
# notify:
#   mail: { server: smtp://mail.example.org:587, from: performance@example.org, to: [Ana <ana@example.org>] }
#   webhook: { url: https://hooks.example.org/quarterly }

# Where a release goes, each in a folder of its own. editions: officer (with restricted: true), cabinet, open-data.
# deliver:
#   website: { folder: /srv/website/packs, editions: [cabinet, open-data] }
#   members: { mail: [members@example.org], editions: [cabinet] }

# "quarterly schedule" answers monitoring only on this machine, on this port: /health, /metrics.
# monitor: { port: 9464 }

# Counts of children from 1 to this many are suppressed in what is published.
disclosure:
  threshold: 5

# What report.docx and decision-record.docx say of your own accord. Under each heading give the text, or by: who writes it.
# template: a Word document of your own in this folder. Write {{content}} in a paragraph of its own and {{marking}} in its
# header; {{title}}, {{organisation}} and {{footer}} are filled too. Its styles are used.
# report:
#   template: report-template.docx
#   implications:
#     - { heading: Legal, by: the Monitoring Officer }
#     - { heading: Financial, text: There are no direct financial implications. }
#   consultation: { text: The cabinet member was consulted. }
#   reasons: { text: To inform members of progress. }       # of the decision
#   alternatives: { text: None. }

# Where several returns speak of one fact, which one counts: for a measure, or for all that the source can give. Left out: the one that
# reaches the whole period, then the freshest. "quarterly reconcile --quarter Q" compares what each says.
# measured_from:
#   all: ssd
#   child-protection-plans: annex-a

# A denominator under this is "too few to rate".
judgement:
  too_few: 10

calendar:
  # Bank holidays of England and Wales are known; add local or newly proclaimed ones.
  extra_bank_holidays: []
  # The cabinet meeting that takes a quarter's pack.
  cabinet: {}                                              # 2017-18-Q3: 2018-02-15
  # Its other meetings: results of an assessment go to the first after their publication.
  meetings: []                                             # [2018-01-18, 2018-03-15]
  # Its pack must be out this many working days before the meeting: the sixth leaves five clear days.
  papers: 6 working days
  # Call-in ends at midnight on this working day after the meeting (check your constitution).
  call_in: 6 working days
`;
}

/** The strategy that \`init\` writes: the measures every council has returns for, with no target set. */
export function strategyTemplate(): string {
  return `# Your children's strategy: its priorities, and the measures each is judged by.
# target and tolerance are in the measure's own unit (percent: 95.0). What a measure may say of itself:
#   target: 90                        or a target for each quarter, as figures since 1 April need:
#   target: { Q1: 20, Q2: 45, Q3: 70, Q4: 90, 2018-19-Q4: 95 }
#   tolerance: 3                      amber reaches so far beyond the target; or a share of it: 10%
#   minimum: 75                       red beyond it, whatever the tolerance
#   target_date: 2020-03-31           the pack estimates whether the target will be met by then
#   baseline: 2016-17-Q4              looks the figure up; or gives it, with its day and source:
#   baseline: { value: 307, at: 2017-03-31, source: "Cabinet report, June 2017" }
#   polarity: low                     your choice, where it differs from the definition's
# What a worksheet's name calls a priority, where its title's first phrase doesn't say enough: short_title: Stable homes
# A priority needs attention where one measure is red or one action late, and is mostly on track where one is
# amber or at risk; other numbers, or never, go here, and the pack prints the rule:
# status: { red_measures: 2, late_actions: 1, amber_measures: 1, actions_at_risk: never }
id: childrens-strategy
title: Children's strategy
agreed: null
priorities:
  - id: schools-and-learning
    title: Schools and learning outcomes
    short_title: Schools and learning
    lead: null
    measures:
      - { measure: schools-good-or-outstanding, basis: snapshot, breakdown: "phase:primary" }
      - { measure: schools-good-or-outstanding, basis: snapshot, breakdown: "phase:secondary" }
  - id: safeguarding
    title: Safeguarding and protecting vulnerable children
    lead: null
    measures:
      - { measure: child-protection-plans, basis: snapshot, polarity: low }
      - { measure: repeat-plans, basis: ytd }
      - { measure: assessments-in-45-days, basis: ytd }
  - id: children-looked-after
    title: Children looked after
    lead: null
    measures:
      - { measure: children-looked-after, basis: snapshot }
      - { measure: three-or-more-placements, basis: snapshot }
`;
}
