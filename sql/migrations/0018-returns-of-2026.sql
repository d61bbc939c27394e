-- Commentary on measures, as their owners send it.
create table commentary__comment (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  measure text not null,             -- by title or code, as sent
  quarter text not null,             -- 2017-18-Q3
  what_happened text not null,
  why text,
  what_is_done text,
  back_on_target_date text,
  back_on_target_words text,         -- where it isn't a date ("Spring 2018")
  author text not null,
  written_date text not null,
  primary key (return_no, row_no)
) strict;

-- What the scorecard needs of Annex A and wasn't kept. Teams and workers are pseudonyms.
alter table annex_a__assessment add column needs_service text;       -- assessed as requiring social care: yes, no
alter table annex_a__assessment add column team text;
alter table annex_a__assessment add column worker text;
alter table annex_a__section_47 add column team text;
alter table annex_a__section_47 add column worker text;
alter table annex_a__child_in_need add column team text;
alter table annex_a__child_in_need add column worker text;
alter table annex_a__cp_plan add column last_visit_date text;
alter table annex_a__cp_plan add column seen_alone text;             -- yes, no, not-appropriate
alter table annex_a__cp_plan add column team text;
alter table annex_a__cp_plan add column worker text;
alter table annex_a__looked_after add column last_visit_date text;
alter table annex_a__looked_after add column permanence_plan text;   -- its kind; none where it says that there is none
alter table annex_a__looked_after add column interview_offered text; -- after the last missing episode: yes, no
alter table annex_a__looked_after add column interview_accepted text;
alter table annex_a__looked_after add column team text;
alter table annex_a__looked_after add column worker text;
